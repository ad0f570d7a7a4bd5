/* Every committed input through its target: nothing may break, and none may take a second. */
#include "base/file.h"
#include "tests/check_main.h"
#include "tests/fuzz/fuzz.h"
#include <time.h>

const char suites_name[] = "fuzz";
const int suites_floor = 7;

static const struct {
    const char *name;
    void (*target)(const uint8_t *, size_t);
    int least; /* inputs */
} targets[] = {{"decoder", fuzz_decoder, 8},   {"rows", fuzz_rows, 8},     {"values", fuzz_values, 10},
               {"workbook", fuzz_workbook, 6}, {"config", fuzz_config, 4}, {"policy", fuzz_policy, 3},
               {"import", fuzz_import, 8}};

START_TEST(corpus) {
    struct arena a;
    struct err e = {0};
    struct buf b;
    size_t n;
    arena_init(&a);
    buf_init(&b);
    char *dir = arena_printf(&a, "tests/fuzz/corpus/%s", targets[_i].name);
    char **file = file_walk(&a, dir, &n, &e);
    ck_assert_msg(!err_is(&e) && (int)n >= targets[_i].least, "%s: %zu inputs", dir, n);
    for (size_t i = 0; i < n; i++) {
        file_read(file_join(&a, dir, file[i]), 1 << 20, &b, &e);
        ck_assert_msg(!err_is(&e), "%s", e.text);
        clock_t from = clock();
        targets[_i].target((const uint8_t *)b.p, b.n);
        ck_assert_msg(clock() - from < CLOCKS_PER_SEC, "%s/%s takes more than a second", dir, file[i]);
    }
    buf_release(&b);
    arena_release(&a);
}
END_TEST

void suites(SRunner *runner) {
    Suite *s = suite_create("fuzz");
    TCase *t = tcase_create("corpus");
    tcase_set_timeout(t, 120);
    tcase_add_loop_test(t, corpus, 0, sizeof targets / sizeof *targets);
    suite_add_tcase(s, t);
    srunner_add_suite(runner, s);
}
