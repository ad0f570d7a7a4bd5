/* The door to SQLite: opening, transactions, statements. See store.h. */
#include "store/store.h"
#include "base/embed.h"
#include "base/file.h"
#include "base/mem.h"
#include "store/internal.h"
#include <assert.h>
#include <errno.h>
#include <sqlite3.h>
#include <string.h>

enum { APPLICATION_ID = 0x48554946 /* "HUIF" */, SCHEMA_VERSION = 7 };

static const char *const schema_files[] = {"store/schema/facts.sql", "store/schema/ledger.sql",
                                           "store/schema/results.sql", "store/schema/issued.sql"};

/* SQLite counts every allocation under a lock unless told before its first use that nobody asks for the sums. */
__attribute__((constructor)) static void count_no_memory(void) { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }

static int err_of(int rc) {
    switch (rc & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return ERR_BUSY;
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_READONLY: return ERR_IO;
    case SQLITE_CANTOPEN: return ERR_CANTCREATE;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return ERR_VERIFY;
    default: return ERR_INVARIANT;
    }
}

void store_fail(struct store *s, int rc, struct err *e, const char *what) {
    err_set(&s->why, err_of(rc), "%s: %s: %s", s->path, what, sqlite3_errmsg(s->db));
    s->failed = true;
    store_failed(s, e);
    store_rollback(s);
}

bool store_failed(const struct store *s, struct err *e) {
    if (s->failed && !err_is(e)) *e = s->why;
    return s->failed;
}

static void pragma(struct store *s, const char *sql, struct err *e) {
    if (err_is(e)) return;
    char *msg = NULL;
    int rc = sqlite3_exec(s->db, sql, NULL, NULL, &msg);
    sqlite3_free(msg);
    if (rc != SQLITE_OK) store_fail(s, rc, e, sql);
}

/* A fenced connection may select, call built-in functions and read tables of its own file; nothing else. */
static int fence(void *ctx, int op, const char *a, const char *b, const char *db, const char *trigger) {
    (void)ctx, (void)b, (void)trigger;
    switch (op) {
    case SQLITE_SELECT:
    case SQLITE_RECURSIVE: return SQLITE_OK;
    case SQLITE_FUNCTION: return b && strcmp(b, "load_extension") == 0 ? SQLITE_DENY : SQLITE_OK;
    case SQLITE_READ:
        return (!db || strcmp(db, "main") == 0) && (!a || strncmp(a, "sqlite_", 7) != 0) ? SQLITE_OK : SQLITE_DENY;
    default: return SQLITE_DENY;
    }
}

static void setting(struct store *s, int op, bool on, struct err *e) {
    int rc = err_is(e) ? SQLITE_OK : sqlite3_db_config(s->db, op, (int)on, NULL);
    if (rc != SQLITE_OK) store_fail(s, rc, e, "connection cannot be set up");
}

static void configure(struct store *s, enum store_mode mode, struct err *e) {
    sqlite3_extended_result_codes(s->db, 1);
    sqlite3_busy_timeout(s->db, 60000);
    setting(s, SQLITE_DBCONFIG_DQS_DML, false, e);
    setting(s, SQLITE_DBCONFIG_DQS_DDL, false, e);
    setting(s, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, false, e);
    setting(s, SQLITE_DBCONFIG_TRUSTED_SCHEMA, false, e);
    /* A defensive connection ignores journal_mode = OFF, and a journal left by a killed run would be rolled back into the
     * next file of that name. */
    setting(s, SQLITE_DBCONFIG_DEFENSIVE, mode != STORE_SCRATCH, e);
    /* A fenced file is an edition: every page asks it again, so more of it is kept. */
    pragma(s, mode == STORE_FENCED ? "PRAGMA cache_size = -184320" : "PRAGMA cache_size = -65536", e);
    pragma(s, "PRAGMA temp_store = FILE", e);
    if (mode == STORE_WRITE) {
        pragma(s, "PRAGMA journal_mode = DELETE", e);
        pragma(s, "PRAGMA synchronous = EXTRA", e);
        pragma(s, "PRAGMA foreign_keys = ON", e);
        pragma(s, "PRAGMA secure_delete = ON", e);
        pragma(s, "PRAGMA locking_mode = EXCLUSIVE", e);
    } else if (mode == STORE_SCRATCH) {
        pragma(s, "PRAGMA journal_mode = OFF", e);
        pragma(s, "PRAGMA synchronous = OFF", e);
        pragma(s, "PRAGMA locking_mode = EXCLUSIVE", e);
    }
}

static void create_schema(struct store *s, struct err *e) {
    store_begin(s, e);
    for (size_t i = 0; i < sizeof schema_files / sizeof *schema_files; i++) store_script(s, schema_files[i], e);
    char head[80];
    sqlite3_snprintf(sizeof head, head, "PRAGMA application_id = %d; PRAGMA user_version = %d", APPLICATION_ID,
                     SCHEMA_VERSION);
    store_exec(s, head, e);
    store_commit(s, e);
}

static void check_schema(struct store *s, enum store_mode mode, struct err *e) {
    int64_t version = store_int(s, "PRAGMA user_version", e), app = store_int(s, "PRAGMA application_id", e);
    if (err_is(e)) return;
    bool blank = version == 0 && app == 0 && store_int(s, "SELECT count(*) FROM sqlite_schema", e) == 0;
    if (blank && mode == STORE_WRITE) {
        create_schema(s, e);
    } else if (app != APPLICATION_ID) {
        err_set(e, ERR_DATA, "%s: is no store of huifang; name another file under `store:`", s->path);
    } else if (version != SCHEMA_VERSION) {
        err_set(e, ERR_DATA, "%s: has schema %lld, this program knows %d; use the program that wrote it or a new store",
                s->path, (long long)version, SCHEMA_VERSION);
    }
}

struct store *store_open(const char *path, enum store_mode mode, struct err *e) {
    if (err_is(e)) return NULL;
    struct store *s = mem_zero(sizeof *s);
    s->path = mem_strdup(path);
    s->mode = mode;
    int flags =
        mode == STORE_READ || mode == STORE_FENCED ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    int rc = sqlite3_open_v2(path, &s->db, flags | SQLITE_OPEN_NOMUTEX, NULL);
    if (rc != SQLITE_OK) {
        err_set(e, rc == SQLITE_CANTOPEN && (flags & SQLITE_OPEN_READONLY) ? ERR_NOINPUT : err_of(rc),
                "%s: store cannot be opened: %s", path, sqlite3_errstr(rc));
    } else {
        configure(s, mode, e);
        store_functions(s, e);
        if (mode == STORE_WRITE || mode == STORE_READ) check_schema(s, mode, e);
        if (mode == STORE_FENCED) sqlite3_set_authorizer(s->db, fence, NULL);
    }
    if (!err_is(e)) return s;
    struct err dropped = {0};
    store_close(s, &dropped);
    return NULL;
}

void store_close(struct store *s, struct err *e) {
    if (!s) return;
    store_rollback(s);
    for (size_t i = 0; i < s->n_slots; i++)
        for (struct stmt *q = s->slot[i]; q;) {
            struct stmt *next = q->next;
            sqlite3_finalize(q->q);
            mem_free(q->sql);
            mem_free(q);
            q = next;
        }
    mem_free(s->slot);
    store_failed(s, e);
    int rc = sqlite3_close(s->db);
    if (rc != SQLITE_OK) err_set(e, ERR_IO, "%s: store cannot be closed: %s", s->path, sqlite3_errstr(rc));
    if (s->mode == STORE_SCRATCH && !s->failed) file_flush(s->path, e);
    mem_free(s->path);
    mem_free(s);
}

const char *store_path(const struct store *s) { return s->path; }

void store_share(struct store *s, bool on, struct err *e) {
    if (s->mode != STORE_WRITE) return;
    store_exec(s, on ? "PRAGMA locking_mode = NORMAL" : "PRAGMA locking_mode = EXCLUSIVE", e);
    if (on) store_int(s, "SELECT count(*) FROM sqlite_schema", e); /* the lock goes with the next look into the file */
}

void store_exec(struct store *s, const char *sql, struct err *e) {
    if (store_failed(s, e) || err_is(e)) return;
    char *msg = NULL;
    int rc = sqlite3_exec(s->db, sql, NULL, NULL, &msg);
    sqlite3_free(msg);
    if (rc != SQLITE_OK) store_fail(s, rc, e, "statement failed");
}

void store_make_index(struct store *s, const char *sql, struct err *e) {
    int64_t kept = store_int(s, "PRAGMA cache_size", e);
    char cache[48];
    sqlite3_snprintf(sizeof cache, cache, "PRAGMA cache_size = %lld", (long long)kept);
    store_exec(s, "PRAGMA cache_size = -4096", e); /* SQLite's pieces are as large as its page cache */
    store_exec(s, sql, e);
    store_exec(s, cache, e);
}

void store_script(struct store *s, const char *path, struct err *e) {
    struct str sql = embed_find(embed_store, path);
    assert(sql.p);
    store_exec(s, sql.p, e);
    err_context(e, "%s", path);
}

void store_attach(struct store *s, const char *path, const char *name, struct err *e) {
    struct stmt *q = store_stmt(s, "ATTACH DATABASE ?1 AS ?2", e);
    stmt_bind_str(q, 1, str_of(path));
    stmt_bind_str(q, 2, str_of(name));
    stmt_run(q, e);
    char cache[96]; /* a file attached has a cache of its own, and SQLite's default for it is 2 MB */
    sqlite3_snprintf(sizeof cache, cache, "PRAGMA \"%w\".cache_size = -65536", name);
    store_exec(s, cache, e);
}

void store_detach(struct store *s, const char *name, struct err *e) {
    struct stmt *q = store_stmt(s, "DETACH DATABASE ?1", e);
    stmt_bind_str(q, 1, str_of(name));
    stmt_run(q, e);
}

void store_begin(struct store *s, struct err *e) {
    assert(err_is(e) || s->failed || sqlite3_get_autocommit(s->db));
    store_exec(s, "BEGIN IMMEDIATE", e);
}

void store_commit(struct store *s, struct err *e) { store_exec(s, "COMMIT", e); }

void store_rollback(struct store *s) {
    if (s->db && !sqlite3_get_autocommit(s->db)) sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
}

static void grow_slots(struct store *s) {
    size_t n = s->n_slots ? s->n_slots * 2 : 64;
    struct stmt **slot = mem_zero(n * sizeof *slot);
    for (size_t i = 0; i < s->n_slots; i++)
        for (struct stmt *q = s->slot[i], *next; q; q = next) {
            next = q->next;
            q->next = slot[q->hash & (n - 1)];
            slot[q->hash & (n - 1)] = q;
        }
    mem_free(s->slot);
    s->slot = slot;
    s->n_slots = n;
}

static struct stmt *prepare(struct store *s, const char *sql, uint64_t hash, struct err *e) {
    sqlite3_stmt *p = NULL;
    const char *tail = NULL;
    int rc = sqlite3_prepare_v3(s->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &p, &tail);
    if (rc != SQLITE_OK || !p) {
        store_fail(s, rc, e, "statement cannot be prepared");
        return NULL;
    }
    if (s->n_stmts >= s->n_slots) grow_slots(s);
    struct stmt *q = mem_zero(sizeof *q);
    *q = (struct stmt){s, p, mem_strdup(sql), hash, s->slot[hash & (s->n_slots - 1)]};
    s->slot[hash & (s->n_slots - 1)] = q;
    s->n_stmts++;
    return q;
}

struct stmt *store_stmt(struct store *s, const char *sql, struct err *e) {
    if (store_failed(s, e) || err_is(e)) return NULL;
    uint64_t hash = str_hash(str_of(sql));
    for (struct stmt *q = s->n_slots ? s->slot[hash & (s->n_slots - 1)] : NULL; q; q = q->next)
        if (q->hash == hash && strcmp(q->sql, sql) == 0) {
            sqlite3_reset(q->q);
            sqlite3_clear_bindings(q->q);
            return q;
        }
    return prepare(s, sql, hash, e);
}

struct stmt *store_stmt_file(struct store *s, const struct embed_file *table, const char *path, struct err *e) {
    struct str sql = embed_find(table, path);
    assert(sql.p);
    struct stmt *q = store_stmt(s, sql.p, e);
    if (!q) err_context(e, "%s", path);
    return q;
}

int64_t store_int(struct store *s, const char *sql, struct err *e) {
    struct stmt *q = store_stmt(s, sql, e);
    int64_t v = stmt_step(q, e) ? stmt_int(q, 0) : 0;
    stmt_reset(q);
    return v;
}

bool store_has_table(struct store *s, const char *name) {
    struct err e = {0};
    struct stmt *q = store_stmt(s, "SELECT 1 FROM sqlite_schema WHERE type IN ('table', 'view') AND name = ?1", &e);
    stmt_bind_str(q, 1, str_of(name));
    bool has = stmt_step(q, &e);
    stmt_reset(q);
    return has;
}
