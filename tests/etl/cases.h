/* The test cases of etl/, one file each. */
#ifndef TESTS_ETL_CASES_H
#define TESTS_ETL_CASES_H
#include <check.h>

TCase *values_case(void);
TCase *encoding_case(void);
TCase *csv_case(void);
TCase *logs_case(void);
TCase *import_case(void);
TCase *versions_case(void);
TCase *order_case(void);
TCase *workbook_case(void);
TCase *sandbox_case(void);
TCase *reading_case(void);
TCase *drift_case(void);
TCase *account_case(void);
TCase *faults_case(void);
TCase *identity_case(void);
TCase *ahead_case(void);
TCase *own_case(void);
#endif
