/* Editions: for each audience a small database of its own, in which only stands what its readers may see.
 *
 * Trusted code (site-template/edition/AUDIENCE.sql and this file) writes it from the store: its rows, its columns,
 * already masked. Pages query this file alone, through a connection that may read it and nothing else. */
#ifndef SITE_EDITION_H
#define SITE_EDITION_H
#include "site/answer.h"
#include "site/word_list.h"

struct edition_input {
    const struct config *config;
    const struct embed_file *files;
    const struct word_list *words;
    const char *audience;
    const char *store_path;
    int32_t as_of;
    const struct param *param; /* becomes the table param(name, value) */
    size_t n_params;
};

/* Writes the database file anew. Tables filled before the script runs: param, word, policy, policy_category, policy_role,
 * policy_stage, policy_rule, policy_target, policy_duty, source, statement (docs/pages.md). ERR_CONFIG names the script. */
void edition_build(const char *path, const struct edition_input *in, struct err *e);

struct policy;
struct report_duty;
/* The days in (as_of, as_of + days] on which the report is due, the first of them in *day; false: none. */
bool edition_duty_day(const struct policy *p, const struct report_duty *d, int32_t as_of, int days, int32_t *day);
#endif
