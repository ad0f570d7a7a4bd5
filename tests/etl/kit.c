#include "tests/etl/kit.h"
#include "base/file.h"
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

void kit_open(struct kit *k) {
    *k = (struct kit){0};
    arena_init(&k->a);
    import_report_init(&k->report);
    char path[] = "/tmp/huifang-etl-XXXXXX";
    ck_assert_ptr_nonnull(mkdtemp(path));
    k->dir = arena_cstr(&k->a, str_of(path));
    setenv("TZ", "Asia/Shanghai", 1);
    tzset();
}

void kit_close(struct kit *k) {
    struct err e = {0};
    file_remove_tree(k->dir, &e);
    import_report_release(&k->report);
    arena_release(&k->a);
}

void kit_bytes(struct kit *k, const char *name, struct str bytes) {
    struct err e = {0};
    char *path = file_join(&k->a, k->dir, name);
    file_mkdirs(file_dirname(&k->a, path), &e);
    file_write(path, bytes, false, &e);
    ck_assert_msg(!err_is(&e), "%s", e.text);
}

void kit_file(struct kit *k, const char *name, const char *text) { kit_bytes(k, name, str_of(text)); }

void kit_remove(struct kit *k, const char *name) {
    struct err e = {0};
    file_remove_tree(file_join(&k->a, k->dir, name), &e);
}

void kit_config(struct kit *k, const char *rest) {
    kit_file(k, "huifang.yaml",
             arena_printf(&k->a,
                          "organisation: 锦湖物业\npolicy: property-10\ntimezone: Asia/Shanghai\nlanguage: zh-CN\n"
                          "store: huifang.db\noutput: site\n%s",
                          rest));
}

static struct store *open_store(struct kit *k) {
    struct store *s = store_open(file_join(&k->a, k->dir, "huifang.db"), STORE_WRITE, &k->e);
    ck_assert_msg(!err_is(&k->e), "%s", k->e.text);
    return s;
}

void kit_import_with(struct kit *k, const struct import_options *o) {
    struct config *cfg = config_read(&k->a, file_join(&k->a, k->dir, "huifang.yaml"), &k->e);
    ck_assert_msg(!err_is(&k->e), "%s", k->e.text);
    struct store *s = open_store(k);
    import_report_release(&k->report);
    import_report_init(&k->report);
    k->run = store_int(s, "SELECT coalesce(max(run), 0) + 1 FROM run", &k->e);
    store_exec(
        s,
        "INSERT INTO run(command, as_of, started_at, software, config) VALUES ('import', '2025-12-31', '2026-01-01 00:00:00', "
        "'test', x'00')",
        &k->e);
    import_run(s, cfg, k->run, o, &k->report, &k->e);
    store_close(s, &k->e);
}

void kit_import(struct kit *k) {
    kit_import_with(k, NULL);
    ck_assert_msg(!err_is(&k->e), "%s", k->e.text);
}

struct import_file *kit_report(struct kit *k, const char *path) {
    for (size_t i = 0; i < k->report.n_files; i++)
        if (strcmp(k->report.file[i].path, path) == 0) return &k->report.file[i];
    ck_abort_msg("no report of %s", path);
    return NULL;
}

void kit_counts(struct kit *k, const char *path, int read, int n_new, int changed, int unchanged, int duplicate,
                int quarantined) {
    struct import_file *f = kit_report(k, path);
    const struct ledger_counts *c = &f->count;
    char *got =
        arena_printf(&k->a, "%s: %s %d %d %d %d %d %d", path, f->problem ? f->problem : "", (int)c->rows, (int)c->n_new,
                     (int)c->n_changed, (int)c->n_unchanged, (int)c->n_duplicate, (int)c->n_quarantined);
    char *want =
        arena_printf(&k->a, "%s:  %d %d %d %d %d %d", path, read, n_new, changed, unchanged, duplicate, quarantined);
    ck_assert_str_eq(got, want);
}

static char *rows_of(struct kit *k, struct store *s, const char *sql) {
    struct buf b;
    buf_init(&b);
    struct stmt *q = store_stmt(s, sql, &k->e);
    while (stmt_step(q, &k->e)) {
        for (int c = 0; c < stmt_n_columns(q); c++) {
            if (c) buf_byte(&b, '|');
            if (stmt_is_null(q, c)) buf_byte(&b, '-');
            else buf_str(&b, stmt_str(q, c));
        }
        buf_byte(&b, '\n');
    }
    ck_assert_msg(!err_is(&k->e), "%s", k->e.text);
    char *out = arena_cstr(&k->a, buf_view(&b));
    buf_release(&b);
    return out;
}

char *kit_query(struct kit *k, const char *sql) {
    struct store *s = open_store(k);
    char *out = rows_of(k, s, sql);
    store_close(s, &k->e);
    return out;
}

static const char *facts_sql(struct kit *k, const struct log *log, bool history) {
    struct buf b;
    buf_init(&b);
    buf_printf(&b, "SELECT '%s'", log->table);
    for (int i = 0; i < log->n_fields; i++) buf_printf(&b, ", t.%s", log->field[i].column);
    if (log->derived) buf_printf(&b, ", t.%s", log->derived);
    buf_printf(
        &b,
        ", t.withdrawn, t.source, f.path, t.line, t.rank, hex(t.digest), t.run_out IS NULL FROM %s AS t JOIN file AS f "
        "ON f.file = t.file %s ORDER BY 2, 3, 4, hex(t.digest), t.run_out IS NULL",
        log->table, history ? "" : "WHERE t.run_out IS NULL");
    char *sql = arena_cstr(&k->a, buf_view(&b));
    buf_release(&b);
    return sql;
}

char *kit_facts(struct kit *k, bool history) {
    struct store *s = open_store(k);
    struct buf b;
    buf_init(&b);
    for (int i = 0; i < logs_count; i++) buf_puts(&b, rows_of(k, s, facts_sql(k, &logs_all[i], history)));
    buf_puts(&b, rows_of(k, s, "SELECT 'names', event_id, visit_id FROM visit_event ORDER BY 2, 3"));
    buf_puts(&b, rows_of(k, s,
                         "SELECT 'conflict', c.table_name, c.record_key, fk.path, c.kept_line, fo.path, c.other_line "
                         "FROM conflict AS c "
                         "JOIN file AS fk ON fk.file = c.kept_file JOIN file AS fo ON fo.file = c.other_file ORDER BY "
                         "2, 3, 4, 5, 6, 7"));
    store_close(s, &k->e);
    char *out = arena_cstr(&k->a, buf_view(&b));
    buf_release(&b);
    return out;
}

char *kit_content(struct kit *k) {
    struct buf b;
    buf_init(&b);
    for (int i = 0; i < logs_count; i++)
        buf_puts(&b,
                 kit_query(k, arena_printf(
                                  &k->a, "SELECT '%s', hex(digest), withdrawn FROM %s WHERE run_out IS NULL ORDER BY 2",
                                  logs_all[i].table, logs_all[i].table)));
    char *out = arena_cstr(&k->a, buf_view(&b));
    buf_release(&b);
    return out;
}

void kit_same(const char *got, const char *want) {
    struct str a = str_of(got), b = str_of(want), x = {0}, y = {0};
    for (int line = 1;; line++) {
        bool more = str_split(&a, '\n', &x), other = str_split(&b, '\n', &y);
        if (!more && !other) return;
        ck_assert_msg(more && other && str_eq(x, y), "line %d\n got %.*s\nwant %.*s", line, STR_ARG(x), STR_ARG(y));
    }
}

void kit_analysed(struct kit *k) {
    kit_query(k, "INSERT INTO analysis(run, as_of, count_from, config, stories, periods) VALUES (1, '2026-10-31', '', "
                 "x'00', 0, 0)");
    kit_query(k, "DELETE FROM touched");
}

void kit_forget(struct kit *k) { kit_remove(k, "huifang.db"); }
