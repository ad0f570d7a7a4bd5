#include "site/drawing.h"
#include "base/mem.h"
#include "charts/paint.h"
#include "charts/place.h"
#include <stdio.h>

/* Raised when the drawing of a chart changes for the same numbers: old files are not taken over then. */
#define DRAWING_VERSION "huifang drawing 1"

enum { DIGEST_CHARS = 16 };

static void add_double(struct hash *h, double v) {
    if (v != v) v = CHART_GAP; /* one NaN */
    hash_add(h, str_n((const char *)&v, sizeof v));
}

static void add_int(struct hash *h, long long v) { hash_add(h, str_n((const char *)&v, sizeof v)); }

static void digest_values(struct hash *h, const struct chart *c) {
    for (int i = 0; i < c->n_series; i++) {
        hash_field(h, c->series[i].name);
        for (int k = 0; k < c->n_categories; k++) {
            const struct chart_value *v = &c->series[i].value[k];
            add_double(h, v->v);
            add_int(h, v->num), add_int(h, v->den), add_int(h, v->provisional), add_int(h, v->bad);
        }
    }
}

static void digest_chart(const struct chart *c, unsigned char out[HASH_BYTES]) {
    struct hash *h = hash_open();
    hash_field(h, STR_LIT(DRAWING_VERSION));
    const int number_of[] = {(int)c->kind,    (int)c->lang,      (int)c->unit,   c->decimals, c->timeline,
                             c->n_categories, c->n_series,       c->n_notes,     c->width,    c->height,
                             c->heading,      c->target != NULL, c->band != NULL};
    for (size_t i = 0; i < sizeof number_of / sizeof *number_of; i++) add_int(h, number_of[i]);
    const struct str text[] = {c->title, c->what, c->period, c->by, c->unit_name, c->category_head};
    for (size_t i = 0; i < sizeof text / sizeof *text; i++) hash_field(h, text[i]);
    for (int i = 0; i < c->n_categories; i++) hash_field(h, c->category[i].name), hash_field(h, c->category[i].tick);
    digest_values(h, c);
    for (int i = 0; c->target && i < c->n_categories; i++) add_double(h, c->target[i]);
    for (int i = 0; c->band && i < c->n_categories; i++)
        add_double(h, c->band[i].lower), add_double(h, c->band[i].centre), add_double(h, c->band[i].upper);
    for (int i = 0; i < c->n_notes; i++) add_int(h, c->note[i].category), hash_field(h, c->note[i].text);
    hash_take(h, out);
    hash_close(h);
}

/* The file of a manifest whose path begins with `prefix`, which only one can. */
static const struct manifest_file *with_prefix(const struct manifest *m, struct str prefix) {
    size_t lo = 0, hi = m->n;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (str_cmp(m->file[mid].path, prefix) < 0) lo = mid + 1;
        else hi = mid;
    }
    return lo < m->n && m->file[lo].path.n > prefix.n && memcmp(m->file[lo].path.p, prefix.p, prefix.n) == 0
               ? &m->file[lo]
               : NULL;
}

/* Reads the size from charts/DIGEST-520x220.svg. */
static struct drawing_file from_path(struct str path, size_t prefix) {
    struct drawing_file f = {.path = path};
    int *at = &f.width;
    for (size_t i = prefix; i < path.n && path.p[i] != '.'; i++) {
        if (path.p[i] == 'x') at = &f.height;
        else *at = *at * 10 + (path.p[i] - '0');
    }
    return f;
}

static void note_misses(struct drawing_store *s, const struct marks *m) {
    for (int i = 0; i < m->misses.n; i++)
        *VEC_ADD(s->missing, s->n_missing, s->cap_missing) =
            (struct drawing_miss){m->misses.item[i].cp, arena_str(&s->a, m->misses.item[i].text)};
}

static struct drawing_file draw(struct drawing_store *s, const struct chart *c, struct str prefix, struct err *e) {
    struct drawing_file f = {.path = str_none()};
    if (!s->fonts) s->fonts = fonts_open(e);
    struct arena a;
    struct buf svg;
    arena_init(&a);
    buf_init(&svg);
    struct marks *m = err_is(e) ? NULL : place_marks(s->fonts, c, &a, e);
    if (m && !err_is(e)) {
        paint_svg(m, &svg, e);
        f.width = (int)ceil(m->width), f.height = (int)ceil(m->height);
        f.path = str_of(arena_printf(&s->publish->a, "%.*s%dx%d.svg", STR_ARG(prefix), f.width, f.height));
        if (!publish_has(s->publish, f.path)) publish_write(s->publish, f.path, buf_view(&svg), e);
        note_misses(s, m);
        s->drawn++;
    }
    buf_release(&svg);
    arena_release(&a);
    return f;
}

void drawing_open(struct drawing_store *s, struct publish *p, bool force) {
    *s = (struct drawing_store){.publish = p, .force = force};
    arena_init(&s->a);
    intern_init(&s->known);
}

void drawing_close(struct drawing_store *s) {
    if (s->fonts) fonts_close(s->fonts);
    intern_release(&s->known);
    mem_free(s->file);
    mem_free(s->missing);
    arena_release(&s->a);
    *s = (struct drawing_store){0};
}

struct drawing_file drawing_make(struct drawing_store *s, const struct chart *c, struct err *e) {
    if (err_is(e)) return (struct drawing_file){.path = str_none()};
    unsigned char digest[HASH_BYTES];
    char hex[HASH_HEX], name[64];
    digest_chart(c, digest);
    hash_hex(digest, hex);
    size_t n = (size_t)snprintf(name, sizeof name, "charts/%.*s-", DIGEST_CHARS, hex);
    struct str prefix = str_n(name, n);
    uint32_t no = intern_find(&s->known, prefix);
    if (no != INTERN_NONE) return s->file[no];
    const struct manifest_file *old = s->force ? NULL : with_prefix(&s->publish->old, prefix);
    bool kept = old && (publish_has(s->publish, old->path) || publish_keep(s->publish, old->path, e));
    struct drawing_file f = kept ? from_path(old->path, n) : draw(s, c, prefix, e);
    s->kept += kept;
    if (err_is(e)) return f;
    intern_add(&s->known, prefix);
    *VEC_ADD(s->file, s->n_files, s->cap_files) = f;
    return f;
}
