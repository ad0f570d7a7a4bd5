#include "tests/check_main.h"
#include <stdio.h>
#include <stdlib.h>

int main(void) {
    SRunner *runner = srunner_create(NULL);
    suites(runner);
    srunner_run_all(runner, CK_NORMAL);
    int run = srunner_ntests_run(runner), failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    printf("suite %s: %d run, %d failed, floor %d\n", suites_name, run, failed, suites_floor);
    if (run < suites_floor)
        fprintf(stderr, "suite %s: only %d of at least %d tests ran\n", suites_name, run, suites_floor);
    return failed || run < suites_floor ? EXIT_FAILURE : EXIT_SUCCESS;
}
