/* The property company's event and visit logs: numbered, sorted into monthly files, in the encodings and manners of
 * the systems that they are supposed to come from, with the lines that must be refused. */
#include "base/file.h"
#include "sample-data/offices.h"
#include "sample-data/property_small.h"
#include <stdio.h>
#include <stdlib.h>

static const char complaint_head[] =
    "编号,小区,户号,业主,联系电话,被投诉部门,被投诉人,投诉等级,投诉性质,沟通类型,投诉内容,问题代码,"
    "受理方式,匿名,只需复函,投诉时间,首次联系时间,处理完毕时间,上报时间,上报对象,关联单号,内容";
static const char repair_head[] =
    "单号,小区,户号,业主,联系电话,房间号,责任部门,维修项目,来源,报修时间,首次联系时间,开始时间,计划完成,"
    "完成时间,上报时间,上报对象,需再次回访,关联单号,状态,描述";
static const char repair_two_head[] =
    "记录编号,房间号,客户姓名,联系电话,责任部门,维修项目,受理方式,受理时间,首次联系时间,开始时间,"
    "计划完成,完成时间,上报时间,上报对象,需再次回访,关联单号,内容";
static const char service_head[] =
    "单号,类别,小区,户号,业主,责任部门,问题代码,受理时间,开始时间,计划完成,完成时间,合同额,内容";
static const char activity_head[] = "记录编号,事项类别,小区,责任部门,问题代码,受理时间,开始时间,完成时间,内容";
static const char opinion_head[] =
    "记录编号,事项类别,小区,户号,业主,责任部门,来源,问题代码,受理时间,首次联系时间,完成时间,内容";
static const char visit_head[] =
    "回访编号,事项编号,小区,类别,回访阶段,回访时间,回访方式,回访人,职务,客户签名,回访结果,满意度,有新问题,"
    "新问题单号,客户意见,建议,约定回复时间,实际回复时间,上报时间,审核人,审核时间,审核意见,交回存档时间";

static const struct family {
    const char *file;   /* + -YYYY-MM.csv */
    const char *prefix; /* of the numbers */
    const char *head;
    struct log_style style;
} families[SERIES_N] = {
    [SERIES_COMPLAINT] = {"complaints", "TS", complaint_head, {"UTF-8", true, false, false, LOG_ISO}},
    [SERIES_REPAIR] = {"repairs", "BX", repair_head, {"UTF-8", false, false, false, LOG_ISO}},
    [SERIES_REPAIR_TWO] = {"er-repairs", "E2", repair_two_head, {"GB18030", false, true, false, LOG_SLASH}},
    [SERIES_SERVICE] = {"other-services", "FW", service_head, {"UTF-8", true, true, true, LOG_CHINESE}},
    [SERIES_ACTIVITY] = {"other-activities", "HD", activity_head, {"GB18030", false, false, false, LOG_DOT}},
    [SERIES_OPINION] = {"other-opinions", "YJ", opinion_head, {"UTF-8", true, false, false, LOG_SLASH}},
};

/* Lines to be refused, each for its own reason; and two that come again mended in the next month's file. The
 * reasons and the order are those of README.md. */
static const struct bad {
    const char *file, *line;
} bad_lines[] = {
    {"complaints-2025-04.csv",
     "TS202504-9301,一号院,,,,一号院保洁部,,特别严重,有效,,服务质量,公共卫生,电话,否,否,2025-04-08 09:10,,,,,,等级写法不在表内"},
    {"complaints-2025-06.csv",
     "TS202506-9302,二号院,,,,二号院秩序部,,一般,有效,,服务质量,噪音,电话,否,否,2025-06-31 21:10,,,,,,六月没有三十一日"},
    {"complaints-2025-11.csv",
     "TS202511-9303,三号院,,,,三号院客服部,,一般,有效,,服务态度,服务态度,来访,否,否,,,,,,,没有填投诉时间"},
    {"complaints-2026-03.csv",
     "TS202603-9304,一号院,,,,一号院工程部,,一般,有效,,服务质量,维修不及时,电话,否,否,2026-03-05 10:00,,,,,,未加引号,又有逗号"},
    {"complaints-2026-07.csv",
     "TS202607-9305,一号院,,,,一号院秩序部,,一般,半有效,,服务质量,停车乱象,电话,否,否,2026-07-15 18:00,,,,,,性质写法不在表内"},
    {"complaints-2026-10.csv",
     "TS202610-9306,三号院,,,,三号院保洁部,,一般,有效,,服务质量,垃圾清运,电话,否,否,昨天下午,,,,,,时间不是日期"},
    {"complaints-2026-10.csv",
     "TS202610-9307,三号院,,,,三号院秩序部,,紧急,有效,,服务质量,安保松懈,电话,否,否,2026-10-18 20:00,,,,,,等级写法不在表内"},
    {"complaints-2026-09.csv",
     "TS202609-9201,一号院,JH1-02-1-1002,,,一号院工程部,,特大,有效,,设备,电梯故障,电话,否,否,2026-09-25 09:00,2026-09-25 09:20,2026-09-25 18:00,,,,电梯停运，等级写法不在表内"},
    {"complaints-2026-10.csv",
     "TS202609-9201,一号院,JH1-02-1-1002,,,一号院工程部,,重要,有效,,设备,电梯故障,电话,否,否,2026-09-25 09:00,2026-09-25 09:20,2026-09-25 18:00,,,,电梯停运，等级已更正"},
    {"repairs-2025-01.csv",
     "BX202501-9311,一号院,JH1-01-1-0101,,,,一号院工程部,漏水,电话,2025-01-09 09:00,,,2025-02-30,,,,,,处理中,二月没有三十日"},
    {"repairs-2025-09.csv", ",一号院,JH1-01-1-0102,,,,一号院工程部,漏水,电话,2025-09-09 09:00,,,,,,,,,处理中,没有单号"},
    {"repairs-2026-02.csv",
     "BX202602-9313,三号院,JH3-01-1-0101,,,,三号院工程部,电路跳闸,电话,2026-02-11 25:10,,,,,,,,,处理中,没有二十五时"},
    {"repairs-2026-05.csv",
     "BX202605-9314,三号院,JH3-01-1-0102,,,,三号院工程部,电路跳闸,电话,2026-05-11 09:10,,,,,,,也许,,处理中,是否两可"},
    {"repairs-2026-10.csv", "BX202610-9315,三号院,JH3-01-1-0103,,,,三号院工程部,水压不足,电话,2026-10-19 09:10"},
    {"repairs-2026-10.csv",
     "BX202610-9316,三号院,JH3-01-1-0103,,,,三号院工程部,水压不足,电话,,,,,,,,,,处理中,没有填报修时间"},
    {"er-repairs-2026-06.csv",
     "E2-202606-9321,3-1-202,王某\xFF,,二号院工程部,漏水,电话,2026/6/9 9:00,,,,,,,,,姓名里有一个坏字节"},
    {"er-repairs-2026-10.csv", "E2-202610-9322,3-1-203,,,二号院工程部,漏水,电话,2026/13/9 9:00,,,,,,,,,没有十三月"},
    {"other-services-2025-08.csv",
     "\"FW202508-9331\",\"钟点工\",\"一号院\",\"\",\"\",\"一号院客服部\",\"\",\"2025年8月9日 9时0分\",\"\",\"\",\"\",\"\",\"类别写法不在表内\""},
    {"other-opinions-2026-04.csv", "YJ202604-9341,表扬,二号院,,,二号院客服部,来访,,2026/4/9 9:00,,,类别写法不在表内"},
    {"other-opinions-2026-10.csv",
     "YJ202610-9342,咨询,三号院,,,三号院客服部,来访,收费咨询,2026/10/9 9:00,,,未加引号,又有逗号"},
    {"visits-2025-03.csv", "HF202503-9351,BX202503-0001,,,,2025/3/5 10:00,托人,,,,,,,,,,,,,,,,"},
    {"visits-2025-12.csv", "HF202512-9352,BX202512-0001,,,,2025-12-05 10:00,电话,,,,联系上,,,,,,,,,,,,"},
    {"visits-2026-08.csv", "HF202608-9353,BX202608-0001,,,,2026-08-05 10:00,上门,,,是,合格,十分满意,,,,,,,,,,,"},
    {"visits-2026-10.csv", "HF202610-9354,BX202610-0001,,,,,上门,,,是,合格,满意,,,,,,,,,,,"},
    {"visits-2026-10.csv", "HF202610-9355,BX202610-0002,,,,2026-10-05 10:00,,,,是,合格,满意,,,,,,,,,,,"},
    {"visits-2026-10.csv", "HF202610-9356,BX202610-0003,,,,2026-10-05 10:00,上门,,,是,合格,6,,,,,,,,,,,"},
    {"visits-2026-09.csv", "HF202609-9202,TS202609-9201,,,,2026-09-26 10:00,微信群,,,,合格,满意,无,,,,,,,,,,"},
    {"visits-2026-10.csv", "HF202609-9202,TS202609-9201,,,,2026-09-26 10:00,电话,,,,合格,满意,无,,,,,,,,,,"},
};

/* ---- one row ---- */

static const char *yes(bool b) { return b ? "是" : "否"; }
static struct str home_id(const struct event *e) { return e->home ? e->home->id : str_none(); }
static struct str home_name(const struct event *e) { return e->home ? e->home->name : str_none(); }
static struct str home_phone(const struct event *e) { return e->home ? e->home->phone : str_none(); }
static struct str home_unit(const struct event *e) { return e->home ? e->home->unit : str_of(e->place); }
static struct str related(const struct event *e) { return e->related ? e->related->id : str_none(); }

static void complaint_row(struct property *p, struct log_file *l, const struct event *e) {
    log_text(l, e->id);
    log_cstr(l, property_site(e->site));
    log_text(l, home_id(e));
    log_text(l, home_name(e));
    log_text(l, home_phone(e));
    log_text(l, property_unit(p, e->site, e->unit, e->accepted));
    log_text(l, e->about);
    log_cstr(l, e->severity);
    log_cstr(l, e->validity);
    log_cstr(l, e->validity_kind);
    log_cstr(l, e->matter->content);
    log_cstr(l, e->matter->code);
    log_cstr(l, e->channel);
    log_cstr(l, yes(e->anonymous));
    log_cstr(l, yes(e->letter_only));
    log_time(l, e->accepted);
    log_time(l, e->contacted);
    log_time(l, e->finished);
    log_time(l, e->escalated);
    log_cstr(l, e->escalated_to);
    log_text(l, related(e));
    log_text(l, e->text);
}

static void repair_row(struct property *p, struct log_file *l, const struct event *e) {
    log_text(l, e->id);
    log_cstr(l, property_site(e->site));
    log_text(l, home_id(e));
    log_text(l, home_name(e));
    log_text(l, home_phone(e));
    log_text(l, home_unit(e));
    log_text(l, property_unit(p, e->site, e->unit, e->accepted));
    log_cstr(l, e->matter->code);
    log_cstr(l, e->channel);
    log_time(l, e->accepted);
    log_time(l, e->contacted);
    log_time(l, e->started);
    log_time(l, e->planned);
    log_time(l, e->finished);
    log_time(l, e->escalated);
    log_cstr(l, e->escalated_to);
    log_cstr(l, e->again ? "√" : "");
    log_text(l, related(e));
    log_cstr(l, e->withdrawn ? "作废" : e->finished == KIT_NEVER ? "处理中" : "已完成");
    log_text(l, e->text);
}

static void repair_two_row(struct property *p, struct log_file *l, const struct event *e) {
    log_text(l, e->id);
    log_text(l, home_unit(e));
    log_text(l, home_name(e));
    log_text(l, home_phone(e));
    log_text(l, property_unit(p, e->site, e->unit, e->accepted));
    log_cstr(l, e->matter->code);
    log_cstr(l, e->channel);
    log_time(l, e->accepted);
    log_time(l, e->contacted);
    log_time(l, e->started);
    log_time(l, e->planned);
    log_time(l, e->finished);
    log_time(l, e->escalated);
    log_cstr(l, e->escalated_to);
    log_cstr(l, e->again ? "1" : "0");
    log_text(l, related(e));
    log_text(l, e->text);
}

static void service_row(struct property *p, struct log_file *l, const struct event *e) {
    bool contract = e->amount > 0;
    log_text(l, e->id);
    log_cstr(l, e->category);
    log_cstr(l, property_site(e->site));
    log_text(l, home_id(e));
    log_text(l, home_name(e));
    log_text(l, property_unit(p, e->site, e->unit, e->accepted));
    log_cstr(l, contract ? e->matter->code : "");
    log_time(l, e->accepted);
    log_time(l, e->started);
    log_day(l, contract ? e->planned : KIT_NEVER);
    log_time(l, e->finished);
    if (contract) log_int(l, e->amount);
    else log_cstr(l, "");
    log_text(l, e->text);
}

static void activity_row(struct property *p, struct log_file *l, const struct event *e) {
    log_text(l, e->id);
    log_cstr(l, e->category);
    log_cstr(l, property_site(e->site));
    log_text(l, property_unit(p, e->site, e->unit, e->accepted));
    log_cstr(l, e->matter->code);
    log_day(l, e->accepted);
    log_time(l, e->started);
    log_time(l, e->finished);
    log_text(l, e->text);
}

static void opinion_row(struct property *p, struct log_file *l, const struct event *e) {
    log_text(l, e->id);
    log_cstr(l, e->category);
    log_cstr(l, property_site(e->site));
    log_text(l, home_id(e));
    log_text(l, home_name(e));
    log_text(l, property_unit(p, e->site, e->unit, e->accepted));
    log_cstr(l, e->channel);
    log_cstr(l, str_is(str_of(e->category), "入住") ? "" : e->matter->code);
    log_time(l, e->accepted);
    log_time(l, e->contacted);
    log_time(l, e->finished);
    log_text(l, e->text);
}

static void event_row(struct property *p, struct log_file *l, const struct event *e) {
    static void (*const row[SERIES_N])(struct property *, struct log_file *, const struct event *) = {
        complaint_row, repair_row, repair_two_row, service_row, activity_row, opinion_row};
    row[e->series](p, l, e);
    log_end(l);
}

static void open_row(struct property *p, struct log_file *l, const struct event *e) {
    struct event was = *e;
    was.finished = was.escalated = KIT_NEVER;
    was.escalated_to = NULL;
    if (was.started >= kit_day_at(kit_month_last(kit_month_of(e->accepted)) + 1, 0)) was.started = KIT_NEVER;
    event_row(p, l, &was);
}

/* Up to two names, joined by `;`. */
static void two(struct log_file *l, struct str a, struct str b) {
    char both[160];
    snprintf(both, sizeof both, "%.*s%s%.*s", STR_ARG(a), a.n && b.n ? ";" : "", STR_ARG(b));
    log_cstr(l, both);
}

static struct str title_of(const struct person *who) { return who ? str_of(who->role) : str_none(); }
static struct str name_of(const struct person *who) { return who ? who->name : str_none(); }

static void visit_row(struct log_file *l, const struct visit *v) {
    static const char *const levels[] = {"", "很不满意", "不满意", "一般", "满意", "非常满意"};
    bool paper = l->style.crlf, routine = !v->event[0] && !v->unknown.n;
    bool onsite = str_is(str_of(v->method), "上门");
    log_text(l, v->id);
    if (v->unknown.n) log_text(l, v->unknown);
    else two(l, v->event[0] ? v->event[0]->id : str_none(), v->event[1] ? v->event[1]->id : str_none());
    log_cstr(l, routine ? property_site(v->site) : "");
    log_cstr(l, v->category);
    log_cstr(l, v->stage);
    log_time(l, v->at);
    log_cstr(l, v->method);
    two(l, name_of(v->visitor[0]), name_of(v->visitor[1]));
    two(l, title_of(v->visitor[0]), title_of(v->visitor[1]));
    log_cstr(l, paper ? (v->is_signed ? "√" : "") : onsite ? yes(v->is_signed) : "");
    log_cstr(l, v->outcome);
    if (paper && v->level) log_int(l, v->level);
    else log_cstr(l, levels[v->level]);
    log_cstr(l, v->raised ? "有" : "无");
    log_text(l, v->raised_event ? v->raised_event->id : str_none());
    log_text(l, v->opinion);
    log_text(l, v->suggestion);
    log_time(l, v->promised);
    log_time(l, v->replied);
    log_time(l, v->reported);
    log_text(l, name_of(v->reviewer));
    log_time(l, v->reviewed);
    log_cstr(l, v->note);
    log_day(l, v->filed);
    log_end(l);
}

/* ---- order and numbers ---- */

static int by_acceptance(const void *x, const void *y) {
    const struct event *a = *(struct event *const *)x, *b = *(struct event *const *)y;
    if (a->accepted != b->accepted) return a->accepted < b->accepted ? -1 : 1;
    return a->no < b->no ? -1 : 1;
}

static int by_visit(const void *x, const void *y) {
    const struct visit *a = *(struct visit *const *)x, *b = *(struct visit *const *)y;
    if (a->at != b->at) return a->at < b->at ? -1 : 1;
    return a->no < b->no ? -1 : 1;
}

static struct str number(struct property *p, const char *prefix, int month, int no) {
    struct civil c = civil_of(kit_month_first(month));
    const char *gap = str_is(str_of(prefix), "E2") ? "-" : "";
    return str_of(arena_printf(&p->a, "%s%s%04d%02d-%04d", prefix, gap, c.year, c.month, no));
}

static void number_all(struct property *p) {
    int last[SERIES_N + 1][KIT_MONTHS] = {{0}};
    qsort(p->event, p->events, sizeof *p->event, by_acceptance);
    qsort(p->visit, p->visits, sizeof *p->visit, by_visit);
    for (size_t i = 0; i < p->events; i++) {
        struct event *e = p->event[i];
        int month = kit_month_of(e->accepted);
        if (!e->id.n) e->id = number(p, families[e->series].prefix, month, ++last[e->series][month]);
        if (e->copy || month >= KIT_MONTHS - 1 || e->series > SERIES_REPAIR) continue;
        /* Still open when the month was exported; the next month's file brings the rest. */
        bool late = e->accepted > kit_day_at(kit_month_last(month) - 3, 0);
        bool over = e->finished >= kit_day_at(kit_month_last(month) + 1, 0);
        struct rng r = rng_of(70, e->no, 0);
        if (late && over && rng_hit(&r, 600)) e->copy = COPY_OPEN;
    }
    for (size_t i = 0; i < p->visits; i++) {
        struct visit *v = p->visit[i];
        if (v->file_month < 0) v->file_month = kit_month_of(v->at);
        if (!v->id.n) v->id = number(p, "HF", v->file_month, ++last[SERIES_N][v->file_month]);
    }
}

/* ---- files ---- */

struct tally {
    int files, bad, twice, again, changed, rows;
};

static const char *file_name(struct property *p, const char *family, int month) {
    struct civil c = civil_of(kit_month_first(month));
    return arena_printf(&p->a, "%s-%04d-%02d.csv", family, c.year, c.month);
}

static void finish(struct log_file *l, const char *dir, const char *name, struct tally *t, struct err *e) {
    for (size_t i = 0; i < KIT_COUNT(bad_lines); i++) {
        if (!str_is(str_of(name), bad_lines[i].file)) continue;
        log_raw(l, bad_lines[i].line);
        t->bad++;
    }
    t->rows += l->rows;
    t->files++;
    log_close(l, dir, name, e);
}

static void write_month(struct property *p, enum series series, int month, const char *dir, struct tally *t,
                        struct err *e) {
    const struct family *f = &families[series];
    struct log_file l;
    log_open(&l, f->style, f->head);
    for (size_t i = 0; i < p->events; i++) {
        struct event *ev = p->event[i];
        if (ev->series != series) continue;
        int of = kit_month_of(ev->accepted);
        if (of == month) {
            if (ev->copy == COPY_OPEN) open_row(p, &l, ev);
            else event_row(p, &l, ev);
            if (ev->copy == COPY_TWICE) event_row(p, &l, ev), t->twice++;
        } else if (of == month - 1 && (ev->copy == COPY_OPEN || ev->copy == COPY_AGAIN)) {
            event_row(p, &l, ev);
            *(ev->copy == COPY_OPEN ? &t->changed : &t->again) += 1;
        }
    }
    if (l.rows) finish(&l, dir, file_name(p, f->file, month), t, e);
    else buf_release(&l.bytes);
}

/* On paper and typed into a GB18030 spreadsheet until June 2025, in the app from July on. */
static void write_visits(struct property *p, int month, const char *dir, struct tally *t, struct err *e) {
    static const struct log_style typed = {"GB18030", false, true, false, LOG_SLASH},
                                  app = {"UTF-8", true, false, false, LOG_ISO};
    struct log_file l;
    log_open(&l, month < 8 ? typed : app, visit_head);
    for (size_t i = 0; i < p->visits; i++)
        if (p->visit[i]->file_month == month) visit_row(&l, p->visit[i]);
    finish(&l, dir, file_name(p, "visits", month), t, e);
}

void property_write(struct property *p, const char *dir, struct buf *say, struct err *e) {
    char *logs = file_join(&p->a, dir, "logs");
    file_mkdirs(logs, e);
    number_all(p);
    struct tally t = {0};
    for (int month = 0; month < KIT_MONTHS; month++) {
        for (int s = 0; s < SERIES_N; s++) write_month(p, (enum series)s, month, logs, &t, e);
        write_visits(p, month, logs, &t, e);
    }
    buf_printf(say, "property: %zu events, %zu visits, %zu homes, %zu staff\n", p->events, p->visits, p->homes,
               p->persons);
    buf_printf(say,
               "  %d monthly files, %d rows: %d changed, %d unchanged, %d duplicate, %d by hand (26 bad, 2 mended)\n",
               t.files, t.rows, t.changed, t.again, t.twice, t.bad);
    property_small_write(p, logs, say, e);
    offices_property(p, logs, say, e);
}
