/* What is shown of each month, before and after a night, and whether `month_change` names every month that differs. */
#ifndef TESTS_ANALYSIS_CHANGES_KIT_H
#define TESTS_ANALYSIS_CHANGES_KIT_H
#include "tests/analysis/store_kit.h"

/* Keeps what is shown now in a table of that name: `kit_was` after a night, before anything new is put in. */
void changes_kit_keep(struct kit_store *k, const char *table);
/* After the next night: every month that is shown otherwise was noted under its run, of longer periods one month. */
void changes_kit_check(struct kit_store *k, const char *where);
#endif
