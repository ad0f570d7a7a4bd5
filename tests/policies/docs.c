/* docs/policy-format.md and docs/configuration.md: every key of the schema tables stands there, and every example of
 * theirs is read as it stands (issue 2, section 3). */
#include "base/file.h"
#include "policies/config.h"
#include "policies/policy_schema.h"
#include "tests/policies/parts.h"
#include <stdlib.h>

static const char *page(struct arena *a, const char *path) {
    struct buf b;
    struct err e = {0};
    buf_init(&b);
    file_read(path, 1 << 20, &b, &e);
    ck_assert_msg(!err_is(&e), "%s", e.text);
    const char *text = arena_cstr(a, buf_view(&b));
    buf_release(&b);
    return text;
}

/* Whether the page has the key between backquotes, alone, behind a dot or before one. */
static bool documented(struct arena *a, const char *text, const char *key) {
    static const char *const shapes[] = {"`%s`", ".%s`", "`%s.", "`%s[", "`%s:", "{%s:", " %s: "};
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        const char *percent = strstr(shapes[i], "%s");
        const char *want = arena_printf(a, "%.*s%s%s", (int)(percent - shapes[i]), shapes[i], key, percent + 2);
        if (strstr(text, want)) return true;
    }
    return false;
}

static int check_table(struct arena *a, const char *text, const struct bind_table *t) {
    int n = 0;
    for (const struct bind_key *k = t->key; k->name; k++, n++) {
        ck_assert_msg(documented(a, text, k->name), "«%s» of %s is not documented", k->name, t->what);
        if (k->table) n += check_table(a, text, k->table);
        for (size_t i = 0; k->vocab && k->vocab->list && k->vocab->list[i]; i++)
            ck_assert_msg(strstr(text, k->vocab->list[i]) != NULL, "«%s» of %s is not documented", k->vocab->list[i],
                          k->name);
    }
    return n;
}

START_TEST(every_key) {
    struct arena a;
    arena_init(&a);
    ck_assert_int_ge(check_table(&a, page(&a, "docs/policy-format.md"), &policy_schema), 130);
    ck_assert_int_ge(check_table(&a, page(&a, "docs/configuration.md"), &config_schema), 35);
    arena_release(&a);
}
END_TEST

/* P-1 to P-149 of requirements.md section 5: each named once, alone or in a range. */
START_TEST(every_parameter) {
    struct arena a;
    arena_init(&a);
    const char *text = strstr(page(&a, "docs/policy-format.md"), "| parameter |");
    ck_assert_ptr_nonnull(text);
    bool seen[150] = {false};
    for (const char *p = text; (p = strstr(p, "\n| P-")); p++) {
        const char *cell = strchr(p + 4, '|');
        int last = 0;
        for (const char *q = p + 3; q < cell; q++) {
            if (q[0] != 'P' || q[1] != '-') continue;
            int n = atoi(q + 2);
            bool range = last && q - p > 4 && strncmp(q - 3, "to ", 3) == 0;
            for (int i = range ? last + 1 : n; i <= n; i++) {
                ck_assert_msg(!seen[i], "P-%d twice", i);
                seen[i] = true;
            }
            last = n;
        }
    }
    for (int i = 1; i <= 149; i++) ck_assert_msg(seen[i], "P-%d is missing", i);
    arena_release(&a);
}
END_TEST

static const char head[] = "policy: p\ntitle: t\n";
static const char declared[] = "categories: {complaint: 投诉, repair: 报修}\nroles: {director: 主任}\n";
static const char config_head[] = "organisation: o\nsources: [{table: events, files: a.csv}]\n";

/* A block that is no whole file gets what it needs in front; the two clauses are forms of one key. */
static void read_example(struct arena *a, const char *block, bool config) {
    struct err e = {0};
    bool whole = strstr(block, config ? "organisation:" : "policy:") != NULL;
    if (str_starts(str_of(block), "clause:")) return;
    const char *text =
        whole ? block
        : config
            ? arena_printf(a, "%s%s%s", config_head, strstr(block, "policies:") ? "" : "policy: property-10\n", block)
            : arena_printf(a, "%s%s%s", head, strstr(block, "categories:\n") ? "" : declared, block);
    const char *path = scratch(a, config ? "huifang.yaml" : "example.yaml", text);
    scratch(a, "policies/property-11.yaml", "policy: property-11\nextends: property-10\n");
    if (config) config_read(a, path, &e);
    else policy_read(a, path, NULL, &e);
    ck_assert_msg(!err_is(&e), "%s\n%s", e.text, text);
}

static int read_examples(struct arena *a, const char *path, bool config) {
    int n = 0;
    const char *text = page(a, path), *end;
    for (const char *p = text; (p = strstr(p, "```yaml\n")); p = end + 3, n++) {
        p += strlen("```yaml\n");
        end = strstr(p, "```");
        read_example(a, arena_cstr(a, str_n(p, (size_t)(end - p))), config);
    }
    return n;
}

START_TEST(every_example) {
    struct arena a;
    arena_init(&a);
    ck_assert_int_ge(read_examples(&a, "docs/policy-format.md", false), 7);
    ck_assert_int_ge(read_examples(&a, "docs/configuration.md", true), 3);
    arena_release(&a);
}
END_TEST

TCase *docs_part(void) {
    TCase *t = tcase_create("docs");
    tcase_add_test(t, every_key);
    tcase_add_test(t, every_parameter);
    tcase_add_test(t, every_example);
    return t;
}
