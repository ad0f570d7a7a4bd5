/* Any text as every kind of single value: what is read as a moment is written and read again as the same one, in the
 * years that are allowed; without an order of day and month only what both orders or one of them can mean; folding
 * twice is folding once. */
#include "etl/dates.h"
#include "etl/encoding.h"
#include "etl/fold.h"
#include "etl/formats.h"
#include "etl/values.h"
#include "tests/fuzz/fuzz.h"

static void same_moment(struct moment m) {
    char text[MOMENT_TEXT];
    struct moment again;
    require(moment_parse(str_of(moment_text(m, text)), &again) && again.s == m.s && again.kind == m.kind);
    int year = civil_of(moment_day(m)).year;
    require(year >= DATES_FIRST_YEAR - 1 && year <= DATES_LAST_YEAR + 1); /* a zone may move it over the border */
}

static void dates(struct str s) {
    struct moment plain, mdy, dmy;
    bool p = dates_read(s, DATE_YMD, &plain), m = dates_read(s, DATE_MDY, &mdy), d = dates_read(s, DATE_DMY, &dmy);
    if (p) same_moment(plain);
    if (m) same_moment(mdy);
    if (d) same_moment(dmy);
    if (p) require((m && mdy.s == plain.s) || (d && dmy.s == plain.s));
    if (m && d && mdy.s != dmy.s) require(!p && dates_order(s) == DATES_AMBIGUOUS);
    double number;
    if (values_number(s, &number) && dates_serial(number, false, &plain)) same_moment(plain);
}

static void folds(struct arena *a, struct str s) {
    struct str key = fold_key(a, s), name = fold_name(a, s), word = fold_word(a, s);
    size_t bad;
    require(encoding_utf8(key, &bad) && encoding_utf8(name, &bad) && encoding_utf8(word, &bad));
    require(str_eq(fold_key(a, key), key));
    require(str_eq(fold_name(a, name), name));
}

void fuzz_values(const uint8_t *data, size_t size) {
    struct arena a;
    struct str s = str_trim(str_n((const char *)data, size)), out;
    int64_t i;
    double real;
    size_t bad;
    if (!s.n || size > 4096 || !encoding_utf8(s, &bad)) return;
    arena_init(&a);
    dates(s);
    folds(&a, s);
    values_flag(s, &i);
    values_int(s, &i);
    values_number(s, &real);
    if (values_fraction(&a, s, &out)) require(out.n > 0 && out.p[0] >= '0' && out.p[0] <= '9');
    if (values_period(&a, s, &out)) require(out.n >= 4);
    values_rounded(s);
    formats_code(arena_cstr(&a, s));
    arena_release(&a);
}
