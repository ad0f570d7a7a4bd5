#ifndef TESTS_CHARTS_SUITES_H
#define TESTS_CHARTS_SUITES_H
#include <check.h>

Suite *suite_readback(void);
Suite *suite_axis(void);
Suite *suite_words(void);
Suite *suite_texts(void);
Suite *suite_paint(void);
#endif
