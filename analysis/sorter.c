#include "analysis/sorter.h"
#include "base/arena.h"
#include "base/file.h"
#include "base/mem.h"
#include <stdlib.h>

enum { HEAD = 2 * sizeof(uint32_t), READ = 256 << 10, SKIP = 2 };

/* A row in the block: bytes of key and row, then both. prefix: eight bytes of the key that tell most rows apart (the
 * first two say the kind of story). */
struct sorter_ref {
    uint64_t prefix;
    const char *at;
};

/* A sorted block in the file, with a window on it. */
struct sorter_run {
    int64_t from, to;
    struct buf seen;
    size_t at; /* of the row in it */
    struct str key, row;
};

void sorter_init(struct sorter *s, const char *beside, size_t limit) {
    *s = (struct sorter){.beside = beside, .limit = limit};
}

void sorter_release(struct sorter *s) {
    for (size_t i = 0; i < s->n_runs; i++) buf_release(&s->run[i].seen);
    scratch_close(s->file);
    mem_free(s->run);
    mem_free(s->heap);
    mem_free(s->block);
    mem_free(s->ref);
    *s = (struct sorter){0};
}

/* ---- the block ---- */

static void sizes(const char *at, struct str *key, struct str *row) {
    uint32_t n[2];
    memcpy(n, at, sizeof n);
    *key = str_n(at + HEAD, n[0]);
    *row = str_n(at + HEAD + n[0], n[1]);
}

static uint64_t prefix_of(struct str key) {
    uint64_t p = 0;
    for (size_t i = SKIP; i < SKIP + 8; i++) p = p << 8 | (i < key.n ? (unsigned char)key.p[i] : 0);
    return p;
}

static int by_key(const void *a, const void *b) {
    const struct sorter_ref *x = a, *y = b;
    struct str kx, ky, unused;
    sizes(x->at, &kx, &unused);
    sizes(y->at, &ky, &unused);
    int kind = memcmp(kx.p, ky.p, kx.n < SKIP || ky.n < SKIP ? 0 : SKIP);
    if (kind) return kind;
    if (x->prefix != y->prefix) return x->prefix < y->prefix ? -1 : 1;
    return str_cmp(kx, ky);
}

static void write_some(struct sorter *s, struct buf *out, struct err *e) {
    scratch_add(s->file, buf_view(out), e);
    s->written += (int64_t)out->n;
    buf_reset(out);
}

static void open_file(struct sorter *s, struct err *e) {
    struct arena a;
    arena_init(&a);
    s->file = scratch_open(file_dirname(&a, s->beside), e);
    arena_release(&a);
}

static void sort_block(struct sorter *s) {
    if (s->n) qsort(s->ref, s->n, sizeof *s->ref, by_key);
}

static void write_block(struct sorter *s, struct err *e) {
    if (!s->file) open_file(s, e);
    sort_block(s);
    struct buf out;
    buf_init(&out);
    int64_t from = s->written;
    for (size_t i = 0; i < s->n && !err_is(e); i++) {
        struct str key, row;
        sizes(s->ref[i].at, &key, &row);
        buf_add(&out, s->ref[i].at, HEAD + key.n + row.n);
        if (out.n >= READ) write_some(s, &out, e);
    }
    write_some(s, &out, e);
    buf_release(&out);
    struct sorter_run *run = VEC_ADD(s->run, s->n_runs, s->cap_runs);
    *run = (struct sorter_run){.from = from, .to = s->written};
    buf_init(&run->seen);
    s->n = s->used = 0;
}

void sorter_add(struct sorter *s, struct str key, struct str row, struct err *e) {
    size_t need = HEAD + key.n + row.n;
    if (s->n && s->used + need > s->cap) write_block(s, e);
    if (!s->n && need > s->cap) { /* the first row, or a very long one */
        mem_free(s->block);
        s->cap = need > s->limit ? need : s->limit;
        s->block = mem_alloc(s->cap);
    }
    char *at = s->block + s->used;
    uint32_t n[2] = {(uint32_t)key.n, (uint32_t)row.n};
    memcpy(at, n, HEAD);
    memcpy(at + HEAD, key.p, key.n);
    if (row.n) memcpy(at + HEAD + key.n, row.p, row.n);
    s->used += need;
    *VEC_ADD(s->ref, s->n, s->cap_refs) = (struct sorter_ref){prefix_of(key), at};
}

/* ---- merging ---- */

/* Forgets what was read of the run and has at least so many bytes more in sight, where there are any. */
static void fill(struct sorter *s, struct sorter_run *r, size_t need, struct err *e) {
    size_t left = r->seen.n - r->at, more = need > READ ? need : READ;
    if (left) memmove(r->seen.p, r->seen.p + r->at, left);
    r->seen.n = left;
    r->at = 0;
    more -= more > left ? left : more;
    if ((int64_t)more > r->to - r->from) more = (size_t)(r->to - r->from);
    scratch_read(s->file, r->from, more, &r->seen, e);
    r->from += (int64_t)more;
}

/* Puts the run on its next row; false at its end. */
static bool advance(struct sorter *s, struct sorter_run *r, struct err *e) {
    r->at += r->key.p ? HEAD + r->key.n + r->row.n : 0;
    if (r->seen.n - r->at < HEAD) fill(s, r, HEAD, e);
    if (r->seen.n - r->at < HEAD || err_is(e)) return false;
    sizes(r->seen.p + r->at, &r->key, &r->row);
    size_t need = HEAD + r->key.n + r->row.n;
    if (r->seen.n - r->at < need) fill(s, r, need, e);
    sizes(r->seen.p + r->at, &r->key, &r->row);
    return !err_is(e);
}

static bool before(const struct sorter *s, uint32_t a, uint32_t b) {
    int c = str_cmp(s->run[a].key, s->run[b].key);
    return c < 0 || (c == 0 && a < b);
}

static void sift(struct sorter *s, size_t i) {
    for (size_t child; (child = 2 * i + 1) < s->n_heap; i = child) {
        if (child + 1 < s->n_heap && before(s, s->heap[child + 1], s->heap[child])) child++;
        if (!before(s, s->heap[child], s->heap[i])) return;
        uint32_t t = s->heap[i];
        s->heap[i] = s->heap[child];
        s->heap[child] = t;
    }
}

void sorter_sort(struct sorter *s, struct err *e) {
    if (!s->n_runs) {
        sort_block(s);
        return;
    }
    write_block(s, e);
    mem_free(s->block);
    mem_free(s->ref);
    s->block = NULL;
    s->ref = NULL;
    s->cap = s->cap_refs = 0;
    s->heap = mem_alloc(s->n_runs * sizeof *s->heap);
    for (size_t i = 0; i < s->n_runs; i++)
        if (advance(s, &s->run[i], e)) s->heap[s->n_heap++] = (uint32_t)i;
    for (size_t i = s->n_heap / 2; i-- > 0;) sift(s, i);
}

bool sorter_next(struct sorter *s, struct str *key, struct str *row, struct err *e) {
    if (err_is(e)) return false;
    if (!s->n_runs) {
        if (s->next == s->n) return false;
        sizes(s->ref[s->next++].at, key, row);
        return true;
    }
    if (s->reading && s->n_heap) {
        if (!advance(s, &s->run[s->heap[0]], e)) s->heap[0] = s->heap[--s->n_heap];
        sift(s, 0);
    }
    s->reading = true;
    if (!s->n_heap || err_is(e)) return false;
    *key = s->run[s->heap[0]].key;
    *row = s->run[s->heap[0]].row;
    return true;
}
