/* Imports from end to end: issue 2 section 4, data.md «Accounting for every row», reliability.md A, B, D. */
#include "base/file.h"
#include "tests/etl/cases.h"
#include "tests/etl/kit.h"
#include <sys/wait.h>
#include <unistd.h>

#define EVENTS "sources:\n  - {table: events, name: e, files: 'e*.csv'}\n"
#define BOTH "sources:\n  - {table: events, name: e, files: 'e*.csv'}\n  - {table: visits, name: v, files: 'v*.csv'}\n"

/* data.md: a file with the Chinese headers needs no mapping; a mapped one gives the same facts. */
START_TEST(chinese_headers_and_mapping) {
    struct kit k;
    kit_open(&k);
    kit_config(&k, EVENTS);
    kit_file(&k, "e.csv",
             "编号,类别,房号,小区,被投诉部门,投诉等级,投诉性质,投诉内容,受理时间,处理完毕时间,匿名,合同额,备用\n"
             "C1,投诉,3-2-501,锦湖一期,工程部,重大,有效,服务态度,2026/10/3 14:05,2026年10月4日,否,\"12,500\",x\n");
    kit_import(&k);
    kit_counts(&k, "e.csv", 1, 1, 0, 0, 0, 0);
    ck_assert_str_eq(kit_report(&k, "e.csv")->unmapped, "备用");
    ck_assert_str_eq(kit_report(&k, "e.csv")->equation,
                     "1 read = 1 new + 0 changed + 0 unchanged + 0 duplicate + 0 quarantined");
    const char *sql = "SELECT event_id, category, customer_id, story, site, department, severity, validity, "
                      "content_class, accepted_at, "
                      "finished_at, anonymous, amount FROM event";
    static const char want[] = "C1|complaint|3-2-501|c:3-2-501|锦湖一期|工程部|major|valid|attitude|2026-10-03 "
                               "14:05:00|2026-10-04|0|12500.0\n";
    ck_assert_str_eq(kit_query(&k, sql), want);
    kit_forget(&k);
    kit_config(&k, "sources:\n  - table: events\n    name: e\n    files: e.csv\n    columns: {event_id: no, "
                   "customer_id: flat, accepted_at: taken, "
                   "finished_at: done, site: place, department: dept, amount: sum, anonymous: anon}\n"
                   "    constants: {category: complaint, content_class: attitude, validity: valid}\n"
                   "    values: {severity: {A级: major}}\n    date_format: mdy\n    delimiter: semicolon\n");
    kit_file(&k, "e.csv",
             "no;flat;place;dept;severity;taken;done;anon;sum\nC1;3-2-501;锦湖一期;工程部;A 级;10/03/2026 02:05:00 "
             "PM;2026.10.4;N;12500.00\n");
    kit_import(&k);
    ck_assert_str_eq(kit_query(&k, sql), want);
    kit_close(&k);
}
END_TEST

/* Every reason of refusal, with its place and without personal values. */
static const struct {
    const char *row, *want;
} refusals[] = {
    {",投诉,,,,,2026-10-03,,", "1|编号|required||a value, the field is required"},
    {"1,,,,,,2026-10-03,,", "2|类别|required||a value, the field is required"},
    {"1,投诉,,,,,,,", "7|受理时间|required||a value, the field is required"},
    {"1,投诉,,,,,上周五,,", "7|受理时间|date|上周五|a time such as 2026-10-03 14:05 or a day such as 2026-10-03"},
    {"1,投诉,,,,,1970-01-01 08:00:00,,",
     "7|受理时间|date|1970-01-01 08:00:00|a time such as 2026-10-03 14:05 or a day such as 2026-10-03"},
    {"1,投诉,,,,,2026-02-30 08:00:00,,",
     "7|受理时间|date|2026-02-30 08:00:00|a time such as 2026-10-03 14:05 or a day such as 2026-10-03"},
    {"1,投诉,,,,,9999-12-31,,",
     "7|受理时间|date|9999-12-31|a time such as 2026-10-03 14:05 or a day such as 2026-10-03"},
    {"1,投诉,,,,重大的,2026-10-03,,", "6|严重程度|enum|重大的|one of ordinary 一般, important 重要, major 重大; "
                                      "nearest: 重大; if it means that, say in source e: `values: {severity: "
                                      "{\"重大的\": major}}`"},
    {"1,complain,,,,,2026-10-03,,",
     "2|类别|enum|complain|a category of docs/logs.md or of the policy, or a word under `values:`; nearest: complaint; "
     "if it means that, say in source e: `values: {category: "
     "{\"complain\": complaint}}`"},
    {"1,投诉,,,,,2026-10-03,maybe,", "8|匿名|flag|maybe|1 or 0, 是 or 否, Y or N"},
    {"1,投诉,,,,,2026-10-03,,1.2万", "9|合同额|number|1.2万|a number such as 12500.50"},
    {"1.01E+11,投诉,,,,,2026-10-03,,",
     "1|编号|number|1.01E+11|all digits (format the column as text and export again)"},
    {"1,投诉,,,1.38E+10,,2026-10-03,,", "5|联系电话|number|-|all digits (format the column as text and export again)"},
    {"1,投诉,1.38E+10,,,,2026-10-03,,", "3|房号|number|-|all digits (format the column as text and export again)"},
    {"1,投诉,,,,,2026-10-03,", "-|-|fields|8 fields|9 fields as in the header"},
    {"1,投诉,,,,,2026-10-03,,,", "-|-|fields|10 fields|9 fields as in the header"},
    {"1,投诉,,王\"三\",,,2026-10-03,,", "-|-|quote|-|quotes around whole fields only, doubled within them"},
    {"1,投诉,,\xE6\x8A,,,2026-10-03,,", "-|-|encoding|-|bytes that are right in the file's encoding"},
};

START_TEST(refused_rows) {
    struct kit k;
    kit_open(&k);
    kit_config(&k, EVENTS);
    kit_file(&k, "e.csv",
             arena_printf(&k.a,
                          "编号,类别,房号,客户姓名,联系电话,严重程度,受理时间,匿名,合同额\n0,投诉,,,,,2026-10-01,,\n%"
                          "s\n9,投诉,,,,,2026-10-02,,\n",
                          refusals[_i].row));
    kit_import(&k);
    kit_counts(&k, "e.csv", 3, 2, 0, 0, 0, 1);
    ck_assert_str_eq(kit_query(&k, "SELECT col, field, reason, found, expected FROM quarantine"),
                     arena_printf(&k.a, "%s\n", refusals[_i].want));
    ck_assert_str_eq(kit_query(&k, "SELECT line, CAST(raw AS TEXT), closed_run FROM quarantine"),
                     arena_printf(&k.a, "3|%s|-\n", refusals[_i].row));
    ck_assert_uint_eq(kit_report(&k, "e.csv")->n_refused, 1);
    kit_close(&k);
}
END_TEST

/* Files that are refused as a whole: said with line and advice, and the others go on. */
static const struct {
    const char *bytes, *say;
} whole[] = {
    {"编号,受理时间\n1,2026-10-03\n", "e1.csv:1: no column for required category (类别); found: 编号, 受理时间; name "
                                      "the column under `columns:` of source e"},
    {"编号,类别,受理时间,受理 时间\n", "e1.csv:1: two columns are headed `受理 时间`; rename one of them"},
    {"PK\3\4", "is a workbook or an archive, which its name does not say"}, /* A15 */
    {"\x1F\x8B\x08\x01", "is compressed (gzip), which its name does not say"},
    {"<html><table>", "is a web page or XML"},
    {"\xD0\xCF\x11\xE0\xA1", "is an old workbook (.xls) or one with a password; save it as .xlsx without password"},
    {"MZ\x90 program", "is a program"},
    {"编号,\"类别\"x,受理时间\n1,投诉,2026-10-03\n", "the header cannot be read"},
};

START_TEST(refused_files) {
    struct kit k;
    kit_open(&k);
    kit_config(&k, EVENTS);
    kit_file(&k, "e1.csv", whole[_i].bytes);
    kit_file(&k, "e2.csv", "编号,类别,受理时间\n1,投诉,2026-10-03\n");
    kit_import(&k);
    struct import_file *f = kit_report(&k, "e1.csv");
    ck_assert_int_eq(f->status, IMPORT_REFUSED);
    ck_assert_int_eq(f->problem_code, ERR_DATA);
    ck_assert_msg(strstr(f->problem, whole[_i].say) != NULL, "%s", f->problem);
    kit_counts(&k, "e2.csv", 1, 1, 0, 0, 0, 0);
    ck_assert_str_eq(kit_query(&k, "SELECT path FROM file"), "e2.csv\n");
    kit_close(&k);
}
END_TEST

START_TEST(empty_files_and_sources) {
    struct kit k;
    kit_open(&k);
    kit_config(&k, BOTH);
    kit_file(&k, "e1.csv", "");
    kit_file(&k, "e2.csv", "编号,类别,受理时间\n");
    kit_import(&k);
    kit_counts(&k, "e1.csv", 0, 0, 0, 0, 0, 0);
    ck_assert_str_eq(kit_report(&k, "e1.csv")->warning, "no rows");
    ck_assert_str_eq(kit_report(&k, "e2.csv")->warning, "no rows");
    ck_assert_uint_eq(k.report.n_unmatched, 1);
    ck_assert_str_eq(k.report.unmatched[0], "v");
    kit_close(&k);
}
END_TEST

/* The configuration's reader knows the fields too; this holds when a source is put together otherwise. */
static const struct {
    const char *table, *field, *say;
} wrong[] = {
    {"events", "accepted", "source x: columns: `accepted` is no field of events; nearest: `accepted_at`"},
    {"visits", "methode", "source x: columns: `methode` is no field of visits; nearest: `method`"},
    {"event", "method", "source x: `event` is no table"},
};

START_TEST(wrong_sources) {
    struct arena a;
    struct err e = {0};
    arena_init(&a);
    struct pair column = {wrong[_i].field, "x"};
    struct source src = {.name = "x", .table = wrong[_i].table, .columns = &column, .n_columns = 1, .line = 7};
    struct config cfg = {.path = "huifang.yaml"};
    mapping_close(mapping_open(&a, &cfg, &src, &e));
    ck_assert_int_eq(e.code, ERR_CONFIG);
    ck_assert_msg(strstr(e.text, wrong[_i].say) != NULL, "%s", e.text);
    arena_release(&a);
}
END_TEST

#define HEAD "编号,类别,受理时间,问题代码,更新时间\n"

/* data.md: who the customer is. */
START_TEST(customers) {
    struct kit k;
    kit_open(&k);
    kit_config(&k, "not_customers: [公共区域, 物业]\n" EVENTS);
    kit_file(&k, "e.csv",
             "编号,类别,客户编号,客户姓名,房间号,小区,匿名,受理时间\n"
             "1,投诉,Ｋ１,王三,3-2-501,一期,,2026-10-03\n"
             "2,投诉,,王三,3-2-501,一期,,2026-10-03\n"
             "3,投诉,,李四,３-2-501,一期,,2026-10-03\n"
             "4,投诉,,王三,3-2-501,,,2026-10-03\n"
             "5,投诉,公共区域,,,一期,,2026-10-03\n"
             "6,投诉,,,公共区域,一期,,2026-10-03\n"
             "7,投诉,K9,物业,,一期,,2026-10-03\n"
             "8,投诉,K1,王三,,一期,1,2026-10-03\n"
             "9,投诉,,,A/B,一期,,2026-10-03\n");
    kit_import(&k);
    ck_assert_str_eq(kit_query(&k, "SELECT event_id, customer_id, story FROM event ORDER BY 1"),
                     "1|K1|c:K1\n2|一期/3-2-501|c:一期/3-2-501\n3|一期/3-2-501|c:一期/"
                     "3-2-501\n4|-|e:4\n5|-|e:5\n6|-|e:6\n7|-|e:7\n8|-|e:8\n"
                     "9|一期/A／B|c:一期/A／B\n");
    kit_forget(&k);
    kit_config(&k, "tenants_change: true\n" EVENTS);
    kit_import(&k);
    ck_assert_str_eq(kit_query(&k, "SELECT customer_id FROM event WHERE event_id IN ('2', '3') ORDER BY event_id"),
                     "一期/3-2-501/王三\n一期/3-2-501/李四\n");
    kit_close(&k);
}
END_TEST

/* Dated aliases hold from their day on; chains are followed; customers follow their site. */
START_TEST(aliases) {
    struct kit k;
    kit_open(&k);
    kit_config(&k, "aliases:\n  - {field: department, from: 工程部, to: 维修部, since: 2026-03-01}\n  - {field: "
                   "department, from: 维修部, to: 保障部, since: 2026-05-01}\n"
                   "  - {field: site, from: 老区, to: 一期}\n  - {field: staff, from: W7, to: W8}\n" BOTH);
    kit_file(&k, "e.csv",
             "编号,类别,小区,房间号,责任部门,被投诉人,受理时间\n"
             "1,投诉,老区,101,工程部,W7;W9,2026-02-28 "
             "23:59:59\n2,投诉,一期,101,工程部,W7,2026-03-01\n3,投诉,一期,102,工程部,W8;W7,2026-05-01\n");
    kit_file(&k, "v.csv", "回访编号,回访时间,回访方式,回访人,责任部门\nV1,2026-03-02,电话,W1；W7,工程部\n");
    kit_import(&k);
    ck_assert_str_eq(kit_query(&k, "SELECT event_id, site, customer_id, department, about_staff FROM event ORDER BY 1"),
                     "1|一期|一期/101|工程部|W8;W9\n2|一期|一期/101|维修部|W8\n3|一期|一期/102|保障部|W8\n");
    ck_assert_str_eq(kit_query(&k, "SELECT visitor, department FROM visit"), "W1;W8|维修部\n");
    kit_close(&k);
}
END_TEST

START_TEST(key_prefixes) {
    struct kit k;
    kit_open(&k);
    kit_config(&k, "sources:\n  - {table: events, name: a, files: ea.csv, key_prefix: A-}\n  - {table: events, name: "
                   "b, files: eb.csv, key_prefix: B-}\n"
                   "  - {table: visits, name: v, files: v.csv, key_prefix: B-}\n");
    kit_file(&k, "ea.csv", "编号,类别,受理时间,关联单号,房号\n1,投诉,2026-10-03,2,K\n");
    kit_file(&k, "eb.csv", "编号,类别,受理时间,关联单号,房号\n1,报修,2026-10-03,,K\n");
    kit_file(&k, "v.csv", "回访编号,事项编号,回访时间,回访方式\n7,1;２；1,2026-10-04,电话\n");
    kit_import(&k);
    ck_assert_str_eq(kit_query(&k, "SELECT event_id, related_event_id, customer_id FROM event ORDER BY 1"),
                     "A-1|A-2|K\nB-1|-|K\n");
    ck_assert_str_eq(kit_query(&k, "SELECT visit_id, event_ids, n_events, phase FROM visit"), "B-7|B-1;B-2|2|after\n");
    ck_assert_str_eq(kit_query(&k, "SELECT event_id, visit_id FROM visit_event ORDER BY 1"), "B-1|B-7\nB-2|B-7\n");
    kit_close(&k);
}
END_TEST

START_TEST(reject_limit) {
    struct kit k;
    kit_open(&k);
    kit_config(&k, "sources:\n  - {table: events, name: e, files: 'e*.csv', reject_above: 40 %}\n");
    kit_file(&k, "e1.csv", HEAD "1,投诉,坏,甲,\n2,投诉,2026-10-03,乙,\n");
    kit_file(&k, "e2.csv", HEAD "3,投诉,坏,甲,\n4,投诉,2026-10-03,乙,\n5,投诉,2026-10-03,乙,\n");
    kit_import(&k);
    struct import_file *f = kit_report(&k, "e1.csv");
    ck_assert_int_eq(f->status, IMPORT_REFUSED);
    ck_assert_msg(strstr(f->problem, "1 of 2 rows would be refused") != NULL, "%s", f->problem);
    ck_assert_uint_eq(f->n_refused, 1);
    kit_counts(&k, "e2.csv", 3, 2, 0, 0, 0, 1);
    ck_assert_str_eq(kit_query(&k, "SELECT (SELECT group_concat(event_id) FROM event), (SELECT count(*) FROM file), "
                                   "(SELECT count(*) FROM quarantine)"),
                     "4,5|1|1\n");
    kit_close(&k);
}
END_TEST

static void die(void *ctx, const char *path, int64_t n) {
    (void)ctx, (void)path, (void)n;
    _exit(9);
}

/* A killed import leaves the store as it was. */
START_TEST(killed) {
    struct kit k;
    kit_open(&k);
    kit_config(&k, EVENTS);
    kit_file(&k, "e1.csv", HEAD "1,投诉,2026-10-03,甲,\n");
    kit_import(&k);
    char *before = kit_facts(&k, true), *schema = kit_query(&k, "SELECT name, sql FROM sqlite_schema ORDER BY 1");
    struct buf b;
    buf_init(&b);
    buf_puts(&b, HEAD);
    for (int i = 0; i < 60000; i++) buf_printf(&b, "%d,投诉,2026-10-03,甲,\n", i);
    kit_bytes(&k, "e2.csv", buf_view(&b));
    pid_t child = fork();
    if (child == 0) {
        struct import_options o = {.progress = die};
        kit_import_with(&k, &o);
        _exit(0);
    }
    int status = 0;
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert_int_eq(WEXITSTATUS(status), 9);
    ck_assert_str_eq(kit_facts(&k, true), before);
    ck_assert_str_eq(kit_query(&k, "SELECT name, sql FROM sqlite_schema ORDER BY 1"), schema);
    kit_import(&k);
    kit_counts(&k, "e2.csv", 60000, 59999, 0, 1, 0, 0);
    kit_close(&k);
    buf_release(&b);
}
END_TEST

/* The same for the very first file, whose indexes are made after its rows. */
START_TEST(killed_at_first) {
    struct kit k;
    kit_open(&k);
    kit_config(&k, EVENTS);
    char *schema = kit_query(&k, "SELECT name, sql FROM sqlite_schema ORDER BY 1");
    struct buf b;
    buf_init(&b);
    buf_puts(&b, HEAD);
    for (int i = 0; i < 30000; i++) buf_printf(&b, "%d,投诉,2026-10-03,甲,\n", i);
    kit_bytes(&k, "e1.csv", buf_view(&b));
    pid_t child = fork();
    if (child == 0) {
        struct import_options o = {.progress = die};
        kit_import_with(&k, &o);
        _exit(0);
    }
    ck_assert_int_eq(waitpid(child, NULL, 0), child);
    ck_assert_str_eq(kit_query(&k, "SELECT name, sql FROM sqlite_schema ORDER BY 1"), schema);
    ck_assert_str_eq(kit_query(&k, "SELECT count(*) FROM event"), "0\n");
    kit_import(&k);
    ck_assert_str_eq(kit_query(&k, "SELECT name, sql FROM sqlite_schema ORDER BY 1"), schema);
    kit_close(&k);
    buf_release(&b);
}
END_TEST

/* A file that changes while it is read is set aside. */
static void grow(void *ctx, const char *path, int64_t n) {
    (void)path, (void)n;
    struct kit *k = ctx;
    char *full = file_join(&k->a, k->dir, "e1.csv");
    ck_assert_int_eq(truncate(full, 200), 0);
}

START_TEST(changed_while_read) {
    struct kit k;
    kit_open(&k);
    kit_config(&k, EVENTS);
    struct buf b;
    buf_init(&b);
    buf_puts(&b, HEAD);
    for (int i = 0; i < 30000; i++) buf_printf(&b, "%d,投诉,2026-10-03,甲,\n", i);
    kit_bytes(&k, "e1.csv", buf_view(&b));
    struct import_options o = {.progress = grow, .ctx = &k};
    kit_import_with(&k, &o);
    ck_assert_msg(strstr(kit_report(&k, "e1.csv")->problem, "changed while it was read") != NULL, "%s",
                  kit_report(&k, "e1.csv")->problem);
    ck_assert_str_eq(kit_query(&k, "SELECT count(*) FROM event"), "0\n");
    kit_close(&k);
    buf_release(&b);
}
END_TEST

#define TOUCHED "SELECT story FROM touched ORDER BY 1"
#define VHEAD "回访编号,事项编号,回访时间,回访方式,新事项编号\n"

/* Decision 3 of architecture.md: each log declares its reach. */
START_TEST(touched_stories) {
    struct kit k;
    kit_open(&k);
    kit_config(&k, BOTH
               "  - {table: steps, name: s, files: 's*.csv'}\n  - {table: staff, name: p, files: 'p*.csv'}\n"
               "  - {table: customers, name: c, files: 'c*.csv'}\n  - {table: findings, name: f, files: 'f*.csv'}\n");
    kit_file(
        &k, "e1.csv",
        "编号,类别,受理时间,房号,问题代码\n1,投诉,2026-10-01,K1,甲\n2,投诉,2026-10-01,K2,甲\n3,投诉,2026-10-01,,甲\n");
    kit_file(&k, "v1.csv",
             VHEAD "V1,1,2026-10-02,电话,\nV2,1;2,2026-10-02,电话,\nV3,9,2026-10-02,电话,\nV4,,2026-10-02,电话,\nV5,3,"
                   "2026-10-02,电话,8\n");
    kit_import(&k);
    ck_assert_str_eq(kit_query(&k, TOUCHED), ""); /* the first analysis tells all */
    struct {
        const char *file, *text, *want;
    } step[] = {
        {"v2.csv", VHEAD "V6,2,2026-10-03,电话,\n", "c:K2\n"},      /* one new visit, one story */
        {"v3.csv", VHEAD "V6,3,2026-10-03,电话,\n", "c:K2\ne:3\n"}, /* it now names another event */
        {"v4.csv", VHEAD "V7,,2026-10-03,电话,\n", "v:V7\n"},
        {"v5.csv", VHEAD "V8,1;3,2026-10-03,电话,\n", "c:K1\ne:3\nv:V8\n"},
        {"e2.csv", "编号,类别,受理时间,房号,问题代码\n9,投诉,2026-10-01,K9,甲\n",
         "c:K9\nv:V3\n"}, /* an orphan's event came */
        {"e3.csv", "编号,类别,受理时间,房号,问题代码\n2,投诉,2026-10-01,K7,甲\n",
         "c:K2\nc:K7\nv:V2\n"},                                                                   /* another customer */
        {"e4.csv", "编号,类别,受理时间,房号,问题代码\n8,投诉,2026-10-02,K8,甲\n", "c:K8\ne:3\n"}, /* raised by V5 */
        {"e5.csv", "编号,类别,受理时间,房号,问题代码,状态\n9,投诉,2026-10-01,K9,甲,作废\n", "c:K9\nv:V3\n"},
        {"s1.csv", "事项编号,时间,步骤\n1,2026-10-02,联系\n", "c:K1\n"},
        {"f1.csv", "反馈编号,回访编号,提出时间\nF1,V1,2026-10-02\n", "c:K1\n"},
        {"c1.csv", "客户编号,姓名\nK1,王三\n", ""},
        {"p1.csv", "工号,姓名\nW1,赵六\n", "all\n"},
        {"e6.csv", "编号,类别,受理时间,房号,问题代码\n1,投诉,2026-10-01,K1,甲\n", ""}, /* nothing new */
    };
    for (size_t i = 0; i < sizeof step / sizeof *step; i++) {
        if (i == 0) kit_analysed(&k);
        kit_query(&k, "DELETE FROM touched");
        kit_file(&k, step[i].file, step[i].text);
        kit_import(&k);
        ck_assert_msg(strcmp(kit_query(&k, TOUCHED), step[i].want) == 0, "%s: %s", step[i].file,
                      kit_query(&k, TOUCHED));
    }
    kit_close(&k);
}
END_TEST

/* Every log of data.md comes in. One row each, by the English names. */
static const struct {
    const char *table, *text, *sql, *want;
} logs[] = {
    {"assignments", "event_id,role,staff\n1,维修工,W1\n", "SELECT event_id, role, staff FROM assignment",
     "1|repairer|W1\n"},
    {"staff", "staff,name,role,department,site,joined_on,left_on\nW1,赵六,crew,工程部,一期,1968/5/1,\n",
     "SELECT staff, name, role, joined_on, left_on FROM staff", "W1|赵六|crew|1968-05-01|-\n"},
    {"customers", "customer_id,name,type,since,amount\nK1,王三,业主,2001-01-01 08:00,3\n",
     "SELECT customer_id, type, since, amount FROM customer", "K1|owner|2001-01-01|3.0\n"},
    {"exposure", "site,from,households,area\n一期,2026-01-01,\"1,200\",34.5\n",
     "SELECT site, from_on, households, area FROM exposure", "一期|2026-01-01|1200|34.5\n"},
    {"surveys", "survey,form,sent_at,returned_at,check,Q1,Q2,q10,other\n2026,1,2026-01-01,,真实,5,满意,,x\n",
     "SELECT survey, form, authenticity, answers FROM survey_form", "2026|1|authentic|{\"Q1\":5,\"Q2\":4}\n"},
    {"actions", "action_id,event_id,kind,opened_at,verdict\nA1,1,纠正,2026-01-01,有效\n",
     "SELECT action_id, kind, verdict FROM action", "A1|corrective|effective\n"},
    {"decisions", "decision_id,meeting_on,text\nD1,2026-01-05,x\n",
     "SELECT decision_id, meeting_on, text FROM decision", "D1|2026-01-05|x\n"},
    {"steps", "event_id,at,kind,by,to\n1,2026-01-05 10:00,上报,W1,经理\n",
     "SELECT event_id, at, kind, by_whom, to_whom FROM step", "1|2026-01-05 10:00:00|escalate|W1|经理\n"},
    {"findings", "finding_id,form,kind,raised_at\nF1,7,问题,2026-01-05\n", "SELECT finding_id, form, kind FROM finding",
     "F1|7|problem\n"},
    {"answers", "visit_id,item,value\nV1,灯,好\n", "SELECT visit_id, item, value FROM answer", "V1|灯|好\n"},
    {"plans", "plan_id,event_id,planned_on,visitor\nP1,1,2026-01-05,W1;W2\n",
     "SELECT plan_id, planned_on, visitor FROM plan", "P1|2026-01-05|W1;W2\n"},
    {"plans", /* an appointment has a clock; midnight is none */
     "plan_id,约定时间,取消时间\nP1,2026-01-05 14:00,2026-01-05 13:30:01\nP2,2026/1/5 0:00,2026-01-05 00:00:00\n"
     "P3,2026-01-05 00:00:01,\n",
     "SELECT plan_id, planned_on, cancelled_on FROM plan ORDER BY 1",
     "P1|2026-01-05 14:00:00|2026-01-05 13:30:01\nP2|2026-01-05|2026-01-05\nP3|2026-01-05 00:00:01|-\n"},
    {"letters", "letter_id,kind,sent_on,event_id,attached\nL1,open,2026-01-05,1;2,1\n",
     "SELECT letter_id, kind, event_ids, attached FROM letter", "L1|open|1;2|1\n"},
    {"custody", "form_no,step,at,by\n1,领取,2026-01-05,W1\n", "SELECT form_no, step, by_whom FROM custody",
     "1|issue|W1\n"},
    {"checks", "check_id,kind,at,passed,score\nX1,录音,2026-01-05,是,9.5\n",
     "SELECT check_id, kind, passed, score FROM spot_check", "X1|录音|1|9.5\n"},
    {"targets", "category,metric,period,value\n投诉,visit_rate,2026年10月,95%\n",
     "SELECT category, metric, period, value FROM target", "complaint|visit_rate|2026-10|0.95\n"},
    {"submissions", "report,period,step,at,by\n月报,2026-10,审核,2026-11-02,W1\n",
     "SELECT report, period, step, by_whom FROM submission", "月报|2026-10|review|W1\n"},
    {"grants", "staff,scope,approved_by,from,until\nW1,工程部,总经理,2026-10-01,2026-10-07\n",
     "SELECT staff, scope, from_on, until_on FROM access_grant", "W1|工程部|2026-10-01|2026-10-07\n"},
    {"holidays", "date,name,kind\n2026-10-01,国庆节,\n2026-10-10,,调休上班\n",
     "SELECT on_day, name, kind FROM holiday ORDER BY 1", "2026-10-01|国庆节|off\n2026-10-10|-|workday\n"},
    {"notes",
     "date,scope,metric,text\n2026-10-01,,,换了电梯\n2026-10-01,一期,visit_rate,新班组\n2026-10-01,,,换了电梯\n",
     "SELECT on_day, scope, metric, text FROM note ORDER BY 2",
     "2026-10-01|all||换了电梯\n2026-10-01|一期|visit_rate|新班组\n"},
    {"visits",
     "visit_id,event_id,visited_at,method,visitor_role,satisfaction,signed,outcome,phase,stage\nV1,1,2026-10-02,上门,"
     "片区管理员;主任助理,非常满意,√,合格,事中,repair\n",
     "SELECT visit_id, method, visitor_role, satisfaction, signed, outcome, phase, stage FROM visit",
     "V1|onsite|area_manager;director_assistant|5|1|pass|during|repair\n"},
    {"events",
     "event_id,category,accepted_at,channel,description\n1,notebook,2026-10-02,小程序,\"a\nb\"\n2,复印,2026-10-02,"
     "上门推销,\n",
     "SELECT count(*) FROM quarantine", "2\n"},
};

START_TEST(every_log) {
    struct kit k;
    kit_open(&k);
    kit_config(&k, arena_printf(&k.a, "sources:\n  - {table: %s, name: x, files: x.csv}\n", logs[_i].table));
    kit_file(&k, "x.csv", logs[_i].text);
    kit_import(&k);
    ck_assert_int_eq(kit_report(&k, "x.csv")->status, IMPORT_READ);
    ck_assert_str_eq(kit_query(&k, logs[_i].sql), logs[_i].want);
    kit_close(&k);
}
END_TEST

/* A column that the configuration names and the file lacks is said, because nothing else would show it. */
START_TEST(absent_columns) {
    struct kit k;
    kit_open(&k);
    kit_config(&k, "sources:\n  - {table: events, name: e, files: e.csv, columns: {issue: 项}}\n");
    kit_file(&k, "e.csv", "编号,类别,受理时间\n1,投诉,2026-10-03\n");
    kit_import(&k);
    ck_assert_str_eq(kit_report(&k, "e.csv")->warning, "no column is headed `项`, which `columns:` names for issue");
    kit_close(&k);
}
END_TEST

/* A questionnaire's items by mapping, with their own names for the levels. */
START_TEST(questionnaires) {
    struct kit k;
    kit_open(&k);
    kit_config(&k, "sources:\n  - {table: surveys, name: s, files: s.csv, columns: {attitude: 服务态度, speed: "
                   "处理速度}, values: {attitude: {好: 4}}}\n");
    kit_file(&k, "s.csv", "调查批次,编号,服务态度,处理速度,备注\n2026,1,好,很不满意,x\n2026,2,,3,\n2026,3,好,好,\n");
    kit_import(&k);
    kit_counts(&k, "s.csv", 3, 2, 0, 0, 0, 1);
    ck_assert_str_eq(kit_query(&k, "SELECT form, answers FROM survey_form ORDER BY 1"),
                     "1|{\"attitude\":4,\"speed\":1}\n2|{\"speed\":3}\n");
    ck_assert_str_eq(kit_query(&k, "SELECT field, reason, found FROM quarantine"), "处理速度|enum|好\n");
    kit_close(&k);
}
END_TEST

static const char *column_how(struct import_file *f, const char *field) {
    for (size_t i = 0; i < f->n_columns; i++)
        if (f->column[i].field && strcmp(f->column[i].field, field) == 0) return f->column[i].how;
    return "?";
}

/* `huifang check`: which column feeds which field, what is missing, what would be refused; nothing is written. */
START_TEST(checking) {
    struct kit k;
    kit_open(&k);
    kit_config(
        &k,
        "sources:\n  - {table: events, name: e, files: e.csv, columns: {issue: 项}, constants: {category: repair}}\n");
    kit_file(&k, "e.csv", "编号,项,受理时间,杂\n1,灯,2026-10-03,\n2,灯,坏,\n");
    kit_file(&k, "new.csv", "回访编号,回访时间,回访方式\n1,2026-10-03,电话\n");
    struct config *cfg = config_read(&k.a, file_join(&k.a, k.dir, "huifang.yaml"), &k.e);
    const char *files[] = {file_join(&k.a, k.dir, "e.csv"), file_join(&k.a, k.dir, "new.csv")};
    import_check(cfg, NULL, files, 2, NULL, &k.report, &k.e);
    ck_assert_msg(!err_is(&k.e), "%s", k.e.text);
    struct import_file *f = kit_report(&k, "e.csv");
    ck_assert_int_eq(f->status, IMPORT_TRIED);
    ck_assert_str_eq(column_how(f, "event_id"), "built-in");
    ck_assert_str_eq(column_how(f, "issue"), "columns");
    ck_assert_str_eq(column_how(f, "category"), "constant");
    ck_assert_str_eq(column_how(f, "finished_at"), "optional");
    ck_assert_str_eq(f->unmapped, "杂");
    ck_assert_int_eq((int)f->count.rows, 2);
    ck_assert_int_eq((int)f->count.n_quarantined, 1);
    ck_assert_int_eq((int)f->refused[0].line, 3);
    ck_assert_str_eq(f->refused[0].header, "受理时间");
    f = kit_report(&k, "new.csv");
    ck_assert_str_eq(f->table, "visits");
    ck_assert_msg(strstr(f->warning, "no source names this file") != NULL, "%s", f->warning);
    ck_assert(!file_exists(file_join(&k.a, k.dir, "huifang.db")));
    kit_close(&k);
}
END_TEST

#define N(t) (int)(sizeof(t) / sizeof *(t))

TCase *import_case(void) {
    TCase *t = tcase_create("import");
    tcase_set_timeout(t, 120);
    tcase_add_test(t, chinese_headers_and_mapping);
    tcase_add_loop_test(t, refused_rows, 0, N(refusals));
    tcase_add_loop_test(t, refused_files, 0, N(whole));
    tcase_add_test(t, empty_files_and_sources);
    tcase_add_loop_test(t, wrong_sources, 0, N(wrong));
    tcase_add_test(t, customers);
    tcase_add_test(t, aliases);
    tcase_add_test(t, key_prefixes);
    tcase_add_test(t, reject_limit);
    tcase_add_test(t, killed);
    tcase_add_test(t, killed_at_first);
    tcase_add_test(t, changed_while_read);
    tcase_add_test(t, touched_stories);
    tcase_add_loop_test(t, every_log, 0, N(logs));
    tcase_add_test(t, absent_columns);
    tcase_add_test(t, questionnaires);
    tcase_add_test(t, checking);
    return t;
}
