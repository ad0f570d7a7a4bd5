#include "tests/site/kit.h"

const char suites_name[] = "site";
const int suites_floor = 347;

void suites(SRunner *r) {
    srunner_add_suite(r, suite_format());
    srunner_add_suite(r, suite_pieces());
    srunner_add_suite(r, suite_prose());
    srunner_add_suite(r, suite_pages());
    srunner_add_suite(r, suite_publish());
    srunner_add_suite(r, suite_edition());
    srunner_add_suite(r, suite_nights());
    srunner_add_suite(r, suite_template());
}

static const char layout[] =
    "<!doctype html>\n<html lang=\"{{lang}}\"><head><meta charset=\"utf-8\"><title>{{title}}</title>"
    "<link rel=\"stylesheet\" href=\"{{root}}assets/style.css\"></head>\n<body><a "
    "href=\"{{root}}index.html\"{{&nav.home}}>"
    "{{w.home}}</a> {{organisation}} {{as_of}} {{#next_update}}next {{next_update}}{{/next_update}} {{regulations}} "
    "{{hash}}\n"
    "<main>{{&body}}</main></body></html>\n";

static const char words_zh[] =
    "chart.table: 数据表\ntable.cut: 显示 {shown} 行，共 {total} 行\ntable.all: 全部\npage.failed: "
    "没有做成\npage.failed_text: 原因\n"
    "home: 首页\nbadge.worse: ▼ 变差\nmissed: 应访未访\ncsv.state: 状态\ncsv.state.missed: 应访未访\n";
static const char words_en[] =
    "chart.table: Data\ntable.cut: {shown} of {total} rows\ntable.all: All rows\npage.failed: Not "
    "made\npage.failed_text: Why\n"
    "home: Home\nbadge.worse: ▼ worse\nmissed: missed\ncsv.state: State\ncsv.state.missed: missed\n";

const char *kit_path(struct kit *k, const char *path) { return arena_printf(&k->a, "%s/%s", k->dir, path); }

static void must(const struct err *e) { ck_assert_msg(!err_is(e), "%s", e->text); }

void kit_sql(struct kit *k, const char *sql) {
    struct err e = {0};
    struct store *s = store_open(kit_path(k, "store.db"), STORE_WRITE, &e);
    if (s) store_exec(s, sql, &e);
    if (s) store_close(s, &e);
    must(&e);
}

void kit_file(struct kit *k, const char *path, const char *text) {
    const char *full = arena_printf(&k->a, "site-template/%s", path);
    size_t i = 0;
    while (i < k->n_files && strcmp(k->file[i].path, full) != 0) i++;
    ck_assert_int_lt((int)i, 63);
    if (i == k->n_files) k->n_files++;
    k->file[i] = (struct embed_file){full, arena_cstr(&k->a, str_of(text)), strlen(text)};
}

void kit_remove(struct kit *k, const char *path) {
    const char *full = arena_printf(&k->a, "site-template/%s", path);
    for (size_t i = 0; i < k->n_files; i++)
        if (strcmp(k->file[i].path, full) == 0) {
            k->file[i] = k->file[--k->n_files];
            k->file[k->n_files] = (struct embed_file){0};
            return;
        }
}

void kit_page(struct kit *k, const char *name, const char *yaml, const char *prose) {
    const char *head = strstr(yaml, "path:") ? "" : arena_printf(&k->a, "path: %s.html\n", name);
    kit_file(k, arena_printf(&k->a, "pages/%s.yaml", name),
             arena_printf(&k->a, "page: %s\naudience: [management]\ntitle: %s\n%s%s", name, name, head, yaml));
    kit_file(k, arena_printf(&k->a, "pages/%s.zh-CN.md", name), prose);
    kit_file(k, arena_printf(&k->a, "pages/%s.en.md", name), prose);
}

void kit_open(struct kit *k) {
    *k = (struct kit){0};
    arena_init(&k->a);
    char base[] = "/tmp/huifang-site-XXXXXX";
    ck_assert_ptr_nonnull(mkdtemp(base));
    struct err e = {0};
    strcpy(k->dir, arena_printf(&k->a, "%s/报表 一", base));
    file_mkdirs(k->dir, &e);
    must(&e);
    k->policy =
        (struct policy){.id = "test", .title = {"测试规程", "Test rule"}, .edition = "1", .meeting_weekday = -1};
    k->use = (struct policy_use){.policy = &k->policy};
    k->config = (struct config){.organisation = "锦湖 & <物业>",
                                .language = LANG_ZH,
                                .output = kit_path(k, "site"),
                                .next_update = "02:30",
                                .use = &k->use,
                                .n_uses = 1};
    k->options = (struct site_options){.files = k->file, .run = 7, .started_at = "2026-11-01 02:30:00"};
    kit_sql(k, "INSERT INTO analysis VALUES (7, '2026-10-31', '2024-11-01', x'00', 0, 0)");
    kit_file(k, "layout.html", layout);
    kit_file(k, "style.css", "body{margin:0}\n");
    kit_file(k, "words.zh-CN.txt", words_zh);
    kit_file(k, "words.en.txt", words_en);
    kit_file(k, "edition/night.sql", "CREATE TABLE metric AS SELECT * FROM store.metric;");
    kit_page(k, "home", "path: index.html\nnav: home\n", "# 首页\n");
}

void kit_close(struct kit *k) {
    struct err e = {0};
    *strrchr(k->dir, '/') = 0;
    file_remove_tree(k->dir, &e);
    site_report_release(&k->report);
    arena_release(&k->a);
}

struct err kit_render(struct kit *k) {
    struct err e = {0}, closed = {0};
    site_report_release(&k->report);
    struct store *s = store_open(kit_path(k, "store.db"), STORE_READ, &e);
    must(&e);
    site_render(s, &k->config, &k->options, &k->report, &e);
    store_close(s, &closed);
    return e;
}

void kit_render_ok(struct kit *k) {
    struct err e = kit_render(k);
    must(&e);
    for (size_t i = 0; i < k->report.failed.n; i++)
        ck_abort_msg("page %s failed: %s", k->report.failed.item[i].where, k->report.failed.item[i].text);
}

bool kit_has(struct kit *k, const char *path) { return file_exists(arena_printf(&k->a, "%s/site/%s", k->dir, path)); }

struct str kit_read(struct kit *k, const char *path) {
    struct buf b;
    struct err e = {0};
    buf_init(&b);
    file_read(arena_printf(&k->a, "%s/site/%s", k->dir, path), 16 << 20, &b, &e);
    must(&e);
    struct str s = arena_str(&k->a, buf_view(&b));
    buf_release(&b);
    return s;
}
