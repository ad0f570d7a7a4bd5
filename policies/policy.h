/* A regulation as data: what a policy file says, bound and checked, ready for the analysis.
 *
 * policy_read() turns policies/NAME.yaml (docs/policy-format.md) into this tree of plain structs. Every rule
 * carries the clause it comes from and its strength. A value that the text does not give is not set, and stays so:
 * the measure is then reported without verdict. No code asks for a policy's name; two policies differ in these
 * values only. All pointers live in the arena that was given to policy_read. */
#ifndef POLICIES_POLICY_H
#define POLICIES_POLICY_H
#include "base/arena.h"
#include "base/err.h"
#include "base/hash.h"
#include "policies/row.h"
#include <stdint.h>

/* A length of time. Days, weeks, months and years count calendar days and clamp (metrics.md 1); minutes and hours
 * count elapsed time. not set: set == false. */
enum span_unit { SPAN_MINUTE, SPAN_HOUR, SPAN_DAY, SPAN_WORKDAY, SPAN_WEEK, SPAN_MONTH, SPAN_YEAR };
struct span {
    bool set;
    int32_t n; /* may be negative: before the anchor */
    enum span_unit unit;
};
/* Whether the span is measured in elapsed time (minutes, hours) and needs clock times on both sides. */
static inline bool span_is_clock(struct span s) { return s.set && s.unit <= SPAN_HOUR; }

/* An exact fraction: 30 % is 30/100, 12.5 % is 125/1000, 0.6 is 6/10. */
struct fraction {
    bool set;
    int64_t num, den;
};

enum strength { STRENGTH_MUST, STRENGTH_SHOULD, STRENGTH_AIM, STRENGTH_MAY };

struct words { /* a title in both languages of the reports; en falls back to zh when the file gives none */
    const char *zh, *en;
};

/* Where a rule comes from. */
struct clause {
    const char *no;   /* "4.1.2 1)" */
    const char *text; /* the regulation's own words, may be NULL */
    enum strength strength;
    int line; /* in the policy file */
};

struct names { /* a list of codes; n == 0 means "any" where a rule uses it as a filter */
    const char **name;
    size_t n;
};
bool names_have(const struct names *list, struct str name);

/* One comparison on a column of a row as seen at as-of. Empty values satisfy COND_EMPTY only. */
enum condition_op {
    COND_IN,       /* text is one of `values` */
    COND_NOT_IN,   /* text is none of `values`; an empty text is none of them */
    COND_EMPTY,    /* the value is empty */
    COND_PRESENT,  /* it is not */
    COND_TRUE,     /* flag set */
    COND_FALSE,    /* flag not set or empty */
    COND_AT_LEAST, /* number >= `number` */
    COND_LESS,     /* number < `number` */
    COND_DAY_AFTER /* calendar day of the field after the calendar day of `other`; false when either is empty */
};
enum { CONDITION_SERVED = -2 }; /* a field of visits in `where`: the stage that the visit serves (metrics.md 3) */
struct condition {
    int field; /* of the kind of row: enum event_field where nothing else is said */
    enum condition_op op;
    struct names values;
    double number;
    int other;
    bool
        unset; /* a threshold that the text does not give: any number there meets it, and nothing is said of the rest */
};
struct conditions { /* all must hold; n == 0 always holds */
    struct condition *item;
    size_t n;
    enum row_kind kind; /* of the rows that they look at; ROW_EVENT unless a rule says otherwise */
};

/* Something that must be there, follow within a time or by a day (docs/policy-format.md «checks»). */
enum check_needs { NEEDS_NOTHING, NEEDS_COLUMN, NEEDS_ROW, NEEDS_GRANT };
/* A column of the row, of its event; the event's first step; its last counted visit before the need was met. */
enum check_time { TIME_OWN, TIME_EVENT, TIME_STEP, TIME_LAST_VISIT };
struct check_rule {
    const char *name;
    struct words title;
    enum row_kind of;            /* the rows checked */
    struct names categories;     /* of the row's event; n == 0: all */
    struct conditions condition; /* on the row's event */
    bool per_customer;           /* a customer's events are one */
    int repeated;                /* only events of problems that came so often; 0: all */
    struct conditions where;     /* on the row itself, of kind `of` */
    enum check_needs needs;
    int needs_column; /* of the row; NEEDS_GRANT: the column that names who must have been approved of */
    enum row_kind needs_kind;
    const char *needs_word; /* the step's kind, the custody's step, the answer's item; NULL: any */
    struct conditions with; /* on the needed row, of kind needs_kind */
    bool with_phase;        /* `with` says the phase of the needed visits itself */
    bool never;             /* the needed row must not come; of kind ROW_EVENT: another event of its problem */
    struct conditions is;   /* what the row must say itself, of kind `of` */
    bool undecided;         /* a threshold of `condition` or `where` is not set: no verdict on what is not met */
    int count;              /* so many needed rows; at least 1 */
    int (*same)[2];
    size_t n_same; /* columns of the row and of the needed row that must be equal, and not empty */
    int *present;
    size_t n_present; /* columns of the row */
    bool from_given;  /* else the row's own time */
    enum check_time from;
    int from_column; /* -1: an answer's own time */
    const char *from_step;
    bool timed;         /* `within` or `every` is there; then within.set == false: no limit, no verdict */
    struct span within; /* from `from`; where it recurs from the last needed row, again and again */
    bool recurs;
    enum event_field until; /* the event's time that ends it; empty: still running */
    bool by_given;
    enum check_time by;
    int by_column;
    struct fraction target; /* of check_rate */
    struct clause clause;
};

/* Whether the rows checked are plans that visits answer, each visit one. */
static inline bool check_rule_of_plans(const struct check_rule *c) {
    return c->of == ROW_PLAN && c->needs == NEEDS_ROW && c->needs_kind == ROW_VISIT && !c->recurs && !c->never;
}

/* Whether it asks for problems that came again. */
static inline bool check_rule_of_problems(const struct check_rule *c) {
    return c->repeated > 0 || (c->never && c->needs_kind == ROW_EVENT);
}

/* Rows of a log that are counted, in all and by the values of columns. Of `check` only what says which rows. */
enum {
    COUNT_BY_VISITS = -1, /* in `by`: the counted visits to the event, those not after `until` */
    COUNT_BY_SERVED = CONDITION_SERVED,
};
struct count_by {
    int column;
    bool needed; /* of the first row that is needed */
    bool ends;   /* of COUNT_BY_VISITS: `until` is given */
    enum event_field until;
};
struct count_rule {
    struct check_rule check;
    struct count_by *by;
    size_t n_by;
    bool by_customer; /* by the customer alone: personal data, whose values no page shows as they are */
    int sum;          /* a number of the row that is summed; -1: none */
};

/* A column that a log has beyond those of data.md, as the policy declares it. */
enum own_type { OWN_TEXT, OWN_NUMBER, OWN_FLAG, OWN_STAFF, OWN_WORD };
struct own_value {
    const char *code;
    struct words title;
};
struct own_column {
    const char *name;   /* in the log */
    const char *called; /* by rules: a customer's column stands beside the events as customer_NAME */
    struct words title; /* in Chinese also a header */
    enum row_kind of;   /* ROW_CUSTOMER too */
    enum own_type type;
    struct names headers; /* further ones */
    struct own_value *value;
    size_t n_values; /* of OWN_WORD, and nothing else */
};

enum anchor {
    ANCHOR_ACCEPTED,
    ANCHOR_STARTED,
    ANCHOR_FINISHED,
    ANCHOR_PLANNED_END,
    ANCHOR_MIDPOINT,
    ANCHOR_DELIVERED,
    ANCHOR_WARRANTY_END
};
enum phases { PHASES_AFTER, PHASES_ANY };
enum cohort { COHORT_DUE, COHORT_ANCHOR };

/* One follow-up duty (metrics.md 3). */
struct stage {
    const char *name;
    struct words title;
    struct names categories;     /* of events it applies to; never empty */
    struct conditions condition; /* further conditions on the event */
    enum anchor anchor;
    struct fraction midpoint;        /* of the days from start to planned end, for ANCHOR_MIDPOINT; default 1/2 */
    struct span earliest;            /* default 0 days */
    struct span latest;              /* not set: open-ended */
    bool recurs;                     /* a duty in each calendar period that touches [anchor, until]: latest not set */
    int every;                       /* enum period_kind: month, quarter, half or year */
    enum event_field until;          /* the event's time that ends it; empty: still running */
    struct span tolerance;           /* widens both ends; not set when none or given in per cent */
    struct fraction tolerance_share; /* of the calendar days from start to planned end, rounded down */
    bool skip_holidays, optional;
    bool by_plan; /* a plan that names the stage sets the deadline */
    bool phases_set;
    enum phases phases;          /* where phases_set, else the policy's */
    struct fraction target;      /* of target_metric; not set: no verdict */
    bool target_by_manager;      /* the `targets` log gives it per period */
    struct names methods;        /* allowed for this stage; n == 0: the policy's */
    struct clause clause;        /* window */
    struct clause target_clause; /* rate; no == NULL when the text gives none */
};

/* Visits drawn from a population, not owed one by one (metrics.md 3, «Sampling stages»). */
enum sample_population { SAMPLE_EVENTS, SAMPLE_HOUSEHOLDS, SAMPLE_VISITS };
struct sample_rule {
    const char *name;
    struct words title;
    enum sample_population population;
    struct names categories; /* of the events, or of visits that name none; n == 0: all */
    struct fraction share;   /* required = ceil(share × population); not set: `at_least` */
    int at_least;
    int at_most;               /* fixed cap; 0: none */
    struct fraction cap_share; /* cap as a share of `cap_of`, rounded down, at least 1; not set: none */
    enum sample_population cap_of;
    const char *stage;           /* visits that name it are the sample; NULL: by the population */
    const char *by_check;        /* spot checks of that kind are the sample, of the whole organisation; NULL: visits */
    struct names methods, roles; /* of these visits only; n == 0: any */
    int period_kind;             /* enum period_kind */
    struct clause clause;
};

/* An item of the answers log that is counted: levels of satisfaction, or how often each value is given. */
struct answer_value {
    const char *value;
    struct words title;
};
struct answer_rule {
    const char *item; /* and, with `parts`, every item that begins with it and '_' */
    struct words title;
    bool parts;
    struct names categories; /* n == 0: all */
    bool levels;             /* 5 … 1; else: */
    struct answer_value *value;
    size_t n_values; /* any other value counts as `other` */
    struct clause clause;
};

/* A target on a metric beyond the stages' own. Serves rows of exactly that metric, category and stage. A group takes
 * several categories together: its figures are rows of their own, with the target's name as category. */
struct target {
    const char *metric, *category, *stage; /* "" = the pooled row; category of a group: its name */
    bool group;
    bool every_stage;                  /* of surveys: each survey, and all of them */
    struct names categories, excluded; /* of a group: these, or all but those (events and visits without one too) */
    struct fraction value;             /* a share; of satisfaction_mean and satisfaction_score any number */
    bool at_most;                      /* the rate must not exceed the value */
    bool every_period;
    int period_kind; /* enum period_kind where !every_period */
    struct clause clause;
};

struct merge_rule {
    bool on;
    struct span window;
    struct clause clause;
};

struct exemption {
    const char *reason; /* "anonymous", "letter_reply_only", … */
    struct words title;
    struct names categories;
    struct conditions condition;
    struct clause clause;
};

struct repeat_rule {
    const char *category;
    int min_count;
    bool consecutive;
    int window_days;
    struct fraction similarity; /* of texts where an event has no issue code; default 6/10 */
    bool count_by_text;
    struct clause clause;
};

struct rework_rule {
    const char *category;
    int window_days;
    struct clause clause;
};

/* Time limits (metrics.md 4). A limit that is not set produces no rows. */
struct limit_rule {
    struct names categories; /* n == 0: all */
    struct span within;
    struct clause clause;
};
struct severity_limit {
    const char *severity;
    struct span within;
    struct clause clause;
};
struct escalation_rule {
    struct names categories;
    struct span after; /* over this, unfinished: must be escalated; not set: no clock */
    int at_count;      /* repeated so often: must be escalated; 0: never by count */
    bool consecutive_set;
    bool consecutive; /* counted without another event between; where not set, as the category's rule of repeats says */
    struct words to;
    struct clause clause;
};

/* Who visits. A rule applies to the visits to events that meet `condition` and categories. */
struct visitor_rule {
    struct names categories;
    struct conditions condition;
    struct names roles;            /* one of them must be among the visit's visitor_role; n == 0: no such test */
    const char *at_least;          /* of the ladder: this post and all above it are among `roles`; NULL: not said */
    struct names joint;            /* each of them must be among the visit's roles */
    bool department_member;        /* and one visitor must be of the event's department (staff log) */
    bool same_site_set, same_site; /* one visitor must be of the event's site, or none may be (staff log) */
    struct clause clause;          /* breach rule: visitor_role, or joint where `joint` or department_member is asked */
};

struct hours {
    int from_minute, to_minute;
}; /* of the day, both ends inclusive */

struct visit_rules {
    struct names methods;
    struct clause methods_clause; /* n == 0: any */
    int method_kinds;             /* so many different ones in a period; 0: not asked */
    struct hours *hours;
    size_t n_hours;
    struct names hours_methods;
    struct clause hours_clause;
    bool holiday_ban, weekend_off;
    struct clause holiday_clause;
    struct names sign_methods;
    struct clause sign_clause; /* methods whose visits need a signature */
    const char *phone_mark;
    struct clause phone_mark_clause; /* text that a phone visit's record must carry */
    int class3_from;
    const char *class3_severity;
    struct clause class3_clause; /* from the n-th visit on not by phone; 0 = off */
    bool review;
    struct clause review_clause; /* reviewer, date and note */
    struct names review_roles;   /* of visits by these roles only; n == 0: all */
    int filed_day;
    struct clause filed_clause; /* day of the month for hand-in; 0 = off */
};

/* A report that must be made of a visit: breach rule `reported`. A visit falls under it when one of the reasons holds.
 * same_day: reported_at on the day of the visit; else reported_at at as-of, whenever (the text gives no time). */
struct report_rule {
    bool on_issue;       /* a visit that raised an issue */
    bool on_fail;        /* a visit with outcome fail */
    bool same_day;       /* default true */
    struct names stages; /* or a visit that serves one of these stages */
    struct words to;
    struct clause clause;
};

struct coverage_rule {
    const char *category;
    int visits;
    struct span grace;
    struct fraction target;
    struct clause clause;
};

/* Rates over a population of events at the period's last day or as-of (two-policies.md):
 * POPULATION_RUNNING: started, not finished, past the deadline of `stage` / those with at least one counted visit;
 * POPULATION_WARRANTY: finished, before warranty_end_at / those visited in the period. */
enum population { POPULATION_RUNNING, POPULATION_WARRANTY };
struct population_rule {
    const char *metric; /* running_visit_rate */
    struct words title;
    enum population population;
    const char *category, *stage;
    struct fraction target;
    struct clause clause;
};

struct band_rule { /* metrics.md 8: score_rate_band */
    const char *metric, *category, *stage;
    struct fraction width;
    int64_t points_micro; /* per full band, in millionths of a point, positive */
    struct clause clause;
};

#define POLICY_SURVEY "survey" /* the category of all figures of surveys */
/* Points that a surveyor loses (metrics.md 8): for each form below the target of recovery_rate, each found fraudulent. */
enum survey_score_kind { SURVEY_FORMS, SURVEY_FRAUD };
struct survey_score {
    int kind;             /* enum survey_score_kind */
    int64_t points_micro; /* per form, in millionths of a point, positive */
    struct clause clause;
};

/* How a passage that the regulation leaves open is read: said at the foot of every page that leans on it. */
struct reading_rule {
    const char *name;
    struct words text;
    struct names about; /* parts of the policy, of policy_parts */
    struct clause clause;
};
/* The parts that a reading may be about and a page lean on: "stages", "repeats" …; NULL at the end. */
extern const char *const policy_parts[];

/* DUTY_MONTH_DAY: of the period's last month; DUTY_NEXT_DAY: of the month after it; DUTY_WEEKDAY: the first one from the
 * week's last day on; DUTY_NOT_SET: the text gives no day. */
enum duty_kind { DUTY_MONTH_DAY, DUTY_WEEKDAY, DUTY_BEFORE_LAST_MEETING, DUTY_MONTH_END, DUTY_NEXT_DAY, DUTY_NOT_SET };
struct report_duty { /* a report that the regulation wants by a day */
    const char *report;
    struct words title;
    enum duty_kind kind;
    int day;            /* of the month, or weekday 0 = Monday */
    int minute;         /* of the day; -1: by the end of the day */
    int period_kind;    /* enum period_kind: what the report is about */
    int cutoff;         /* the day of the month with which a month's report ends; 0: its last */
    struct words to;    /* whom it goes to; zh == NULL: not said */
    struct names steps; /* that the submissions log must show, in order; at least one */
    const char *form;   /* the form that it is; NULL: none */
    struct clause clause;
};

/* A paper form or report that the regulation names, as the site prints it. */
enum form_layout {
    FORM_VISIT,
    FORM_EVENT,
    FORM_MONTH,
    FORM_QUARTER,
    FORM_HALF,
    FORM_YEAR,
    FORM_WEEK,
    FORM_MEETING,
    FORM_PLAN,
    FORM_REGISTER,
    FORM_PREPARATION,
    FORM_SCHEME,
    FORM_WORKFLOW,
    FORM_SITES,
    FORM_LEDGER
};
/* One column of a comparison of sites: a figure of metrics.md. */
struct measure {
    const char *metric, *category, *stage; /* "": pooled */
    struct words title;
    const char *clause; /* of the check; NULL: a metric */
    int better;         /* 1: more is, -1: less is, 0: neither */
    const char *shape;  /* "rate", "count", "hours", "per100", "mean" */
};
struct form_item {
    const char *item;
    struct words title;
};
struct form_text {            /* what the policy itself says on the form */
    struct words title, text; /* text.zh == NULL: to be filled in by hand */
};
struct form {
    const char *form;
    struct words title;
    const char *alias, *code; /* another name; the form's own number; NULL: none */
    enum form_layout layout;
    const char *log;         /* FORM_REGISTER: "custody", … */
    const char *period;      /* statistics and FORM_SITES: "month", … */
    struct measure *measure; /* FORM_SITES */
    size_t n_measures;
    int64_t important;       /* FORM_LEDGER: yuan from which a customer is marked; 0: no mark */
    struct names categories; /* n == 0: all */
    struct form_item *item;
    size_t n_items; /* answers of a visit that are printed by name */
    struct form_text *text;
    size_t n_texts;
    struct names signatures; /* roles that sign, in their order */
    struct names logs;       /* statistics: that it is made from; one that never came is named on it */
    bool restricted;         /* not in the management's edition */
    struct clause clause;
};

struct role {
    const char *code;
    struct words title;
};

struct category {
    const char *code;
    struct words title;
};

struct policy {
    const char *id;
    struct words title;
    const char *source, *code, *edition; /* where the text stands; document code; edition */
    int week_start;                      /* 0 = Monday … 6 = Sunday */
    int meeting_weekday;                 /* of the weekly meeting, 0 = Monday; -1: none */
    enum phases phases;
    enum cohort cohort;
    bool weekend_off;
    struct severity_pair {
        const char *from, *to;
    } * severity_map;
    size_t n_severity_maps;    /* in the rules already */
    struct names ladder;       /* roles from low to high; n == 0: none */
    const char *target_metric; /* that `target` of a stage is about: visit_rate (default) or timely_rate */
    const char *path;
    unsigned char digest[HASH_BYTES]; /* of the file and those it extends */

    struct category *category;
    size_t n_categories;
    struct role *post;
    size_t n_posts; /* every role that the policy names, with its title */
    struct own_column *own;
    size_t n_own;
    struct row_further *further; /* shared by all policies of one configuration */
    struct role *role;
    size_t n_roles;     /* of staff ratios, in the policy's order */
    bool ratio_invalid; /* invalid complaints count in staff ratios */
    struct clause ratio_clause;
    struct stage *stage;
    size_t n_stages;
    struct target *target;
    size_t n_targets;
    struct merge_rule merge;
    struct exemption *exemption;
    size_t n_exemptions;
    struct repeat_rule *repeat;
    size_t n_repeats;
    struct rework_rule *rework;
    size_t n_reworks;
    struct limit_rule contact, unresolved, on_time, duration;
    struct severity_limit *resolution;
    size_t n_resolutions;
    struct names resolution_categories;
    struct escalation_rule escalation;
    struct visitor_rule *visitor;
    size_t n_visitors;
    struct visit_rules visit;
    struct report_rule *reported;
    size_t n_reported;
    struct coverage_rule *coverage;
    size_t n_coverages;
    struct population_rule *population;
    size_t n_populations;
    struct band_rule *band;
    size_t n_bands;
    struct survey_score *survey_score;
    size_t n_survey_scores;
    struct report_duty *duty;
    size_t n_duties;
    struct sample_rule *sample;
    size_t n_samples;
    struct check_rule *check;
    size_t n_checks;
    struct count_rule *count;
    size_t n_counts;
    struct answer_rule *answer;
    size_t n_answers;
    struct form *form;
    size_t n_forms;
    struct reading_rule *reading;
    size_t n_readings;
    int64_t satisfaction_points[6];
    bool satisfaction_points_set; /* whole points by level 1…5; [0] unused */
    int retention_months;
    struct clause retention_clause; /* 0: not set */
};

/* Reads a policy by name (carried in the program, or NAME.yaml in the folders of `search`, tried first) or by path.
 * Errors: ERR_CONFIG with file:line:column, what was found and expected, and the nearest known name; ERR_NOINPUT when
 * there is no such policy. */
struct policy *policy_read(struct arena *a, const char *name, const struct names *search, struct err *e);
/* The same beside others: all whose columns are numbered alike share `further`. */
struct policy *policy_read_beside(struct arena *a, const char *name, const struct names *search,
                                  struct row_further *further, struct err *e);
/* Its own column of that name in the log; NULL: none. */
const struct own_column *policy_own(const struct policy *p, enum row_kind of, const char *name);
/* The rows beside which rules find the column: events, where it is a customer's. */
enum row_kind policy_own_rows(const struct own_column *c);
/* The own column that rules call so on rows of that kind; NULL: none. */
const struct own_column *policy_own_called(const struct policy *p, enum row_kind kind, const char *called);
/* The stage of that name or NULL. */
const struct stage *policy_stage(const struct policy *p, struct str name);
/* The points of that kind or NULL. */
const struct survey_score *policy_survey_score(const struct policy *p, enum survey_score_kind kind);
/* Whether the group of categories takes that one ("": none). */
bool policy_target_takes(const struct target *t, struct str category);
/* The title of a category, the code itself where the policy does not declare it. */
struct words policy_category_title(const struct policy *p, struct str code);
#endif
