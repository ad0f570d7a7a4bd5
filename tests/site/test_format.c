/* site/format.c: each format in both languages. Expected texts follow from the definitions in docs/pages.md and the
 * sketch in the design notes; roundings are worked out by hand beside the case. U+202F is written as _. */
#include "site/format.h"
#include "tests/site/kit.h"

static const struct {
    enum format format;
    const char *value, *zh, *en;
} cases[] = {
    {FORMAT_text, "a<b>", "a<b>", "a<b>"},
    {FORMAT_text, NULL, "—", "—"},
    {FORMAT_int, "0", "0", "0"},
    {FORMAT_int, "3120", "3120", "3120"},
    {FORMAT_int, "12345", "12_345", "12_345"},
    {FORMAT_int, "-1234567", "−1_234_567", "−1_234_567"},
    {FORMAT_int, NULL, "—", "—"},
    {FORMAT_int, "n/a", "n/a", "n/a"},
    {FORMAT_percent, "914286", "91.4_%", "91.4_%"}, /* 352/385 = 0.914285…, sketch */
    {FORMAT_percent, "1000000", "100.0_%", "100.0_%"},
    {FORMAT_percent, "914500", "91.5_%", "91.5_%"}, /* half away from zero */
    {FORMAT_percent, "914499", "91.4_%", "91.4_%"},
    {FORMAT_percent, "0", "0.0_%", "0.0_%"},
    {FORMAT_percent, NULL, "—", "—"},
    {FORMAT_percent0, "1000000", "100_%", "100_%"},
    {FORMAT_percent0, "125000", "12.5_%", "12.5_%"},
    {FORMAT_percent0, "300000", "30_%", "30_%"},
    {FORMAT_change, "12000", "+1.2", "+1.2"},
    {FORMAT_change, "-55000", "−5.5", "−5.5"},
    {FORMAT_change, "400", "0.0", "0.0"}, /* 0.04 points: no sign on a zero */
    {FORMAT_number1, "2100000", "2.1", "2.1"},
    {FORMAT_number1, "2149999", "2.1", "2.1"},
    {FORMAT_number1, "2150000", "2.2", "2.2"},
    {FORMAT_fraction, "352/385", "352_/_385", "352_/_385"},
    {FORMAT_fraction, "12345/67890", "12_345_/_67_890", "12_345_/_67_890"},
    {FORMAT_fraction, "x", "x", "x"},
    {FORMAT_hours, "5200000", "5.2_小时", "5.2_h"},
    {FORMAT_duration, "532800", "6_天 4_小时", "6_d 4_h"}, /* 6 × 86400 + 4 × 3600 */
    {FORMAT_duration, "518400", "6_天", "6_d"},
    {FORMAT_duration, "5400", "1_小时 30_分钟", "1_h 30_min"},
    {FORMAT_duration, "3600", "1_小时", "1_h"},
    {FORMAT_duration, "59", "0_分钟", "0_min"},
    {FORMAT_since, "2026-10-31 22:30:00", "1_小时 30_分钟", "1_h 30_min"}, /* to 24:00 of the as-of day, 10-31 */
    {FORMAT_since, "2026-10-25 20:00", "6_天 4_小时", "6_d 4_h"},
    {FORMAT_since, "2026-10-31", "1_天", "1_d"},
    {FORMAT_since, "2026-11-01 01:00", "−1_小时", "−1_h"},
    {FORMAT_since, "2026-10-31 xx", "2026-10-31 xx", "2026-10-31 xx"},
    {FORMAT_days, "2026-10-21", "10", "10"},
    {FORMAT_days, "2026-10-31 10:00", "0", "0"},
    {FORMAT_days, "2026-11-02", "−2", "−2"},
    {FORMAT_days, "x", "x", "x"},
    {FORMAT_minute, "1050", "17:30", "17:30"},
    {FORMAT_date, "2026-10-31", "2026-10-31", "2026-10-31"},
    {FORMAT_date, "2026-10-31 14:05:09", "2026-10-31", "2026-10-31"},
    {FORMAT_datetime, "2026-10-31 14:05:09", "2026-10-31 14:05", "2026-10-31 14:05"},
    {FORMAT_datetime, "2026-10-31", "2026-10-31", "2026-10-31"},
    {FORMAT_monthday, "2026-10-31", "10-31", "10-31"},
    {FORMAT_month, "2026-10", "2026年10月", "October 2026"},
    {FORMAT_month, "2026-03-09", "2026年3月", "March 2026"},
    {FORMAT_monthshort, "2026-10", "10月", "Oct"},
    {FORMAT_month, "October", "October", "October"},
    {FORMAT_period, "2026-10", "2026年10月", "October 2026"},
    {FORMAT_period, "2026-Q4", "2026年第四季度", "Q4 2026"},
    {FORMAT_period, "2026-H2", "2026年下半年", "second half of 2026"},
    {FORMAT_period, "2026", "2026年", "2026"},
    {FORMAT_period, "2026-W07", "2026年第7周", "week 7 of 2026"},
    {FORMAT_word, "missed", "应访未访", "missed"},
    {FORMAT_word, "no such word", "no such word", "no such word"},
    {FORMAT_names, "a;b; c", "a、b、c", "a, b, c"},
    {FORMAT_ago, "3", "3_天前", "3_days ago"},
    {FORMAT_ago, "1", "1_天前", "1_day ago"},
    {FORMAT_ago, "2026-10-28", "3_天前", "3_days ago"}, /* as-of 2026-10-31 */
    {FORMAT_ago, "2026-11-02", "2_天后", "in 2_days"},
    {FORMAT_ago, "2026-10-31", "当天", "the same day"},
    {FORMAT_badge, "bad:worse", "▼ 变差", "▼ worse"},
    {FORMAT_badge, NULL, "", ""},
};

static struct word_list words;
static struct arena a;

static void setup(void) {
    arena_init(&a);
    struct err e = {0};
    word_list_read(&words, &a, STR_LIT("missed: 应访未访\nbadge.worse: ▼ 变差\n"),
                   STR_LIT("badge.worse: ▼ worse\nmissed: missed\n"), &e);
    ck_assert_msg(!err_is(&e), "%s", e.text);
}

static void teardown(void) { arena_release(&a); }

static const char *spaced(const char *s) {
    struct buf b;
    buf_init(&b);
    for (; *s; s++)
        if (*s == '_') buf_puts(&b, "\xE2\x80\xAF");
        else buf_byte(&b, *s);
    const char *out = arena_cstr(&a, buf_view(&b));
    buf_release(&b);
    return out;
}

START_TEST(formats) {
    for (int l = 0; l < 2; l++) {
        struct format_context c = {l ? LANG_EN : LANG_ZH, &words, civil_day(2026, 10, 31), 0};
        struct buf b;
        buf_init(&b);
        format_text(&b, cases[_i].format, str_of(cases[_i].value), &c);
        ck_assert_str_eq(b.p, spaced(l ? cases[_i].en : cases[_i].zh));
        buf_release(&b);
    }
}
END_TEST

START_TEST(html_is_escaped) {
    struct format_context c = {LANG_ZH, &words, 0, 0};
    struct buf b;
    buf_init(&b);
    format_html(&b, FORMAT_text, STR_LIT("<script>&\"'\xE2\x80\xAE"), &c);
    ck_assert_str_eq(b.p, "&lt;script&gt;&amp;&quot;&#39;");
    buf_reset(&b);
    format_html(&b, FORMAT_badge, STR_LIT("bad:worse"), &c);
    ck_assert_str_eq(b.p, "<span class=\"mark bad\">▼ 变差</span>");
    buf_reset(&b);
    format_html(&b, FORMAT_badge, STR_LIT("\"onload=x:<b>"), &c); /* neither class nor word is taken from the value */
    ck_assert_str_eq(b.p, "<span class=\"mark calm\">&lt;b&gt;</span>");
    buf_release(&b);
}
END_TEST

START_TEST(words_must_agree) {
    static const struct {
        const char *zh, *en, *want;
    } cases_[] = {
        {"a: 1\nb: 2\n", "a: 1\n", "words.zh-CN.txt:2: the word «b» is missing in site-template/words.en.txt"},
        {"a: 1\n", "# c\n\na: 1\nc: 2\n", "words.en.txt:4: the word «c» is missing in site-template/words.zh-CN.txt"},
        {"a: 1\na: 2\n", "a: 1\n", "words.zh-CN.txt:2: the word «a» stands there already in line 1"},
        {"a\n", "a: 1\n", "words.zh-CN.txt:1: expected «key: text»"}};
    struct err e = {0};
    struct word_list w;
    word_list_read(&w, &a, str_of(cases_[_i].zh), str_of(cases_[_i].en), &e);
    ck_assert_int_eq(e.code, ERR_CONFIG);
    ck_assert_msg(strstr(e.text, cases_[_i].want) != NULL, "%s", e.text);
}
END_TEST

Suite *suite_format(void) {
    Suite *s = suite_create("format");
    TCase *t = tcase_create("format");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_loop_test(t, formats, 0, (int)(sizeof cases / sizeof *cases));
    tcase_add_test(t, html_is_escaped);
    tcase_add_loop_test(t, words_must_agree, 0, 4);
    suite_add_tcase(s, t);
    return s;
}
