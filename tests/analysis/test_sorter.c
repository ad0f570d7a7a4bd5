/* Sorting beyond memory (analysis/sorter.h): whatever fits into the block, what comes out is what was added, in byte order
 * of its keys; rows of one key come in the order in which they were added. */
#include "analysis/sorter.h"
#include "base/arena.h"
#include <check.h>

Suite *sorter_suite(void);

static const struct {
    const char *name;
    int rows;
    size_t limit, longest; /* bytes of memory, of a row */
} cases[] = {
    {"nothing", 0, 1 << 16, 8},
    {"one row", 1, 1 << 16, 8},
    {"all in memory", 500, 1 << 20, 40},
    {"many blocks", 5000, 4096, 40},
    {"rows longer than the memory and than what is read at once", 20, 4096, 600 << 10},
};

/* Keys in no order, each once but for every seventh, which has the key of the row before. */
static int key_of(int row) { return (row - (row % 7 == 6)) * 7919 % 100003; }

static size_t length_of(int row, size_t longest) { return (size_t)row * 131071 % (longest + 1); }

START_TEST(rows_come_in_order_of_their_keys) {
    struct arena a = {0};
    struct err e = {0};
    struct sorter s;
    sorter_init(&s, "/tmp/store.db", cases[_i].limit);
    for (int i = 0; i < cases[_i].rows; i++) {
        size_t n = length_of(i, cases[_i].longest);
        char *row = memset(arena_alloc(&a, n + 8), 'a' + i % 26, n + 8);
        memcpy(row, &i, sizeof i);
        sorter_add(&s, str_of(arena_printf(&a, "c:%07d", key_of(i))), str_n(row, n + 8), &e);
    }
    sorter_sort(&s, &e);
    int n = 0, last = -1;
    for (struct str key, row; sorter_next(&s, &key, &row, &e); n++) {
        int no;
        memcpy(&no, row.p, sizeof no);
        ck_assert_msg(str_is(key, arena_printf(&a, "c:%07d", key_of(no))), "%s: row %d", cases[_i].name, no);
        ck_assert_uint_eq(row.n, length_of(no, cases[_i].longest) + 8);
        size_t same = sizeof no;
        while (same < row.n && row.p[same] == 'a' + no % 26) same++;
        ck_assert_uint_eq(same, row.n);
        if (last >= 0) ck_assert_int_le(key_of(last), key_of(no));
        if (last >= 0 && key_of(last) == key_of(no)) ck_assert_int_lt(last, no);
        last = no;
    }
    ck_assert_int_eq(n, cases[_i].rows);
    ck_assert_msg(!err_is(&e), "%s", e.text);
    sorter_release(&s);
    arena_release(&a);
}
END_TEST

Suite *sorter_suite(void) {
    Suite *s = suite_create("sorter");
    TCase *t = tcase_create("order");
    tcase_add_loop_test(t, rows_come_in_order_of_their_keys, 0, sizeof cases / sizeof *cases);
    suite_add_tcase(s, t);
    return s;
}
