#include "sample-data/property_small.h"
#include <stdio.h>

static const struct log_style plain = {"UTF-8", true, false, false, LOG_ISO};
static const struct log_style sheet = {"GB18030", false, true, false, LOG_SLASH};

static int close_rows(struct log_file *l, const char *dir, const char *name, struct err *e) {
    int rows = l->rows;
    log_close(l, dir, name, e);
    return rows;
}

static int write_staff(struct property *p, const char *dir, struct err *e) {
    struct log_file l;
    log_open(&l, plain, "工号,姓名,职务,部门,小区,入职日期,离职日期");
    for (size_t i = 0; i < p->persons; i++) {
        const struct person *who = &p->person[i];
        log_text(&l, who->code);
        log_text(&l, who->name);
        log_cstr(&l, who->role);
        if (who->site == SITES) log_cstr(&l, "总部");
        else log_text(&l, property_unit(p, who->site, who->unit, kit_export()));
        log_cstr(&l, who->site == SITES ? "" : property_site(who->site));
        log_day(&l, kit_day_at(who->joined, 0));
        log_day(&l, who->left ? kit_day_at(who->left, 0) : KIT_NEVER);
        log_end(&l);
    }
    return close_rows(&l, dir, "staff.csv", e);
}

static int write_customers(struct property *p, const char *dir, struct err *e) {
    struct log_file l;
    log_open(&l, sheet, "户号,姓名,联系电话,房间号,小区,类型,入住日期");
    for (size_t i = 0; i < p->homes; i++) {
        const struct home *h = &p->home[i];
        struct rng r = rng_of(80, i, 0);
        log_text(&l, h->id);
        log_text(&l, h->name);
        log_text(&l, h->phone);
        log_text(&l, h->unit);
        log_cstr(&l, property_site(h->site));
        log_cstr(&l, h->type);
        log_day(&l, kit_day_at(civil_day(h->site == SITE_THREE ? 2021 : 2014, 6, 1) + rng_below(&r, 1200), 0));
        log_end(&l);
    }
    return close_rows(&l, dir, "customers.csv", e);
}

static int write_assignments(struct property *p, const char *dir, struct err *e) {
    int rows = 0;
    for (int year = 2024; year <= 2026; year++) {
        struct log_file l;
        log_open(&l, plain, "单号,角色,工号");
        for (size_t i = 0; i < p->events; i++) {
            const struct event *ev = p->event[i];
            if (civil_of(kit_day_of(ev->accepted)).year != year) continue;
            for (int k = 0; k < 2; k++) {
                if (!ev->worker[k]) continue;
                log_text(&l, ev->id);
                log_cstr(&l, ev->series == SERIES_OPINION ? "接待员" : "维修工");
                log_text(&l, ev->worker[k]->code);
                log_end(&l);
            }
        }
        char name[48];
        snprintf(name, sizeof name, "assignments-%d.csv", year);
        rows += close_rows(&l, dir, name, e);
    }
    return rows;
}

/* Households that have moved in; 三号院 fills up over the two years. */
static int write_exposure(const char *dir, struct err *e) {
    static const char *const lines[] = {"一号院,2024-11-01,3086,3086,352000", "二号院,2024-11-01,2121,2121,248000",
                                        "三号院,2024-11-01,1802,1802,301000", "三号院,2025-07-01,2214,2214,301000",
                                        "三号院,2026-03-01,2598,2598,301000"};
    struct log_file l;
    log_open(&l, plain, "小区,起始日期,户数,客户数,面积");
    for (size_t i = 0; i < KIT_COUNT(lines); i++) log_raw(&l, lines[i]);
    return close_rows(&l, dir, "exposure.csv", e);
}

/* The director's targets for what the regulation leaves to the director, in the three ways people write them. */
static int write_targets(const char *dir, struct err *e) {
    static const struct {
        const char *category;
        const char *value[3];
    } row[] = {{"咨询", {"30%", "0.3", "30"}},
               {"建议", {"50%", "0.5", "50"}},
               {"意见", {"50%", "0.5", "55"}},
               {"突发事件", {"80%", "0.8", "85"}},
               {"入住", {"80%", "0.8", "85"}}};
    struct log_file l;
    log_open(&l, plain, "类别,指标,期间,目标值,制定人,制定日期");
    for (int month = 2; month < KIT_MONTHS; month++) {
        struct civil c = civil_of(kit_month_first(month));
        for (size_t i = 0; i < KIT_COUNT(row); i++) {
            char period[32];
            snprintf(period, sizeof period, "%04d-%02d", c.year, c.month);
            log_cstr(&l, row[i].category);
            log_cstr(&l, "visit_rate");
            log_cstr(&l, period);
            log_cstr(&l, row[i].value[month / 8]);
            log_cstr(&l, "管理处主任");
            log_day(&l, kit_day_at(kit_month_first(month) - 6, 0));
            log_end(&l);
        }
    }
    return close_rows(&l, dir, "targets.csv", e);
}

static int write_holidays(const char *dir, struct err *e) {
    struct log_file l;
    log_open(&l, plain, "日期,名称,类型");
    for (const struct kit_holiday *h = kit_holidays; h->y; h++) {
        for (int k = 0; k < h->days; k++) {
            log_day(&l, kit_day_at(civil_day(h->y, h->m, h->d) + k, 0));
            log_cstr(&l, h->name);
            log_cstr(&l, h->kind);
            log_end(&l);
        }
    }
    return close_rows(&l, dir, "holidays.csv", e);
}

static int write_notes(const char *dir, struct err *e) {
    static const char *const lines[] = {
        "2025-06-01,,,保安部更名为秩序部", "2025-07-01,,,回访记录由纸质表改为手机填写",
        "2025-08-01,二号院,,二号院报修系统迁移，当月无数据",
        "2026-03-01,二号院,visit_rate,二号院启用回访派单：报修完成即派给片区管理员",
        "2026-08-11,三号院工程部,visit_rate,三号院离职四人（维修工2、片区管理员2），尚未补员"};
    struct log_file l;
    log_open(&l, plain, "日期,范围,指标,说明");
    for (size_t i = 0; i < KIT_COUNT(lines); i++) log_raw(&l, lines[i]);
    return close_rows(&l, dir, "notes.csv", e);
}

void property_small_write(struct property *p, const char *logs, struct buf *say, struct err *e) {
    int staff = write_staff(p, logs, e), customers = write_customers(p, logs, e), jobs = write_assignments(p, logs, e);
    int exposure = write_exposure(logs, e), targets = write_targets(logs, e), holidays = write_holidays(logs, e);
    int notes = write_notes(logs, e);
    buf_printf(say, "  staff %d, customers %d, assignments %d, exposure %d, targets %d, holidays %d, notes %d\n", staff,
               customers, jobs, exposure, targets, holidays, notes);
}
