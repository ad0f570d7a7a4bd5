/* The unit of analysis: one customer's story (architecture.md, decision 2).
 *
 * story_tell() is a pure function: facts of one story, policies, staff, holidays and an as-of go in; plain rows per
 * event and tallies (what to add to which cell of the cube) come out. It reads no store and keeps nothing. Told for
 * the same facts and the same as-of it gives the same tale, so a night takes back what it had added by telling the
 * old facts at the old as-of, and adds the new tale: counting is adding.
 *
 * Kinds of story: a customer ('c:…') with all events; an event without a customer ('e:…'); a visit ('v:…') that
 * names no known event or several: only its visit figures and checks are told here, its part in each event's
 * obligations in that event's story; a row of another log ('s:…') that belongs to no known event or visit. */
#ifndef ANALYSIS_STORY_H
#define ANALYSIS_STORY_H
#include "base/arena.h"
#include "base/civil.h"
#include "base/intern.h"
#include "policies/config.h"

/* The dimensions of the cube as small numbers, good for one run, in the order of first use. Number 0 is "". */
struct dims {
    struct intern site, department, category, stage;
};

/* A value of a column of another log, or of a further column of any (policies/row.h). */
struct side_value {
    struct str text;
    struct moment at;
    double number;
    bool is; /* it is not empty; of a further flag: set */
};

/* What the customers log says of a customer. */
struct customer_row {
    struct str type;
    struct moment since;
    bool has_amount;
    double amount;
    struct str own; /* columns that a policy declares, as stored */
};

struct event_row {
    const struct customer_row *customer; /* NULL: unknown, or no policy asks */
    struct str event_id, category, customer_id, site, department, about_staff, severity, validity, validity_kind,
        content_class, issue, channel, escalated_to, related_event_id, description;
    uint32_t site_no, department_no, category_no; /* in dims; 0 when empty */
    bool anonymous, letter_reply_only, follow_up_needed, has_amount;
    double amount;
    struct moment accepted, contacted, started, planned_end, finished, delivered, warranty_end, escalated,
        feedback_form;
    struct str own;                   /* columns that a policy declares, as stored */
    const struct side_value *further; /* by number from ROW_FURTHER on, once seen; NULL: no policy asks */
};

enum visit_method {
    METHOD_ONSITE,
    METHOD_PHONE,
    METHOD_LETTER,
    METHOD_OPEN_LETTER,
    METHOD_SMS,
    METHOD_EMAIL,
    METHOD_CHAT,
    METHOD_FORM,
    METHOD_OTHER
};

struct visit_row {
    struct str visit_id;
    struct str event_ids; /* as stored: separated by ';' */
    int n_events;         /* that it names */
    struct str site, department, category, stage, method, visitor, visitor_role, outcome, raised_event_id, review_note,
        reviewed_by, opinion;
    uint32_t site_no, department_no, category_no; /* its own; 0 when it gives none */
    bool during;                                  /* phase during; else after */
    int signed_;                                  /* 1, 0, -1 unknown */
    int satisfaction;                             /* 1–5, 0 none */
    bool issue_raised;                            /* the flag, or a raised_event_id */
    struct moment visited, promised, replied, reported, reviewed, filed;
    struct moment
        raised_finished; /* finished_at of the raised event, not before its acceptance; none: open or unknown */
    struct str own;
    const struct side_value *further; /* as of events */
};

/* A row of another log: its columns in the order of policies/row.h. */
struct side_row {
    enum row_kind kind;
    struct str id;       /* its key, the parts joined by '/' */
    struct str events;   /* those that it belongs to, separated by ';' */
    struct str visit_id; /* the visit that it names */
    const struct side_value *value;
    struct str own;
    const struct side_value *further; /* as of events */
};

struct side_ref {
    struct str event;
    uint32_t row;
};

enum story_kind { STORY_EVENTS, STORY_VISIT, STORY_SIDE };

struct story {
    enum story_kind kind;
    struct str key;
    struct event_row *event;
    size_t n_events; /* by accepted_at, event_id; STORY_VISIT: the known events it names,
                                                 duplicates already replaced by their canonical complaint */
    struct visit_row *visit;
    size_t n_visits; /* by visited_at, visit_id; those that name an event of the story */
    const struct side_row *side;
    size_t n_sides; /* rows of other logs, each once; only those that a check asks for */
    const struct side_ref *ref;
    size_t n_refs; /* their places by the events that they belong to, in order of bytes */
};

struct person {
    struct str staff, name, role, department, site;
    struct moment joined, left;
};

/* An approval to consult sheets (log: grants). */
struct grant {
    struct str staff, scope;
    struct moment from, until; /* days; until none: without an end */
};

/* What all stories share in one telling. */
struct world {
    int32_t as_of;      /* day */
    int32_t count_from; /* day: nothing older is owed, missed or late */
    const struct policy_use *use;
    size_t n_uses;
    struct dims *dims;
    const struct person *person;
    size_t n_persons; /* by staff (bytes) */
    const int32_t *day_off;
    size_t n_days_off; /* holiday rows of kind off, ascending */
    const int32_t *workday;
    size_t n_workdays;                 /* make-up working days, ascending */
    const struct metric_list *metrics; /* analysis/metric.h */
    bool absent[ROW_KINDS];            /* logs that a check names and of which no row ever came */
    const struct grant *grant;
    size_t n_grants; /* none where no check asks for approvals */
    bool no_grants;  /* no row of that log ever came */
    bool explain;    /* also emit tallies of rows left out (num = den = 0, why set) */
};

/* ---- what comes out ---- */

/* One thing to add to one cell. Periods: `kind` < 0: the day `day` says where it belongs and it is added to the
 * period of every kind that holds it; `kind` >= 0: exactly the period (kind, no). Scope: exact. pool_category: also
 * added to the row pooled over categories; pool_stage likewise. */
struct tally {
    uint16_t policy, metric; /* number in world.use / world.metrics */
    int8_t kind;             /* -1 or enum period_kind */
    uint8_t scope_kind;      /* enum scope_kind */
    bool pool_category, pool_stage;
    int32_t day_or_no;
    uint32_t scope, category, stage; /* numbers in dims (scope: site or department by scope_kind; 0 for all) */
    int64_t num, den;
    /* for explain only */
    const struct event_row *event;
    const struct visit_row *visit;
    const char *why; /* a fixed code: "counted", "not_due", "exempt", "merged", "unreachable", "no_deadline" … */
};
enum scope_kind { SCOPE_ALL, SCOPE_SITE, SCOPE_DEPARTMENT, SCOPE_STAFF, SCOPE_SURVEYOR, SCOPE_ROLE };

/* One duration for the percentiles: finished − accepted of an event finished at as-of. */
struct span_s {
    uint16_t policy;
    int32_t day;
    uint32_t site, department, category;
    int64_t seconds;
    const struct event_row *event; /* for explain */
};

enum obligation_state { STATE_MET, STATE_EARLY, STATE_LATE, STATE_MISSED, STATE_PENDING, STATE_OPEN, STATE_EXEMPT };
const char *obligation_state_name(enum obligation_state s); /* "met" … as stored */

/* Rows as in store/schema/results.sql; column meanings there. */
struct obligation {
    uint16_t policy;
    const struct event_row *event;
    const struct stage *stage;
    int32_t anchor, opens, deadline;
    bool has_deadline, due, optional;
    enum obligation_state state;
    const struct visit_row *visit;
    const char *exempt_reason;
    int32_t month_day;
};
struct merged {
    uint16_t policy;
    const struct event_row *event, *canonical;
};
struct repeat {
    uint16_t policy;
    const struct repeat_rule *rule;
    const struct event_row *event;
    struct str issue;
    bool by_text;
    int count;
    const struct event_row **members;
    size_t n_members;
    bool escalated;
    size_t at, bytes; /* its part of the key's list as text */
};
/* All events of a key with a flagged event, first to last. */
struct repeat_list {
    uint16_t policy;
    struct str issue;
    bool by_text;
    const struct event_row **members;
    size_t n_members;
};
struct limit_hit {
    uint16_t policy;
    const struct event_row *event;
    const char *rule, *state;
    struct moment limit, done;
    int32_t month_day;
};
enum check_state {
    CHECK_MET,
    CHECK_LATE,
    CHECK_MISSING,
    CHECK_OPEN,
    CHECK_INCOMPLETE,
    CHECK_WRONG,
    CHECK_NOT_JUDGEABLE,
    CHECK_CAME /* what must not */
};
const char *check_state_name(enum check_state s); /* "met" … as stored */
struct check_case {
    uint16_t policy;
    const struct check_rule *rule;
    struct str row_id;
    const struct event_row *event;
    const struct visit_row *visit;
    enum check_state state;
    struct moment from, limit, done;
    const char *lacking;
    uint32_t site, department, category;
    int32_t month_day;
};
struct breach {
    uint16_t policy;
    const struct visit_row *visit;
    const char *rule, *clause;
    uint32_t site, department;
};
struct coverage {
    uint16_t policy;
    const struct event_row *event;
    int visits, required;
    bool has_last;
    int32_t last_day;
    const char *state;
    const char *next_stage;
    bool has_next;
    int32_t next_day;
};
struct contradiction {
    const char *kind, *effect;
    const struct event_row *event;
    const struct visit_row *visit;
    int32_t day;
};

struct tale {
    struct obligation *obligation;
    size_t n_obligations, cap_obligations;
    struct merged *merged;
    size_t n_merged, cap_merged;
    struct repeat *repeat;
    size_t n_repeats, cap_repeats;
    struct repeat_list *repeat_list;
    size_t n_repeat_lists, cap_repeat_lists;
    struct limit_hit *limit;
    size_t n_limits, cap_limits;
    struct breach *breach;
    size_t n_breaches, cap_breaches;
    struct coverage *coverage;
    size_t n_coverages, cap_coverages;
    struct contradiction *contradiction;
    size_t n_contradictions, cap_contradictions;
    struct check_case *check;
    size_t n_checks, cap_checks;
    struct tally *tally;
    size_t n_tallies, cap_tallies;
    struct span_s *span;
    size_t n_spans, cap_spans;
    bool changes;     /* whether the story changes by itself on a later day */
    int32_t next_day; /* the first as-of day after world.as_of whose telling may differ */
};

void tale_init(struct tale *t);
void tale_reset(struct tale *t); /* empty, memory kept */
void tale_release(struct tale *t);

/* Tells one story. Rows point into the story, which must outlive the tale; scratch strings live in `a`. Row order in
 * each list is total and depends on the facts only. */
void story_tell(const struct story *s, const struct world *w, struct arena *a, struct tale *out);
#endif
