#include "etl/archive.h"
#include "base/mem.h"
#include <zip.h>

enum { MEMBERS_MAX = 10000, MIB = 1 << 20, RATIO_MAX = 200, PIECE = 1 << 16 };
static const int64_t member_max = (int64_t)256 * MIB, total_max = (int64_t)512 * MIB;

struct archive {
    zip_t *zip;
    int64_t total; /* bytes that came out of it */
};

static void refuse(struct err *e, const char *why) {
    err_set(e, ERR_DATA, "is no workbook to be read: %s; open it in a spreadsheet and save it anew as .xlsx", why);
}

/* Members that share bytes are how small archives hold endless ones: what all of them take must fit into the file. */
static void check_members(struct archive *a, size_t size, struct err *e) {
    zip_int64_t n = zip_get_num_entries(a->zip, 0);
    uint64_t packed = 0;
    if (n > MEMBERS_MAX) refuse(e, "it has more than 10000 parts");
    for (zip_int64_t i = 0; i < n && !err_is(e); i++) {
        zip_stat_t st;
        if (zip_stat_index(a->zip, (zip_uint64_t)i, 0, &st) != 0 || !(st.valid & ZIP_STAT_COMP_SIZE)) {
            refuse(e, "one of its parts is damaged");
        } else if ((st.valid & ZIP_STAT_ENCRYPTION_METHOD) && st.encryption_method != ZIP_EM_NONE) {
            refuse(e, "it is protected by a password");
        } else {
            packed += st.comp_size < size ? st.comp_size : size + 1;
        }
    }
    if (packed > size) refuse(e, "its parts overlap");
}

struct archive *archive_open(struct str bytes, struct err *e) {
    struct archive *a = mem_zero(sizeof *a);
    zip_error_t why;
    zip_error_init(&why);
    zip_source_t *src = zip_source_buffer_create(bytes.p, bytes.n, 0, &why);
    if (src) a->zip = zip_open_from_source(src, ZIP_RDONLY | ZIP_CHECKCONS, &why);
    if (src && !a->zip) zip_source_free(src);
    if (!a->zip) refuse(e, zip_error_strerror(&why));
    else check_members(a, bytes.n, e);
    zip_error_fini(&why);
    if (!err_is(e)) return a;
    archive_close(a);
    return NULL;
}

void archive_close(struct archive *a) {
    if (!a) return;
    if (a->zip) zip_discard(a->zip);
    mem_free(a);
}

bool archive_has(const struct archive *a, const char *name) { return zip_name_locate(a->zip, name, 0) >= 0; }

static void check_size(const struct archive *a, int64_t out, int64_t packed, struct err *e) {
    if (out > member_max || a->total > total_max) refuse(e, "it holds more than 256 MiB in a part or 512 MiB in all");
    else if (out > MIB && out / RATIO_MAX > packed) refuse(e, "a part unpacks to more than 200 times its size");
}

static void read_member(struct archive *a, zip_file_t *f, int64_t packed, archive_sink *sink, void *ctx,
                        struct err *e) {
    char piece[PIECE];
    int64_t out = 0;
    while (!err_is(e)) {
        zip_int64_t n = zip_fread(f, piece, sizeof piece);
        if (n < 0) refuse(e, "a part is damaged (check sum or packing)");
        if (n <= 0) return;
        out += n;
        a->total += n;
        check_size(a, out, packed, e);
        if (!err_is(e) && !sink(ctx, piece, (size_t)n)) return;
    }
}

void archive_read(struct archive *a, const char *name, archive_sink *sink, void *ctx, struct err *e) {
    zip_stat_t st;
    if (err_is(e)) return;
    zip_file_t *f = zip_fopen(a->zip, name, 0);
    if (!f || zip_stat(a->zip, name, 0, &st) != 0)
        refuse(e, f ? "a part is damaged" : "a part that it names is missing or packed in a strange way");
    else read_member(a, f, (int64_t)st.comp_size, sink, ctx, e);
    if (f) zip_fclose(f);
}
