/* Identity and history: issue 4 section 6; data.md «Accounting for every row»; reliability.md D1, D3. The same rows
 * give the same facts however they are packed: names, encodings, order, files and nights are drawn at random, and what
 * is in force, what is refused and what is in conflict is held against one plain file of them all. */
#include "base/file.h"
#include "tests/etl/books.h"
#include "tests/etl/cases.h"
#include "tests/etl/kit.h"
#include <unistd.h>

enum { ROWS = 60, KEYS = 14 };
#define HEAD "编号,类别,受理时间,问题代码,状态,更新时间\n"
#define TURNED "更新时间,状态,问题代码,受理时间,类别,编号\n"

static uint64_t next(uint64_t *s) {
    *s ^= *s << 13, *s ^= *s >> 7, *s ^= *s << 17;
    return *s;
}

static unsigned below(uint64_t *s, unsigned n) { return (unsigned)(next(s) >> 33) % n; }

/* A version of a row; `rank` is its minute of change, shared by two versions only where they are in conflict. */
struct version {
    unsigned key, rank, issue;
    bool withdrawn, bad;
};

static void shuffle(uint64_t *s, struct version *v, int n) {
    for (int i = n - 1; i > 0; i--) {
        int j = (int)below(s, (unsigned)i + 1);
        struct version t = v[i];
        v[i] = v[j], v[j] = t;
    }
}

static void draw(uint64_t *s, struct version v[ROWS]) {
    for (unsigned i = 0; i < ROWS; i++) {
        v[i] = (struct version){below(s, KEYS), i, below(s, 3), below(s, 8) == 0, false};
        unsigned like = i ? below(s, i) : 0;
        if (i && below(s, 5) == 0) v[i] = v[like]; /* the same row again */
        if (i && !v[like].bad && below(s, 8) == 0)
            v[i] = v[like], v[i].issue = (v[like].issue + 1) % 3; /* in conflict */
        if (below(s, 10) == 0) v[i].bad = true, v[i].key = 100 + i;
    }
    shuffle(s, v, ROWS);
}

static void put_row(struct buf *b, const struct version *v, bool turned) {
    const char *day = v->bad ? "上周五" : "2026-10-03", *state = v->withdrawn ? "作废" : "";
    static const char *const issue[] = {"电梯停运", "水管爆裂", "门禁失灵"};
    if (turned) buf_printf(b, "2026-10-05 10:%02u,%s,%s,%s,投诉,%u\n", v->rank, state, issue[v->issue], day, v->key);
    else buf_printf(b, "%u,投诉,%s,%s,%s,2026-10-05 10:%02u\n", v->key, day, issue[v->issue], state, v->rank);
}

/* Rows from … to as a file: in one of the encodings, with one of the line ends, perhaps packed, perhaps in pieces that
 * each have a header, perhaps with sums and blank lines between. */
static void put_file(struct kit *k, uint64_t *s, const char *name, const struct version *v, int from, int to) {
    struct buf text, bytes;
    struct book packed;
    static const enum encoding codes[] = {ENC_UTF8, ENC_GB18030, ENC_UTF16LE, ENC_UTF16BE};
    enum encoding code = codes[below(s, 4)];
    bool turned = below(s, 3) == 0, wide = code == ENC_UTF16LE || code == ENC_UTF16BE;
    buf_init(&text);
    buf_init(&bytes);
    if (wide) buf_puts(&text, "\xEF\xBB\xBF");
    buf_puts(&text, turned ? TURNED : HEAD);
    for (int i = from; i < to; i++) {
        if (below(s, 12) == 0) turned = !turned, buf_puts(&text, turned ? TURNED : HEAD);
        if (below(s, 12) == 0) buf_puts(&text, below(s, 2) ? ",,,,,\n" : "小计,,,,,\n");
        put_row(&text, &v[i], turned);
    }
    if (wide) encoding_to_utf16(buf_view(&text), code == ENC_UTF16BE, &bytes);
    else ck_assert(encoding_encode(code, buf_view(&text), &bytes));
    book_open(&packed);
    bool gz = below(s, 4) == 0;
    kit_bytes(k, gz ? arena_printf(&k->a, "%s.gz", name) : name,
              gz ? book_gzip(&packed, buf_view(&bytes)) : buf_view(&bytes));
    book_close(&packed);
    buf_release(&text);
    buf_release(&bytes);
}

/* What is in force, which keys wait to be mended, which are in conflict. `sure`: only rows of keys without conflict,
 * for which of two equal claims wins follows from where they stand. */
static char *facts(struct kit *k) {
    return arena_printf(
        &k->a, "%s%s%s%s",
        kit_query(k,
                  "SELECT 'row', event_id, hex(digest), withdrawn FROM event WHERE run_out IS NULL AND event_id NOT IN "
                  "(SELECT record_key FROM conflict) ORDER BY 2"),
        kit_query(k, "SELECT 'key', event_id, rank FROM event WHERE run_out IS NULL ORDER BY 2"),
        kit_query(k, "SELECT DISTINCT 'refused', record_key FROM quarantine WHERE closed_run IS NULL ORDER BY 2"),
        kit_query(k, "SELECT DISTINCT 'conflict', record_key FROM conflict ORDER BY 2"));
}

static void start(struct kit *k, struct version v[ROWS], uint64_t *s) {
    kit_open(k);
    kit_config(k, "sources:\n  - {table: events, name: e, files: 'in/*'}\n");
    draw(s, v);
    struct buf b;
    buf_init(&b);
    buf_puts(&b, HEAD);
    for (int i = 0; i < ROWS; i++) put_row(&b, &v[i], false);
    kit_bytes(k, "in/all.csv", buf_view(&b));
    kit_import(k);
    buf_release(&b);
}

static void again(struct kit *k) {
    kit_forget(k);
    kit_remove(k, "in");
}

/* Renamed, re-encoded, reordered, cut into files that overlap, put together, in one night or in several. */
START_TEST(the_same_rows_packed_otherwise) {
    uint64_t s = 0x9E3779B97F4A7C15ull * (unsigned long long)(_i + 1);
    struct version v[ROWS];
    struct kit k;
    start(&k, v, &s);
    char *want = facts(&k);
    for (int turn = 0; turn < 4; turn++) {
        again(&k);
        shuffle(&s, v, ROWS);
        for (int from = 0; from < ROWS;) {
            int to = from + 5 + (int)below(&s, 40), back = (int)below(&s, 8);
            if (to > ROWS) to = ROWS;
            put_file(&k, &s, arena_printf(&k.a, "in/%u-%d.csv", below(&s, 90), from), v, from > back ? from - back : 0,
                     to);
            if (below(&s, 3) == 0) kit_import(&k);
            from = to;
        }
        kit_import(&k);
        kit_same(facts(&k), want);
        kit_import(&k);
        ck_assert_int_eq(k.report.n_read, 0); /* a night without news */
    }
    kit_close(&k);
}
END_TEST

/* Rotated: what was log.csv yesterday is log.csv.1 today, and the log begins anew; each night everything is there. */
START_TEST(rotated_logs) {
    uint64_t s = 0xD1B54A32D192ED03ull * (unsigned long long)(_i + 1);
    struct version v[ROWS];
    struct kit k;
    start(&k, v, &s);
    char *want = facts(&k);
    again(&k);
    for (int night = 0; night < 4; night++) {
        for (int n = night; n > 0; n--) {
            const char *from = n == 1 ? "in/log.csv" : arena_printf(&k.a, "in/log.csv.%d", n - 1);
            ck_assert_int_eq(
                rename(file_join(&k.a, k.dir, from), file_join(&k.a, k.dir, arena_printf(&k.a, "in/log.csv.%d", n))),
                0);
        }
        struct buf b;
        buf_init(&b);
        buf_puts(&b, HEAD);
        for (int i = night * ROWS / 4; i < (night + 1) * ROWS / 4; i++) put_row(&b, &v[i], false);
        kit_bytes(&k, "in/log.csv", buf_view(&b));
        buf_release(&b);
        kit_import(&k);
    }
    kit_same(facts(&k), want);
    kit_close(&k);
}
END_TEST

/* Cut anywhere while it was copied and imported so; sent again whole under its name, it is as if it had been whole. */
START_TEST(cut_anywhere_and_sent_again) {
    uint64_t s = 0x2545F4914F6CDD1Dull * (unsigned long long)(_i + 1);
    struct version v[ROWS];
    struct kit k;
    struct buf b;
    struct err e = {0};
    start(&k, v, &s);
    char *want = facts(&k);
    buf_init(&b);
    file_read(file_join(&k.a, k.dir, "in/all.csv"), 1 << 20, &b, &e);
    for (int turn = 0; turn < 4; turn++) {
        again(&k);
        kit_bytes(&k, "in/all.csv", str_n(b.p, sizeof HEAD - 1 + below(&s, (unsigned)(b.n - sizeof HEAD))));
        kit_import(&k);
        kit_bytes(&k, "in/all.csv", buf_view(&b));
        kit_import(&k);
        kit_same(facts(&k), want);
    }
    buf_release(&b);
    kit_close(&k);
}
END_TEST

/* Withdrawn and full snapshots: whatever snapshots came before and in which order, the newest one says what counts. */
START_TEST(full_snapshots_in_any_order) {
    uint64_t s = 0x9E6C63D0876A9A47ull * (unsigned long long)(_i + 1);
    enum { DAYS = 4 };
    struct kit k;
    char *text[DAYS], *want = NULL;
    kit_open(&k);
    kit_config(&k, "sources:\n  - {table: events, name: e, files: 'in/e*', snapshot: true, dated: '%Y-%m-%d'}\n");
    for (int d = 0; d < DAYS; d++) {
        struct buf b;
        buf_init(&b);
        buf_puts(&b, "编号,类别,受理时间,问题代码\n");
        for (int i = 0; i < KEYS; i++)
            if (below(&s, 3)) buf_printf(&b, "%d,投诉,2026-10-01,%u\n", i, below(&s, 2));
        text[d] = arena_cstr(&k.a, buf_view(&b));
        buf_release(&b);
    }
    for (int turn = 0; turn < 6; turn++) {
        int order[DAYS] = {0, 1, 2, 3};
        for (int i = DAYS - 1; i > 0 && turn; i--) {
            int j = (int)below(&s, (unsigned)i + 1), t = order[i];
            order[i] = order[j], order[j] = t;
        }
        again(&k);
        for (int i = 0; i < DAYS; i++) {
            kit_file(&k, arena_printf(&k.a, "in/e-2026-10-%02d.csv", order[i] + 1), text[order[i]]);
            if (i == DAYS - 1 || below(&s, 2)) kit_import(&k);
        }
        /* what counts; of what is withdrawn only that it is, because its last words may never have been seen */
        char *got =
            kit_query(&k, "SELECT event_id, issue FROM event WHERE run_out IS NULL AND withdrawn = 0 ORDER BY 1");
        if (!want) want = got;
        kit_same(got, want);
        ck_assert_str_eq(kit_query(&k, "SELECT count(*) FROM event WHERE run_out IS NULL AND withdrawn = 0"),
                         kit_query(&k, "SELECT sum(n_rows) FROM span JOIN file USING (file) WHERE path LIKE "
                                       "'%-04.csv' AND outcome IN ('new', 'changed', 'unchanged')"));
    }
    kit_close(&k);
}
END_TEST

/* Room numbers that change hands: with `tenants_change` the room is a customer only together with the name, so that the
 * old tenant's events are not the new one's; who comes back is who he was. Without it the room is the customer. */
START_TEST(rooms_change_hands) {
    static const char rows[] = "编号,类别,受理时间,小区,房间号,客户姓名\n1,投诉,2026-01-03,一期,3-2-501,王三\n"
                               "2,投诉,2026-03-03,一期,3-2-501,李四\n3,投诉,2026-05-03,一期,３-2-501,王三\n"
                               "4,投诉,2026-05-04,二期,3-2-501,王三\n5,投诉,2026-05-05,,3-2-501,王三\n";
    struct kit k;
    kit_open(&k);
    kit_config(&k, "tenants_change: true\nsources:\n  - {table: events, name: e, files: e.csv}\n");
    kit_file(&k, "e.csv", rows);
    kit_import(&k);
    ck_assert_str_eq(kit_query(&k, "SELECT event_id, customer_id FROM event ORDER BY 1"),
                     "1|一期/3-2-501/王三\n2|一期/3-2-501/李四\n3|一期/3-2-501/王三\n4|二期/3-2-501/王三\n5|-\n");
    kit_config(&k, "sources:\n  - {table: events, name: e, files: e.csv}\n");
    kit_import(&k); /* said later: the same rows are read again */
    ck_assert_str_eq(kit_query(&k, "SELECT event_id, customer_id FROM event WHERE run_out IS NULL ORDER BY 1"),
                     "1|一期/3-2-501\n2|一期/3-2-501\n3|一期/3-2-501\n4|二期/3-2-501\n5|-\n");
    kit_close(&k);
}
END_TEST

/* Two systems that number alike: with a prefix each they are four events, whose visits find their own, in any order;
 * without one the numbers are taken for the same, and what was overwritten is kept. */
START_TEST(two_systems_share_numbers) {
    static const char *const order[] = {"a", "b"};
    struct kit k;
    kit_open(&k);
    for (int turn = 0; turn < 2; turn++) {
        struct buf b;
        buf_init(&b);
        buf_puts(&b, "sources:\n");
        for (int i = 0; i < 2; i++) {
            const char *x = order[i ^ turn];
            buf_printf(&b, "  - {table: events, name: %s, files: e%s.csv, key_prefix: %s-}\n", x, x, x);
            buf_printf(&b, "  - {table: visits, name: v%s, files: v%s.csv, key_prefix: %s-}\n", x, x, x);
        }
        kit_forget(&k);
        kit_config(&k, b.p);
        buf_release(&b);
        kit_file(&k, "ea.csv", "编号,类别,受理时间\n1,投诉,2026-10-01\n2,投诉,2026-10-01\n");
        kit_file(&k, "eb.csv", "编号,类别,受理时间\n1,报修,2026-10-02\n2,报修,2026-10-02\n");
        kit_file(&k, "va.csv", "回访编号,事项编号,回访时间,回访方式\n1,1,2026-10-03,电话\n");
        kit_file(&k, "vb.csv", "回访编号,事项编号,回访时间,回访方式\n1,1,2026-10-03,上门\n");
        kit_import(&k);
        ck_assert_str_eq(kit_query(&k,
                                   "SELECT e.event_id, e.category, v.method FROM event AS e LEFT JOIN visit AS v ON "
                                   "v.event_ids = e.event_id ORDER BY 1"),
                         "a-1|complaint|phone\na-2|complaint|-\nb-1|repair|onsite\nb-2|repair|-\n");
    }
    kit_forget(&k);
    kit_config(&k, "sources:\n  - {table: events, name: e, files: 'e?.csv'}\n");
    kit_import(&k);
    kit_counts(&k, "eb.csv", 2, 0, 2, 0, 0, 0);
    ck_assert_str_eq(kit_query(&k, "SELECT count(*), sum(run_out IS NULL) FROM event"), "4|2\n");
    kit_close(&k);
}
END_TEST

/* One customer with 5 % of all events, written in every way: one story, whose size is theirs and nobody else's. */
START_TEST(a_customer_with_a_twentieth_of_all_events) {
    static const char *const ways[] = {"K1", "Ｋ１", " K1 ", "K\342\200\2131", "K1\xE3\x80\x80"};
    enum { EVENTS = 2000 };
    struct kit k;
    kit_open(&k);
    kit_config(
        &k, "sources:\n  - {table: events, name: e, files: 'e*.csv'}\n  - {table: visits, name: v, files: 'v*.csv'}\n");
    struct buf b[2];
    for (int f = 0; f < 2; f++) buf_init(&b[f]), buf_puts(&b[f], "编号,类别,受理时间,客户编号\n");
    for (int i = 0; i < EVENTS; i++)
        buf_printf(&b[i % 2], "%d,投诉,2026-10-%02d,%s\n", i, 1 + i % 30,
                   i % 20 ? arena_printf(&k.a, "K%d", 100 + i % 311) : ways[i / 20 % 5]);
    for (int f = 0; f < 2; f++) kit_bytes(&k, f ? "e2.csv" : "e1.csv", buf_view(&b[f])), buf_release(&b[f]);
    kit_import(&k);
    ck_assert_str_eq(kit_query(&k, "SELECT count(*), count(DISTINCT customer_id) FROM event WHERE story = 'c:K1'"),
                     "100|1\n");
    ck_assert_str_eq(
        kit_query(&k, "SELECT max(n) FROM (SELECT count(*) AS n FROM event WHERE story <> 'c:K1' GROUP BY story)"),
        "7\n"); /* the other 1 900 in 311 stories */
    kit_analysed(&k);
    kit_file(&k, "v1.csv", "回访编号,事项编号,回访时间,回访方式\n1,40,2026-10-31,电话\n");
    kit_import(&k);
    ck_assert_str_eq(kit_query(&k, "SELECT story FROM touched"), "c:K1\n");
    kit_close(&k);
}
END_TEST

/* A row that changes keeps every version with the run and the file that brought it and the run that replaced it. */
START_TEST(changed_rows_keep_their_history) {
    struct kit k;
    kit_open(&k);
    kit_config(&k, "sources:\n  - {table: events, name: e, files: 'e*.csv'}\n");
    static const char *const state[] = {"甲", "乙", "甲", "丙"};
    for (int i = 0; i < 4; i++) {
        kit_file(&k, arena_printf(&k.a, "e%d.csv", i),
                 arena_printf(&k.a, "编号,类别,受理时间,问题代码,更新时间\n1,投诉,2026-10-01,%s,2026-10-0%d\n",
                              state[i], i + 1));
        kit_import(&k);
    }
    ck_assert_str_eq(
        kit_query(&k, "SELECT issue, path, run.started_at IS NOT NULL, event.run, run_out FROM event JOIN file "
                      "USING (file) JOIN run ON run.run = event.run ORDER BY event.run"),
        "甲|e0.csv|1|1|2\n乙|e1.csv|1|2|3\n甲|e2.csv|1|3|4\n丙|e3.csv|1|4|-\n");
    kit_close(&k);
}
END_TEST

TCase *identity_case(void) {
    TCase *t = tcase_create("identity");
    tcase_set_timeout(t, 120);
    tcase_add_loop_test(t, the_same_rows_packed_otherwise, 0, 16);
    tcase_add_loop_test(t, rotated_logs, 0, 6);
    tcase_add_loop_test(t, cut_anywhere_and_sent_again, 0, 8);
    tcase_add_loop_test(t, full_snapshots_in_any_order, 0, 6);
    tcase_add_test(t, rooms_change_hands);
    tcase_add_test(t, two_systems_share_numbers);
    tcase_add_test(t, a_customer_with_a_twentieth_of_all_events);
    tcase_add_test(t, changed_rows_keep_their_history);
    return t;
}
