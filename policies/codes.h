/* The names that data.md fixes: logs, their columns, and the codes of the columns that take only certain values. */
#ifndef POLICIES_CODES_H
#define POLICIES_CODES_H
#include "policies/bind.h"

extern const struct bind_vocab codes_tables, codes_categories, codes_severities, codes_methods, codes_steps,
    codes_submissions;

/* The codes that this column of the log takes, or NULL where any text goes. */
const struct bind_vocab *codes_of(const char *table, struct str column);
/* Whether the log has that column. A survey's items are named by its questionnaire, so `surveys` has any. */
bool codes_has_column(const char *table, struct str column);
/* The columns of that log, for messages. */
const struct bind_vocab *codes_columns(const char *table);
#endif
