#include "tests/analysis/store_kit.h"
#include "base/file.h"
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Every table with the number of its key columns. */
static const struct {
    const char *name;
    int keys;
} tables[] = {{"event", 1},       {"visit", 1},   {"assignment", 3},  {"staff", 1}, {"exposure", 2},
              {"survey_form", 2}, {"target", 3},  {"holiday", 1},     {"step", 3},  {"submission", 4},
              {"action", 1},      {"custody", 3}, {"access_grant", 3}};

enum { COLUMNS = 40 };
struct put_row {
    const char *table;
    int keys, n;
    char *name[COLUMNS], *value[COLUMNS];
};

void store_kit_init(struct kit_store *k, const char *yaml) {
    *k = (struct kit_store){.run = 1};
    strcpy(k->dir, "/tmp/huifang-kit-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(k->dir));
    snprintf(k->path, sizeof k->path, "%s/s.db", k->dir);
    const char *text = arena_printf(
        &k->a, "organisation: 测试\nstore: s.db\noutput: site\nsources: [{table: events, files: x-*.csv}]\n%s", yaml);
    const char *file = arena_printf(&k->a, "%s/huifang.yaml", k->dir);
    file_write(file, str_of(text), false, &k->e);
    k->config = config_read(&k->a, file, &k->e);
    ck_assert_msg(!err_is(&k->e), "%s", k->e.text);
    k->store = store_open(k->path, STORE_WRITE, &k->e);
    store_exec(k->store, "PRAGMA synchronous = OFF", &k->e);
    ck_assert_msg(!err_is(&k->e), "%s", k->e.text);
}

void store_kit_release(struct kit_store *k) {
    store_close(k->store, &k->e);
    file_remove_tree(k->dir, &k->e);
    ck_assert_msg(!err_is(&k->e), "%s", k->e.text);
    arena_release(&k->a);
}

void store_kit_reopen(struct kit_store *k, const char *copy) {
    store_close(k->store, &k->e);
    if (copy) {
        struct buf b;
        buf_init(&b);
        file_read(k->path, 1 << 30, &b, &k->e);
        snprintf(k->path, sizeof k->path, "%s/s.db%s", k->dir, copy);
        file_write(k->path, buf_view(&b), false, &k->e);
        buf_release(&b);
    }
    k->store = store_open(k->path, STORE_WRITE, &k->e);
    store_exec(k->store, "PRAGMA synchronous = OFF", &k->e);
    ck_assert_msg(!err_is(&k->e), "%s", k->e.text);
}

/* ---- putting in ---- */

static struct put_row parse(struct kit_store *k, const char *text) {
    struct put_row r = {0};
    struct str rest = str_of(text), part;
    str_split(&rest, '|', &part);
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        if (str_is(part, tables[i].name)) r = (struct put_row){.table = tables[i].name, .keys = tables[i].keys};
    ck_assert_msg(r.table != NULL, "%s", text);
    while (str_split(&rest, '|', &part)) {
        struct str name;
        ck_assert(str_split(&part, '=', &name));
        r.name[r.n] = arena_cstr(&k->a, name);
        r.value[r.n++] = arena_cstr(&k->a, part);
    }
    return r;
}

static const char *value(const struct put_row *r, const char *name) {
    for (int i = 0; i < r->n; i++)
        if (!strcmp(r->name[i], name)) return strcmp(r->value[i], "-") ? r->value[i] : NULL;
    return NULL;
}

static void add(struct put_row *r, const char *name, char *v) {
    r->name[r->n] = (char *)(uintptr_t)name;
    r->value[r->n++] = v;
}

static void exec(struct kit_store *k, const char *sql) {
    store_exec(k->store, sql, &k->e);
    ck_assert_msg(!err_is(&k->e), "%s: %s", k->e.text, sql);
}

static void touch(struct kit_store *k, const char *select) {
    exec(k, arena_printf(&k->a, "INSERT OR IGNORE INTO touched(story) %s", select));
}

/* The stories that a row of these columns reaches, in every version: more than an import would, never less. */
static void touch_row(struct kit_store *k, const struct put_row *r) {
    const char *id = r->value[0];
    if (!strcmp(r->table, "event")) {
        touch(k, arena_printf(&k->a, "SELECT story FROM event WHERE event_id = '%s'", id));
        touch(k, arena_printf(&k->a, "SELECT 'v:' || visit_id FROM visit_event WHERE event_id = '%s'", id));
        touch(k, arena_printf(&k->a, "SELECT 'v:' || visit_id FROM visit WHERE raised_event_id = '%s'", id));
        touch(
            k,
            arena_printf(
                &k->a,
                "SELECT e.story FROM visit v JOIN visit_event x ON x.visit_id = v.visit_id JOIN event e ON e.event_id = x.event_id WHERE v.raised_event_id = '%s'",
                id));
    } else if (!strcmp(r->table, "visit")) {
        touch(k, arena_printf(&k->a, "VALUES ('v:%s')", id));
        touch(k,
              arena_printf(
                  &k->a,
                  "SELECT e.story FROM visit_event x JOIN event e ON e.event_id = x.event_id WHERE x.visit_id = '%s'",
                  id));
    } else if (!strcmp(r->table, "step") || !strcmp(r->table, "assignment")) {
        touch(k, arena_printf(&k->a, "SELECT story FROM event WHERE event_id = '%s'", id));
    } else if (!strcmp(r->table, "staff") || !strcmp(r->table, "holiday")) {
        touch(k, "VALUES ('all')");
    }
}

static void name_events(struct kit_store *k, struct put_row *r) {
    const char *events = value(r, "event_ids");
    int n = 0;
    for (struct str rest = str_of(events), id; events && str_split(&rest, ';', &id); n++)
        exec(k,
             arena_printf(&k->a, "INSERT OR IGNORE INTO visit_event VALUES ('%.*s', '%s')", STR_ARG(id), r->value[0]));
    add(r, "n_events", arena_printf(&k->a, "%d", n));
    if (!value(r, "method")) add(r, "method", arena_printf(&k->a, "onsite"));
}

void store_kit_put(struct kit_store *k, const char *text) {
    struct put_row r = parse(k, text);
    const char *customer = value(&r, "customer_id");
    if (!strcmp(r.table, "event"))
        add(&r, "story", customer ? arena_printf(&k->a, "c:%s", customer) : arena_printf(&k->a, "e:%s", r.value[0]));
    if (!strcmp(r.table, "visit")) name_events(k, &r);
    struct buf where, columns, values;
    buf_init(&where);
    buf_init(&columns);
    buf_init(&values);
    for (int i = 0; i < r.keys; i++) buf_printf(&where, "%s %s = '%s'", i ? " AND" : "", r.name[i], r.value[i]);
    touch_row(k, &r);
    exec(k, arena_printf(&k->a, "UPDATE %s SET run_out = %lld WHERE run_out IS NULL AND %s", r.table, (long long)k->run,
                         where.p));
    for (int i = 0; i < r.n; i++) {
        buf_printf(&columns, "%s, ", r.name[i]);
        if (strcmp(r.value[i], "-")) buf_printf(&values, "'%s', ", r.value[i]);
        else buf_puts(&values, "NULL, ");
    }
    exec(k,
         arena_printf(
             &k->a, "INSERT INTO %s (%ssource, file, line, rank, digest, run) VALUES (%s'test', 1, 1, '', x'00', %lld)",
             r.table, columns.p, values.p, (long long)k->run));
    touch_row(k, &r);
    buf_release(&where);
    buf_release(&columns);
    buf_release(&values);
}

void store_kit_put_all(struct kit_store *k, const char *rows) {
    for (struct str rest = str_of(rows), line; str_split(&rest, '\n', &line);)
        if (line.n) store_kit_put(k, arena_cstr(&k->a, line));
}

/* ---- analysing and looking ---- */

struct analysis_report store_kit_analyse(struct kit_store *k, const char *as_of, bool full) {
    int32_t day;
    ck_assert(civil_parse_day(str_of(as_of), &day));
    struct analysis_report report;
    analysis_run(k->store, k->config, day, full, k->run++, &report, &k->e);
    ck_assert_msg(!err_is(&k->e), "%s", k->e.text);
    return report;
}

static void put_rows(struct kit_store *k, struct buf *b, const char *sql) {
    struct stmt *q = store_stmt(k->store, sql, &k->e);
    while (stmt_step(q, &k->e)) {
        for (int c = 0; c < stmt_n_columns(q); c++) {
            if (c) buf_byte(b, '|');
            buf_str(b, stmt_str(q, c));
        }
        buf_byte(b, '\n');
    }
    ck_assert_msg(!err_is(&k->e), "%s: %s", k->e.text, sql);
}

const char *store_kit_ask(struct kit_store *k, const char *sql) {
    struct buf b;
    buf_init(&b);
    put_rows(k, &b, sql);
    const char *out = arena_cstr(&k->a, buf_view(&b));
    buf_release(&b);
    return out;
}

int64_t store_kit_int(struct kit_store *k, const char *sql) {
    int64_t v = store_int(k->store, sql, &k->e);
    ck_assert_msg(!err_is(&k->e), "%s: %s", k->e.text, sql);
    return v;
}

const char *store_kit_results(struct kit_store *k) {
    static const char *const tables_sql[] = {
        "SELECT * FROM metric ORDER BY 1, 2, 3, 4, 5, 6, 7, 8",
        "SELECT * FROM obligation ORDER BY 1, 2, 3, 4, 8",
        "SELECT * FROM merged_event ORDER BY 1, 2, 3",
        "SELECT * FROM repeat_case ORDER BY 1, 2, 3, 7, 6",
        "SELECT * FROM repeat_flag ORDER BY 1, 2, 3, 7, 6",
        "SELECT story, policy, category, by_text, issue, hex(events) FROM repeat_list ORDER BY 1, 2, 3, 4, 5",
        "SELECT * FROM limit_case ORDER BY 1, 2, 3, 4",
        "SELECT * FROM visit_breach ORDER BY 1, 2, 3, 4",
        "SELECT * FROM coverage_case ORDER BY 1, 2, 3",
        "SELECT * FROM contradiction ORDER BY 1, 2, 3, 4",
        "SELECT * FROM staff_ratio ORDER BY 1, 2, 3, 4, 5",
        "SELECT * FROM staff_sum ORDER BY 1, 2, 3, 4, 5",
        "SELECT policy, fragment, scope_kind, scope, category, hex(seconds) FROM duration ORDER BY 1, 2, 3, 4, 5",
        "SELECT * FROM sample_draw ORDER BY 1, 2, 3, 4, 5",
        "SELECT * FROM report_due ORDER BY 1, 2, 3, 4",
        "SELECT story, day, hex(strands) FROM story_due ORDER BY 1",
        "SELECT story, part, hex(facts) FROM told ORDER BY 1, 2"};
    struct buf b;
    buf_init(&b);
    for (size_t i = 0; i < sizeof tables_sql / sizeof *tables_sql; i++) {
        buf_printf(&b, "== %s\n", tables_sql[i]);
        put_rows(k, &b, tables_sql[i]);
    }
    const char *out = arena_cstr(&k->a, buf_view(&b));
    buf_release(&b);
    return out;
}
