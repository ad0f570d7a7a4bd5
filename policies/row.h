/* The kinds of rows that a policy may look at, and their columns (data.md): what conditions, checks and anchors name.
 *
 * Columns are numbered by kind in the order of these lists, which is also the order in which the analysis reads them. */
#ifndef POLICIES_ROW_H
#define POLICIES_ROW_H
#include "base/arena.h"
#include "base/str.h"
#include <stdbool.h>

enum row_kind {
    ROW_EVENT,
    ROW_VISIT,
    ROW_STEP,
    ROW_FINDING,
    ROW_ACTION,
    ROW_PLAN,
    ROW_LETTER,
    ROW_CUSTODY,
    ROW_ANSWER,
    ROW_CHECK, /* a spot check */
    ROW_SUBMISSION,
    ROW_KINDS,
    ROW_CUSTOMER = ROW_KINDS /* no rows of its own: what the customers log says of an event's customer */
};
enum field_type { FIELD_TEXT, FIELD_NUMBER, FIELD_FLAG, FIELD_TIME };

/* clang-format off */
/* customer_type, customer_since and customer_amount are those of the event's customer in the customers log. */
#define EVENT_FIELDS(X)                                                                                                \
    X(event_id, TEXT)                                                                                                  \
    X(category, TEXT) X(customer_id, TEXT) X(site, TEXT) X(department, TEXT) X(about_staff, TEXT) X(severity, TEXT)    \
        X(validity, TEXT) X(validity_kind, TEXT) X(content_class, TEXT) X(issue, TEXT) X(channel, TEXT)                \
            X(escalated_to, TEXT) X(related_event_id, TEXT) X(description, TEXT) X(amount, NUMBER) X(anonymous, FLAG)  \
                X(letter_reply_only, FLAG) X(follow_up_needed, FLAG) X(accepted_at, TIME) X(contacted_at, TIME)        \
                    X(started_at, TIME) X(planned_end_at, TIME) X(finished_at, TIME) X(delivered_at, TIME)             \
                        X(warranty_end_at, TIME) X(escalated_at, TIME) X(feedback_form_at, TIME)                       \
                            X(customer_type, TEXT) X(customer_since, TIME) X(customer_amount, NUMBER)
/* A visit has a phase always: `after` where the log says nothing. */
#define VISIT_FIELDS(X)                                                                                                \
    X(visit_id, TEXT)                                                                                                  \
    X(event_id, TEXT) X(site, TEXT) X(department, TEXT) X(category, TEXT) X(stage, TEXT) X(method, TEXT)               \
        X(visitor, TEXT) X(visitor_role, TEXT) X(outcome, TEXT) X(raised_event_id, TEXT) X(review_note, TEXT)          \
            X(reviewed_by, TEXT) X(opinion, TEXT) X(phase, TEXT) X(satisfaction, NUMBER) X(signed, FLAG)               \
                X(issue_raised, FLAG) X(visited_at, TIME) X(promised_at, TIME) X(replied_at, TIME)                     \
                    X(reported_at, TIME) X(reviewed_at, TIME) X(filed_at, TIME)
#define STEP_FIELDS(X)                                                                                                 \
    X(event_id, TEXT)                                                                                                  \
    X(at, TIME) X(kind, TEXT) X(by, TEXT) X(to, TEXT) X(department, TEXT) X(reason, TEXT) X(note, TEXT)
#define FINDING_FIELDS(X)                                                                                              \
    X(finding_id, TEXT)                                                                                                \
    X(visit_id, TEXT) X(event_id, TEXT) X(form, TEXT) X(kind, TEXT) X(class, TEXT) X(raised_at, TIME)                  \
        X(department, TEXT) X(promised_at, TIME) X(replied_at, TIME) X(reported_at, TIME) X(handled_at, TIME)          \
            X(outcome, TEXT) X(content, TEXT)
#define ACTION_FIELDS(X)                                                                                               \
    X(action_id, TEXT)                                                                                                 \
    X(event_id, TEXT) X(visit_id, TEXT) X(department, TEXT) X(owner, TEXT) X(kind, TEXT) X(opened_at, TIME)            \
        X(due_at, TIME) X(done_at, TIME) X(verified_at, TIME) X(verified_by, TEXT) X(verdict, TEXT)                    \
            X(description, TEXT)
#define PLAN_FIELDS(X)                                                                                                 \
    X(plan_id, TEXT)                                                                                                   \
    X(event_id, TEXT) X(customer_id, TEXT) X(stage, TEXT) X(planned_on, TIME) X(visitor, TEXT) X(made_by, TEXT)        \
        X(made_at, TIME) X(cancelled_on, TIME)
#define LETTER_FIELDS(X)                                                                                               \
    X(letter_id, TEXT) X(kind, TEXT) X(sent_on, TIME) X(event_id, TEXT) X(attached, FLAG) X(filed_on, TIME)
#define CUSTODY_FIELDS(X)                                                                                              \
    X(form_no, TEXT) X(form_kind, TEXT) X(step, TEXT) X(by, TEXT) X(to, TEXT) X(at, TIME) X(signed, FLAG)
#define ANSWER_FIELDS(X) X(visit_id, TEXT) X(item, TEXT) X(value, TEXT) X(note, TEXT)

#define CHECK_FIELDS(X)                                                                                                \
    X(check_id, TEXT)                                                                                                  \
    X(kind, TEXT) X(at, TIME) X(checker, TEXT) X(staff, TEXT) X(site, TEXT) X(subject, TEXT) X(passed, FLAG)           \
        X(score, NUMBER) X(note, TEXT)
#define SUBMISSION_FIELDS(X)                                                                                           \
    X(report, TEXT) X(period, TEXT) X(step, TEXT) X(by, TEXT) X(to, TEXT) X(at, TIME) X(opinion, TEXT)
/* clang-format on */

#define X(name, type) EVENT_##name,
enum event_field { EVENT_FIELDS(X) EVENT_FIELD_COUNT };
#undef X
#define X(name, type) VISIT_##name,
enum visit_field { VISIT_FIELDS(X) VISIT_FIELD_COUNT };
#undef X
#define X(name, type) STEP_##name,
enum step_field { STEP_FIELDS(X) STEP_FIELD_COUNT };
#undef X
#define X(name, type) FINDING_##name,
enum finding_field { FINDING_FIELDS(X) FINDING_FIELD_COUNT };
#undef X
#define X(name, type) ACTION_##name,
enum action_field { ACTION_FIELDS(X) ACTION_FIELD_COUNT };
#undef X
#define X(name, type) PLAN_##name,
enum plan_field { PLAN_FIELDS(X) PLAN_FIELD_COUNT };
#undef X
#define X(name, type) LETTER_##name,
enum letter_field { LETTER_FIELDS(X) LETTER_FIELD_COUNT };
#undef X
#define X(name, type) CUSTODY_##name,
enum custody_field { CUSTODY_FIELDS(X) CUSTODY_FIELD_COUNT };
#undef X
#define X(name, type) ANSWER_##name,
enum answer_field { ANSWER_FIELDS(X) ANSWER_FIELD_COUNT };
#undef X
#define X(name, type) CHECK_##name,
enum check_field { CHECK_FIELDS(X) CHECK_FIELD_COUNT };
#undef X
#define X(name, type) SUBMISSION_##name,
enum submission_field { SUBMISSION_FIELDS(X) SUBMISSION_FIELD_COUNT };
#undef X
enum { ROW_FIELDS_MOST = EVENT_FIELD_COUNT };

/* Columns beyond these lists, numbered from ROW_FURTHER on, alike in all policies of one configuration: those that a
 * policy declares for a log (docs/policy-format.md «Columns of its own»), and what the staff log says of the person
 * whom a column names, by_role and by_department beside by, on the day of the row. */
enum { ROW_FURTHER = 64, ROW_FURTHER_MOST = 64 };
enum row_further_sort { FURTHER_OWN, FURTHER_ROLE, FURTHER_DEPARTMENT };
struct row_further_column {
    enum row_kind kind;
    const char *name;
    enum field_type type;
    enum row_further_sort sort;
    bool names_person; /* an own one */
    int person;        /* the column that names whom it is about; FURTHER_OWN: none */
    bool customer;     /* of an event: its customer's own column */
    const char *own;   /* its name in the log; FURTHER_OWN only */
};
struct row_further {
    struct row_further_column column[ROW_FURTHER_MOST];
    int n;
};
/* What by_role and by_department say of somebody whom the staff log does not know. */
#define ROW_UNKNOWN "unknown"

const char *row_kind_name(enum row_kind k); /* "finding"; of ROW_CUSTOMER too */
const char *row_kind_log(enum row_kind k);  /* "findings" */
/* Not ROW_CUSTOMER. */
bool row_kind_find(struct str name, enum row_kind *out);
int row_field_count(enum row_kind k);
/* NULL and FIELD_TEXT beyond the last column. */
const char *row_field_name(enum row_kind k, int f);
enum field_type row_field_type(enum row_kind k, int f);
bool row_field_find(enum row_kind k, struct str name, int *out);
/* The column of a row's own time (metrics.md 1); -1 for answers, whose time is that of their visit. */
int row_own_time(enum row_kind k);

/* A fixed or further column of that name; by_role is entered where it is asked for first. False where there is none, or no
 * room. Texts of new columns live in the arena. */
bool row_column_find(struct row_further *further, struct arena *a, enum row_kind k, struct str name, int *out);
/* Declares an own column; false where it is there as another type, or there is no room. */
bool row_column_declare(struct row_further *further, const struct row_further_column *own);
const char *row_column_name(const struct row_further *further, enum row_kind k, int f);
enum field_type row_column_type(const struct row_further *further, enum row_kind k, int f);
/* The further column of that number; NULL for a fixed one. */
const struct row_further_column *row_column_further(const struct row_further *further, int f);

const char *event_field_name(enum event_field f); /* "finished_at" */
enum field_type event_field_type(enum event_field f);
bool event_field_find(struct str name, enum event_field *out);
#endif
