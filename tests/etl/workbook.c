/* Workbooks and packed files: issue 4 section 1, data.md (serial days), reliability.md A15, B11, B13–B15, C1–C5. */
#include "base/file.h"
#include "etl/dates.h"
#include "etl/formats.h"
#include "etl/rows.h"
#include "etl/unpack.h"
#include "tests/etl/books.h"
#include "tests/etl/cases.h"
#include <sys/mman.h>
#include <unistd.h>

#define EVENTS "sources:\n  - {table: events, name: e, files: 'e*'}\n"
#define HEAD "编号|类别|受理时间|合同额"

static void put_book(struct kit *k, struct book *b, const char *name) { kit_bytes(k, name, book_bytes(b)); }

/* Runs one import of a workbook whose only sheet holds these rows behind the header HEAD. */
static void import_rows(struct kit *k, struct book *b, const char *rows, const char *behind) {
    kit_open(k);
    kit_config(k, EVENTS);
    book_sheet(b, "S", "visible", arena_printf(&b->a, "%s%s", book_row(b, 1, HEAD), rows), behind);
    put_book(k, b, "e.xlsx");
    kit_import(k);
}

/* Every kind of value: texts in place and shared (with parts that only say how a word sounds), numbers, days by
 * format, truth, what a formula came to. Numbers are shown as a spreadsheet shows them: 0.1 + 0.2 is 0.3. */
START_TEST(values) {
    struct kit k;
    struct book b;
    book_open(&b);
    book_part(
        &b, "xl/styles.xml",
        "<styleSheet xmlns=\"x\"><numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d"
        "&quot;日&quot;\"/></numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf "
        "numFmtId=\"0\"/><xf numFmtId=\"22\"/><xf numFmtId=\"164\"/></cellXfs></styleSheet>");
    book_part(&b, "xl/sharedStrings.xml",
              "<sst xmlns=\"x\"><si><t>投诉</t></si><si><r><t>锦湖</t></r><r><t>一期</t></r><rPh><t>jin</t></rPh></si>"
              "<si><t>a_x000D_b</t></si></sst>");
    kit_open(&k);
    kit_config(&k, EVENTS);
    /* 46298.586805555555 is 2026-10-03 14:05: 46298 days after 1899-12-30. */
    const char *rows =
        "<row r=\"2\"><c r=\"A2\"><v>7</v></c><c r=\"B2\" t=\"s\"><v>0</v></c><c r=\"C2\" s=\"1\"><v>"
        "46298.586805555555</v></c><c r=\"D2\" s=\"2\"><v>46299</v></c><c r=\"E2\"><v>0.30000000000000004"
        "</v></c><c r=\"F2\" t=\"b\"><v>1</v></c><c r=\"G2\" t=\"s\"><v>1</v></c><c r=\"H2\" t=\"str\"><f>"
        "A1</f><v>工程部</v></c><c r=\"I2\" t=\"s\"><v>2</v></c></row>";
    book_sheet(
        &b, "十月", "visible",
        arena_printf(&b.a, "%s%s", book_row(&b, 1, "编号|类别|受理时间|完成时间|合同额|匿名|小区|责任部门|描述"), rows),
        "");
    put_book(&k, &b, "e.xlsx");
    kit_import(&k);
    kit_counts(&k, "e.xlsx[十月]", 1, 1, 0, 0, 0, 0);
    ck_assert_str_eq(kit_query(&k, "SELECT event_id, category, accepted_at, finished_at, amount, anonymous, site, "
                                   "department, hex(description) FROM event"),
                     "7|complaint|2026-10-03 14:05:00|2026-10-04|0.3|1|锦湖一期|工程部|610D62\n");
    ck_assert_str_eq(kit_query(&k, "SELECT path, encoding, delimiter FROM file"), "e.xlsx[十月]|xlsx|\n");
    ck_assert_msg(strstr(kit_report(&k, "e.xlsx[十月]")->warning, "1 cells are formulas") != NULL, "formula");
    kit_import(&k); /* the same again */
    ck_assert_int_eq(kit_report(&k, "e.xlsx")->status, IMPORT_SAME);
    kit_close(&k);
    book_close(&b);
}
END_TEST

/* B11: bare numbers under a header of days count from the workbook's own day 0; day 60 of 1900 is refused. 1462 days
 * lie between the two systems. */
static const struct {
    const char *pr, *number, *want;
} serials[] = {
    {"", "46298", "2026-10-03\n"},
    {"", "46298.5", "2026-10-03 12:00:00\n"},
    {"date1904=\"1\"", "44836", "2026-10-03\n"},
    {"date1904=\"true\"", "44836.25", "2026-10-03 06:00:00\n"},
    {"", "60", ""},
    {"", "0.5", ""},
    {"", "-3", ""},
    {"", "46298.999999", "2026-10-04\n"}, /* 0.09 s before midnight */
};

START_TEST(serial_days) {
    struct kit k;
    struct book b;
    book_open(&b);
    b.workbook_pr = serials[_i].pr;
    import_rows(&k, &b,
                arena_printf(&b.a,
                             "<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"B2\" t=\"str\"><v>投诉</v></c><c r=\"C2\"><v>"
                             "%s</v></c></row>",
                             serials[_i].number),
                "");
    ck_assert_str_eq(kit_query(&k, "SELECT accepted_at FROM event"), serials[_i].want);
    if (!serials[_i].want[0]) ck_assert_str_eq(kit_query(&k, "SELECT line, reason FROM quarantine"), "2|date\n");
    kit_close(&k);
    book_close(&b);
}
END_TEST

/* The days of both systems against the calendar: 1900-03-01 is 61, 1899-12-31 is none, 1904-01-02 is 1. */
START_TEST(serials_by_hand) {
    static const struct {
        double n;
        bool since_1904;
        const char *want;
    } days[] = {{1, false, "1900-01-01"},
                {59, false, "1900-02-28"},
                {60, false, ""},
                {61, false, "1900-03-01"},
                {44197.25, false, "2021-01-01 06:00:00"},
                {1, true, "1904-01-02"},
                {0.5, false, ""},
                {109575, false, "2200-01-01"},
                {2e9, false, ""}};
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        struct moment at;
        char text[MOMENT_TEXT];
        bool right = dates_serial(days[i].n, days[i].since_1904, &at);
        ck_assert_str_eq(right || strcmp(days[i].want, "2200-01-01") == 0 ? moment_text(at, text) : "", days[i].want);
        ck_assert(right == (days[i].want[0] && strcmp(days[i].want, "2200-01-01") != 0));
    }
}
END_TEST

/* B13, B14: a cell without a value to rely on costs its row and no other; the row's number and the column are named. */
static const struct {
    const char *cells, *behind, *want;
} faults[] = {
    {"<c r=\"D2\" t=\"e\"><v>#N/A</v></c>", "", "2|4|合同额|cell\n"},
    {"<c r=\"D2\"><f>1+1</f></c>", "", "2|4|合同额|cell\n"},
    {"<c r=\"D2\" t=\"s\"><v>99</v></c>", "", "2|4|合同额|cell\n"},
    {"<c r=\"D2\"><v>x</v></c>", "", "2|4|合同额|cell\n"},
    {"", "<mergeCells><mergeCell ref=\"D1:D2\"/></mergeCells>", "2|4|合同额|merged\n"},
    {"<c r=\"E2\"><v>1</v></c>", "", "2|-|-|fields\n"},
    {"<c r=\"TT2\"><v>1</v></c>", "", "2|-|-|too_long\n"},
};

START_TEST(faulty_cells) {
    struct kit k;
    struct book b;
    book_open(&b);
    const char *fine =
        "<c r=\"A2\"><v>1</v></c><c r=\"B2\" t=\"str\"><v>投诉</v></c><c r=\"C2\" t=\"str\"><v>2026-10-03</v>"
        "</c>";
    import_rows(&k, &b,
                arena_printf(&b.a, "<row r=\"2\">%s%s</row>%s%s", fine, faults[_i].cells,
                             book_row(&b, 3, "3|投诉|2026-10-03"), book_row(&b, 7, "7|投诉|2026-10-03")),
                faults[_i].behind);
    kit_counts(&k, "e.xlsx[S]", 3, 2, 0, 0, 0, 1);
    ck_assert_str_eq(kit_query(&k, "SELECT line, col, field, reason FROM quarantine"), faults[_i].want);
    ck_assert_str_eq(kit_query(&k, "SELECT event_id, line FROM event ORDER BY line"), "3|3\n7|7\n");
    kit_close(&k);
    book_close(&b);
}
END_TEST

/* Merged cells in the header do no harm; of those below only the first holds the value; a sum's label may be merged. */
START_TEST(merged_cells) {
    struct kit k;
    struct book b;
    book_open(&b);
    import_rows(&k, &b,
                arena_printf(&b.a, "%s%s%s%s", book_row(&b, 2, "1|投诉|2026-10-03|5"), book_row(&b, 3, "2||2026-10-03"),
                             book_row(&b, 4, "3|投诉|2026-10-03"), book_row(&b, 5, "合计|||9")),
                "<mergeCells count=\"2\"><mergeCell ref=\"A5:B5\"/><mergeCell ref=\"B2:B3\"/><mergeCell ref=\"D1:E1\"/>"
                "</mergeCells>");
    kit_counts(&k, "e.xlsx[S]", 3, 2, 0, 0, 0, 1);
    ck_assert_str_eq(kit_query(&k, "SELECT line, col, reason FROM quarantine"), "3|2|merged\n");
    ck_assert_str_eq(kit_report(&k, "e.xlsx[S]")->besides, "1 header, 1 total");
    kit_close(&k);
    book_close(&b);
}
END_TEST

/* Hidden sheets are listed and not read; of several visible ones that hold rows the configuration has to say which. */
START_TEST(sheets) {
    struct kit k;
    struct book b;
    book_open(&b);
    kit_open(&k);
    kit_config(&k, EVENTS);
    char *head = book_row(&b, 1, HEAD);
    book_sheet(&b, "说明", "visible", "", "");
    book_sheet(&b, "1月", "visible", arena_printf(&b.a, "%s%s", head, book_row(&b, 2, "1|投诉|2026-01-03")), "");
    book_sheet(&b, "旧", "hidden", arena_printf(&b.a, "%s%s", head, book_row(&b, 2, "9|投诉|2025-01-03")), "");
    put_book(&k, &b, "e.xlsx");
    kit_import(&k);
    kit_counts(&k, "e.xlsx[1月]", 1, 1, 0, 0, 0, 0);
    ck_assert_str_eq(kit_report(&k, "e.xlsx[1月]")->warning, "hidden sheets, not read: 旧");
    book_sheet(&b, "2月", "visible",
               arena_printf(&b.a, "%s%s%s", head, book_row(&b, 2, "2|投诉|2026-02-03"), book_row(&b, 3, "3|投诉|周三")),
               "");
    put_book(&k, &b, "e.xlsx");
    kit_import(&k);
    struct import_file *f = kit_report(&k, "e.xlsx");
    ck_assert_int_eq(f->problem_code, ERR_DATA);
    ck_assert_msg(strstr(f->problem, "several sheets hold rows: 1月, 2月; say which under `sheet:` of source e") !=
                      NULL,
                  "%s", f->problem);
    kit_config(&k, "sources:\n  - {table: events, name: e, files: 'e*', sheet: '*月'}\n");
    kit_import_with(&k, &(struct import_options){.refused_dir = file_join(&k.a, k.dir, "refused")});
    kit_counts(&k, "e.xlsx[1月]", 1, 0, 0, 1, 0, 0); /* known from before, where it stood alone */
    kit_counts(&k, "e.xlsx[2月]", 2, 1, 0, 0, 0, 1);
    struct buf got;
    buf_init(&got);
    file_read(file_join(&k.a, k.dir, "refused/e.xlsx[2月].csv"), 1 << 20, &got, &k.e);
    ck_assert_str_eq(got.p,
                     "\xEF\xBB\xBF编号,类别,受理时间,合同额,拒收原因\r\n3,投诉,周三,,\"受理时间: date: expected a "
                     "time such as 2026-10-03 14:05 or a day such as 2026-10-03 (#3:3)\"\r\n");
    kit_config(&k, "sources:\n  - {table: events, name: e, files: 'e*', sheet: 旧}\n");
    kit_import(&k);
    kit_counts(&k, "e.xlsx[旧]", 1, 1, 0, 0, 0, 0);
    kit_config(&k, "sources:\n  - {table: events, name: e, files: 'e*', sheet: 三月}\n");
    kit_import(&k);
    ck_assert_msg(strstr(kit_report(&k, "e.xlsx")->problem, "no sheet is called 三月") != NULL, "no such sheet");
    buf_release(&got);
    kit_close(&k);
    book_close(&b);
}
END_TEST

/* A workbook is one transaction: a sheet that cannot be read takes the ones before it back. */
START_TEST(all_sheets_or_none) {
    struct kit k;
    struct book b;
    book_open(&b);
    kit_open(&k);
    kit_config(&k, "sources:\n  - {table: events, name: e, files: 'e*', sheet: '*'}\n");
    book_sheet(&b, "A", "visible",
               arena_printf(&b.a, "%s%s", book_row(&b, 1, HEAD), book_row(&b, 2, "1|投诉|2026-01-03")), "");
    book_sheet(&b, "B", "visible", book_row(&b, 1, "说明"), "");
    put_book(&k, &b, "e.xlsx");
    kit_import(&k);
    ck_assert_uint_eq(k.report.n_files, 1);
    ck_assert_msg(strstr(k.report.file[0].problem, "e.xlsx[B]:1: no column for required") != NULL, "%s",
                  k.report.file[0].problem);
    ck_assert_str_eq(kit_query(&k, "SELECT count(*) FROM event"), "0\n");
    ck_assert_str_eq(kit_query(&k, "SELECT count(*) FROM file"), "0\n");
    kit_close(&k);
    book_close(&b);
}
END_TEST

/* --- what is refused as a whole ------------------------------------------------------------------------------- */

static void doctype(struct book *b) {
    book_part(b, "xl/worksheets/sheet1.xml", "<!DOCTYPE x [<!ENTITY a \"b\">]><worksheet><sheetData/></worksheet>");
}
static void macros(struct book *b) { book_part(b, "xl/vbaProject.bin", "x"); }
static void macro_type(struct book *b) {
    book_part(b, "[Content_Types].xml",
              "<Types><Override ContentType=\"application/vnd.ms-excel.sheet.macroEnabled.main+"
              "xml\"/></Types>");
}
static void open_document(struct book *b) {
    book_part(b, "mimetype", "application/vnd.oasis.opendocument.spreadsheet");
}
static void no_workbook(struct book *b) { book_part(b, "_rels/.rels", "<Relationships/>"); }
static void way_out(struct book *b) {
    book_part(b, "_rels/.rels",
              "<Relationships><Relationship Id=\"r\" Type=\"x/officeDocument\" Target=\"../../etc/passwd\"/>"
              "</Relationships>");
}
static void broken_xml(struct book *b) {
    book_part(b, "xl/worksheets/sheet1.xml", "<worksheet><sheetData><row r=\"1\">");
}
static void deep(struct book *b) {
    struct buf x;
    buf_init(&x);
    for (int i = 0; i < 70; i++) buf_puts(&x, "<a>");
    for (int i = 0; i < 70; i++) buf_puts(&x, "</a>");
    book_part(b, "xl/worksheets/sheet1.xml", x.p);
    buf_release(&x);
}
static void long_tag(struct book *b) {
    struct buf x;
    buf_init(&x);
    buf_puts(&x, "<worksheet a=\"");
    for (int i = 0; i < 300000; i++) buf_printf(&x, "%u ", (unsigned)i * 7919u);
    buf_puts(&x, "\"/>");
    book_part(b, "xl/worksheets/sheet1.xml", x.p);
    buf_release(&x);
}
static void many_attributes(struct book *b) {
    struct buf x;
    buf_init(&x);
    buf_puts(&x, "<worksheet ");
    for (int i = 0; i < 200000; i++) buf_printf(&x, "a%d=\"%u\" ", i, (unsigned)i * 7919u);
    buf_puts(&x, "/>");
    book_part(b, "xl/worksheets/sheet1.xml", x.p);
    buf_release(&x);
}
static void bomb(struct book *b) {
    char *zeros = arena_alloc(&b->a, 8 << 20);
    memset(zeros, ' ', (8 << 20) - 1);
    zeros[(8 << 20) - 1] = 0;
    book_part(b, "xl/worksheets/sheet1.xml", zeros);
}
static void backwards(struct book *b) {
    book_part(
        b, "xl/worksheets/sheet1.xml",
        "<worksheet><sheetData><row r=\"2\"><c r=\"A2\"><v>1</v></c></row><row r=\"1\"/></sheetData></worksheet>");
}

static const struct {
    void (*spoil)(struct book *);
    const char *say;
} spoiled[] = {
    {doctype, "declares a DOCTYPE"},                          /* C2 */
    {macros, "a workbook with macros"},                       /* B15 */
    {macro_type, "a workbook with macros"},                   /* B15 */
    {open_document, "is an OpenDocument file"},               /* A15 */
    {no_workbook, "nothing in it says where its sheets are"}, /* A15 */
    {way_out, "nothing in it says where its sheets are"},     /* C3 */
    {broken_xml, "no element found"},                         /* F: cut XML */
    {deep, "more than 64 elements deep"},                     /* C5 */
    {long_tag, "a tag or text above 1 MiB"},                  /* C5 */
    {many_attributes, "a tag or text above 1 MiB"},           /* C5 */
    {bomb, "unpacks to more than 200 times its size"},        /* C1 */
    {backwards, "its rows are not in order"},
};

START_TEST(spoiled_books) {
    struct kit k;
    struct book b;
    book_open(&b);
    kit_open(&k);
    kit_config(&k, EVENTS);
    book_sheet(&b, "S", "visible",
               arena_printf(&b.a, "%s%s", book_row(&b, 1, HEAD), book_row(&b, 2, "1|投诉|2026-01-03")), "");
    spoiled[_i].spoil(&b);
    put_book(&k, &b, "e.xlsx");
    kit_file(&k, "e2.csv", "编号,类别,受理时间\n1,投诉,2026-10-03\n");
    kit_import(&k);
    struct import_file *f = kit_report(&k, "e.xlsx");
    ck_assert_int_eq(f->status, IMPORT_REFUSED);
    ck_assert_int_eq(f->problem_code, ERR_DATA);
    ck_assert_msg(strstr(f->problem, spoiled[_i].say) != NULL, "%s", f->problem);
    kit_counts(&k, "e2.csv", 1, 1, 0, 0, 0, 0);
    ck_assert_str_eq(kit_query(&k, "SELECT path FROM file"), "e2.csv\n");
    kit_close(&k);
    book_close(&b);
}
END_TEST

/* C4: damage at any byte is an error or changes nothing that is read; never a crash, never other rows. */
static bool same_rows(struct book *b, struct str bytes) {
    struct err e = {0};
    struct unpacked u;
    struct row row;
    int fd = memfd_create("book", 0);
    ck_assert_int_eq(write(fd, bytes.p, bytes.n), (ssize_t)bytes.n);
    unpack_open(&u, &b->a, fd, "e.xlsx", NULL, &e);
    close(fd);
    if (err_is(&e)) ck_assert_int_eq(e.code, ERR_DATA);
    if (err_is(&e)) return false;
    ck_assert(u.book.n == 1);
    struct rows *r = rows_of_sheet(&u.book.sheet[0]);
    ck_assert(rows_next(r, &row, &e) && str_is(row.raw, "编号,类别,受理时间,合同额"));
    rows_expect(r, row.n);
    ck_assert(rows_next(r, &row, &e) && str_is(row.raw, "1,投诉,2026-01-03,"));
    ck_assert(!rows_next(r, &row, &e));
    rows_close(r);
    unpack_close(&u);
    return true;
}

START_TEST(damaged_archives) {
    struct book b;
    book_open(&b);
    book_sheet(&b, "S", "visible",
               arena_printf(&b.a, "%s%s", book_row(&b, 1, HEAD), book_row(&b, 2, "1|投诉|2026-01-03")), "");
    struct str right = book_bytes(&b);
    ck_assert(same_rows(&b, right));
    int refused = 0, tried = 0;
    for (size_t i = 0; i < right.n; i += 1 + right.n / 400, tried++) {
        char *bytes = arena_alloc(&b.a, right.n);
        memcpy(bytes, right.p, right.n);
        bytes[i] = (char)(bytes[i] ^ 0x55);
        refused += !same_rows(&b, str_n(bytes, right.n));
    }
    ck_assert_int_gt(refused, tried / 2);
    for (size_t i = 0; i < right.n; i += 1 + right.n / 50) ck_assert(!same_rows(&b, str_n(right.p, i)));
    book_close(&b);
}
END_TEST

/* gzip of a text and of a workbook; the digest is the file's own, so that a known one is not unpacked again. */
START_TEST(gzip_of_either) {
    struct kit k;
    struct book b;
    book_open(&b);
    kit_open(&k);
    kit_config(&k, EVENTS);
    const char *text = "编号;类别;受理时间\n1;投诉;2026-10-03\n2;投诉;周三\n";
    kit_bytes(&k, "e1.csv.gz", book_gzip(&b, str_of(text)));
    book_sheet(&b, "S", "visible",
               arena_printf(&b.a, "%s%s", book_row(&b, 1, HEAD), book_row(&b, 2, "3|投诉|2026-01-03")), "");
    kit_bytes(&k, "e2.xlsx.gz", book_gzip(&b, book_bytes(&b)));
    /* two members behind each other are one text; zeros behind them are nothing */
    struct str one = book_gzip(&b, STR_LIT("编号,类别,受理时间\n4,投诉,2026")),
               two = book_gzip(&b, STR_LIT("-10-03\n"));
    struct buf both;
    buf_init(&both);
    buf_str(&both, one);
    buf_str(&both, two);
    buf_add(&both, "\0\0\0", 3);
    kit_bytes(&k, "e3.csv.gz", buf_view(&both));
    kit_import_with(&k, &(struct import_options){.refused_dir = file_join(&k.a, k.dir, "refused")});
    kit_counts(&k, "e1.csv.gz", 2, 1, 0, 0, 0, 1);
    ck_assert_str_eq(kit_report(&k, "e1.csv.gz")->delimiter, ";");
    kit_counts(&k, "e2.xlsx.gz[S]", 1, 1, 0, 0, 0, 0);
    kit_counts(&k, "e3.csv.gz", 1, 1, 0, 0, 0, 0);
    ck_assert(file_exists(file_join(&k.a, k.dir, "refused/e1.csv.gz.csv")));
    kit_import(&k);
    ck_assert_int_eq(k.report.n_same, 3);
    kit_bytes(&k, "e4.csv.gz", str_n(one.p, one.n - 9)); /* cut off */
    kit_bytes(&k, "e5.csv.gz", book_gzip(&b, str_n(arena_zero(&b.a, 9 << 20), 9 << 20)));
    kit_file(&k, "e6.csv.gz", "编号,类别,受理时间\n");
    kit_file(&k, "e7.xlsx", "编号,类别,受理时间\n");
    kit_import(&k);
    ck_assert_msg(strstr(kit_report(&k, "e4.csv.gz")->problem, "it ends too early") != NULL, "cut");
    ck_assert_msg(strstr(kit_report(&k, "e5.csv.gz")->problem, "more than 200 times its size") != NULL, "C1");
    ck_assert_msg(strstr(kit_report(&k, "e6.csv.gz")->problem, "is not compressed") != NULL, "A15");
    ck_assert_msg(strstr(kit_report(&k, "e7.xlsx")->problem, "is a text and no workbook") != NULL, "A15");
    buf_release(&both);
    kit_close(&k);
    book_close(&b);
}
END_TEST

/* Number formats that show days and times, as spreadsheets in both languages write them. */
START_TEST(formats) {
    static const struct {
        const char *code;
        enum format_kind want;
    } codes[] = {{"yyyy\\-mm\\-dd;@", FORMAT_DAY},
                 {"[$-804]yyyy\"年\"m\"月\"d\"日\"", FORMAT_DAY},
                 {"m/d/yy h:mm", FORMAT_DAY},
                 {"mmm", FORMAT_DAY},
                 {"[h]:mm:ss", FORMAT_CLOCK},
                 {"上午/下午h\"时\"mm\"分\"", FORMAT_CLOCK},
                 {"h:mm AM/PM", FORMAT_CLOCK},
                 {"General", FORMAT_NUMBER},
                 {"#,##0.00_);[Red]\\(#,##0.00\\)", FORMAT_NUMBER},
                 {"0.00E+00", FORMAT_NUMBER},
                 {"\"day\"0", FORMAT_NUMBER},
                 {"_-* #,##0.00\\ \"d\"_-", FORMAT_NUMBER},
                 {"0;yyyy", FORMAT_NUMBER},
                 {"@", FORMAT_NUMBER}};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        ck_assert_msg(formats_code(codes[i].code) == codes[i].want, "%s", codes[i].code);
    ck_assert_int_eq(formats_builtin(14), FORMAT_DAY);
    ck_assert_int_eq(formats_builtin(31), FORMAT_DAY);
    ck_assert_int_eq(formats_builtin(20), FORMAT_CLOCK);
    ck_assert_int_eq(formats_builtin(2), FORMAT_NUMBER);
    ck_assert_int_eq(formats_builtin(49), FORMAT_NUMBER);
}
END_TEST

TCase *workbook_case(void) {
    TCase *t = tcase_create("workbook");
    tcase_add_test(t, values);
    tcase_add_loop_test(t, serial_days, 0, sizeof serials / sizeof *serials);
    tcase_add_test(t, serials_by_hand);
    tcase_add_loop_test(t, faulty_cells, 0, sizeof faults / sizeof *faults);
    tcase_add_test(t, merged_cells);
    tcase_add_test(t, sheets);
    tcase_add_test(t, all_sheets_or_none);
    tcase_add_loop_test(t, spoiled_books, 0, sizeof spoiled / sizeof *spoiled);
    tcase_add_test(t, damaged_archives);
    tcase_add_test(t, gzip_of_either);
    tcase_add_test(t, formats);
    return t;
}
