/* policies/scalar.h: each value has one way of writing; anything else is no value. */
#include "policies/scalar.h"
#include "tests/policies/parts.h"

static const struct {
    const char *text;
    bool ok;
    int64_t num, den;
} fractions[] = {{"30 %", true, 30, 100},
                 {"30%", true, 30, 100},
                 {"100 %", true, 100, 100},
                 {"12.5 %", true, 125, 1000},
                 {"0.3", true, 3, 10},
                 {"0.60", true, 60, 100},
                 {"1", true, 1, 1},
                 {"0", true, 0, 1},
                 {"1/2", true, 1, 2},
                 {"0.05", true, 5, 100},
                 {"99.99%", true, 9999, 10000},
                 {"33.333333 %", true, 33333333, 100000000},
                 {"30  %", false, 0, 0},
                 {"30 % ", false, 0, 0},
                 {" 30 %", false, 0, 0},
                 {"-5 %", false, 0, 0},
                 {"+5 %", false, 0, 0},
                 {"030 %", false, 0, 0},
                 {".3", false, 0, 0},
                 {"0.", false, 0, 0},
                 {"30 ％", false, 0, 0},
                 {"30 percent", false, 0, 0},
                 {"1e-1", false, 0, 0},
                 {"1/0", false, 0, 0},
                 {"0.5/2", false, 0, 0},
                 {"1/2 %", false, 0, 0},
                 {"", false, 0, 0},
                 {"%", false, 0, 0},
                 {"0,3", false, 0, 0},
                 {"0.1234567", false, 0, 0},
                 {"1234567890", false, 0, 0},
                 {"not_set", false, 0, 0}};
START_TEST(fraction) {
    struct fraction f = {0};
    ck_assert_int_eq(scalar_fraction(str_of(fractions[_i].text), &f), fractions[_i].ok);
    ck_assert_int_eq(f.set, fractions[_i].ok);
    ck_assert_int_eq(f.num, fractions[_i].num);
    ck_assert_int_eq(f.den, fractions[_i].den);
}
END_TEST

static const struct {
    const char *text;
    bool ok;
    int n;
    enum span_unit unit;
} spans[] = {{"3d", true, 3, SPAN_DAY},
             {"3 d", true, 3, SPAN_DAY},
             {"0 d", true, 0, SPAN_DAY},
             {"2 h", true, 2, SPAN_HOUR},
             {"10 min", true, 10, SPAN_MINUTE},
             {"1 m", true, 1, SPAN_MONTH},
             {"2 y", true, 2, SPAN_YEAR},
             {"5 wd", true, 5, SPAN_WORKDAY},
             {"1 w", true, 1, SPAN_WEEK},
             {"2 q", true, 6, SPAN_MONTH},
             {"-3 d", true, -3, SPAN_DAY},
             {"same_day", true, 0, SPAN_DAY},
             {"72h", true, 72, SPAN_HOUR},
             {"999999 d", true, 999999, SPAN_DAY},
             {"3", false, 0, 0},
             {"3 days", false, 0, 0},
             {"3 D", false, 0, 0},
             {"d", false, 0, 0},
             {"3  d", false, 0, 0},
             {"1.5 d", false, 0, 0},
             {"03 d", false, 0, 0},
             {"+3 d", false, 0, 0},
             {"3 天", false, 0, 0},
             {"3 mo", false, 0, 0},
             {"3 d ", false, 0, 0},
             {"1000000 d", false, 0, 0},
             {"not_set", false, 0, 0},
             {"", false, 0, 0},
             {"3 s", false, 0, 0}};
START_TEST(span) {
    struct span s = {0};
    ck_assert_int_eq(scalar_span(str_of(spans[_i].text), &s), spans[_i].ok);
    ck_assert_int_eq(s.set, spans[_i].ok);
    ck_assert_int_eq(s.n, spans[_i].n);
    if (spans[_i].ok) ck_assert_int_eq(s.unit, spans[_i].unit);
}
END_TEST

static const struct {
    const char *text;
    bool ok;
    int minute;
} minutes[] = {{"08:30", true, 510}, {"00:00", true, 0},  {"23:59", true, 1439}, {"24:00", false, 0},
               {"8:30", false, 0},   {"08:60", false, 0}, {"0830", false, 0},    {"08:30:00", false, 0},
               {"08.30", false, 0},  {"510", false, 0},   {"08:3a", false, 0},   {"", false, 0}};
START_TEST(minute) {
    int m = 0;
    ck_assert_int_eq(scalar_minute(str_of(minutes[_i].text), &m), minutes[_i].ok);
    ck_assert_int_eq(m, minutes[_i].minute);
}
END_TEST

static const struct {
    const char *text;
    bool ok;
    int64_t v;
} ints[] = {{"0", true, 0},     {"12", true, 12},
            {"-3", true, -3},   {"999999999999999", true, 999999999999999},
            {"", false, 0},     {"-", false, 0},
            {"+3", false, 0},   {"03", false, 0},
            {"1.0", false, 0},  {"1_000", false, 0},
            {"0x10", false, 0}, {"1e3", false, 0},
            {"三", false, 0},   {"9999999999999999", false, 0},
            {" 1", false, 0},   {"1 ", false, 0}};
START_TEST(whole) {
    int64_t v = 0;
    ck_assert_int_eq(scalar_int(str_of(ints[_i].text), &v), ints[_i].ok);
    ck_assert_int_eq(v, ints[_i].v);
}
END_TEST

static const struct {
    const char *text;
    bool ok;
    int64_t v;
} micros[] = {{"1", true, 1000000},
              {"0.5", true, 500000},
              {"-2.25", true, -2250000},
              {"0.000001", true, 1},
              {"3000000", true, 3000000000000},
              {"0.0000001", false, 0},
              {"1.", false, 0},
              {"1,5", false, 0},
              {"5 %", false, 0}};
START_TEST(micro) {
    int64_t v = 0;
    ck_assert_int_eq(scalar_micro(str_of(micros[_i].text), &v), micros[_i].ok);
    ck_assert_int_eq(v, micros[_i].v);
}
END_TEST

/* Truth is said in two words; YAML's other twenty spellings are text. */
START_TEST(truth) {
    static const char *const others[] = {"yes", "no", "on", "off", "True", "TRUE", "y", "n", "1", "0", "是", ""};
    bool b = false;
    ck_assert(scalar_bool(STR_LIT("true"), &b) && b);
    ck_assert(scalar_bool(STR_LIT("false"), &b) && !b);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) ck_assert(!scalar_bool(str_of(others[i]), &b));
}
END_TEST

START_TEST(code) {
    static const char *const good[] = {"repair2", "property-10", "a.b", "X_y", "9"};
    static const char *const bad[] = {
        "",     "-a",  "_a",  "a b",
        "投诉", "a/b", "a:b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) ck_assert_msg(scalar_code(str_of(good[i])), "%s", good[i]);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) ck_assert_msg(!scalar_code(str_of(bad[i])), "%s", bad[i]);
}
END_TEST

#define LOOP(test, table) tcase_add_loop_test(t, test, 0, sizeof table / sizeof *table)
TCase *scalar_part(void) {
    TCase *t = tcase_create("scalar");
    LOOP(fraction, fractions);
    LOOP(span, spans);
    LOOP(minute, minutes);
    LOOP(whole, ints);
    LOOP(micro, micros);
    tcase_add_test(t, truth);
    tcase_add_test(t, code);
    return t;
}
