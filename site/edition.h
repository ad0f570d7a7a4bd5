/* Editions: for each audience a small database of its own, in which only stands what its readers may see.
 *
 * Trusted code (site-template/edition/ and this file) writes it from the store: its rows, its columns, already masked.
 * Pages query this file alone, through a connection that may read it and nothing else. The scripts are the same for every
 * audience: what differs is what the masks show. tables.sql creates tables that hold one month beside the other, gather.sql,
 * or renew.sql when the file is carried on, span.sql, list/LIST.sql and month.sql fill them, night.sql, forms.sql and checks.sql make
 * everything else. The file is kept from night to night: the first runs when it is made anew, the next for the months, and the
 * lists of them, that changed (`row_change` of the store), the others every time. Only night.sql has
 * to be there. */
#ifndef SITE_EDITION_H
#define SITE_EDITION_H
#include "site/answer.h"
#include "site/months.h"
#include "site/word_list.h"

struct edition_input {
    const struct config *config;
    const struct embed_file *files;
    const struct word_list *words;
    const struct months *months;
    const char *audience;
    const char *store_path;
    const char *rules; /* digest of configuration and template: an edition of other rules is not kept */
    int64_t run;       /* the analysis whose results it shows */
    bool anew;
    int32_t as_of;
    const struct param *param; /* becomes the table param(name, value) */
    size_t n_params;
};

/* Brings the file at `path` to the results, or makes it anew; a killed run leaves none. Tables filled before the
 * scripts run: param, word, statement, and those of policy_rows.h. ERR_CONFIG and SQL errors name the script. */
void edition_build(const char *path, const struct edition_input *in, struct err *e);
#endif
