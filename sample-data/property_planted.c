/* The stories that README.md describes one by one: rows with numbers from 9001 on, in homes where nothing random
 * happens, so that tests and a person who looks for them find exactly these. Most lie in October 2026, the month
 * on which the demo opens. */
#include "sample-data/property.h"
#include <stdio.h>

/* The homes of the stories, kept out of the random part before it is drawn. */
static const struct {
    int site;
    const char *unit;
} homes[] = {{SITE_ONE, "3-2-1502"},   {SITE_THREE, "12-1-402"}, {SITE_THREE, "5-1-703"},  {SITE_ONE, "18-1-604"},
             {SITE_THREE, "5-2-801"},  {SITE_TWO, "5-1-903"},    {SITE_ONE, "9-1-302"},    {SITE_THREE, "7-2-1101"},
             {SITE_ONE, "22-1-504"},   {SITE_TWO, "8-1-603"},    {SITE_TWO, "8-1-503"},    {SITE_ONE, "14-1-601"},
             {SITE_ONE, "14-1-602"},   {SITE_ONE, "14-1-603"},   {SITE_ONE, "14-1-604"},   {SITE_ONE, "14-1-701"},
             {SITE_ONE, "14-1-702"},   {SITE_THREE, "9-1-1001"}, {SITE_THREE, "9-1-1002"}, {SITE_ONE, "6-2-801"},
             {SITE_ONE, "6-2-802"},    {SITE_ONE, "6-2-803"},    {SITE_ONE, "6-2-804"},    {SITE_THREE, "15-2-301"},
             {SITE_THREE, "15-2-302"}, {SITE_THREE, "15-2-303"}, {SITE_THREE, "15-2-401"}, {SITE_ONE, "25-1-901"},
             {SITE_ONE, "25-1-902"},   {SITE_ONE, "25-1-903"},   {SITE_THREE, "16-1-501"}, {SITE_THREE, "16-1-502"},
             {SITE_THREE, "16-1-503"}, {SITE_THREE, "16-1-601"}, {SITE_ONE, "11-1-401"},   {SITE_ONE, "11-1-402"},
             {SITE_ONE, "11-1-403"},   {SITE_ONE, "20-2-1101"},  {SITE_ONE, "20-2-1102"},  {SITE_THREE, "18-2-501"},
             {SITE_THREE, "18-2-502"}, {SITE_ONE, "2-1-1001"},   {SITE_ONE, "2-1-1002"},   {SITE_ONE, "2-1-1003"}};

void property_planted_keep(struct property *p) {
    for (size_t i = 0; i < KIT_COUNT(homes); i++) property_keep(p, homes[i].site, homes[i].unit);
}

/* ---- short hands ---- */

/* "10-13 23:59:59" of 2026; an empty text is an empty cell. */
static int64_t on(const char *text) {
    int month = 0, day = 0, h = 0, m = 0, s = 0;
    if (!text || sscanf(text, "%d-%d %d:%d:%d", &month, &day, &h, &m, &s) < 2) return KIT_NEVER;
    return kit_at(2026, month, day, h, m, s);
}

static struct event *event(struct property *p, enum series series, const char *category, const struct matter *table,
                           const char *code, int site, const char *unit, const char *id, const char *accepted,
                           const char *finished) {
    const struct matter *m = texts_named(table, code);
    struct rng r = rng_of(60, p->events, 0);
    struct event *e = property_add_event(p, series, category, m);
    e->id = str_of(id);
    e->site = site;
    e->home = unit ? property_keep(p, site, unit) : NULL;
    e->channel = "电话";
    e->accepted = on(accepted);
    e->finished = on(finished);
    e->contacted = e->accepted + 25 * 60;
    e->started = e->finished == KIT_NEVER || e->finished < e->accepted
                     ? KIT_NEVER
                     : e->accepted + (e->finished - e->accepted) / 120 * 60;
    e->text = texts_short(&p->a, &r, m);
    return e;
}

static struct event *complaint(struct property *p, const char *id, int site, const char *unit, const char *code,
                               const char *accepted, const char *finished) {
    struct event *e = event(p, SERIES_COMPLAINT, "投诉", texts_complaints, code, site, unit, id, accepted, finished);
    e->severity = "一般";
    e->validity = "有效";
    return e;
}

static struct event *repair(struct property *p, const char *id, int site, const char *unit, const char *code,
                            const char *accepted, const char *finished) {
    struct event *e = event(p, SERIES_REPAIR, "报修", texts_repairs, code, site, unit, id, accepted, finished);
    e->planned = kit_day_at(kit_day_of(e->accepted) + 2, 1080);
    e->worker[0] = property_person(p, site, "维修工", e->accepted, 0);
    return e;
}

/* A visit with nothing wrong: the right people, at home, signed, passed, reviewed the next day, filed in time. */
static struct visit *visit(struct property *p, const char *id, struct event *e, const char *at) {
    struct visit *v = property_add_visit(p, e, on(at));
    bool joint = e && str_is(str_of(e->category), "投诉");
    v->id = str_of(id);
    v->visitor[0] = property_person(p, v->site, "片区管理员", v->at, e && e->home ? e->home->building : 0);
    if (joint) v->visitor[1] = property_person(p, v->site, property_title(e->unit), v->at, 1);
    v->is_signed = true;
    v->outcome = "合格";
    v->level = 4;
    v->reviewed = kit_known(kit_day_at(kit_day_of(v->at) + 1, 1035));
    if (v->reviewed != KIT_NEVER) {
        v->reviewer = property_person(p, v->site, "主任助理", v->at, 0);
        v->note = "已核，同意结案";
    }
    struct civil c = civil_of(kit_day_of(v->at));
    v->filed = kit_known(kit_at(c.year, c.month, 30, 0, 0, 0));
    return v;
}

/* ---- the stories, numbered as in README.md ---- */

static void lift(struct property *p) {
    static const char *const row[4][5] = {
        {"BX202610-9001", "10-3 7:50", "10-3 9:10", "HF202610-9001", "10-4 10:05"},
        {"BX202610-9002", "10-11 18:20", "10-11 19:40", "HF202610-9002", "10-12 16:30"},
        {"BX202610-9003", "10-19 8:05", "10-19 11:20", "HF202610-9003", "10-20 10:15"},
        {"BX202610-9004", "10-28 19:40", "10-28 20:55", "HF202610-9004", "10-29 17:00"}};
    for (size_t i = 0; i < KIT_COUNT(row); i++) {
        struct event *e = repair(p, row[i][0], SITE_ONE, "3-2-1502", "电梯困人", row[i][1], row[i][2]);
        struct visit *v = visit(p, row[i][3], e, row[i][4]);
        v->level = i < 2 ? 3 : 1;
        v->opinion = i < 2 ? STR_LIT("希望彻底检查") : STR_LIT("一个月困了几次，\n孩子不敢坐电梯，要求更换部件");
    }
}

static void open_cases(struct property *p) {
    struct event *e = repair(p, "BX202610-9011", SITE_THREE, "12-1-402", "漏水", "10-25 19:50", NULL);
    e->text = STR_LIT("次卫天花板漏水，楼上1-502家中无人，\n水已滴到客厅地板。业主说\"再不来人就找媒体\"");
    e = repair(p, "BX202610-9012", SITE_THREE, "5-1-703", "暖气不热", "10-27 8:15", NULL);
    e->escalated = on("10-30 9:00");
    e->escalated_to = "管理处主任";
    e = complaint(p, "TS202610-9013", SITE_ONE, "18-1-604", "维修不及时", "10-26 10:00", NULL);
    e->severity = "重要";
    repair(p, "BX202610-9014", SITE_THREE, "5-2-801", "墙面渗水", "10-28 23:50", NULL);
}

static void repeated(struct property *p) {
    struct event *e = complaint(p, "TS202609-9021", SITE_TWO, "5-1-903", "噪音", "9-18 21:30", "9-19 16:00");
    visit(p, "HF202609-9021", e, "9-21 10:30");
    e = complaint(p, "TS202610-9022", SITE_TWO, "5-1-903", "噪音", "10-14 22:05", "10-16 10:00");
    visit(p, "HF202610-9022", e, "10-17 15:20")->level = 2;
    /* Another matter in between: two of the same kind, but not consecutive. */
    e = complaint(p, "TS202609-9031", SITE_ONE, "9-1-302", "垃圾清运", "9-2 8:40", "9-2 15:00");
    visit(p, "HF202609-9031", e, "9-3 9:30");
    e = complaint(p, "TS202609-9032", SITE_ONE, "9-1-302", "停车乱象", "9-20 18:10", "9-21 12:00");
    visit(p, "HF202609-9032", e, "9-22 17:40");
    e = complaint(p, "TS202610-9033", SITE_ONE, "9-1-302", "垃圾清运", "10-8 9:05", "10-8 17:00");
    visit(p, "HF202610-9033", e, "10-9 10:50");
}

static void merged(struct property *p) {
    static const struct {
        const char *id;
        enum unit_kind unit;
        const char *at;
    } three[] = {{"TS202610-9041", UNIT_CLEAN, "10-12 9:10"},
                 {"TS202610-9042", UNIT_SERVICE, "10-13 10:00"},
                 {"TS202610-9043", UNIT_GUARD, "10-19 9:10"}};
    for (size_t i = 0; i < KIT_COUNT(three); i++) {
        struct event *e = complaint(p, three[i].id, SITE_THREE, "7-2-1101", "公共卫生", three[i].at, "10-20 15:00");
        e->unit = three[i].unit;
        if (i == 1) visit(p, "HF202610-9042", e, "10-21 9:40"); /* names the duplicate, serves the first */
    }
    struct event *e = complaint(p, "TS202610-9044", SITE_ONE, "22-1-504", "噪音", "10-10 8:00", "10-11 18:00");
    visit(p, "HF202610-9044", e, "10-12 11:00");
    e = complaint(p, "TS202610-9045", SITE_ONE, "22-1-504", "噪音", "10-18 8:00", "10-19 10:00");
    e->unit = UNIT_SERVICE; /* eight days on: another record, and a repeat */
    visit(p, "HF202610-9045", e, "10-20 14:25");
}

static void boundaries(struct property *p) {
    struct event *e = complaint(p, "TS202610-9051", SITE_TWO, "8-1-603", "收费争议", "10-9 9:00", "10-10 16:00");
    visit(p, "HF202610-9051", e, "10-13 23:59:59");
    e = complaint(p, "TS202610-9052", SITE_TWO, "8-1-503", "收费争议", "10-9 9:20", "10-10 16:00");
    visit(p, "HF202610-9052", e, "10-14 0:00:00");
    e = repair(p, "BX202610-9053", SITE_ONE, "14-1-601", "门锁损坏", "10-4 15:00", "10-5 11:00");
    visit(p, "HF202610-9053", e, "10-7 23:59:59");
    e = repair(p, "BX202610-9054", SITE_ONE, "14-1-602", "门锁损坏", "10-4 15:10", "10-5 11:30");
    visit(p, "HF202610-9054", e, "10-8 0:00:00");
    e = complaint(p, "TS202610-9055", SITE_ONE, "14-1-603", "维修质量", "10-14 9:00", "10-16 17:00");
    visit(p, "HF202610-9055", e, "10-15 10:00");                                               /* early */
    repair(p, "BX202610-9056", SITE_ONE, "14-1-604", "灯具不亮", "10-20 9:00", "10-20 11:00"); /* missed */
    repair(p, "BX202610-9057", SITE_ONE, "14-1-701", "灯具不亮", "10-29 9:00", "10-29 11:00"); /* missed, by a day */
    repair(p, "BX202610-9058", SITE_ONE, "14-1-702", "灯具不亮", "10-30 9:00", "10-30 11:00"); /* pending */
}

static void exempt(struct property *p) {
    struct event *e = complaint(p, "TS202610-9061", SITE_THREE, NULL, "服务态度", "10-6 10:00", "10-7 15:00");
    e->anonymous = true;
    e = complaint(p, "TS202610-9062", SITE_THREE, "9-1-1001", "收费争议", "10-6 11:00", "10-8 15:00");
    e->letter_only = true;
    e->channel = "信函";
    e = complaint(p, "TS202610-9063", SITE_THREE, "9-1-1002", "收费争议", "10-6 14:00", "10-8 15:30");
    e->letter_only = true;
    visit(p, "HF202610-9063", e, "10-9 10:00"); /* exempt no more: visited, so it counts */
}

static void unreachable(struct property *p) {
    static const char *const tries[3][2] = {
        {"HF202609-9071", "9-22 10:00"}, {"HF202609-9072", "9-23 18:30"}, {"HF202609-9073", "9-24 20:10"}};
    struct event *e = complaint(p, "TS202609-9071", SITE_ONE, "6-2-801", "停车乱象", "9-20 9:00", "9-21 12:00");
    for (size_t i = 0; i < KIT_COUNT(tries); i++) {
        struct visit *v = visit(p, tries[i][0], e, tries[i][1]);
        v->method = "电话";
        v->is_signed = false;
        v->outcome = "未联系上";
        v->level = 0;
    }
}

static void second_visits(struct property *p) {
    struct event *e = repair(p, "BX202608-9081", SITE_ONE, "6-2-802", "漏水", "8-29 9:00", "8-31 17:00");
    e->again = true; /* opens 09-30, deadline 10-31: missed */
    visit(p, "HF202609-9081", e, "9-1 10:00");
    e = repair(p, "BX202608-9082", SITE_ONE, "6-2-803", "漏水", "8-29 9:30", "8-30 17:00");
    e->again = true;
    visit(p, "HF202608-9082", e, "8-30 19:00");
    visit(p, "HF202610-9082", e, "10-30 16:00")->stage = "二次回访"; /* the last day */
    e = repair(p, "BX202609-9083", SITE_ONE, "6-2-804", "墙面渗水", "9-28 9:30", "9-30 17:00");
    e->again = true; /* opens 10-30, deadline 11-30: due in November */
    visit(p, "HF202610-9083", e, "10-1 11:00");
}

static void wrong_people(struct property *p) {
    struct event *e = complaint(p, "TS202610-9091", SITE_THREE, "15-2-301", "高空抛物", "10-21 16:00", "10-22 18:00");
    e->severity = "重大";
    visit(p, "HF202610-9091", e, "10-23 10:00")->visitor[1] = NULL; /* without the director */
    e = complaint(p, "TS202610-9092", SITE_THREE, "15-2-302", "绿化养护", "10-21 9:00", "10-22 11:00");
    visit(p, "HF202610-9092", e, "10-23 11:00")->visitor[1] = NULL; /* without the department */
    e = repair(p, "BX202610-9093", SITE_THREE, "15-2-303", "水压不足", "10-21 9:00", "10-21 15:00");
    visit(p, "HF202610-9093", e, "10-22 9:00")->visitor[0] = e->worker[0];
    e = repair(p, "BX202610-9094", SITE_THREE, "15-2-401", "水压不足", "10-21 9:10", "10-21 15:30");
    struct visit *v = visit(p, "HF202610-9094", e, "10-22 9:20");
    v->method = "短信";
    v->is_signed = false;
}

static void orphans(struct property *p) {
    static const char *const row[3][3] = {{"HF202610-9101", "BX202610-8801", "10-9 10:20"},
                                          {"HF202610-9102", "BX202610-8802", "10-16 15:10"},
                                          {"HF202610-9103", "TS202610-8803", "10-24 9:50"}};
    for (size_t i = 0; i < KIT_COUNT(row); i++) visit(p, row[i][0], NULL, row[i][2])->unknown = str_of(row[i][1]);
}

static void contradictions(struct property *p) {
    struct event *e = repair(p, "BX202610-9111", SITE_ONE, "25-1-901", "马桶故障", "10-6 10:30", "10-6 9:00");
    visit(p, "HF202610-9111", e, "10-7 10:00");
    e = repair(p, "BX202610-9112", SITE_ONE, "25-1-902", "马桶故障", "10-15 9:00", "10-15 16:00");
    visit(p, "HF202610-9112", e, "10-14 10:00");
    e = repair(p, "BX202610-9113", SITE_ONE, "25-1-903", "马桶故障", "10-15 10:00", "10-15 17:00");
    struct visit *v = visit(p, "HF202610-9113", e, "10-16 10:00");
    v->method = "电话";
    v->is_signed = false;
    v->outcome = "未联系上"; /* and yet satisfied: level 4 */
    visit(p, "HF202610-9114", e, "10-17 10:00");
}

static void paper(struct property *p) {
    static const char *const row[4][3] = {{"BX202610-9121", "16-1-501", "HF202610-9121"},
                                          {"BX202610-9122", "16-1-502", "HF202610-9122"},
                                          {"BX202610-9123", "16-1-503", "HF202610-9123"},
                                          {"BX202610-9124", "16-1-601", "HF202610-9124"}};
    struct visit *v[4];
    for (size_t i = 0; i < KIT_COUNT(row); i++) {
        struct event *e = repair(p, row[i][0], SITE_THREE, row[i][1], "对讲故障", "10-12 9:00", "10-12 17:00");
        v[i] = visit(p, row[i][2], e, "10-13 10:00");
    }
    v[0]->is_signed = false;
    v[1]->reviewed = KIT_NEVER;
    v[1]->reviewer = NULL;
    v[1]->note = NULL;
    v[2]->filed = KIT_NEVER;
    v[3]->outcome = "不合格"; /* a new problem, and nobody told */
    v[3]->raised = true;
    v[3]->level = 1;
    v[3]->opinion = STR_LIT("修了三次还是没声音");
}

static void several_at_once(struct property *p) {
    struct event *first = repair(p, "BX202610-9131", SITE_ONE, "11-1-401", "窗户损坏", "10-13 9:00", "10-14 11:00");
    struct visit *v = visit(p, "HF202610-9131", first, "10-15 16:00");
    v->event[1] = repair(p, "BX202610-9132", SITE_ONE, "11-1-401", "灯具不亮", "10-13 9:05", "10-14 11:30");
}

static void week_after(struct property *p) {
    static const char *const row[2][3] = {{"FW202610-9141", "HF202610-9141", "10-12 10:00"},
                                          {"FW202610-9142", "HF202610-9142", "10-13 10:00"}};
    for (size_t i = 0; i < KIT_COUNT(row); i++) {
        struct event *e = event(p, SERIES_SERVICE, "急救", texts_incidents, "水浸", SITE_ONE,
                                i ? "11-1-403" : "11-1-402", row[i][0], "10-5 8:30", "10-5 11:00");
        e->unit = UNIT_GUARD;
        e->text = STR_LIT("老人摔倒，协助送医");
        visit(p, row[i][1], e, row[i][2]); /* day 7: met; day 8: late */
    }
    struct event *e = event(p, SERIES_SERVICE, "特约服务", texts_special, "家政保洁", SITE_ONE, "11-1-403",
                            "FW202610-9171", "10-8 9:00", NULL);
    e->started = on("10-10 9:00");
    e->planned = on("10-8 0:00"); /* ends before it starts: no midpoint */
    e->amount = 360;
}

static void rework(struct property *p) {
    struct event *e = repair(p, "BX202609-9151", SITE_ONE, "20-2-1101", "下水堵塞", "9-9 10:00", "9-10 15:00");
    visit(p, "HF202609-9151", e, "9-11 10:00");
    e = repair(p, "BX202610-9152", SITE_ONE, "20-2-1101", "下水堵塞", "10-10 9:00", "10-10 12:00"); /* day 30 */
    visit(p, "HF202610-9152", e, "10-11 10:00");
    e = repair(p, "BX202609-9153", SITE_ONE, "20-2-1102", "下水堵塞", "9-9 10:00", "9-10 15:00");
    visit(p, "HF202609-9153", e, "9-11 10:30");
    e = repair(p, "BX202610-9154", SITE_ONE, "20-2-1102", "下水堵塞", "10-11 9:00", "10-11 12:00"); /* day 31 */
    visit(p, "HF202610-9154", e, "10-12 10:30");
}

/* Someone typed 2062 for 2026: at the as-of of the demo the visit does not exist. */
static void mistyped(struct property *p) {
    struct event *e = repair(p, "BX202610-9161", SITE_THREE, "18-2-501", "水龙头损坏", "10-11 9:00", "10-11 15:00");
    struct visit *v = visit(p, "HF202610-9161", e, "10-12 10:00");
    v->at = kit_at(2062, 10, 12, 10, 0, 0);
    v->file_month = 23;
}

static void named(struct property *p) {
    struct event *e = complaint(p, "TS202610-9181", SITE_THREE, "18-2-502", "服务态度", "10-13 9:00", "10-14 15:00");
    e->unit = UNIT_WORKS;
    e->about = STR_LIT("张伟"); /* two people are called that */
    visit(p, "HF202610-9181", e, "10-15 10:00");
}

static void copies(struct property *p) {
    struct event *e = repair(p, "BX202609-9191", SITE_ONE, "2-1-1001", "电路跳闸", "9-29 20:00", "10-1 10:00");
    e->copy = COPY_OPEN;
    visit(p, "HF202610-9191", e, "10-2 10:00");
    e = complaint(p, "TS202610-9211", SITE_ONE, "2-1-1002", "绿化养护", "10-15 9:00", "10-15 17:00");
    e->copy = COPY_TWICE;
    visit(p, "HF202610-9211", e, "10-16 10:00");
    e = repair(p, "BX202609-9212", SITE_ONE, "2-1-1003", "电路跳闸", "9-15 9:00", "9-15 17:00");
    e->copy = COPY_AGAIN;
    visit(p, "HF202609-9212", e, "9-16 10:00");
    e = repair(p, "BX202610-9221", SITE_ONE, "2-1-1003", "灯具不亮", "10-17 9:00", "10-17 17:00");
    e->withdrawn = true;
}

void property_planted_add(struct property *p) {
    lift(p);
    open_cases(p);
    repeated(p);
    merged(p);
    boundaries(p);
    exempt(p);
    unreachable(p);
    second_visits(p);
    wrong_people(p);
    orphans(p);
    contradictions(p);
    paper(p);
    several_at_once(p);
    week_after(p);
    rework(p);
    mistyped(p);
    named(p);
    copies(p);
}
