/* From bytes to values, end to end: issue 4 sections 1 to 3; reliability.md A3, A13, A14, B6, B10, B12, C6. */
#include "base/file.h"
#include "etl/encoding.h"
#include "etl/fold.h"
#include "tests/etl/cases.h"
#include "tests/etl/kit.h"
#include <sys/stat.h>
#include <unistd.h>

#define EVENTS "sources:\n  - {table: events, name: e, files: 'e*.csv'}\n"
#define WHAT "SELECT event_id, category, site, severity, accepted_at FROM event ORDER BY event_id"

static void import_text(struct kit *k, const char *config, struct str bytes) {
    kit_open(k);
    kit_config(k, config);
    kit_bytes(k, "e.csv", bytes);
    kit_import(k);
}

/* The same facts whatever the encoding and the delimiter; both are recorded. The header is in traditional characters
 * and full width, and the row's key holds both and a line break. */
static const struct {
    const char *encoding, *delimiter, *want;
} forms[] = {{"utf-8", ",", ","},   {"utf-8", ";", ";"},   {"utf-8", "\t", "TAB"}, {"utf-8", "|", "|"},
             {"gb18030", ",", ","}, {"gb18030", "|", "|"}, {"utf-16", "\t", "TAB"}};

START_TEST(encodings_and_delimiters) {
    static const enum encoding codes[] = {ENC_UTF8, ENC_GB18030, ENC_UTF16LE};
    struct kit k;
    struct arena a;
    struct buf text, bytes;
    int which = strcmp(forms[_i].encoding, "utf-8") == 0 ? 0 : strcmp(forms[_i].encoding, "gb18030") == 0 ? 1 : 2;
    arena_init(&a);
    buf_init(&text);
    buf_init(&bytes);
    const char *d = forms[_i].delimiter;
    if (which == 2) buf_puts(&text, "\xEF\xBB\xBF");
    buf_printf(&text, "編號%s類　別%s小區%s投訴等級%s受理時間\n", d, d, d, d);
    buf_printf(&text, "\"Ｗ－\n１\"%s投訴%s錦湖一期%s重大%s２０２６／１０／３　１４：０５\n", d, d, d, d);
    if (which == 2) encoding_to_utf16(buf_view(&text), false, &bytes);
    else ck_assert(encoding_encode(codes[which], buf_view(&text), &bytes));
    import_text(&k, EVENTS, buf_view(&bytes));
    kit_counts(&k, "e.csv", 1, 1, 0, 0, 0, 0);
    ck_assert_str_eq(kit_query(&k, WHAT), "W- 1|complaint|錦湖一期|major|2026-10-03 14:05:00\n");
    ck_assert_str_eq(kit_query(&k, "SELECT encoding, delimiter FROM file"),
                     arena_printf(&a, "%s|%s\n", forms[_i].encoding, forms[_i].want));
    ck_assert_str_eq(kit_report(&k, "e.csv")->delimiter, forms[_i].want);
    buf_release(&text);
    buf_release(&bytes);
    arena_release(&a);
    kit_close(&k);
}
END_TEST

/* Big5: 編號,類別,受理時間 / 1,投訴,2026-10-03, by the code table. */
START_TEST(big5_file) {
    struct kit k;
    import_text(
        &k, "sources:\n  - {table: events, name: e, files: 'e*.csv', encoding: big5}\n",
        STR_LIT("\xBD\x73\xB8\xB9,\xC3\xFE\xA7\x4F,\xA8\xFC\xB2\x7A\xAE\xC9\xB6\xA1\n1,\xA7\xEB\xB6\x44,2026-10-03\n"
                "2,\xA7\xEB\xB6,2026-10-03\n3,\xA7\xEB\xB6\x44,2026-10-04\n"));
    kit_counts(&k, "e.csv", 3, 2, 0, 0, 0, 1);
    ck_assert_str_eq(kit_query(&k, "SELECT event_id, category FROM event ORDER BY 1"), "1|complaint\n3|complaint\n");
    ck_assert_str_eq(kit_query(&k, "SELECT line, reason FROM quarantine"), "3|encoding\n");
    ck_assert_str_eq(kit_query(&k, "SELECT encoding FROM file"), "big5\n");
    kit_close(&k);
}
END_TEST

/* Every form of data.md in one column; where the year comes last, only what can be read in one way. */
START_TEST(mixed_dates) {
    struct kit k;
    import_text(
        &k, EVENTS,
        STR_LIT("编号,类别,受理时间\n1,投诉,2026-10-13\n2,投诉,2026/10/13 14:05\n3,投诉,2026年10月13日 14时5分\n"
                "4,投诉,2026.10.13\n5,投诉,2026-10-13T14:05:00+08:00\n6,投诉,10/13/2026 02:05:00 PM\n"
                "7,投诉,13/10/2026\n8,投诉,10/03/2026\n9,投诉,10/10/2026\n"));
    kit_counts(&k, "e.csv", 9, 8, 0, 0, 0, 1);
    ck_assert_str_eq(kit_query(&k, "SELECT DISTINCT substr(accepted_at, 1, 10) FROM event ORDER BY 1"),
                     "2026-10-10\n2026-10-13\n");
    ck_assert_str_eq(
        kit_query(&k, "SELECT line, field, reason, found, expected FROM quarantine"),
        "9|受理时间|date|10/03/2026|an order of day and month: say `date_format: dmy` or mdy in source e\n");
    ck_assert_str_eq(kit_report(&k, "e.csv")->warning,
                     "1 date could have the day or the month first: say `date_format:` dmy or mdy, in source e");
    kit_file(&k, "e.csv", "编号,类别,受理时间\n8,投诉,10/03/2026\n10,投诉,10/23/2026\n");
    kit_import(&k);
    ck_assert_str_eq(kit_report(&k, "e.csv")->warning,
                     "1 date could have the day or the month first: say `date_format:` mdy, as its other dates are, in "
                     "source e");
    kit_config(&k, "sources:\n  - {table: events, name: e, files: 'e*.csv', date_format: mdy}\n");
    kit_import(&k);
    ck_assert_str_eq(kit_query(&k, "SELECT accepted_at FROM event WHERE event_id = '8'"), "2026-10-03\n");
    ck_assert_str_eq(kit_query(&k, "SELECT count(*) FROM quarantine WHERE closed_run IS NULL"), "0\n");
    kit_close(&k);
}
END_TEST

/* B10, B12: what cannot be read, and what a spreadsheet has done to it. */
START_TEST(unreadable_values) {
    struct kit k;
    import_text(
        &k, EVENTS,
        STR_LIT("编号,类别,受理时间,联系电话\n1,投诉,2026/2/30,\n2,投诉,26-3-1,\n3,投诉,3月1日,\n4,投诉,########,\n"
                "5,投诉,2026-03-01,1.38E+10\n6,投诉,2026-03-01,13800001234.0\n7,投诉,45932,\n"));
    kit_counts(&k, "e.csv", 7, 1, 0, 0, 0, 6);
    ck_assert_str_eq(kit_query(&k, "SELECT line, field, reason FROM quarantine ORDER BY line"),
                     "2|受理时间|date\n3|受理时间|date\n4|受理时间|date\n5|受理时间|date\n6|联系电话|number\n"
                     "8|受理时间|date\n");
    ck_assert_str_eq(kit_query(&k, "SELECT phone FROM event"), "13800001234\n");
    ck_assert_str_eq(kit_query(&k, "SELECT coalesce(found, '') FROM quarantine WHERE line = 6"), "\n"); /* personal */
    kit_close(&k);
}
END_TEST

/* Unknown words are set aside with the nearest known one and a line that can be put into the configuration as it is:
 * put there, the row comes in and its entry is closed. */
START_TEST(ready_lines) {
    struct kit k;
    import_text(&k, "sources:\n  - {table: visits, name: v, files: 'e*.csv'}\n",
                STR_LIT("回访编号,回访时间,回访方式,满意度\n1,2026-10-03,电话回访,满意\n2,2026-10-03,电话,很 满意\n"
                        "3,2026-10-03,\"a: {b}\",满意\n"));
    ck_assert_str_eq(
        kit_query(&k, "SELECT line, substr(expected, instr(expected, 'nearest')) FROM quarantine ORDER BY line"),
        "2|nearest: 电话; if it means that, say in source v: `values: {method: {\"电话回访\": phone}}`\n"
        "3|nearest: 满意; if it means that, say in source v: `values: {satisfaction: {\"很 满意\": 4}}`\n"
        "4|nearest: phone; if it means that, say in source v: `values: {method: {\"a: {b}\": phone}}`\n");
    kit_config(&k, "sources:\n  - table: visits\n    name: v\n    files: 'e*.csv'\n"
                   "    values: {method: {\"电话回访\": phone, \"a: {b}\": sms}, satisfaction: {\"很 满意\": 5}}\n");
    kit_import(&k);
    kit_counts(&k, "e.csv", 3, 3, 0, 0, 0, 0);
    ck_assert_str_eq(kit_query(&k, "SELECT count(*) FROM quarantine WHERE closed_run IS NULL"), "0\n");
    ck_assert_str_eq(kit_query(&k, "SELECT method, satisfaction FROM visit ORDER BY visit_id"),
                     "phone|4\nphone|5\nsms|4\n");
    kit_close(&k);
}
END_TEST

/* `values:` of a column that holds a list: each item is renamed, in any width; where the whole cell is named, that is what it says,
 * and its items are not renamed again. */
START_TEST(values_of_lists) {
    struct kit k;
    import_text(&k,
                "sources:\n  - table: visits\n    name: v\n    files: 'e*.csv'\n"
                "    values: {visitor_role: {\"片长\": area_manager, \"主管Ａ\": director, area_manager: nobody,"
                " \"两人\": \"area_manager;director\"}}\n",
                STR_LIT("回访编号,回访时间,回访方式,职务\n1,2026-10-03,电话,片长;主管A\n2,2026-10-03,电话,两人\n"
                        "3,2026-10-03,电话,片长、、客服员\n4,2026-10-03,电话,片长\n5,2026-10-03,电话,主管a；主管A\n"));
    ck_assert_str_eq(kit_query(&k, "SELECT visitor_role FROM visit ORDER BY visit_id"),
                     "area_manager;director\narea_manager;director\narea_manager;客服员\narea_manager\ndirector\n");
    kit_close(&k);
}
END_TEST

/* Headers as they are written in Taiwan and Hong Kong. */
START_TEST(traditional_headers) {
    static const char *const pairs[][2] = {
        {"單號", "event_id"},
        {"類別", "category"},
        {"客戶編號", "customer_id"},
        {"聯繫電話", NULL},
        {"聯系電話", "phone"},
        {"責任部門", "department"},
        {"嚴重程度", "severity"},
        {"處理完畢時間", "finished_at"},
        {"報修時間", "accepted_at"},
        {"投訴內容", "content_class"},
        {"關聯單號", "related_event_id"},
        {"合同額", "amount"},
    };
    struct arena a;
    arena_init(&a);
    const struct log *log = logs_find(STR_LIT("events"));
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        const char *got = NULL;
        struct str want = fold_word(&a, str_of(pairs[i][0]));
        for (int f = 0; f < log->n_fields; f++)
            for (struct str rest = str_of(log->field[f].headers), h; str_split(&rest, '|', &h);)
                if (h.n && str_eq(fold_word(&a, h), want)) got = log->field[f].name;
        ck_assert_msg(got == pairs[i][1] || (got && pairs[i][1] && strcmp(got, pairs[i][1]) == 0) || !pairs[i][1],
                      "%s is %s", pairs[i][0], got ? got : "nothing");
    }
    arena_release(&a);
}
END_TEST

/* C6: nothing but a regular file is opened, and no link is followed; none of them stops the others. */
START_TEST(odd_files) {
    struct kit k;
    kit_open(&k);
    kit_config(&k, EVENTS);
    kit_file(&k, "e1.csv", "编号,类别,受理时间\n1,投诉,2026-10-03\n");
    kit_file(&k, "secret.txt", "编号,类别,受理时间\n9,投诉,2026-10-03\n");
    ck_assert_int_eq(symlink("secret.txt", file_join(&k.a, k.dir, "e2.csv")), 0);
    ck_assert_int_eq(mkfifo(file_join(&k.a, k.dir, "e3.csv"), 0600), 0);
    ck_assert_int_eq(mkdir(file_join(&k.a, k.dir, "e4.csv"), 0700), 0);
    ck_assert_int_eq(symlink("/dev/zero", file_join(&k.a, k.dir, "e5.csv")), 0);
    kit_import(&k);
    kit_counts(&k, "e1.csv", 1, 1, 0, 0, 0, 0);
    static const char *const odd[] = {"e2.csv", "e3.csv", "e4.csv", "e5.csv"};
    for (int i = 0; i < 4; i++) {
        ck_assert_int_eq(kit_report(&k, odd[i])->status, IMPORT_REFUSED);
        ck_assert_int_eq(kit_report(&k, odd[i])->problem_code, ERR_NOINPUT);
    }
    ck_assert_str_eq(kit_query(&k, "SELECT event_id FROM event"), "1\n");
    kit_close(&k);
}
END_TEST

#define N(t) (int)(sizeof(t) / sizeof *(t))

TCase *reading_case(void) {
    TCase *t = tcase_create("reading");
    tcase_add_loop_test(t, encodings_and_delimiters, 0, N(forms));
    tcase_add_test(t, big5_file);
    tcase_add_test(t, mixed_dates);
    tcase_add_test(t, unreadable_values);
    tcase_add_test(t, ready_lines);
    tcase_add_test(t, values_of_lists);
    tcase_add_test(t, traditional_headers);
    tcase_add_test(t, odd_files);
    return t;
}
