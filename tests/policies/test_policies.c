/* policies/: YAML read strictly, scalars, the schema mechanism, the two regulations row by row, configurations.
 * Expected values come from two-policies.md, metrics.md, data.md and docs/policy-format.md, by hand; places in error
 * messages are counted in the text of the case. */
#include "base/file.h"
#include "tests/check_main.h"
#include "tests/policies/parts.h"
#include <stdlib.h>
#include <unistd.h>

const char suites_name[] = "policies";
const int suites_floor = 540;

const char *unmark(struct arena *a, const char *marked, const char **place) {
    const char *mark = strchr(marked, '^');
    ck_assert_msg(mark && !strchr(mark + 1, '^'), "one mark in: %s", marked);
    int line = 1, column = 1;
    for (const char *p = marked; p < mark; p++) {
        if (*p == '\n') line++, column = 1;
        else if (((unsigned char)*p & 0xC0) != 0x80) column++;
    }
    *place = arena_printf(a, "%d:%d", line, column);
    return arena_printf(a, "%.*s%s", (int)(mark - marked), marked, mark + 1);
}

const char *scratch(struct arena *a, const char *name, const char *text) {
    struct err e = {0};
    const char *dir = arena_printf(a, "/tmp/huifang-policies-%d", (int)getpid());
    const char *path = file_join(a, dir, name);
    file_mkdirs(file_dirname(a, path), &e);
    file_write(path, str_of(text), false, &e);
    ck_assert_msg(!err_is(&e), "%s", e.text);
    return path;
}

static void sweep(void) {
    struct err e = {0};
    struct arena a;
    arena_init(&a);
    file_remove_tree(arena_printf(&a, "/tmp/huifang-policies-%d", (int)getpid()), &e);
    arena_release(&a);
}

void suites(SRunner *runner) {
    TCase *part[] = {yaml_part(),   scalar_part(), rows_part(),   errors_part(),      extends_part(),
                     config_part(), duties_part(), checks_part(), regulations_part(), docs_part()};
    Suite *s = suite_create("policies");
    for (size_t i = 0; i < sizeof part / sizeof *part; i++) {
        tcase_add_checked_fixture(part[i], NULL, sweep);
        suite_add_tcase(s, part[i]);
    }
    srunner_add_suite(runner, s);
}
