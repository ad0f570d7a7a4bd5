/* Each test program defines suites(): it adds its suites to the runner. main() is in check_main.c: it runs them,
 * prints «name: N checks, F failed» and fails when fewer than suites_floor checks ran (Check runs nothing on a
 * mistyped case name and calls that success). */
#ifndef TESTS_CHECK_MAIN_H
#define TESTS_CHECK_MAIN_H
#include <check.h>

extern const char suites_name[]; /* "base" */
extern const int suites_floor;   /* at least so many tests (table rows through loop tests count) must run */
void suites(SRunner *runner);
#endif
