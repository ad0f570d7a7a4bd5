/* The account of a file, byte by byte: issue 4 section 4; data.md «Accounting for every row»; reliability.md 6.1, A5,
 * A7, B1, B4, B7. Files are put together from pieces whose outcome is known by what they are; what the store says of
 * their bytes is held against that. */
#include "base/file.h"
#include "tests/etl/books.h"
#include "tests/etl/cases.h"
#include "tests/etl/kit.h"

#define EVENTS "sources:\n  - {table: events, name: e, files: 'e*'}\n"
#define SPANS "SELECT from_byte, to_byte, first_line, last_line, n_rows, outcome FROM span WHERE file = 1 ORDER BY 1"

/* --- what the store itself refuses ----------------------------------------------------------------------------- */

#define FILE_OF(counts)                                                                                                \
    "INSERT INTO file VALUES (9,1,'s','p',x'00',x'00',30,'utf-8',','," counts ",0,NULL,NULL,NULL,NULL);"
#define SPAN(from, to, n, what) "INSERT INTO span VALUES (9," from "," to ",1,1," n ",'" what "');"
#define CLOSE "INSERT INTO account VALUES (9,'file',30);"
#define RIGHT FILE_OF("2,2,0,0,0,0") SPAN("0", "10", "1", "header") SPAN("10", "30", "2", "new") CLOSE

static const struct {
    const char *what, *sql, *say; /* say NULL: it is committed */
} ledgers[] = {
    {"all in order", RIGHT, NULL},
    {"not closed", FILE_OF("2,2,0,0,0,0") SPAN("0", "10", "1", "header") SPAN("10", "30", "2", "new"), "FOREIGN KEY"},
    {"a gap", FILE_OF("2,2,0,0,0,0") SPAN("0", "10", "1", "header") SPAN("11", "30", "2", "new") CLOSE,
     "does not begin where the one before it ends"},
    {"an overlap", FILE_OF("2,2,0,0,0,0") SPAN("0", "10", "1", "header") SPAN("9", "30", "2", "new") CLOSE,
     "does not begin where the one before it ends"},
    {"not from the start", FILE_OF("2,2,0,0,0,0") SPAN("1", "30", "2", "new") CLOSE,
     "does not begin where the one before it ends"},
    {"not to the end", FILE_OF("2,2,0,0,0,0") SPAN("0", "10", "1", "header") SPAN("10", "29", "2", "new") CLOSE,
     "do not reach to its end"},
    {"beyond the end", FILE_OF("2,2,0,0,0,0") SPAN("0", "10", "1", "header") SPAN("10", "31", "2", "new") CLOSE,
     "do not reach to its end"},
    {"another size than the file's",
     FILE_OF("1,1,0,0,0,0") SPAN("0", "20", "1", "new") "INSERT INTO account VALUES "
                                                        "(9,'file',20);",
     "do not reach to its end"},
    {"no span", FILE_OF("0,0,0,0,0,0") CLOSE, "do not reach to its end"},
    {"a row too few", FILE_OF("2,2,0,0,0,0") SPAN("0", "10", "1", "header") SPAN("10", "30", "1", "new") CLOSE,
     "do not sum up to its counts"},
    {"another outcome", FILE_OF("2,1,1,0,0,0") SPAN("0", "10", "1", "header") SPAN("10", "30", "2", "new") CLOSE,
     "do not sum up to its counts"},
    {"a row that is said to be none",
     FILE_OF("2,2,0,0,0,0") SPAN("0", "10", "1", "header") SPAN("10", "20", "1", "new") SPAN("20", "30", "1", "blank")
         CLOSE,
     "do not sum up to its counts"},
    {"refused and not kept", FILE_OF("1,0,0,0,0,1") SPAN("0", "30", "1", "quarantined") CLOSE,
     "do not sum up to its counts"},
    {"counts that do not add up", FILE_OF("3,2,0,0,0,0") CLOSE, "CHECK"},
    {"an unknown outcome", FILE_OF("0,0,0,0,0,0") SPAN("0", "30", "1", "lost") CLOSE, "CHECK"},
    {"a span of nothing", FILE_OF("0,0,0,0,0,0") SPAN("0", "0", "1", "blank"), "CHECK"},
    {"one span more", RIGHT SPAN("30", "31", "1", "new"), "account of this file is closed"},
    {"one span less", RIGHT "DELETE FROM span WHERE from_byte = 10;", "account of this file is closed"},
    {"a span changed", RIGHT "UPDATE span SET outcome = 'duplicate' WHERE from_byte = 10;", "a span does not change"},
    {"the counts changed", RIGHT "UPDATE file SET rows_read = 1, n_new = 1;", "account of this file is closed"},
    {"the account changed", RIGHT "UPDATE account SET bytes = 31;", "does not change"},
    {"the account taken back", RIGHT "DELETE FROM account;", "FOREIGN KEY"},
};

START_TEST(the_store_refuses) {
    struct err e = {0};
    struct store *s = store_open(":memory:", STORE_WRITE, &e);
    store_begin(s, &e);
    store_exec(s, ledgers[_i].sql, &e);
    store_commit(s, &e);
    if (!ledgers[_i].say) ck_assert_msg(!err_is(&e), "%s", e.text);
    else ck_assert_msg(e.code == ERR_INVARIANT && strstr(e.text, ledgers[_i].say), "%s: %s", ledgers[_i].what, e.text);
    struct err dropped = {0};
    store_close(s, &dropped);
}
END_TEST

/* --- files of known pieces ------------------------------------------------------------------------------------- */

#define HEAD "编号,类别,受理时间,问题代码"

static uint64_t next(uint64_t *s) {
    *s ^= *s << 13, *s ^= *s >> 7, *s ^= *s << 17;
    return *s;
}

static unsigned below(uint64_t *s, unsigned n) { return (unsigned)(next(s) >> 33) % n; }

/* Rows without their line ends. %d is a number that never came before; a duplicate has that of the row before. */
static const struct {
    const char *text, *outcome;
    int lines;
} pieces[] = {
    {"%d,投诉,2026-10-03,电梯停运", "new", 1},
    {"%d,投诉,2026-10-03,电梯停运", "new", 1},
    {"%d,报修,2026-10-03 14:05,\"水管,\"\"爆裂\"\"\"", "new", 1},
    {"%d,投诉,2026-10-03,𠮷野家😀", "new", 1}, /* four bytes, in UTF-16 too */
    {"%d,报修,2026-10-03,\"门\n禁\"", "new", 2},
    {"", "blank", 1},
    {" , ,,", "blank", 1},
    {"\"\",,\"\",", "blank", 1},
    {HEAD, "header", 1},
    {"合计,,,12", "total", 1},
    {"合 计：,,,", "total", 1},
    {",,小计,3", "total", 1},
    {"Grand Total,3", "total", 1},
    {"# 导出于十月,,,", "comment", 1},
    {"#,%d", "comment", 1},
    {"%d,投诉,上周五,电梯", "quarantined", 1},
    {"%d,投诉,2026-10-03", "quarantined", 1},
    {"%d,投诉,2026-10-03,电梯,多", "quarantined", 1},
    {"%d,投诉,2026-10-03,\"电梯", "quarantined", 1},
    {"%d,投诉,2026-10-03,电\"梯", "quarantined", 1},
    {"%d,\"投诉\"x,2026-10-03,电梯", "quarantined", 1},
    {"\"%d,投诉,2026-10-03,电梯", "quarantined", 1},
    {"合计,投诉,上周五,电梯", "quarantined", 1}, /* something with that number: no sum */
    {",投诉,2026-10-03,合计", "quarantined", 1}, /* does not begin with the word */
};
enum { PIECES = sizeof pieces / sizeof *pieces };

struct made {
    struct buf bytes, spans; /* the file; the spans that it must have, as SPANS gives them */
    const char *outcome;     /* of the span in the making */
    size_t from, first, last, rows;
    int line;
};

static void flush(struct made *m) {
    if (!m->outcome) return;
    buf_printf(&m->spans, "%zu|%zu|%zu|%zu|%zu|%s\n", m->from, m->bytes.n, m->first, m->last, m->rows, m->outcome);
}

/* The piece in the file's encoding, with a line end. */
static void add(struct made *m, int code, const char *text, const char *end, const char *outcome, int lines) {
    bool same = m->outcome && strcmp(m->outcome, outcome) == 0;
    if (!same) {
        flush(m);
        m->from = m->bytes.n, m->first = (size_t)m->line, m->rows = 0;
    }
    m->outcome = outcome;
    m->last = (size_t)m->line;
    m->rows++;
    m->line += lines;
    struct buf b;
    buf_init(&b);
    buf_printf(&b, "%s%s", text, end);
    if (code == ENC_UTF16LE || code == ENC_UTF16BE) encoding_to_utf16(buf_view(&b), code == ENC_UTF16BE, &m->bytes);
    else ck_assert(encoding_encode((enum encoding)code, buf_view(&b), &m->bytes));
    buf_release(&b);
}

static void make(struct made *m, struct arena *a, uint64_t *s, int code) {
    static const char *const ends[] = {"\n", "\r\n", "\r"};
    *m = (struct made){.line = 1};
    buf_init(&m->bytes);
    buf_init(&m->spans);
    bool wide = code == ENC_UTF16LE || code == ENC_UTF16BE, say = below(s, 3) == 0;
    if (wide || (code == ENC_UTF8 && below(s, 2))) add(m, code, "\xEF\xBB\xBF", say ? "sep=,\n" : "", "mark", say);
    else if (say) add(m, code, "sep=,", "\n", "mark", 1);
    if (below(s, 3) == 0) add(m, code, "", "\n", "blank", 1);
    add(m, code, HEAD, "\n", "header", 1);
    for (int i = 0; i < 120; i++) {
        unsigned k = below(s, PIECES);
        char *text = arena_cstr(a, str_of(pieces[k].text));
        char *number = strstr(text, "%d");
        if (number) text = arena_printf(a, "%.*sN%d%s", (int)(number - text), text, i, number + 2);
        const char *end = ends[below(s, 3)];
        if (!text[0] && strcmp(end, "\n") == 0) end = "\r\n"; /* \n behind a lone \r would be its second half */
        add(m, code, text, end, pieces[k].outcome, pieces[k].lines);
    }
    add(m, code, "Z,投诉,2026-10-03,", below(s, 2) ? "\n" : "", "new", 1);
    flush(m);
}

static const int codes[] = {ENC_UTF8, ENC_GB18030, ENC_UTF16LE, ENC_UTF16BE, ENC_UTF8};
enum { CODES = sizeof codes / sizeof *codes };

/* Each outcome's bytes are where the pieces of that outcome were put, whatever the encoding, the line ends and the
 * order; the last of `codes` is packed. */
START_TEST(spans_of_known_pieces) {
    uint64_t s = 0x9E3779B97F4A7C15ull * (unsigned long long)(_i + 1);
    bool gz = _i % CODES == CODES - 1;
    struct kit k;
    struct made m;
    struct book b;
    kit_open(&k);
    book_open(&b);
    kit_config(&k, EVENTS);
    make(&m, &k.a, &s, codes[_i % CODES]);
    kit_bytes(&k, gz ? "e.csv.gz" : "e.csv", gz ? book_gzip(&b, buf_view(&m.bytes)) : buf_view(&m.bytes));
    book_close(&b);
    kit_import(&k);
    ck_assert_msg(k.report.file[0].status == IMPORT_READ, "%s", k.report.file[0].problem);
    kit_same(kit_query(&k, SPANS), m.spans.p);
    ck_assert_str_eq(kit_query(&k, "SELECT stream, bytes FROM account"),
                     arena_printf(&k.a, "%s|%zu\n", gz ? "unpacked" : "file", m.bytes.n));
    ck_assert_str_eq(kit_query(&k, "SELECT count(*) FROM event WHERE event_id <> 'Z'"),
                     kit_query(&k, "SELECT sum(n_rows) - 1 FROM span WHERE outcome = 'new'"));
    buf_release(&m.bytes);
    buf_release(&m.spans);
    kit_close(&k);
}
END_TEST

/* A quarantined row's `at_byte` is where its bytes lie: cut out of the file they are its raw text. */
START_TEST(refused_rows_lie_where_they_say) {
    uint64_t s = 0xD1B54A32D192ED03ull;
    struct kit k;
    struct made m;
    kit_open(&k);
    kit_config(&k, EVENTS);
    make(&m, &k.a, &s, ENC_GB18030);
    kit_bytes(&k, "e.csv", buf_view(&m.bytes));
    kit_import(&k);
    struct str rest = str_of(kit_query(&k, "SELECT at_byte, hex(raw) FROM quarantine ORDER BY at_byte")), row, at;
    int n = 0;
    for (; str_split(&rest, '\n', &row) && row.n; n++) {
        int64_t from;
        str_split(&row, '|', &at);
        ck_assert(str_to_int(at, &from));
        for (size_t i = 0; i < row.n / 2; i++) {
            char hex[3];
            snprintf(hex, sizeof hex, "%02X", (unsigned char)m.bytes.p[(size_t)from + i]);
            ck_assert(memcmp(hex, row.p + 2 * i, 2) == 0);
        }
    }
    ck_assert_int_gt(n, 10);
    buf_release(&m.bytes);
    buf_release(&m.spans);
    kit_close(&k);
}
END_TEST

/* Workbooks: the account is the sheet's rows as they were handed over, each sheet its own; marks are its merged cells
 * and the note on formulas and hidden rows that ends each. */
START_TEST(spans_of_sheets) {
    struct kit k;
    struct book b;
    kit_open(&k);
    kit_config(&k, "sources:\n  - {table: events, name: e, files: 'e*', sheet: '*月'}\n");
    book_open(&b);
    const char *head = book_row(&b, 1, "编号|类别|受理时间|问题代码");
    book_sheet(&b, "1月", "visible",
               arena_printf(&b.a, "%s%s%s%s", head, book_row(&b, 2, "1|投诉|2026-01-03|x"),
                            book_row(&b, 3, "2|投诉|坏|x"), book_row(&b, 5, "合计|||1")),
               "<mergeCells count=\"1\"><mergeCell ref=\"A5:C5\"/></mergeCells>");
    book_sheet(&b, "2月", "visible", arena_printf(&b.a, "%s%s", head, book_row(&b, 2, "3|投诉|2026-02-03|x")), "");
    kit_bytes(&k, "e.xlsx", book_bytes(&b));
    kit_import(&k);
    kit_counts(&k, "e.xlsx[1月]", 2, 1, 0, 0, 0, 1);
    kit_counts(&k, "e.xlsx[2月]", 1, 1, 0, 0, 0, 0);
    ck_assert_str_eq(
        kit_query(&k, "SELECT file, first_line, n_rows, outcome FROM span ORDER BY file, from_byte"),
        "1|1|1|header\n1|2|1|new\n1|3|1|quarantined\n1|5|1|total\n1|5|2|mark\n2|1|1|header\n2|2|1|new\n2|2|1|mark\n");
    ck_assert_str_eq(kit_query(&k, "SELECT count(*) FROM account AS a WHERE stream = 'sheet' AND bytes = (SELECT "
                                   "sum(to_byte - from_byte) FROM span WHERE file = a.file)"),
                     "2\n");
    book_close(&b);
    kit_close(&k);
}
END_TEST

/* An empty file's account is closed with nothing; a header alone is its one span (reliability.md A1, A2). */
START_TEST(spans_of_nothing) {
    struct kit k;
    kit_open(&k);
    kit_config(&k, EVENTS);
    kit_file(&k, "e1.csv", "");
    kit_file(&k, "e2.csv", HEAD "\n");
    kit_file(&k, "e3.csv", "\n\r\n");
    kit_import(&k);
    ck_assert_str_eq(kit_query(&k, "SELECT file, bytes FROM account"), "1|0\n2|40\n3|3\n");
    ck_assert_str_eq(kit_query(&k, "SELECT file, from_byte, to_byte, n_rows, outcome FROM span"),
                     "2|0|40|1|header\n3|0|3|2|blank\n");
    kit_close(&k);
}
END_TEST

/* --- one stray quote costs one row ------------------------------------------------------------------------------ */

/* B1, B2: the rows beside it come in, and nothing else is refused. %s stands for what is on the row's own line. */
static const struct {
    const char *what, *row, *behind;
    int refused, others; /* others: rows of `behind` that come in */
} strays[] = {
    {"before the first field", "\"1,投诉,2026-10-03,x", "2,投诉,2026-10-03,y\n3,投诉,2026-10-03,z\n", 1, 2},
    {"before a field in the middle", "1,\"投诉,2026-10-03,x", "2,投诉,2026-10-03,y\n3,投诉,2026-10-03,z\n", 1, 2},
    {"before the last field", "1,投诉,2026-10-03,\"x", "2,投诉,2026-10-03,y\n3,投诉,2026-10-03,z\n", 1, 2},
    {"behind the last field", "1,投诉,2026-10-03,x\"", "2,投诉,2026-10-03,y\n3,投诉,2026-10-03,z\n", 1, 2},
    {"within a field", "1,投诉,2026-10-03,5\" 管", "2,投诉,2026-10-03,y\n", 1, 1},
    {"behind a quoted field", "1,投诉,2026-10-03,\"x\"\"", "2,投诉,2026-10-03,y\n", 1, 1},
    {"within a quoted field", "1,投诉,2026-10-03,\"5\" 管\"", "2,投诉,2026-10-03,y\n", 1, 1},
    {"alone in the last field", "1,投诉,2026-10-03,\"", "2,投诉,2026-10-03,y\n", 1, 1},
    {"the next row is quoted", "1,\"投诉,2026-10-03,x", "\"2\",\"投诉\",\"2026-10-03\",\"y\"\n3,投诉,2026-10-03,z\n", 1,
     2},
    {"the next row ends with quotes", "1,投诉,2026-10-03,\"x", "2,投诉,2026-10-03,\"y\"\n3,投诉,2026-10-03,\"z\"\n", 1,
     2},
    {"the next row has empty quotes", "1,投诉,2026-10-03,\"x", "2,投诉,2026-10-03,\"\"\n3,投诉,2026-10-03,z\n", 1, 2},
    {"the next row has doubled quotes", "1,投诉,2026-10-03,\"x",
     "2,投诉,2026-10-03,\"\"\"y\"\"\"\n3,投诉,2026-10-03,z\n", 1, 2},
    {"the next row spans lines", "1,投诉,2026-10-03,\"x", "2,投诉,2026-10-03,\"y\ny\"\n3,投诉,2026-10-03,z\n", 1, 2},
    {"at the file's end", "1,投诉,2026-10-03,\"x", "", 1, 0},
    {"before the first field at the file's end", "\"1,投诉,2026-10-03,x", "", 1, 0},
    {"a lone one at the file's end", "1,投诉,2026-10-03,\"", "", 1, 0},
};

START_TEST(a_stray_quote_costs_one_row) {
    struct kit k;
    kit_open(&k);
    kit_config(&k, EVENTS);
    /* with and without a line end behind the file's last row, where the stray one is the last */
    for (int end = 0; end < 2; end++) {
        kit_forget(&k);
        kit_file(&k, "e.csv",
                 arena_printf(&k.a, HEAD "\n0,投诉,2026-10-03,a\n%s%s%s", strays[_i].row, end ? "" : "\n",
                              end ? strays[_i].behind[0] ? arena_printf(&k.a, "\n%s", strays[_i].behind) : ""
                                  : strays[_i].behind));
        kit_import(&k);
        kit_counts(&k, "e.csv", 1 + strays[_i].others + strays[_i].refused, 1 + strays[_i].others, 0, 0, 0,
                   strays[_i].refused);
        ck_assert_str_eq(kit_query(&k, "SELECT line, reason, CAST(raw AS TEXT) FROM quarantine"),
                         arena_printf(&k.a, "3|quote|%s\n", strays[_i].row));
    }
    kit_close(&k);
}
END_TEST

/* In a field over several lines the rest of that row cannot be told from rows: it is refused line by line, and the rows
 * before and behind come in. */
START_TEST(a_stray_quote_in_a_field_over_lines) {
    struct kit k;
    kit_open(&k);
    kit_config(&k, EVENTS);
    kit_file(&k, "e.csv",
             HEAD "\n0,投诉,2026-10-03,a\n1,投诉,2026-10-03,\"一\n二\"二\n三\"\n2,投诉,2026-10-03,y\n3,投诉,2026-10-03,"
                  "\"z\nz\"\n");
    kit_import(&k);
    kit_counts(&k, "e.csv", 6, 3, 0, 0, 0, 3);
    ck_assert_str_eq(kit_query(&k, "SELECT event_id, line FROM event ORDER BY 1"), "0|2\n2|6\n3|7\n");
    ck_assert_str_eq(kit_query(&k, "SELECT line FROM quarantine ORDER BY 1"), "3\n4\n5\n");
    kit_close(&k);
}
END_TEST

/* Wherever a quote is put into a right file, no row but its own is lost: every other one comes in, on its line. */
START_TEST(a_stray_quote_anywhere) {
    static const char text[] = HEAD "\n0,投诉,2026-10-03,a\n1,投诉,2026-10-03,\"b\"\n2,投诉,2026-10-03,\"c\"\"c\"\n"
                                    "3,投诉,2026-10-03,\n\"4\",投诉,2026-10-03,d\n5,投诉,2026-10-03,e\n";
    struct kit k;
    struct err e = {0};
    kit_open(&k);
    kit_config(&k, EVENTS);
    kit_file(&k, "huifang.csv", text);
    struct config *cfg = config_read(&k.a, file_join(&k.a, k.dir, "huifang.yaml"), &e);
    const char *file = file_join(&k.a, k.dir, "e.csv");
    int line = 0;
    for (size_t at = strlen(HEAD) + 1; text[at]; at++) {
        line = text[at - 1] == '\n' ? line + 1 : line;
        kit_file(&k, "e.csv", arena_printf(&k.a, "%.*s\"%s", (int)at, text, text + at));
        import_report_release(&k.report);
        import_report_init(&k.report);
        import_check(cfg, NULL, &file, 1, NULL, &k.report, &e);
        struct import_file *f = &k.report.file[0];
        ck_assert_msg(!err_is(&e) && f->status == IMPORT_TRIED, "%zu: %s", at, f->problem);
        /* a quote beside one that stands there may also double it, which is right CSV: then nothing is refused */
        ck_assert_msg(f->count.n_quarantined <= 1 && f->count.rows == 6, "%zu: %s", at, f->equation);
        for (size_t i = 0; i < f->n_refused; i++)
            ck_assert_msg(f->refused[i].line == line + 1, "%zu: line %lld", at, (long long)f->refused[i].line);
    }
    kit_close(&k);
}
END_TEST

/* --- the trial is the import ------------------------------------------------------------------------------------- */

static void random_log(struct kit *k, uint64_t *s, const char *name) {
    struct buf b;
    buf_init(&b);
    buf_puts(&b, "编号,类别,受理时间,问题代码,状态,更新时间\n");
    for (int i = 0; i < 30; i++)
        buf_printf(&b, "%u,投诉,%s,%s,%s,%s\n%s", below(s, 12), below(s, 12) ? "2026-10-03" : "坏",
                   below(s, 2) ? "甲" : "乙", below(s, 9) ? "" : "作废",
                   below(s, 3) ? below(s, 2) ? "2026-10-05" : "2026-10-06 12:00" : "",
                   below(s, 10) ? "" : "合计,,,,,\n");
    kit_bytes(k, name, buf_view(&b));
    buf_release(&b);
}

static char *all_counts(struct kit *k) {
    struct buf b;
    buf_init(&b);
    for (size_t i = 0; i < k->report.n_files; i++) {
        const struct import_file *f = &k->report.file[i];
        if (f->status == IMPORT_SAME || (f->warning && strstr(f->warning, "already imported"))) continue;
        buf_printf(&b, "%s: %s; %s; %lld withdrawn; refused", f->path, f->equation, f->besides,
                   (long long)f->withdrawn);
        for (size_t r = 0; r < f->n_refused; r++) buf_printf(&b, " %lld", (long long)f->refused[r].line);
        buf_byte(&b, '\n');
    }
    char *out = arena_cstr(&k->a, buf_view(&b));
    buf_release(&b);
    return out;
}

static char *try_all(struct kit *k) {
    struct err e = {0};
    struct config *cfg = config_read(&k->a, file_join(&k->a, k->dir, "huifang.yaml"), &e);
    struct store *s = store_open(file_join(&k->a, k->dir, "huifang.db"), STORE_READ, &e);
    import_report_release(&k->report);
    import_report_init(&k->report);
    import_check(cfg, s, NULL, 0, NULL, &k->report, &e);
    store_close(s, &e);
    ck_assert_msg(!err_is(&e), "%s", e.text);
    return all_counts(k);
}

static const char *const sources[] = {"", ", dated: '%Y-%m'", ", snapshot: true"};

/* What `huifang check` says of each file is what the import then does, on any history; and it writes nothing. */
START_TEST(a_trial_is_the_import) {
    uint64_t s = 0x2545F4914F6CDD1Dull * (unsigned long long)(_i + 1);
    struct kit k;
    kit_open(&k);
    kit_config(&k, arena_printf(&k.a, "sources:\n  - {table: events, name: e, files: 'e*.csv'%s}\n", sources[_i % 3]));
    for (int night = 0; night < 4; night++) {
        const char *name = arena_printf(&k.a, "e2026-0%u.csv", below(&s, 3) + 1); /* sometimes a new state of a file */
        random_log(&k, &s, name);
        if (night == 0) kit_import(&k);
        if (night == 0) random_log(&k, &s, name);
        char *before = kit_facts(&k, true), *runs = kit_query(&k, "SELECT count(*) FROM file");
        char *tried = try_all(&k);
        ck_assert_str_eq(kit_facts(&k, true), before);
        ck_assert_str_eq(kit_query(&k, "SELECT count(*) FROM file"), runs);
        kit_import(&k);
        kit_same(tried, all_counts(&k));
    }
    kit_close(&k);
}
END_TEST

#define N(t) (int)(sizeof(t) / sizeof *(t))

TCase *account_case(void) {
    TCase *t = tcase_create("account");
    tcase_set_timeout(t, 120);
    tcase_add_loop_test(t, the_store_refuses, 0, N(ledgers));
    tcase_add_loop_test(t, spans_of_known_pieces, 0, 8 * CODES);
    tcase_add_test(t, refused_rows_lie_where_they_say);
    tcase_add_test(t, spans_of_sheets);
    tcase_add_test(t, spans_of_nothing);
    tcase_add_loop_test(t, a_stray_quote_costs_one_row, 0, N(strays));
    tcase_add_test(t, a_stray_quote_in_a_field_over_lines);
    tcase_add_test(t, a_stray_quote_anywhere);
    tcase_add_loop_test(t, a_trial_is_the_import, 0, 18);
    return t;
}
