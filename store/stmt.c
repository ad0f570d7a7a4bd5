/* Statements: binding, stepping, columns. See store.h. */
#include "store/internal.h"
#include <assert.h>
#include <string.h>

static void bound(struct stmt *q, int rc) {
    assert(rc == SQLITE_OK || rc == SQLITE_NOMEM || rc == SQLITE_TOOBIG);
    if (rc == SQLITE_OK) return;
    struct err heard_later = {0}; /* a kilobyte that is not to be cleared for every value */
    store_fail(q->s, rc, &heard_later, "value cannot be bound");
}

void stmt_bind_int(struct stmt *q, int i, int64_t v) {
    if (q) bound(q, sqlite3_bind_int64(q->q, i, v));
}

void stmt_bind_real(struct stmt *q, int i, double v) {
    if (q) bound(q, sqlite3_bind_double(q->q, i, v));
}

void stmt_bind_str(struct stmt *q, int i, struct str v) {
    if (!q) return;
    bound(q, v.p ? sqlite3_bind_text(q->q, i, v.p, (int)v.n, SQLITE_STATIC) : sqlite3_bind_null(q->q, i));
}

void stmt_bind_blob(struct stmt *q, int i, const void *p, size_t n) {
    if (q) bound(q, sqlite3_bind_blob(q->q, i, p ? p : "", (int)n, SQLITE_STATIC));
}

void stmt_bind_null(struct stmt *q, int i) {
    if (q) bound(q, sqlite3_bind_null(q->q, i));
}

void stmt_bind_moment(struct stmt *q, int i, struct moment m) {
    if (!q) return;
    char text[MOMENT_TEXT];
    moment_text(m, text);
    bound(q, moment_is(m) ? sqlite3_bind_text(q->q, i, text, -1, SQLITE_TRANSIENT) : sqlite3_bind_null(q->q, i));
}

void stmt_bind_column(struct stmt *q, int i, struct stmt *from, int c) {
    if (q) bound(q, sqlite3_bind_value(q->q, i, sqlite3_column_value(from->q, c)));
}

int stmt_param(struct stmt *q, const char *name) {
    if (!q) return 0;
    for (int i = 1, n = sqlite3_bind_parameter_count(q->q); i <= n; i++) {
        const char *p = sqlite3_bind_parameter_name(q->q, i);
        if (p && strcmp(p + 1, name) == 0) return i;
    }
    return 0;
}

int stmt_n_params(struct stmt *q) { return q ? sqlite3_bind_parameter_count(q->q) : 0; }

const char *stmt_param_name(struct stmt *q, int i) {
    const char *p = q ? sqlite3_bind_parameter_name(q->q, i) : NULL;
    return p && p[0] != '?' ? p + 1 : NULL;
}

bool stmt_step(struct stmt *q, struct err *e) {
    if (!q || store_failed(q->s, e) || err_is(e)) return false;
    int rc = sqlite3_step(q->q);
    if (rc == SQLITE_ROW) return true;
    if (rc != SQLITE_DONE) store_fail(q->s, rc, e, "statement failed");
    sqlite3_reset(q->q);
    return false;
}

int64_t stmt_run(struct stmt *q, struct err *e) {
    if (!q || err_is(e) || q->s->failed) return 0;
    int rc = sqlite3_step(q->q);
    if (rc != SQLITE_DONE && rc != SQLITE_ROW) store_fail(q->s, rc, e, "statement failed");
    sqlite3_reset(q->q);
    return rc == SQLITE_DONE ? sqlite3_changes64(q->s->db) : 0;
}

void stmt_reset(struct stmt *q) {
    if (q) sqlite3_reset(q->q);
}

int stmt_n_columns(struct stmt *q) { return q ? sqlite3_column_count(q->q) : 0; }
const char *stmt_column_name(struct stmt *q, int c) { return q ? sqlite3_column_name(q->q, c) : ""; }
bool stmt_is_null(struct stmt *q, int c) { return sqlite3_column_type(q->q, c) == SQLITE_NULL; }

bool stmt_is_number(struct stmt *q, int c) {
    int t = sqlite3_column_type(q->q, c);
    return t == SQLITE_INTEGER || t == SQLITE_FLOAT;
}

int64_t stmt_int(struct stmt *q, int c) { return sqlite3_column_int64(q->q, c); }
double stmt_real(struct stmt *q, int c) { return sqlite3_column_double(q->q, c); }

struct str stmt_str(struct stmt *q, int c) {
    const char *p = (const char *)sqlite3_column_text(q->q, c);
    return p ? str_n(p, (size_t)sqlite3_column_bytes(q->q, c)) : str_none();
}

struct str stmt_blob(struct stmt *q, int c) {
    const char *p = sqlite3_column_blob(q->q, c);
    return p ? str_n(p, (size_t)sqlite3_column_bytes(q->q, c)) : str_none();
}

struct moment stmt_moment(struct stmt *q, int c) {
    struct moment m;
    moment_parse(stmt_str(q, c), &m);
    return m;
}
