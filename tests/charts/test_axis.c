/* Issue 2, section 6: «Axis steps chosen from a table.» Expected axes follow from the rule in charts/axis.h: the
 * smallest step of the table that covers the range with at most so many steps. */
#include "charts/axis.h"
#include "tests/charts/suites.h"

START_TEST(steps) {
    static const struct {
        double lo, hi;
        enum chart_unit unit;
        int ticks;
        bool zero;
        double want_lo, want_hi, want_step;
    } c[] = {
        {91.4, 100, CHART_PERCENT, 4, false, 90, 100, 2.5}, /* 8.6 / 4 = 2.15 → 2.5 */
        {91.4, 100, CHART_PERCENT, 5, false, 90, 100, 2},   /* 1.72 → 2 */
        {95, 100, CHART_PERCENT, 5, false, 95, 100, 1},
        {100, 100, CHART_PERCENT, 4, false, 96, 100, 1}, /* a flat line at 100: never beyond 100 */
        {0, 100, CHART_PERCENT, 5, true, 0, 100, 20},
        {3, 61, CHART_PERCENT, 5, true, 0, 80, 20},   /* 12.2 → 20 */
        {0, 130, CHART_PERCENT, 6, true, 0, 150, 25}, /* more than 100 stays possible */
        {0, 21, CHART_COUNT, 5, true, 0, 25, 5},
        {0, 3, CHART_COUNT, 6, true, 0, 4, 1}, /* whole steps for counts */
        {0, 0, CHART_COUNT, 4, true, 0, 4, 1},
        {0, 12, CHART_COUNT, 5, true, 0, 15, 5}, /* 2.4 → 5, for 2.5 is not whole */
        {0, 70, CHART_HOURS, 6, true, 0, 72, 12},
        {0, 100, CHART_HOURS, 5, true, 0, 120, 24},
        {-7, 9, CHART_COUNT, 4, true, -10, 10, 5},
        {0.12, 0.47, CHART_NUMBER, 4, false, 0.1, 0.5, 0.1},
        {1e9, 4e9, CHART_COUNT, 4, true, 0, 4e9, 1e9},
    };
    struct axis x = axis_choose(c[_i].lo, c[_i].hi, c[_i].unit, c[_i].ticks, c[_i].zero);
    ck_assert_double_eq_tol(x.step, c[_i].want_step, 1e-9);
    ck_assert_double_eq_tol(x.lo, c[_i].want_lo, 1e-9);
    ck_assert_double_eq_tol(x.hi, c[_i].want_hi, 1e-9 * fabs(c[_i].want_hi));
    ck_assert_double_eq_tol(axis_tick(&x, x.n), x.hi, 1e-6);
}
END_TEST
enum { N_STEPS = 16 };

/* Whatever the range: it is covered, by at most the ticks asked for. */
START_TEST(covers) {
    static const double at[] = {0, 0.003, 0.5, 1, 7, 33, 99.9, 100, 101, 1234, 98765, 3e7};
    for (int unit = 0; unit < CHART_UNITS; unit++)
        for (int i = 0; i < 12; i++)
            for (int j = i; j < 12; j++)
                for (int ticks = 1; ticks < 8; ticks++) {
                    struct axis x = axis_choose(at[i], at[j], (enum chart_unit)unit, ticks, ticks % 2);
                    ck_assert(x.lo <= at[i] * (1 + 1e-9) && x.hi >= at[j] * (1 - 1e-9));
                    ck_assert(x.n >= 1 && x.n <= ticks && x.hi > x.lo);
                    if (unit == CHART_PERCENT && at[j] <= 100) ck_assert(x.hi <= 100 && x.lo >= 0);
                }
}
END_TEST

START_TEST(px_and_back) {
    struct axis x = axis_choose(0, 50, CHART_COUNT, 5, true);
    x.px_lo = 200;
    x.px_hi = 20;
    ck_assert_double_eq_tol(axis_px(&x, 0), 200, 1e-9);
    ck_assert_double_eq_tol(axis_px(&x, 25), 110, 1e-9); /* half way */
    ck_assert_double_eq_tol(axis_value(&x, 65), 37.5, 1e-9);
}
END_TEST

START_TEST(plain_numbers) {
    static const struct {
        double v;
        int decimals;
        const char *want;
    } c[] = {{1, 3, "1"},        {1.5, 3, "1.5"},           {0.125, 3, "0.125"}, {0.125, 2, "0.13"},
             {-2.50, 2, "-2.5"}, {10.05, 1, "10.1"},        {-0.0004, 3, "0"},   {100, 0, "100"},
             {0.05, 2, "0.05"},  {1e12, 0, "1000000000000"}};
    struct buf b;
    buf_init(&b);
    axis_plain(&b, c[_i].v, c[_i].decimals);
    ck_assert_str_eq(b.p, c[_i].want);
    buf_release(&b);
}
END_TEST

Suite *suite_axis(void) {
    Suite *s = suite_create("axis");
    TCase *t = tcase_create("axis");
    tcase_add_loop_test(t, steps, 0, N_STEPS);
    tcase_add_test(t, covers);
    tcase_add_test(t, px_and_back);
    tcase_add_loop_test(t, plain_numbers, 0, 10);
    suite_add_tcase(s, t);
    return s;
}
