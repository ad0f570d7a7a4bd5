/* The outbox (analysis/outbox.h): what a second thread tells is written in its order, nothing is lost or written twice,
 * and the first error of either thread ends both. */
#include "analysis/outbox.h"
#include "base/buf.h"
#include "tests/analysis/store_kit.h"
#include <stdio.h>
#include <string.h>

Suite *outbox_suite(void);

enum { ROWS = OUTBOX_ROWS * (OUTBOX_WAITING + 3) + 5 }; /* more than may wait at once */

struct teller {
    struct outbox *o;
    struct stmt *q;
    struct store *store;
    int rows, stop_at; /* stop_at: where the teller itself fails; 0: nowhere */
    int64_t seen;      /* rows in the table when the task ran */
    int told;          /* rows that were put before the teller noticed an error */
};

static void count_rows(void *ctx, struct err *e) {
    struct teller *t = ctx;
    t->seen = store_int(t->store, "SELECT count(*) FROM told_rows", e);
}

static void tell(void *ctx, struct err *e) {
    struct teller *t = ctx;
    struct outbox_batch b = {0};
    char text[24];
    for (int i = 1; i <= t->rows && !err_is(e); i++) {
        struct feed_cell *row = outbox_row(&b, 2);
        row[0] = feed_int(i);
        row[1] = outbox_keep(&b, feed_str(str_n(text, (size_t)snprintf(text, sizeof text, "row %d", i))));
        memset(text, 'x', sizeof text); /* what is kept is a copy */
        t->told = i;
        if (i == t->stop_at) err_set(e, ERR_IO, "the teller's own");
        if (outbox_full(&b)) outbox_put(t->o, t->q, &b, e);
    }
    outbox_put(t->o, t->q, &b, e);
    outbox_do(t->o, count_rows, t, e);
    outbox_batch_release(&b);
}

static struct teller begin(struct kit_store *k, struct outbox *o, const char *columns, const char *insert) {
    store_kit_init(k, "policy: property-10\n");
    feed_open(k->store, &k->e);
    store_exec(k->store, columns, &k->e);
    outbox_init(o, k->store);
    return (struct teller){.o = o, .q = store_stmt(k->store, insert, &k->e), .store = k->store, .rows = ROWS};
}

#define TABLE "CREATE TEMP TABLE told_rows(place INTEGER PRIMARY KEY, n INTEGER, text TEXT)"
#define INSERT "INSERT INTO told_rows(n, text) SELECT c0, c1 FROM feed"

static void end(struct kit_store *k, struct outbox *o) {
    outbox_release(o);
    store_kit_release(k);
}

/* Each row's place is its number and its text names it: the order in which rows were put. */
START_TEST(in_order) {
    struct kit_store k;
    struct outbox o;
    struct teller t = begin(&k, &o, TABLE, INSERT);
    outbox_run(&o, tell, &t, &k.e);
    ck_assert_msg(!err_is(&k.e), "%s", k.e.text);
    ck_assert_int_eq(store_kit_int(&k, "SELECT count(*) FROM told_rows"), ROWS);
    ck_assert_int_eq(store_kit_int(&k, "SELECT count(*) FROM told_rows WHERE place <> n OR text <> 'row ' || n"), 0);
    ck_assert_int_eq(t.seen, ROWS); /* a task comes behind everything that was put before it */
    end(&k, &o);
}
END_TEST

/* Outside of outbox_run() everything is written at once, by the same calls. */
START_TEST(at_once) {
    struct kit_store k;
    struct outbox o;
    struct teller t = begin(&k, &o, TABLE, INSERT);
    tell(&t, &k.e);
    ck_assert_int_eq(store_kit_int(&k, "SELECT count(*) FROM told_rows WHERE place = n AND text = 'row ' || n"), ROWS);
    ck_assert_int_eq(t.seen, ROWS);
    end(&k, &o);
}
END_TEST

/* The writer fails at row 3000, in the second batch: the teller ends long before its last row, and the writer's error
 * is the one that is reported. */
START_TEST(writer_fails) {
    struct kit_store k;
    struct outbox o;
    struct teller t = begin(&k, &o, "CREATE TEMP TABLE told_rows(n INTEGER CHECK (n <> 3000), text TEXT)", INSERT);
    t.rows = 100 * OUTBOX_ROWS;
    outbox_run(&o, tell, &t, &k.e);
    ck_assert_int_eq(k.e.code, ERR_INVARIANT);
    ck_assert_msg(strstr(k.e.text, "CHECK constraint"), "%s", k.e.text);
    ck_assert_int_lt(t.told, t.rows);
    store_close(k.store, &k.e); /* says it again */
    k.store = NULL;
    k.e = (struct err){0};
    end(&k, &o);
}
END_TEST

/* The teller fails at its row 10 of the third batch: its error is reported, what it had put before is written. */
START_TEST(teller_fails) {
    struct kit_store k;
    struct outbox o;
    struct teller t = begin(&k, &o, TABLE, INSERT);
    t.stop_at = 2 * OUTBOX_ROWS + 10;
    outbox_run(&o, tell, &t, &k.e);
    ck_assert_int_eq(k.e.code, ERR_IO);
    ck_assert_str_eq(k.e.text, "the teller's own");
    struct err own = {0};
    ck_assert_int_ge(store_int(k.store, "SELECT count(*) FROM told_rows", &own), 2 * OUTBOX_ROWS);
    k.e = own;
    end(&k, &o);
}
END_TEST

Suite *outbox_suite(void) {
    Suite *s = suite_create("outbox");
    TCase *c = tcase_create("outbox");
    tcase_set_timeout(c, 60);
    tcase_add_test(c, in_order);
    tcase_add_test(c, at_once);
    tcase_add_test(c, writer_fails);
    tcase_add_test(c, teller_fails);
    suite_add_tcase(s, c);
    return s;
}
