#include "sample-data/offices.h"
#include <stdio.h>
#include <string.h>

static const struct log_style plain = {"UTF-8", true, false, false, LOG_ISO};
static const struct log_style sheet = {"GB18030", false, true, false, LOG_SLASH};

static int close_rows(struct log_file *l, const char *dir, const char *name, struct err *e) {
    int rows = l->rows;
    log_close(l, dir, name, e);
    return rows;
}

/* ---- decisions of the Monday meeting, May to October 2026 ---- */

struct matter_decided {
    const char *owner, *metric, *scope, *text;
};

/* One in five is done late, one in five of the last weeks is open still. */
static int write_decisions(const struct matter_decided *m, int n, const char *dir, struct err *e) {
    struct log_file l;
    log_open(&l, plain, "决议编号,会议日期,责任人,要求完成时间,完成时间,指标,范围,决议");
    int no = 0;
    for (int32_t day = civil_day(2026, 5, 4); day <= civil_day(2026, 10, 26); day += 7) {
        struct rng r = rng_of(801, (uint64_t)n, (uint64_t)day);
        int first = rng_below(&r, n);
        for (int k = rng_below(&r, 2); k >= 0; k--) {
            const struct matter_decided *d = &m[(first + k) % n];
            int32_t due = day + rng_range(&r, 4, 14),
                    done = rng_hit(&r, 200) ? due + rng_range(&r, 1, 9) : due - rng_below(&r, 3);
            bool left = rng_hit(&r, 150);
            char id[32];
            snprintf(id, sizeof id, "JY2026-%03d", ++no);
            log_cstr(&l, id);
            log_day(&l, kit_day_at(day, 0));
            log_cstr(&l, d->owner);
            log_day(&l, kit_day_at(due, 0));
            log_day(&l, left ? KIT_NEVER : kit_known(kit_day_at(done, 0)));
            log_cstr(&l, d->metric);
            log_cstr(&l, d->scope);
            log_cstr(&l, d->text);
            log_end(&l);
        }
    }
    return close_rows(&l, dir, "decisions.csv", e);
}

/* ---- reports handed in ---- */

static void submitted(struct log_file *l, const char *report, const char *period, const char *step, const char *by,
                      const char *to, int64_t at, const char *opinion) {
    if (kit_known(at) == KIT_NEVER) return;
    log_cstr(l, report);
    log_cstr(l, period);
    log_cstr(l, step);
    log_cstr(l, by);
    log_cstr(l, to);
    log_time(l, at);
    log_cstr(l, opinion);
    log_end(l);
}

static const char submission_head[] = "报告,期间,步骤,提交人,接收人,时间,意见";

/* The three reports of property-10 for each month: the forms by the 30th, statistics and the cumulative report by the
 * last day, the latter reviewed and decided. Late in 2025-03 and 2026-08; never handed in for 2025-10; no decision
 * since 2026-09. */
static int write_property_reports(const char *dir, struct err *e) {
    struct log_file l;
    log_open(&l, plain, submission_head);
    for (int month = 0; month < KIT_MONTHS; month++) {
        struct civil c = civil_of(kit_month_first(month));
        int late = month == 4 || month == 21 ? 3 : 0;
        int64_t last = kit_day_at(kit_month_last(month), 960),
                forms = kit_day_at(kit_month_first(month) + (c.month == 2 ? 27 : 29), 900);
        char period[32];
        snprintf(period, sizeof period, "%04d-%02d", c.year, c.month);
        if (month == 11) continue;
        submitted(&l, "visit_records", period, "上报", "客服中心", "管理处", forms + late * KIT_DAY, "");
        submitted(&l, "visit_statistics", period, "上报", "片区管理员", "主任助理", last + late * KIT_DAY, "");
        submitted(&l, "cumulative_report", period, "上报", "片区管理员", "主任助理", last + 1800 + late * KIT_DAY, "");
        submitted(&l, "cumulative_report", period, "审核", "主任助理", "管理处主任", last + 5400 + late * KIT_DAY,
                  "属实");
        if (month < 22)
            submitted(&l, "cumulative_report", period, "决定", "管理处主任", "", last + 7200 + (late + 1) * KIT_DAY,
                      month % 3 ? "按日常整改办理" : "按《持续改进控制程序》办理");
    }
    return close_rows(&l, dir, "submissions.csv", e);
}

/* The weekly pack by Sunday 12:00 (late every ninth week, missing in the week of the Spring Festival) and the ratios
 * before the month's last Monday meeting. */
static int write_decoration_reports(const char *dir, struct err *e) {
    struct log_file l;
    log_open(&l, plain, submission_head);
    int32_t sunday = civil_day(2024, 12, 1);
    for (int week = 0; sunday <= civil_day(2026, 10, 31); week++, sunday += 7) {
        char period[32];
        int32_t thursday = sunday - 3;
        int year = civil_of(thursday).year;
        snprintf(period, sizeof period, "%04d-W%02d", year, (thursday - civil_day(year, 1, 1)) / 7 + 1);
        if (sunday == civil_day(2026, 2, 22)) continue;
        submitted(&l, "weekly_pack", period, "上报", "工程统计", "总经理",
                  kit_day_at(sunday, week % 9 == 8 ? 870 : 690), "");
    }
    for (int month = 1; month < KIT_MONTHS; month++) {
        struct civil c = civil_of(kit_month_first(month));
        int32_t monday = kit_month_last(month) - civil_weekday(kit_month_last(month));
        char period[32];
        snprintf(period, sizeof period, "%04d-%02d", c.year, c.month);
        submitted(&l, "complaint_ratios", period, "上报", "工程统计", "总经理",
                  kit_day_at(monday - (month % 8 ? 1 : -1), 1000), "");
    }
    return close_rows(&l, dir, "submissions.csv", e);
}

/* ---- plans ---- */

static const char plan_head[] = "计划编号,事项编号,计划日期,回访人,编制人,编制时间,取消日期";

static void planned(struct log_file *l, int no, struct str event, int32_t day, struct str visitor, const char *by,
                    bool cancelled) {
    char id[32];
    snprintf(id, sizeof id, "JH%05d", no);
    log_cstr(l, id);
    log_text(l, event);
    log_day(l, kit_day_at(day, 0));
    log_text(l, visitor);
    log_cstr(l, by);
    log_time(l, kit_day_at(day - 1, 510));
    log_day(l, cancelled ? kit_day_at(day, 0) : KIT_NEVER);
    log_end(l);
}

/* Complaints and repairs finished since August 2026: a day for each but one in twelve; what was finished in the last
 * days of October is planned for November. */
static int write_property_plans(struct property *p, const char *dir, struct err *e) {
    struct log_file l;
    log_open(&l, plain, plan_head);
    int no = 0;
    for (size_t i = 0; i < p->events; i++) {
        const struct event *ev = p->event[i];
        bool kind = ev->series == SERIES_COMPLAINT || ev->series == SERIES_REPAIR || ev->series == SERIES_REPAIR_TWO;
        struct rng r = rng_of(802, i, 0);
        if (!kind || ev->finished == KIT_NEVER || ev->finished < kit_at(2026, 8, 1, 0, 0, 0) || rng_hit(&r, 83))
            continue;
        struct person *who = property_person(p, ev->site, "片区管理员", ev->finished, (int)(i % 4));
        int day = rng_range(&r, 1, 2);
        planned(&l, ++no, ev->id, kit_day_of(ev->finished) + day, who ? who->name : str_none(), "主任助理",
                rng_hit(&r, 30));
    }
    return close_rows(&l, dir, "plans.csv", e);
}

/* The three calls of each work that is under way, and those of November. */
static int write_decoration_plans(struct firm *f, const char *dir, struct err *e) {
    struct log_file l;
    log_open(&l, plain, plan_head);
    int no = 0;
    for (size_t i = 0; i < f->projects; i++) {
        const struct project *p = f->project[i];
        if (p->started < kit_at(2026, 1, 1, 0, 0, 0)) continue;
        int32_t start = kit_day_of(p->started), term = kit_day_of(p->planned) - start;
        struct str caller = firm_worker(f, ROLE_CALLER, (int)i)->name;
        planned(&l, ++no, p->id, start + 10, caller, "工程统计", false);
        planned(&l, ++no, p->id, start + term / 2, caller, "工程统计", false);
        planned(&l, ++no, p->id, start + term, caller, "工程统计", i % 11 == 0);
    }
    return close_rows(&l, dir, "plans.csv", e);
}

/* ---- forms out and in ---- */

static void handed(struct log_file *l, struct str form, const char *kind, const char *step, const char *by,
                   const char *to, int64_t at, bool with_name) {
    if (kit_known(at) == KIT_NEVER) return;
    log_text(l, form);
    log_cstr(l, kind);
    log_cstr(l, step);
    log_cstr(l, by);
    log_cstr(l, to);
    log_time(l, at);
    log_cstr(l, with_name ? "√" : "");
    log_end(l);
}

/* 《回访记录签收表》 of September and October 2026: taken two hours before the visit, back the next day; one in forty
 * was never signed out, one in thirty has not come back. */
static int write_property_custody(struct property *p, const char *dir, struct err *e) {
    struct log_file l;
    log_open(&l, sheet, "表单编号,表单类型,环节,交出人,接收人,时间,签名");
    for (size_t i = 0; i < p->visits; i++) {
        const struct visit *v = p->visit[i];
        struct rng r = rng_of(803, i, 0);
        if (v->at < kit_at(2026, 9, 1, 0, 0, 0) || v->at >= kit_export() || !v->visitor[0]) continue;
        char who[64];
        snprintf(who, sizeof who, "%.*s", STR_ARG(v->visitor[0]->name));
        if (!rng_hit(&r, 25)) handed(&l, v->id, "回访记录表", "领取", "客服中心", who, v->at - 7200, true);
        if (!rng_hit(&r, 33))
            handed(&l, v->id, "回访记录表", "交回", who, "客服中心", v->at + KIT_DAY, !rng_hit(&r, 20));
    }
    return close_rows(&l, dir, "custody.csv", e);
}

/* 电话回访单 of each work since 2026, opened on the day of the order; archived when the warranty is over. In October 2026 one of
 * them was consulted twice, the second time by a designer whose approval had ended on the 15th. */
static int write_decoration_custody(struct firm *f, const char *dir, struct err *e) {
    struct log_file l;
    log_open(&l, sheet, "表单编号,表单类型,环节,交出人,接收人,时间,签名");
    for (size_t i = 0; i < f->projects; i++) {
        const struct project *p = f->project[i];
        handed(&l, p->id, "电话回访单", "发放", "工程统计", "电话回访员", p->accepted + (i % 13 ? 1800 : 2 * KIT_DAY),
               true);
        if (p->warranty_end != KIT_NEVER)
            handed(&l, p->id, "电话回访单", "存档", "电话回访员", "工程统计", p->warranty_end + 9 * KIT_DAY, true);
    }
    struct str sheet_of = f->project[f->projects - 3]->id;
    handed(&l, sheet_of, "电话回访单", "查阅", "电话回访员", "YS-TJ01", kit_at(2026, 10, 12, 10, 0, 0), true);
    handed(&l, sheet_of, "电话回访单", "查阅", "电话回访员", "YS-SJ02", kit_at(2026, 10, 20, 15, 30, 0), true);
    return close_rows(&l, dir, "custody.csv", e);
}

/* ---- approvals to consult visit sheets ---- */

static int write_grants(const char *const *lines, int n, const char *dir, struct err *e) {
    struct log_file l;
    log_open(&l, plain, "查阅人,查阅范围,批准人,起始日期,截止日期");
    for (int i = 0; i < n; i++) log_raw(&l, lines[i]);
    return close_rows(&l, dir, "grants.csv", e);
}

void offices_property(struct property *p, const char *logs, struct buf *say, struct err *e) {
    static const struct matter_decided decided[] = {
        {"三号院主任助理", "visit_rate", "三号院", "三号院维修回访每日晨会点名，逾期两日内补访"},
        {"主任助理", "signed_rate", "all", "回访签名缺漏由回访人上门补签"},
        {"片区管理员", "timely_rate", "二号院", "报修完成即派回访单"},
        {"工程部主管", "unresolved_limit", "三号院工程部", "超七十二小时报修逐件说明原因"},
        {"管理处主任", "repeat_repair_cases", "一号院", "电梯困人重复报修，约维保单位现场会"},
        {"秩序部主管", "complaints", "三号院秩序部", "停车投诉按楼栋划线整改"},
        {"人事专员", "", "三号院", "三号院缺编四人，本月内到岗两人"}};
    static const char *const approved[] = {
        "JH1001,一号院,管理处主任,2026-01-01,2026-12-31", "JH3045,三号院,管理处主任,2026-09-01,2026-10-31",
        "JH0066,all,总经理,2026-01-01,2026-12-31", "JH2028,二号院,管理处主任,2025-03-01,2025-08-31"};
    int decisions = write_decisions(decided, (int)KIT_COUNT(decided), logs, e),
        reports = write_property_reports(logs, e);
    int plans = write_property_plans(p, logs, e), custody = write_property_custody(p, logs, e);
    int grants = write_grants(approved, (int)KIT_COUNT(approved), logs, e);
    buf_printf(say, "  decisions %d, submissions %d, plans %d, custody %d, grants %d\n", decisions, reports, plans,
               custody, grants);
}

void offices_decoration(struct firm *f, const char *logs, struct buf *say, struct err *e) {
    static const struct matter_decided decided[] = {
        {"工程一部总监", "staff_complaint_ratio", "工程一部", "施工三队停接新单一周，带班人逐户说明"},
        {"工程二部总监", "on_time_rate", "工程二部", "延期工程列明新的竣工日并告知客户"},
        {"客服部", "coverage_rate", "all", "在施工程回访不足三次的本周补齐"},
        {"设计部总监", "", "设计部", "设计变更须有客户签字"},
        {"电话回访员", "visit_rate", "all", "保修期满未交反馈表的客户三日内回访"}};
    static const char *const approved[] = {
        "YS-XJ01,工程一部,总经理,2026-03-01,2026-12-31", "YS-XJ03,工程二部,总经理,2026-03-01,2026-12-31",
        "YS-SJ02,设计部,总经理,2026-10-01,2026-10-15", "YS-TJ01,all,总经理,2025-01-01,2026-12-31"};
    int decisions = write_decisions(decided, (int)KIT_COUNT(decided), logs, e),
        reports = write_decoration_reports(logs, e);
    int plans = write_decoration_plans(f, logs, e), custody = write_decoration_custody(f, logs, e);
    int grants = write_grants(approved, (int)KIT_COUNT(approved), logs, e);
    buf_printf(say, "  decisions %d, submissions %d, plans %d, custody %d, grants %d\n", decisions, reports, plans,
               custody, grants);
}
