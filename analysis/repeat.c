/* Repeated problems (metrics.md, section 6).
 *
 * An event's problem is its key: customer, category and issue code, or a group of texts alike where it has no code.
 * The canonical events of a key stand in a list in order of acceptance; the window that ends with an event is a
 * stretch of that list, so the events of a case are no copy. Keys are numbers, good for one policy in one telling. */
#include "analysis/tell.h"
#include "base/mem.h"

enum { DEFAULT_WINDOW_DAYS = 365 };

static const struct repeat_rule *rule_of(const struct policy *p, struct str category) {
    for (size_t i = 0; i < p->n_repeats; i++)
        if (str_is(category, p->repeat[i].category)) return &p->repeat[i];
    return NULL;
}

bool repeat_counts(const struct judge *j, uint32_t event, const struct event_row *e) {
    if (!j->by_text[event]) return true;
    const struct repeat_rule *r = rule_of(j->policy, e->category);
    return r && r->count_by_text;
}

bool repeat_problem(const struct judge *j, uint32_t event, const struct event_row *e) {
    return j->key[event] != TELL_NONE && repeat_counts(j, event, e);
}

bool repeat_asked(const struct policy *p) {
    bool asked = p->n_repeats || p->escalation.at_count;
    for (size_t i = 0; i < p->n_checks; i++) asked |= check_rule_of_problems(&p->check[i]);
    return asked;
}

bool repeat_often(const struct judge *j, uint32_t event, const struct event_row *e, int count, bool consecutive) {
    if (count <= 0 || !repeat_problem(j, event, e)) return false;
    return (consecutive ? j->in_a_row : j->repeated)[event] >= count;
}

bool repeat_consecutive(const struct policy *p, struct str category) {
    const struct repeat_rule *r = rule_of(p, category);
    return r && r->consecutive;
}

/* ---- keys ---- */

static bool has_customer(const struct event_row *e) { return e->customer_id.n && !e->anonymous; }

struct key_index {
    uint32_t *slot;
    size_t n;
    const struct event_row **first; /* by key */
};

static uint32_t key_by_issue(struct judge *j, struct key_index *x, const struct event_row *e) {
    size_t i = (str_hash(e->issue) + e->category_no * 0x9E3779B1u) & (x->n - 1);
    for (; x->slot[i] != TELL_NONE; i = (i + 1) & (x->n - 1)) {
        const struct event_row *f = x->first[x->slot[i]];
        if (f->category_no == e->category_no && str_eq(f->issue, e->issue)) return x->slot[i];
    }
    x->slot[i] = j->n_keys;
    x->first[j->n_keys] = e;
    j->key_name[j->n_keys] = e->issue;
    return j->n_keys++;
}

/* Events of the rule's category without an issue code get the key of their group of texts, named after its smallest
 * event_id. */
static void keys_by_text(struct telling *t, struct judge *j, const struct repeat_rule *r) {
    uint32_t *event = arena_alloc(t->a, t->n_events * sizeof *event), n = 0;
    struct str *text = arena_alloc(t->a, t->n_events * sizeof *text);
    for (uint32_t i = 0; i < t->n_events; i++) {
        const struct event_row *e = t->event[i].row;
        if (!j->judged[i] || e->issue.n || !e->description.n || !has_customer(e)) continue;
        if (!str_is(e->category, r->category)) continue;
        text[n] = e->description;
        event[n++] = i;
    }
    if (n < 2) return;
    uint32_t *group = arena_alloc(t->a, n * sizeof *group);
    struct fraction share = r->similarity.set ? r->similarity : (struct fraction){true, 6, 10};
    text_groups(t->a, text, n, share, group);
    for (uint32_t i = 0; i < n; i++) {
        struct str id = t->event[event[i]].row->event_id;
        uint32_t key = group[i] == i ? j->n_keys++ : j->key[event[group[i]]];
        if (group[i] == i || str_cmp(id, j->key_name[key]) < 0) j->key_name[key] = id;
        j->key[event[i]] = key;
        j->by_text[event[i]] = true;
    }
}

void repeat_keys(struct telling *t, struct judge *j) {
    j->key = arena_alloc(t->a, t->n_events * sizeof *j->key);
    j->by_text = arena_zero(t->a, t->n_events * sizeof *j->by_text);
    j->key_name = arena_alloc(t->a, t->n_events * sizeof *j->key_name);
    struct key_index x = {.n = 4};
    while (x.n < t->n_events * 2) x.n *= 2;
    x.slot = arena_alloc(t->a, x.n * sizeof *x.slot);
    x.first = arena_alloc(t->a, t->n_events * sizeof *x.first);
    for (size_t i = 0; i < x.n; i++) x.slot[i] = TELL_NONE;
    for (uint32_t i = 0; i < t->n_events; i++) {
        const struct event_row *e = t->event[i].row;
        bool keyed = j->judged[i] && e->issue.n && has_customer(e);
        j->key[i] = keyed ? key_by_issue(j, &x, e) : TELL_NONE;
    }
    for (size_t i = 0; i < j->policy->n_repeats; i++)
        if (rule_of(j->policy, str_of(j->policy->repeat[i].category)) == &j->policy->repeat[i])
            keys_by_text(t, j, &j->policy->repeat[i]);
}

/* ---- windows ---- */

struct lists {
    uint32_t *first;                 /* by key: place of its first event; n_keys + 1 of them */
    uint32_t *event;                 /* by place */
    const struct event_row **member; /* by place */
    uint32_t *escalated;             /* by place: escalated ones before it */
    size_t *bytes;                   /* by place: of the ids before it, each with the sign that follows */
    uint32_t *place, *low;           /* by event: its place, and that of the first one in its window */
};

static bool listed(const struct judge *j, uint32_t i) { return j->canon[i] == i && j->key[i] != TELL_NONE; }

static void lists_fill(struct telling *t, const struct judge *j, struct lists *l) {
    size_t n = t->n_events;
    l->first = arena_zero(t->a, ((size_t)j->n_keys + 2) * sizeof *l->first);
    l->event = arena_alloc(t->a, n * sizeof *l->event);
    l->member = arena_alloc(t->a, n * sizeof *l->member);
    l->escalated = arena_alloc(t->a, (n + 1) * sizeof *l->escalated);
    l->bytes = arena_alloc(t->a, (n + 1) * sizeof *l->bytes);
    l->place = arena_alloc(t->a, n * sizeof *l->place);
    l->low = arena_alloc(t->a, n * sizeof *l->low);
    for (uint32_t i = 0; i < n; i++)
        if (listed(j, i)) l->first[j->key[i] + 2]++;
    for (uint32_t k = 0; k < j->n_keys; k++) l->first[k + 2] += l->first[k + 1];
    for (uint32_t i = 0; i < n; i++) {
        if (!listed(j, i)) continue;
        l->place[i] = l->first[j->key[i] + 1]++;
        l->event[l->place[i]] = i;
        l->member[l->place[i]] = t->event[i].src;
    }
    l->escalated[0] = 0;
    l->bytes[0] = 0;
    for (uint32_t p = 0; p < l->first[j->n_keys]; p++) {
        l->escalated[p + 1] = l->escalated[p] + moment_is(t->event[l->event[p]].row->escalated);
        l->bytes[p + 1] = l->bytes[p] + l->member[p]->event_id.n + 1;
    }
}

static void windows_fill(struct telling *t, struct judge *j, struct lists *l) {
    j->repeated = arena_zero(t->a, t->n_events * sizeof *j->repeated);
    j->in_a_row = arena_zero(t->a, t->n_events * sizeof *j->in_a_row);
    for (uint32_t k = 0; k < j->n_keys; k++) {
        if (l->first[k] == l->first[k + 1]) continue;
        const struct repeat_rule *r = rule_of(j->policy, t->event[l->event[l->first[k]]].row->category);
        int days = r ? r->window_days : DEFAULT_WINDOW_DAYS;
        for (uint32_t p = l->first[k], low = p; p < l->first[k + 1]; p++) {
            uint32_t i = l->event[p];
            while (t->event[l->event[low]].day < t->event[i].day - (days - 1)) low++;
            l->low[i] = low;
            j->in_a_row[i] = j->repeated[i] = (int)(p - low + 1);
        }
    }
}

/* ---- flagged events ---- */

/* How many events up to this one, without another between them, are of its key: by rule. */
struct run {
    uint32_t key;
    int length;
};

static bool flagged(const struct repeat_rule *r, const struct judge *j, uint32_t i) {
    int min = r->min_count > 1 ? r->min_count : 1;
    return (r->consecutive ? j->in_a_row : j->repeated)[i] >= min;
}

static void row_add(struct telling *t, const struct judge *j, const struct repeat_rule *r, const struct lists *l,
                    uint32_t i) {
    uint32_t from = l->low[i], to = l->place[i] + 1, first = l->first[j->key[i]];
    *VEC_ADD(t->out->repeat, t->out->n_repeats, t->out->cap_repeats) =
        (struct repeat){.policy = j->no,
                        .rule = r,
                        .event = t->event[i].src,
                        .issue = j->key_name[j->key[i]],
                        .by_text = j->by_text[i],
                        .count = (int)(to - from),
                        .members = l->member + from,
                        .n_members = to - from,
                        .escalated = l->escalated[to] > l->escalated[from],
                        .at = l->bytes[from] - l->bytes[first],
                        .bytes = l->bytes[to] - l->bytes[from] - 1};
}

/* The list of a key, once for all of its flagged events. */
static void list_add(struct telling *t, const struct judge *j, const struct lists *l, uint32_t i, bool *listed_key) {
    uint32_t k = j->key[i];
    if (listed_key[k]) return;
    listed_key[k] = true;
    *VEC_ADD(t->out->repeat_list, t->out->n_repeat_lists, t->out->cap_repeat_lists) =
        (struct repeat_list){.policy = j->no,
                             .issue = j->key_name[k],
                             .by_text = j->by_text[i],
                             .members = l->member + l->first[k],
                             .n_members = l->first[k + 1] - l->first[k]};
}

static void skip(struct telling *t, const struct judge *j, uint32_t i, const char *why) {
    int metric = t->w->explain ? metric_repeat(t->w->metrics, t->event[i].row->category) : -1;
    if (metric < 0) return;
    struct tell_at at = tell_at(t, (uint16_t)metric, t->event[i].day, t->event[i].src);
    tell_skip(t, j, &at, why);
}

static size_t flag_events(struct telling *t, struct judge *j, const struct lists *l, uint32_t *out) {
    const struct policy *p = j->policy;
    struct run *run = arena_zero(t->a, p->n_repeats * sizeof *run);
    bool *listed_key = arena_zero(t->a, j->n_keys);
    size_t n = 0;
    for (uint32_t i = 0; i < t->n_events; i++) {
        if (!j->judged[i] || j->canon[i] != i) continue;
        const struct repeat_rule *r = rule_of(p, t->event[i].row->category);
        if (!r) continue;
        struct run *x = &run[r - p->repeat];
        *x = (struct run){j->key[i], x->length && x->key == j->key[i] ? x->length + 1 : 1};
        if (x->length < j->in_a_row[i]) j->in_a_row[i] = x->length;
        if (j->key[i] == TELL_NONE || !flagged(r, j, i)) {
            skip(t, j, i, j->key[i] == TELL_NONE ? "no_issue_code" : "not_repeated");
            continue;
        }
        row_add(t, j, r, l, i);
        list_add(t, j, l, i, listed_key);
        if (!j->by_text[i] || r->count_by_text) out[n++] = i;
        else skip(t, j, i, "by_text");
    }
    return n;
}

/* ---- cases: distinct keys by period and scope ---- */

struct seen {
    uint32_t key, scope;
    int32_t no;
    uint8_t kind, scope_kind;
    bool used;
};
struct seen_set {
    struct seen *slot;
    size_t n;
};

static bool same_cell(const struct seen *x, const struct seen *y) {
    return x->key == y->key && x->scope == y->scope && x->no == y->no && x->kind == y->kind &&
           x->scope_kind == y->scope_kind;
}

static bool seen_before(struct seen_set *s, struct seen x) {
    uint64_t h = ((uint64_t)x.key << 32 | x.scope) * 0x9E3779B97F4A7C15ull;
    h = (h ^ h >> 31 ^ (uint64_t)(uint32_t)x.no << 8 ^ (uint64_t)x.kind << 4 ^ x.scope_kind) * 0xBF58476D1CE4E5B9ull;
    for (size_t i = h >> 24 & (s->n - 1);; i = (i + 1) & (s->n - 1)) {
        struct seen *y = &s->slot[i];
        if (!y->used) {
            *y = x;
            return false;
        }
        if (same_cell(y, &x)) return true;
    }
}

static void case_add(struct telling *t, const struct judge *j, uint32_t i, uint16_t metric, struct seen_set *set,
                     uint8_t scope_kind, uint32_t scope) {
    if (scope_kind != SCOPE_ALL && !scope) return;
    for (int k = 0; k < PERIOD_KINDS; k++) {
        int32_t no = period_of((enum period_kind)k, t->event[i].day, j->policy->week_start).no;
        bool again = seen_before(set, (struct seen){j->key[i], scope, no, (uint8_t)k, scope_kind, true});
        if (again && !t->w->explain) continue;
        struct tally row = {.policy = j->no,
                            .metric = metric,
                            .kind = (int8_t)k,
                            .scope_kind = scope_kind,
                            .day_or_no = no,
                            .scope = scope,
                            .category = t->event[i].row->category_no,
                            .num = !again,
                            .event = t->w->explain ? t->event[i].src : NULL};
        if (t->w->explain) row.why = again ? "same_case" : "counted";
        tell_tally(t, &row);
    }
}

static void cases_tell(struct telling *t, const struct judge *j, const uint32_t *event, size_t n) {
    struct seen_set set = {.n = 64};
    while (set.n < n * 3 * PERIOD_KINDS * 2) set.n *= 2;
    set.slot = arena_zero(t->a, set.n * sizeof *set.slot);
    for (size_t x = 0; x < n; x++) {
        const struct event_row *e = t->event[event[x]].row;
        int metric = metric_repeat(t->w->metrics, e->category);
        if (metric < 0) continue;
        case_add(t, j, event[x], (uint16_t)metric, &set, SCOPE_ALL, 0);
        case_add(t, j, event[x], (uint16_t)metric, &set, SCOPE_SITE, e->site_no);
        case_add(t, j, event[x], (uint16_t)metric, &set, SCOPE_DEPARTMENT, e->department_no);
    }
}

void repeat_tell(struct telling *t, struct judge *j) {
    if (!repeat_asked(j->policy)) return;
    struct lists l;
    lists_fill(t, j, &l);
    windows_fill(t, j, &l);
    uint32_t *event = arena_alloc(t->a, t->n_events * sizeof *event);
    size_t n = flag_events(t, j, &l, event);
    if (n) cases_tell(t, j, event, n);
}
