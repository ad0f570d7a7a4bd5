/* The decoration firm's logs: one ledger of projects, complaints and repairs by year, calls by month. */
#include "sample-data/decoration.h"
#include "base/file.h"
#include "sample-data/offices.h"
#include <stdio.h>
#include <stdlib.h>

static const struct log_style ledger = {"GB18030", false, true, false, LOG_SLASH};
static const struct log_style plain = {"UTF-8", true, false, false, LOG_ISO};
static const char *const sites[] = {"城东店", "城西店"};
static const char *const roles[ROLE_N] = {"设计师", "巡检", "施工队", "电话回访员", "工程统计"};

/* ---- order and numbers ---- */

static int by_start(const void *x, const void *y) {
    const struct project *a = *(struct project *const *)x, *b = *(struct project *const *)y;
    if (a->accepted != b->accepted) return a->accepted < b->accepted ? -1 : 1;
    return a->no < b->no ? -1 : 1;
}

static int by_complaint(const void *x, const void *y) {
    const struct trouble *a = *(struct trouble *const *)x, *b = *(struct trouble *const *)y;
    if (a->accepted != b->accepted) return a->accepted < b->accepted ? -1 : 1;
    return a->no < b->no ? -1 : 1;
}

static int by_call(const void *x, const void *y) {
    const struct call *a = *(struct call *const *)x, *b = *(struct call *const *)y;
    if (a->at != b->at) return a->at < b->at ? -1 : 1;
    return a->no < b->no ? -1 : 1;
}

static struct str number(struct firm *f, const char *prefix, int64_t t, int no) {
    struct civil c = civil_of(kit_day_of(t));
    return str_of(arena_printf(&f->a, "%s%04d%02d-%03d", prefix, c.year, c.month, no));
}

static void number_all(struct firm *f) {
    enum { MONTHS = KIT_MONTHS };
    int last[3][MONTHS] = {{0}};
    qsort(f->project, f->projects, sizeof *f->project, by_start);
    qsort(f->trouble, f->troubles, sizeof *f->trouble, by_complaint);
    qsort(f->call, f->calls, sizeof *f->call, by_call);
    for (size_t i = 0; i < f->troubles; i++) {
        struct trouble *x = f->trouble[i];
        const char *prefix = x->kind == CASE_COMPLAINT ? "KS" : "WX";
        if (!x->id.n) x->id = number(f, prefix, x->accepted, ++last[x->kind][kit_month_of(x->accepted)]);
    }
    for (size_t i = 0; i < f->calls; i++) {
        struct call *c = f->call[i];
        if (!c->id.n) c->id = number(f, "DH", c->at, ++last[2][kit_month_of(c->at)]);
    }
}

/* ---- files ---- */

static int close_rows(struct log_file *l, const char *dir, const char *name, struct err *e) {
    int rows = l->rows;
    log_close(l, dir, name, e);
    return rows;
}

static int write_projects(struct firm *f, const char *dir, struct err *e) {
    struct log_file l;
    log_open(
        &l, ledger,
        "编号,门店,客户编号,客户姓名,联系电话,房间号,责任部门,受理时间,开工时间,计划完成,竣工时间,交付时间,质保期满,"
        "客户意见反馈表,合同额,描述");
    for (size_t i = 0; i < f->projects; i++) {
        const struct project *p = f->project[i];
        log_text(&l, p->id);
        log_cstr(&l, sites[p->site]);
        log_text(&l, p->customer);
        log_text(&l, p->name);
        log_text(&l, p->phone);
        log_text(&l, p->unit);
        log_cstr(&l, p->site ? "工程二部" : "工程一部");
        log_time(&l, p->accepted);
        log_day(&l, p->started);
        log_day(&l, p->planned);
        log_day(&l, p->finished);
        log_day(&l, p->delivered);
        log_day(&l, p->warranty_end);
        log_day(&l, p->feedback_form);
        log_int(&l, p->amount);
        log_cstr(&l, p->text);
        log_end(&l);
    }
    /* One line to be refused: the planned end is no day. */
    log_raw(&l, "GC2026-991,城西店,KH1099,,,,工程二部,2026/10/20 10:00,2026/11/3,2026/11/31,,,,,68000,两居室翻新");
    return close_rows(&l, dir, "projects.csv", e);
}

static void trouble_row(struct log_file *l, const struct trouble *x) {
    log_text(l, x->id);
    log_cstr(l, sites[x->of->site]);
    log_text(l, x->anonymous ? str_none() : x->of->customer);
    log_text(l, x->anonymous ? str_none() : x->of->name);
    log_cstr(l, x->department);
    if (x->kind == CASE_COMPLAINT) {
        log_text(l, x->about);
        log_cstr(l, x->severity);
        log_cstr(l, x->validity);
    }
    log_cstr(l, x->issue);
    log_time(l, x->accepted);
    log_time(l, x->contacted);
    log_time(l, x->finished);
    log_text(l, x->of->id);
    log_text(l, x->text);
    log_end(l);
}

static int write_troubles(struct firm *f, enum case_kind kind, int year, const char *dir, struct err *e) {
    struct log_file l;
    if (kind == CASE_COMPLAINT)
        log_open(
            &l, plain,
            "编号,门店,客户编号,投诉人,责任部门,被投诉人,投诉等级,投诉性质,问题代码,投诉时间,首次联系时间,处理完毕时间,"
            "关联单号,内容");
    else
        log_open(&l, ledger,
                 "单号,门店,客户编号,客户姓名,责任部门,维修项目,报修时间,首次联系时间,完成时间,关联单号,描述");
    for (size_t i = 0; i < f->troubles; i++) {
        const struct trouble *x = f->trouble[i];
        if (x->kind == kind && civil_of(kit_day_of(x->accepted)).year == year) trouble_row(&l, x);
    }
    if (kind == CASE_COMPLAINT && year == 2026)
        log_raw(&l, "KS202610-991,城东店,,,设计部,,很急,有效,设计变更,2026-10-22 10:00,,,,等级写法不在表内");
    if (l.rows == 0) {
        buf_release(&l.bytes);
        return 0;
    }
    char name[48];
    snprintf(name, sizeof name, "%s-%d.csv", kind == CASE_COMPLAINT ? "complaints" : "repairs", year);
    return close_rows(&l, dir, name, e);
}

static void level(struct log_file *l, int v) {
    if (v) log_int(l, v);
    else log_cstr(l, "");
}

static void call_row(struct log_file *l, const struct call *c) {
    bool reached = !str_is(str_of(c->outcome), "未联系上");
    log_text(l, c->id);
    log_text(l, c->events);
    log_cstr(l, c->stage);
    log_time(l, c->at);
    log_cstr(l, c->method);
    log_text(l, c->caller->name);
    log_cstr(l, roles[c->caller->role]);
    log_cstr(l, c->outcome);
    level(l, reached ? c->level : 0);
    level(l, reached ? c->product : 0);
    level(l, reached ? c->service : 0);
    log_cstr(l, c->raised ? "是" : "否");
    log_text(l, c->about ? c->about->id : str_none());
    log_cstr(l, c->opinion);
    log_time(l, c->reported);
    log_cstr(l, c->reviewed == KIT_NEVER ? "" : "工程统计");
    log_time(l, c->reviewed);
    log_cstr(l, c->reviewed == KIT_NEVER ? "" : "已录入");
    log_day(l, c->filed);
    log_end(l);
}

static int write_calls(struct firm *f, const char *dir, struct err *e) {
    int rows = 0;
    for (int month = 0; month < KIT_MONTHS; month++) {
        struct log_file l;
        log_open(
            &l, plain,
            "回访编号,事项编号,回访阶段,回访时间,回访方式,回访人,职务,回访结果,满意度,产品满意度,服务满意度,有新问题,"
            "新问题单号,客户意见,上报时间,审核人,审核时间,审核意见,交回存档时间");
        for (size_t i = 0; i < f->calls; i++)
            if (kit_month_of(f->call[i]->at) == month) call_row(&l, f->call[i]);
        if (month == KIT_MONTHS - 1)
            log_raw(&l, "DH202610-991,GC2026-902,,2026-10-29 10:00,电话,,,合格,满意,,,或许,,,,,,,");
        struct civil c = civil_of(kit_month_first(month));
        char name[48];
        snprintf(name, sizeof name, "visits-%04d-%02d.csv", c.year, c.month);
        if (l.rows) rows += close_rows(&l, dir, name, e);
        else buf_release(&l.bytes);
    }
    return rows;
}

static int write_assignments(struct firm *f, const char *dir, struct err *e) {
    struct log_file l;
    log_open(&l, plain, "编号,角色,工号");
    for (size_t i = 0; i < f->projects; i++) {
        for (int k = 0; k < 3; k++) {
            log_text(&l, f->project[i]->id);
            log_cstr(&l, roles[k]);
            log_text(&l, f->project[i]->team[k]->code);
            log_end(&l);
        }
    }
    return close_rows(&l, dir, "assignments.csv", e);
}

static int write_staff(struct firm *f, const char *dir, struct err *e) {
    struct log_file l;
    log_open(&l, plain, "工号,姓名,角色,部门,入职日期");
    for (size_t i = 0; i < f->workers; i++) {
        const struct worker *w = &f->worker[i];
        log_text(&l, w->code);
        log_text(&l, w->name);
        log_cstr(&l, roles[w->role]);
        log_cstr(&l, w->department);
        log_day(&l, kit_day_at(w->joined, 0));
        log_end(&l);
    }
    return close_rows(&l, dir, "staff.csv", e);
}

static int write_customers(struct firm *f, const char *dir, struct err *e) {
    struct log_file l;
    log_open(&l, ledger, "客户编号,姓名,联系电话,房间号,门店,合同总额");
    for (size_t i = 0; i < f->projects; i++) {
        const struct project *p = f->project[i];
        log_text(&l, p->customer);
        log_text(&l, p->name);
        log_text(&l, p->phone);
        log_text(&l, p->unit);
        log_cstr(&l, sites[p->site]);
        log_int(&l, p->amount);
        log_end(&l);
    }
    return close_rows(&l, dir, "customers.csv", e);
}

static int write_notes(const char *dir, struct err *e) {
    struct log_file l;
    log_open(&l, plain, "日期,范围,指标,说明");
    log_raw(&l, "2025-09-01,,,开工回访由巡检改为电话回访员统一拨打");
    log_raw(&l, "2026-06-15,工程一部,staff_complaint_ratio,施工三队换带班人");
    return close_rows(&l, dir, "notes.csv", e);
}

void decoration_write(const char *dir, struct buf *say, struct err *e) {
    struct firm f;
    firm_make(&f);
    number_all(&f);
    char *logs = file_join(&f.a, dir, "logs");
    file_mkdirs(logs, e);
    int rows = write_projects(&f, logs, e), troubles = 0;
    for (int year = 2024; year <= 2026; year++) {
        troubles += write_troubles(&f, CASE_COMPLAINT, year, logs, e);
        troubles += write_troubles(&f, CASE_REPAIR, year, logs, e);
    }
    int calls = write_calls(&f, logs, e), jobs = write_assignments(&f, logs, e), staff = write_staff(&f, logs, e);
    int customers = write_customers(&f, logs, e), notes = write_notes(logs, e);
    buf_printf(say, "decoration: %zu projects, %zu complaints and repairs, %zu calls\n", f.projects, f.troubles,
               f.calls);
    buf_printf(say,
               "  rows: projects %d, complaints and repairs %d, visits %d (3 of these bad), assignments %d, staff %d, "
               "customers %d, notes %d\n",
               rows, troubles, calls, jobs, staff, customers, notes);
    offices_decoration(&f, logs, say, e);
    firm_release(&f);
}
