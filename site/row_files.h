/* The rows behind the figures of each month, as CSV files for a spreadsheet: data/<month>/<list>.csv, UTF-8 with BOM,
 * CRLF, lines in the order of their bytes. Trusted code, like the edition builder: site-template/csv/<list>.sql runs on
 * the store and masks what it selects. Each list is read in one pass, whatever the number of its months
 * (month_lines.h). A month in which nothing changed since the published site is not read again; a file whose bytes did
 * not change is taken over. */
#ifndef SITE_ROW_FILES_H
#define SITE_ROW_FILES_H
#include "base/intern.h"
#include "policies/config.h"
#include "site/months.h"
#include "site/publish.h"
#include "site/word_list.h"
#include "store/store.h"

struct row_files {
    struct store *store;
    const struct config *config;
    const struct embed_file *files;
    const struct word_list *words;
    enum language language;
    int32_t as_of;
    const struct months *months;
    bool same_rules; /* the published site has the same configuration, template and language */
    struct publish *publish;
    int64_t written, kept;
};

void row_files_write(struct row_files *r, struct err *e);
/* The paths of the files, written or not. */
void row_files_paths(const struct row_files *r, struct intern *paths);
#endif
