/* Files carried in the program (script/embed makes the tables): SQL statements, policies, the site template. */
#ifndef BASE_EMBED_H
#define BASE_EMBED_H
#include "base/str.h"

struct embed_file {
    const char *path; /* as in the repository: "analysis/sql/staff_ratio.sql" */
    const char *bytes;
    size_t n;
};

extern const struct embed_file embed_store[], embed_analysis[], embed_policies[], embed_site[];

/* The file's bytes, which a NUL follows; absent (p == NULL) when the table has no such path. */
struct str embed_find(const struct embed_file *table, const char *path);
#endif
