#include "tests/site/kit.h"

START_TEST(first) {
    struct kit k;
    kit_open(&k);
    kit_render_ok(&k);
    kit_contains(&k, "index.html", "首页");
    kit_close(&k);
}
END_TEST

Suite *suite_pieces(void) {
    Suite *s = suite_create("pieces");
    TCase *t = tcase_create("pieces");
    tcase_add_test(t, first);
    suite_add_tcase(s, t);
    return s;
}
