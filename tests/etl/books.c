#include "tests/etl/books.h"
#include <zlib.h>

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/"

void book_open(struct book *b) {
    *b = (struct book){0};
    arena_init(&b->a);
    buf_init(&b->sheets);
    buf_init(&b->relations);
}

void book_close(struct book *b) {
    buf_release(&b->sheets);
    buf_release(&b->relations);
    arena_release(&b->a);
}

static bool has(const struct book *b, const char *name) {
    for (int i = 0; i < b->n; i++)
        if (strcmp(b->name[i], name) == 0) return true;
    return false;
}

void book_part(struct book *b, const char *name, const char *text) {
    int i = 0;
    while (i < b->n && strcmp(b->name[i], name) != 0) i++;
    if (i == b->n) b->name[b->n++] = arena_cstr(&b->a, str_of(name));
    b->part[i] = arena_str(&b->a, str_of(text));
}

void book_sheet(struct book *b, const char *name, const char *state, const char *rows, const char *behind) {
    int k = ++b->n_sheets;
    buf_printf(&b->sheets, "<sheet name=\"%s\" sheetId=\"%d\" state=\"%s\" r:id=\"rId%d\"/>", name, k, state, k);
    buf_printf(&b->relations,
               "<Relationship Id=\"rId%d\" Type=\"" OFFICE "/worksheet\" Target=\"worksheets/sheet%d.xml\"/>", k, k);
    book_part(b, arena_printf(&b->a, "xl/worksheets/sheet%d.xml", k),
              arena_printf(&b->a,
                           "<?xml version=\"1.0\"?><worksheet xmlns=\"" MAIN "\"><sheetData>%s</sheetData>%s"
                           "</worksheet>",
                           rows, behind));
}

static void add_rest(struct book *b) {
    if (!has(b, "[Content_Types].xml"))
        book_part(b, "[Content_Types].xml", "<Types xmlns=\"" PACKAGE "content-types\"/>");
    if (!has(b, "_rels/.rels"))
        book_part(b, "_rels/.rels",
                  "<Relationships xmlns=\"" PACKAGE "relationships\"><Relationship Id=\"r\" Type=\"" OFFICE
                  "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
    if (!has(b, "xl/workbook.xml"))
        book_part(b, "xl/workbook.xml",
                  arena_printf(&b->a,
                               "<workbook xmlns=\"" MAIN "\" xmlns:r=\"" OFFICE "\"><workbookPr %s/><sheets>%s</sheets>"
                               "</workbook>",
                               b->workbook_pr ? b->workbook_pr : "", b->sheets.p));
    if (!has(b, "xl/_rels/workbook.xml.rels"))
        book_part(b, "xl/_rels/workbook.xml.rels",
                  arena_printf(&b->a,
                               "<Relationships xmlns=\"" PACKAGE
                               "relationships\">%s<Relationship Id=\"st\" Type=\"" OFFICE
                               "/styles\" Target=\"%s\"/><Relationship Id=\"ss\" Type=\"" OFFICE
                               "/sharedStrings\" Target=\"%s\"/></Relationships>",
                               b->relations.p, has(b, "xl/styles.xml") ? "styles.xml" : "",
                               has(b, "xl/sharedStrings.xml") ? "sharedStrings.xml" : ""));
}

struct str book_bytes(struct book *b) {
    int given = b->n;
    add_rest(b);
    zip_error_t why;
    zip_source_t *to = zip_source_buffer_create(NULL, 0, 0, &why);
    zip_t *z = zip_open_from_source(to, ZIP_TRUNCATE, &why);
    ck_assert_ptr_nonnull(z);
    zip_source_keep(to);
    for (int i = 0; i < b->n; i++) {
        zip_source_t *part = zip_source_buffer(z, b->part[i].p, b->part[i].n, 0);
        zip_int64_t at = zip_file_add(z, b->name[i], part, ZIP_FL_ENC_UTF_8);
        ck_assert_int_ge(at, 0);
        zip_set_file_compression(z, (zip_uint64_t)at, b->stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE, 0);
    }
    ck_assert_int_eq(zip_close(z), 0);
    b->n = given; /* the rest is written anew next time */
    zip_stat_t st;
    ck_assert_int_eq(zip_source_stat(to, &st), 0);
    char *bytes = arena_alloc(&b->a, st.size);
    zip_source_open(to);
    ck_assert_int_eq(zip_source_read(to, bytes, st.size), (zip_int64_t)st.size);
    zip_source_close(to);
    zip_source_free(to);
    return str_n(bytes, st.size);
}

char *book_row(struct book *b, int line, const char *cells) {
    struct buf x;
    buf_init(&x);
    buf_printf(&x, "<row r=\"%d\">", line);
    int col = 0;
    for (struct str rest = str_of(cells), c; str_split(&rest, '|', &c); col++) {
        if (!c.n) continue;
        buf_printf(&x, "<c r=\"%c%d\" t=\"inlineStr\"><is><t>", 'A' + col, line);
        buf_html(&x, c);
        buf_puts(&x, "</t></is></c>");
    }
    buf_puts(&x, "</row>");
    char *out = arena_cstr(&b->a, buf_view(&x));
    buf_release(&x);
    return out;
}

struct str book_gzip(struct book *b, struct str bytes) {
    z_stream z = {0};
    ck_assert_int_eq(deflateInit2(&z, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY), Z_OK);
    size_t room = deflateBound(&z, bytes.n) + 64;
    char *out = arena_alloc(&b->a, room);
    z.next_in = (unsigned char *)(uintptr_t)bytes.p;
    z.avail_in = (unsigned)bytes.n;
    z.next_out = (unsigned char *)out;
    z.avail_out = (unsigned)room;
    ck_assert_int_eq(deflate(&z, Z_FINISH), Z_STREAM_END);
    size_t n = room - z.avail_out;
    deflateEnd(&z);
    return str_n(out, n);
}
