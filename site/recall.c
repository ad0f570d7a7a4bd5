#include "site/recall.h"
#include "base/file.h"
#include "base/mem.h"
#include <errno.h>
#include <stdio.h>

void recall_release(struct recall *r) {
    for (size_t i = 0; i < r->n; i++) buf_release(&r->page[i].rows);
    mem_free(r->page);
    *r = (struct recall){0};
}

static bool is_lasting(const char *name) {
    static const char *const lasting[] = {"language", "organisation", "audience"};
    for (size_t i = 0; i < sizeof lasting / sizeof *lasting; i++)
        if (strcmp(name, lasting[i]) == 0) return true;
    return str_starts(str_of(name), "each_");
}

void recall_params(struct param *param, size_t *n) {
    size_t kept = 0;
    for (size_t i = 0; i < *n; i++)
        if (is_lasting(param[i].name)) param[kept++] = param[i];
    *n = kept;
}

struct str recall_find(struct recall *r, struct store *edition, struct str path, const char *version, struct arena *a,
                       struct err *e) {
    struct stmt *q = store_stmt(edition, "SELECT rows FROM edition_answer WHERE page = ?1 AND version = ?2", e);
    struct str rows = str_none();
    stmt_bind_str(q, 1, path);
    stmt_bind_str(q, 2, str_of(version));
    if (stmt_step(q, e)) {
        rows = arena_str(a, stmt_blob(q, 0));
        stmt_reset(q);
        r->recalled++;
    }
    return rows;
}

struct buf *recall_add(struct recall *r, struct str path, const char *version) {
    struct recall_page *p = VEC_ADD(r->page, r->n, r->cap);
    p->path = path;
    snprintf(p->version, sizeof p->version, "%s", version);
    buf_init(&p->rows);
    return &p->rows;
}

static void put(struct store *s, const struct recall_page *p, int64_t run, struct err *e) {
    struct stmt *q = store_stmt(s, "INSERT OR REPLACE INTO edition_answer VALUES (?1, ?2, ?3, ?4)", e);
    stmt_bind_str(q, 1, p->path);
    stmt_bind_str(q, 2, str_of(p->version));
    stmt_bind_int(q, 3, run);
    stmt_bind_blob(q, 4, p->rows.p, p->rows.n);
    stmt_run(q, e);
}

static void move(const char *from, const char *to, struct err *e) {
    if (!err_is(e) && rename(from, to) != 0)
        err_set(e, ERR_IO, "%s: cannot be renamed to %s: %s", from, to, strerror(errno));
}

void recall_save(struct recall *r, const char *edition_path, int64_t run, struct err *e) {
    if (!r->n || err_is(e)) return;
    struct arena a;
    arena_init(&a);
    const char *work = arena_printf(&a, "%s.tmp", edition_path);
    move(edition_path, work, e);
    file_sync_dir(file_dirname(&a, edition_path), e); /* as in edition.c */
    struct store *s = err_is(e) ? NULL : store_open(work, STORE_SCRATCH, e);
    if (s) store_begin(s, e);
    for (size_t i = 0; i < r->n && !err_is(e); i++) put(s, &r->page[i], run, e);
    if (!err_is(e)) store_commit(s, e);
    store_close(s, e);
    move(work, edition_path, e);
    arena_release(&a);
}
