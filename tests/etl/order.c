/* Issue 2, section 4: any order of the same files gives the same tables. Random logs with few keys, few contents and
 * few ranks, so that copies, versions, equal ranks and refused rows all meet. */
#include "base/file.h"
#include "tests/etl/cases.h"
#include "tests/etl/kit.h"

enum { FILES = 5, ROWS = 14, KEYS = 7 };

static uint64_t next(uint64_t *s) {
    *s ^= *s << 13, *s ^= *s >> 7, *s ^= *s << 17;
    return *s;
}

static unsigned below(uint64_t *s, unsigned n) { return (unsigned)(next(s) >> 33) % n; }

static const char *const how[] = {
    "", /* ranked by the path */
    ", dated: '%Y-%m'",
};

static void write_files(struct kit *k, uint64_t *s, bool updated) {
    for (int f = 0; f < FILES; f++) {
        struct buf b;
        buf_init(&b);
        buf_puts(&b, updated ? "编号,类别,受理时间,房号,问题代码,状态,更新时间\n"
                             : "编号,类别,受理时间,房号,问题代码,状态\n");
        for (int i = 0; i < ROWS; i++) {
            buf_printf(&b, "%u,投诉,%s,K%u,%s,%s", below(s, KEYS), below(s, 15) ? "2026-10-03" : "坏", below(s, 2),
                       below(s, 2) ? "甲" : "乙", below(s, 9) ? "" : "作废");
            if (updated) buf_printf(&b, ",%s", below(s, 3) ? below(s, 2) ? "2026-10-05" : "2026-10-06 12:00" : "");
            buf_byte(&b, '\n');
        }
        kit_bytes(k, arena_printf(&k->a, "all/f%d-2026-0%d.csv", f, f / 2 + 1),
                  buf_view(&b)); /* two files share a month */
        buf_release(&b);
    }
}

static void shuffle(uint64_t *s, int order[FILES]) {
    for (int i = 0; i < FILES; i++) order[i] = i;
    for (int i = FILES - 1; i > 0; i--) {
        int j = (int)below(s, (unsigned)i + 1), t = order[i];
        order[i] = order[j];
        order[j] = t;
    }
}

/* One source per file, listed in that order: one run imports them in it. */
static void sources_in(struct kit *k, const int order[FILES], const char *dated) {
    struct buf b;
    buf_init(&b);
    buf_puts(&b, "sources:\n");
    for (int i = 0; i < FILES; i++)
        buf_printf(&b, "  - {table: events, name: s%d, files: 'all/f%d-*.csv'%s}\n", order[i], order[i], dated);
    kit_config(k, b.p);
    buf_release(&b);
}

/* Within one run even the past versions are the same. */
START_TEST(order_within_a_run) {
    uint64_t s = 0x9E3779B97F4A7C15ull * (unsigned long long)(_i + 1);
    struct kit k;
    kit_open(&k);
    const char *dated = how[_i % 2];
    write_files(&k, &s, _i % 4 > 1);
    char *want = NULL;
    for (int turn = 0; turn < 6; turn++) {
        int order[FILES];
        shuffle(&s, order);
        kit_forget(&k);
        sources_in(&k, order, dated);
        kit_import(&k);
        char *got = kit_facts(&k, true);
        if (!want) want = got;
        kit_same(got, want);
    }
    kit_close(&k);
}
END_TEST

/* Over several runs the versions in force and the conflicts are. */
START_TEST(order_of_runs) {
    uint64_t s = 0xD1B54A32D192ED03ull * (unsigned long long)(_i + 1);
    struct kit k;
    kit_open(&k);
    kit_config(&k, arena_printf(&k.a, "sources:\n  - {table: events, name: s, files: 'in/*.csv'%s}\n", how[_i % 2]));
    write_files(&k, &s, _i % 4 > 1);
    char *want = NULL;
    for (int turn = 0; turn < 4; turn++) {
        int order[FILES];
        shuffle(&s, order);
        kit_forget(&k);
        kit_remove(&k, "in");
        for (int i = 0; i < FILES; i++) {
            struct buf b;
            struct err e = {0};
            buf_init(&b);
            const char *name = arena_printf(&k.a, "f%d-2026-0%d.csv", order[i], order[i] / 2 + 1);
            file_read(file_join(&k.a, k.dir, arena_printf(&k.a, "all/%s", name)), 1 << 20, &b, &e);
            kit_bytes(&k, arena_printf(&k.a, "in/%s", name), buf_view(&b));
            buf_release(&b);
            if (below(&s, 3)) kit_import(&k); /* sometimes two files come together */
        }
        kit_import(&k);
        char *got = kit_facts(&k, false);
        if (!want) want = got;
        kit_same(got, want);
        kit_import(&k);
        ck_assert_int_eq(k.report.n_read, 0);
        kit_same(kit_facts(&k, false), want);
    }
    kit_close(&k);
}
END_TEST

/* The equation holds for each file, and the store's own check agrees. */
START_TEST(accounts_close) {
    uint64_t s = 0x2545F4914F6CDD1Dull * (unsigned long long)(_i + 1);
    struct kit k;
    kit_open(&k);
    kit_config(&k, "sources:\n  - {table: events, name: s, files: 'all/*.csv'}\n");
    write_files(&k, &s, _i % 2);
    kit_import(&k);
    for (size_t i = 0; i < k.report.n_files; i++) {
        const struct ledger_counts *c = &k.report.file[i].count;
        ck_assert_int_eq((int)c->rows, ROWS);
        ck_assert_int_eq((int)c->rows,
                         (int)(c->n_new + c->n_changed + c->n_unchanged + c->n_duplicate + c->n_quarantined));
    }
    ck_assert_str_eq(kit_query(&k, "SELECT sum(n_new) - (SELECT count(*) FROM event WHERE run_out IS NULL), "
                                   "sum(n_quarantined) - (SELECT count(*) FROM quarantine) FROM file"),
                     "0|0\n");
    ck_assert_str_eq(
        kit_query(
            &k,
            "SELECT count(*) FROM (SELECT event_id FROM event WHERE run_out IS NULL GROUP BY 1 HAVING count(*) > 1)"),
        "0\n");
    kit_close(&k);
}
END_TEST

TCase *order_case(void) {
    TCase *t = tcase_create("order");
    tcase_set_timeout(t, 120);
    tcase_add_loop_test(t, order_within_a_run, 0, 24);
    tcase_add_loop_test(t, order_of_runs, 0, 24);
    tcase_add_loop_test(t, accounts_close, 0, 12);
    return t;
}
