/* Any bytes as a file of a source, imported into a store in memory. What must hold (data.md, «Accounting for every
 * row»): the account closes, refused rows are in the quarantine, each new key is one row in force, and the same bytes
 * under another path bring nothing new and change nothing. The first two bytes choose the log and the source's
 * settings. */
#include "etl/import.h"
#include "tests/fuzz/fuzz.h"
#include <stdio.h>
#include <unistd.h>

static void check_account(struct store *s, const struct import_file *f, const char *table, struct arena *a,
                          struct err *e) {
    const struct ledger_counts *k = &f->count;
    require(k->rows == k->n_new + k->n_changed + k->n_unchanged + k->n_duplicate + k->n_quarantined);
    int64_t force = store_int(s, arena_printf(a, "SELECT count(*) FROM %s WHERE run_out IS NULL", table), e);
    require(store_int(s, "SELECT count(*) FROM quarantine", e) == k->n_quarantined);
    require(store_int(s,
                      "SELECT count(*) FROM file WHERE rows_read <> n_new + n_changed + n_unchanged + n_duplicate + "
                      "n_quarantined",
                      e) == 0);
    require(force == k->n_new && e->code == 0);
}

static void import(struct store *s, const struct config *cfg, int64_t run, struct import_report *r, struct err *e) {
    import_report_init(r);
    store_exec(
        s,
        "INSERT INTO run(command, as_of, started_at, software, config) VALUES ('import', '2025-12-31', '2026-01-01 00:00:00', "
        "'fuzz', x'00')",
        e);
    import_run(s, cfg, run, NULL, r, e);
    require(e->code == 0 && r->n_files >= 1);
}

/* One store for all inputs, emptied before each: making its schema takes longer than an import. */
static struct store *empty_store(const char *table, struct arena *a, struct err *e) {
    static struct store *s;
    if (!s) s = store_open(":memory:", STORE_WRITE, e);
    static const char *const also[] = {"run",      "file",  "account",     "span",        "quarantine",
                                       "conflict", "drift", "source_word", "visit_event", "touched"};
    store_exec(s, arena_printf(a, "DELETE FROM %s", table), e);
    for (size_t i = 0; i < sizeof also / sizeof *also; i++)
        store_exec(s, arena_printf(a, "DELETE FROM %s", also[i]), e);
    require(e->code == 0);
    return s;
}

/* The file and the same under a second name. */
static void both(const struct config *cfg, struct source *src, char (*path)[64], struct arena *a) {
    struct err e = {0};
    struct import_report r;
    const char *file = path[0];
    const char *table = logs_find(str_of(src->table))->table;
    struct store *s = empty_store(table, a, &e);
    src->files = &file;
    import(s, cfg, 1, &r, &e);
    bool read = r.file[0].status == IMPORT_READ;
    if (read) check_account(s, &r.file[0], table, a, &e);
    int64_t rows = r.file[0].count.n_new;
    import_report_release(&r);
    file = path[1];
    import(s, cfg, 2, &r, &e);
    if (read) require(r.file[0].count.n_new == 0 && r.file[0].count.n_quarantined >= 0);
    if (read && !src->snapshot)
        require(store_int(s, arena_printf(a, "SELECT count(*) FROM %s WHERE run_out IS NULL", table), &e) == rows);
    import_report_release(&r);
    require(e.code == 0);
}

/* Two files with these bytes, the same two for all inputs; they go when the process ends. */
static char paths[2][64];

static void remove_scratch(void) {
    for (int i = 0; i < 2; i++) unlink(paths[i]);
}

static char (*scratch(const uint8_t *bytes, size_t n))[64] {
    static int fd[2];
    for (int i = 0; i < 2 && !paths[1][0]; i++) {
        snprintf(paths[i], sizeof paths[i], "/tmp/huifang-fuzz-%d-XXXXXX", i);
        fd[i] = mkstemp(paths[i]);
        require(fd[i] >= 0 && (i == 0 || atexit(remove_scratch) == 0));
    }
    for (int i = 0; i < 2; i++) require(ftruncate(fd[i], 0) == 0 && pwrite(fd[i], bytes, n, 0) == (ssize_t)n);
    return paths;
}

void fuzz_import(const uint8_t *data, size_t size) {
    static const char *const encodings[] = {"auto", "utf-8", "gb18030", "utf-16", "big5"};
    if (size < 2 || size > 1 << 16) return;
    struct source src = {.name = "f",
                         .table = logs_all[data[0] % (unsigned)logs_count].name,
                         .n_files = 1,
                         .encoding = encodings[data[1] % 5],
                         .date_order = (enum date_order)(data[1] / 5 % 3),
                         .snapshot = data[1] & 0x80,
                         .reject_above = 1};
    struct config cfg = {.path = "f", .timezone = "UTC", .source = &src, .n_sources = 1};
    struct arena a;
    arena_init(&a);
    both(&cfg, &src, scratch(data + 2, size - 2), &a);
    arena_release(&a);
}
