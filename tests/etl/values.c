/* Single values: data.md, «Accepted date forms» and «Truth values»; reliability.md A14, B10, B12, D6. Expected values
 * are the civil time that the text says, or the same instant eight hours east of UTC. */
#include "etl/dates.h"
#include "etl/fold.h"
#include "etl/values.h"
#include "tests/etl/cases.h"
#include "tests/etl/kit.h"
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static const struct {
    const char *text;
    enum date_order order;
    const char *want;
} dates[] = {
    {"2026-10-03", DATE_YMD, "2026-10-03"},
    {"2026-10-03 14:05", DATE_YMD, "2026-10-03 14:05:00"},
    {"2026-10-03 14:05:09", DATE_YMD, "2026-10-03 14:05:09"},
    {"2026-10-03T14:05:09+08:00", DATE_YMD, "2026-10-03 14:05:09"},
    {"2026-10-03T14:05:09Z", DATE_YMD, "2026-10-03 22:05:09"},
    {"2026-10-03T20:05:09Z", DATE_YMD, "2026-10-04 04:05:09"},
    {"2026-10-03T14:05:09-0500", DATE_YMD, "2026-10-04 03:05:09"},
    {"2026-10-03T14:05:09+08", DATE_YMD, "2026-10-03 14:05:09"},
    {"2026-10-03T14:05:09.123+08:00", DATE_YMD, "2026-10-03 14:05:09"},
    {"2026-10-03T14:05", DATE_YMD, "2026-10-03 14:05:00"},
    {"2026/10/3 14:05", DATE_YMD, "2026-10-03 14:05:00"},
    {"2026/10/3", DATE_YMD, "2026-10-03"},
    {"2026.10.3", DATE_YMD, "2026-10-03"},
    {"2026-1-2 3:04", DATE_YMD, "2026-01-02 03:04:00"},
    {"2026年10月3日 14时5分", DATE_YMD, "2026-10-03 14:05:00"},
    {"2026年10月3日14时5分9秒", DATE_YMD, "2026-10-03 14:05:09"},
    {"2026年10月3日", DATE_YMD, "2026-10-03"},
    {"2026年10月3日 14:05", DATE_YMD, "2026-10-03 14:05:00"},
    {"2026年10月3日 14时", DATE_YMD, "2026-10-03 14:00:00"},
    {"2026年10月3号 下午2点5分", DATE_YMD, "2026-10-03 14:05:00"},
    {"２０２６年１０月３日", DATE_YMD, "2026-10-03"},
    {"２０２６－１０－０３　１４：０５", DATE_YMD, "2026-10-03 14:05:00"},
    {"2026/10/3 下午 2:05:00", DATE_YMD, "2026-10-03 14:05:00"},
    {"2026/10/3 上午 12:05", DATE_YMD, "2026-10-03 00:05:00"},
    {"10/03/2026 02:05:00 PM", DATE_MDY, "2026-10-03 14:05:00"},
    {"10/03/2026 02:05:00 am", DATE_MDY, "2026-10-03 02:05:00"},
    {"10/03/2026 12:00:00 AM", DATE_MDY, "2026-10-03 00:00:00"},
    {"10/03/2026 12:00 PM", DATE_MDY, "2026-10-03 12:00:00"},
    {"10/03/2026", DATE_DMY, "2026-03-10"},
    {"3.10.2026 14:05", DATE_DMY, "2026-10-03 14:05:00"},
    {"2026-10-03", DATE_DMY, "2026-10-03"}, /* four digits in front are the year */
    /* without a word about the order, what can be read in one way only */
    {"25/12/2026", DATE_YMD, "2026-12-25"},
    {"12/25/2026 3:04 PM", DATE_YMD, "2026-12-25 15:04:00"},
    {"03.03.2026", DATE_YMD, "2026-03-03"},
    {"2024-02-29", DATE_YMD, "2024-02-29"},
    {"1999-12-31 23:59:59", DATE_YMD, "1999-12-31 23:59:59"},
    {"1900-01-01", DATE_YMD, "1900-01-01"},
    /* refused */
    {"10/03/2026", DATE_YMD, NULL}, /* month or day first? */
    {"2026/2/30", DATE_YMD, NULL},
    {"2026-02-29", DATE_YMD, NULL},
    {"2026-13-01", DATE_YMD, NULL},
    {"13/10/2026", DATE_MDY, NULL},
    {"12/10/2026 14:05", DATE_YMD, NULL},
    {"13/13/2026", DATE_YMD, NULL},
    {"31/02/2026", DATE_YMD, NULL},
    {"26-3-1", DATE_YMD, NULL},
    {"3月1日", DATE_YMD, NULL},
    {"########", DATE_YMD, NULL},
    {"45932", DATE_YMD, NULL},
    {"2026-10", DATE_YMD, NULL},
    {"2026-10-03 24:00", DATE_YMD, NULL},
    {"2026-10-03 14:60", DATE_YMD, NULL},
    {"2026-10-03 14:5", DATE_YMD, NULL},
    {"2026-10-03 13:05 PM", DATE_YMD, NULL},
    {"2026-10-03 上午 2:05 PM", DATE_YMD, NULL},
    {"2026-10-03x", DATE_YMD, NULL},
    {"2026-10-03 14:05 后", DATE_YMD, NULL},
    {"2026-10/03", DATE_YMD, NULL},
    {"2026Y10M3D", DATE_YMD, NULL}, /* letters are no Chinese signs */
    {"2026-10-03 14H5N", DATE_YMD, NULL},
    {"2026-10-0\003", DATE_YMD, NULL},
    {"0000-00-00", DATE_YMD, NULL},
    {"9999-12-31", DATE_YMD, NULL},
    {"1899-12-31", DATE_YMD, NULL},
    {"2026-10-03T14:05:09+15:00", DATE_YMD, NULL},
    {"2026-10-03T14:05:09+08:00 x", DATE_YMD, NULL},
    {"上周五", DATE_YMD, NULL},
    {"-", DATE_YMD, NULL},
};

START_TEST(date_forms) {
    setenv("TZ", "Asia/Shanghai", 1);
    tzset();
    struct moment m;
    char text[MOMENT_TEXT];
    bool right = dates_read(str_of(dates[_i].text), dates[_i].order, &m);
    ck_assert_msg(right == (dates[_i].want != NULL), "%s", dates[_i].text);
    if (right) ck_assert_str_eq(moment_text(m, text), dates[_i].want);
}
END_TEST

/* Every form of every day of a leap year and the clock's corners says the same moment. */
START_TEST(date_round_trip) {
    static const int clock[][3] = {{0, 0, 0}, {0, 59, 59}, {11, 59, 0}, {12, 0, 1}, {23, 59, 59}};
    for (int32_t day = civil_day(2024, 1, 1); day <= civil_day(2024, 12, 31); day++)
        for (int c = 0; c < 5; c++) {
            struct civil d = civil_of(day);
            int h = clock[c][0], h12 = h % 12 ? h % 12 : 12;
            char forms[4][64];
            snprintf(forms[0], 64, "%d/%d/%d %d:%02d:%02d", d.year, d.month, d.mday, h, clock[c][1], clock[c][2]);
            snprintf(forms[1], 64, "%d年%d月%d日 %d时%d分%d秒", d.year, d.month, d.mday, h, clock[c][1], clock[c][2]);
            snprintf(forms[2], 64, "%02d/%02d/%d %02d:%02d:%02d %s", d.month, d.mday, d.year, h12, clock[c][1],
                     clock[c][2], h < 12 ? "AM" : "PM");
            snprintf(forms[3], 64, "%d.%d.%dT%02d:%02d:%02d", d.year, d.month, d.mday, h, clock[c][1], clock[c][2]);
            for (int f = 0; f < 4; f++) {
                struct moment m;
                ck_assert_msg(dates_read(str_of(forms[f]), DATE_MDY, &m), "%s", forms[f]);
                ck_assert_int_eq(m.s, (int64_t)day * CIVIL_DAY_S + h * 3600 + clock[c][1] * 60 + clock[c][2]);
            }
        }
}
END_TEST

static const struct {
    const char *name, *pattern;
    const char *want;
} names[] = {
    {"complaints-2026-10.csv", "%Y-%m", "2026-10-01"},
    {"complaints-2026-10-07.csv", "%Y-%m-%d", "2026-10-07"},
    {"v20261007.csv", "%Y%m%d", "2026-10-07"},
    {"报修2026年3月.csv", "%Y年%m月", "2026-03-01"},
    {"12-2026-10.csv", "%Y-%m", "2026-10-01"},
    {"100%-2026.csv", "%%-%Y", "2026-01-01"},
    {"complaints.csv", "%Y-%m", NULL},
    {"complaints-2026-13.csv", "%Y-%m", NULL},
};

START_TEST(dates_of_names) {
    int32_t day;
    char text[MOMENT_TEXT];
    bool right = dates_in_name(names[_i].name, names[_i].pattern, &day);
    ck_assert_msg(right == (names[_i].want != NULL), "%s", names[_i].name);
    if (right) ck_assert_str_eq(civil_day_text(day, text), names[_i].want);
}
END_TEST

static const struct {
    const char *text;
    int want;
} flags[] = {
    {"1", 1},  {"0", 0},  {"是", 1},   {"否", 0},    {"有", 1},   {"无", 0},    {"√", 1},   {"Y", 1},
    {"N", 0},  {"y", 1},  {"true", 1}, {"false", 0}, {"TRUE", 1}, {"False", 0}, {"yes", 1}, {"No", 0},
    {"１", 1}, {"Ｙ", 1}, {"2", -1},   {"已签", -1}, {"-", -1},   {"|", -1},
};

START_TEST(truth_values) {
    int64_t v = -1;
    bool right = values_flag(str_of(flags[_i].text), &v);
    ck_assert_msg(right == (flags[_i].want >= 0), "%s", flags[_i].text);
    if (right) ck_assert_int_eq(v, flags[_i].want);
}
END_TEST

static const struct {
    const char *text;
    bool right;
    double want;
} numbers[] = {
    {"12500.50", true, 12500.5},
    {"12,500.50", true, 12500.5},
    {"1,234,567", true, 1234567},
    {"¥12,500", true, 12500},
    {"￥12500元", true, 12500},
    {"-3.25", true, -3.25},
    {"+4", true, 4},
    {"１２", true, 12},
    {".5", true, 0.5},
    {"12,50", false, 0},
    {"1,2345", false, 0},
    {"1.2.3", false, 0},
    {"1.2万", false, 0},
    {"abc", false, 0},
    {"", false, 0},
    {"-", false, 0},
    {"5.", false, 0},
    {",123", false, 0},
    {"1e5", false, 0},
    {"0x10", false, 0},
    {"nan", false, 0},
};

START_TEST(plain_numbers) {
    double v = 0;
    bool right = values_number(str_of(numbers[_i].text), &v);
    ck_assert_msg(right == numbers[_i].right, "%s", numbers[_i].text);
    if (right) ck_assert_double_eq_tol(v, numbers[_i].want, 1e-12);
}
END_TEST

static const struct {
    const char *text, *want;
} fractions[] = {
    {"0.9", "0.9"},     {"90%", "0.9"}, {"90 %", "0.9"}, {"90", "0.9"},   {"９０％", "0.9"},
    {"12.5%", "0.125"}, {"5%", "0.05"}, {"0.50", "0.5"}, {"100%", "1"},   {"1", "1"},
    {"0", "0"},         {"0%", "0"},    {"100", "1"},    {"150%", "1.5"}, {"0.333%", "0.00333"},
    {"007%", "0.07"},   {"-5%", NULL},  {"九成", NULL},  {"%", NULL},     {"", NULL},
};

START_TEST(shares) {
    struct arena a;
    arena_init(&a);
    struct str got;
    bool right = values_fraction(&a, str_of(fractions[_i].text), &got);
    ck_assert_msg(right == (fractions[_i].want != NULL), "%s", fractions[_i].text);
    if (right) ck_assert_str_eq(got.p, fractions[_i].want);
    arena_release(&a);
}
END_TEST

static const struct {
    const char *text, *want;
} periods[] = {
    {"2026-10", "2026-10"},   {"2026-Q4", "2026-Q4"},   {"2026-H2", "2026-H2"},
    {"2026", "2026"},         {"2026-W47", "2026-W47"}, {"2026年10月", "2026-10"},
    {"2026年3月", "2026-03"}, {"2026年", "2026"},       {"2026-13", NULL},
    {"十月", NULL},           {"2026年13月", NULL},
};

START_TEST(period_forms) {
    struct arena a;
    arena_init(&a);
    struct str got;
    bool right = values_period(&a, str_of(periods[_i].text), &got);
    ck_assert_msg(right == (periods[_i].want != NULL), "%s", periods[_i].text);
    if (right) ck_assert_str_eq(got.p, periods[_i].want);
    arena_release(&a);
}
END_TEST

static const struct {
    const char *text;
    bool rounded;
} roundings[] = {
    {"1.38E+10", true}, {"1E+11", true},   {"1.38e+10", true}, {"13800001234", false},
    {"E+10", false},    {"1.38E+", false}, {"W1E+1x", false},  {"2026E-10", false},
};

START_TEST(rounded_numbers) { ck_assert(values_rounded(str_of(roundings[_i].text)) == roundings[_i].rounded); }
END_TEST

/* ecosystem.md, section 3: NFKC for keys; reliability.md A13, A14. The last column is the name's form. */
static const struct {
    const char *text, *key, *word, *name;
} folds[] = {
    {"ＡＰＰ１２３", "APP123", "app123", "APP123"},
    {" W-1 ", "W-1", "w-1", "W-1"},
    {"\xC2\xA0W-1　", "W-1", "w-1", "W-1"},
    {"W\xE2\x80\x8B-1", "W-1", "w-1", "W-1"},
    {"锦湖（一期）", "锦湖(一期)", "锦湖(一期)", "锦湖（一期）"},
    {"受理 时间", "受理 时间", "受理时间", "受理 时间"},
    {"Ａ座　二层", "A座 二层", "a座二层", "A座 二层"},
    {"W-1\r\n\t2", "W-1 2", "w-12", "W-1 2"}, /* issue 4, section 2 */
    {"一期\n二层", "一期 二层", "一期二层", "一期 二层"},
    {"投訴類別", "投訴類別", "投诉类别", "投訴類別"}, /* looked up in simplified form, kept as it is */
    {"", "", "", ""},
};

START_TEST(foldings) {
    struct arena a;
    arena_init(&a);
    ck_assert_str_eq(arena_cstr(&a, fold_key(&a, str_of(folds[_i].text))), folds[_i].key);
    ck_assert_str_eq(arena_cstr(&a, fold_word(&a, str_of(folds[_i].text))), folds[_i].word);
    ck_assert_str_eq(arena_cstr(&a, fold_name(&a, str_of(folds[_i].text))), folds[_i].name);
    arena_release(&a);
}
END_TEST

#define N(t) (int)(sizeof(t) / sizeof *(t))

TCase *values_case(void) {
    TCase *t = tcase_create("values");
    tcase_add_loop_test(t, date_forms, 0, N(dates));
    tcase_add_test(t, date_round_trip);
    tcase_add_loop_test(t, dates_of_names, 0, N(names));
    tcase_add_loop_test(t, truth_values, 0, N(flags));
    tcase_add_loop_test(t, plain_numbers, 0, N(numbers));
    tcase_add_loop_test(t, shares, 0, N(fractions));
    tcase_add_loop_test(t, period_forms, 0, N(periods));
    tcase_add_loop_test(t, rounded_numbers, 0, N(roundings));
    tcase_add_loop_test(t, foldings, 0, N(folds));
    return t;
}
