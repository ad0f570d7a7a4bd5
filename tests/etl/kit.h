/* What the tests of etl/ share: a scratch folder with a configuration and logs, imports into its store, and the
 * facts as text, so that two stores can be compared. */
#ifndef TESTS_ETL_KIT_H
#define TESTS_ETL_KIT_H
#include "etl/import.h"
#include "tests/check_main.h"

struct kit {
    struct arena a;
    char *dir;
    int64_t run;                 /* of the latest import */
    struct import_report report; /* of the latest import */
    struct err e;
};

void kit_open(struct kit *k);
void kit_close(struct kit *k);
/* Writes DIR/huifang.yaml: `sources` and other keys behind a fixed head. */
void kit_config(struct kit *k, const char *rest);
void kit_file(struct kit *k, const char *name, const char *text);
void kit_bytes(struct kit *k, const char *name, struct str bytes);
void kit_remove(struct kit *k, const char *name);
/* Imports everything that the configuration names, as the next run. Fails the test on a sticky error. */
void kit_import(struct kit *k);
void kit_import_with(struct kit *k, const struct import_options *o);
/* The report of the file of that path in the latest import. */
struct import_file *kit_report(struct kit *k, const char *path);
/* Compares its counts: read, new, changed, unchanged, duplicate, quarantined. */
void kit_counts(struct kit *k, const char *path, int read, int n_new, int changed, int unchanged, int duplicate,
                int quarantined);
/* A statement's rows in the store: columns by |, rows by newline, NULL as -. */
char *kit_query(struct kit *k, const char *sql);
/* All facts: every version with its place (path, line, rank), without run and file numbers. `history` false: the
 * versions in force only. */
char *kit_facts(struct kit *k, bool history);
/* What the facts in force say, without where they stand. */
char *kit_content(struct kit *k);
/* Fails at the first line in which two texts differ. */
void kit_same(const char *got, const char *want);
/* As if an analysis had run: from here on stories are touched. */
void kit_analysed(struct kit *k);
/* The store is thrown away. */
void kit_forget(struct kit *k);
#endif
