#include "analysis/worksheet.h"
#include "base/buf.h"
#include "base/civil.h"
#include "base/embed.h"
#include "base/file.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <xlsxwriter.h>

enum column {
    VISIT,
    EVENT,
    STAGE,
    CATEGORY,
    CUSTOMER,
    UNIT,
    PHONE,
    ISSUE,
    SITE,
    FINISHED,
    OPENS,
    DEADLINE,
    PLANNED,
    STATE, /* given */
    VISITED,
    METHOD,
    VISITOR,
    ROLE,
    OUTCOME,
    LEVEL,
    SIGNED,
    PROBLEM,
    OPINION,
    SUGGESTION,
    PROMISED, /* to fill in */
    COLUMNS
};

static const struct {
    const char *title;
    double width;
    const char *const *choice;
} columns[COLUMNS] = {
    [VISIT] = {"回访编号", 22, NULL},
    [EVENT] = {"事项编号", 18, NULL},
    [STAGE] = {"回访阶段", 18, NULL},
    [CATEGORY] = {"事项", 12, NULL},
    [CUSTOMER] = {"客户姓名", 11, NULL},
    [UNIT] = {"房间", 12, NULL},
    [PHONE] = {"联系电话", 14, NULL},
    [ISSUE] = {"问题", 16, NULL},
    [SITE] = {"所在项目", 12, NULL},
    [FINISHED] = {"处理完毕", 16, NULL},
    [OPENS] = {"最早", 11, NULL},
    [DEADLINE] = {"最晚", 11, NULL},
    [PLANNED] = {"计划", 16, NULL},
    [STATE] = {"提示", 9, NULL},
    [VISITED] = {"回访时间", 17, NULL},
    [METHOD] = {"回访方式", 10, (const char *const[]){"上门", "电话", "信函", "短信", "邮件", "在线", "调查表", NULL}},
    [VISITOR] = {"回访人", 11, NULL},
    [ROLE] = {"职务", 12, NULL},
    [OUTCOME] = {"回访结果", 10, (const char *const[]){"合格", "不合格", "未联系上", NULL}},
    [LEVEL] = {"满意度", 10, (const char *const[]){"非常满意", "满意", "一般", "不满意", "很不满意", NULL}},
    [SIGNED] = {"客户签名", 9, (const char *const[]){"是", "否", NULL}},
    [PROBLEM] = {"有新问题", 9, (const char *const[]){"是", "否", NULL}},
    [OPINION] = {"客户意见", 28, NULL},
    [SUGGESTION] = {"客户建议", 20, NULL},
    [PROMISED] = {"约定回复时间", 17, NULL}};

struct book { /* the workbook being written */
    lxw_workbook *file;
    lxw_worksheet *sheet;
    lxw_format *head, *given, *open;
    const char *path, *work; /* its name while it is not whole, which the import leaves alone */
    lxw_row_t row;           /* the next one */
};

struct writer {
    const struct config *c;
    const char *folder;
    int32_t as_of;
    struct arena a;
    struct book b;
    struct str who; /* of the workbook; absent: none yet */
    struct worksheet_report *out;
    struct err *e;
};

/* ---- workbooks ---- */

static void check(struct writer *w, lxw_error rc) {
    if (rc != LXW_NO_ERROR) err_set(w->e, ERR_IO, "%s cannot be written: %s", w->b.path, lxw_strerror(rc));
}

static lxw_format *make_format(struct writer *w, bool bold, bool shaded) {
    lxw_format *f = workbook_add_format(w->b.file);
    format_set_border(f, LXW_BORDER_THIN);
    format_set_text_wrap(f);
    format_set_align(f, LXW_ALIGN_VERTICAL_TOP);
    if (bold) format_set_bold(f);
    if (shaded) format_set_bg_color(f, 0xEEF2F5);
    format_set_num_format(f, "@");
    return f;
}

static void make_head(struct writer *w) {
    struct book *b = &w->b;
    for (int i = 0; i < COLUMNS; i++) {
        worksheet_set_column(b->sheet, (lxw_col_t)i, (lxw_col_t)i, columns[i].width, NULL);
        check(w, worksheet_write_string(b->sheet, 0, (lxw_col_t)i, columns[i].title, b->head));
    }
    worksheet_freeze_panes(b->sheet, 1, EVENT + 1);
    worksheet_set_landscape(b->sheet);
    worksheet_set_paper(b->sheet, 9); /* A4 */
    worksheet_fit_to_pages(b->sheet, 1, 0);
    worksheet_repeat_rows(b->sheet, 0, 0);
    char day[MOMENT_TEXT];
    worksheet_set_header(b->sheet, arena_printf(&w->a, "&L%s&C回访任务单 %.*s&R截至 %s", w->c->organisation,
                                                STR_ARG(w->who), civil_day_text(w->as_of, day)));
    worksheet_set_footer(b->sheet, "&C&P / &N");
}

/* What a spreadsheet offers for a column; anything else can still be typed, and the import says what it does not know. */
static void offer_choices(struct writer *w) {
    for (int i = 0; i < COLUMNS; i++) {
        if (!columns[i].choice) continue;
        lxw_data_validation v = {.validate = LXW_VALIDATION_TYPE_LIST,
                                 .value_list = (char **)(uintptr_t)columns[i].choice,
                                 .error_type = LXW_VALIDATION_ERROR_TYPE_INFORMATION};
        check(w, worksheet_data_validation_range(w->b.sheet, 1, (lxw_col_t)i, w->b.row, (lxw_col_t)i, &v));
    }
}

static void close_book(struct writer *w) {
    struct err dropped = {0};
    if (!w->b.file) return;
    if (!err_is(w->e)) offer_choices(w);
    check(w, workbook_close(w->b.file));
    w->b.file = NULL;
    if (!err_is(w->e) && chmod(w->b.work, 0640) != 0) err_set(w->e, ERR_IO, "%s cannot be protected", w->b.path);
    file_flush(w->b.work, w->e);
    if (!err_is(w->e) && rename(w->b.work, w->b.path) != 0)
        err_set(w->e, ERR_IO, "%s cannot be renamed to %s: %s", w->b.work, w->b.path, strerror(errno));
    if (err_is(w->e)) file_remove_tree(w->b.work, &dropped);
    w->out->files++;
}

static const char *book_path(struct writer *w) {
    struct buf name;
    char day[MOMENT_TEXT];
    buf_init(&name);
    buf_printf(&name, "%s/回访任务单 %s ", w->folder, civil_day_text(w->as_of, day));
    for (size_t i = 0; i < w->who.n; i++) buf_byte(&name, strchr("/\\:*?\"<>|", w->who.p[i]) ? '_' : w->who.p[i]);
    buf_puts(&name, ".xlsx");
    const char *path = arena_cstr(&w->a, buf_view(&name));
    buf_release(&name);
    return path;
}

static void open_book(struct writer *w, struct str who) {
    close_book(w);
    if (err_is(w->e)) return;
    w->who = arena_str(&w->a, who);
    w->b = (struct book){.path = book_path(w), .row = 1};
    w->b.work = arena_printf(&w->a, "%s.part", w->b.path);
    /* What the library writes besides names customers too. */
    lxw_workbook_options options = {.tmpdir = arena_cstr(&w->a, str_of(w->folder))};
    w->b.file = workbook_new_opt(w->b.work, &options);
    if (!w->b.file) {
        err_set(w->e, ERR_IO, "%s cannot be made", w->b.path);
        return;
    }
    lxw_doc_properties p = {.title = "回访任务单", .created = (time_t)((int64_t)w->as_of * CIVIL_DAY_S)};
    workbook_set_properties(w->b.file, &p);
    w->b.sheet = workbook_add_worksheet(w->b.file, "回访任务单");
    w->b.head = make_format(w, true, true);
    w->b.given = make_format(w, false, true);
    w->b.open = make_format(w, false, false);
    make_head(w);
}

/* ---- rows ---- */

static const struct policy *policy_of(const struct writer *w, struct str id) {
    for (size_t i = 0; i < w->c->n_uses; i++)
        if (str_is(id, w->c->use[i].policy->id)) return w->c->use[i].policy;
    return NULL;
}

static void put(struct writer *w, enum column c, struct str text) {
    struct book *b = &w->b;
    lxw_format *f = c < VISITED ? b->given : b->open;
    if (text.n) check(w, worksheet_write_string(b->sheet, b->row, (lxw_col_t)c, arena_cstr(&w->a, text), f));
    else check(w, worksheet_write_blank(b->sheet, b->row, (lxw_col_t)c, f));
}

/* The columns of worksheet.sql. */
enum result {
    R_VISITOR,
    R_DEPARTMENT,
    R_POLICY,
    R_EVENT,
    R_STAGE,
    R_CATEGORY,
    R_OPENS,
    R_DEADLINE,
    R_PLANNED,
    R_STATE,
    R_NAME,
    R_UNIT,
    R_PHONE,
    R_ISSUE,
    R_SEVERITY,
    R_SITE,
    R_FINISHED
};

static const char *hint(struct writer *w, struct stmt *q) {
    if (str_is(stmt_str(q, R_STATE), "missed")) return "已过期";
    int32_t deadline, opens;
    if (civil_parse_day(stmt_str(q, R_DEADLINE), &deadline) && deadline <= w->as_of + 1) return "今天";
    if (!civil_parse_day(stmt_str(q, R_OPENS), &opens) || opens > w->as_of + 1) return "";
    if (opens == w->as_of + 1) return "今天起";
    return str_is(stmt_str(q, R_STATE), "open") ? "待访" : "";
}

/* The number of the visit is made of what it serves: filled in twice, it is one visit in two versions. */
static void put_row(struct writer *w, struct stmt *q) {
    const struct policy *p = policy_of(w, stmt_str(q, R_POLICY));
    const struct stage *stage = p ? policy_stage(p, stmt_str(q, R_STAGE)) : NULL;
    const char *again = stage && stage->recurs ? arena_printf(&w->a, "-%.*s", STR_ARG(stmt_str(q, R_OPENS))) : "";
    for (int i = 0; i < COLUMNS; i++) put(w, (enum column)i, str_none());
    put(w, VISIT,
        str_of(
            arena_printf(&w->a, "%.*s-%.*s%s", STR_ARG(stmt_str(q, R_EVENT)), STR_ARG(stmt_str(q, R_STAGE)), again)));
    put(w, EVENT, stmt_str(q, R_EVENT));
    put(w, STAGE, stage ? str_of(stage->title.zh) : stmt_str(q, R_STAGE));
    put(w, CATEGORY, p ? str_of(policy_category_title(p, stmt_str(q, R_CATEGORY)).zh) : stmt_str(q, R_CATEGORY));
    put(w, CUSTOMER, stmt_str(q, R_NAME)), put(w, UNIT, stmt_str(q, R_UNIT)), put(w, PHONE, stmt_str(q, R_PHONE));
    put(w, ISSUE, stmt_str(q, R_ISSUE)), put(w, SITE, stmt_str(q, R_SITE)), put(w, FINISHED, stmt_str(q, R_FINISHED));
    put(w, OPENS, stmt_str(q, R_OPENS)), put(w, DEADLINE, stmt_str(q, R_DEADLINE));
    put(w, PLANNED, stmt_str(q, R_PLANNED)), put(w, STATE, str_of(hint(w, q)));
    put(w, VISITOR, stmt_str(q, R_VISITOR));
    w->b.row++;
    w->out->rows++;
}

static struct str book_of(struct stmt *q) {
    struct str who = stmt_str(q, R_VISITOR);
    if (!who.n) who = stmt_str(q, R_DEPARTMENT);
    return who.n ? who : STR_LIT("未归属");
}

void worksheet_write(struct store *s, const struct config *c, const char *folder, struct worksheet_report *out,
                     struct err *e) {
    *out = (struct worksheet_report){0};
    struct writer w = {.c = c, .folder = folder, .out = out, .e = e};
    arena_init(&w.a);
    struct stmt *last = store_stmt(s, "SELECT as_of FROM analysis ORDER BY run DESC LIMIT 1", e);
    if (stmt_step(last, e) && !civil_parse_day(stmt_str(last, 0), &w.as_of))
        err_set(e, ERR_DATA, "the day of the results cannot be read");
    else if (!err_is(e) && !w.as_of)
        err_set(e, ERR_NOINPUT, "%s holds no results yet; run `huifang analyse` first", store_path(s));
    stmt_reset(last);
    if (!err_is(e)) file_mkdirs(folder, e);
    struct stmt *q = store_stmt_file(s, embed_analysis, "analysis/sql/worksheet.sql", e);
    char day[MOMENT_TEXT];
    if (q) stmt_bind_str(q, stmt_param(q, "as_of"), str_of(civil_day_text(w.as_of, day)));
    while (!err_is(e) && stmt_step(q, e)) {
        if (!w.who.p || !str_eq(w.who, book_of(q))) open_book(&w, book_of(q));
        if (!err_is(e)) put_row(&w, q);
    }
    close_book(&w);
    file_sync_dir(folder, e);
    arena_release(&w.a);
}
