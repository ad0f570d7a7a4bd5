/* A small store, configuration and template made in memory, and a folder for a site: what the tests of site/ share. */
#ifndef TESTS_SITE_KIT_H
#define TESTS_SITE_KIT_H
#include "base/file.h"
#include "site/site.h"
#include "tests/check_main.h"
#include <stdlib.h>
#include <string.h>

struct kit {
    char dir[128];
    struct arena a;
    struct config config;
    struct policy policy;
    struct policy_use use;
    struct embed_file file[64]; /* the template; ends with a NULL path */
    size_t n_files;
    struct site_report report;
    struct site_options options;
};

/* A folder (with blanks and Chinese in its name), a store with one analysis as of 2026-10-31, a template of one page.
 */
void kit_open(struct kit *k);
void kit_close(struct kit *k);
/* Runs SQL on the store. */
void kit_sql(struct kit *k, const char *sql);
/* Sets or replaces a file of the template, "pages/x.yaml" below site-template/. */
void kit_file(struct kit *k, const char *path, const char *text);
void kit_remove(struct kit *k, const char *path);
/* Declares the page NAME at NAME.html with this YAML behind the path, title and audience, and one prose for both
 * languages. */
void kit_page(struct kit *k, const char *name, const char *yaml, const char *prose);
/* Renders; the report of the last call stays in k->report. */
struct err kit_render(struct kit *k);
void kit_render_ok(struct kit *k);
/* A file of the published site; fails the test when it is missing. */
struct str kit_read(struct kit *k, const char *path);
bool kit_has(struct kit *k, const char *path);
const char *kit_path(struct kit *k, const char *path);
#define kit_contains(k, path, needle)                                                                                  \
    ck_assert_msg(strstr(kit_read(k, path).p, needle) != NULL, "%s lacks %s:\n%s", path, needle, kit_read(k, path).p)
#define kit_lacks(k, path, needle)                                                                                     \
    ck_assert_msg(strstr(kit_read(k, path).p, needle) == NULL, "%s has %s:\n%s", path, needle, kit_read(k, path).p)

Suite *suite_format(void);
Suite *suite_pieces(void);
Suite *suite_prose(void);
Suite *suite_pages(void);
Suite *suite_publish(void);
Suite *suite_edition(void);
Suite *suite_nights(void);
Suite *suite_template(void);
#endif
