/* The CSV reader: RFC 4180 section 2; ecosystem.md section 2; reliability.md A11, B1–B5, B8. A row is written as
 * line[field][field]…, a fault as !q (quote) !l (too long) !c (columns) !e (encoding) !0 (NUL). */
#include "etl/csv.h"
#include "tests/etl/cases.h"
#include "tests/etl/kit.h"
#include <sys/mman.h>
#include <unistd.h>

#define B(lit)                                                                                                         \
    { "" lit, sizeof(lit) - 1 }

static char *read_all(struct arena *a, struct str bytes, const char *wanted, char delimiter, int expect, char *found) {
    struct err e = {0};
    int fd = memfd_create("csv", 0);
    for (size_t at = 0; at < bytes.n;) at += (size_t)write(fd, bytes.p + at, bytes.n - at);
    lseek(fd, 0, SEEK_SET);
    struct encoding_verdict v = encoding_look(fd, "f.csv", wanted, &e);
    ck_assert_msg(!err_is(&e), "%s", e.text);
    struct csv *c = csv_open(fd, "f.csv", &v, delimiter, &e);
    csv_expect(c, expect);
    struct row row;
    struct buf b;
    buf_init(&b);
    while (csv_next(c, &row, &e)) {
        buf_printf(&b, "%lld", (long long)row.line);
        if (row.fault) buf_printf(&b, "!%c", "?qlce0"[row.fault]);
        for (int i = 0; i < row.n; i++) buf_printf(&b, "[%.*s]", STR_ARG(row.field[i]));
        buf_byte(&b, ' ');
    }
    ck_assert_msg(!err_is(&e), "%s", e.text);
    if (found) *found = csv_delimiter(c);
    csv_close(c);
    close(fd);
    char *out = arena_cstr(a, buf_view(&b));
    buf_release(&b);
    return out;
}

static const struct {
    const char *what;
    struct str in;
    int expect;
    const char *want;
} cases[] = {
    {"plain", B("a,b\n1,2\n"), 0, "1[a][b] 2[1][2] "},
    {"no line end at the end", B("a,b\n1,2"), 0, "1[a][b] 2[1][2] "},
    {"crlf", B("a,b\r\n1,2\r\n"), 0, "1[a][b] 2[1][2] "},
    {"cr", B("a,b\r1,2\r"), 0, "1[a][b] 2[1][2] "},
    {"all mixed", B("a,b\r\n1,2\n3,4\r5,6"), 0, "1[a][b] 2[1][2] 3[3][4] 4[5][6] "},
    {"mark",
     B("\xEF\xBB\xBF"
       "a,b\n1,2\n"),
     0, "1[a][b] 2[1][2] "},
    {"mark and quote", B("\xEF\xBB\xBF\"a\",b\n1,2\n"), 0, "1[a][b] 2[1][2] "},
    {"quotes", B("\"a\",\"b,c\"\n\"d\"\"e\",\n"), 0, "1[a][b,c] 2[d\"e][] "},
    {"only quotes in a field", B("a,b\n\"\",\"\"\"\"\n"), 0, "1[a][b] 2[][\"] "},
    {"embedded line ends", B("a,b\n\"x\ny\r\nz\",2\n3,4\n"), 2, "1[a][b] 2[x\ny\r\nz][2] 5[3][4] "},
    {"embedded line end, last row", B("a,b\n\"x\ny\",2"), 2, "1[a][b] 2[x\ny][2] "},
    {"blank lines", B("a,b\n\n1,2\n\r\n,\n  , \n3,4\n"), 0, "1[a][b] 3[1][2] 7[3][4] "},
    {"empty fields", B(",a,\n1,,\n"), 0, "1[][a][] 2[1][][] "},
    {"blanks are kept", B("a, b \n"), 0, "1[a][ b ] "},
    {"quote within a field", B("a,b\n5\" pipe,2\n3,4\n"), 2, "1[a][b] 2!q[5\" pipe][2] 3[3][4] "},
    {"text behind a closing quote", B("a,b\n\"x\"y,2\n3,4\n"), 2, "1[a][b] 2!q[\"x\"y][2] 3[3][4] "},
    {"blank before a quote", B("a,b\n1, \"x\"\n3,4\n"), 2, "1[a][b] 2!q[1][ \"x\"] 3[3][4] "},
    {"never closed", B("a,b\n\"x,2\n3,4\n5,6\n"), 2, "1[a][b] 2!q[\"x][2] 3[3][4] 4[5][6] "},
    {"closed by a later row's quote", B("a,b\n\"x,2\n3,\"4\"\n5,6\n"), 2, "1[a][b] 2!q[\"x][2] 3[3][4] 4[5][6] "},
    {"closed by accident, other number of fields", B("a,b\nx,\"2\n3,\"\n5,6\n"), 2, "1[a][b] 2[x][2\n3,] 4[5][6] "},
    {"the same where it does not fit", B("a,b\n\"x,2\n3,\",4,5\n5,6\n"), 2,
     "1[a][b] 2!q[\"x][2] 3!q[3][\"][4][5] 4[5][6] "},
    {"a lone quote at the end", B("a,b\n1,\""), 2, "1[a][b] 2!q[1][\"] "},
    {"doubled quote at the end", B("a,b\n1,\"x\"\""), 2, "1[a][b] 2!q[1][\"x\"\"] "},
    {"RFC 4180 escapes at the end of a field", B("a,b\n\"say \\static\\\"\"\",2\n"), 2,
     "1[a][b] 2[say \\static\\\"][2] "},
    {"ragged rows come through", B("a,b\n1\n1,2,3\n"), 2, "1[a][b] 2[1] 3[1][2][3] "},
    {"semicolons", B("a;b\n1,5;2\n"), 0, "1[a][b] 2[1,5][2] "},
    {"tabs", B("a\tb\n1\t2\n"), 0, "1[a][b] 2[1][2] "},
    {"bars", B("a|b\n1|2\n"), 0, "1[a][b] 2[1][2] "},
    {"separators within quotes do not count", B("\"a;;;\",b\n1,2\n"), 0, "1[a;;;][b] 2[1][2] "},
    {"sep=", B("sep=;\na;b\n1;2\n"), 0, "2[a][b] 3[1][2] "},
    {"NUL", B("a,b,ccccccccccccccccccccccccccccccccccccccccc\n1,x\0y,3\n4,5,6\n"), 3,
     "1[a][b][ccccccccccccccccccccccccccccccccccccccccc] 2!0[1][x][3] 3[4][5][6] "},
    {"broken utf-8", B("编号,内容\n1,投诉投诉\n2,\xE6\x8A,x\n3,对\n"), 0,
     "1[编号][内容] 2[1][投诉投诉] 3!e[2][\xE6\x8A][x] 4[3][对] "},
    {"nothing", B(""), 0, ""},
    {"only line ends", B("\n\r\n\r"), 0, ""},
};

START_TEST(rows) {
    struct arena a;
    arena_init(&a);
    char *got = read_all(&a, cases[_i].in, "auto", 0, cases[_i].expect, NULL);
    ck_assert_msg(strcmp(got, cases[_i].want) == 0, "%s: %s", cases[_i].what, got);
    arena_release(&a);
}
END_TEST

/* The bytes of the row itself, for the quarantine. */
START_TEST(raw_bytes) {
    static const char text[] = "\xB1\xE0\xBA\xC5,b\r\n\"\xCD\xB6\n\xCB\xDF\",2\r\n\xCD,x\n";
    struct err e = {0};
    int fd = memfd_create("csv", 0);
    ck_assert_int_eq(write(fd, text, sizeof text - 1), (ssize_t)sizeof text - 1);
    struct encoding_verdict v = encoding_look(fd, "f.csv", "gb18030", &e);
    struct csv *c = csv_open(fd, "f.csv", &v, 0, &e);
    struct row row;
    ck_assert(csv_next(c, &row, &e) && str_is(row.field[0], "编号"));
    ck_assert(csv_next(c, &row, &e) && str_is(row.field[0], "投\n诉"));
    ck_assert(str_eq(row.raw, STR_LIT("\"\xCD\xB6\n\xCB\xDF\",2")));
    ck_assert(csv_next(c, &row, &e) && row.fault == ROW_ENCODING && row.line == 4);
    ck_assert(str_eq(row.raw, STR_LIT("\xCD,x")));
    ck_assert(str_is(row.field[1], "x")); /* the delimiter was not swallowed */
    ck_assert(!csv_next(c, &row, &e));
    csv_close(c);
    close(fd);
}
END_TEST

/* A character whose second byte is | is no delimiter. */
START_TEST(bars_within_characters) {
    struct arena a;
    arena_init(&a);
    char found;
    char *got = read_all(&a, STR_LIT("a|b\n\x81\x7C|\"\xCD\xB6\"\n\x81\x7C\"|1\n2|3\n"), "gb18030", 0, 2, &found);
    ck_assert_int_eq(found, '|');
    ck_assert_str_eq(got, "1[a][b] 2[亅][投] 3!q[亅\"][1] 4[2][3] ");
    arena_release(&a);
}
END_TEST

START_TEST(utf16_rows) {
    static const char text[] = "\xFF\xFE"
                               "a\0,\0b\0\r\0\n\0\"\0\x95\x62\n\0\"\0,\0"
                               "2\0\n\0\x3D\xD8,\0x\0\n\0";
    struct arena a;
    arena_init(&a);
    char *got = read_all(&a, str_n(text, sizeof text - 1), "auto", 0, 2, NULL);
    ck_assert_str_eq(got, "1[a][b] 2[投\n][2] 4!e[\xED\xA0\xBD][x] ");
    arena_release(&a);
}
END_TEST

/* Rows of all lengths around the borders of the blocks come out whole; CRLF may be cut in two. */
START_TEST(block_borders) {
    struct buf in, want;
    struct arena a;
    buf_init(&in);
    buf_init(&want);
    arena_init(&a);
    buf_puts(&in, "a,b\r\n");
    buf_puts(&want, "1[a][b] ");
    int line = 2;
    for (int i = 0; i < 40000; i++, line++) {
        int n = (i * 7919) % 311;
        bool quoted = i % 5 == 0;
        buf_printf(&in, "%d,%s", i, quoted ? "\"q\"\"" : "");
        buf_printf(&want, "%d[%d][%s", line, i, quoted ? "q\"" : "");
        for (int k = 0; k < n; k++) buf_puts(&in, "电"), buf_puts(&want, "电");
        if (quoted) buf_puts(&in, "\r\n\""), buf_puts(&want, "\r\n"), line++;
        buf_puts(&in, i % 3 ? "\r\n" : i % 2 ? "\n" : "\r");
        buf_puts(&want, "] ");
    }
    ck_assert_uint_gt(in.n, 15u << 20);
    char *got = read_all(&a, buf_view(&in), "auto", 0, 2, NULL);
    ck_assert(strcmp(got, want.p) == 0);
    buf_release(&in);
    buf_release(&want);
    arena_release(&a);
}
END_TEST

static void repeat(struct buf *b, char c, size_t n) {
    while (n--) buf_byte(b, c);
}

/* B8: limits hold, and the rows behind come through. */
START_TEST(limits) {
    struct buf in;
    struct arena a;
    buf_init(&in);
    arena_init(&a);
    buf_puts(&in, "a,b\n1,");
    repeat(&in, 'x', ROW_FIELD_MAX + 1);
    buf_puts(&in, "\n2,");
    repeat(&in, 'x', (size_t)ROW_MAX * 3);
    buf_puts(&in, "\n3,ok\n4,");
    repeat(&in, ',', ROW_COLUMNS_MAX);
    buf_puts(&in, "\n5,\"");
    repeat(&in, 'y', (size_t)ROW_MAX + 5);
    buf_puts(&in, "\n6,ok\n7,\"z\n"); /* never closed */
    repeat(&in, '\n', (size_t)ROW_MAX * 2);
    buf_puts(&in, "8,end\n");
    struct err e = {0};
    int fd = memfd_create("csv", 0);
    for (size_t at = 0; at < in.n;) at += (size_t)write(fd, in.p + at, in.n - at);
    struct encoding_verdict v = encoding_look(fd, "f.csv", "auto", &e);
    struct csv *c = csv_open(fd, "f.csv", &v, 0, &e);
    csv_expect(c, 2);
    static const enum row_fault want[] = {ROW_RIGHT,    ROW_TOO_LONG, ROW_TOO_LONG, ROW_RIGHT, ROW_COLUMNS,
                                          ROW_TOO_LONG, ROW_RIGHT,    ROW_QUOTE,    ROW_RIGHT};
    struct row row;
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        ck_assert(csv_next(c, &row, &e));
        ck_assert_msg(row.fault == want[i], "row %zu: %d", i, row.fault);
    }
    ck_assert(str_is(row.field[1], "end"));
    ck_assert_int_eq(row.line, 9 + 2 * (int64_t)ROW_MAX);
    ck_assert(!csv_next(c, &row, &e) && !err_is(&e));
    csv_close(c);
    close(fd);
    buf_release(&in);
    arena_release(&a);
}
END_TEST

/* B1: a stray quote that happens to meet another one costs its own row and not the 300 between them. */
START_TEST(stray_quotes_far_apart) {
    struct buf in, want;
    struct arena a;
    buf_init(&in);
    buf_init(&want);
    arena_init(&a);
    buf_puts(&in, "a,b\n\"x,1\n");
    buf_puts(&want, "1[a][b] 2!q[\"x][1] ");
    for (int i = 3; i < 303; i++) {
        buf_printf(&in, "%d,\n", i);
        buf_printf(&want, "%d[%d][] ", i, i);
    }
    buf_puts(&in, "y\",2\n9,9\n");
    buf_puts(&want, "303!q[y\"][2] 304[9][9] ");
    char *got = read_all(&a, buf_view(&in), "auto", 0, 2, NULL);
    ck_assert_str_eq(got, want.p);
    buf_release(&in);
    buf_release(&want);
    arena_release(&a);
}
END_TEST

#define N(t) (int)(sizeof(t) / sizeof *(t))

TCase *csv_case(void) {
    TCase *t = tcase_create("csv");
    tcase_set_timeout(t, 60);
    tcase_add_loop_test(t, rows, 0, N(cases));
    tcase_add_test(t, raw_bytes);
    tcase_add_test(t, bars_within_characters);
    tcase_add_test(t, utf16_rows);
    tcase_add_test(t, block_borders);
    tcase_add_test(t, limits);
    tcase_add_test(t, stray_quotes_far_apart);
    return t;
}
