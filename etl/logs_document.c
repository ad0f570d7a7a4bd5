/* docs/logs.md, written from the table of logs. */
#include "etl/logs.h"
#include "etl/record.h"

static void names(struct buf *b, const char *list) {
    bool first = true;
    for (struct str rest = str_of(list), part; str_split(&rest, '|', &part); first = false)
        if (part.n) buf_printf(b, "%s%.*s", first ? "" : ", ", STR_ARG(part));
}

static void codes(struct buf *b, const struct log_field *f) {
    for (const struct log_code *c = f->codes; c && c->code; c++) {
        struct str rest = str_of(c->names), first;
        str_split(&rest, '|', &first);
        buf_printf(b, "%s`%s` %.*s", c == f->codes ? "" : ", ", c->code, STR_ARG(first));
        if (rest.p) {
            buf_puts(b, " (");
            names(b, rest.p);
            buf_puts(b, ")");
        }
    }
}

static const char *type_name(const struct log_field *f) {
    switch (f->type) {
    case LOG_KEY: return "number of a record";
    case LOG_KEYS: return "numbers of records, separated by `;`";
    case LOG_ID: return "code";
    case LOG_NAME: return "name";
    case LOG_NAMES: return "names, separated by `;`";
    case LOG_TEXT: return "text";
    case LOG_PHONE: return "telephone number";
    case LOG_CODE: return "one of";
    case LOG_WORD: return "a word; known:";
    case LOG_WORDS: return "words, separated by `;`; known:";
    case LOG_CATEGORY: return "one of these or a category of the policy:";
    case LOG_MOMENT: return "time or day";
    case LOG_DATE: return "day";
    case LOG_PLANNED: return "time or day; 00:00 is a day";
    case LOG_FLAG: return "yes or no";
    case LOG_LEVEL: return "5 to 1 or";
    case LOG_INT: return "whole number";
    case LOG_NUMBER: return "number";
    case LOG_FRACTION: return "share: 90%, 90 or 0.9";
    case LOG_PERIOD: return "period: 2026-10, 2026-Q4, 2026-H2, 2026, 2026-W47";
    }
    return "";
}

static void meaning(struct buf *b, const struct log_field *f) {
    bool shared = f->type == LOG_CATEGORY || (f->flags & LOG_CATEGORIES);
    buf_puts(b, type_name(f));
    if (shared && strcmp(f->name, "category") == 0 && f->codes) buf_puts(b, " see [categories](#categories)");
    else if (f->codes) buf_byte(b, ' '), codes(b, f);
    if (f->flags & LOG_STAGES) buf_puts(b, " the policy's stages by name or title");
    if (f->blank) buf_printf(b, "; empty means %s%s%s", f->blank[0] ? "`" : "none", f->blank, f->blank[0] ? "`" : "");
    if (f->flags & LOG_PERSONAL) buf_puts(b, "; personal");
}

static void field(struct buf *b, const struct log_field *f) {
    buf_printf(b, "| `%s`%s | ", f->name, f->flags & LOG_REQUIRED ? "\\*" : "");
    names(b, f->headers);
    buf_puts(b, " | ");
    meaning(b, f);
    buf_printf(b, " | `%s` |\n", f->column);
}

static void key(struct buf *b, const struct log *log) {
    const char *sep = "";
    for (int i = 0; i < log->n_fields; i++)
        if (log->field[i].flags & LOG_IN_KEY) {
            buf_printf(b, "%s`%s`", sep, log->field[i].name);
            sep = ", ";
        }
}

static void one_log(struct buf *b, const struct log *log) {
    buf_printf(b, "\n## %s\n\n%s — %s. Store table `%s`. Key: ", log->name, log->title, log->about, log->table);
    key(b, log);
    buf_puts(b, ".\n\n| field | Chinese headers | value | column |\n|---|---|---|---|\n");
    for (int i = 0; i < log->n_fields; i++) field(b, &log->field[i]);
}

static const char head[] =
    "# The logs\n\n"
    "Written from the table in `etl/logs.c` by `WRITE_DOCS=1 build/test-etl`; the tests fail when the two differ.\n\n"
    "A file's column is found by the source's `columns:` first, then by the field's own name, then by one of the "
    "Chinese\n"
    "headers; width, case and blanks do not count, nor does it matter whether characters are simplified or traditional.\n"
    "`*` = required. A column that feeds nothing is listed in the "
    "report.\n\n"
    "Every log may also have `status` (状态, 单据状态, 记录状态), which withdraws a row when it says `withdrawn`, "
    "作废, 已作废,\n"
    "撤销, 已撤销, 删除, 已删除, void, voided or deleted, and `updated_at` (更新时间, 修改时间, 最后修改时间), which "
    "ranks the\n"
    "versions of a row. Without it the date in the file's name ranks them (`dated:`), else the file's path and the "
    "line.\n\n"
    "## Files\n\n"
    "- Text: one row a line, fields between `,`, `;`, tabs or `|` (the one that the first line holds most of, `sep=;` in\n"
    "  front, or the source's `delimiter`), quoted by RFC 4180. Encoding: UTF-8, UTF-16, GB18030 or Big5, decided for the\n"
    "  whole file by its bytes or said by `encoding`; bytes that are wrong in it cost their row. Codes of GB18030 that its\n"
    "  editions read differently are read by that of 2022, whatever the C library does.\n"
    "- Workbooks (.xlsx): each sheet is a table with an account of its own, `PATH[SHEET]`, and its rows' numbers are the\n"
    "  lines that are named. The only visible sheet that holds rows is read, or those that `sheet` names; hidden ones are\n"
    "  listed, and read only when they are named in full. Formulas count as what they came to when the workbook was saved.\n"
    "  A number is a day where its cell is formatted as one or its column holds days, by the workbook's own first day\n"
    "  (1900 or 1904); a whole one is a day without a clock. Rows are refused for a cell that is an error, a formula that\n"
    "  was never computed, a cell that is merged into another one, and day 60 of 1900, which never was. .xls, .xlsm, .xlsb,\n"
    "  .ods and workbooks with a password are refused as a whole: save them as .xlsx.\n"
    "- gzip (.gz) of either. Limits: 512 MiB in all, 256 MiB in a part of a workbook, 200 times the packed size, 512 columns.\n"
    "- The first bytes say what a file is; one whose name says otherwise is refused. Packed files are unpacked by a process\n"
    "  that can do nothing but hand back rows, and nothing of a file is imported before all of it was unpacked.\n\n"
    "## Values\n\n"
    "- Times and days: `2026-10-03`, `2026-10-03 14:05[:09]`, `2026-10-03T14:05:09+08:00`, `2026/10/3 14:05`, "
    "`2026.10.3`,\n"
    "  `2026年10月3日 14时5分`, with 上午, 下午, AM or PM, mixed as they come. Where the year comes last\n"
    "  (`10/03/2026 02:05:00 PM`), what can be read in one way only is read (25/12/2026); else the row is refused until\n"
    "  `date_format: mdy` (or `dmy`) says the order. A moment before 1980 or after 2199 is what systems write for an empty\n"
    "  one, and is refused; leave such a cell empty.\n"
    "- Yes or no: 1/0, 是/否, 有/无, √/×, Y/N, yes/no, true/false; an empty cell is neither.\n"
    "- Numbers of records and codes are compared in Unicode form NFKC (１２３ is 123); numbers that a spreadsheet has "
    "rounded\n"
    "  (1.38E+10) are refused. `key_prefix` is put before numbers of records, in keys and in references.\n"
    "- Names lose only what nobody sees: full-width letters and digits become narrow; odd blanks, tabs and line breaks\n"
    "  become blanks. Free text stays as it is.\n"
    "- Words of a list are looked up without regard to width, case and blanks, in simplified or traditional characters. A\n"
    "  row with an unknown word is refused with the nearest known one and the line for `values:` that would make it known.\n"
    "- Lists are separated by `;`, `；` or `、`; empty and repeated items are dropped.\n"
    "- A customer without number is their home: site and unit (and name, where `tenants_change` says so).\n"
    "- No rows, but counted as what they are: rows in which every cell is empty; a header that is repeated within a file;\n"
    "  comments (`#` in the first cell) and sums, whose first filled cell is 合计, 总计, 小计, 共计, 累计, 总数, 总和, 本页合计,\n"
    "  本页小计, 本月合计, total, totals, subtotal, grand total or sum — both only where the row lacks what a record must have,\n"
    "  so that a record which happens to hold such a word stays one.\n\n"
    "## What became of every byte\n\n"
    "Each file (each sheet) has an account in the store: tables `file`, `span`, `account`. Its spans are runs of rows with one\n"
    "outcome (new, changed, unchanged, duplicate, quarantined; mark, header, blank, total, comment, ignored) with their bytes\n"
    "and lines. They tile the file from its first byte to its last and sum up to its counts; both stand in the transaction of\n"
    "the rows, and the store itself refuses to commit a file whose account does not close. Bytes are the file's own, whatever\n"
    "its encoding; of a text in gzip those of the text; of a sheet those of its rows as they were handed over.\n\n"
    "One stray quote costs one row: a row over several lines counts only when all its quotes stand right and it has as many\n"
    "fields as the header; else its first line is refused and reading goes on at the next. Paths are shown and kept with what\n"
    "no terminal should see written as `\\xNN`. More than 10 000 files of one source are refused, and none of them is read.\n\n"
    "`huifang check FILE` is the import itself into a store that is thrown away; the real one is only read. It says what would\n"
    "become of each row — new, changed, unchanged against what is known — with the spans and the rows that would be refused.\n\n"
    "## Columns that a regulation declares\n\n"
    "The policy in force may declare columns beyond those below (policy-format.md, «Columns of its own»), for events, visits,\n"
    "steps, findings, actions, plans, letters, custody, answers, checks, submissions and customers. They are read by the same rules,\n"
    "and stand in the store's column `own`, a JSON object of those that are not empty.\n\n"
    "## The same row again\n\n"
    "A key's versions are ranked by `updated_at`, else by the date in the file's name, else by path and line; the greatest is in\n"
    "force, in whatever order, files and nights they come, and the others are kept. Equal ranks with other content are a\n"
    "conflict, which is listed. A file that comes again under its path is a newer state of it. Where its last row was cut, the\n"
    "whole row closes the entry of its first half.\n";

void logs_document(struct buf *b) {
    buf_puts(b, head);
    buf_puts(b, "\n## Categories\n\n");
    codes(b, &logs_all[0].field[logs_field(&logs_all[0], "category")]);
    buf_puts(b, ", and any code or title that a policy of the configuration declares.\n");
    for (int i = 0; i < logs_count; i++) one_log(b, &logs_all[i]);
}
