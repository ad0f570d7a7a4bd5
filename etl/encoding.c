#include "etl/encoding.h"
#include "base/mem.h"
#include "base/thread.h"
#include <errno.h>
#include <iconv.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BLOCK = 1 << 20 };

const char *encoding_name(enum encoding e) {
    static const char *const name[] = {"utf-8", "utf-16", "utf-16", "gb18030", "cp936", "big5"};
    return name[e];
}

/* The length of the character at p (n bytes left): 0 when wrong, -1 when it may go on behind the end. */
static int utf8_length(const unsigned char *p, size_t n) {
    unsigned char c = p[0];
    if (c < 0x80) return 1;
    if (c < 0xC2 || c > 0xF4) return 0;
    int want = c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
    unsigned char low = c == 0xE0 ? 0xA0 : c == 0xF0 ? 0x90 : 0x80, high = c == 0xED ? 0x9F : c == 0xF4 ? 0x8F : 0xBF;
    for (int i = 1; i < want; i++) {
        if ((size_t)i >= n) return -1;
        if (p[i] < low || p[i] > high) return 0;
        low = 0x80, high = 0xBF;
    }
    return want;
}

static size_t skip_ascii(const unsigned char *p, size_t i, size_t n) {
    for (; i + 8 <= n; i += 8) {
        uint64_t w;
        memcpy(&w, p + i, 8);
        if (w & 0x8080808080808080ull) break;
    }
    while (i < n && p[i] < 0x80) i++;
    return i;
}

bool encoding_utf8(struct str s, size_t *bad) {
    const unsigned char *p = (const unsigned char *)s.p;
    for (size_t i = skip_ascii(p, 0, s.n); i < s.n; i = skip_ascii(p, i, s.n)) {
        int k = utf8_length(p + i, s.n - i);
        if (k <= 0) {
            *bad = i;
            return false;
        }
        i += (size_t)k;
    }
    return true;
}

/* What the bytes of a file look like under each reading. */
struct counts {
    int64_t bytes, lines, nul, nul_even;
    int64_t wide, errors;         /* as UTF-8: characters of three and four bytes; wrong bytes */
    int64_t common, other, wrong; /* as GB18030 or Big5 */
    int64_t euro, quads;          /* GB18030: lone 0x80; characters of four bytes */
};

static void count_nuls(struct counts *k, const unsigned char *p, size_t n, int64_t from) {
    for (const unsigned char *q = p, *end = p + n; (q = memchr(q, 0, (size_t)(end - q))) != NULL; q++) {
        k->nul++;
        k->nul_even += ((from + (q - p)) & 1) == 0;
        if (q + 1 == end) break;
    }
}

/* Counts as UTF-8; returns the bytes used: all but an unfinished last character. */
static size_t count_utf8(struct counts *k, const unsigned char *p, size_t n, bool last) {
    size_t i = skip_ascii(p, 0, n);
    for (; i < n; i = skip_ascii(p, i, n)) {
        int len = utf8_length(p + i, n - i);
        if (len < 0 && !last) return i;
        if (len <= 0) {
            k->errors++;
            i++;
        } else {
            k->wide += len > 2;
            i += (size_t)len;
        }
    }
    return i;
}

static size_t count_nothing(struct counts *k, const unsigned char *p, size_t n, bool last) {
    (void)k, (void)p, (void)last;
    return n;
}

static bool in(unsigned char c, unsigned char low, unsigned char high) { return c >= low && c <= high; }

static size_t count_gb18030(struct counts *k, const unsigned char *p, size_t n, bool last) {
    size_t i = skip_ascii(p, 0, n);
    for (; i < n; i = skip_ascii(p, i, n)) {
        if (n - i < 4 && !last) return i;
        unsigned char a = p[i], b = i + 1 < n ? p[i + 1] : 0;
        if (a != 0x80 && a != 0xFF && in(b, 0x40, 0xFE) && b != 0x7F) {
            bool symbol = in(a, 0xA1, 0xA9) && b >= 0xA1, common = in(a, 0xB0, 0xD7) && b >= 0xA1;
            k->common += common;
            k->other += !common && !symbol;
            i += 2;
        } else if (a != 0x80 && a != 0xFF && in(b, '0', '9') && i + 3 < n && in(p[i + 2], 0x81, 0xFE) &&
                   in(p[i + 3], '0', '9')) {
            k->quads++;
            k->other++;
            i += 4;
        } else {
            k->euro += a == 0x80;
            k->wrong += a != 0x80;
            i++;
        }
    }
    return i;
}

static size_t count_big5(struct counts *k, const unsigned char *p, size_t n, bool last) {
    size_t i = skip_ascii(p, 0, n);
    for (; i < n; i = skip_ascii(p, i, n)) {
        if (n - i < 2 && !last) return i;
        unsigned char a = p[i], b = i + 1 < n ? p[i + 1] : 0;
        if (in(a, 0x81, 0xFE) && (in(b, 0x40, 0x7E) || in(b, 0xA1, 0xFE))) {
            bool symbol = in(a, 0xA1, 0xA3), common = in(a, 0xA4, 0xC6);
            k->common += common;
            k->other += !common && !symbol;
            i += 2;
        } else {
            k->wrong++;
            i++;
        }
    }
    return i;
}

typedef size_t count_fn(struct counts *, const unsigned char *, size_t, bool);

/* Runs `count` over the file from its start, and takes the digest along where h is given, the first bytes and the NULs
 * where head is. */
static struct counts survey(int fd, const char *path, count_fn *count, struct hash *h, unsigned char head[4],
                            struct err *e) {
    struct counts k = {0};
    unsigned char *p = mem_alloc(BLOCK);
    size_t kept = 0;
    for (bool last = false; !last && !err_is(e);) {
        ssize_t got = pread(fd, p + kept, BLOCK - kept, k.bytes);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) {
            err_set(e, ERR_IO, "%s: cannot be read: %s", path, strerror(errno));
            break;
        }
        last = got == 0;
        struct str fresh = str_n((const char *)p + kept, (size_t)got);
        if (h) hash_add(h, fresh);
        if (fresh.n && head) count_nuls(&k, p + kept, fresh.n, k.bytes);
        if (head && k.bytes < 4)
            for (size_t i = 0; i < fresh.n && k.bytes + (int64_t)i < 4; i++) head[k.bytes + (int64_t)i] = p[kept + i];
        k.bytes += got;
        size_t n = kept + (size_t)got, used = count(&k, p, n, last);
        kept = n - used;
        memmove(p, p + used, kept);
    }
    mem_free(p);
    return k;
}

static double share(const struct counts *k) {
    int64_t all = k->common + k->other + 2 * k->wrong;
    return all > 0 ? (double)k->common / (double)all : 0;
}

/* Files that only look like CSV by their name. */
static const char *foreign(const unsigned char h[4]) {
    if (memcmp(h, "\xD0\xCF\x11\xE0", 4) == 0)
        return "is an old workbook (.xls) or one with a password; save it as .xlsx without password";
    if (memcmp(h, "%PDF", 4) == 0) return "is a PDF, export the log as CSV";
    if (memcmp(h, "\x1F\x8B", 2) == 0 || memcmp(h, "PK\3\4", 4) == 0)
        return "holds another packed file; unpack it first";
    if (memcmp(h, "MZ", 2) == 0 && h[2] >= 0x80) return "is a program; it was not read";
    if (h[0] == '<' && (h[1] == '!' || h[1] == '?' || h[1] == 'h' || h[1] == 'H' || h[1] == 't'))
        return "is a web page or XML (some systems call that .xls); open it in a spreadsheet and save it as .xlsx";
    return NULL;
}

static void doubtful(struct err *e, const char *path, const char *why) {
    err_set(e, ERR_DATA, "%s: encoding is doubtful (%s); say `encoding: utf-8`, gb18030, big5 or utf-16 in its source",
            path, why);
}

/* Neither marked nor UTF-8: GB18030 or Big5 by the share of common characters. */
static void choose_chinese(struct encoding_verdict *v, int fd, const char *path, const struct counts *u,
                           struct err *e) {
    struct counts gb = survey(fd, path, count_gb18030, NULL, NULL, e),
                  big = survey(fd, path, count_big5, NULL, NULL, e);
    if (err_is(e)) return;
    double g = share(&gb), b = share(&big);
    int64_t pairs = gb.common + gb.other - gb.quads;
    if (pairs < 2 && u->wide == 0 && u->errors <= 3 + u->lines / 20) return; /* a few broken bytes in plain ASCII */
    if (u->wide * 4 >= u->errors) {
        doubtful(e, path, "it mixes UTF-8 with other bytes");
    } else if (g < 0.5 && b < 0.5) {
        doubtful(e, path, "neither UTF-8 nor clearly GB18030 or Big5");
    } else if (g - b < 0.1 && b - g < 0.1) {
        doubtful(e, path, "GB18030 and Big5 fit alike");
    } else {
        v->encoding = g > b ? gb.euro > 0 && gb.quads == 0 ? ENC_CP936 : ENC_GB18030 : ENC_BIG5;
        v->score = g > b ? g : b;
    }
}

static bool wants(const char *wanted, const char *name) { return wanted && strcasecmp(wanted, name) == 0; }

static void judge(struct encoding_verdict *v, int fd, const char *path, const char *wanted, const struct counts *k,
                  const unsigned char head[4], struct err *e) {
    bool le = head[0] == 0xFF && head[1] == 0xFE && k->bytes >= 2,
         be = head[0] == 0xFE && head[1] == 0xFF && k->bytes >= 2;
    bool mark = memcmp(head, "\xEF\xBB\xBF", 3) == 0 && k->bytes >= 3, look = !wanted || wants(wanted, "auto");
    if (wants(wanted, "utf-16") || (look && (le || be || k->nul * 10 > k->bytes))) {
        v->bom = le || be;
        v->encoding = be || (!le && k->nul_even * 2 > k->nul) ? ENC_UTF16BE : ENC_UTF16LE;
    } else if (wants(wanted, "gb18030") || wants(wanted, "gbk") || wants(wanted, "gb2312")) {
        struct counts gb = survey(fd, path, count_gb18030, NULL, NULL, e);
        v->encoding = gb.euro > 0 && gb.quads == 0 ? ENC_CP936 : ENC_GB18030;
    } else if (wants(wanted, "big5")) {
        v->encoding = ENC_BIG5;
    } else {
        v->bom = mark;
        v->clean = k->errors == 0;
        if (look && !mark && k->errors > 0 && k->wide < 4 * k->errors) choose_chinese(v, fd, path, k, e);
    }
}

void encoding_digest(int fd, const char *path, unsigned char sha256[HASH_BYTES], struct err *e) {
    struct hash *h = hash_open();
    survey(fd, path, count_nothing, h, NULL, e);
    hash_take(h, sha256);
    hash_close(h);
}

/* The digest of a long file is taken beside the look at its bytes, which takes as long. */
struct digesting {
    int fd;
    const char *path;
    unsigned char sha256[HASH_BYTES];
    struct err e;
};

static void digest(void *ctx) {
    struct digesting *d = ctx;
    encoding_digest(d->fd, d->path, d->sha256, &d->e);
}

static bool is_long(int fd) {
    struct stat st;
    return fstat(fd, &st) == 0 && st.st_size > 4 * BLOCK;
}

/* Counts as UTF-8 and takes the digest. */
static struct counts survey_all(int fd, const char *path, unsigned char head[4], unsigned char sha256[HASH_BYTES],
                                struct err *e) {
    struct digesting d = {.fd = fd, .path = path};
    struct thread *beside = is_long(fd) ? thread_try(digest, &d) : NULL;
    struct hash *h = beside ? NULL : hash_open();
    struct counts k = survey(fd, path, count_utf8, h, head, e);
    if (h) hash_take(h, d.sha256);
    hash_close(h);
    thread_join(beside);
    if (!err_is(e)) *e = d.e;
    memcpy(sha256, d.sha256, sizeof d.sha256);
    return k;
}

struct encoding_verdict encoding_look(int fd, const char *path, const char *wanted, struct err *e) {
    struct encoding_verdict v = {ENC_UTF8, false, false, false, 0, 0, {0}};
    unsigned char head[4] = {0};
    struct counts k = survey_all(fd, path, head, v.sha256, e);
    v.bytes = k.bytes;
    v.nuls = k.nul > 0;
    if (err_is(e)) return v;
    if (foreign(head)) err_set(e, ERR_DATA, "%s: %s", path, foreign(head));
    else judge(&v, fd, path, wanted, &k, head, e);
    return v;
}

static void put_utf8(struct buf *out, uint32_t c) {
    if (c < 0x80) {
        buf_byte(out, (char)c);
        return;
    }
    if (c < 0x800) {
        buf_byte(out, (char)(0xC0 | c >> 6));
    } else {
        if (c < 0x10000) {
            buf_byte(out, (char)(0xE0 | c >> 12));
        } else {
            buf_byte(out, (char)(0xF0 | c >> 18));
            buf_byte(out, (char)(0x80 | (c >> 12 & 0x3F)));
        }
        buf_byte(out, (char)(0x80 | (c >> 6 & 0x3F)));
    }
    buf_byte(out, (char)(0x80 | (c & 0x3F)));
}

size_t encoding_utf16(struct str s, bool be, bool last, struct buf *out) {
    const unsigned char *p = (const unsigned char *)s.p;
    size_t i = 0;
    for (; i + 2 <= s.n; i += 2) {
        uint32_t c = be ? (uint32_t)p[i] << 8 | p[i + 1] : (uint32_t)p[i + 1] << 8 | p[i];
        if (c >= 0xD800 && c < 0xDC00) {
            if (i + 4 > s.n && !last) return i;
            uint32_t d = i + 4 > s.n ? 0 : be ? (uint32_t)p[i + 2] << 8 | p[i + 3] : (uint32_t)p[i + 3] << 8 | p[i + 2];
            if (d >= 0xDC00 && d < 0xE000) {
                c = 0x10000 + ((c - 0xD800) << 10) + (d - 0xDC00);
                i += 2;
            }
        }
        put_utf8(out, c);
    }
    if (last && i < s.n) {
        buf_byte(out, '\xFF'); /* half a character at the end */
        i = s.n;
    }
    return i;
}

static const char *iconv_name(enum encoding e) { return e == ENC_CP936 ? "CP936" : e == ENC_BIG5 ? "BIG5" : "GB18030"; }

/* Through iconv, in pieces; false when a character cannot be had. */
static bool convert(iconv_t cd, struct str text, struct buf *out) {
    char *in = (char *)(uintptr_t)text.p, piece[1024];
    size_t left = text.n;
    while (left) {
        char *to = piece;
        size_t room = sizeof piece, rc = iconv(cd, &in, &left, &to, &room);
        buf_add(out, piece, (size_t)(to - piece));
        if (rc == (size_t)-1 && errno != E2BIG) return false;
    }
    return true;
}

bool encoding_encode(enum encoding to, struct str text, struct buf *out) {
    if (to < ENC_GB18030) {
        buf_str(out, text);
        return true;
    }
    struct buf coded;
    buf_init(&coded);
    iconv_t cd = iconv_open(iconv_name(to), "UTF-8");
    bool right = cd != (iconv_t)-1 && convert(cd, text, &coded);
    if (cd != (iconv_t)-1) iconv_close(cd);
    if (right) buf_str(out, buf_view(&coded));
    buf_release(&coded);
    return right;
}

void encoding_to_utf16(struct str text, bool be, struct buf *out) {
    iconv_t cd = iconv_open(be ? "UTF-16BE" : "UTF-16LE", "UTF-8");
    if (cd == (iconv_t)-1) return;
    convert(cd, text, out);
    iconv_close(cd);
}

struct decoder {
    iconv_t cd;
};

struct decoder *decoder_open(enum encoding e) {
    struct decoder *d = mem_alloc(sizeof *d);
    d->cd = iconv_open("UTF-8", iconv_name(e));
    return d;
}

void decoder_close(struct decoder *d) {
    if (!d) return;
    if (d->cd != (iconv_t)-1) iconv_close(d->cd);
    mem_free(d);
}

/* The 25 codes of two bytes that tables of different editions of GB18030 give to characters in the private use area,
 * and what the edition of 2022 gives: the C library's own edition makes no difference. */
static const struct {
    uint16_t is;
    uint32_t should;
} moved[] = {{0xE78D, 0xFE10},  {0xE78E, 0xFE12},  {0xE78F, 0xFE11},  {0xE790, 0xFE13},  {0xE791, 0xFE14},
             {0xE792, 0xFE15},  {0xE793, 0xFE16},  {0xE794, 0xFE17},  {0xE795, 0xFE18},  {0xE796, 0xFE19},
             {0xE7C7, 0x1E3F},  {0xE816, 0x20087}, {0xE817, 0x20089}, {0xE818, 0x200CC}, {0xE81E, 0x9FB4},
             {0xE826, 0x9FB5},  {0xE82B, 0x9FB6},  {0xE82C, 0x9FB7},  {0xE831, 0x215D7}, {0xE832, 0x9FB8},
             {0xE83B, 0x2298F}, {0xE843, 0x9FB9},  {0xE854, 0x9FBA},  {0xE855, 0x241FE}, {0xE864, 0x9FBB}};

static uint32_t pinned(const unsigned char *three) {
    uint32_t c = (uint32_t)(three[0] & 0x0F) << 12 | (uint32_t)(three[1] & 0x3F) << 6 | (three[2] & 0x3F);
    for (size_t i = 0; i < sizeof moved / sizeof *moved; i++)
        if (moved[i].is == c) return moved[i].should;
    return c;
}

/* Every character of the private use area, U+E000 on, has the first byte EE; most rows hold none. */
static void pin_table(struct buf *out) {
    struct buf copy;
    buf_init(&copy);
    buf_str(&copy, buf_view(out));
    buf_reset(out);
    const unsigned char *p = (const unsigned char *)copy.p;
    for (size_t i = 0; i < copy.n;) {
        bool here = p[i] == 0xEE && i + 2 < copy.n;
        if (here) put_utf8(out, pinned(p + i));
        else buf_byte(out, copy.p[i]);
        i += here ? 3 : 1;
    }
    buf_release(&copy);
}

static bool decode(struct decoder *d, struct str row, struct buf *out, size_t *bad) {
    buf_reset(out);
    bool right = d->cd != (iconv_t)-1;
    if (!right) *bad = 0;
    char *in = (char *)(uintptr_t)row.p, piece[4096];
    size_t left = right ? row.n : 0;
    while (left) {
        char *to = piece;
        size_t room = sizeof piece, rc = iconv(d->cd, &in, &left, &to, &room);
        buf_add(out, piece, (size_t)(to - piece));
        if (rc != (size_t)-1 || errno == E2BIG) continue;
        if (right) *bad = (size_t)(in - row.p);
        right = false;
        buf_puts(out, "\xEF\xBF\xBD");
        in++;
        left--;
        iconv(d->cd, NULL, NULL, NULL, NULL);
    }
    return right;
}

bool decoder_row(struct decoder *d, struct str row, struct buf *out, size_t *bad) {
    bool right = decode(d, row, out, bad);
    if (memchr(out->p, 0xEE, out->n)) pin_table(out);
    return right;
}
