/* The lists behind the figures as CSV (metrics.md, section 9): a public interface, told in the changelog when it changes.
 *
 * Lines are sorted by their bytes, which is not the order of their columns (a blank sorts before the comma), and there
 * may be ten million of them. So each line is made here and sorted by SQLite in a temporary table that spills to disk. */
#include "analysis/analysis.h"
#include "base/embed.h"

enum { FLUSH_BYTES = 1 << 20 };

static const struct list {
    const char *name, *sql;
} lists[] = {{"metrics", "analysis/sql/export_metrics.sql"},
             {"obligations", "analysis/sql/export_obligations.sql"},
             {"repeats", "analysis/sql/export_repeats.sql"},
             {"breaches", "analysis/sql/export_breaches.sql"},
             {"staff", "analysis/sql/export_staff.sql"},
             {"checks", "analysis/sql/export_checks.sql"},
             {"samples", "analysis/sql/export_samples.sql"},
             {"reports", "analysis/sql/export_reports.sql"},
             {"restatements", "analysis/sql/export_restatements.sql"},
             {"restated_rows", "analysis/sql/export_restated_rows.sql"}};

static const struct list *list_find(struct str name, struct err *e) {
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (str_is(name, lists[i].name)) return &lists[i];
    err_set(
        e, ERR_USAGE,
        "no list `%.*s`; there are metrics, obligations, repeats, breaches, staff, checks, samples, reports, restatements, restated_rows, worksheets",
        STR_ARG(name));
    return NULL;
}

/* Columns called m_… hold millionths and are written with six decimals. */
static bool is_micro(const char *column) { return column[0] == 'm' && column[1] == '_'; }

static void add_micro(struct buf *b, int64_t v) {
    uint64_t u = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
    buf_printf(b, "%s%llu.%06llu", v < 0 ? "-" : "", (unsigned long long)(u / 1000000),
               (unsigned long long)(u % 1000000));
}

static void add_header(struct buf *b, struct stmt *q) {
    for (int c = 0, n = stmt_n_columns(q); c < n; c++) {
        const char *name = stmt_column_name(q, c);
        if (c) buf_byte(b, ',');
        buf_puts(b, is_micro(name) ? name + 2 : name);
    }
    buf_byte(b, '\n');
}

static void add_line(struct buf *b, struct stmt *q) {
    for (int c = 0, n = stmt_n_columns(q); c < n; c++) {
        if (c) buf_byte(b, ',');
        if (stmt_is_null(q, c)) continue;
        if (is_micro(stmt_column_name(q, c))) add_micro(b, stmt_int(q, c));
        else buf_csv(b, stmt_str(q, c));
    }
}

static void sort_lines(struct store *s, struct stmt *q, struct err *e) {
    struct buf line;
    buf_init(&line);
    store_exec(s, "CREATE TEMP TABLE IF NOT EXISTS export_line (text TEXT NOT NULL); DELETE FROM export_line", e);
    struct stmt *put = store_stmt(s, "INSERT INTO export_line VALUES (?1)", e);
    while (stmt_step(q, e)) {
        buf_reset(&line);
        add_line(&line, q);
        stmt_bind_str(put, 1, buf_view(&line));
        stmt_run(put, e);
    }
    buf_release(&line);
}

void analysis_export(struct store *s, const struct config *c, struct str name, struct buf *out, analysis_sink *sink,
                     void *ctx, struct err *e) {
    (void)c;
    const struct list *l = list_find(name, e);
    if (!l) return;
    struct stmt *q = store_stmt_file(s, embed_analysis, l->sql, e);
    if (!q) return;
    add_header(out, q);
    store_exec(s, "BEGIN", e); /* a temporary table only: a store open for reading allows it */
    sort_lines(s, q, e);
    struct stmt *sorted = store_stmt(s, "SELECT text FROM export_line ORDER BY text", e);
    while (stmt_step(sorted, e)) {
        buf_str(out, stmt_str(sorted, 0));
        buf_byte(out, '\n');
        if (sink && out->n > FLUSH_BYTES) sink(ctx, out, e);
    }
    store_rollback(s);
}
