/* A store for tests of the pipeline: rows put in as an import would, every version of every row with the runs that
 * brought and replaced it, and the touched stories with them. */
#ifndef TESTS_ANALYSIS_STORE_KIT_H
#define TESTS_ANALYSIS_STORE_KIT_H
#include "analysis/analysis.h"
#include <check.h>

struct kit_store {
    struct arena a;
    struct err e;
    char dir[64], path[96];
    struct store *store;
    struct config *config;
    int64_t run; /* what is put in belongs to this run */
};

/* A new folder with a configuration made of these lines of YAML (organisation, store, output and sources are added)
 * and an empty store. */
void store_kit_init(struct kit_store *k, const char *yaml);
/* Closes and removes everything. */
void store_kit_release(struct kit_store *k);
/* Closes the store and opens it, or a copy of it with that ending. */
void store_kit_reopen(struct kit_store *k, const char *copy);

/* "table|column=value|…": puts in a version of the row whose key columns are the leading ones of that table; an older
 * version is replaced, stories are touched. The value of `-` is NULL; `withdrawn=1` takes the row back. An event's
 * story and a visit's number of events follow from the other columns. */
void store_kit_put(struct kit_store *k, const char *row);
/* One row a line. */
void store_kit_put_all(struct kit_store *k, const char *rows);
/* Runs the analysis and the run number on. */
struct analysis_report store_kit_analyse(struct kit_store *k, const char *as_of, bool full);
/* One text or number. Lines of "a|b" of a SELECT; lives in the kit. */
const char *store_kit_ask(struct kit_store *k, const char *sql);
int64_t store_kit_int(struct kit_store *k, const char *sql);
/* Every result table, row by row. */
const char *store_kit_results(struct kit_store *k);
#endif
