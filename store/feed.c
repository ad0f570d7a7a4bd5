#include "store/feed.h"
#include "base/buf.h"
#include "base/mem.h"
#include "store/internal.h"
#include <assert.h>
#include <string.h>

/* What the table shows now; belongs to the connection, which frees it with the module. */
struct feed {
    const struct feed_cell *cell;
    size_t n;
    int columns;
};

struct table {
    sqlite3_vtab base;
    const struct feed *feed;
};

struct cursor {
    sqlite3_vtab_cursor base;
    const struct feed *feed;
    size_t row;
};

static int table_connect(sqlite3 *db, void *aux, int argc, const char *const *argv, sqlite3_vtab **out, char **msg) {
    (void)argc, (void)argv, (void)msg;
    struct buf sql;
    buf_init(&sql);
    buf_puts(&sql, "CREATE TABLE x(c0");
    for (int c = 1; c < FEED_COLUMNS; c++) buf_printf(&sql, ", c%d", c);
    buf_byte(&sql, ')');
    int rc = sqlite3_declare_vtab(db, sql.p);
    buf_release(&sql);
    if (rc != SQLITE_OK) return rc;
    struct table *t = mem_zero(sizeof *t);
    t->feed = aux;
    *out = &t->base;
    return SQLITE_OK;
}

static int table_disconnect(sqlite3_vtab *t) {
    mem_free(t);
    return SQLITE_OK;
}

static int table_plan(sqlite3_vtab *t, sqlite3_index_info *info) {
    (void)t;
    info->estimatedCost = 1e6;
    return SQLITE_OK;
}

static int cursor_open(sqlite3_vtab *t, sqlite3_vtab_cursor **out) {
    struct cursor *c = mem_zero(sizeof *c);
    c->feed = ((struct table *)t)->feed;
    *out = &c->base;
    return SQLITE_OK;
}

static int cursor_close(sqlite3_vtab_cursor *c) {
    mem_free(c);
    return SQLITE_OK;
}

static int cursor_first(sqlite3_vtab_cursor *c, int plan, const char *name, int argc, sqlite3_value **argv) {
    (void)plan, (void)name, (void)argc, (void)argv;
    ((struct cursor *)c)->row = 0;
    return SQLITE_OK;
}

static int cursor_next(sqlite3_vtab_cursor *c) {
    ((struct cursor *)c)->row++;
    return SQLITE_OK;
}

static int cursor_ended(sqlite3_vtab_cursor *c) {
    const struct cursor *k = (const struct cursor *)c;
    return k->row >= k->feed->n;
}

static double real(const struct feed_cell *c) {
    double v;
    memcpy(&v, &c->v, sizeof v);
    return v;
}

static int cursor_column(sqlite3_vtab_cursor *c, sqlite3_context *out, int i) {
    const struct cursor *k = (const struct cursor *)c;
    if (i >= k->feed->columns) return SQLITE_OK;
    const struct feed_cell *cell = &k->feed->cell[k->row * (size_t)k->feed->columns + (size_t)i];
    if (cell->p && cell->number) sqlite3_result_blob(out, cell->p, (int)cell->v, SQLITE_STATIC);
    else if (cell->p) sqlite3_result_text(out, cell->p, (int)cell->v, SQLITE_STATIC);
    else if (cell->real) sqlite3_result_double(out, real(cell));
    else if (cell->number) sqlite3_result_int64(out, cell->v);
    return SQLITE_OK;
}

static int cursor_rowid(sqlite3_vtab_cursor *c, sqlite3_int64 *out) {
    *out = (sqlite3_int64)((struct cursor *)c)->row;
    return SQLITE_OK;
}

/* Without xCreate the table is there by its name alone and never in the schema. */
static const sqlite3_module module = {.xConnect = table_connect,
                                      .xBestIndex = table_plan,
                                      .xDisconnect = table_disconnect,
                                      .xDestroy = table_disconnect,
                                      .xOpen = cursor_open,
                                      .xClose = cursor_close,
                                      .xFilter = cursor_first,
                                      .xNext = cursor_next,
                                      .xEof = cursor_ended,
                                      .xColumn = cursor_column,
                                      .xRowid = cursor_rowid};

void feed_open(struct store *s, struct err *e) {
    if (store_failed(s, e) || err_is(e) || s->feed) return;
    s->feed = mem_zero(sizeof *s->feed);
    int rc = sqlite3_create_module_v2(s->db, "feed", &module, s->feed, mem_free);
    if (rc != SQLITE_OK) store_fail(s, rc, e, "feed cannot be made known");
}

void feed_show(struct store *s, const struct feed_cell *cell, size_t n, int columns) {
    assert(columns <= FEED_COLUMNS);
    if (s->feed) *s->feed = (struct feed){cell, n, columns};
}

int64_t feed_run(struct store *s, struct stmt *q, const struct feed_cell *cell, size_t n, int columns, struct err *e) {
    if (!q || !n) return 0;
    feed_show(s, cell, n, columns);
    int64_t changed = stmt_run(q, e);
    feed_show(s, NULL, 0, 0);
    return changed;
}
