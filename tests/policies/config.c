/* policies/config.h: huifang.yaml as the issue sketches it and data.md names it. */
#include "policies/config.h"
#include "base/civil.h"
#include "base/file.h"
#include "tests/policies/parts.h"
#include <fcntl.h>
#include <unistd.h>

static struct config *read_text(struct arena *a, const char *text, struct err *e) {
    return config_read(a, scratch(a, "huifang.yaml", text), e);
}

static const char sketch[] = "organisation: 锦湖物业服务中心\n"
                             "policy: property-10            # a name in policies/, or a path\n"
                             "timezone: Asia/Shanghai\n"
                             "language: zh-CN                # or en\n"
                             "store: var/huifang.db\n"
                             "output: site/\n"
                             "next_update: 02:30\n"
                             "count_from: 2024-10-01\n"
                             "not_customers: [公共区域, 无]\n"
                             "tenants_change: true\n"
                             "aliases:\n"
                             "  - {field: department, from: 工程部, to: 维修部, since: 2026-03-01}\n"
                             "  - {field: staff, from: W7, to: W8}\n"
                             "sources:\n"
                             "  - table: events\n"
                             "    files: logs/complaints-*.csv\n"
                             "    encoding: auto\n"
                             "    columns: {accepted_at: 受理时间}\n"
                             "    constants: {category: complaint}\n"
                             "    values: {severity: {A级: major, B级: ordinary}}\n"
                             "    date_format: ymd\n"
                             "    expected_every: 1d\n"
                             "  - table: events\n"
                             "    files: [a.csv, b.csv]\n"
                             "    delimiter: tab\n"
                             "    date_format: mdy\n"
                             "    dated: '%Y-%m'\n"
                             "    key_prefix: W-\n"
                             "    snapshot: true\n"
                             "    reject_above: 20 %\n"
                             "  - {table: visits, files: v.csv, name: visits-of-the-day}\n";
START_TEST(as_sketched) {
    struct arena a;
    struct err e = {0};
    arena_init(&a);
    struct config *c = read_text(&a, sketch, &e);
    ck_assert_msg(c != NULL, "%s", e.text);
    ck_assert_str_eq(c->organisation, "锦湖物业服务中心");
    ck_assert_str_eq(c->timezone, "Asia/Shanghai");
    ck_assert_int_eq(c->language, LANG_ZH);
    ck_assert_str_eq(c->store, file_join(&a, c->dir, "var/huifang.db"));
    ck_assert_str_eq(c->output, file_join(&a, c->dir, "site"));
    ck_assert_str_eq(c->next_update, "02:30");
    ck_assert(c->count_from_set && c->count_from == civil_day(2024, 10, 1));
    ck_assert(c->not_customers.n == 2 && c->tenants_change);
    ck_assert_uint_eq(c->n_aliases, 2);
    ck_assert(c->alias[0].dated && c->alias[0].since == civil_day(2026, 3, 1) && !c->alias[1].dated);
    ck_assert_str_eq(c->alias[0].to, "维修部");
    ck_assert(c->n_uses == 1 && !c->use[0].from_set && !c->use[0].until_set && !c->use[0].sites.n);
    ck_assert_str_eq(c->use[0].policy->id, "property-10");
    ck_assert_uint_eq(c->n_sources, 3);
    const struct source *s = &c->source[0];
    ck_assert_str_eq(s->name, "events-1");
    ck_assert_str_eq(s->files[0], "logs/complaints-*.csv");
    ck_assert(s->n_files == 1 && s->delimiter == 0 && s->date_order == DATE_YMD && s->expected_every_days == 1);
    ck_assert(s->n_columns == 1 && !strcmp(s->columns[0].from, "accepted_at") && !strcmp(s->columns[0].to, "受理时间"));
    ck_assert(s->n_constants == 1 && !strcmp(s->constants[0].to, "complaint"));
    ck_assert(s->n_values == 1 && s->values[0].n == 2 && !strcmp(s->values[0].pair[0].from, "A级"));
    ck_assert_str_eq(s->values[0].pair[1].to, "ordinary");
    ck_assert(s->reject_above == 1 && !s->snapshot && !s->dated && !s->key_prefix && s->line == 15);
    s = &c->source[1];
    ck_assert_str_eq(s->name, "events-2");
    ck_assert(s->n_files == 2 && s->delimiter == '\t' && s->date_order == DATE_MDY && s->snapshot);
    ck_assert(s->reject_above == 0.2 && !strcmp(s->dated, "%Y-%m") && !strcmp(s->key_prefix, "W-"));
    ck_assert_str_eq(c->source[2].name, "visits-of-the-day");
    arena_release(&a);
}
END_TEST

#define HEAD "organisation: o\npolicy: property-10\n"
#define SOURCE "sources:\n  - {table: events, files: a.csv}\n"
START_TEST(defaults) {
    struct arena a;
    struct err e = {0};
    arena_init(&a);
    struct config *c = read_text(&a, HEAD SOURCE, &e);
    ck_assert_msg(c != NULL, "%s", e.text);
    ck_assert_str_eq(c->timezone, "Asia/Shanghai");
    ck_assert_int_eq(c->language, LANG_ZH);
    ck_assert_str_eq(c->store, file_join(&a, c->dir, "var/huifang.db"));
    ck_assert_str_eq(c->output, file_join(&a, c->dir, "site"));
    ck_assert(!c->next_update && !c->count_from_set && !c->not_customers.n && !c->tenants_change && !c->n_aliases);
    ck_assert_str_eq(c->source[0].encoding, "auto");
    arena_release(&a);
}
END_TEST

/* The codes of a column are those of its log: `outcome` is coded in visits, free in findings. */
START_TEST(codes_by_log) {
    struct arena a;
    struct err e = {0};
    arena_init(&a);
    read_text(&a, HEAD "sources: [{table: findings, files: a, constants: {outcome: 已处理}}]\n", &e);
    ck_assert_msg(!err_is(&e), "%s", e.text);
    read_text(&a, HEAD "sources: [{table: visits, files: a, constants: {outcome: 已处理}}]\n", &e);
    ck_assert(err_is(&e));
    arena_release(&a);
}
END_TEST

/* Each source of truth changes the digest; the same bytes do not. */
START_TEST(digest) {
    struct arena a;
    struct err e = {0};
    arena_init(&a);
    struct config *one = read_text(&a, HEAD SOURCE, &e), *same = read_text(&a, HEAD SOURCE, &e),
                  *other = read_text(&a, HEAD "language: en\n" SOURCE, &e);
    ck_assert_msg(!err_is(&e), "%s", e.text);
    ck_assert_mem_eq(one->digest, same->digest, HASH_BYTES);
    ck_assert_mem_ne(one->digest, other->digest, HASH_BYTES);
    scratch(&a, "policies/property-10.yaml", "policy: property-10\nextends: property-10\nweek_start: sunday\n");
    struct config *own = read_text(&a, HEAD SOURCE, &e);
    ck_assert_msg(own != NULL, "%s", e.text);
    ck_assert_int_eq(own->use[0].policy->week_start, 6); /* the folder policies/ beside the configuration comes first */
    ck_assert_mem_ne(own->digest, one->digest, HASH_BYTES);
    arena_release(&a);
}
END_TEST

/* data.md: a list of {policy, sites, from, until}. */
START_TEST(several_policies) {
    struct arena a;
    struct err e = {0};
    arena_init(&a);
    scratch(&a, "b.yaml", "policy: b\nextends: property-10\n");
    struct config *c = read_text(&a,
                                 "organisation: o\npolicies:\n"
                                 "  - {policy: property-10, until: 2025-12-31}\n"
                                 "  - {policy: ./b.yaml, sites: [锦湖一期, 锦湖二期], from: 2026-01-01}\n"
                                 "  - {policy: b.yaml, sites: 锦湖三期, from: 2026-01-01}\n"
                                 "  - {policy: decoration}\n" SOURCE,
                                 &e);
    ck_assert_msg(c != NULL, "%s", e.text);
    ck_assert_uint_eq(c->n_uses, 4);
    ck_assert(!c->use[0].from_set && c->use[0].until_set && c->use[0].until == civil_day(2025, 12, 31));
    ck_assert(c->use[1].from_set && c->use[1].from == civil_day(2026, 1, 1) && c->use[1].sites.n == 2);
    ck_assert_str_eq(c->use[2].policy->id, "b");
    arena_release(&a);
}
END_TEST

static const struct {
    const char *text, *error;
} faults[] = {
    {"^policy: property-10\n" SOURCE, "the configuration lacks the key «organisation»"},
    {"^organisation: o\n" SOURCE, "the configuration needs one of policy and policies"},
    {"organisation: o\npolicy: ^property-10\npolicies: [{policy: decoration}]\n" SOURCE,
     "the configuration needs one of policy and policies"},
    {"^" HEAD, "the configuration lacks the key «sources»"},
    {HEAD "sources: ^[]\n", "sources: the list is empty"},
    {HEAD "^polcies: x\n" SOURCE,
     "found the key «polcies», which the configuration does not have; did you mean «policies»?"},
    {HEAD "timezone: ^Asia/Shanghia\n" SOURCE,
     "the time zone «Asia/Shanghia» is not in the system's zone database /usr/share/zoneinfo; did you mean «Asia/Shanghai»?"},
    {HEAD "timezone: ^../../../etc/passwd\n" SOURCE, "the time zone «../../../etc/passwd» is not in"},
    {HEAD "timezone: ^Asia\n" SOURCE, "the time zone «Asia» is not in"},
    {HEAD "timezone: ^+8\n" SOURCE, "the time zone «+8» is not in"},
    {HEAD "language: ^zh\n" SOURCE, "language: found «zh», expected a language"},
    {HEAD "sources: [{table: visits, files: x, ignore_without: ^seen_at}]\n",
     "ignore_without: found «seen_at», expected a column of visits"},
    {HEAD "editions:\n  - {audience: audit, output: ^site/audit}\n" SOURCE, "the folder lies in another edition's"},
    {HEAD "editions:\n  - {audience: audit, output: ^.}\n" SOURCE, "the output folder holds the configuration"},
    {HEAD "editions:\n  - {audience: ^everybody, output: x}\n" SOURCE,
     "audience: found «everybody», expected an audience"},
    {HEAD "output: ^.\n" SOURCE, "the output folder holds the configuration"},
    {HEAD "output: ^site/..\n" SOURCE, "the output folder holds the configuration"},
    {HEAD "output: ^..\n" SOURCE, "the output folder holds the configuration"},
    {HEAD "output: ^/\n" SOURCE, "the output folder holds the configuration"},
    {HEAD "output: ^out/\nstore: ./y/../out//x/huifang.db\n" SOURCE, "the output folder holds the store"},
    {HEAD "output: ^out\nstore: out/x/huifang.db\n" SOURCE, "the output folder holds the store"},
    {HEAD "next_update: ^2:30\n" SOURCE, "next_update: found «2:30», expected a time of day such as 02:30"},
    {HEAD "count_from: ^2024-02-30\n" SOURCE, "count_from: found «2024-02-30», expected a date such as 2026-10-03"},
    {HEAD "tenants_change: ^yes\n" SOURCE, "tenants_change: found «yes», expected true or false"},
    {HEAD "not_customers: ^{a: b}\n" SOURCE, "not_customers: found a mapping, expected a list of texts"},
    {HEAD "not_customers: [a, ^a]\n" SOURCE, "not_customers: found «a» twice"},
    {HEAD "aliases: [{field: ^dept, from: a, to: b}]\n" SOURCE,
     "field: found «dept», expected what is renamed; known: department, site, staff"},
    {HEAD "aliases: [{field: site, from: a, to: ^a}]\n" SOURCE, "from and to are the same"},
    {HEAD "sources: [{table: ^event, files: a}]\n",
     "table: found «event», expected the name of a log; did you mean «events»?"},
    {HEAD "sources: [^{table: events}]\n", "a source lacks the key «files»"},
    {HEAD "sources: [{table: events, files: ^[]}]\n", "files: the list is empty"},
    {HEAD "sources: [{table: events, files: a, encoding: ^gbk}]\n", "encoding: found «gbk», expected an encoding"},
    {HEAD "sources: [{table: events, files: a, encoding: ^utf8}]\n",
     "encoding: found «utf8», expected an encoding; did you mean «utf-8»?"},
    {HEAD "sources: [{table: events, files: a, delimiter: ^x}]\n",
     "delimiter: found «x», expected auto, comma, semicolon, tab or bar"},
    {HEAD "sources: [{table: events, files: a, date_format: ^iso}]\n",
     "date_format: found «iso», expected an order of dates; known: ymd, mdy, dmy"},
    {HEAD "sources: [{table: events, files: a, columns: {^acepted_at: x}}]\n",
     "found «acepted_at», expected a column of events; did you mean «accepted_at»?"},
    {HEAD "sources: [{table: visits, files: a, columns: {^accepted_at: x}}]\n",
     "found «accepted_at», expected a column of visits"},
    {HEAD "sources: [{table: events, files: a, columns: ^[x]}]\n",
     "columns: found a list, expected a mapping of text to text"},
    {HEAD "sources: [{table: events, files: a, columns: {site: x}, constants: {^site: y}}]\n",
     "the column «site» stands in columns and in constants"},
    {HEAD "sources: [{table: events, files: a, constants: {severity: ^big}}]\n",
     "severity: found «big», expected a severity"},
    {HEAD "sources: [{table: events, files: a, constants: {category: ^complaints}}]\n",
     "category: found «complaints», expected a category of data.md or of the policy; did you mean «complaint»?"},
    {HEAD "sources: [{table: events, files: a, values: {category: {x: ^lift}}}]\n",
     "x: found «lift», expected a category"},
    {HEAD "sources: [{table: visits, files: a, values: {method: {x: ^telephone}}}]\n",
     "x: found «telephone», expected a method of visiting"},
    {HEAD "sources: [{table: events, files: a, values: {severity: ^major}}]\n",
     "severity: found «major», expected a mapping of text to text"},
    {HEAD "sources: [{table: events, files: a, values: {^colour: {x: y}}}]\n",
     "found «colour», expected a column of events"},
    {HEAD "sources: [{table: events, files: a, dated: ^'%m'}]\n",
     "dated: found «%m», expected a pattern of %Y, %m and %d"},
    {HEAD "sources: [{table: events, files: a, dated: ^'%Y%H'}]\n", "dated: found «%Y%H»"},
    {HEAD "sources: [{table: events, files: a, dated: ^'%Y%'}]\n", "dated: found «%Y%»"},
    {HEAD "sources: [{table: events, files: a, dated: ^'%Y-%d'}]\n", "dated: found «%Y-%d»"},
    {HEAD "sources: [{table: events, files: a, expected_every: ^1}]\n",
     "expected_every: found «1», expected days or weeks"},
    {HEAD "sources: [{table: events, files: a, expected_every: ^24 h}]\n", "expected_every: found «24 h»"},
    {HEAD "sources: [{table: events, files: a, reject_above: ^20}]\n",
     "reject_above: found «20», expected a share from 0 to 1"},
    {HEAD "sources: [{table: events, files: a, name: x}, {table: visits, files: b, name: ^x}]\n",
     "name: found «x» twice, first in line 3"},
    {HEAD "sources: [{table: events, files: a}, ^{table: visits, files: b, name: events-1}]\n",
     "two sources are called «events-1»"},
    {"organisation: o\npolicy: ^property-11\n" SOURCE,
     "policy «property-11» is neither a file nor one of ours; did you mean «property-10»?"},
    {"organisation: o\npolicy: ^./none.yaml\n" SOURCE, ""},
    {"organisation: o\npolicies: [{policy: property-10, from: 2026-01-02, until: ^2026-01-01}]\n" SOURCE,
     "until lies before from"},
    {"organisation: o\npolicies: [{policy: property-10}, {policy: ^property-10, sites: a}]\n" SOURCE,
     "the policy «property-10» is in use twice for the same sites and days"},
    {"organisation: o\npolicies: [{policy: property-10, until: 2026-01-01}, {policy: ^property-10, from: 2026-01-01}]\n" SOURCE,
     "the policy «property-10» is in use twice"},
};
START_TEST(fault) {
    struct arena a;
    struct err e = {0};
    arena_init(&a);
    const char *place, *text = unmark(&a, faults[_i].text, &place);
    ck_assert_ptr_null(read_text(&a, text, &e));
    const char *want = arena_printf(&a, "huifang.yaml:%s: %s", place, faults[_i].error);
    ck_assert_msg(strstr(e.text, want) != NULL, "«%s»\nwanted «%s»", e.text, want);
    ck_assert_int_eq(e.code, ERR_CONFIG);
    arena_release(&a);
}
END_TEST

/* A relative configuration, an absolute output folder, a link: the place counts, not its name. */
START_TEST(output_by_place) {
    struct arena a;
    struct err e = {0};
    arena_init(&a);
    const char *path = scratch(&a, "huifang.yaml", "");
    const char *dir = file_dirname(&a, path);
    const char *outputs[] = {dir, "link", arena_printf(&a, "%s/../", dir), "link/.", "../"};
    int home = open(".", O_RDONLY | O_DIRECTORY);
    ck_assert_int_eq(chdir(dir), 0);
    ck_assert_int_eq(symlink(".", "link"), 0);
    for (size_t i = 0; i < sizeof outputs / sizeof *outputs; i++) {
        e = (struct err){0};
        scratch(&a, "huifang.yaml", arena_printf(&a, "%soutput: %s\n%s", HEAD, outputs[i], SOURCE));
        ck_assert_ptr_null(config_read(&a, "huifang.yaml", &e));
        ck_assert_msg(strstr(e.text, "3:9: the output folder holds the configuration") != NULL, "%s: %s", outputs[i],
                      e.text);
    }
    e = (struct err){0};
    scratch(&a, "huifang.yaml", HEAD "output: ../site-of-it\n" SOURCE);
    struct config *c = config_read(&a, "huifang.yaml", &e);
    ck_assert_msg(c != NULL, "%s", e.text);
    ck_assert_str_eq(c->output, "../site-of-it");
    ck_assert_int_eq(fchdir(home), 0);
    close(home);
    arena_release(&a);
}
END_TEST

START_TEST(absent) {
    struct arena a;
    struct err e = {0};
    arena_init(&a);
    ck_assert_ptr_null(config_read(&a, "/none/huifang.yaml", &e));
    ck_assert_int_eq(e.code, ERR_NOINPUT);
    arena_release(&a);
}
END_TEST

/* Issue 2, section 8: the city's log through mapping alone. */
START_TEST(boston) {
    struct arena a;
    struct err e = {0};
    arena_init(&a);
    struct config *c = config_read(&a, "tests/boston/huifang.yaml", &e);
    ck_assert_msg(c != NULL, "%s", e.text);
    static const char *const columns[][2] = {{"event_id", "case_enquiry_id"}, {"accepted_at", "open_dt"},
                                             {"planned_end_at", "target_dt"}, {"finished_at", "closed_dt"},
                                             {"department", "department"},    {"issue", "type"},
                                             {"customer_id", "location"},     {"channel", "source"}};
    const struct source *s = &c->source[0];
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        ck_assert_str_eq(s->columns[i].from, columns[i][0]);
        ck_assert_str_eq(s->columns[i].to, columns[i][1]);
    }
    ck_assert_str_eq(s->constants[0].to, "request");
    const struct policy *p = c->use[0].policy;
    ck_assert(p->n_stages == 0 && p->n_repeats == 1 && p->repeat[0].min_count == 3 && p->repeat[0].window_days == 365);
    ck_assert_str_eq(p->repeat[0].category, "request");
    ck_assert_str_eq(c->store, "tests/boston/var/boston311.db");
    arena_release(&a);
}
END_TEST

TCase *config_part(void) {
    TCase *t = tcase_create("config");
    tcase_add_test(t, as_sketched);
    tcase_add_test(t, defaults);
    tcase_add_test(t, codes_by_log);
    tcase_add_test(t, digest);
    tcase_add_test(t, several_policies);
    tcase_add_loop_test(t, fault, 0, sizeof faults / sizeof *faults);
    tcase_add_test(t, output_by_place);
    tcase_add_test(t, absent);
    tcase_add_test(t, boston);
    return t;
}
