#include "sample-data/firm.h"
#include "base/mem.h"
#include <stdio.h>

/* ---- people ---- */

static struct worker *employ(struct firm *f, enum role role, const char *code, const char *name,
                             const char *department) {
    struct rng r = rng_of(101, f->workers, 0);
    struct worker *w = VEC_ADD(f->worker, f->workers, f->workers_cap);
    *w = (struct worker){.code = str_of(code), .role = role, .department = department};
    w->name = name ? str_of(name) : kit_name(&f->a, &r);
    w->joined = civil_day(2018, 3, 1) + rng_below(&r, 2200);
    return w;
}

static void employ_all(struct firm *f) {
    static const char *const crews[] = {"施工一队（周师傅）", "施工二队（郑师傅）", "施工三队（何师傅）",
                                        "施工四队（罗师傅）", "施工五队（石师傅）", "施工六队（谭师傅）",
                                        "施工七队（万师傅）"};
    for (int i = 0; i < 7; i++) employ(f, ROLE_DESIGNER, arena_printf(&f->a, "YS-SJ%02d", i + 1), NULL, "设计部");
    for (int i = 0; i < 4; i++)
        employ(f, ROLE_INSPECTOR, arena_printf(&f->a, "YS-XJ%02d", i + 1), NULL, i < 2 ? "工程一部" : "工程二部");
    for (int i = 0; i < 7; i++)
        employ(f, ROLE_CREW, arena_printf(&f->a, "YS-SG%02d", i + 1), crews[i], i < 4 ? "工程一部" : "工程二部");
    for (int i = 0; i < 2; i++) employ(f, ROLE_CALLER, arena_printf(&f->a, "YS-HF%02d", i + 1), NULL, "客服部");
    employ(f, ROLE_CLERK, "YS-TJ01", NULL, "客服部");
}

struct worker *firm_worker(struct firm *f, enum role role, int turn) {
    struct worker *found[16];
    int n = 0;
    for (size_t i = 0; i < f->workers && n < 16; i++)
        if (f->worker[i].role == role) found[n++] = &f->worker[i];
    return found[turn % n];
}

/* ---- projects ---- */

struct project *firm_project(struct firm *f, struct rng *r, int32_t started, int days) {
    static const char *const works[] = {"三居室整装", "两居室翻新", "厨卫局部改造", "别墅硬装",
                                        "复式整装",   "商铺装修",   "老房改造"};
    static const char *const estates[] = {"云杉苑", "翠湖天地", "枫林晚", "金水湾",
                                          "望江府", "阳光新城", "锦绣园", "书香里"};
    struct project *p = arena_zero(&f->a, sizeof *p);
    p->no = f->projects;
    *VEC_ADD(f->project, f->projects, f->projects_cap) = p;
    p->customer = str_of(arena_printf(&f->a, "KH%04zu", 1001 + f->projects));
    p->name = kit_name(&f->a, r);
    p->phone = kit_phone(&f->a, r);
    const char *estate = RNG_PICK(r, estates);
    int building = rng_range(r, 1, 18), stair = rng_range(r, 1, 3), floor = rng_range(r, 2, 26),
        room = rng_range(r, 1, 4);
    p->unit = str_of(arena_printf(&f->a, "%s%d-%d-%d0%d", estate, building, stair, floor, room));
    p->site = rng_below(r, 2);
    p->text = RNG_PICK(r, works);
    p->amount = rng_range(r, 38, 460) * 1000;
    p->team[ROLE_DESIGNER] = firm_worker(f, ROLE_DESIGNER, rng_below(r, 7));
    p->team[ROLE_INSPECTOR] = firm_worker(f, ROLE_INSPECTOR, p->site * 2 + rng_below(r, 2));
    p->team[ROLE_CREW] = firm_worker(f, ROLE_CREW, p->site * 4 + rng_below(r, p->site ? 3 : 4));
    int32_t signed_on = started - rng_range(r, 6, 20);
    p->accepted = kit_day_at(signed_on, rng_range(r, 560, 1080));
    p->started = kit_day_at(started, 0);
    p->planned = kit_day_at(started + days, 0);
    p->finished = p->delivered = p->warranty_end = p->feedback_form = KIT_NEVER;
    return p;
}

/* A third end late. The warranty runs a year; two thirds of the customers hand in the form. */
static void build(struct rng *r, struct project *p) {
    int late = rng_hit(r, 360) ? rng_range(r, 3, 28) : -rng_below(r, 4);
    int32_t end = kit_day_of(p->planned) + late;
    p->finished = kit_known(kit_day_at(end, 0));
    if (p->finished == KIT_NEVER) return;
    p->delivered = kit_known(kit_day_at(end + rng_range(r, 2, 9), 0));
    p->warranty_end = kit_day_at(civil_add_months(end, 12), 0);
    int32_t form = rng_hit(r, 600) ? end + rng_range(r, 5, 60) : kit_day_of(p->warranty_end) + rng_range(r, 1, 25);
    if (rng_hit(r, 680)) p->feedback_form = kit_known(kit_day_at(form, 0));
}

/* ---- complaints and repairs ---- */

struct trouble *firm_trouble(struct firm *f, enum case_kind kind, struct project *of, const char *issue, int64_t t) {
    struct trouble *x = arena_zero(&f->a, sizeof *x);
    x->no = f->troubles;
    *VEC_ADD(f->trouble, f->troubles, f->troubles_cap) = x;
    *x = (struct trouble){.no = x->no, .kind = kind, .of = of, .issue = issue, .severity = "一般", .validity = "有效"};
    x->department = of->site ? "工程二部" : "工程一部";
    x->accepted = t;
    x->contacted = x->finished = KIT_NEVER;
    return x;
}

static void settle(struct rng *r, struct trouble *x, int lo_h, int hi_h) {
    x->contacted = kit_known(x->accepted + 60 * rng_range(r, 5, 260));
    x->finished = kit_known(kit_daytime(x->accepted + 3600 * rng_range(r, lo_h, hi_h)));
}

static const char *const complaint_issues[] = {"工期延误", "施工质量", "设计变更", "服务态度",
                                               "材料不符", "增项收费", "现场卫生"};
static const char *const complaint_texts[] = {"约定工期已过，现场两天无人施工", "墙砖空鼓较多，平整度不够",
                                              "效果图与现场不一致，未提前说明", "催问进度时语气生硬，电话不回",
                                              "到场板材品牌与合同不一致",       "增项费用没有书面确认，\n要求逐项说明",
                                              "下班后现场未清理，邻居有意见"};
static const char *const repair_issues[] = {"漏水",       "瓷砖空鼓", "柜门变形", "墙面开裂",
                                            "插座不通电", "地板起翘", "门锁松动"};
static const char *const repair_texts[] = {"卫生间角阀渗水", "厨房墙砖空鼓两块", "衣柜门下垂关不严", "客厅顶角开裂",
                                           "次卧插座没电",   "书房地板起翘",     "入户门锁松动"};

/* Who the complaint is about: the crew for works, the designer for plans; half name somebody, the others only the job.
 */
static void complain(struct firm *f, struct rng *r, struct project *p, int64_t t) {
    int i = rng_below(r, (int)KIT_COUNT(complaint_issues));
    struct trouble *x = firm_trouble(f, CASE_COMPLAINT, p, complaint_issues[i], t);
    static const enum role whom[] = {ROLE_CREW, ROLE_CREW,     ROLE_DESIGNER, ROLE_INSPECTOR,
                                     ROLE_CREW, ROLE_DESIGNER, ROLE_CREW};
    struct worker *w = p->team[whom[i]];
    x->text = str_of(complaint_texts[i]);
    if (whom[i] == ROLE_DESIGNER) x->department = "设计部";
    if (i == 4) x->department = "材料部";
    if (rng_hit(r, 560)) x->about = rng_hit(r, 300) ? w->code : w->name;
    if (rng_hit(r, 120)) x->validity = rng_hit(r, 500) ? "无效" : "沟通性";
    if (rng_hit(r, 150)) x->severity = "重要";
    settle(r, x, 6, 110);
    if (rng_hit(r, 90) && t + 12 * KIT_DAY < kit_export()) {
        struct trouble *y =
            firm_trouble(f, CASE_COMPLAINT, p, x->issue, kit_daytime(t + rng_range(r, 6, 11) * KIT_DAY));
        y->text = STR_LIT("同一问题再次投诉，上次答复没有落实");
        y->about = x->about;
        y->department = x->department;
        settle(r, y, 6, 90);
    }
}

static struct trouble *break_down(struct firm *f, struct rng *r, struct project *p, int64_t t) {
    int i = rng_below(r, (int)KIT_COUNT(repair_issues));
    struct trouble *x = firm_trouble(f, CASE_REPAIR, p, repair_issues[i], t);
    x->text = str_of(repair_texts[i]);
    settle(r, x, 3, 150);
    return x;
}

static int64_t office_hour(struct rng *r, int32_t day) { return kit_day_at(day, rng_range(r, 550, 1100)); }

/* 施工三队 draws about three times the complaints of the others. */
static void live(struct firm *f, struct rng *r, struct project *p) {
    int32_t from = kit_day_of(p->started),
            to = kit_day_of(p->finished == KIT_NEVER ? kit_export() : p->finished + 40 * KIT_DAY);
    bool third = str_is(p->team[ROLE_CREW]->code, "YS-SG03");
    int n = rng_below(r, 1000) < (third ? 950 : 460) ? 1 + (rng_hit(r, third ? 900 : 200)) : 0;
    for (; n > 0; n--) {
        int64_t t = office_hour(r, from + 8 + rng_below(r, to - from));
        if (t < kit_export()) complain(f, r, p, t);
    }
    if (p->finished == KIT_NEVER) return;
    for (n = rng_below(r, 6); n > 0; n--) {
        int64_t t = office_hour(r, kit_day_of(p->finished) + rng_range(r, 6, 420));
        if (t < kit_export()) break_down(f, r, p, t);
    }
}

/* ---- calls ---- */

struct call *firm_call(struct firm *f, struct project *of, const char *stage, int64_t t) {
    struct call *c = arena_zero(&f->a, sizeof *c);
    c->no = f->calls;
    *VEC_ADD(f->call, f->calls, f->calls_cap) = c;
    c->of = of;
    c->events = of ? of->id : str_none();
    c->stage = stage;
    c->method = "电话";
    c->outcome = "合格";
    c->at = t;
    c->reported = KIT_NEVER;
    c->caller = firm_worker(f, ROLE_CALLER, (int)(t / KIT_DAY % 2));
    c->reviewed = kit_known(kit_day_at(kit_day_of(t) + 1, 600));
    c->filed = kit_known(kit_day_at(kit_day_of(t) + 2, 0));
    return c;
}

static void answer(struct firm *f, struct rng *r, struct call *c) {
    static const int upto[5] = {380, 780, 920, 975, 1000};
    static const char *const said[] = {"进度正常，师傅认真", "设计师沟通及时", "现场整洁，满意",
                                       "希望加快进度",       "材料进场慢",     "瓷砖有几块色差，请核对",
                                       "希望巡检多来现场",   "增项要提前说明"};
    int at = rng_below(r, 1000), i = 0;
    while (at >= upto[i]) i++;
    c->level = 5 - i;
    c->product = rng_hit(r, 700) ? c->level : 0;
    c->service = rng_hit(r, 700) ? (c->level < 5 ? c->level + 1 : 5) : 0;
    if (rng_hit(r, 450)) c->opinion = c->level >= 4 ? said[rng_below(r, 3)] : said[3 + rng_below(r, 5)];
    if (c->level <= 2) c->outcome = "不合格";
    if (!rng_hit(r, c->level <= 2 ? 800 : 110)) return;
    c->raised = true;
    at = rng_below(r, 1000);
    if (at < 870) c->reported = c->at + 60 * rng_range(r, 15, 160);
    else if (at < 950) c->reported = c->at + KIT_DAY;
    c->reported = kit_known(c->reported);
    int64_t t = c->at + 60 * rng_range(r, 10, 60);
    if (c->of && rng_hit(r, 600) && t < kit_export()) c->about = break_down(f, r, c->of, t);
}

static void ring(struct firm *f, struct rng *r, struct project *p, const char *stage, int32_t day) {
    int64_t t = office_hour(r, day);
    if (t >= kit_export()) return;
    struct call *c = firm_call(f, p, stage, t);
    int at = rng_below(r, 1000);
    if (at < 14) c->method = "在线";
    else if (at < 22) c->method = "上门";
    if (rng_hit(r, 85)) {
        c->outcome = "未联系上";
        int32_t again = day + rng_range(r, 0, 1);
        t = office_hour(r, again) + 3 * 3600;
        if (t >= kit_export()) return;
        c = firm_call(f, p, stage, t);
    }
    answer(f, r, c);
}

/* lo … hi days around `day` usually; now and then after, before or not at all. */
static void call_around(struct firm *f, struct rng *r, struct project *p, const char *stage, int32_t day, int lo,
                        int hi) {
    int at = rng_below(r, 1000), shift = rng_range(r, lo, hi);
    if (at < 860) ring(f, r, p, rng_hit(r, 600) ? stage : NULL, day + shift);
    else if (at < 925) ring(f, r, p, stage, day + hi + rng_range(r, 1, 7));
    else if (at < 950) ring(f, r, p, stage, day + lo - rng_range(r, 1, 3));
}

static void follow(struct firm *f, struct rng *r, struct project *p) {
    int32_t start = kit_day_of(p->started), term = kit_day_of(p->planned) - start;
    call_around(f, r, p, "开工回访", start + 10, -3, 3);
    call_around(f, r, p, "中期回访", start + term / 2, -term * 15 / 100, term * 15 / 100);
    if (p->finished == KIT_NEVER) return;
    int32_t end = kit_day_of(p->finished);
    call_around(f, r, p, "竣工回访", end, -3, 3);
    if (p->finished > p->planned && rng_hit(r, 780)) ring(f, r, p, "延期再访", end + rng_range(r, 4, 15));
    for (int32_t day = end + rng_range(r, 40, 80); kit_day_at(day, 0) < p->warranty_end; day += rng_range(r, 70, 130))
        if (rng_hit(r, 650)) ring(f, r, p, NULL, day);
    int64_t closed = p->warranty_end;
    bool owed = closed < kit_export() && (p->feedback_form == KIT_NEVER || p->feedback_form > closed);
    if (owed && rng_hit(r, 720)) ring(f, r, p, "保修期满回访", kit_day_of(closed) + rng_range(r, 1, 18));
}

void firm_make(struct firm *f) {
    *f = (struct firm){.workers = 0};
    arena_init(&f->a);
    employ_all(f);
    for (int i = 0; i < 53; i++) {
        static const int terms[] = {45, 60, 75, 75, 90, 90, 120};
        struct rng r = rng_of(110, (uint64_t)i, 0);
        int32_t start = civil_day(2024, 11, 20) + i * 13 + rng_below(&r, 9);
        struct project *p = firm_project(f, &r, start, RNG_PICK(&r, terms));
        struct civil c = civil_of(kit_day_of(p->started));
        p->id = str_of(arena_printf(&f->a, "GC%04d-%03d", c.year, i + 1));
        build(&r, p);
        live(f, &r, p);
        follow(f, &r, p);
    }
    firm_planted_add(f);
}

void firm_release(struct firm *f) {
    mem_free(f->worker);
    mem_free(f->project);
    mem_free(f->trouble);
    mem_free(f->call);
    arena_release(&f->a);
}
