/* What was issued, kept by the test itself: every figure of a period as it stood when the period was first over. */
#ifndef TESTS_ANALYSIS_RESTATE_KIT_H
#define TESTS_ANALYSIS_RESTATE_KIT_H
#include "tests/analysis/store_kit.h"

/* After every analysis: the parts of a night sum to the difference of every figure that is a sum; where `compare` is set (it
 * takes a while) the view `restatement` holds exactly the figures that differ from what the test kept. Keeps the
 * periods that are over since. */
void restate_kit_check(struct kit_store *k, const char *as_of, bool compare, const char *where);
#endif
