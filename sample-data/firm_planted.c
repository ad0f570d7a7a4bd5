/* The decoration firm's stories of README.md: seven projects with numbers from 901 on, all of them waiting for
 * somebody in the last week of October 2026 (Sunday 25 to Saturday 31). */
#include "sample-data/firm.h"

static struct project *project(struct firm *f, const char *id, int32_t started, int days, int32_t finished) {
    struct rng r = rng_of(120, f->projects, 0);
    struct project *p = firm_project(f, &r, started, days);
    p->id = str_of(id);
    p->planted = true;
    if (!finished) return p;
    p->finished = kit_day_at(finished, 0);
    p->delivered = kit_known(kit_day_at(finished + 4, 0));
    p->warranty_end = kit_day_at(civil_add_months(finished, 12), 0);
    return p;
}

static struct call *call(struct firm *f, struct project *p, const char *id, const char *stage, int64_t t) {
    struct call *c = firm_call(f, p, stage, t);
    c->id = str_of(id);
    c->level = 4;
    return c;
}

static struct trouble *trouble(struct firm *f, const char *id, enum case_kind kind, struct project *p,
                               const char *issue, int64_t t, int64_t finished) {
    struct trouble *x = firm_trouble(f, kind, p, issue, t);
    x->id = str_of(id);
    x->contacted = t + 1800;
    x->finished = finished;
    x->text = str_of(arena_printf(&f->a, "%s，请尽快处理", issue));
    return x;
}

/* D1, D2: calls about the start: missed, made on the last day, due in two days. */
static void starting(struct firm *f) {
    project(f, "GC2026-901", civil_day(2026, 10, 9), 90, 0); /* window 10-16 … 10-22, nobody called */
    struct project *p = project(f, "GC2026-902", civil_day(2026, 10, 15), 75, 0);
    call(f, p, "DH202610-902", "开工回访", kit_at(2026, 10, 28, 17, 30, 0)); /* window 10-22 … 10-28 */
    project(f, "GC2026-903", civil_day(2026, 10, 20), 60, 0);                /* window 10-27 … 11-02 */
}

/* D3, D4: finished late; never finished. */
static void delayed(struct firm *f) {
    struct project *p =
        project(f, "GC2026-904", civil_day(2026, 7, 27), 75, civil_day(2026, 10, 27)); /* planned 10-10 */
    call(f, p, "DH202608-904", "开工回访", kit_at(2026, 8, 6, 10, 0, 0));
    call(f, p, "DH202609-904", "中期回访", kit_at(2026, 9, 2, 10, 0, 0));
    struct call *c = call(f, p, "DH202610-904", "竣工回访", kit_at(2026, 10, 30, 15, 0, 0)); /* the last day */
    c->raised = true;
    c->level = 2;
    c->outcome = "不合格";
    c->opinion = "橱柜台面有裂缝，要求更换";
    c->reported = kit_at(2026, 10, 31, 9, 10, 0);                /* a day late */
    p = project(f, "GC2026-905", civil_day(2026, 7, 17), 90, 0); /* planned 10-15, still at work */
    p->team[ROLE_CREW] = firm_worker(f, ROLE_CREW, 2);
    call(f, p, "DH202607-905", "开工回访", kit_at(2026, 7, 27, 10, 0, 0));
    call(f, p, "DH202608-905", "中期回访", kit_at(2026, 8, 31, 11, 0, 0));
    struct trouble *x = trouble(f, "KS202610-905", CASE_COMPLAINT, p, "工期延误", kit_at(2026, 10, 16, 10, 0, 0),
                                kit_at(2026, 10, 17, 16, 0, 0));
    x->about = p->team[ROLE_CREW]->code;
    x = trouble(f, "KS202610-906", CASE_COMPLAINT, p, "工期延误", kit_at(2026, 10, 29, 9, 30, 0), KIT_NEVER);
    x->about = p->team[ROLE_CREW]->code;
    x->severity = "重要";
}

/* D5, D6: warranty over and no form; the same repair for the third time. */
static void warranty_over(struct firm *f) {
    static const struct {
        const char *id;
        int month, day;
    } leak[] = {{"WX202606-906", 6, 2}, {"WX202608-906", 8, 15}, {"WX202610-906", 10, 24}};
    struct project *p =
        project(f, "GC2025-906", civil_day(2025, 7, 20), 92, civil_day(2025, 10, 20)); /* ends 2026-10-20 */
    call(f, p, "DH202507-906", "开工回访", kit_at(2025, 7, 30, 10, 0, 0));
    call(f, p, "DH202509-906", "中期回访", kit_at(2025, 9, 3, 10, 0, 0));
    call(f, p, "DH202510-906", "竣工回访", kit_at(2025, 10, 21, 10, 0, 0));
    for (size_t i = 0; i < KIT_COUNT(leak); i++) {
        int64_t t = kit_at(2026, leak[i].month, leak[i].day, 10, 0, 0);
        trouble(f, leak[i].id, CASE_REPAIR, p, "漏水", t, i < 2 ? t + 2 * KIT_DAY : KIT_NEVER);
    }
    p = project(f, "GC2025-907", civil_day(2025, 8, 1), 72, civil_day(2025, 10, 12)); /* ends 2026-10-12 */
    call(f, p, "DH202508-907", "开工回访", kit_at(2025, 8, 11, 10, 0, 0));
    call(f, p, "DH202509-907", "中期回访", kit_at(2025, 9, 6, 10, 0, 0));
    call(f, p, "DH202510-907", "竣工回访", kit_at(2025, 10, 12, 16, 0, 0));
    struct call *c = call(f, p, "DH202610-907", "保修期满回访", kit_at(2026, 10, 26, 10, 0, 0));
    c->reported = kit_at(2026, 10, 27, 9, 0, 0); /* to the office a day late */
}

/* D7: a call by visit, and a call about a project that no list has. */
static void odd_calls(struct firm *f) {
    struct project *p = f->project[f->projects - 1];
    struct call *c = call(f, p, "DH202610-908", NULL, kit_at(2026, 10, 27, 14, 0, 0));
    c->method = "上门";
    c = call(f, NULL, "DH202610-909", NULL, kit_at(2026, 10, 28, 11, 0, 0));
    c->events = STR_LIT("GC2026-999");
}

void firm_planted_add(struct firm *f) {
    starting(f);
    delayed(f);
    warranty_over(f);
    odd_calls(f);
}
