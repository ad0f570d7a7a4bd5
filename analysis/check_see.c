/* Rows of other logs as seen at as-of (metrics.md 1): later ones do not exist, later happenings are empty.
 *
 * Only rows of the events that are told are taken, each once, in order of kind, time and key; also of events that do not exist
 * yet: what was answered at a visit to one counts with the visit. */
#include "analysis/tell.h"
#include "base/mem.h"
#include <stdlib.h>

static const int happenings[][2] = {
    {ROW_FINDING, FINDING_replied_at}, {ROW_FINDING, FINDING_reported_at}, {ROW_FINDING, FINDING_handled_at},
    {ROW_ACTION, ACTION_done_at},      {ROW_ACTION, ACTION_verified_at},   {ROW_PLAN, PLAN_cancelled_on},
    {ROW_LETTER, LETTER_filed_on},
};

static struct rule_row ref_of(const struct side_row *s) { return (struct rule_row){s->kind, s}; }

/* When the row came to be: a plan when it was made, an answer with its visit (always there when the visit is). */
static struct moment born(const struct side_row *s) {
    if (s->kind == ROW_ANSWER) return moment_none();
    return rule_moment(ref_of(s), s->kind == ROW_PLAN ? PLAN_made_at : row_own_time(s->kind));
}

static bool later(struct telling *t, struct moment m) {
    if (!moment_is(m) || moment_day(m) <= t->w->as_of) return false;
    tell_wake(t, moment_day(m));
    return true;
}

static void hide_later(struct telling *t, struct side_row *s) {
    struct side_value *copy = NULL;
    for (size_t i = 0; i < sizeof happenings / sizeof *happenings; i++) {
        int f = happenings[i][1];
        if (happenings[i][0] != (int)s->kind || !later(t, s->value[f].at)) continue;
        size_t bytes = (size_t)row_field_count(s->kind) * sizeof *copy;
        if (!copy) s->value = copy = memcpy(arena_alloc(t->a, bytes), s->value, bytes);
        copy[f] = (struct side_value){0};
    }
}

static int by_time(const void *a, const void *b) {
    const struct side_row *x = a, *y = b;
    if (x->kind != y->kind) return x->kind < y->kind ? -1 : 1;
    int own = row_own_time(x->kind);
    struct moment m = own < 0 ? moment_none() : x->value[own].at, n = own < 0 ? moment_none() : y->value[own].at;
    if (m.s != n.s) return m.s < n.s ? -1 : 1;
    return str_cmp(x->id, y->id);
}

static void see(struct telling *t, const struct side_row *s) {
    if (later(t, born(s))) return;
    struct side_row *seen = &t->side[t->n_sides++];
    *seen = *s;
    hide_later(t, seen);
    int own = row_own_time(s->kind);
    int32_t day = own < 0 ? t->w->as_of : moment_day(s->value[own].at);
    if (further_any(t->w, s->kind)) seen->further = further_values(t->w, ref_of(seen), s->own, day, t->a);
}

static size_t first_ref(const struct story *s, struct str event) {
    size_t lo = 0, hi = s->n_refs;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (str_cmp(s->ref[mid].event, event) < 0) lo = mid + 1;
        else hi = mid;
    }
    return lo;
}

static int by_place(const void *a, const void *b) {
    const uint32_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

/* The rows of the events that are told, each once: a story may be told strand by strand. */
static size_t rows_told(struct telling *t, const struct story *s, uint32_t **out) {
    size_t n = 0, kept = 0;
    for (size_t i = 0; i < s->n_events; i++)
        for (size_t k = first_ref(s, s->event[i].event_id);
             k < s->n_refs && str_eq(s->ref[k].event, s->event[i].event_id); k++)
            n++;
    uint32_t *row = *out = arena_alloc(t->a, (n + 1) * sizeof *row);
    n = 0;
    for (size_t i = 0; i < s->n_events; i++)
        for (size_t k = first_ref(s, s->event[i].event_id);
             k < s->n_refs && str_eq(s->ref[k].event, s->event[i].event_id); k++)
            row[n++] = s->ref[k].row;
    if (n) qsort(row, n, sizeof *row, by_place);
    for (size_t i = 0; i < n; i++)
        if (!kept || row[kept - 1] != row[i]) row[kept++] = row[i];
    return kept;
}

void check_see(struct telling *t, const struct story *s) {
    t->has_events = s->n_events > 0;
    if (!s->n_sides) return;
    uint32_t *row = NULL;
    size_t n = t->kind == STORY_EVENTS ? rows_told(t, s, &row) : s->n_sides;
    t->side = arena_alloc(t->a, (n + 1) * sizeof *t->side);
    for (size_t i = 0; i < n; i++) see(t, &s->side[row ? row[i] : i]);
    if (t->n_sides) qsort(t->side, t->n_sides, sizeof *t->side, by_time);
}
