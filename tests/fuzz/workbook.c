/* A workbook from its bytes to its rows, in this process. An input that starts with P is the archive; F: the frames as
 * they come over the pipe, which whoever took the parser over may have written; else the parts of a workbook, sheet,
 * styles and shared texts, with a line of % between them, which are put into an archive that is right.
 *
 * What must hold: an error or rows, in order, within the limits, of UTF-8 without NUL or with a fault. */
#include "etl/encoding.h"
#include "etl/rows.h"
#include "etl/workbook.h"
#include "tests/fuzz/fuzz.h"
#include <zip.h>

static void check_rows(const struct frames_sheet *s) {
    struct err e = {0};
    struct row row;
    struct rows *r = rows_of_sheet(s);
    int64_t line = 0;
    size_t bad;
    for (bool first = true; rows_next(r, &row, &e); first = false) {
        require(row.line > line && row.line <= FRAMES_LINE_MAX && row.n <= ROW_COLUMNS_MAX);
        line = row.line;
        for (int i = 0; i < row.n && !row.fault; i++)
            require(encoding_utf8(row.field[i], &bad) && !memchr(row.field[i].p, 0, row.field[i].n));
        require(row.raw.n <= 5 * (size_t)ROW_MAX);
        if (first) rows_expect(r, row.n);
    }
    rows_close(r);
}

static void check_frames(struct str bytes) {
    struct frames f;
    struct err e = {0};
    struct arena a;
    arena_init(&a);
    frames_open(&f, &a, bytes, &e);
    for (size_t i = 0; i < f.n && e.code == 0; i++)
        if (f.sheet[i].read) check_rows(&f.sheet[i]);
    arena_release(&a);
}

static void check_archive(struct str bytes) {
    struct frames_out o = {.fd = -1};
    struct err e = {0};
    buf_init(&o.buf);
    workbook_read(bytes, NULL, &o, &e);
    require(e.code == 0 || e.code == ERR_DATA);
    if (e.code == 0) check_frames(buf_view(&o.buf));
    buf_release(&o.buf);
}

static void add(zip_t *z, const char *name, struct str bytes) {
    zip_int64_t at = zip_file_add(z, name, zip_source_buffer(z, bytes.p, bytes.n, 0), 0);
    zip_set_file_compression(z, (zip_uint64_t)at, ZIP_CM_STORE, 0);
}

static void add_all(zip_t *z, const struct str part[3]) {
    add(z, "[Content_Types].xml", STR_LIT("<Types/>"));
    add(z, "_rels/.rels", STR_LIT("<a><Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"xl/w.xml\"/></a>"));
    add(z, "xl/w.xml", STR_LIT("<workbook xmlns:r=\"r\"><sheets><sheet name=\"S\" r:id=\"b\"/></sheets></workbook>"));
    add(z, "xl/_rels/w.xml.rels",
        STR_LIT("<a><Relationship Id=\"b\" Type=\"x/worksheet\" Target=\"worksheets/s.xml\"/><Relationship Id=\"c\" "
                "Type=\"x/styles\" Target=\"st.xml\"/><Relationship Id=\"d\" Type=\"x/sharedStrings\" "
                "Target=\"ss.xml\"/></a>"));
    static const char *const name[] = {"xl/worksheets/s.xml", "xl/st.xml", "xl/ss.xml"};
    for (int i = 0; i < 3; i++) add(z, name[i], part[i].n ? part[i] : STR_LIT("<a/>"));
}

static void check_parts(struct str in) {
    struct str part[3] = {{0}};
    zip_error_t why;
    zip_stat_t st;
    for (int i = 0; i < 3; i++) str_split(&in, '%', &part[i]);
    zip_source_t *to = zip_source_buffer_create(NULL, 0, 0, &why);
    zip_t *z = zip_open_from_source(to, ZIP_TRUNCATE, &why);
    zip_source_keep(to);
    add_all(z, part);
    require(zip_close(z) == 0 && zip_source_stat(to, &st) == 0);
    char *bytes = malloc(st.size);
    require(bytes && zip_source_open(to) == 0 && zip_source_read(to, bytes, st.size) == (zip_int64_t)st.size);
    zip_source_close(to);
    zip_source_free(to);
    check_archive(str_n(bytes, st.size));
    free(bytes);
}

void fuzz_workbook(const uint8_t *data, size_t size) {
    struct str in = str_n((const char *)data, size);
    if (size < 1) return;
    if (data[0] == 'P') check_archive(in);
    else if (data[0] == 'F') check_frames(str_n(in.p + 1, in.n - 1));
    else check_parts(in);
}
