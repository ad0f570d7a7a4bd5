/* store/: what is acknowledged is there after reopening, what is not is gone, the fence holds, masking. */
#include "base/file.h"
#include "store/store.h"
#include "tests/check_main.h"
#include <stdlib.h>
#include <string.h>

const char suites_name[] = "store";
const int suites_floor = 39;

static char dir[64];
static struct arena a;

static void setup(void) {
    strcpy(dir, "/tmp/huifang-store-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(dir));
    arena_init(&a);
}

static void teardown(void) {
    struct err e = {0};
    file_remove_tree(dir, &e);
    arena_release(&a);
}

static struct store *open_at(const char *name, enum store_mode mode) {
    struct err e = {0};
    struct store *s = store_open(file_join(&a, dir, name), mode, &e);
    ck_assert_msg(s != NULL, "%s", e.text);
    return s;
}

static void close_ok(struct store *s) {
    struct err e = {0};
    store_close(s, &e);
    ck_assert_msg(!err_is(&e), "%s", e.text);
}

static const char insert[] =
    "INSERT INTO run (command, as_of, started_at, software, config) VALUES (?1, '2026-10-30', '2026-10-31', 't', x'00')";

static void add_run(struct store *s, const char *command) {
    struct err e = {0};
    struct stmt *q = store_stmt(s, insert, &e);
    stmt_bind_str(q, 1, str_of(command));
    ck_assert_int_eq(stmt_run(q, &e), 1);
}

/* architecture.md, decision 9: committed rows last, others are gone. */
START_TEST(transactions) {
    struct err e = {0};
    struct store *s = open_at("s.db", STORE_WRITE);
    store_begin(s, &e);
    add_run(s, "kept");
    store_commit(s, &e);
    store_begin(s, &e);
    add_run(s, "dropped");
    close_ok(s);
    s = open_at("s.db", STORE_READ);
    ck_assert_int_eq(store_int(s, "SELECT count(*) FROM run", &e), 1);
    close_ok(s);
}
END_TEST

/* The equation of data.md is a constraint: a file row whose counts do not add up is refused by the store. */
START_TEST(accounting_constraint) {
    struct err e = {0};
    struct store *s = open_at("s.db", STORE_WRITE);
    store_exec(s, "PRAGMA foreign_keys = OFF", &e); /* the accounts have tests of their own, tests/etl/account.c */
    store_exec(
        s, "INSERT INTO file VALUES (1,1,'s','p',x'00',x'00',9,'utf-8',',', 5, 1,1,1,1,1, 0, NULL, NULL, NULL, NULL)",
        &e);
    ck_assert_msg(!err_is(&e), "%s", e.text);
    store_exec(
        s, "INSERT INTO file VALUES (2,1,'s','p',x'00',x'00',9,'utf-8',',', 6, 1,1,1,1,1, 0, NULL, NULL, NULL, NULL)",
        &e);
    ck_assert_int_eq(e.code, ERR_INVARIANT);
    struct err dropped = {0};
    store_close(s, &dropped);
}
END_TEST

/* After a failure nothing more is written, whatever is called. */
START_TEST(failure_closes_the_door) {
    struct err e = {0};
    struct store *s = open_at("s.db", STORE_WRITE);
    store_begin(s, &e);
    add_run(s, "x");
    store_exec(s, "INSERT INTO nowhere VALUES (1)", &e);
    ck_assert(err_is(&e));
    struct err again = {0};
    store_exec(s, "INSERT INTO run (command, as_of, started_at, software, config) VALUES ('y', '', '', '', x'00')",
               &again);
    store_commit(s, &again);
    store_close(s, &again);
    s = open_at("s.db", STORE_READ);
    struct err none = {0};
    ck_assert_int_eq(store_int(s, "SELECT count(*) FROM run", &none), 0);
    close_ok(s);
}
END_TEST

START_TEST(foreign_files_are_refused) {
    struct err e = {0};
    char *path = file_join(&a, dir, "other.db");
    file_write(path, STR_LIT("this is no database at all, just some text that is long enough to look at"), false, &e);
    ck_assert_ptr_null(store_open(path, STORE_WRITE, &e));
    ck_assert(err_is(&e));
    e = (struct err){0};
    ck_assert_ptr_null(store_open(file_join(&a, dir, "missing.db"), STORE_READ, &e));
    ck_assert_int_eq(e.code, ERR_NOINPUT);
}
END_TEST

/* architecture.md, decision 5: the second fence. Each statement must be refused on a fenced connection. */
static const char *const forbidden[] = {"DELETE FROM t",
                                        "INSERT INTO t VALUES (2)",
                                        "UPDATE t SET x = 2",
                                        "CREATE TABLE u (x)",
                                        "DROP TABLE t",
                                        "ATTACH DATABASE ':memory:' AS m",
                                        "PRAGMA writable_schema = 1",
                                        "SELECT sql FROM sqlite_schema",
                                        "SELECT load_extension('x')",
                                        "CREATE TEMP TABLE u (x)"};
START_TEST(fence) {
    struct err e = {0};
    struct store *s = open_at("e.db", STORE_SCRATCH);
    store_exec(s, "CREATE TABLE t (x); INSERT INTO t VALUES (1)", &e);
    close_ok(s);
    s = open_at("e.db", STORE_FENCED);
    ck_assert_int_eq(store_int(s, "WITH c AS (SELECT x FROM t) SELECT max(x) FROM c", &e), 1);
    store_exec(s, forbidden[_i], &e);
    ck_assert_msg(err_is(&e), "%s", forbidden[_i]);
    struct err dropped = {0};
    store_close(s, &dropped);
}
END_TEST

/* data.md, Privacy: 王**, 138****1234, 3-2-***. */
static const struct {
    const char *sql, *out;
} masks[] = {{"SELECT mask_name('王小明')", "王**"},
             {"SELECT mask_name('Li Lei')", "L**"},
             {"SELECT mask_name('')", "**"},
             {"SELECT mask_phone('13812341234')", "138****1234"},
             {"SELECT mask_phone('110')", "****"},
             {"SELECT mask_unit('3-2-1201')", "3-2-***"},
             {"SELECT mask_unit('1201')", "***"},
             {"SELECT coalesce(mask_name(NULL), 'null')", "null"},
             {"SELECT coalesce(mask_text('漏水'), 'null')", "null"}};
START_TEST(masking) {
    struct err e = {0};
    struct store *s = open_at("m.db", STORE_SCRATCH);
    struct stmt *q = store_stmt(s, masks[_i].sql, &e);
    ck_assert(stmt_step(q, &e));
    ck_assert_msg(str_is(stmt_str(q, 0), masks[_i].out), "%.*s", STR_ARG(stmt_str(q, 0)));
    stmt_reset(q);
    close_ok(s);
}
END_TEST

/* reliability.md, E12: the types that statfs(2) and the kernel's magic.h give to network file systems, and some that are none
 * (ext4, tmpfs, btrfs, xfs, overlayfs). */
static const struct {
    int64_t type;
    const char *name;
} places[] = {{0x6969, "NFS"},      {0x517B, "SMB"},    {0xFF534D42, "CIFS"}, {(int32_t)0xFF534D42, "CIFS"},
              {0xFE534D42, "SMB2"}, {0x01021997, "9P"}, {0x65735546, "FUSE"}, {0x00C36400, "Ceph"},
              {0xEF53, NULL},       {0x01021994, NULL}, {0x9123683E, NULL},   {0x58465342, NULL},
              {0x794C7630, NULL}};
START_TEST(network_file_systems) {
    const char *name = store_network(places[_i].type);
    ck_assert_msg(!name == !places[_i].name, "%llx", (long long)places[_i].type);
    if (name) ck_assert_str_eq(name, places[_i].name);
}
END_TEST

/* reliability.md, finding 1: a failure that a caller drops is said again by whatever is asked next, and by the closing. */
START_TEST(a_dropped_failure_is_said_again) {
    struct err e = {0}, dropped = {0};
    struct store *s = open_at("s.db", STORE_WRITE);
    store_exec(s, "INSERT INTO nowhere VALUES (1)", &dropped);
    ck_assert(err_is(&dropped));
    ck_assert_ptr_null(store_stmt(s, "SELECT 1", &e));
    ck_assert_str_eq(e.text, dropped.text);
    e = (struct err){0};
    store_close(s, &e);
    ck_assert_int_eq(e.code, dropped.code);
}
END_TEST

/* A scratch file keeps no journal: one left by a killed run would be rolled back into the next file of that name. */
START_TEST(scratch_has_no_journal) {
    struct err e = {0};
    struct store *s = open_at("e.db", STORE_SCRATCH);
    store_exec(s, "BEGIN; CREATE TABLE t (x); INSERT INTO t VALUES (1)", &e);
    ck_assert(!file_exists(file_join(&a, dir, "e.db-journal")));
    store_exec(s, "COMMIT", &e);
    ck_assert_msg(!err_is(&e), "%s", e.text);
    close_ok(s);
}
END_TEST

START_TEST(statements) {
    struct err e = {0};
    struct store *s = open_at("s.db", STORE_SCRATCH);
    store_exec(s, "CREATE TABLE t (i, r, s, b, m)", &e);
    struct stmt *q = store_stmt(s, "INSERT INTO t VALUES (:i, :r, :s, :b, :m)", &e);
    stmt_bind_int(q, stmt_param(q, "i"), -5);
    stmt_bind_real(q, stmt_param(q, "r"), 2.5);
    stmt_bind_str(q, stmt_param(q, "s"), str_of("字"));
    stmt_bind_blob(q, stmt_param(q, "b"), "\0x", 2);
    stmt_bind_moment(q, stmt_param(q, "m"), (struct moment){86399, MOMENT_TIME});
    stmt_run(q, &e);
    q = store_stmt(s, "SELECT i, r, s, b, m, NULL AS n FROM t", &e);
    ck_assert(stmt_step(q, &e));
    ck_assert_int_eq(stmt_int(q, 0), -5);
    ck_assert_double_eq(stmt_real(q, 1), 2.5);
    ck_assert(str_is(stmt_str(q, 2), "字"));
    ck_assert_uint_eq(stmt_blob(q, 3).n, 2);
    ck_assert(str_is(stmt_str(q, 4), "1970-01-01 23:59:59"));
    ck_assert_int_eq(stmt_moment(q, 4).s, 86399);
    ck_assert(stmt_is_null(q, 5) && stmt_is_number(q, 0) && !stmt_is_number(q, 2));
    ck_assert_str_eq(stmt_column_name(q, 5), "n");
    ck_assert(!stmt_step(q, &e));
    ck_assert_int_eq(stmt_param(q, "none"), 0);
    ck_assert(store_has_table(s, "t") && !store_has_table(s, "u"));
    ck_assert_msg(!err_is(&e), "%s", e.text);
    close_ok(s);
}
END_TEST

#define LOOP(tc, f, table) tcase_add_loop_test(tc, f, 0, (int)(sizeof table / sizeof *table))

void suites(SRunner *runner) {
    Suite *s = suite_create("store");
    TCase *tc = tcase_create("store");
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, transactions);
    tcase_add_test(tc, accounting_constraint);
    tcase_add_test(tc, failure_closes_the_door);
    tcase_add_test(tc, foreign_files_are_refused);
    tcase_add_test(tc, statements);
    tcase_add_test(tc, a_dropped_failure_is_said_again);
    tcase_add_test(tc, scratch_has_no_journal);
    LOOP(tc, network_file_systems, places);
    LOOP(tc, fence, forbidden);
    LOOP(tc, masking, masks);
    suite_add_tcase(s, tc);
    srunner_add_suite(runner, s);
}
