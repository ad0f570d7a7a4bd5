#include "analysis/dues.h"
#include "base/buf.h"
#include "base/civil.h"
#include "base/embed.h"

/* Stored as pairs of numbers, seven bits a byte: how many strands are passed over, and the day. */
static void put_number(struct buf *out, uint32_t v) {
    for (; v >= 0x80; v >>= 7) buf_byte(out, (char)(v | 0x80));
    buf_byte(out, (char)v);
}

static bool take_number(struct str *s, uint32_t *v) {
    *v = 0;
    for (int shift = 0; s->n; shift += 7) {
        unsigned char c = (unsigned char)*s->p++;
        s->n--;
        *v |= (uint32_t)(c & 0x7f) << shift;
        if (!(c & 0x80)) return true;
    }
    return false;
}

int32_t *dues_read(struct store *s, struct str story, size_t n, struct arena *a, struct err *e) {
    int32_t *day = arena_alloc(a, (n + 1) * sizeof *day);
    for (size_t i = 0; i < n; i++) day[i] = DUES_NEVER;
    struct stmt *q = store_stmt_file(s, embed_analysis, "analysis/sql/due_get.sql", e);
    stmt_bind_str(q, 1, story);
    if (!stmt_step(q, e)) return day;
    struct str rest = stmt_blob(q, 0);
    uint32_t gap, d;
    for (size_t i = 0; take_number(&rest, &gap) && take_number(&rest, &d) && i + gap < n; i += gap + 1)
        day[i + gap] = (int32_t)d;
    stmt_reset(q);
    return day;
}

/* The first of the days; DUES_NEVER: there is none. */
static int32_t pack(struct buf *out, const int32_t *day, size_t n) {
    int32_t first = DUES_NEVER;
    uint32_t gap = 0;
    for (size_t i = 0; i < n; i++, gap++) {
        if (day[i] == DUES_NEVER) continue;
        if (day[i] < first) first = day[i];
        put_number(out, gap);
        put_number(out, (uint32_t)day[i]);
        gap = UINT32_MAX; /* 0 for the next strand */
    }
    return first;
}

void dues_begin(struct dues *d, struct store *s, struct outbox *o, struct err *e) {
    *d = (struct dues){.outbox = o, .fill = store_stmt_file(s, embed_analysis, "analysis/sql/due_fill.sql", e)};
}

void dues_keep(struct dues *d, struct str story, const int32_t *day, size_t n, struct err *e) {
    struct buf out;
    char text[MOMENT_TEXT];
    buf_init(&out);
    int32_t first = pack(&out, day, n);
    if (first != DUES_NEVER) {
        struct feed_cell *row = outbox_row(&d->waiting, 3);
        row[0] = outbox_keep(&d->waiting, feed_str(story));
        row[1] = outbox_keep(&d->waiting, feed_str(str_of(civil_day_text(first, text))));
        row[2] = outbox_keep(&d->waiting, feed_blob(buf_view(&out)));
    }
    if (outbox_full(&d->waiting)) outbox_put(d->outbox, d->fill, &d->waiting, e);
    buf_release(&out);
}

void dues_end(struct dues *d, struct err *e) {
    outbox_put(d->outbox, d->fill, &d->waiting, e);
    outbox_batch_release(&d->waiting);
}

void dues_write(struct store *s, struct str story, const int32_t *day, size_t n, struct err *e) {
    struct buf out;
    buf_init(&out);
    int32_t first = pack(&out, day, n);
    char text[MOMENT_TEXT];
    bool any = first != DUES_NEVER;
    struct stmt *q =
        store_stmt_file(s, embed_analysis, any ? "analysis/sql/due_put.sql" : "analysis/sql/due_delete.sql", e);
    stmt_bind_str(q, 1, story);
    if (any) {
        stmt_bind_str(q, 2, str_of(civil_day_text(first, text)));
        stmt_bind_blob(q, 3, out.p, out.n);
    }
    stmt_run(q, e);
    buf_release(&out);
}
