#include "tests/etl/cases.h"
#include "tests/check_main.h"

const char suites_name[] = "etl";
const int suites_floor = 706;

void suites(SRunner *runner) {
    Suite *s = suite_create("etl");
    suite_add_tcase(s, values_case());
    suite_add_tcase(s, encoding_case());
    suite_add_tcase(s, csv_case());
    suite_add_tcase(s, logs_case());
    suite_add_tcase(s, import_case());
    suite_add_tcase(s, versions_case());
    suite_add_tcase(s, order_case());
    suite_add_tcase(s, workbook_case());
    suite_add_tcase(s, sandbox_case());
    suite_add_tcase(s, reading_case());
    suite_add_tcase(s, drift_case());
    suite_add_tcase(s, account_case());
    suite_add_tcase(s, faults_case());
    suite_add_tcase(s, identity_case());
    suite_add_tcase(s, ahead_case());
    suite_add_tcase(s, own_case());
    srunner_add_suite(runner, s);
}
