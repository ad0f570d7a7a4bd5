#include "etl/statements.h"
#include "etl/own.h"

static const char *const common[] = {"withdrawn", "source", "file", "line", "rank", "digest", "run", "run_out"};
enum { N_COMMON = sizeof common / sizeof *common };

static bool has_own(const struct log *log) {
    enum row_kind kind;
    return own_may(log, &kind);
}

struct insert_places statements_insert_places(const struct log *log) {
    int i = log->n_fields + 1, derived = log->derived ? i++ : 0, own = has_own(log) ? i++ : 0;
    return (struct insert_places){derived, own, i, i + 1, i + 2, i + 3, i + 4, i + 5, i + 6, i + 7};
}

static const char *take(struct arena *a, struct buf *b) {
    const char *s = arena_cstr(a, buf_view(b));
    buf_reset(b);
    return s;
}

static void columns(struct buf *b, const struct log *log) {
    for (int i = 0; i < log->n_fields; i++) buf_printf(b, "%s, ", log->field[i].column);
    if (log->derived) buf_printf(b, "%s, ", log->derived);
    if (has_own(log)) buf_puts(b, "own, ");
    for (int i = 0; i < N_COMMON; i++) buf_printf(b, "%s%s", i ? ", " : "", common[i]);
}

/* «k1 = ?1 AND k2 = ?2»; returns the number of keys. */
static int by_key(struct buf *b, const struct log *log) {
    int n = 0;
    for (int i = 0; i < log->n_fields; i++)
        if (log->field[i].flags & LOG_IN_KEY) {
            buf_printf(b, "%s%s = ?%d", n ? " AND " : "", log->field[i].column, n + 1);
            n++;
        }
    return n;
}

static void key_text(struct buf *b, const struct log *log) {
    const char *sep = "";
    for (int i = 0; i < log->n_fields; i++)
        if (log->field[i].flags & LOG_IN_KEY) {
            buf_printf(b, "%s%s", sep, log->field[i].column);
            sep = " || '|' || ";
        }
}

static const char *insert(struct arena *a, struct buf *b, const struct log *log) {
    buf_printf(b, "INSERT INTO %s(", log->table);
    columns(b, log);
    buf_puts(b, ") VALUES (");
    int n = log->n_fields + (log->derived ? 1 : 0) + (has_own(log) ? 1 : 0) + N_COMMON;
    for (int i = 1; i <= n; i++) buf_printf(b, "%s?%d", i > 1 ? ", " : "", i);
    buf_puts(b, ") ON CONFLICT DO NOTHING");
    return take(a, b);
}

static const char *enter(struct arena *a, struct buf *b, const struct log *log) {
    int n = log->n_fields + (log->derived ? 1 : 0) + (has_own(log) ? 1 : 0);
    buf_printf(b, "INSERT INTO %s(", log->table);
    columns(b, log);
    buf_puts(b, ") SELECT ");
    for (int i = 0; i < n; i++) buf_printf(b, "c%d, ", i);
    buf_printf(b,
               "c%d OR ?1, ?2, ?3, c%d, coalesce(c%d, ?4), c%d, ?5, NULL FROM feed WHERE true ON CONFLICT DO NOTHING",
               n, n + 1, n + 2, n + 3);
    return take(a, b);
}

static const char *current(struct arena *a, struct buf *b, const struct log *log) {
    int events = logs_field(log, "event_id"), visit = logs_field(log, "visit_id");
    buf_printf(b, "SELECT rowid, digest, rank, file, line, withdrawn, run, source, %s, %s, %s FROM %s WHERE ",
               log->derived ? log->derived : "NULL", events >= 0 ? log->field[events].column : "NULL",
               visit >= 0 ? log->field[visit].column : "NULL", log->table);
    by_key(b, log);
    buf_puts(b, " AND run_out IS NULL");
    return take(a, b);
}

static const char *past(struct arena *a, struct buf *b, const struct log *log) {
    buf_printf(b, "SELECT rowid, rank, file, line, run_out FROM %s WHERE ", log->table);
    int n = by_key(b, log);
    buf_printf(b, " AND run_out IS NOT NULL AND digest = ?%d ORDER BY run_out DESC, rowid DESC", n + 1);
    return take(a, b);
}

static const char *withdraw(struct arena *a, struct buf *b, const struct log *log) {
    buf_printf(b, "INSERT INTO %s(", log->table);
    columns(b, log);
    buf_puts(b, ") SELECT ");
    for (int i = 0; i < log->n_fields; i++) buf_printf(b, "%s, ", log->field[i].column);
    if (log->derived) buf_printf(b, "%s, ", log->derived);
    if (has_own(log)) buf_puts(b, "own, ");
    buf_printf(b, "?2, source, file, line, rank, digest, ?3, NULL FROM %s WHERE rowid = ?1", log->table);
    return take(a, b);
}

static const char *unseen(struct arena *a, struct buf *b, const struct log *log) {
    buf_puts(b, "SELECT rowid, run, ");
    key_text(b, log);
    buf_printf(b,
               " FROM %s AS t WHERE run_out IS NULL AND withdrawn = 0 AND source = ?1 AND NOT EXISTS (SELECT 1 FROM "
               "temp.seen WHERE k = ",
               log->table);
    key_text(b, log);
    buf_puts(b, ") ORDER BY rowid");
    return take(a, b);
}

/* Equal rank and other content than the row in force, unless one is the older state of the other's file. Of the
 * past versions with one content the one that stands highest counts. */
static const char *conflicts(struct arena *a, struct buf *b, const struct log *log) {
    struct buf where;
    buf_init(&where);
    int n = by_key(&where, log);
    buf_printf(
        b,
        "INSERT OR IGNORE INTO conflict(table_name, record_key, kept_file, kept_line, other_file, other_line) "
        "SELECT ?%d, ?%d, kept_file, kept_line, other_file, other_line FROM ("
        "SELECT w.file AS kept_file, w.line AS kept_line, o.file AS other_file, o.line AS other_line, "
        "ROW_NUMBER() OVER (PARTITION BY o.digest ORDER BY fo.path DESC, o.file DESC, o.line DESC) AS place "
        "FROM (SELECT * FROM %s WHERE %s AND run_out IS NULL) AS w "
        "JOIN (SELECT * FROM %s WHERE %s AND run_out IS NOT NULL) AS o ON o.rank = w.rank AND o.digest <> w.digest "
        "JOIN file AS fw ON fw.file = w.file JOIN file AS fo ON fo.file = o.file "
        "WHERE (w.file = o.file OR fw.path <> fo.path) AND substr(w.rank, 1, 1) <> '/') AS v WHERE place = 1",
        n + 1, n + 2, log->table, where.p, log->table, where.p);
    buf_release(&where);
    return take(a, b);
}

/* In two halves, because each has an index of its own and their union none. */
static const char *versions(struct arena *a, struct buf *b, const struct log *log) {
    buf_puts(b, "SELECT ");
    columns(b, log);
    for (int half = 0; half < 2; half++) {
        buf_puts(b, half ? " UNION ALL SELECT rowid AS place, " : " FROM (SELECT rowid AS place, ");
        columns(b, log);
        buf_printf(b, " FROM %s WHERE ", log->table);
        by_key(b, log);
        buf_puts(b, half ? " AND run_out IS NULL" : " AND run_out IS NOT NULL");
    }
    buf_puts(b, ") AS v ORDER BY place");
    return take(a, b);
}

static const char *in_force(struct arena *a, struct buf *b, const struct log *log) {
    const char *sep = "SELECT ";
    for (int i = 0; i < log->n_fields; i++)
        if (log->field[i].flags & LOG_IN_KEY) {
            buf_printf(b, "%s%s", sep, log->field[i].column);
            sep = ", ";
        }
    buf_printf(b, " FROM %s WHERE source = ?1 AND run_out IS NULL ORDER BY rowid", log->table);
    return take(a, b);
}

struct statements *statements_make(struct arena *a, const struct log *log) {
    struct statements *s = arena_zero(a, sizeof *s);
    struct buf b;
    buf_init(&b);
    s->insert = insert(a, &b, log);
    s->current = current(a, &b, log);
    s->past = past(a, &b, log);
    s->retire = arena_printf(a, "UPDATE %s SET run_out = ?1 WHERE rowid = ?2", log->table);
    s->revive = arena_printf(
        a,
        "UPDATE %s SET rank = ?2, file = ?3, line = ?4, source = ?5, withdrawn = ?6, run_out = NULL WHERE rowid = ?1",
        log->table);
    s->raise = arena_printf(
        a, "UPDATE %s SET rank = ?2, file = ?3, line = ?4, source = ?5, withdrawn = ?6 WHERE rowid = ?1", log->table);
    s->enter = enter(a, &b, log);
    s->latest = arena_printf(a, "SELECT line FROM %s ORDER BY rowid DESC LIMIT ?1", log->table);
    s->withdraw = withdraw(a, &b, log);
    s->mark = arena_printf(a, "UPDATE %s SET withdrawn = ?2 WHERE rowid = ?1", log->table);
    s->unseen = unseen(a, &b, log);
    s->conflicts = conflicts(a, &b, log);
    s->versions = versions(a, &b, log);
    s->in_force = in_force(a, &b, log);
    s->n_keys = by_key(&b, log);
    buf_release(&b);
    return s;
}
