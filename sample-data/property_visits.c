/* The follow-up visits that the property company's people made: when, by whom, how, and what they forgot. */
#include "sample-data/property.h"

struct habit {
    int met, late, early; /* per mille of the events that are finished; the rest is missed */
};

static bool is(const struct event *e, const char *category) { return str_is(str_of(e->category), category); }

/* 二号院 mends its ways on 2026-03-01 (dispatch by app, a row of notes); 三号院工程部 misses ever more repairs from
 * August 2026, when four people left; every complaint due in October 2026 has been visited. */
static struct habit habit_of(const struct event *e, int month) {
    bool repair = is(e, "报修");
    if (is(e, "投诉")) {
        if (e->finished >= kit_at(2026, 9, 26, 0, 0, 0)) return (struct habit){975, 25, 0};
        int met = 850 + month * 5;
        if (e->site == SITE_TWO && month < 16) met -= 60;
        return (struct habit){met, (1000 - met) * 6 / 10, 8};
    }
    if (!repair) return (struct habit){0, 0, 0};
    if (e->site == SITE_ONE) return (struct habit){952, 22, 6};
    if (e->site == SITE_TWO) return month < 16 ? (struct habit){790, 115, 8} : (struct habit){972, 15, 5};
    static const int met[3] = {885, 815, 715};
    if (month < 21) return (struct habit){944, 28, 6};
    return (struct habit){met[month - 21], 45, 5};
}

static int64_t working_hour(struct rng *r, int32_t day) { return kit_day_at(day, rng_range(r, 535, 1215)); }

/* ---- what is on the form ---- */

static bool october_gap(const struct visit *v, int site) {
    return v->site == site && v->at >= kit_at(2026, 10, 1, 0, 0, 0);
}

/* Handed in by the 30th; a few forgotten. 三号院 still keeps part of October's. */
static void hand_in(struct rng *r, struct visit *v) {
    struct civil c = civil_of(kit_day_of(v->at));
    int32_t first = civil_day(c.year, c.month, 1);
    if (c.mday == 31) first = civil_add_months(first, 1);
    c = civil_of(first);
    int due = civil_month_days(c.year, c.month) < 30 ? civil_month_days(c.year, c.month) : 30;
    int32_t day = first + due - 1 - rng_below(r, 3);
    if (day < kit_day_of(v->at)) day = first + due - 1;
    if (rng_hit(r, 35)) day = first + due + rng_range(r, 1, 6);
    bool never = rng_hit(r, october_gap(v, SITE_THREE) ? 120 : 8);
    v->filed = never ? KIT_NEVER : kit_known(kit_day_at(day, 0));
}

/* The assistant of 二号院 was away from 12 October 2026: nobody reviewed. */
static void review(struct property *p, struct rng *r, struct visit *v) {
    bool away = october_gap(v, SITE_TWO) && v->at >= kit_at(2026, 10, 12, 0, 0, 0);
    if (away || rng_hit(r, 25)) return;
    int32_t day = kit_day_of(v->at) + rng_range(r, 1, 3);
    int64_t t = kit_day_at(day, 1020 + rng_below(r, 50));
    v->reviewed = kit_known(t);
    if (v->reviewed == KIT_NEVER) return;
    v->reviewer = property_person(p, v->site, "主任助理", t, 0);
    v->note = rng_hit(r, 985) ? texts_review(r, str_is(str_of(v->outcome), "不合格")) : "";
}

static int level_of(struct rng *r, const struct visit *v) {
    static const int usual[5] = {430, 800, 930, 980, 1000}, tired[5] = {270, 610, 800, 920, 1000};
    bool worse = v->site == SITE_THREE && v->at >= kit_at(2026, 8, 15, 0, 0, 0);
    if (v->event[0] && is(v->event[0], "投诉") && rng_hit(r, 400)) worse = true;
    const int *upto = worse ? tired : usual;
    int at = rng_below(r, 1000), i = 0;
    while (at >= upto[i]) i++;
    return 5 - i;
}

/* A visit on which something new came up: promised, answered, reported, sometimes with a repair order of its own. */
static void raise_issue(struct property *p, struct rng *r, struct visit *v) {
    v->raised = true;
    v->promised = kit_day_at(kit_day_of(v->at) + rng_range(r, 1, 3), 1080);
    int64_t answer = v->promised + (rng_hit(r, 820) ? -rng_range(r, 60, 900) : rng_range(r, 60, 4000)) * 60;
    if (answer < v->at) answer = v->at + 3600;
    v->replied = rng_hit(r, 930) ? kit_known(answer) : KIT_NEVER;
    struct event *of = v->event[0];
    int64_t t = v->at + rng_range(r, 20, 200) * 60;
    if (!of || !of->home || t >= kit_export() || rng_hit(r, 420)) return;
    if (of->site == SITE_TWO && kit_month_of(t) == 9) return;
    property_events_follow_up(p, r, of, t, &v->raised_event);
}

void property_visits_paper(struct property *p, struct rng *r, struct visit *v) {
    bool onsite = str_is(str_of(v->method), "上门"), reached = !str_is(str_of(v->outcome), "未联系上");
    if (!v->outcome) v->outcome = rng_hit(r, 958) ? "合格" : "不合格";
    v->is_signed = onsite && reached && !rng_hit(r, october_gap(v, SITE_THREE) ? 190 : 32);
    bool failed = str_is(str_of(v->outcome), "不合格");
    if (reached) {
        if (rng_hit(r, 840)) v->level = failed ? rng_range(r, 1, 3) : level_of(r, v);
        if (rng_hit(r, 400)) v->opinion = texts_opinion(&p->a, r, v->level ? v->level : 4);
        if (rng_hit(r, 50)) v->suggestion = texts_suggestion(&p->a, r);
        if (rng_hit(r, failed ? 600 : 25)) raise_issue(p, r, v);
        if ((failed || v->raised) && rng_hit(r, 850)) {
            int64_t later = rng_hit(r, 850) ? v->at + 60 * rng_range(r, 10, 90) : v->at + KIT_DAY;
            v->reported = kit_known(later);
        }
    }
    review(p, r, v);
    hand_in(r, v);
}

/* ---- who goes ---- */

static struct person *area_manager(struct property *p, const struct visit *v) {
    const struct event *e = v->event[0];
    int turn = e && e->home ? e->home->building : (int)(v->at / KIT_DAY % 7);
    return property_person(p, v->site, "片区管理员", v->at, turn);
}

static struct person *of_department(struct property *p, struct rng *r, const struct visit *v, enum unit_kind unit) {
    return property_person(p, v->site, property_title(unit), v->at, rng_below(r, 60));
}

static void send_to_complaint(struct property *p, struct rng *r, struct visit *v) {
    const struct event *e = v->event[0];
    bool major = str_is(str_of(e->severity), "重大");
    v->visitor[0] = property_person(p, v->site, "管理处主任", v->at, 0);
    v->visitor[1] = of_department(p, r, v, e->unit);
    if (major && rng_hit(r, 880)) return;
    v->visitor[0] = area_manager(p, v);
    int at = rng_below(r, 1000);
    if (at < 55 || major) v->visitor[1] = NULL;
    else if (at < 80) v->visitor[0] = of_department(p, r, v, UNIT_SERVICE);
}

static void send_someone(struct property *p, struct rng *r, struct visit *v) {
    const struct event *e = v->event[0];
    if (e && is(e, "投诉")) {
        send_to_complaint(p, r, v);
        return;
    }
    v->visitor[0] = area_manager(p, v);
    bool free_choice = !e || e->series == SERIES_ACTIVITY || e->series == SERIES_OPINION;
    if (free_choice && rng_hit(r, 450)) v->visitor[0] = of_department(p, r, v, UNIT_SERVICE);
    int wrong = october_gap(v, SITE_THREE) ? 80 : 22;
    if (!free_choice && rng_hit(r, wrong)) v->visitor[0] = of_department(p, r, v, UNIT_WORKS);
}

static const char *some_method(struct rng *r, int onsite) {
    int at = rng_below(r, 1000);
    if (at < onsite) return "上门";
    if (at < 960) return "电话";
    if (at < 982) return "信函";
    return at < 992 ? "短信" : "在线";
}

/* ---- one visit ---- */

static void unreached(struct property *p, struct rng *r, struct event *e, int64_t t, const char *stage) {
    struct visit *v = property_add_visit(p, e, t);
    v->method = "电话";
    v->stage = stage;
    v->outcome = "未联系上";
    send_someone(p, r, v);
    property_visits_paper(p, r, v);
}

static struct visit *go(struct property *p, struct rng *r, struct event *e, int64_t t, const char *stage, int onsite) {
    if (t == KIT_NEVER || t >= kit_export()) return NULL;
    struct visit *v = property_add_visit(p, e, t);
    v->stage = stage;
    v->method = some_method(r, onsite);
    send_someone(p, r, v);
    property_visits_paper(p, r, v);
    if (str_is(str_of(v->method), "电话") && rng_hit(r, 60) && t - 300 * 60 > e->finished)
        unreached(p, r, e, t - rng_range(r, 50, 300) * 60, stage);
    return v;
}

/* Inside 0 … latest days after the end; on the day itself after the end. */
static int64_t in_time(struct rng *r, const struct event *e, int latest) {
    int32_t day = kit_day_of(e->finished);
    int64_t t = working_hour(r, day + rng_below(r, latest + 1));
    if (t <= e->finished) t = e->finished % KIT_DAY < 20 * 3600 ? e->finished + 1800 : working_hour(r, day + 1);
    return t;
}

static void visit_by_habit(struct property *p, struct rng *r, struct event *e, int latest) {
    if (e->finished == KIT_NEVER) return;
    bool exempt = e->anonymous || e->letter_only;
    if (exempt && rng_hit(r, 800)) return;
    struct habit h = habit_of(e, kit_month_of(e->finished));
    int at = rng_below(r, 1000);
    int64_t t = KIT_NEVER;
    if (at < h.met) t = in_time(r, e, latest);
    else if (at < h.met + h.late) t = working_hour(r, kit_day_of(e->finished) + latest + rng_range(r, 1, 9));
    else if (at < h.met + h.late + h.early) {
        if (e->finished - e->accepted > KIT_DAY + 6 * 3600) t = kit_daytime(e->finished - KIT_DAY);
    } else if (rng_hit(r, 200)) {
        /* Tried and never reached: stays missed. */
        int64_t tried = in_time(r, e, latest);
        if (tried < kit_export()) unreached(p, r, e, tried, NULL);
    }
    go(p, r, e, t, NULL, 640);
}

static void second_visit(struct property *p, struct rng *r, struct event *e) {
    if (!e->again || e->finished == KIT_NEVER) return;
    int32_t day = kit_day_of(e->finished), from = civil_add_months(day, 1), to = civil_add_months(day, 2);
    int at = rng_below(r, 1000);
    int64_t t = working_hour(r, from + rng_below(r, to - from + 1));
    if (at < 840) go(p, r, e, t, rng_hit(r, 700) ? "二次回访" : NULL, 700);
    else if (at < 890) go(p, r, e, working_hour(r, to + rng_range(r, 1, 8)), "二次回访", 700);
}

static void contract_visits(struct property *p, struct rng *r, struct event *e) {
    if (e->started == KIT_NEVER) return;
    int32_t start = kit_day_of(e->started), mid = start + (kit_day_of(e->planned) - start) / 2;
    int64_t t = working_hour(r, mid + rng_below(r, 8));
    if (rng_hit(r, 430)) go(p, r, e, t, rng_hit(r, 800) ? "中期回访" : NULL, 400);
    if (e->finished == KIT_NEVER || !rng_hit(r, 460)) return;
    t = working_hour(r, kit_day_of(e->finished) + rng_range(r, 1, 15));
    go(p, r, e, t, rng_hit(r, 800) ? "完成回访" : NULL, 400);
}

/* A share of the others, most within the week or month. */
static void sample_visit(struct property *p, struct rng *r, struct event *e, int share, int latest) {
    if (e->finished == KIT_NEVER || !rng_hit(r, share)) return;
    int64_t t = in_time(r, e, latest);
    if (rng_hit(r, 70)) t = working_hour(r, kit_day_of(e->finished) + latest + rng_range(r, 1, 10));
    go(p, r, e, t, NULL, 300);
}

static void visit_event(struct property *p, struct event *e, size_t i) {
    static const struct {
        const char *category;
        int share, latest;
    } samples[] = {{"急救", 930, 7}, {"刊物发行", 240, 30}, {"文体活动", 260, 30}, {"咨询", 310, 7}, {"建议", 540, 7},
                   {"意见", 530, 7}, {"突发事件", 850, 7},  {"入住", 870, 7},      {"求助", 200, 7}};
    struct rng r = rng_of(50, i, 0);
    if (is(e, "投诉")) visit_by_habit(p, &r, e, 3);
    if (is(e, "报修")) {
        visit_by_habit(p, &r, e, 2);
        second_visit(p, &r, e);
    }
    if (is(e, "特约服务")) contract_visits(p, &r, e);
    for (size_t k = 0; k < KIT_COUNT(samples); k++)
        if (is(e, samples[k].category)) sample_visit(p, &r, e, samples[k].share, samples[k].latest);
}

/* Rounds without an occasion: ten a month and estate more or less. */
static void routine(struct property *p, int site, int month) {
    struct rng r = rng_of(51, (uint64_t)site, (uint64_t)month);
    for (int n = rng_range(&r, 2, 6); n > 0; n--) {
        int32_t day = kit_month_first(month) + rng_below(&r, 28);
        struct visit *v = property_add_visit(p, NULL, working_hour(&r, day));
        v->site = site;
        v->category = rng_hit(&r, 600) ? "意见" : NULL;
        send_someone(p, &r, v);
        property_visits_paper(p, &r, v);
    }
}

void property_visits_make(struct property *p) {
    /* The list grows while it is walked: a visit may bring a new repair, which is visited in its turn. */
    for (size_t i = 0; i < p->events; i++) visit_event(p, p->event[i], i);
    for (int site = 0; site < SITES; site++)
        for (int month = 0; month < KIT_MONTHS; month++) routine(p, site, month);
}
