/* Versions of a row: copies, ranks, conflicts, withdrawal, mending (data.md «Accounting for every row»; reliability.md
 * D1–D4). */
#include "base/file.h"
#include "tests/etl/cases.h"
#include "tests/etl/kit.h"

#define EVENTS "sources:\n  - {table: events, name: e, files: 'e*.csv'}\n"
#define BOTH "sources:\n  - {table: events, name: e, files: 'e*.csv'}\n  - {table: visits, name: v, files: 'v*.csv'}\n"
#define HEAD "编号,类别,受理时间,问题代码,更新时间\n"

/* data.md: the same file again, or under another name; rows again within one file. */
START_TEST(nothing_twice) {
    struct kit k;
    kit_open(&k);
    kit_config(&k, EVENTS);
    kit_file(&k, "e1.csv", HEAD "1,投诉,2026-10-03,电梯,\n2,报修,2026-10-03,水管,\n1,投诉,2026-10-03,电梯,\n");
    kit_import(&k);
    kit_counts(&k, "e1.csv", 3, 2, 0, 0, 1, 0);
    char *before = kit_facts(&k, true);
    kit_import(&k);
    ck_assert_int_eq(kit_report(&k, "e1.csv")->status, IMPORT_SAME);
    ck_assert_str_eq(kit_facts(&k, true), before);
    kit_file(&k, "e0.csv", HEAD "2,报修,2026-10-03,水管,\n1,投诉,2026-10-03,电梯,\n");
    kit_import(&k);
    kit_counts(&k, "e0.csv", 2, 0, 0, 2, 0, 0);
    ck_assert_str_eq(kit_facts(&k, true), before); /* its path sorts before: the places stay */
    ck_assert_int_eq(k.report.n_same, 1);
    kit_close(&k);
}
END_TEST

/* A file that grows: old rows cost nothing, changed ones are new versions, repeated ones are duplicates. */
START_TEST(the_same_path_again) {
    struct kit k;
    kit_open(&k);
    kit_config(&k, EVENTS);
    kit_file(&k, "e.csv", HEAD "1,投诉,2026-10-03,电梯,\n2,报修,2026-10-03,水管,\n3,报修,2026-10-03,门,\n");
    kit_import(&k);
    kit_file(&k, "e.csv",
             HEAD "1,投诉,2026-10-03,电梯,\n2,报修,2026-10-03,灯,\n4,报修,2026-10-04,窗,\n3,报修,2026-10-03,门,\n1,"
                  "投诉,2026-10-03,电梯,\n");
    kit_import(&k);
    kit_counts(&k, "e.csv", 5, 1, 1, 2, 1, 0);
    ck_assert_str_eq(kit_query(&k, "SELECT event_id, issue, file, line, run, run_out FROM event ORDER BY 1, run"),
                     "1|电梯|2|6|1|-\n2|水管|1|3|1|2\n2|灯|2|3|2|-\n3|门|2|5|1|-\n4|窗|2|4|2|-\n");
    /* back to the first state: the newest state of a path counts, not the first time that its bytes were seen */
    kit_file(&k, "e.csv", HEAD "1,投诉,2026-10-03,电梯,\n2,报修,2026-10-03,水管,\n3,报修,2026-10-03,门,\n");
    kit_import(&k);
    kit_counts(&k, "e.csv", 3, 0, 1, 2, 0, 0);
    ck_assert_str_eq(kit_query(&k, "SELECT issue, run, run_out FROM event WHERE event_id = '2' ORDER BY run"),
                     "水管|1|2\n灯|2|3\n水管|3|-\n");
    kit_close(&k);
}
END_TEST

START_TEST(lines_that_stay_are_not_written) {
    struct kit k;
    kit_open(&k);
    kit_config(&k, EVENTS);
    kit_file(&k, "e.csv", HEAD "1,投诉,2026-10-03,电梯,\n");
    kit_import(&k);
    kit_file(&k, "e.csv", HEAD "1,投诉,2026-10-03,电梯,\n1,投诉,2026-10-03,电梯,\n");
    kit_import(&k);
    kit_counts(&k, "e.csv", 2, 0, 0, 1, 1, 0); /* the second is in one file with the first */
    ck_assert_str_eq(kit_query(&k, "SELECT file, line FROM event"), "2|3\n");
    kit_file(&k, "e.csv", HEAD "1,投诉,2026-10-03,电梯,\n1,投诉,2026-10-03,电梯,\n2,投诉,2026-10-03,电梯,\n");
    kit_import(&k);
    kit_counts(&k, "e.csv", 3, 1, 0, 1, 1, 0);
    kit_close(&k);
}
END_TEST

/* Rank: updated_at, else the date in the name, else the path, then the line; equal ranks are a conflict. */
START_TEST(ranks) {
    struct kit k;
    kit_open(&k);
    kit_config(&k, "sources:\n  - {table: events, name: e, files: 'e*.csv', dated: '%Y-%m'}\n");
    kit_file(&k, "e-a-2026-09.csv",
             HEAD "1,投诉,2026-09-03,老,2026-11-01\n2,投诉,2026-09-03,先,\n3,投诉,2026-09-03,甲,2026-09-09 10:00\n");
    kit_file(&k, "e-b-2026-08.csv",
             HEAD "1,投诉,2026-09-03,新,2026-10-01\n2,投诉,2026-09-03,后,\n3,投诉,2026-09-03,乙,2026-09-09 10:00:00\n");
    kit_import(&k);
    kit_counts(&k, "e-b-2026-08.csv", 3, 0, 3, 0, 0, 0);
    ck_assert_str_eq(kit_query(&k, "SELECT event_id, issue, rank FROM event WHERE run_out IS NULL ORDER BY 1"),
                     "1|老|2026-11-01\n2|先|2026-09-01\n3|乙|2026-09-09 10:00:00\n");
    ck_assert_str_eq(
        kit_query(&k, "SELECT event_id, issue, run, run_out FROM event WHERE run_out IS NOT NULL ORDER BY 1"),
        "1|新|1|1\n2|后|1|1\n3|甲|1|1\n");
    ck_assert_str_eq(
        kit_query(&k, "SELECT table_name, record_key, kept_file, kept_line, other_file, other_line FROM conflict"),
        "event|3|2|4|1|4\n");
    ck_assert_int_eq(kit_report(&k, "e-b-2026-08.csv")->count.n_conflict, 1);
    /* a later version settles the conflict */
    kit_file(&k, "e-c-2026-12.csv", HEAD "3,投诉,2026-09-03,丙,\n");
    kit_import(&k);
    ck_assert_str_eq(kit_query(&k, "SELECT count(*) FROM conflict"), "0\n");
    kit_close(&k);
}
END_TEST

START_TEST(later_line_wins) {
    struct kit k;
    kit_open(&k);
    kit_config(&k, EVENTS);
    kit_file(&k, "e1.csv", HEAD "1,投诉,2026-09-03,甲,\n1,投诉,2026-09-03,乙,\n1,投诉,2026-09-03,甲,\n");
    kit_import(&k);
    kit_counts(&k, "e1.csv", 3, 1, 2, 0, 0, 0);
    ck_assert_str_eq(kit_query(&k, "SELECT issue, line, run_out FROM event ORDER BY run_out"), "甲|4|-\n乙|3|1\n");
    ck_assert_str_eq(kit_query(&k, "SELECT count(*) FROM conflict"), "0\n");
    kit_close(&k);
}
END_TEST

/* The same rows in other encodings, line ends, orders, files: the same facts. */
START_TEST(the_same_rows_otherwise) {
    static const char *const r[] = {"1,投诉,2026-10-03,电梯停运,\n", "2,报修,2026-10-03 14:05,水管爆裂,\n",
                                    "3,报修,2026-10-04,门禁失灵,\n"};
    struct kit k;
    kit_open(&k);
    kit_config(&k, EVENTS);
    kit_file(&k, "e.csv", arena_printf(&k.a, "%s%s%s%s", HEAD, r[0], r[1], r[2]));
    kit_import(&k);
    char *want = kit_content(&k);
    struct {
        const char *what, *one, *two;
        struct str bytes;
    } other[] = {
        {"renamed", arena_printf(&k.a, "%s%s%s%s", HEAD, r[0], r[1], r[2]), "", {0, 0}},
        {"reordered", arena_printf(&k.a, "%s%s%s%s", HEAD, r[2], r[0], r[1]), "", {0, 0}},
        {"cut in two", arena_printf(&k.a, "%s%s%s", HEAD, r[0], r[1]), arena_printf(&k.a, "%s%s", HEAD, r[2]), {0, 0}},
        {"rotated",
         arena_printf(&k.a, "%s%s%s", HEAD, r[1], r[2]),
         arena_printf(&k.a, "%s%s%s", HEAD, r[0], r[1]),
         {0, 0}},
        {"concatenated",
         arena_printf(&k.a, "\xEF\xBB\xBF%s%s%s\xEF\xBB\xBF%s%s%s", HEAD, r[0], r[1], HEAD, r[1], r[2]),
         "",
         {0, 0}},
        {"concatenated, other order of columns",
         arena_printf(&k.a, "%s%s%s受理时间,类别,编号,问题代码,更新时间\n2026-10-04,报修,3,门禁失灵,\n", HEAD, r[0],
                      r[1]),
         "",
         {0, 0}},
        {"gb18030", NULL, "",
         STR_LIT(
             "\xB1\xE0\xBA\xC5,\xC0\xE0\xB1\xF0,\xCA\xDC\xC0\xED\xCA\xB1\xBC\xE4,\xCE\xCA\xCC\xE2\xB4\xFA\xC2\xEB\r\n"
             "1,\xCD\xB6\xCB\xDF,2026/10/3,\xB5\xE7\xCC\xDD\xCD\xA3\xD4\xCB\r\n2,\xB1\xA8\xD0\xDE,2026/10/3 "
             "14:05,\xCB\xAE\xB9\xDC\xB1\xAC\xC1\xD1\r\n"
             "3,\xB1\xA8\xD0\xDE,2026.10.4,\xC3\xC5\xBD\xFB\xCA\xA7\xC1\xE9\r\n")},
    };
    for (size_t i = 0; i < sizeof other / sizeof *other; i++) {
        kit_forget(&k);
        kit_remove(&k, "e.csv"), kit_remove(&k, "e1.csv"), kit_remove(&k, "e2.csv");
        kit_bytes(&k, "e1.csv", other[i].one ? str_of(other[i].one) : other[i].bytes);
        if (other[i].two[0]) kit_file(&k, "e2.csv", other[i].two);
        kit_import(&k);
        ck_assert_msg(strcmp(kit_content(&k), want) == 0, "%s", other[i].what);
        ck_assert_str_eq(kit_query(&k, "SELECT count(*) FROM quarantine"), "0\n");
    }
    kit_close(&k);
}
END_TEST

/* An alias added later renames what is there: the files are read again, because their settings changed. */
START_TEST(settings_that_change) {
    struct kit k;
    kit_open(&k);
    kit_config(&k, EVENTS);
    kit_file(&k, "e1.csv", HEAD "1,投诉,2026-10-03,甲,2026-10-05\n");
    kit_file(&k, "e2.csv", HEAD "1,投诉,2026-10-03,乙,2026-10-04\n");
    kit_import(&k);
    kit_config(&k, "sources:\n  - {table: events, name: e, files: 'e*.csv', values: {issue: {甲: 丙}}}\n");
    kit_import(&k);
    kit_counts(&k, "e1.csv", 1, 0, 1, 0, 0, 0);
    kit_counts(&k, "e2.csv", 1, 0, 0, 1, 0, 0);
    ck_assert_str_eq(kit_query(&k, "SELECT issue, run, run_out FROM event ORDER BY run, run_out"),
                     "乙|1|1\n甲|1|2\n丙|2|-\n");
    kit_close(&k);
}
END_TEST

START_TEST(withdrawn_by_status) {
    struct kit k;
    kit_open(&k);
    kit_config(&k, EVENTS);
    kit_file(&k, "e1.csv",
             "编号,类别,受理时间,状态\n1,投诉,2026-10-03,处理中\n2,投诉,2026-10-03,作废\n3,投诉,2026-10-03,\n");
    kit_import(&k);
    kit_file(&k, "e2.csv", "编号,类别,受理时间,状态\n1,投诉,2026-10-03,已作废\n2,投诉,2026-10-03,\n");
    kit_import(&k);
    kit_counts(&k, "e2.csv", 2, 0, 2, 0, 0, 0);
    ck_assert_str_eq(kit_query(&k, "SELECT event_id, withdrawn, run, run_out FROM event ORDER BY 1, 3"),
                     "1|0|1|2\n1|1|2|-\n2|1|1|2\n2|0|2|-\n3|0|1|-\n");
    kit_close(&k);
}
END_TEST

#define SNAP "sources:\n  - {table: events, name: e, files: 'e*.csv', snapshot: true, dated: '%Y-%m-%d'}\n"

/* A key that the newest snapshot lacks is withdrawn, whichever snapshot was read first; it may come back. */
START_TEST(snapshots) {
    static const char *const day[] = {"e-2026-10-01.csv", "e-2026-10-02.csv", "e-2026-10-03.csv"};
    static const char *const text[] = {HEAD "1,投诉,2026-09-03,甲,\n2,投诉,2026-09-03,乙,\n",
                                       HEAD "2,投诉,2026-09-03,乙,\n3,投诉,2026-09-03,丙,\n",
                                       HEAD "1,投诉,2026-09-03,甲,\n3,投诉,2026-09-03,丙改,\n"};
    static const int orders[6][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    struct kit k;
    kit_open(&k);
    kit_config(&k, SNAP);
    for (int o = 0; o < 6; o++) {
        kit_forget(&k);
        for (int i = 0; i < 3; i++) kit_remove(&k, day[i]);
        for (int i = 0; i < 3; i++) {
            kit_file(&k, day[orders[o][i]], text[orders[o][i]]);
            kit_import(&k);
        }
        ck_assert_str_eq(kit_query(&k, "SELECT event_id, issue, withdrawn FROM event WHERE run_out IS NULL ORDER BY 1"),
                         "1|甲|0\n2|乙|1\n3|丙改|0\n");
    }
    /* in natural order the versions tell what was known when */
    kit_forget(&k);
    for (int i = 0; i < 3; i++) kit_remove(&k, day[i]);
    for (int i = 0; i < 3; i++) {
        kit_file(&k, day[i], text[i]);
        kit_import(&k);
    }
    ck_assert_str_eq(kit_query(&k, "SELECT event_id, withdrawn, run, run_out FROM event ORDER BY 1, 3"),
                     "1|0|1|2\n1|1|2|3\n1|0|3|-\n2|0|1|3\n2|1|3|-\n3|0|2|3\n3|0|3|-\n");
    /* an empty one is no snapshot of nothing; a refused row of a known key still came */
    kit_file(&k, "e-2026-10-04.csv", HEAD);
    kit_import(&k);
    ck_assert_str_eq(kit_report(&k, "e-2026-10-04.csv")->warning, "no rows; nothing is withdrawn for that");
    kit_file(&k, "e-2026-10-05.csv", HEAD "1,投诉,昨天,甲,\n");
    kit_import(&k);
    ck_assert_str_eq(kit_query(&k, "SELECT event_id, withdrawn FROM event WHERE run_out IS NULL ORDER BY 1"),
                     "1|0\n2|1\n3|1\n");
    ck_assert_int_eq((int)kit_report(&k, "e-2026-10-05.csv")->withdrawn, 1);
    kit_close(&k);
}
END_TEST

/* The entry of a refused row closes when the mended row comes. */
START_TEST(mending) {
    struct kit k;
    kit_open(&k);
    kit_config(&k, BOTH);
    static const char open[] = "SELECT record_key, closed_run FROM quarantine ORDER BY file, line";
    kit_file(&k, "e-10.csv", HEAD "1,投诉,坏,甲,\n2,投诉,2026-10-03,乙,\n3,没有,2026-10-03,丙,\n");
    kit_file(&k, "v-10.csv", "回访编号,回访时间,回访方式\n1,坏,电话\n");
    kit_import(&k);
    ck_assert_str_eq(kit_query(&k, open), "events:1|-\nevents:3|-\nvisits:1|-\n");
    kit_file(&k, "e-00-mended.csv", HEAD "1,投诉,2026-10-03,甲,\n"); /* by another file, whatever its name */
    kit_import(&k);
    ck_assert_str_eq(kit_query(&k, open),
                     "events:1|2\nevents:3|-\nvisits:1|-\n"); /* the visit of that number is another */
    kit_file(&k, "e-10.csv",
             HEAD "1,投诉,坏,甲,\n2,投诉,2026-10-03,乙,\n3,没有,2026-10-03,丙,\n4,投诉,2026-10-04,丁,\n");
    kit_import(&k); /* refused again: one entry is open for 3, one again for 1 */
    ck_assert_str_eq(kit_query(&k, open), "events:1|2\nevents:3|3\nvisits:1|-\nevents:1|-\nevents:3|-\n");
    kit_file(&k, "e-10.csv", HEAD "1,投诉,2026-10-03,甲,\n3,投诉,2026-10-03,丙,\n"); /* the file itself mended */
    kit_import(&k);
    ck_assert_str_eq(kit_query(&k, "SELECT record_key FROM quarantine WHERE closed_run IS NULL"), "visits:1\n");
    kit_close(&k);
}
END_TEST

/* Within one run an entry is closed at once where the store holds a version above it. */
START_TEST(mended_before) {
    struct kit k;
    kit_open(&k);
    kit_config(&k, "sources:\n  - {table: events, name: b, files: e2.csv}\n  - {table: events, name: a, files: "
                   "e1.csv}\n  - {table: events, name: c, files: e3.csv}\n");
    kit_file(&k, "e2.csv", HEAD "1,投诉,2026-10-03,甲,\n");
    kit_file(&k, "e1.csv", HEAD "1,投诉,坏,甲,\n");
    kit_file(&k, "e3.csv", HEAD "1,投诉,坏,丙,\n");
    kit_import(&k);
    ck_assert_str_eq(kit_query(&k, "SELECT file, closed_run FROM quarantine ORDER BY 1"), "2|1\n3|-\n");
    kit_close(&k);
}
END_TEST

/* data.md: the sender gets the refused rows in the file's own columns, encoding and order, with the reason. */
START_TEST(for_the_sender) {
    struct kit k;
    struct buf b;
    kit_open(&k);
    kit_config(&k, EVENTS);
    buf_init(&b);
    struct import_options o = {.refused_dir = file_join(&k.a, k.dir, "var/refused")};
    char *csv = file_join(&k.a, o.refused_dir, "e1.csv");
    static const char gb[] = "\xB1\xE0\xBA\xC5;\xC0\xE0\xB1\xF0;\xCA\xDC\xC0\xED\xCA\xB1\xBC\xE4\n"
                             "1;\xCD\xB6\xCB\xDF;\xBB\xB5\n2;\xCD\xB6\xCB\xDF;2026-10-03\n3;\xCD\xB6\xCB\xDF;\n";
    kit_bytes(&k, "e1.csv", str_n(gb, sizeof gb - 1));
    kit_import_with(&k, &o);
    ck_assert_msg(!err_is(&k.e), "%s", k.e.text);
    file_read(csv, 1 << 20, &b, &k.e);
    ck_assert_str_eq(
        b.p, "\xB1\xE0\xBA\xC5;\xC0\xE0\xB1\xF0;\xCA\xDC\xC0\xED\xCA\xB1\xBC\xE4;\xBE\xDC\xCA\xD5\xD4\xAD\xD2\xF2\r\n"
             "1;\xCD\xB6\xCB\xDF;\xBB\xB5;\"\xCA\xDC\xC0\xED\xCA\xB1\xBC\xE4: date: expected a time such as 2026-10-03 "
             "14:05 or a day such as 2026-10-03 (#1:2)\"\r\n"
             "3;\xCD\xB6\xCB\xDF;;\"\xCA\xDC\xC0\xED\xCA\xB1\xBC\xE4: required: expected a value, the field is "
             "required (#1:4)\"\r\n");
    /* mended in place and sent back: its further column feeds nothing, its entries close, the CSV goes */
    kit_file(&k, "e2-mended.csv", "编号;类别;受理时间;拒收原因\n1;投诉;2026-10-01;x\n3;投诉;2026-10-02;x\n");
    kit_import_with(&k, &o);
    ck_assert_str_eq(kit_query(&k, "SELECT count(*) FROM quarantine WHERE closed_run IS NULL"), "0\n");
    ck_assert(!file_exists(csv));
    buf_release(&b);
    kit_close(&k);
}
END_TEST

/* An entry says since when it is refused, and which row closed it; the history stays. */
START_TEST(closed_by) {
    struct kit k;
    kit_open(&k);
    kit_config(&k, EVENTS);
    static const char entries[] =
        "SELECT file, line, own_at, since_run, closed_run, closed_file, closed_line FROM quarantine ORDER BY file, line";
    kit_file(&k, "e-10.csv", HEAD "1,没有,2026-10-03,甲,\n");
    kit_import(&k);
    ck_assert_str_eq(kit_query(&k, entries), "1|2|2026-10-03|1|-|-|-\n");
    kit_file(&k, "e-10.csv", HEAD "2,投诉,2026-10-03,乙,\n1,没有,2026-10-03,甲,\n"); /* refused again, one line below */
    kit_import(&k);
    ck_assert_str_eq(kit_query(&k, entries), "1|2|2026-10-03|1|2|2|3\n2|3|2026-10-03|1|-|-|-\n");
    kit_file(&k, "e-11.csv", HEAD "1,投诉,2026-10-03,甲,\n");
    kit_import(&k);
    ck_assert_str_eq(kit_query(&k, entries), "1|2|2026-10-03|1|2|2|3\n2|3|2026-10-03|1|3|3|2\n");
    kit_close(&k);
}
END_TEST

/* Rows whose number cannot be read have no key to be known by. They close when they return in the CSV of refused rows, by
 * the name in its last column, and when the same lines of the file hold new rows instead; not when the file merely holds
 * other rows there. */
static const struct keyless {
    const char *what, *again, *second;
    const char *open; /* lines of entries still open */
} keyless[] = {
    {"back in the CSV of refused rows", "e-11.csv",
     "编号,类别,受理时间,客户姓名,内容,拒收原因\n7,投诉,2026-10-03,甲,,编号: required: expected a value (#1:3)\n",
     "4\n"},
    {"back without the reasons", "e-11.csv", HEAD "7,投诉,2026-10-03,甲,\n", "3\n4\n"},
    {"mended in its own file", "e-10.csv",
     HEAD "1,投诉,2026-10-03,甲,\n7,投诉,2026-10-03,甲,\n8,投诉,2026-10-03,乙,\n2,投诉,2026-10-03,丙,\n", ""},
    {"one of two mended", "e-10.csv",
     HEAD "1,投诉,2026-10-03,甲,\n7,投诉,2026-10-03,甲,\n,投诉,2026-10-03,乙,\n2,投诉,2026-10-03,丙,\n", "4\n"},
    {"other rows in its place", "e-10.csv",
     HEAD "5,投诉,2026-10-03,甲,\n6,投诉,2026-10-03,甲,\n8,投诉,2026-10-03,乙,\n9,投诉,2026-10-03,丙,\n", "3\n4\n"},
};

START_TEST(mended_without_a_key) {
    const struct keyless *c = &keyless[_i];
    struct kit k;
    kit_open(&k);
    kit_config(&k, EVENTS);
    kit_file(&k, "e-10.csv",
             HEAD "1,投诉,2026-10-03,甲,\n,投诉,2026-10-03,甲,\n,投诉,2026-10-03,乙,\n2,投诉,2026-10-03,丙,\n");
    kit_import(&k);
    ck_assert_str_eq(kit_query(&k, "SELECT line, record_key FROM quarantine WHERE closed_run IS NULL ORDER BY 1"),
                     "3|-\n4|-\n");
    kit_file(&k, c->again, c->second);
    kit_import(&k);
    const char *open = kit_query(&k, "SELECT line FROM quarantine WHERE closed_run IS NULL ORDER BY 1");
    ck_assert_msg(!strcmp(open, c->open), "%s: %s", c->what, open);
    kit_close(&k);
}
END_TEST

TCase *versions_case(void) {
    TCase *t = tcase_create("versions");
    tcase_set_timeout(t, 60);
    tcase_add_test(t, nothing_twice);
    tcase_add_test(t, the_same_path_again);
    tcase_add_test(t, lines_that_stay_are_not_written);
    tcase_add_test(t, ranks);
    tcase_add_test(t, later_line_wins);
    tcase_add_test(t, the_same_rows_otherwise);
    tcase_add_test(t, settings_that_change);
    tcase_add_test(t, withdrawn_by_status);
    tcase_add_test(t, snapshots);
    tcase_add_test(t, mending);
    tcase_add_test(t, mended_before);
    tcase_add_test(t, closed_by);
    tcase_add_loop_test(t, mended_without_a_key, 0, (int)(sizeof keyless / sizeof *keyless));
    tcase_add_test(t, for_the_sender);
    return t;
}
