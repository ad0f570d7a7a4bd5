#include "sample-data/property.h"
#include "base/mem.h"

static const char *const site_names[SITES + 1] = {"一号院", "二号院", "三号院", "总部"};

const char *property_site(int site) { return site_names[site]; }

struct str property_unit(struct property *p, int site, enum unit_kind unit, int64_t t) {
    static const char *const names[UNIT_KINDS] = {"管理处", "客服部", "工程部", "保洁部", "秩序部", "绿化部"};
    const char *name = unit == UNIT_GUARD && t < kit_at(2025, 6, 1, 0, 0, 0) ? "保安部" : names[unit];
    return str_of(arena_printf(&p->a, "%s%s", site_names[site], name));
}

const char *property_title(enum unit_kind unit) {
    static const char *const titles[UNIT_KINDS] = {"主任助理", "接待员", "维修工", "保洁主管", "秩序员", "绿化员"};
    return titles[unit];
}

/* ---- staff ---- */

static struct person *hire(struct property *p, int site, enum unit_kind unit, const char *role, int32_t joined) {
    struct rng r = rng_of(11, (uint64_t)site, p->persons);
    struct person *who = VEC_ADD(p->person, p->persons, p->persons_cap);
    who->code = str_of(arena_printf(&p->a, "JH%c%03zu", site < SITES ? '1' + site : '0', p->persons));
    who->name = kit_name(&p->a, &r);
    who->role = role;
    who->site = site;
    who->unit = unit;
    who->joined = joined ? joined : civil_day(2019, 1, 1) + rng_below(&r, 2000);
    return who;
}

static void hire_site(struct property *p, int site) {
    static const struct {
        enum unit_kind unit;
        const char *role;
        int n;
    } posts[] = {{UNIT_OFFICE, "管理处主任", 1}, {UNIT_OFFICE, "主任助理", 1}, {UNIT_SERVICE, "片区管理员", 4},
                 {UNIT_SERVICE, "接待员", 2},    {UNIT_WORKS, "维修工", 6},    {UNIT_CLEAN, "保洁主管", 2},
                 {UNIT_GUARD, "秩序员", 4},      {UNIT_GREEN, "绿化员", 1}};
    for (size_t i = 0; i < KIT_COUNT(posts); i++)
        for (int k = 0; k < posts[i].n; k++) hire(p, site, posts[i].unit, posts[i].role, 0);
}

static struct person *staff_no(struct property *p, int site, const char *role, int no) {
    for (size_t i = 0; i < p->persons; i++) {
        struct person *who = &p->person[i];
        if (who->site == site && str_is(str_of(who->role), role) && no-- == 0) return who;
    }
    return NULL;
}

/* 三号院 loses two area managers and two repairers in summer 2026 and does not replace them; elsewhere who leaves is
 * replaced. Two repairers of different estates are both called 张伟: the name alone names nobody. */
static void hire_all(struct property *p) {
    for (int site = 0; site < SITES; site++) hire_site(p, site);
    hire(p, SITES, UNIT_OFFICE, "总经理", 0);
    hire(p, SITES, UNIT_OFFICE, "品质专员", 0);
    hire(p, SITES, UNIT_OFFICE, "品质专员", civil_day(2025, 4, 7));
    staff_no(p, SITE_THREE, "片区管理员", 2)->left = civil_day(2026, 7, 31);
    staff_no(p, SITE_THREE, "片区管理员", 3)->left = civil_day(2026, 8, 20);
    staff_no(p, SITE_THREE, "维修工", 4)->left = civil_day(2026, 8, 10);
    staff_no(p, SITE_THREE, "维修工", 5)->left = civil_day(2026, 8, 10);
    staff_no(p, SITE_ONE, "维修工", 2)->left = civil_day(2025, 9, 30);
    hire(p, SITE_ONE, UNIT_WORKS, "维修工", civil_day(2025, 10, 9));
    staff_no(p, SITE_TWO, "秩序员", 1)->left = civil_day(2025, 3, 15);
    hire(p, SITE_TWO, UNIT_GUARD, "秩序员", civil_day(2025, 3, 24));
    staff_no(p, SITE_ONE, "维修工", 0)->name = STR_LIT("张伟");
    staff_no(p, SITE_THREE, "维修工", 1)->name = STR_LIT("张伟");
}

struct person *property_person(struct property *p, int site, const char *role, int64_t t, int turn) {
    int32_t day = kit_day_of(t);
    struct person *found[16];
    int n = 0;
    for (size_t i = 0; i < p->persons && n < 16; i++) {
        struct person *who = &p->person[i];
        bool there = who->joined <= day && (!who->left || day <= who->left);
        if (there && who->site == site && str_is(str_of(who->role), role)) found[n++] = who;
    }
    return n ? found[turn % n] : NULL;
}

/* ---- homes ---- */

static void settle(struct property *p, int site, int building, int stair, int floor, int room) {
    struct rng r = rng_of(12, (uint64_t)site, p->homes);
    struct home *h = VEC_ADD(p->home, p->homes, p->homes_cap);
    h->site = site;
    h->building = building;
    h->unit = str_of(arena_printf(&p->a, "%d-%d-%d%02d", building, stair, floor, room));
    h->id = str_of(arena_printf(&p->a, "JH%d-%02d-%d-%02d%02d", site + 1, building, stair, floor, room));
    h->name = kit_name(&p->a, &r);
    h->phone = kit_phone(&p->a, &r);
    h->type = rng_hit(&r, 220) ? "租户" : "业主";
}

/* 3 120, 2 160 and 2 640 homes. */
static void settle_all(struct property *p) {
    static const struct {
        int buildings, stairs, floors, rooms;
    } plan[SITES] = {{26, 2, 15, 4}, {20, 2, 18, 3}, {20, 2, 22, 3}};
    for (int site = 0; site < SITES; site++) {
        p->first_home[site] = p->homes;
        for (int b = 1; b <= plan[site].buildings; b++)
            for (int s = 1; s <= plan[site].stairs; s++)
                for (int f = 1; f <= plan[site].floors; f++)
                    for (int n = 1; n <= plan[site].rooms; n++) settle(p, site, b, s, f, n);
    }
    p->first_home[SITES] = p->homes;
}

struct home *property_keep(struct property *p, int site, const char *unit) {
    for (size_t i = p->first_home[site]; i < p->first_home[site + 1]; i++) {
        if (!str_is(p->home[i].unit, unit)) continue;
        p->home[i].kept = true;
        return &p->home[i];
    }
    return NULL;
}

/* A fifth of the homes bring more than half of the cases. */
struct home *property_home(struct property *p, struct rng *r, int site) {
    int n = (int)(p->first_home[site + 1] - p->first_home[site]);
    for (;;) {
        int i = rng_hit(r, 500) ? rng_below(r, n / 5) * 5 + 2 : rng_below(r, n);
        struct home *h = &p->home[p->first_home[site] + (size_t)i];
        if (!h->kept) return h;
    }
}

/* ---- rows ---- */

struct event *property_add_event(struct property *p, enum series series, const char *category, const struct matter *m) {
    struct event *e = arena_zero(&p->a, sizeof *e);
    *VEC_ADD(p->event, p->events, p->events_cap) = e;
    *e = (struct event){.series = series, .category = category, .matter = m, .unit = m->unit, .no = p->events};
    e->accepted = e->contacted = e->started = e->planned = e->finished = e->escalated = KIT_NEVER;
    return e;
}

struct visit *property_add_visit(struct property *p, struct event *e, int64_t t) {
    struct visit *v = arena_zero(&p->a, sizeof *v);
    *VEC_ADD(p->visit, p->visits, p->visits_cap) = v;
    v->no = p->visits;
    v->file_month = -1;
    v->event[0] = e;
    v->site = e ? e->site : SITE_ONE;
    v->at = t;
    v->method = "上门";
    v->promised = v->replied = v->reported = v->reviewed = v->filed = KIT_NEVER;
    return v;
}

void property_make(struct property *p) {
    *p = (struct property){.persons = 0};
    arena_init(&p->a);
    hire_all(p);
    settle_all(p);
    property_planted_keep(p);
    property_events_make(p);
    property_visits_make(p);
    property_planted_add(p);
}

void property_release(struct property *p) {
    mem_free(p->person);
    mem_free(p->home);
    mem_free(p->event);
    mem_free(p->visit);
    arena_release(&p->a);
}
