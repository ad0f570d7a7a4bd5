#include "site/edition.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/thread.h"
#include "site/policy_rows.h"
#include "site/visit_tally.h"
#include <errno.h>
#include <stdio.h>

/* Tables that the engine fills each time. */
static const char tables[] =
    "CREATE TABLE param (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;"
    "CREATE TABLE word (key TEXT PRIMARY KEY, zh TEXT NOT NULL, en TEXT NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE statement (path TEXT PRIMARY KEY, text TEXT);";

/* What stays from night to night: the names of the tables by month, the months they hold and as of which run, and the
 * answers of pages (recall.h). */
static const char kept_tables[] =
    "CREATE TABLE edition_rules (rules TEXT NOT NULL, run INTEGER NOT NULL);"
    "CREATE TABLE edition_month (month TEXT PRIMARY KEY, run INTEGER NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE edition_answer (page TEXT PRIMARY KEY, version TEXT NOT NULL, run INTEGER NOT NULL, rows BLOB NOT NULL);"
    "CREATE TABLE edition_kept (name TEXT PRIMARY KEY) WITHOUT ROWID;";

struct builder {
    const struct edition_input *in;
    struct store *s;
    struct str *todo; /* months to be filled */
    size_t n_todo, cap_todo;
    struct str *counted; /* those of them whose visits are to be counted */
    size_t n_counted, cap_counted;
    int64_t known; /* the run whose results the edition holds; -1: it is made anew */
    struct visit_tally visits;
    struct thread *counting; /* the visits */
    struct arena a;
    struct err *e;
};

#define SCRIPTS "site-template/edition/"
#define LISTS SCRIPTS "list/"

/* A script that the template does not have makes nothing. */
static void run_script(struct builder *b, const char *path) {
    struct str sql = embed_find(b->in->files, path);
    if (!sql.p || err_is(b->e)) return;
    store_exec(b->s, sql.p, b->e);
    err_context(b->e, "%s", path);
}

/* ---- from night to night ---- */

static void put(struct builder *b, const char *sql, struct str x, int64_t y) {
    struct stmt *q = store_stmt(b->s, sql, b->e);
    if (stmt_n_params(q) > 0) stmt_bind_str(q, 1, x);
    if (stmt_n_params(q) > 1) stmt_bind_int(q, 2, y);
    stmt_run(q, b->e);
}

static void make_kept(struct builder *b) {
    store_exec(b->s, kept_tables, b->e);
    put(b, "INSERT INTO edition_rules VALUES (?1, ?2)", str_of(b->in->rules), b->in->run);
    run_script(b, SCRIPTS "tables.sql");
    put(b, "INSERT INTO edition_kept SELECT name FROM main.sqlite_schema WHERE type IN ('table', 'view')", str_none(),
        0);
}

/* Whether the file was made by the same rules, and every month that it holds can be carried on: no full run since, no
 * month that is none any more, what changed since still stands in row_change. */
static bool can_keep(struct builder *b) {
    const struct months *m = b->in->months;
    if (!m->known || !store_has_table(b->s, "edition_rules")) return false;
    struct stmt *q = store_stmt(b->s,
                                "SELECT rules = ?1 AND NOT EXISTS (SELECT 1 FROM edition_month"
                                " WHERE run < ?2 OR month < ?3 OR month > ?4), run FROM edition_rules",
                                b->e);
    stmt_bind_str(q, 1, str_of(b->in->rules));
    stmt_bind_int(q, 2, m->all_run);
    stmt_bind_str(q, 3, m->first.p ? m->first : STR_LIT("~"));
    stmt_bind_str(q, 4, m->last);
    bool keep = stmt_step(q, b->e) && stmt_int(q, 0);
    if (keep) b->known = stmt_int(q, 1);
    stmt_reset(q);
    return keep && months_rows_known(m, b->known) && !err_is(b->e);
}

/* Drops what the scripts of every night and the engine made the last time. Names cannot be parameters of a DROP; these
 * come from the file that this program wrote. */
static void drop_others(struct builder *b) {
    struct str *name = NULL;
    size_t n = 0, cap = 0;
    struct stmt *q = store_stmt(
        b->s,
        "SELECT type || ' \"' || replace(name, '\"', '\"\"') || '\"' FROM sqlite_schema WHERE type IN ('table', 'view')"
        " AND name NOT LIKE 'sqlite%' AND name NOT IN (SELECT name FROM edition_kept) ORDER BY name",
        b->e);
    while (stmt_step(q, b->e)) *VEC_ADD(name, n, cap) = arena_str(&b->a, stmt_str(q, 0));
    for (size_t i = 0; i < n; i++) store_exec(b->s, arena_printf(&b->a, "DROP %.*s", STR_ARG(name[i])), b->e);
    mem_free(name);
}

static int64_t month_run(struct builder *b, struct str month) {
    struct stmt *q = store_stmt(b->s, "SELECT run FROM edition_month WHERE month = ?1", b->e);
    stmt_bind_str(q, 1, month);
    int64_t run = stmt_step(q, b->e) ? stmt_int(q, 0) : -1;
    stmt_reset(q);
    return run;
}

/* Which months are to be filled, for the scripts in edition_todo. */
static void find_months(struct builder *b) {
    char month[PERIOD_TEXT];
    store_exec(b->s, "CREATE TEMP TABLE edition_todo (month TEXT PRIMARY KEY, anew INTEGER NOT NULL) WITHOUT ROWID",
               b->e);
    for (int no = 0; !err_is(b->e) && months_next(b->in->months, &no, month);) {
        int64_t run = month_run(b, str_of(month));
        if (run >= 0 && !months_changed(b->in->months, str_of(month), run)) continue;
        put(b, "INSERT INTO edition_todo VALUES (?1, ?2)", str_of(month), run < 0);
        *VEC_ADD(b->todo, b->n_todo, b->cap_todo) = arena_str(&b->a, str_of(month));
    }
}

static bool is_list_script(struct str path) { return str_starts(path, LISTS) && str_ends(path, ".sql"); }

static struct str list_of(struct str path) {
    size_t before = strlen(LISTS);
    return str_n(path.p + before, path.n - before - strlen(".sql"));
}

/* Of which lists of these months anything changed, for the scripts in edition_list. All of them where the month is new
 * here, where a day of it came into sight, and of the as-of day's month, whose scripts look at several lists. */
static void find_lists(struct builder *b) {
    store_exec(b->s,
               "CREATE TEMP TABLE edition_list (month TEXT, list TEXT, PRIMARY KEY (month, list)) WITHOUT ROWID;"
               "CREATE TEMP TABLE edition_lists (list TEXT PRIMARY KEY) WITHOUT ROWID;"
               "INSERT INTO edition_lists VALUES ('visit');",
               b->e);
    for (const struct embed_file *f = b->in->files; f->path; f++)
        if (is_list_script(str_of(f->path)))
            put(b, "INSERT OR IGNORE INTO edition_lists VALUES (?1)", list_of(str_of(f->path)), 0);
    if (b->known >= 0)
        put(b,
            "INSERT INTO edition_list SELECT DISTINCT c.month, c.list FROM store.row_change AS c JOIN edition_todo AS t"
            " ON t.month = c.month JOIN edition_lists AS l ON l.list = c.list WHERE c.run > ?2 AND ?1 IS NULL",
            str_none(), b->known);
    if (b->known >= 0)
        put(b,
            "UPDATE edition_todo SET anew = 1 WHERE ?1 IS NULL AND month IN (SELECT month FROM store.row_change"
            " WHERE list = 'day' AND run > ?2)",
            str_none(), b->known);
    put(b, "UPDATE edition_todo SET anew = 1 WHERE month = ?1", b->in->months->last, 0);
    put(b,
        "INSERT OR IGNORE INTO edition_list SELECT t.month, l.list FROM edition_todo AS t, edition_lists AS l WHERE t.anew",
        str_none(), 0);
}

static bool list_changed(struct builder *b, struct str month, struct str list) {
    struct stmt *q = store_stmt(b->s, "SELECT 1 FROM edition_list WHERE month = ?1 AND list = ?2", b->e);
    stmt_bind_str(q, 1, month);
    stmt_bind_str(q, 2, list);
    bool is = stmt_step(q, b->e);
    stmt_reset(q);
    return is;
}

/* Visits are counted on a thread while the scripts run. */
static void start_counting(struct builder *b) {
    if (!visit_tally_wanted(b->in->files) || err_is(b->e)) return;
    for (size_t i = 0; i < b->n_todo; i++)
        if (list_changed(b, b->todo[i], STR_LIT("visit")))
            *VEC_ADD(b->counted, b->n_counted, b->cap_counted) = b->todo[i];
    if (!b->n_counted || err_is(b->e)) return;
    b->visits = (struct visit_tally){.store_path = b->in->store_path,
                                     .files = b->in->files,
                                     .as_of = b->in->as_of,
                                     .month = b->counted,
                                     .n_months = b->n_counted};
    b->counting = thread_start(visit_tally_run, &b->visits);
}

static void end_counting(struct builder *b) {
    if (!b->counting) return;
    thread_join(b->counting);
    visit_tally_put(&b->visits, b->s, b->e);
    visit_tally_release(&b->visits);
    run_script(b, SCRIPTS "look.sql");
}

/* Fills what one month shows: the month stands in param as edition_month. */
static void fill_month(struct builder *b, struct str month) {
    put(b, "INSERT OR REPLACE INTO param VALUES ('edition_month', ?1)", month, 0);
    run_script(b, SCRIPTS "span.sql");
    for (const struct embed_file *f = b->in->files; f->path && !err_is(b->e); f++)
        if (is_list_script(str_of(f->path)) && list_changed(b, month, list_of(str_of(f->path)))) run_script(b, f->path);
    run_script(b, SCRIPTS "month.sql");
    put(b, "INSERT OR REPLACE INTO edition_month VALUES (?1, ?2)", month, b->in->run);
}

static void fill_months(struct builder *b) {
    if (!embed_find(b->in->files, SCRIPTS "month.sql").p) return;
    find_months(b);
    find_lists(b);
    start_counting(b);
    if (b->n_todo) run_script(b, b->known < 0 ? SCRIPTS "gather.sql" : SCRIPTS "renew.sql");
    for (size_t i = 0; i < b->n_todo && !err_is(b->e); i++) fill_month(b, b->todo[i]);
    put(b, "DELETE FROM param WHERE name = 'edition_month'", str_none(), 0);
    put(b, "UPDATE edition_rules SET run = ?2 WHERE ?1 IS NULL", str_none(), b->in->run);
    end_counting(b);
}

/* ---- what every edition has ---- */

static void fill_statements(struct builder *b, const struct embed_file *t) {
    for (; t->path && !err_is(b->e); t++) {
        if (!str_ends(str_of(t->path), ".sql")) continue;
        struct stmt *q = store_stmt(b->s, "INSERT OR REPLACE INTO statement VALUES (?1, ?2)", b->e);
        stmt_bind_str(q, 1, str_of(t->path));
        stmt_bind_str(q, 2, str_n(t->bytes, t->n));
        stmt_run(q, b->e);
    }
}

static void fill_tables(struct builder *b) {
    const struct edition_input *in = b->in;
    store_exec(b->s, tables, b->e);
    for (size_t i = 0; i < in->n_params; i++) {
        struct stmt *q = store_stmt(b->s, "INSERT INTO param VALUES (?1, ?2)", b->e);
        stmt_bind_str(q, 1, str_of(in->param[i].name));
        stmt_bind_str(q, 2, in->param[i].value);
        stmt_run(q, b->e);
    }
    for (size_t i = 0; i < in->words->n; i++) {
        struct stmt *q = store_stmt(b->s, "INSERT INTO word VALUES (?1, ?2, ?3)", b->e);
        stmt_bind_str(q, 1, in->words->item[i].key);
        stmt_bind_str(q, 2, in->words->item[i].text[LANG_ZH]);
        stmt_bind_str(q, 3, in->words->item[i].text[LANG_EN]);
        stmt_run(q, b->e);
    }
    policy_rows_fill(b->s, in->config, strcmp(in->audience, "audit") == 0, b->e);
    fill_statements(b, embed_analysis);
    fill_statements(b, in->files);
}

/* ---- all of it ---- */

static void fill(struct builder *b, bool keep) {
    store_attach(b->s, b->in->store_path, "store", b->e);
    if (!err_is(b->e)) store_exec(b->s, "PRAGMA temp.cache_size = -98304", b->e); /* what is gathered stays in memory */
    if (strcmp(b->in->audience, "audit") == 0) store_unmask(b->s, b->e);
    store_exec(b->s, "BEGIN", b->e); /* IMMEDIATE would lock the store too, which others read meanwhile */
    if (keep) drop_others(b);
    else make_kept(b);
    fill_tables(b);
    fill_months(b);
    run_script(b, SCRIPTS "night.sql");
    run_script(b, SCRIPTS "forms.sql");
    run_script(b, SCRIPTS "targets.sql");
    run_script(b, SCRIPTS "rules.sql");
    run_script(b, SCRIPTS "preparation.sql");
    run_script(b, SCRIPTS "statistics.sql");
    run_script(b, SCRIPTS "checks.sql");
    run_script(b, SCRIPTS "workflow.sql");
    run_script(b, SCRIPTS "ledger.sql");
    run_script(b, SCRIPTS "today.sql");
    run_script(b, SCRIPTS "surveys.sql");
    run_script(b, SCRIPTS "quality.sql");
    if (!err_is(b->e)) store_commit(b->s, b->e);
    if (!err_is(b->e)) store_detach(b->s, "store", b->e);
}

/* The old edition under its working name, when it can be carried on; else NULL and no file there. */
static struct store *open_old(struct builder *b, const char *path, const char *work) {
    struct err old = {0}, *own = b->e;
    file_remove_tree(work, own);
    if (b->in->anew || err_is(own) || rename(path, work) != 0) return NULL;
    file_sync_dir(file_dirname(&b->a, path),
                  own); /* changed in place, it must not come back under its name half changed */
    b->e = &old;        /* a damaged edition is made anew, not an error */
    b->s = store_open(work, STORE_SCRATCH, &old);
    bool keep = b->s && can_keep(b);
    if (!keep || err_is(&old)) {
        struct err dropped = {0};
        b->known = -1;
        store_close(b->s, &dropped);
        b->s = NULL;
        file_remove_tree(work, own);
    }
    b->e = own;
    return b->s;
}

/* The file has its name only while it is whole. */
void edition_build(const char *path, const struct edition_input *in, struct err *e) {
    struct builder b = {.in = in, .known = -1, .e = e};
    if (err_is(e)) return;
    arena_init(&b.a);
    const char *work = arena_printf(&b.a, "%s.tmp", path);
    if (!embed_find(in->files, SCRIPTS "night.sql").p)
        err_set(e, ERR_CONFIG, SCRIPTS "night.sql: there is no such file");
    bool keep = open_old(&b, path, work) != NULL;
    if (!keep && !err_is(e)) b.s = store_open(work, STORE_SCRATCH, e);
    if (b.s && !err_is(e)) fill(&b, keep);
    store_close(b.s, e);
    if (err_is(e)) {
        struct err dropped = {0};
        file_remove_tree(work, &dropped);
        file_remove_tree(path, &dropped);
    } else if (rename(work, path) != 0) {
        err_set(e, ERR_IO, "%s: cannot be renamed to %s: %s", work, path, strerror(errno));
    }
    mem_free(b.todo);
    mem_free(b.counted);
    arena_release(&b.a);
}
