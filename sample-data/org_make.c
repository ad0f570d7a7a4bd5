/* Makes a small organisation: people, customers, then chance and stories by its scripts. */
#include "base/mem.h"
#include "sample-data/org.h"
#include <stdlib.h>
#include <string.h>

static uint64_t seed(const struct org *of) { return str_hash(str_of(of->id)) % 100003 + 1000; }

/* ---- people ---- */

static void hire(struct org_work *w, const struct org_post *post, int site) {
    struct rng r = rng_of(seed(w->of), 1, w->persons);
    struct org_person *p = VEC_ADD(w->person, w->persons, w->persons_cap);
    const char *at = site >= 0 && w->of->sites[site] ? w->of->sites[site] : "";
    p->code = str_of(arena_printf(&w->a, "%sG%02zu", w->of->customer_prefix, w->persons + 1));
    p->name = kit_name(&w->a, &r);
    p->role = org_word(post->role);
    p->site = site;
    p->department = post->department[0] == '+' ? str_of(arena_printf(&w->a, "%s%s", at, post->department + 1))
                                               : str_of(post->department);
    p->joined = kit_day_at(civil_day(2019, 3, 1) + rng_below(&r, 1900), 0);
}

static void hire_all(struct org_work *w) {
    for (const struct org_post *post = w->of->posts; post && post->role; post++) {
        if (!post->per_site && post->department) hire(w, post, -1);
        for (int site = 0; post->per_site && site < w->sites; site++)
            for (int k = 0; k < post->per_site; k++) hire(w, post, site);
    }
}

/* ---- customers ---- */

/* One of <a:3/b:1> by the customer's number. */
static struct str type_of(const struct org *of, size_t no) {
    struct str rest = str_of(of->customer_types), type, weight;
    int at = (int)(no * 7 % 10);
    while (rest.p && str_split(&rest, '/', &type)) {
        weight = type;
        str_split(&weight, ':', &type);
        int64_t w;
        at -= str_to_int(weight, &w) ? (int)w : 1;
        if (at < 0) break;
    }
    return of->customer_types ? type : str_none();
}

static void settle(struct org_work *w, size_t no) {
    const struct org *of = w->of;
    struct rng r = rng_of(seed(of), 2, no);
    struct org_customer *c = VEC_ADD(w->customer, w->customers, w->customers_cap);
    int building = rng_range(&r, 1, 12), floor = rng_range(&r, 1, 18), room = rng_range(&r, 1, 4);
    c->id = str_of(arena_printf(&w->a, "%s-%04zu", of->customer_prefix, no + 1));
    c->name = kit_name(&w->a, &r);
    c->phone = kit_phone(&w->a, &r);
    c->type = type_of(of, no);
    c->site = w->sites ? (int)(no % (size_t)w->sites) : 0;
    c->unit =
        of->homes ? str_of(arena_printf(&w->a, "%d-%d-%d%02d", building, 1 + (int)(no % 3), floor, room)) : str_none();
    c->since = kit_day_at(civil_day(2021, 1, 1) + rng_below(&r, 1500), 0);
}

/* ---- the logs of people, homes and days off ---- */

static struct org_row *row(struct org_work *w, const char *table) {
    struct org_row *r = arena_zero(&w->a, sizeof *r);
    r->table = org_table(table);
    r->no = w->rows;
    r->when = KIT_NEVER;
    *VEC_ADD(w->row, w->rows, w->rows_cap) = r;
    return r;
}

static void put(struct org_row *r, const char *field, struct str cell) {
    r->cell[org_field(r->table, str_of(field))] = cell;
}

static struct str day_cell(struct org_work *w, int64_t t) {
    char text[MOMENT_TEXT];
    return str_of(arena_printf(&w->a, "%s", civil_day_text(kit_day_of(t), text)));
}

static struct str site_name(const struct org_work *w, int site) {
    return site >= 0 && site < w->sites ? str_of(w->of->sites[site]) : str_none();
}

static void list_people(struct org_work *w) {
    for (size_t i = 0; i < w->persons; i++) {
        const struct org_person *p = &w->person[i];
        struct org_row *r = row(w, "staff");
        put(r, "staff", p->code);
        put(r, "name", p->name);
        put(r, "role", p->role);
        put(r, "department", p->department);
        put(r, "site", site_name(w, p->site));
        put(r, "joined_on", day_cell(w, p->joined));
    }
}

/* Customers 8, 17, 26 … lack the person to ask for, 6, 17, 28 … how it runs; 3 buys for six millions. */
static void put_file(struct org_work *w, size_t no, struct org_row *r) {
    struct rng rng = rng_of(seed(w->of), 3, no);
    const char *const states[] = {"正常运行", "正常运行", "正常运行", "正常运行", "带缺陷运行", "停运"};
    struct str name = kit_name(&w->a, &rng), phone = kit_phone(&w->a, &rng);
    int sum = no == 2 ? 6000000 : 500000 + 100000 * rng_below(&rng, 30);
    put(r, "amount", str_of(arena_printf(&w->a, "%d", sum)));
    if (no % 9 != 7) put(r, "contact", str_of(arena_printf(&w->a, "%.*s %.*s", STR_ARG(name), STR_ARG(phone))));
    if (no % 11 != 5) put(r, "running", str_of(RNG_PICK(&rng, states)));
}

static void list_customers(struct org_work *w) {
    for (size_t i = 0; i < w->customers; i++) {
        const struct org_customer *c = &w->customer[i];
        struct org_row *r = row(w, "customers");
        put(r, "customer_id", c->id);
        put(r, "name", c->name);
        put(r, "phone", c->phone);
        put(r, "unit", c->unit);
        put(r, "site", site_name(w, c->site));
        put(r, "type", c->type);
        put(r, "since", day_cell(w, c->since));
        if (w->of->files) put_file(w, i, r);
    }
}

static void list_holidays(struct org_work *w) {
    for (const struct kit_holiday *h = kit_holidays; h->y; h++) {
        for (int k = 0; k < h->days; k++) {
            struct org_row *r = row(w, "holidays");
            put(r, "date", day_cell(w, kit_day_at(civil_day(h->y, h->m, h->d) + k, 0)));
            put(r, "name", str_of(h->name));
            put(r, "kind", str_of(h->kind));
        }
    }
}

/* ---- scripts ---- */

static int by_time(const void *x, const void *y) {
    int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;
    return (a > b) - (a < b);
}

/* The month's cases in the order of their time, so that their numbers are in order too. */
static void at_random(struct org_work *w, const struct org_script *s, uint64_t no, int32_t first) {
    int64_t at[128];
    int n = s->n < 128 ? s->n : 128, days = civil_add_months(first, 1) - first;
    for (int i = 0; i < n; i++) {
        struct rng r = rng_of(seed(w->of), 10 + no, (uint64_t)first * 1000 + (uint64_t)i);
        int day = rng_below(&r, days), minute = rng_range(&r, 485, 1130);
        at[i] = kit_day_at(first + day, minute);
    }
    qsort(at, (size_t)n, sizeof *at, by_time);
    for (int i = 0; i < n; i++)
        org_run(w, rng_of(seed(w->of), 40 + no, (uint64_t)first * 1000 + (uint64_t)i), s, at[i], at[i], -1);
}

static void each_period(struct org_work *w, const struct org_script *s, uint64_t no, int32_t from, int32_t to) {
    int months = s->rate == ORG_QUARTERLY ? 3 : 1;
    if (s->rate == ORG_WEEKLY) from += (7 - civil_weekday(from)) % 7;
    if (s->rate == ORG_QUARTERLY) from = civil_add_months(from, (3 - (civil_of(from).month - 1) % 3) % 3);
    while (from < to) {
        int32_t next = s->rate == ORG_WEEKLY ? from + 7 : civil_add_months(from, months);
        if (s->rate == ORG_RANDOM) at_random(w, s, no, from);
        else org_run(w, rng_of(seed(w->of), 40 + no, (uint64_t)from), s, kit_day_at(from, 0), kit_day_at(next, 0), -1);
        from = next;
    }
}

static void each_customer(struct org_work *w, const struct org_script *s, uint64_t no, int32_t from) {
    for (size_t i = 0; i < w->customers; i += (size_t)s->n) {
        int64_t since = w->customer[i].since, start = kit_day_at(from, 540);
        org_run(w, rng_of(seed(w->of), 40 + no, i), s, since > start ? since : start, since, (int)i);
    }
}

static void run_all(struct org_work *w) {
    const struct org *of = w->of;
    int32_t from = civil_day(of->first_year, of->first_month, 1), to = civil_add_months(from, of->months);
    uint64_t no = 0;
    for (const struct org_script *s = of->scripts; s && s->lines; s++, no++) {
        if (s->rate == ORG_CUSTOMERS) each_customer(w, s, no, from);
        else if (s->rate == ORG_ONCE)
            org_run(w, rng_of(seed(of), 40 + no, 0), s, kit_day_at(from, 540), kit_day_at(to, 0), -1);
        else each_period(w, s, no, from, to);
    }
    for (const struct org_story *t = of->stories; t && t->what; t++, no++) {
        struct org_script s = {ORG_ONCE, 1, "PX", t->lines};
        struct moment m;
        char *start = arena_printf(&w->a, "%s:00", t->start);
        if (!moment_parse(str_of(start), &m)) m = moment_of_day(from);
        org_run(w, rng_of(seed(of), 40 + no, 0), &s, m.s, m.s, -1);
    }
}

void org_make(struct org_work *w, const struct org *of) {
    *w = (struct org_work){.of = of};
    arena_init(&w->a);
    while (w->sites < ORG_SITES && of->sites[w->sites]) w->sites++;
    hire_all(w);
    for (size_t i = 0; i < (size_t)of->customers; i++) settle(w, i);
    list_people(w);
    list_customers(w);
    list_holidays(w);
    run_all(w);
}

void org_release(struct org_work *w) {
    mem_free(w->person);
    mem_free(w->customer);
    mem_free(w->row);
    arena_release(&w->a);
}
