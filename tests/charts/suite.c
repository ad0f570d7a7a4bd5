#include "tests/charts/suites.h"
#include "tests/check_main.h"

const char suites_name[] = "charts";
const int suites_floor = 240;

void suites(SRunner *runner) {
    srunner_add_suite(runner, suite_readback());
    srunner_add_suite(runner, suite_axis());
    srunner_add_suite(runner, suite_words());
    srunner_add_suite(runner, suite_texts());
    srunner_add_suite(runner, suite_paint());
}
