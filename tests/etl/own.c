/* Columns that a policy declares (docs/policy-format.md «Columns of its own»): where a file has them, how their cells are
 * read, what is kept of them, and that a declaration reads the files anew. */
#include "tests/etl/cases.h"
#include "tests/etl/kit.h"

#define POLICY "policy: own\ntitle: t\ncategories: {complaint: 投诉}\n"
#define COLUMNS                                                                                                          \
    "columns:\n- {name: loss, title: {zh: 损失, en: Loss}, type: number}\n- {name: hurt, title: 受伤, type: flag}\n" \
    "- {name: fault, title: 责任, values: {company: 公司, other: 其他}}\n"                                         \
    "- {name: receiver, title: 受理人, type: staff, headers: 接待人}\n- {name: said, title: 原话, type: text}\n"
static const char config[] = "organisation: 锦湖物业\npolicy: own.yaml\ntimezone: Asia/Shanghai\nlanguage: zh-CN\n"
                             "store: huifang.db\noutput: site\nnot_customers: [无]\n"
                             "aliases:\n  - {field: staff, from: 老王, to: S1}\n"
                             "sources:\n  - {table: events, name: e, files: 'e*.csv', columns: {said: 话}, values: "
                             "{fault: {我方: company}}}\n";

static void open(struct kit *k, const char *columns) {
    kit_file(k, "own.yaml", arena_printf(&k->a, "%s%s", POLICY, columns));
    kit_file(k, "huifang.yaml", config);
}

START_TEST(values_and_refusals) {
    struct kit k;
    kit_open(&k);
    open(&k, COLUMNS);
    kit_file(&k, "e.csv",
             "编号,类别,受理时间,损失,hurt,责任,接待人,话\n"
             "1,投诉,2026-10-03,\"¥1,200.50\",是,公司,老王,\"他说\"\"不\"\"\"\n"
             "2,投诉,2026-10-03,,,,,\n"
             "3,投诉,2026-10-03,-0.000001,否,我方,S2,\n"
             "4,投诉,2026-10-03,很多,,,,\n"
             "5,投诉,2026-10-03,,也许,,,\n"
             "6,投诉,2026-10-03,,,天气,,\n"
             "7,投诉,2026-10-03,1000000001,,,,\n");
    kit_import(&k);
    kit_counts(&k, "e.csv", 7, 3, 0, 0, 0, 4);
    ck_assert_str_eq(
        kit_query(&k, "SELECT event_id, own FROM event ORDER BY event_id"),
        "1|{\"fault\":\"company\",\"hurt\":1,\"loss\":1200.5,\"receiver\":\"S1\",\"said\":\"他说\\\"不\\\"\"}\n"
        "2|-\n"
        "3|{\"fault\":\"company\",\"hurt\":0,\"loss\":-0.000001,\"receiver\":\"S2\"}\n");
    ck_assert_str_eq(kit_query(&k, "SELECT line, reason FROM quarantine ORDER BY line"),
                     "5|number\n6|flag\n7|enum\n8|number\n");
    kit_close(&k);
}
END_TEST

/* Declared later, the same bytes say more: the row changes, and its old version is kept. Other rows stay as they are. */
START_TEST(declared_later) {
    struct kit k;
    kit_open(&k);
    open(&k, COLUMNS);
    kit_file(&k, "e.csv", "编号,类别,受理时间,损失,说明\n1,投诉,2026-10-03,5,\n2,投诉,2026-10-03,,重\n");
    kit_import(&k);
    open(&k, COLUMNS "- {name: why, title: 说明, type: text}\n");
    kit_import(&k);
    kit_counts(&k, "e.csv", 2, 0, 1, 1, 0, 0);
    ck_assert_str_eq(kit_query(&k, "SELECT event_id, own, run_out IS NULL FROM event ORDER BY event_id, run"),
                     "1|{\"loss\":5}|1\n2|-|0\n2|{\"why\":\"重\"}|1\n");
    kit_close(&k);
}
END_TEST

/* Of customers too: beside the fixed columns, found by title, name or header; a name of another log's is none of theirs. */
START_TEST(of_customers) {
    struct kit k;
    kit_open(&k);
    open(&k, "columns:\n- {name: contact, of: customer, title: {zh: 联系人, en: Contact}, type: text}\n"
             "- {name: running, of: customer, title: 运行状况, values: {good: 良好, poor: 不良}}\n"
             "- {name: loss, title: 损失, type: number}\n");
    kit_file(&k, "huifang.yaml",
             "organisation: 锦湖物业\npolicy: own.yaml\ntimezone: Asia/Shanghai\nlanguage: zh-CN\nstore: huifang.db\n"
             "output: site\nsources:\n  - {table: customers, name: c, files: 'c*.csv'}\n");
    kit_file(&k, "c.csv",
             "客户编号,客户类型,Contact,运行状况,损失\nK1,member,张三 138,良好,5\nK2,member,,,\nK3,,,坏了,\n");
    kit_import(&k);
    kit_counts(&k, "c.csv", 3, 2, 0, 0, 0, 1);
    ck_assert_str_eq(kit_query(&k, "SELECT customer_id, type, own FROM customer ORDER BY customer_id"),
                     "K1|member|{\"contact\":\"张三 138\",\"running\":\"good\"}\nK2|member|-\n");
    kit_close(&k);
}
END_TEST

TCase *own_case(void) {
    TCase *t = tcase_create("own");
    tcase_set_timeout(t, 60);
    tcase_add_test(t, values_and_refusals);
    tcase_add_test(t, declared_later);
    tcase_add_test(t, of_customers);
    return t;
}
