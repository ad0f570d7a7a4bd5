#include "site/month_lines.h"
#include "base/mem.h"
#include <stdlib.h>

enum { SPILL_AT = 1 << 17, HEAD = sizeof(uint32_t), KEY = sizeof(uint64_t) };

struct month_chunk {
    int64_t at;
    size_t n;
};

/* Lines as they came, the length before each. */
struct month_part {
    struct buf rest; /* behind the chunks */
    struct month_chunk *chunk;
    size_t n_chunks, cap_chunks;
    size_t from; /* the line begun in `rest` */
    size_t n_lines;
};

void month_lines_init(struct month_lines *m, size_t n_months, const char *folder) {
    *m = (struct month_lines){.folder = folder, .n_parts = n_months};
    m->part = mem_zero((n_months + 1) * sizeof *m->part);
    for (size_t i = 0; i < n_months; i++) buf_init(&m->part[i].rest);
    buf_init(&m->all);
}

static void release_part(struct month_part *p) {
    buf_release(&p->rest);
    mem_free(p->chunk);
    p->chunk = NULL;
}

void month_lines_release(struct month_lines *m) {
    for (size_t i = 0; i < m->n_parts; i++) release_part(&m->part[i]);
    mem_free(m->part);
    mem_free(m->line);
    buf_release(&m->all);
    scratch_close(m->scratch);
    *m = (struct month_lines){0};
}

struct buf *month_lines_begin(struct month_lines *m, size_t month) {
    struct month_part *p = &m->part[month];
    static const char no_length[HEAD];
    p->from = p->rest.n;
    buf_add(&p->rest, no_length, HEAD);
    return &p->rest;
}

void month_lines_end(struct month_lines *m, size_t month, struct err *e) {
    struct month_part *p = &m->part[month];
    uint32_t n = (uint32_t)(p->rest.n - p->from - HEAD);
    memcpy(p->rest.p + p->from, &n, HEAD);
    p->n_lines++;
    if (p->rest.n < SPILL_AT || err_is(e)) return;
    if (!m->scratch) m->scratch = scratch_open(m->folder, e);
    int64_t at = scratch_add(m->scratch, buf_view(&p->rest), e);
    *VEC_ADD(p->chunk, p->n_chunks, p->cap_chunks) = (struct month_chunk){at, p->rest.n};
    buf_reset(&p->rest);
}

static void load(struct month_lines *m, struct month_part *p, struct err *e) {
    buf_reset(&m->all);
    for (size_t i = 0; i < p->n_chunks; i++) scratch_read(m->scratch, p->chunk[i].at, p->chunk[i].n, &m->all, e);
    buf_str(&m->all, buf_view(&p->rest));
}

/* How many bytes all lines begin with. */
static size_t shared(const struct month_line *line, size_t n) {
    size_t same = n ? line[0].n : 0;
    for (size_t i = 1; i < n; i++) {
        size_t k = 0;
        while (k < same && k < line[i].n && line[i].p[k] == line[0].p[k]) k++;
        same = k;
    }
    return same;
}

/* The bytes as a number that is as large as they are high. */
static uint64_t key_of(const struct month_line *l, size_t from) {
    uint64_t key = 0;
    for (size_t i = from; i < from + KEY; i++) key = key << 8 | (i < l->n ? (unsigned char)l->p[i] : 0);
    return key;
}

static int by_bytes(const void *a, const void *b) {
    const struct month_line *x = a, *y = b;
    if (x->key != y->key) return x->key < y->key ? -1 : 1;
    return str_cmp(str_n(x->p, x->n), str_n(y->p, y->n));
}

const struct month_line *month_lines_sorted(struct month_lines *m, size_t month, size_t *n, struct err *e) {
    struct month_part *p = &m->part[month];
    *n = 0;
    load(m, p, e);
    if (err_is(e) || !p->n_lines) return m->line;
    mem_grow(&m->line, &m->cap_lines, p->n_lines, sizeof *m->line);
    const char *at = m->all.p;
    for (; *n < p->n_lines; ++*n) {
        struct month_line *l = &m->line[*n];
        memcpy(&l->n, at, HEAD);
        l->p = at + HEAD;
        at = l->p + l->n;
    }
    size_t same = shared(m->line, *n);
    for (size_t i = 0; i < *n; i++) m->line[i].key = key_of(&m->line[i], same);
    qsort(m->line, *n, sizeof *m->line, by_bytes);
    release_part(p);
    return m->line;
}
