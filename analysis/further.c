/* Columns beyond the fixed ones (policies/row.h), filled in when a row is seen: what a policy declares for a log, from the
 * row's `own` text, and what the staff log says of the people whom columns name, on the day of the row.
 *
 * `own` is what etl wrote: a JSON object with names as they are, texts in quotes, numbers as plain decimals, flags as 0
 * and 1. A person whom the staff log does not know on that day, or of whom it says no role, is «unknown»: said, not guessed. */
#include "analysis/tell.h"
#include "policies/scalar.h"

static const struct row_further *further_of(const struct world *w) {
    return w->n_uses ? w->use[0].policy->further : NULL;
}

/* ---- own columns ---- */

static int hex(char c) { return c <= '9' ? c - '0' : (c | 32) - 'a' + 10; }

/* The text behind an opening quote; *p comes to stand behind the closing one. */
static struct str quoted(struct str s, size_t *p, struct arena *a) {
    size_t from = *p, end = from;
    bool escaped = false;
    for (; end < s.n && s.p[end] != '"'; end++)
        if (s.p[end] == '\\') escaped = true, end++;
    *p = end + 1;
    if (!escaped) return str_n(s.p + from, end - from);
    char *out = arena_alloc(a, end - from + 1);
    size_t n = 0;
    for (size_t i = from; i < end; i++) {
        char c = s.p[i];
        if (c == '\\' && s.p[++i] == 'u') c = (char)(hex(s.p[i + 3]) * 16 + hex(s.p[i + 4])), i += 4;
        else if (c == '\\') c = s.p[i] == 'n' ? '\n' : s.p[i];
        out[n++] = c;
    }
    return str_n(out, n);
}

static void read_plain(struct str s, enum field_type type, struct side_value *v) {
    int64_t micro = 0;
    if (!scalar_micro(s, &micro)) return;
    v->number = (double)micro / 1e6;
    v->is = type == FIELD_NUMBER || micro != 0;
}

/* The columns of that kind, or of the customer, that are there; others of the object were declared by a policy of
 * another day. */
static void read_own(const struct row_further *further, enum row_kind kind, bool customer, struct str s,
                     struct arena *a, struct side_value *out) {
    for (size_t p = 1; p < s.n && s.p[p] == '"';) {
        p++;
        struct str name = quoted(s, &p, a), value;
        bool text = ++p < s.n && s.p[p] == '"';
        size_t from = p;
        if (text) p++, value = quoted(s, &p, a);
        else {
            while (p < s.n && s.p[p] != ',' && s.p[p] != '}') p++;
            value = str_n(s.p + from, p - from);
        }
        p++;
        for (int i = 0; i < further->n; i++) {
            const struct row_further_column *c = &further->column[i];
            if (c->kind != kind || c->sort != FURTHER_OWN || c->customer != customer || !str_is(name, c->own)) continue;
            if (text && c->type == FIELD_TEXT) out[i] = (struct side_value){.text = value, .is = value.n > 0};
            else if (!text && c->type != FIELD_TEXT) read_plain(value, c->type, &out[i]);
        }
    }
}

/* ---- people ---- */

const struct person *further_person(const struct world *w, struct str who) {
    size_t lo = 0, hi = w->n_persons;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        int c = str_cmp(w->person[mid].staff, who);
        if (c == 0) return &w->person[mid];
        if (c < 0) lo = mid + 1;
        else hi = mid;
    }
    const struct person *found = NULL;
    for (size_t i = 0; i < w->n_persons; i++) {
        if (!str_eq(w->person[i].name, who)) continue;
        if (found) return NULL;
        found = &w->person[i];
    }
    return found;
}

static struct side_value of_person(const struct world *w, enum row_further_sort asked, struct str who, int32_t day) {
    if (!who.n) return (struct side_value){0};
    const struct person *p = further_person(w, who);
    if (p && moment_is(p->joined) && moment_day(p->joined) > day) p = NULL;
    if (p && moment_is(p->left) && moment_day(p->left) < day) p = NULL;
    struct str said = !p ? str_none() : asked == FURTHER_ROLE ? p->role : p->department;
    return (struct side_value){.text = said.n ? said : STR_LIT(ROW_UNKNOWN), .is = true};
}

/* ---- all of them ---- */

bool further_any(const struct world *w, enum row_kind kind) {
    const struct row_further *further = further_of(w);
    for (int i = 0; further && i < further->n; i++)
        if (further->column[i].kind == kind) return true;
    return false;
}

const struct side_value *further_values(const struct world *w, struct rule_row row, struct str own, int32_t day,
                                        struct arena *a) {
    const struct row_further *further = further_of(w);
    struct side_value *out = arena_zero(a, (size_t)further->n * sizeof *out);
    const struct customer_row *customer = row.kind == ROW_EVENT ? ((const struct event_row *)row.row)->customer : NULL;
    if (own.n) read_own(further, row.kind, false, own, a, out);
    if (customer && customer->own.n) read_own(further, row.kind, true, customer->own, a, out);
    for (int i = 0; i < further->n; i++) {
        const struct row_further_column *c = &further->column[i];
        if (c->kind != row.kind || c->sort == FURTHER_OWN) continue;
        struct str who = c->person >= ROW_FURTHER ? out[c->person - ROW_FURTHER].text : rule_text(row, c->person);
        out[i] = of_person(w, c->sort, who, day);
    }
    return out;
}

bool further_unknown(const struct policy *p, struct rule_row row, int column) {
    const struct row_further_column *c = row_column_further(p->further, column);
    return c && c->sort != FURTHER_OWN && str_is(rule_text(row, column), ROW_UNKNOWN);
}
