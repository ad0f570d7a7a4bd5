/* The random part of the property company's events: how many of each kind, when, about what, how long they took. */
#include "sample-data/property.h"

struct kind {
    enum series series;
    const char *category;
    const struct matter *table;
    int per_month; /* over the three estates */
    bool has_home;
};

static const struct kind kinds[] = {
    {SERIES_COMPLAINT, "投诉", texts_complaints, 48, true},
    {SERIES_REPAIR, "报修", texts_repairs, 362, true},
    {SERIES_SERVICE, "特约服务", texts_special, 42, true},
    {SERIES_SERVICE, "急救", texts_incidents, 6, true},
    {SERIES_ACTIVITY, "刊物发行", texts_publications, 4, false},
    {SERIES_ACTIVITY, "文体活动", texts_activities, 9, false},
    {SERIES_OPINION, "咨询", texts_consultations, 168, true},
    {SERIES_OPINION, "建议", texts_suggestions, 32, true},
    {SERIES_OPINION, "意见", texts_opinions, 30, true},
    {SERIES_OPINION, "突发事件", texts_incidents, 12, true},
    {SERIES_OPINION, "入住", texts_consultations, 20, true},
    {SERIES_OPINION, "求助", texts_help, 54, true},
};

/* Per mille of the yearly mean, by calendar month: leaks after the summer rains, heating in winter, a quiet
 * Spring Festival. */
static const int season[12] = {1060, 860, 950, 920, 950, 1060, 1180, 1150, 1000, 940, 1050, 1080};
static const int share[SITES] = {400, 270, 330};

static bool is(const struct event *e, const char *category) { return str_is(str_of(e->category), category); }

static int how_many(struct rng *r, const struct kind *k, int site, int month) {
    int64_t n = (int64_t)k->per_month * share[site];
    if (k->series == SERIES_REPAIR) n = n * season[civil_of(kit_month_first(month)).month - 1] / 1000;
    if (k->series == SERIES_COMPLAINT) {
        n = n * (1180 - month * 14) / 1000;
        if (site == SITE_THREE && month >= 21) n = n * 13 / 10;
    }
    if (str_is(str_of(k->category), "入住") && site == SITE_THREE) n *= 2;
    n = n * rng_range(r, 880, 1120) / 1000;
    return (int)((n + rng_below(r, 1000)) / 1000);
}

static int64_t some_time(struct rng *r, int month) {
    int32_t first = kit_month_first(month), last = kit_month_last(month);
    int32_t day = first + rng_below(r, last - first + 1);
    return kit_day_at(day, (rng_range(r, 440, 1290) + rng_range(r, 440, 1290)) / 2);
}

/* From acceptance to the end, in minutes: most within a day, a tail beyond 72 hours. */
static int minutes_taken(struct rng *r, int slow) {
    static const int quick[3] = {620, 430, 180}, days1[3] = {900, 830, 640}, days3[3] = {990, 975, 940};
    int at = rng_below(r, 1000);
    if (at < quick[slow]) return rng_range(r, 25, 480);
    if (at < days1[slow]) return rng_range(r, 480, 2000);
    if (at < days3[slow]) return rng_range(r, 1500, 4100);
    return rng_range(r, 4380, 9600);
}

static bool understaffed(int site, int64_t t) { return site == SITE_THREE && t >= kit_at(2026, 8, 11, 0, 0, 0); }

static void work_through(struct property *p, struct rng *r, struct event *e) {
    int64_t contact = e->accepted + 60 * (rng_hit(r, 900) ? rng_range(r, 3, 170) : rng_range(r, 181, 620));
    e->contacted = rng_hit(r, 975) ? kit_known(contact) : KIT_NEVER;
    int took = minutes_taken(r, e->matter->slow);
    if (understaffed(e->site, e->accepted) && e->series == SERIES_REPAIR) took = took * 3 / 2;
    if (e->series == SERIES_COMPLAINT) took = took / 2 + rng_range(r, 300, 2600);
    int64_t end = kit_daytime(e->accepted + took * 60);
    e->finished = kit_known(end);
    int64_t start = kit_daytime(e->accepted + (end - e->accepted) / 180 * 60);
    if (start < contact) start = contact;
    e->started = kit_known(start < end ? start : end);
    if (end - e->accepted > 72 * 3600 && rng_hit(r, 780)) {
        e->escalated = kit_known(kit_daytime(e->accepted + (72 * 60 + rng_range(r, 1, 300)) * 60));
        if (e->escalated != KIT_NEVER) e->escalated_to = "管理处主任";
    }
    e->text = texts_describe(&p->a, r, e->matter);
}

static void grade(struct property *p, struct rng *r, struct event *e) {
    int at = rng_below(r, 1000);
    e->severity = at < 820 ? "一般" : at < 950 ? "重要" : "重大";
    at = rng_below(r, 1000);
    e->validity = at < 760 ? "有效" : at < 910 ? "沟通性" : "无效";
    static const char *const talk[] = {"求助", "咨询", "发泄"};
    if (at >= 760 && at < 910) e->validity_kind = RNG_PICK(r, talk);
    e->anonymous = rng_hit(r, 30);
    if (e->anonymous) e->home = NULL;
    e->letter_only = !e->anonymous && rng_hit(r, 12);
    if (!str_is(str_of(e->matter->content), "服务态度")) return;
    static const enum unit_kind whom[] = {UNIT_SERVICE, UNIT_SERVICE, UNIT_WORKS, UNIT_WORKS,
                                          UNIT_WORKS,   UNIT_GUARD,   UNIT_CLEAN};
    e->unit = RNG_PICK(r, whom);
    struct person *who = property_person(p, e->site, property_title(e->unit), e->accepted, rng_below(r, 60));
    if (who && rng_hit(r, 800)) e->about = rng_hit(r, 250) ? who->code : who->name;
}

static void staff_job(struct property *p, struct rng *r, struct event *e) {
    e->planned = kit_day_at(kit_day_of(e->accepted) + 1 + e->matter->slow, 1080);
    e->again = e->matter->slow == 2 && rng_hit(r, 260);
    e->worker[0] = property_person(p, e->site, "维修工", e->accepted, rng_below(r, 60));
    if (rng_hit(r, 140)) e->worker[1] = property_person(p, e->site, "维修工", e->accepted, rng_below(r, 60));
    if (e->worker[1] == e->worker[0]) e->worker[1] = NULL;
    if (rng_hit(r, 45)) {
        e->home = NULL;
        e->place = rng_hit(r, 700) ? "公共区域" : NULL;
    }
}

static void contract(struct rng *r, struct event *e) {
    static const int terms[] = {30, 30, 60, 90, 90, 180};
    static const int prices[] = {280, 360, 480, 680, 960, 1280, 2400};
    e->started = kit_day_at(kit_day_of(e->accepted) + rng_range(r, 1, 7), 540);
    int32_t end = kit_day_of(e->started) + RNG_PICK(r, terms);
    e->planned = kit_day_at(end, 0);
    e->finished = kit_known(kit_day_at(end + (rng_hit(r, 200) ? rng_range(r, 1, 6) : 0), 1020));
    e->started = kit_known(e->started);
    e->amount = RNG_PICK(r, prices);
    e->escalated = KIT_NEVER;
    e->escalated_to = NULL;
}

static void gathering(struct rng *r, struct event *e) {
    e->contacted = KIT_NEVER;
    e->started = kit_day_at(kit_day_of(e->accepted) + rng_range(r, 2, 9), 540);
    e->finished = kit_known(e->started + rng_range(r, 120, 480) * 60);
    e->started = kit_known(e->started);
    e->escalated = KIT_NEVER;
    e->escalated_to = NULL;
}

static const char *const channels[] = {"电话",   "电话",   "电话",   "电话", "来访",    "来访",
                                       "小程序", "小程序", "小程序", "信函", "上级转办"};

static struct event *happen(struct property *p, struct rng *r, const struct kind *k, int site, int64_t t,
                            struct home *h, const struct matter *m) {
    enum series series = k->series == SERIES_REPAIR && site == SITE_TWO ? SERIES_REPAIR_TWO : k->series;
    struct event *e = property_add_event(p, series, k->category, m);
    e->site = site;
    e->home = h;
    e->accepted = t;
    e->channel = RNG_PICK(r, channels);
    work_through(p, r, e);
    if (k->series == SERIES_COMPLAINT) grade(p, r, e);
    if (k->series == SERIES_REPAIR) staff_job(p, r, e);
    if (k->series == SERIES_OPINION) e->worker[0] = property_person(p, site, "接待员", t, (int)(t / 60 % 7));
    if (is(e, "特约服务")) contract(r, e);
    if (k->series == SERIES_ACTIVITY) gathering(r, e);
    if (is(e, "急救")) {
        static const char *const cases[] = {"老人摔倒，协助送医", "业主突发胸闷，联系急救车", "儿童误食，陪同就医",
                                            "中暑，现场处置后送医"};
        e->unit = UNIT_GUARD;
        e->text = str_of(RNG_PICK(r, cases));
    }
    if (is(e, "入住")) e->text = STR_LIT("办理入住手续，水电表底数已抄");
    return e;
}

/* 二号院's own system was being moved in August 2025; the activity room has sent nothing for October 2026. */
static bool silent(const struct kind *k, int site, int month) {
    if (k->series == SERIES_REPAIR && site == SITE_TWO && month == 9) return true;
    return k->series == SERIES_ACTIVITY && month == 23;
}

static void fill(struct property *p, const struct kind *k, int site, int month) {
    struct rng r = rng_of(20 + (uint64_t)(k - kinds), (uint64_t)site, (uint64_t)month);
    if (silent(k, site, month)) return;
    for (int n = how_many(&r, k, site, month); n > 0; n--) {
        struct home *h = k->has_home ? property_home(p, &r, site) : NULL;
        int64_t t = some_time(&r, month);
        happen(p, &r, k, site, t, h, texts_matter(&r, k->table));
    }
}

/* The same home with the same trouble again and again: n times, some weeks apart. */
static void chronic(struct property *p, struct rng *r, const struct kind *k, int n, int lo, int hi) {
    int site = rng_below(r, 10) < 4 ? SITE_ONE : rng_below(r, 2) ? SITE_TWO : SITE_THREE;
    struct home *h = property_home(p, r, site);
    const struct matter *m = texts_matter(r, k->table);
    int64_t t = some_time(r, rng_below(r, KIT_MONTHS - 2));
    for (; n > 0 && t < kit_export(); n--, t += (int64_t)rng_range(r, lo, hi) * KIT_DAY) {
        if (!silent(k, site, kit_month_of(t))) happen(p, r, k, site, t, h, m);
    }
}

void property_events_follow_up(struct property *p, struct rng *r, struct event *of, int64_t t, struct event **made) {
    const struct matter *m =
        of->series <= SERIES_REPAIR_TWO && of->series != SERIES_COMPLAINT ? of->matter : texts_matter(r, texts_repairs);
    *made = happen(p, r, &kinds[1], of->site, t, of->home, m);
    (*made)->related = of;
}

/* A complaint about a job done: names the repairer now and then, the job always. */
static void complain_about(struct property *p, struct rng *r, struct event *job) {
    const char *code = rng_hit(r, 500) ? "维修质量" : rng_hit(r, 500) ? "维修不及时" : "服务态度";
    int64_t t = kit_daytime(job->accepted + (int64_t)rng_range(r, 600, 14000) * 60);
    if (t >= kit_export()) return;
    struct event *e = happen(p, r, &kinds[0], job->site, t, job->home, texts_named(texts_complaints, code));
    e->unit = UNIT_WORKS;
    e->related = job;
    e->about = str_none();
    if (job->worker[0] && rng_hit(r, 400)) e->about = job->worker[0]->name;
}

/* The same matter to a second department within a week: to be recorded once. */
static void complain_elsewhere(struct property *p, struct rng *r, struct event *first) {
    int64_t t = kit_daytime(first->accepted + (int64_t)rng_range(r, 30, 8600) * 60);
    if (t >= kit_export()) return;
    struct event *e = happen(p, r, &kinds[0], first->site, t, first->home, first->matter);
    e->home = first->home;
    e->anonymous = false;
    e->unit = first->unit == UNIT_SERVICE ? UNIT_GUARD : UNIT_SERVICE;
    e->severity = first->severity;
    e->text = first->text;
}

void property_events_make(struct property *p) {
    for (size_t k = 0; k < KIT_COUNT(kinds); k++)
        for (int site = 0; site < SITES; site++)
            for (int month = 0; month < KIT_MONTHS; month++) fill(p, &kinds[k], site, month);
    struct rng r = rng_of(40, 0, 0);
    for (int i = 0; i < 70; i++) chronic(p, &r, &kinds[1], rng_range(&r, 3, 5), 9, 75);
    for (int i = 0; i < 60; i++) chronic(p, &r, &kinds[0], rng_range(&r, 2, 3), 10, 90);
    for (size_t i = 0, n = p->events; i < n; i++) {
        struct event *e = p->event[i];
        bool repair = is(e, "报修"), known = e->home != NULL;
        /* One repairer of 三号院 draws several times the others' complaints from June 2026 on. */
        struct person *drawn = property_person(p, SITE_THREE, "维修工", e->accepted, 3);
        bool hot = e->worker[0] == drawn && e->accepted >= kit_at(2026, 6, 1, 0, 0, 0);
        if (repair && known && rng_hit(&r, hot ? 150 : 15)) complain_about(p, &r, e);
        if (is(e, "投诉") && known && rng_hit(&r, 45)) complain_elsewhere(p, &r, e);
    }
}
