#include "etl/unpack.h"
#include "etl/sandbox.h"
#include "etl/workbook.h"
#include <errno.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

enum { PIECE = 1 << 16, MIB = 1 << 20, RATIO_MAX = 200 };
static const int64_t text_max = (int64_t)512 * MIB, book_max = (int64_t)256 * MIB;

/* Sheets come behind these bytes, with which no text begins; one that does is no more than a list of rows either. */
static const char sheets_follow[8] = "\0HFROWS";

enum unpack_packing unpack_packing(int fd) {
    unsigned char head[4] = {0};
    if (pread(fd, head, sizeof head, 0) != sizeof head) return UNPACK_NONE;
    if (head[0] == 0x1F && head[1] == 0x8B) return UNPACK_GZIP;
    return memcmp(head, "PK\3\4", 4) == 0 ? UNPACK_ZIP : UNPACK_NONE;
}

/* --- in the process of its own -------------------------------------------------------------------------------- */

static void write_book(struct str bytes, const char *sheet, int out, struct err *e) {
    struct frames_out o = {.fd = out};
    buf_init(&o.buf);
    buf_add(&o.buf, sheets_follow, sizeof sheets_follow);
    workbook_read(bytes, sheet, &o, e);
    buf_release(&o.buf);
}

/* gzip, member by member: what it holds goes straight on, except for a workbook, which is needed whole. */
struct inflater {
    z_stream z;
    int out;
    const char *sheet;
    int64_t total, packed;
    bool book, begun;
    struct buf whole;
};

static void refuse(struct err *e, const char *why) {
    err_set(e, ERR_DATA, "cannot be unpacked: %s; compress it anew", why);
}

static bool pass_on(struct inflater *f, const unsigned char *p, size_t n, struct err *e) {
    if (!f->begun) f->book = n >= 4 && memcmp(p, "PK\3\4", 4) == 0;
    f->begun = f->begun || n > 0;
    f->total += (int64_t)n;
    if (f->total > (f->book ? book_max : text_max))
        refuse(e, f->book ? "it holds more than 256 MiB" : "it holds more than 512 MiB; split it");
    else if (f->total > MIB && f->total / RATIO_MAX > f->packed)
        refuse(e, "it unpacks to more than 200 times its size");
    if (err_is(e)) return false;
    if (!f->book) return sandbox_put(f->out, p, n);
    buf_add(&f->whole, p, n);
    return true;
}

/* One member; false at the end of the last one. Zeros behind it are what tapes leave and mean nothing. */
static bool next_member(struct inflater *f, struct err *e) {
    while (f->z.avail_in && *f->z.next_in == 0) f->z.next_in++, f->z.avail_in--;
    if (!f->z.avail_in) return false;
    if (inflateReset(&f->z) != Z_OK) refuse(e, "it is damaged");
    return !err_is(e);
}

static void inflate_all(struct inflater *f, struct err *e) {
    unsigned char piece[PIECE];
    bool more = true;
    while (more && !err_is(e)) {
        f->z.next_out = piece;
        f->z.avail_out = sizeof piece;
        int rc = inflate(&f->z, Z_NO_FLUSH);
        if (rc != Z_OK && rc != Z_STREAM_END) refuse(e, f->z.avail_in ? "it is damaged" : "it ends too early");
        if (!err_is(e) && !pass_on(f, piece, sizeof piece - f->z.avail_out, e)) return;
        if (rc == Z_STREAM_END) more = next_member(f, e);
    }
}

static void inflate_bytes(struct str packed, const char *sheet, int out, struct err *e) {
    struct inflater f = {.out = out, .sheet = sheet, .packed = (int64_t)packed.n};
    buf_init(&f.whole);
    f.z.next_in = (unsigned char *)(uintptr_t)packed.p;
    f.z.avail_in = (unsigned)packed.n;
    if (packed.n > UINT32_MAX || inflateInit2(&f.z, 15 + 16) != Z_OK) refuse(e, "it is too large");
    else inflate_all(&f, e);
    inflateEnd(&f.z);
    if (f.book && !err_is(e)) write_book(buf_view(&f.whole), sheet, out, e);
    buf_release(&f.whole);
}

void unpack_bytes(struct str packed, const char *sheet, int out, struct err *e) {
    if (packed.n > 1 && memcmp(packed.p, "\x1F\x8B", 2) == 0) inflate_bytes(packed, sheet, out, e);
    else write_book(packed, sheet, out, e);
}

static void in_child(void *sheet, int in, int out, struct err *e) {
    struct stat st;
    void *p = fstat(in, &st) == 0 && st.st_size > 0 ? mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, in, 0)
                                                    : MAP_FAILED;
    if (p == MAP_FAILED) err_set(e, ERR_DATA, "cannot be read: %s", strerror(errno));
    else unpack_bytes(str_n(p, (size_t)st.st_size), sheet, out, e);
}

/* --- here ----------------------------------------------------------------------------------------------------- */

void unpack_open(struct unpacked *u, struct arena *a, int fd, const char *path, const char *sheet, struct err *e) {
    struct stat st;
    *u = (struct unpacked){.fd = -1};
    int got = sandbox_run(in_child, (void *)(uintptr_t)sheet, fd, path, &sandbox_usual, e);
    if (err_is(e)) return;
    char head[sizeof sheets_follow];
    bool book = pread(got, head, sizeof head, 0) == sizeof head && memcmp(head, sheets_follow, sizeof head) == 0;
    if (!book) {
        u->fd = got;
        return;
    }
    void *p = fstat(got, &st) == 0 ? mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, got, 0) : MAP_FAILED;
    if (p == MAP_FAILED) {
        err_set(e, ERR_IO, "%s: cannot be unpacked: %s", path, strerror(errno));
    } else {
        u->bytes = str_n(p, (size_t)st.st_size);
        struct err own = {0};
        frames_open(&u->book, a, str_n(u->bytes.p + sizeof head, u->bytes.n - sizeof head), &own);
        if (err_is(&own)) err_set(e, own.code, "%s: %s", path, own.text);
    }
    close(got);
}

void unpack_close(struct unpacked *u) {
    if (u->fd >= 0) close(u->fd);
    if (u->bytes.p) munmap((void *)(uintptr_t)u->bytes.p, u->bytes.n);
    *u = (struct unpacked){.fd = -1};
}
