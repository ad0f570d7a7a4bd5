/* ecosystem.md, section 3, «own rule» and traps; reliability.md A1–A12, A15. Bytes of GB18030, Big5 and UTF-16 are
 * from the code tables: 投诉 = CDB6 CBDF, 一 = D2BB in GB18030; 一 = A440, 的 = AABA in Big5. */
#include "etl/encoding.h"
#include "etl/input.h"
#include "tests/etl/cases.h"
#include "tests/etl/kit.h"
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#define B(lit)                                                                                                         \
    { "" lit, sizeof(lit) - 1 }

/* "编号,内容\n1,投诉 电梯 停运\n" */
#define GB_TEXT "\xB1\xE0\xBA\xC5,\xC4\xDA\xC8\xDD\n1,\xCD\xB6\xCB\xDF\xB5\xE7\xCC\xDD\xCD\xA3\xD4\xCB\n"
/* 一的是在不了有和人這 */
#define BIG5_TEXT "1,\xA4\x40\xAA\xBA\xAC\x4F\xA6\x62\xA4\xA3\xA4\x46\xA6\xB3\xA9\x4D\xA4\x48\xB3\x6F\n"

static const struct {
    const char *what;
    struct str bytes;
    const char *wanted, *want; /* NULL: refused */
    bool bom, clean;
} files[] = {
    {"empty", B(""), "auto", "utf-8", false, true},
    {"ascii", B("a,b\n1,2\n"), "auto", "utf-8", false, true},
    {"utf-8", B("编号,内容\n1,投诉\n"), "auto", "utf-8", false, true},
    {"utf-8 with mark", B("\xEF\xBB\xBF编号\n1\n"), "auto", "utf-8", true, true},
    {"utf-8, one row broken", B("编号,内容\n1,投诉电梯\n2,\xCD\n3,正常\n"), "auto", "utf-8", false, false},
    {"ascii, one byte broken", B("a,b\n1,x\xFFy\n2,y\n"), "auto", "utf-8", false, false},
    {"gb18030", B(GB_TEXT), "auto", "gb18030", false, false},
    {"gb18030, two words", B("a,b\n1,\xD5\xC5\xC8\xFD\n"), "auto", "gb18030", false, false},
    {"gb18030 with four bytes", B(GB_TEXT "2,\x81\x30\x81\x30\n"), "auto", "gb18030", false, false},
    {"windows euro", B(GB_TEXT "2,\x80 12\n"), "auto", "cp936", false, false},
    {"big5", B(BIG5_TEXT), "auto", "big5", false, false},
    {"gb18030 and utf-8 in one file", B(GB_TEXT "2,投诉电梯停运编号内容\n"), "auto", NULL, false, false},
    {"gb18030 and utf-8, said", B(GB_TEXT "2,投诉\n"), "gb18030", "gb18030", false, false},
    {"random bytes", B("a,\x9F\x20\xE1\x21\xFE\x22\xC7\x23\xF0\x24\xD2\x25\xF9\x26\n"), "auto", NULL, false, false},
    {"utf-16 le mark",
     B("\xFF\xFE"
       "a\0,\0b\0\n\0"),
     "auto", "utf-16", true, false},
    {"utf-16 be mark",
     B("\xFE\xFF"
       "\0a\0,\0b\0\n"),
     "auto", "utf-16", true, false},
    {"utf-16 le bare", B("a\0,\0b\0\n\0"), "auto", "utf-16", false, false},
    {"utf-16 be bare", B("\0a\0,\0b\0\n"), "auto", "utf-16", false, false},
    {"said to be utf-8", B(GB_TEXT), "utf-8", "utf-8", false, false},
    {"workbook", B("PK\3\4rest"), "auto", NULL, false, false},
    {"old workbook", B("\xD0\xCF\x11\xE0rest"), "auto", NULL, false, false},
    {"web page", B("<!DOCTYPE html>"), "auto", NULL, false, false},
    {"pdf", B("%PDF-1.7"), "auto", NULL, false, false},
    {"gzip", B("\x1F\x8B\x08\0"), "auto", NULL, false, false},
};

static int bytes_fd(struct str s) {
    int fd = memfd_create("bytes", 0);
    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(write(fd, s.p, s.n), (ssize_t)s.n);
    ck_assert_int_eq(lseek(fd, 0, SEEK_SET), 0);
    return fd;
}

START_TEST(whole_file) {
    struct err e = {0};
    int fd = bytes_fd(files[_i].bytes);
    struct encoding_verdict v = encoding_look(fd, "f.csv", files[_i].wanted, &e);
    close(fd);
    if (!files[_i].want) {
        ck_assert_msg(e.code == ERR_DATA, "%s: %s", files[_i].what, encoding_name(v.encoding));
        return;
    }
    ck_assert_msg(!err_is(&e), "%s: %s", files[_i].what, e.text);
    ck_assert_msg(strcmp(encoding_name(v.encoding), files[_i].want) == 0, "%s: %s", files[_i].what,
                  encoding_name(v.encoding));
    ck_assert_msg(v.bom == files[_i].bom && v.clean == files[_i].clean, "%s", files[_i].what);
    ck_assert_int_eq(v.bytes, (int64_t)files[_i].bytes.n);
    unsigned char sha[HASH_BYTES];
    hash_once(files[_i].bytes, sha);
    ck_assert_mem_eq(v.sha256, sha, sizeof sha);
}
END_TEST

/* A4: nothing but ASCII in the first 64 KB and more, across the block's border. */
START_TEST(late_evidence) {
    struct buf b;
    buf_init(&b);
    while (b.n < (1u << 20) - 7) buf_puts(&b, "1,2,3\n");
    while (b.n < (1u << 20) - 1) buf_byte(&b, '4');
    buf_puts(&b, "\xCD\xB6\xCB\xDF\xB5\xE7\xCC\xDD\n"); /* the first character lies across the border */
    struct err e = {0};
    int fd = bytes_fd(buf_view(&b));
    struct encoding_verdict v = encoding_look(fd, "f.csv", "auto", &e);
    close(fd);
    ck_assert_msg(!err_is(&e), "%s", e.text);
    ck_assert_str_eq(encoding_name(v.encoding), "gb18030");
    ck_assert(v.score > 0.99);
    buf_release(&b);
}
END_TEST

/* A long file, whose digest is taken by a thread of its own (reliability.md, 6.1): it is that of all its bytes. */
START_TEST(long_file) {
    struct buf b;
    buf_init(&b);
    for (int i = 0; b.n < (5u << 20) + 1; i++) buf_printf(&b, "%d,投诉,2026-10-03\n", i);
    struct err e = {0};
    unsigned char sha[HASH_BYTES];
    int fd = bytes_fd(buf_view(&b));
    struct encoding_verdict v = encoding_look(fd, "f.csv", "auto", &e);
    close(fd);
    ck_assert_msg(!err_is(&e), "%s", e.text);
    ck_assert_str_eq(encoding_name(v.encoding), "utf-8");
    ck_assert(v.clean && v.bytes == (int64_t)b.n);
    hash_once(buf_view(&b), sha);
    ck_assert_mem_eq(v.sha256, sha, sizeof sha);
    buf_release(&b);
}
END_TEST

/* RFC 3629; A10. `bad` is the first wrong byte, -1: right. */
static const struct {
    struct str s;
    int bad;
} strict[] = {
    {B(""), -1},
    {B("abc"), -1},
    {B("投诉"), -1},
    {B("\xF4\x8F\xBF\xBF"), -1},
    {B("\xED\x9F\xBF"), -1},
    {B("\xEE\x80\x80"), -1},
    {B("\xC2\x80"), -1},
    {B("\xE0\xA0\x80"), -1},
    {B("\xF0\x90\x80\x80"), -1},
    {B("a\xC0\x80"), 1},
    {B("\xC1\xBF"), 0},
    {B("\xE0\x9F\xBF"), 0},
    {B("\xED\xA0\x80"), 0},
    {B("\xF0\x8F\xBF\xBF"), 0},
    {B("\xF4\x90\x80\x80"), 0},
    {B("\xF5\x80\x80\x80"), 0},
    {B("abcdefgh\x80"), 8},
    {B("ab\xE6\x8A"), 2},
    {B("\xE6\x8A,"), 0},
    {B("\xFF"), 0},
};

START_TEST(strict_utf8) {
    size_t bad = 99;
    bool right = encoding_utf8(strict[_i].s, &bad);
    ck_assert_int_eq(right, strict[_i].bad < 0);
    if (!right) ck_assert_int_eq((int)bad, strict[_i].bad);
}
END_TEST

/* A6–A8: one row each; a wrong byte never takes its neighbour along. */
static const struct {
    enum encoding enc;
    struct str in;
    const char *out;
    int bad;
} rows[] = {
    {ENC_GB18030, B("1,\xCD\xB6\xCB\xDF"), "1,投诉", -1},
    {ENC_GB18030, B("\x81\x7C\x81\x5C"), "亅乗", -1}, /* | and \ as second bytes */
    {ENC_GB18030, B("\x81\x30\x81\x30"), "\xC2\x80", -1},
    {ENC_GB18030, B("a\xCD,b"), "a\xEF\xBF\xBD,b", 1},
    {ENC_GB18030, B("a\xCD\"b\""), "a\xEF\xBF\xBD\"b\"", 1},
    {ENC_GB18030, B("ok\xCD"), "ok\xEF\xBF\xBD", 2},
    {ENC_GB18030, B("\x81\x30\x81"),
     "\xEF\xBF\xBD"
     "0\xEF\xBF\xBD",
     0},
    {ENC_CP936, B("\x80 12"), "€ 12", -1},
    {ENC_BIG5, B("\xA4\x40\xAA\xBA"), "一的", -1},
    {ENC_GB18030, B("\xA6\xD9\xFE\x59\xA8\xBC"), "︐龴ḿ", -1}, /* A9: codes that editions give to other characters */
};

START_TEST(single_rows) {
    struct buf out;
    size_t bad = 99;
    buf_init(&out);
    struct decoder *d = decoder_open(rows[_i].enc);
    bool right = decoder_row(d, rows[_i].in, &out, &bad);
    ck_assert_str_eq(out.p, rows[_i].out);
    ck_assert_int_eq(right, rows[_i].bad < 0);
    if (!right) ck_assert_int_eq((int)bad, rows[_i].bad);
    decoder_close(d);
    buf_release(&out);
}
END_TEST

static const struct {
    struct str in;
    bool be, last;
    const char *out;
    int used;
} wide[] = {
    {B("a\0\x95\x62"), false, true, "a投", 4}, /* U+6295 */
    {B("\0a\x62\x95"), true, true, "a投", 4},
    {B("\x3D\xD8\x00\xDE"), false, true, "\xF0\x9F\x98\x80", 4}, /* U+1F600 by a pair */
    {B("\x3D\xD8"), false, false, "", 0},                        /* waits for the other half */
    {B("\x3D\xD8"
       "a\0"),
     false, true,
     "\xED\xA0\xBD"
     "a",
     4}, /* a lone half: bytes that are no UTF-8 */
    {B("a\0b"), false, false, "a", 2},
    {B("a\0b"), false, true, "a\xFF", 3},
};

START_TEST(utf16) {
    struct buf out;
    buf_init(&out);
    size_t used = encoding_utf16(wide[_i].in, wide[_i].be, wide[_i].last, &out);
    ck_assert_str_eq(out.p, wide[_i].out);
    ck_assert_int_eq((int)used, wide[_i].used);
    buf_release(&out);
}
END_TEST

/* A9: all 23,940 codes of two bytes, one a line. The digest comes from another implementation's table (CPython's, of
 * 2000) with the 25 codes that the edition of 2022 moved out of the private use area. */
START_TEST(pinned_table) {
    static const char want[] = "717375859fb9c1d7eb58fe3b4ec90e52ad68854db6bdda5d3e6405e9630e9c17";
    struct buf out, line;
    size_t bad;
    buf_init(&out);
    buf_init(&line);
    struct decoder *d = decoder_open(ENC_GB18030);
    int n = 0;
    for (int a = 0x81; a <= 0xFE; a++)
        for (int b = 0x40; b <= 0xFE; b++) {
            if (b == 0x7F) continue;
            const char code[2] = {(char)a, (char)b};
            ck_assert_msg(decoder_row(d, str_n(code, 2), &line, &bad), "%02X%02X", a, b);
            if (n++) buf_byte(&out, '\n');
            buf_str(&out, buf_view(&line));
        }
    unsigned char digest[HASH_BYTES];
    char hex[HASH_HEX];
    hash_once(buf_view(&out), digest);
    ck_assert_int_eq(n, 23940);
    ck_assert_str_eq(hash_hex(digest, hex), want);
    decoder_close(d);
    buf_release(&out);
    buf_release(&line);
}
END_TEST

/* The same for every 97th of the codes of four bytes up to U+FFFF: 407 of them. */
START_TEST(codes_of_four_bytes) {
    struct buf out, line;
    size_t bad;
    buf_init(&out);
    buf_init(&line);
    struct decoder *d = decoder_open(ENC_GB18030);
    for (int n = 0; n < 39420; n += 97) {
        const char code[4] = {(char)(0x81 + n / 12600), (char)(0x30 + n / 1260 % 10), (char)(0x81 + n / 10 % 126),
                              (char)(0x30 + n % 10)};
        ck_assert_msg(decoder_row(d, str_n(code, 4), &line, &bad), "number %d", n);
        if (n) buf_byte(&out, '\n');
        buf_str(&out, buf_view(&line));
    }
    unsigned char digest[HASH_BYTES];
    char hex[HASH_HEX];
    hash_once(buf_view(&out), digest);
    ck_assert_str_eq(hash_hex(digest, hex), "83bb031c7496264c3c08b244e863e41907e6e9957c953922fa6ffc772b9413fd");
    decoder_close(d);
    buf_release(&out);
    buf_release(&line);
}
END_TEST

#define N(t) (int)(sizeof(t) / sizeof *(t))

TCase *encoding_case(void) {
    TCase *t = tcase_create("encoding");
    tcase_add_loop_test(t, whole_file, 0, N(files));
    tcase_add_test(t, late_evidence);
    tcase_add_test(t, long_file);
    tcase_add_loop_test(t, strict_utf8, 0, N(strict));
    tcase_add_loop_test(t, single_rows, 0, N(rows));
    tcase_add_loop_test(t, utf16, 0, N(wide));
    tcase_add_test(t, pinned_table);
    tcase_add_test(t, codes_of_four_bytes);
    return t;
}
