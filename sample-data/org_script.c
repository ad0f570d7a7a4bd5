/* Runs a script: the language that org.h describes. */
#include "base/mem.h"
#include "sample-data/org.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { LINES = 64 };

struct line {
    int depth, chance, times; /* chance in per cent */
    bool other;               /* only when the line before was not made */
    struct str condition;
    const struct org_table *table;
    struct str fields; /* what follows the first | */
};

struct run {
    struct org_work *w;
    struct rng r;
    const struct org_script *s;
    struct line line[LINES];
    int lines;
    int64_t start, next;
    int turn; /* of the repetition under way */
    int site;
    int customer; /* asked for: an index, or -1 */
    const struct org_customer *who;
    struct org_row *row, *parent, *event, *visit;
};

/* ---- reading lines ---- */

static int number(struct str *s, int other) {
    int v = 0, n = 0;
    while (s->n && *s->p >= '0' && *s->p <= '9') {
        v = v * 10 + (*s->p - '0');
        s->p++, s->n--, n++;
    }
    return n ? v : other;
}

static void read_line(struct run *x, struct str text) {
    struct line *l = &x->line[x->lines++];
    struct str head, word;
    assert(x->lines <= LINES);
    *l = (struct line){.chance = 100, .times = 1};
    while (str_starts(text, ">")) l->depth++, text = str_n(text.p + 1, text.n - 1);
    str_split(&text, '|', &head);
    l->fields = text;
    str_split(&head, ' ', &word);
    l->table = org_table(arena_cstr(&x->w->a, word));
    assert(l->table);
    while (str_split(&head, ' ', &word)) {
        if (str_starts(word, "x")) {
            word = str_n(word.p + 1, word.n - 1);
            l->times = number(&word, 1);
        } else if (str_is(word, "or")) l->other = true;
        else if (str_starts(word, "?")) l->condition = str_n(word.p + 1, word.n - 1);
        else l->chance = number(&word, 100);
    }
}

/* ---- people ---- */

static const struct org_person *person(struct run *x, struct str role) {
    const struct org_person *found[24];
    int n = 0;
    for (size_t i = 0; i < x->w->persons && n < 24; i++) {
        const struct org_person *p = &x->w->person[i];
        if (str_eq(role, p->role) && (p->site < 0 || p->site == x->site)) found[n++] = p;
    }
    return n ? found[rng_below(&x->r, n)] : NULL;
}

/* Text with each {role} replaced by a name and each {role#} by a code; a role that nobody has stays as it is. */
static struct str people(struct run *x, struct str text) {
    struct buf b;
    buf_init(&b);
    while (text.n) {
        const char *open = memchr(text.p, '{', text.n), *end = open ? memchr(text.p, '}', text.n) : NULL;
        if (!end) break;
        buf_add(&b, text.p, (size_t)(open - text.p));
        struct str role = str_n(open + 1, (size_t)(end - open - 1));
        bool code = str_ends(role, "#");
        if (code) role.n--;
        const struct org_person *p = person(x, role);
        buf_str(&b, !p ? role : code ? p->code : p->name);
        text = str_n(end + 1, (size_t)(text.p + text.n - end - 1));
    }
    buf_str(&b, text);
    struct str s = arena_str(&x->w->a, buf_view(&b));
    buf_release(&b);
    return s;
}

/* ---- choices and copies ---- */

/* <a:3/b:1/c>: an option without a weight has 1, but one that holds a time of day needs one. */
static struct str choice(struct run *x, struct str text) {
    struct str all = str_n(text.p + 1, text.n - 2), rest = all, option, weight;
    int sum = 0;
    while (str_split(&rest, '/', &option)) {
        const char *colon = option.n ? memrchr(option.p, ':', option.n) : NULL;
        weight = colon ? str_n(colon + 1, (size_t)(option.p + option.n - colon - 1)) : str_none();
        sum += number(&weight, 1);
    }
    int at = rng_below(&x->r, sum);
    rest = all;
    while (str_split(&rest, '/', &option)) {
        const char *colon = option.n ? memrchr(option.p, ':', option.n) : NULL;
        weight = colon ? str_n(colon + 1, (size_t)(option.p + option.n - colon - 1)) : str_none();
        at -= number(&weight, 1);
        if (at < 0) return colon ? str_n(option.p, (size_t)(colon - option.p)) : option;
    }
    return str_none();
}

static struct str field_of(struct run *x, const char *name) {
    const struct org_row *rows[] = {x->row, x->parent, x->visit, x->event};
    for (size_t i = 0; i < KIT_COUNT(rows); i++) {
        struct str cell = org_cell(rows[i], name);
        if (cell.n) return cell;
    }
    return x->event && strcmp(name, "customer_type") == 0 ? x->event->customer_type : str_none();
}

static struct str copy(struct run *x, struct str name) {
    struct civil c = civil_of(kit_day_of(x->start));
    struct arena *a = &x->w->a;
    if (str_is(name, "month")) return str_of(arena_printf(a, "%04d-%02d", c.year, c.month));
    if (str_is(name, "quarter")) return str_of(arena_printf(a, "%04d-Q%d", c.year, (c.month + 2) / 3));
    if (str_is(name, "year")) return str_of(arena_printf(a, "%04d", c.year));
    if (str_is(name, "week")) {
        int32_t thursday = kit_day_of(x->start) - civil_weekday(kit_day_of(x->start)) + 3;
        int year = civil_of(thursday).year;
        return str_of(arena_printf(a, "%04d-W%02d", year, (thursday - civil_day(year, 1, 1)) / 7 + 1));
    }
    return field_of(x, arena_cstr(a, name));
}

/* `name`: the field is filled; `name:value`: it holds that (nothing, when the value is empty); `!` in front: it is not
 * so. */
static bool holds(struct run *x, struct str condition) {
    struct str name;
    if (!condition.p) return true;
    bool valued = memchr(condition.p, ':', condition.n) != NULL, other = str_starts(condition, "!");
    if (other) condition = str_n(condition.p + 1, condition.n - 1);
    str_split(&condition, ':', &name);
    struct str cell = copy(x, name);
    return (valued ? str_eq(cell, condition) : cell.n > 0) != other;
}

/* ---- times ---- */

static int64_t base_time(struct run *x, struct str name) {
    if (!name.n || str_is(name, "start")) return x->start;
    if (str_is(name, "next")) return x->next;
    if (str_is(name, "turn")) {
        int32_t day = civil_add_months(kit_day_of(x->start), x->turn);
        return kit_day_at(day, (int)(x->start % KIT_DAY / 60));
    }
    const char *field = arena_cstr(&x->w->a, name);
    if (str_is(name, "visited_at") && !x->visit && x->row->table != org_table("visits")) return KIT_NEVER;
    struct str cell = field_of(x, field);
    if (str_is(name, "visited_at") && !cell.n) return x->start; /* the first of several visits */
    return org_time(cell);
}

static int clock_minute(struct str *s) {
    int h = number(s, 0);
    if (s->n && *s->p == ':') s->p++, s->n--;
    return h * 60 + number(s, 0);
}

static bool skip(struct str *s, const char *what) {
    if (!str_starts(*s, what)) return false;
    *s = str_n(s->p + strlen(what), s->n - strlen(what));
    return true;
}

/* lo..hi with units; 0 when there is none. *unit is that of hi, both are in it; *vague when hours lie between. */
static int offset(struct run *x, struct str *s, char *unit, bool *vague) {
    int sign = skip(s, "-") ? -1 : 1;
    if (sign > 0 && !skip(s, "+")) return 0;
    int lo = number(s, 0);
    char first = s->n ? *s->p : 'd';
    s->p++, s->n--;
    *unit = first;
    if (!skip(s, "..")) return sign * (first == 'h' ? *unit = 'm', lo * 60 : lo);
    int hi = number(s, lo);
    *unit = s->n ? *s->p : 'd';
    s->p++, s->n--;
    if (first == 'm' || first == 'h') { /* minutes throughout */
        lo *= first == 'h' ? 60 : 1;
        hi *= *unit == 'h' ? 60 : *unit == 'd' ? 1440 : 1;
        *unit = 'm';
    }
    *vague = *unit == 'm' && hi - lo >= 180;
    return sign * rng_range(&x->r, lo, hi > lo ? hi : lo);
}

static struct str moment_cell(struct run *x, int64_t t, enum moment_kind kind) {
    char text[MOMENT_TEXT];
    return str_of(arena_printf(&x->w->a, "%s", moment_text((struct moment){t, kind}, text)));
}

/* @2026-09-03 or @2026-09-03 09:20 */
static struct str absolute(struct run *x, struct str s) {
    char *text = s.n == 16 ? arena_printf(&x->w->a, "%.*s:00", STR_ARG(s)) : arena_cstr(&x->w->a, s);
    return str_of(text);
}

static struct str when(struct run *x, struct str s) {
    if (s.n && *s.p >= '0' && *s.p <= '9') return absolute(x, s);
    struct str name = s;
    while (s.n && ((*s.p >= 'a' && *s.p <= 'z') || *s.p == '_')) s.p++, s.n--;
    name.n -= s.n;
    int64_t t = base_time(x, name);
    char unit = 'm';
    bool vague = false;
    int by = offset(x, &s, &unit, &vague);
    if (t == KIT_NEVER) return str_none();
    int32_t day = kit_day_of(t);
    int minute = (int)(t % KIT_DAY / 60);
    bool clock = unit == 'm';
    if (unit == 'm') t += 60 * (int64_t)by;
    if (vague) t = kit_daytime(t);
    if (unit == 'm') day = kit_day_of(t), minute = (int)(t % KIT_DAY / 60);
    if (unit == 'd') day += by;
    if (unit == 'w') day += 7 * by;
    if (unit == 'M') day = civil_add_months(day, by);
    if (unit == 'y') day = civil_add_months(day, 12 * by);
    s = str_trim(s);
    if (s.n && *s.p >= '0' && *s.p <= '9') {
        int from = clock_minute(&s), to = skip(&s, "..") ? clock_minute(&s) : from;
        minute = rng_range(&x->r, from, to);
        clock = true;
    }
    if (str_is(str_trim(s), "w"))
        while (org_day_off(day)) day++;
    return moment_cell(x, clock ? kit_day_at(day, minute) : kit_day_at(day, 0), clock ? MOMENT_TIME : MOMENT_DATE);
}

/* ---- rows ---- */

static struct str value(struct run *x, struct str text) {
    if (str_starts(text, "<")) text = choice(x, text);
    if (str_starts(text, "@")) return when(x, str_n(text.p + 1, text.n - 1));
    if (str_starts(text, "$")) return copy(x, str_n(text.p + 1, text.n - 1));
    return text.n ? people(x, text) : str_none();
}

static void put(struct run *x, const char *field, struct str cell) {
    int i = org_field(x->row->table, str_of(field));
    assert(i >= 0);
    x->row->cell[i] = cell;
}

static void put_free(struct run *x, const char *field, struct str cell) {
    int i = org_field(x->row->table, str_of(field));
    if (i >= 0 && !x->row->cell[i].n) x->row->cell[i] = cell;
}

static void put_matter(struct run *x, struct str group) {
    const struct org_matter *found[32];
    int n = 0;
    for (const struct org_matter *m = x->w->of->matters; m && m->group && n < 32; m++)
        if (str_is(group, m->group)) found[n++] = m;
    assert(n > 0);
    const struct org_matter *m = found[rng_below(&x->r, n)];
    const char *site = x->w->of->sites[x->site];
    bool own = m->department && m->department[0] == '+';
    put(x, "issue", str_of(m->issue));
    put(x, "description", str_of(m->text));
    if (own) put(x, "department", str_of(arena_printf(&x->w->a, "%s%s", site ? site : "", m->department + 1)));
    else if (m->department) put(x, "department", str_of(m->department));
}

static const struct org_customer *any_customer(struct run *x) {
    struct org_work *w = x->w;
    size_t first = w->customers > 2 * ORG_KEPT ? ORG_KEPT : 0;
    for (int k = 0; k < 50; k++) {
        size_t i = first + (size_t)rng_below(&x->r, (int)(w->customers - first));
        if (w->customer[i].site == x->site) return &w->customer[i];
    }
    return &w->customer[first];
}

static void take_customer(struct run *x, struct str text) {
    int64_t no;
    x->who = NULL;
    if (str_is(text, "*")) x->who = any_customer(x);
    else if (str_to_int(text, &no) && no >= 1 && (size_t)no <= x->w->customers) x->who = &x->w->customer[no - 1];
    if (x->who) x->site = x->who->site;
}

static void put_customer(struct run *x) {
    if (!x->who) return;
    put_free(x, "customer_id", x->who->id);
    if (x->row->table != org_table("events")) return;
    put_free(x, "customer_name", x->who->name);
    put_free(x, "phone", x->who->phone);
    put_free(x, "unit", x->who->unit);
    x->row->customer_type = x->who->type;
}

/* The value of `name` among the line's fields; false when it is not there. */
static bool asked(struct str fields, const char *name, struct str *text) {
    struct str field, key;
    while (str_split(&fields, '|', &field)) {
        str_split(&field, '=', &key);
        if (!str_is(key, name)) continue;
        *text = field;
        return true;
    }
    return false;
}

/* Whose row it is, before the fields: site and customer stand in the way of names of people. */
static void place(struct run *x, const struct line *l) {
    struct str text;
    bool event = l->table == org_table("events"), named = asked(l->fields, "customer", &text);
    if (asked(l->fields, "site", &text)) {
        for (int i = 0; i < x->w->sites; i++)
            if (str_is(text, x->w->of->sites[i])) x->site = i;
    }
    if (named && asked(l->fields, "customer", &text)) take_customer(x, value(x, text));
    else if (event && x->customer >= 0) x->who = &x->w->customer[x->customer], x->site = x->who->site;
    else if (event) x->who = any_customer(x);
    else if (l->depth == 0 || x->event) x->who = NULL;
    if (x->w->sites && (event || !x->event)) put_free(x, "site", str_of(x->w->of->sites[x->site]));
}

/* What was begun more than two months before the export is done by then: chance leaves only recent matters open. */
static bool must_end(const struct run *x, struct str field) {
    return str_is(field, "finished_at") && x->start < kit_export() - 60 * (int64_t)KIT_DAY;
}

static void one_field(struct run *x, struct str field) {
    struct str key, name, condition;
    str_split(&field, '=', &key);
    str_split(&key, '%', &condition);
    str_split(&condition, '?', &name);
    if (!holds(x, condition)) return;
    if (key.p && !rng_hit(&x->r, 10 * number(&key, 100)) && !must_end(x, name)) return;
    if (str_is(name, "customer") || str_is(name, "site")) return;
    if (str_is(name, "matter")) {
        put_matter(x, value(x, field));
        return;
    }
    struct str cell = value(x, field);
    int64_t t = org_time(cell);
    bool later = t != KIT_NEVER && t >= kit_export() && !org_planned(name);
    put(x, arena_cstr(&x->w->a, name), later ? str_none() : cell);
}

/* False when the row lies after the export: its own time is not known. */
static bool fill(struct run *x, const struct line *l) {
    const char *time = l->table->time;
    struct str fields = l->fields, field, text;
    place(x, l);
    if (l->table == org_table("events")) put(x, "accepted_at", moment_cell(x, x->start, MOMENT_TIME));
    while (fields.p && str_split(&fields, '|', &field)) one_field(x, field);
    put_customer(x);
    if (!*time) return true;
    int64_t t = org_time(org_cell(x->row, time));
    bool odd =
        asked(l->fields, time, &text) && !str_starts(text, "@") && !str_starts(text, "<"); /* meant to be refused */
    x->row->when = odd ? x->start : t;
    return x->row->when != KIT_NEVER && (x->row->when < kit_export() || org_planned(str_of(time)));
}

static struct org_row *make(struct run *x, const struct line *l) {
    struct org_row *r = arena_zero(&x->w->a, sizeof *r), *before = x->row;
    r->table = l->table;
    r->no = x->w->rows;
    r->prefix = l->table == org_table("events") && x->s->prefix ? x->s->prefix : l->table->prefix;
    r->when = KIT_NEVER;
    x->row = r;
    r->event = l->table == org_table("events") ? NULL : x->event;
    r->visit = l->table == org_table("visits") ? NULL : x->visit;
    bool known = fill(x, l);
    x->row = before;
    if (!known) return NULL;
    if (l->table == org_table("events") && x->parent && x->parent->table == org_table("visits")) x->parent->raised = r;
    *VEC_ADD(x->w->row, x->w->rows, x->w->rows_cap) = r;
    return r;
}

static int block_end(const struct run *x, int at) {
    int end = at + 1;
    while (end < x->lines && x->line[end].depth > x->line[at].depth) end++;
    return end;
}

/* The lines from `at` on that are as deep as that one, each with what hangs on it. An event counts for what hangs on it
 * only, a visit also for the lines beside it that follow: «two days after the visit before». */
static void run_block(struct run *x, int at, int end) {
    struct org_row *event = x->event, *visit = x->visit, *parent = x->parent;
    bool before = false, made;
    while (at < end) {
        const struct line *l = &x->line[at];
        int last = block_end(x, at), turn = x->turn;
        bool wanted = holds(x, l->condition) && !(l->other && before);
        made = l->other && before;
        for (int k = 0; k < l->times && wanted; k++) {
            if (l->times > 1) x->turn = k;
            if (!rng_hit(&x->r, 10 * l->chance)) continue;
            struct org_row *r = make(x, l);
            if (!r) continue;
            made = true;
            if (l->table == org_table("events")) x->event = r, x->visit = visit = NULL;
            if (l->table == org_table("visits")) x->visit = visit = r;
            x->parent = r;
            run_block(x, at + 1, last);
            x->parent = parent;
            x->event = event;
            x->visit = visit;
        }
        x->turn = turn;
        before = made;
        at = last;
    }
}

void org_run(struct org_work *w, struct rng r, const struct org_script *s, int64_t start, int64_t next, int customer) {
    struct run x = {.w = w, .r = r, .s = s, .start = start, .next = next, .customer = customer};
    struct str rest = str_of(s->lines), text;
    while (str_split(&rest, '\n', &text))
        if (text.n) read_line(&x, text);
    x.site = w->sites ? rng_below(&x.r, w->sites) : 0;
    run_block(&x, 0, x.lines);
}
