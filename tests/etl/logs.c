/* The table of logs against the schema, the statements made from it, and docs/logs.md. */
#include "base/file.h"
#include "etl/fold.h"
#include "etl/own.h"
#include "etl/statements.h"
#include "policies/codes.h"
#include "tests/etl/cases.h"
#include "tests/etl/kit.h"
#include <stdlib.h>

static void columns_of(struct kit *k, const struct log *log, struct buf *out) {
    for (int i = 0; i < log->n_fields; i++) buf_printf(out, "%s\n", log->field[i].column);
    enum row_kind kind;
    if (log->derived) buf_printf(out, "%s\n", log->derived);
    if (own_may(log, &kind)) buf_puts(out, "own\n");
    (void)k;
}

static int by_text(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

/* Lines sorted, so that two lists compare as sets. */
static char *sorted(struct kit *k, const char *lines) {
    char *list[128];
    int n = 0;
    for (struct str rest = str_of(lines), part; str_split(&rest, '\n', &part);)
        if (part.n) list[n++] = arena_cstr(&k->a, part);
    qsort(list, (size_t)n, sizeof *list, by_text);
    struct buf b;
    buf_init(&b);
    for (int i = 0; i < n; i++) buf_printf(&b, "%s\n", list[i]);
    char *out = arena_cstr(&k->a, buf_view(&b));
    buf_release(&b);
    return out;
}

START_TEST(table_and_schema_agree) {
    const struct log *log = &logs_all[_i];
    struct kit k;
    struct buf want;
    kit_open(&k);
    buf_init(&want);
    columns_of(&k, log, &want);
    char *have =
        kit_query(&k, arena_printf(&k.a,
                                   "SELECT name FROM pragma_table_info('%s') WHERE name NOT IN ('withdrawn', 'source', "
                                   "'file', 'line', 'rank', 'digest', 'run', 'run_out')",
                                   log->table));
    ck_assert_str_eq(sorted(&k, want.p), sorted(&k, have));
    buf_reset(&want);
    for (int i = 0; i < log->n_fields; i++)
        if (log->field[i].flags & LOG_IN_KEY) buf_printf(&want, "%s\n", log->field[i].column);
    have = kit_query(&k, arena_printf(&k.a, "SELECT name FROM pragma_index_info('%s_key') ORDER BY seqno", log->table));
    ck_assert_str_eq(want.p, have);
    char *needed = kit_query(
        &k,
        arena_printf(&k.a,
                     "SELECT name FROM pragma_table_info('%s') WHERE \"notnull\" = 1 AND dflt_value IS NULL AND name "
                     "NOT IN ('source', 'file', 'line', 'rank', 'digest', 'run', 'story', 'n_events')",
                     log->table));
    for (int i = 0; i < log->n_fields; i++) /* what the schema needs, the log requires or fills */
        if (str_list_has(str_of(needed), '\n', str_of(log->field[i].column)))
            ck_assert_msg((log->field[i].flags & LOG_REQUIRED) || log->field[i].blank, "%s.%s", log->name,
                          log->field[i].name);
    buf_release(&want);
    kit_close(&k);
}
END_TEST

START_TEST(statements_fit_the_schema) {
    struct kit k;
    struct err e = {0};
    kit_open(&k);
    struct statements *s = statements_make(&k.a, &logs_all[_i]);
    struct store *st = store_open(file_join(&k.a, k.dir, "x.db"), STORE_WRITE, &e);
    store_exec(st, "CREATE TEMP TABLE seen(k TEXT PRIMARY KEY) WITHOUT ROWID", &e);
    const char *all[] = {s->insert,   s->current, s->past,   s->retire,    s->revive,   s->raise,
                         s->withdraw, s->mark,    s->unseen, s->conflicts, s->versions, s->in_force};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        store_stmt(st, all[i], &e);
        ck_assert_msg(!err_is(&e), "%s: %s", all[i], e.text);
    }
    struct insert_places p = statements_insert_places(&logs_all[_i]);
    ck_assert_int_eq(stmt_n_params(store_stmt(st, s->insert, &e)), p.run_out);
    store_close(st, &e);
    kit_close(&k);
}
END_TEST

/* No header may mean two fields of one log. */
START_TEST(headers_are_unambiguous) {
    const struct log *log = &logs_all[_i];
    struct arena a;
    struct intern seen;
    arena_init(&a);
    intern_init(&seen);
    for (int i = -2; i < log->n_fields; i++) {
        const struct log_field *f = i == -2 ? &logs_status : i == -1 ? &logs_updated : &log->field[i];
        size_t before = seen.n;
        uint32_t id = intern_add(&seen, fold_word(&a, str_of(f->name)));
        ck_assert_msg(id == before, "%s: %s", log->name, f->name);
        for (struct str rest = str_of(f->headers), h; str_split(&rest, '|', &h);) {
            if (!h.n) continue;
            before = seen.n;
            id = intern_add(&seen, fold_word(&a, h));
            ck_assert_msg(id == before, "%s: %.*s", log->name, STR_ARG(h));
        }
    }
    ck_assert_int_lt(log->n_fields, LOG_FIELDS_MAX);
    intern_release(&seen);
    arena_release(&a);
}
END_TEST

/* huifang.yaml may name exactly the fields that the logs have, and maps values to codes that they take. */
START_TEST(the_configuration_knows_the_fields) {
    const struct log *log = &logs_all[_i];
    const struct bind_vocab *columns = codes_columns(log->name);
    ck_assert_msg(columns != NULL, "%s", log->name);
    int n = 0;
    while (columns->list[n]) n++;
    ck_assert_int_eq(n, log->n_fields + 2);
    ck_assert(codes_has_column(log->name, STR_LIT("status")) && codes_has_column(log->name, STR_LIT("updated_at")));
    for (int i = 0; i < log->n_fields; i++) {
        const struct log_field *f = &log->field[i];
        bool has = false;
        for (int c = 0; c < n; c++) has = has || strcmp(columns->list[c], f->name) == 0;
        ck_assert_msg(has, "%s.%s", log->name, f->name);
        const struct bind_vocab *codes = f->type == LOG_CODE ? codes_of(log->name, str_of(f->name)) : NULL;
        for (int c = 0; codes && codes->list[c]; c++) {
            int k = 0;
            while (f->codes[k].code && strcmp(f->codes[k].code, codes->list[c]) != 0) k++;
            ck_assert_msg(f->codes[k].code != NULL, "%s.%s: %s", log->name, f->name, codes->list[c]);
        }
    }
}
END_TEST

/* WRITE_DOCS=1 writes the page anew. */
START_TEST(page_is_current) {
    struct buf want, have;
    struct err e = {0};
    buf_init(&want);
    buf_init(&have);
    logs_document(&want);
    if (getenv("WRITE_DOCS")) file_write("docs/logs.md", buf_view(&want), false, &e);
    file_read("docs/logs.md", 1 << 20, &have, &e);
    ck_assert_msg(!err_is(&e), "%s", e.text);
    ck_assert_msg(str_eq(buf_view(&want), buf_view(&have)),
                  "docs/logs.md is not what etl/logs.c says: WRITE_DOCS=1 build/test-etl");
    buf_release(&want);
    buf_release(&have);
}
END_TEST

TCase *logs_case(void) {
    TCase *t = tcase_create("logs");
    tcase_add_loop_test(t, table_and_schema_agree, 0, 21);
    tcase_add_loop_test(t, statements_fit_the_schema, 0, 21);
    tcase_add_loop_test(t, headers_are_unambiguous, 0, 21);
    tcase_add_loop_test(t, the_configuration_knows_the_fields, 0, 21);
    tcase_add_test(t, page_is_current);
    return t;
}
