#include "tests/analysis/tell_kit.h"
#include "base/mem.h"
#include <stdio.h>
#include <stdlib.h>

int32_t kit_day(const char *day) {
    int32_t d;
    ck_assert_msg(civil_parse_day(str_of(day), &d), "no day: %s", day);
    return d;
}

void kit_init(struct kit *k, const struct policy *p, const char *as_of) {
    *k = (struct kit){0};
    arena_init(&k->a);
    buf_init(&k->text);
    tale_init(&k->tale);
    struct intern *t[] = {&k->dims.site, &k->dims.department, &k->dims.category, &k->dims.stage};
    for (size_t i = 0; i < 4; i++) {
        intern_init(t[i]);
        intern_add(t[i], STR_LIT(""));
    }
    k->w = (struct world){.as_of = kit_day(as_of),
                          .count_from = kit_day("2000-01-01"),
                          .use = k->use,
                          .dims = &k->dims,
                          .metrics = &k->metrics};
    if (p) kit_use(k, p, NULL, NULL, NULL);
}

void kit_release(struct kit *k) {
    tale_release(&k->tale);
    buf_release(&k->text);
    intern_release(&k->dims.site);
    intern_release(&k->dims.department);
    intern_release(&k->dims.category);
    intern_release(&k->dims.stage);
    arena_release(&k->a);
}

struct policy *kit_policy(struct kit *k, const char *name) {
    struct err e = {0};
    struct names none = {0};
    struct policy *p = policy_read(&k->a, name, &none, &e);
    ck_assert_msg(!err_is(&e), "%s", e.text);
    return p;
}

struct policy *kit_bare(struct kit *k) {
    struct policy *p = arena_zero(&k->a, sizeof *p);
    p->id = "bare";
    p->target_metric = "visit_rate";
    p->meeting_weekday = -1;
    return p;
}

void kit_use(struct kit *k, const struct policy *p, const char *site, const char *from, const char *until) {
    struct policy_use *u = &k->use[k->w.n_uses++];
    union {
        const struct policy *in;
        struct policy *out;
    } cast = {.in = p}; /* uses hold policies they may change */
    *u = (struct policy_use){.policy = cast.out, .from_set = from, .until_set = until};
    if (from) u->from = kit_day(from);
    if (until) u->until = kit_day(until);
    if (site) {
        u->sites.name = arena_alloc(&k->a, sizeof *u->sites.name);
        u->sites.name[0] = site;
        u->sites.n = 1;
    }
    metric_list_init(&k->metrics, k->use, k->w.n_uses, &k->a);
}

void kit_as_of(struct kit *k, const char *day) { k->w.as_of = kit_day(day); }

/* ---- reading ---- */

static struct str part(struct str line, const char *name) {
    for (struct str p; str_split(&line, '|', &p);) {
        struct str value = p, key;
        if (str_split(&value, '=', &key) && str_is(key, name)) return value;
    }
    return str_none();
}

static struct moment time_at(struct str line, const char *name) {
    struct moment m;
    struct str s = part(line, name);
    ck_assert_msg(moment_parse(s, &m), "no time: %.*s", STR_ARG(s));
    return m;
}

static uint32_t number(struct intern *t, struct str s) { return s.n ? intern_add(t, s) : 0; }

static struct event_row event_of(struct kit *k, struct str l) {
    struct event_row e = {.event_id = part(l, "id"),
                          .category = part(l, "cat"),
                          .customer_id = part(l, "cust"),
                          .site = part(l, "site"),
                          .department = part(l, "dept"),
                          .severity = part(l, "sev"),
                          .validity = part(l, "valid"),
                          .validity_kind = part(l, "kind"),
                          .content_class = part(l, "class"),
                          .issue = part(l, "issue"),
                          .channel = part(l, "channel"),
                          .description = part(l, "text"),
                          .anonymous = part(l, "anon").n,
                          .letter_reply_only = part(l, "letter").n,
                          .follow_up_needed = part(l, "again").n,
                          .accepted = time_at(l, "acc"),
                          .contacted = time_at(l, "con"),
                          .started = time_at(l, "sta"),
                          .planned_end = time_at(l, "plan"),
                          .finished = time_at(l, "fin"),
                          .delivered = time_at(l, "del"),
                          .warranty_end = time_at(l, "war"),
                          .escalated = time_at(l, "esc"),
                          .feedback_form = time_at(l, "form")};
    e.site_no = number(&k->dims.site, e.site);
    e.department_no = number(&k->dims.department, e.department);
    e.category_no = number(&k->dims.category, e.category);
    return e;
}

static int one_digit(struct str s, int none) { return s.n ? s.p[0] - '0' : none; }

static struct visit_row visit_of(struct kit *k, struct str l) {
    struct visit_row v = {.visit_id = part(l, "id"),
                          .event_ids = part(l, "of"),
                          .site = part(l, "site"),
                          .department = part(l, "dept"),
                          .category = part(l, "cat"),
                          .stage = part(l, "stage"),
                          .method = part(l, "how"),
                          .visitor = part(l, "who"),
                          .visitor_role = part(l, "role"),
                          .outcome = part(l, "out"),
                          .raised_event_id = part(l, "raised"),
                          .review_note = part(l, "note"),
                          .reviewed_by = part(l, "by"),
                          .opinion = part(l, "opinion"),
                          .during = part(l, "during").n,
                          .signed_ = one_digit(part(l, "signed"), -1),
                          .satisfaction = one_digit(part(l, "sat"), 0),
                          .issue_raised = part(l, "issue").n,
                          .visited = time_at(l, "at"),
                          .reported = time_at(l, "reported"),
                          .reviewed = time_at(l, "reviewed"),
                          .filed = time_at(l, "filed"),
                          .raised_finished = time_at(l, "raised_fin")};
    v.n_events = v.event_ids.n > 0;
    for (size_t i = 0; i < v.event_ids.n; i++) v.n_events += v.event_ids.p[i] == ';';
    v.site_no = number(&k->dims.site, v.site);
    v.department_no = number(&k->dims.department, v.department);
    v.category_no = number(&k->dims.category, v.category);
    return v;
}

static int by_accepted(const void *x, const void *y) {
    const struct event_row *a = x, *b = y;
    if (a->accepted.s != b->accepted.s) return a->accepted.s < b->accepted.s ? -1 : 1;
    return str_cmp(a->event_id, b->event_id);
}

static int by_visited(const void *x, const void *y) {
    const struct visit_row *a = x, *b = y;
    if (a->visited.s != b->visited.s) return a->visited.s < b->visited.s ? -1 : 1;
    return str_cmp(a->visit_id, b->visit_id);
}

void kit_story(struct kit *k, const char *events, const char *visits) {
    struct story *s = &k->s;
    struct str lines = arena_str(&k->a, str_of(events)), l;
    *s = (struct story){.key = STR_LIT("c:K")};
    s->event = arena_alloc(&k->a, (lines.n / 8 + 1) * sizeof *s->event);
    s->visit = arena_alloc(&k->a, (strlen(visits) / 8 + 1) * sizeof *s->visit);
    while (str_split(&lines, '\n', &l))
        if (l.n) s->event[s->n_events++] = event_of(k, l);
    for (lines = arena_str(&k->a, str_of(visits)); str_split(&lines, '\n', &l);)
        if (l.n) s->visit[s->n_visits++] = visit_of(k, l);
    qsort(s->event, s->n_events, sizeof *s->event, by_accepted);
    qsort(s->visit, s->n_visits, sizeof *s->visit, by_visited);
}

void kit_visit_story(struct kit *k, const char *events, const char *visit) {
    kit_story(k, events, visit);
    k->s.kind = STORY_VISIT;
}

void kit_tell(struct kit *k) { story_tell(&k->s, &k->w, &k->a, &k->tale); }

/* ---- reading the tale back ---- */

static void day_put(struct buf *b, int32_t day) {
    char text[MOMENT_TEXT];
    buf_puts(b, civil_day_text(day, text));
}

static void obligation_put(struct buf *b, const struct obligation *o) {
    buf_printf(b, "%.*s %s ", STR_ARG(o->event->event_id), o->stage->name);
    day_put(b, o->opens);
    buf_puts(b, "..");
    if (o->has_deadline) day_put(b, o->deadline);
    buf_printf(b, " %s", obligation_state_name(o->state));
    if (o->due) buf_puts(b, " due");
    if (o->optional) buf_puts(b, " optional");
    if (o->visit) buf_printf(b, " %.*s", STR_ARG(o->visit->visit_id));
    if (o->exempt_reason) buf_printf(b, " %s", o->exempt_reason);
    buf_byte(b, '\n');
}

const char *kit_obligations(struct kit *k) {
    buf_reset(&k->text);
    for (size_t i = 0; i < k->tale.n_obligations; i++) obligation_put(&k->text, &k->tale.obligation[i]);
    return k->text.p;
}

static bool in_period(const struct kit *k, const struct tally *y, const char *period) {
    int week_start = k->use[y->policy].policy->week_start;
    struct period p;
    ck_assert_msg(period_parse(str_of(period), week_start, &p), "no period: %s", period);
    if (y->kind >= 0) return y->kind == (int8_t)p.kind && y->day_or_no == p.no;
    return period_of(p.kind, y->day_or_no, week_start).no == p.no;
}

static bool in_scope(const struct kit *k, const struct tally *y, const char *scope) {
    if (!scope[0]) return y->scope_kind == SCOPE_ALL;
    if (scope[0] == '/')
        return y->scope_kind == SCOPE_DEPARTMENT && str_is(k->dims.department.name[y->scope], scope + 1);
    return y->scope_kind == SCOPE_SITE && str_is(k->dims.site.name[y->scope], scope);
}

static bool in_name(const struct intern *t, uint32_t no, bool pooled, const char *name) {
    return str_is(t->name[no], name) || (pooled && !name[0]);
}

const char *kit_cell(struct kit *k, const char *metric, const char *period, const char *scope, const char *category,
                     const char *stage) {
    int m = metric_find(&k->metrics, str_of(metric));
    ck_assert_msg(m >= 0, "no metric: %s", metric);
    int64_t num = 0, den = 0;
    bool any = false;
    for (size_t i = 0; i < k->tale.n_tallies; i++) {
        const struct tally *y = &k->tale.tally[i];
        if (y->metric != m || !in_period(k, y, period) || !in_scope(k, y, scope)) continue;
        if (!in_name(&k->dims.category, y->category, y->pool_category, category)) continue;
        if (!in_name(&k->dims.stage, y->stage, y->pool_stage, stage)) continue;
        num += y->num;
        den += y->den;
        any = true;
    }
    buf_reset(&k->text);
    if (any) buf_printf(&k->text, "%lld/%lld", (long long)num, (long long)den);
    return k->text.p;
}

const char *kit_breaches(struct kit *k) {
    buf_reset(&k->text);
    for (size_t i = 0; i < k->tale.n_breaches; i++) {
        const struct breach *b = &k->tale.breach[i];
        buf_printf(&k->text, "%.*s %s %s\n", STR_ARG(b->visit->visit_id), b->rule, b->clause);
    }
    return k->text.p;
}

const char *kit_limits(struct kit *k) {
    buf_reset(&k->text);
    for (size_t i = 0; i < k->tale.n_limits; i++) {
        const struct limit_hit *l = &k->tale.limit[i];
        buf_printf(&k->text, "%.*s %s %s\n", STR_ARG(l->event->event_id), l->rule, l->state);
    }
    return k->text.p;
}

const char *kit_merged(struct kit *k) {
    buf_reset(&k->text);
    for (size_t i = 0; i < k->tale.n_merged; i++)
        buf_printf(&k->text, "%.*s>%.*s\n", STR_ARG(k->tale.merged[i].event->event_id),
                   STR_ARG(k->tale.merged[i].canonical->event_id));
    return k->text.p;
}

const char *kit_contradictions(struct kit *k) {
    buf_reset(&k->text);
    for (size_t i = 0; i < k->tale.n_contradictions; i++) {
        const struct contradiction *c = &k->tale.contradiction[i];
        buf_printf(&k->text, "%s %.*s %.*s\n", c->kind, STR_ARG(c->event ? c->event->event_id : STR_LIT("-")),
                   STR_ARG(c->visit ? c->visit->visit_id : STR_LIT("-")));
    }
    return k->text.p;
}

static void repeat_put(struct buf *b, const struct repeat *r) {
    buf_printf(b, "%.*s %.*s %d ", STR_ARG(r->event->event_id), STR_ARG(r->issue), r->count);
    for (size_t i = 0; i < r->n_members; i++) buf_printf(b, "%s%.*s", i ? ";" : "", STR_ARG(r->members[i]->event_id));
    buf_printf(b, "%s%s\n", r->by_text ? " text" : "", r->escalated ? " escalated" : "");
}

const char *kit_repeats(struct kit *k) {
    buf_reset(&k->text);
    for (size_t i = 0; i < k->tale.n_repeats; i++) repeat_put(&k->text, &k->tale.repeat[i]);
    return k->text.p;
}

static void coverage_put(struct buf *b, const struct coverage *c) {
    buf_printf(b, "%.*s %d/%d %s", STR_ARG(c->event->event_id), c->visits, c->required, c->state);
    if (c->has_last) buf_byte(b, ' ');
    if (c->has_last) day_put(b, c->last_day);
    if (c->has_next) buf_printf(b, " next %s ", c->next_stage);
    if (c->has_next) day_put(b, c->next_day);
    buf_byte(b, '\n');
}

const char *kit_coverage(struct kit *k) {
    buf_reset(&k->text);
    for (size_t i = 0; i < k->tale.n_coverages; i++) coverage_put(&k->text, &k->tale.coverage[i]);
    return k->text.p;
}

/* ---- the whole tale ---- */

static int by_cell(const void *x, const void *y) {
    const struct tally *a = x, *b = y;
#define BY(f)                                                                                                          \
    if (a->f != b->f) return a->f < b->f ? -1 : 1
    BY(policy);
    BY(metric);
    BY(kind);
    BY(day_or_no);
    BY(scope_kind);
    BY(scope);
    BY(category);
    BY(stage);
    BY(pool_category);
    BY(pool_stage);
#undef BY
    return 0;
}

static void tallies_put(const struct kit *k, struct buf *b) {
    struct tally *y = mem_alloc(k->tale.n_tallies * sizeof *y);
    if (k->tale.n_tallies) memcpy(y, k->tale.tally, k->tale.n_tallies * sizeof *y);
    qsort(y, k->tale.n_tallies, sizeof *y, by_cell);
    for (size_t i = 0, next; i < k->tale.n_tallies; i = next) {
        int64_t num = 0, den = 0;
        for (next = i; next < k->tale.n_tallies && !by_cell(&y[i], &y[next]); next++) {
            num += y[next].num;
            den += y[next].den;
        }
        buf_printf(b, "%s %d %d %d %u %u %u: %lld/%lld\n", k->metrics.def[y[i].metric].name, y[i].kind, y[i].day_or_no,
                   y[i].scope_kind, y[i].scope, y[i].category, y[i].stage, (long long)num, (long long)den);
    }
    mem_free(y);
}

const char *kit_dump(struct kit *k, struct buf *out) {
    const char *(*const list[])(struct kit *) = {kit_obligations,    kit_breaches, kit_limits,  kit_merged,
                                                 kit_contradictions, kit_repeats,  kit_coverage};
    buf_reset(out);
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        buf_puts(out, list[i](k));
        buf_puts(out, "--\n");
    }
    for (size_t i = 0; i < k->tale.n_spans; i++)
        buf_printf(out, "%d %lld\n", k->tale.span[i].day, (long long)k->tale.span[i].seconds);
    tallies_put(k, out);
    return out->p;
}
