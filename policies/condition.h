/* Conditions on the columns of an event or another row: `condition: {severity: [major], feedback_form_at: empty}`; all must hold.
 *
 *   text     a code, a list of codes, {not: codes}, empty, present
 *   flag     true (set), false (not set or empty)
 *   number   {at_least: n}, {less_than: n} or both, empty, present; n: a number, in checks also not_set
 *   time     empty, present, {day_after: another time}
 *
 * Codes are checked where data.md or the policy lists them. */
#ifndef POLICIES_CONDITION_H
#define POLICIES_CONDITION_H
#include "policies/bind.h"

/* A BIND_CUSTOM binder of a struct conditions at k->offset; bind.top must be a struct policy. */
void condition_bind(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row);
/* The same on the columns of rows of that kind. */
void condition_bind_on(struct bind *b, const struct bind_key *k, const struct yaml_node *v, enum row_kind kind,
                       void *row);
/* The same, where a threshold may be not_set: a check then says nothing of what does not meet it. */
void condition_bind_open(struct bind *b, const struct bind_key *k, const struct yaml_node *v, enum row_kind kind,
                         void *row);
/* As condition_bind_on, where `open` as condition_bind_open; rows of visits also say the stage that they serve: `served`. */
void condition_bind_where(struct bind *b, const struct bind_key *k, const struct yaml_node *v, enum row_kind kind,
                          bool open, void *row);
/* A column of rows of that kind, fixed or further (policies/row.h), by its name in a scalar; false: there is none. */
bool condition_column(struct bind *b, const struct yaml_node *v, enum row_kind kind, int *out);
/* The columns, and those that are times, of each kind of row. */
extern const struct bind_vocab condition_columns[ROW_KINDS], condition_times_of[ROW_KINDS];
/* Categories that the policy being bound declares. */
extern const struct bind_vocab condition_categories;
/* The times of an event. */
extern const struct bind_vocab condition_times;
#endif
