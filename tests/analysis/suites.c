/* The suites of analysis/. "To add one": declare its constructor, add it below, raise the floor. */
#include "tests/check_main.h"

Suite *tell_suite(void);
Suite *pipeline_suite(void);
Suite *staff_suite(void);
Suite *explain_suite(void);
Suite *duties_suite(void);
Suite *samples_suite(void);
Suite *reports_suite(void);
Suite *dates_suite(void);
Suite *changes_suite(void);
Suite *checks_suite(void);
Suite *restate_suite(void);
Suite *outbox_suite(void);
Suite *sorter_suite(void);
Suite *surveys_suite(void);

const char suites_name[] = "analysis";
const int suites_floor = 529;

void suites(SRunner *runner) {
    srunner_add_suite(runner, tell_suite());
    srunner_add_suite(runner, pipeline_suite());
    srunner_add_suite(runner, staff_suite());
    srunner_add_suite(runner, explain_suite());
    srunner_add_suite(runner, duties_suite());
    srunner_add_suite(runner, samples_suite());
    srunner_add_suite(runner, reports_suite());
    srunner_add_suite(runner, dates_suite());
    srunner_add_suite(runner, changes_suite());
    srunner_add_suite(runner, checks_suite());
    srunner_add_suite(runner, restate_suite());
    srunner_add_suite(runner, outbox_suite());
    srunner_add_suite(runner, sorter_suite());
    srunner_add_suite(runner, surveys_suite());
}
