#include "policies/codes.h"

static const char *const tables[] = {"events",  "visits",   "assignments", "staff",  "customers", "exposure",
                                     "surveys", "actions",  "decisions",   "steps",  "findings",  "answers",
                                     "plans",   "letters",  "custody",     "checks", "targets",   "submissions",
                                     "grants",  "holidays", "notes",       NULL};
const struct bind_vocab codes_tables = {"the name of a log", tables, NULL};

static const char *const categories[] = {"complaint",        "repair",         "special_service", "help",
                                         "first_aid",        "activity",       "publication",     "suggestion",
                                         "opinion",          "incident",       "inpatient",       "outpatient_special",
                                         "outpatient_basic", "member_active",  "member_dormant",  "member_graduated",
                                         "product_user",     "hotline_caller", "contact",         "project",
                                         "installation",     "move_in",        "consultation",    NULL};
const struct bind_vocab codes_categories = {"a category", categories, NULL};

static const char *const severities[] = {"ordinary", "important", "major", NULL};
const struct bind_vocab codes_severities = {"a severity", severities, NULL};

static const char *const methods[] = {"onsite", "phone", "letter", "open_letter", "sms", "email", "chat", "form", NULL};
const struct bind_vocab codes_methods = {"a method of visiting", methods, NULL};

static const char *const validities[] = {"valid", "communicative", "invalid", NULL};
static const char *const validity_kinds[] = {"help", "inquiry", "venting", NULL};
static const char *const content_classes[] = {"equipment", "attitude", "quality", "sudden", NULL};
static const char *const phases[] = {"during", "after", NULL};
static const char *const outcomes[] = {"pass", "fail", "unreachable", NULL};
static const struct bind_vocab validity_vocab = {"a validity", validities, NULL};
static const struct bind_vocab validity_kind_vocab = {"a kind of communication", validity_kinds, NULL};
static const struct bind_vocab content_class_vocab = {"a class of content", content_classes, NULL};
static const struct bind_vocab phase_vocab = {"a phase", phases, NULL};
static const struct bind_vocab outcome_vocab = {"an outcome", outcomes, NULL};

static const char *const step_kinds[] = {"contact",  "dispatch",    "signed", "handover", "escalate",
                                         "track",    "no_solution", "answer", "notify",   "form_return",
                                         "overtime", "regrade",     "verify", NULL};
static const char *const action_kinds[] = {"corrective", "preventive", NULL};
static const char *const verdicts[] = {"effective", "ineffective", NULL};
static const char *const letter_kinds[] = {"reply", "open", NULL};
static const char *const submission_steps[] = {"submit", "review", "approve", "decide", "read", NULL};
const struct bind_vocab codes_steps = {"a kind of step", step_kinds, NULL};
static const struct bind_vocab action_kind_vocab = {"a kind of action", action_kinds, NULL};
static const struct bind_vocab verdict_vocab = {"a verdict", verdicts, NULL};
static const struct bind_vocab letter_kind_vocab = {"a kind of letter", letter_kinds, NULL};
const struct bind_vocab codes_submissions = {"a step of the submissions log", submission_steps, NULL};

const struct bind_vocab *codes_of(const char *table, struct str column) {
    static const struct {
        const char *table, *column;
        const struct bind_vocab *vocab;
    } coded[] = {{"events", "severity", &codes_severities},
                 {"events", "validity", &validity_vocab},
                 {"events", "validity_kind", &validity_kind_vocab},
                 {"events", "content_class", &content_class_vocab},
                 {"visits", "method", &codes_methods},
                 {"visits", "phase", &phase_vocab},
                 {"visits", "outcome", &outcome_vocab},
                 {"steps", "kind", &codes_steps},
                 {"actions", "kind", &action_kind_vocab},
                 {"actions", "verdict", &verdict_vocab},
                 {"letters", "kind", &letter_kind_vocab},
                 {"submissions", "step", &codes_submissions}};
    for (size_t i = 0; i < sizeof coded / sizeof *coded; i++)
        if (strcmp(table, coded[i].table) == 0 && str_is(column, coded[i].column)) return coded[i].vocab;
    return NULL;
}

/* The columns of each log, in the order of `tables`. Every log may carry updated_at (its rank) and status (withdrawn).
 */
#define EVERY "updated_at", "status"
static const char *const events[] = {"event_id",
                                     "category",
                                     "customer_id",
                                     "customer_name",
                                     "phone",
                                     "unit",
                                     "site",
                                     "department",
                                     "about_staff",
                                     "severity",
                                     "validity",
                                     "validity_kind",
                                     "content_class",
                                     "issue",
                                     "channel",
                                     "anonymous",
                                     "letter_reply_only",
                                     "accepted_at",
                                     "contacted_at",
                                     "started_at",
                                     "planned_end_at",
                                     "finished_at",
                                     "delivered_at",
                                     "warranty_end_at",
                                     "escalated_at",
                                     "escalated_to",
                                     "feedback_form_at",
                                     "follow_up_needed",
                                     "related_event_id",
                                     "amount",
                                     "description",
                                     EVERY,
                                     NULL};
static const char *const visits[] = {"visit_id",
                                     "event_id",
                                     "customer_id",
                                     "site",
                                     "department",
                                     "category",
                                     "stage",
                                     "visited_at",
                                     "phase",
                                     "method",
                                     "visitor",
                                     "visitor_role",
                                     "signed",
                                     "outcome",
                                     "satisfaction",
                                     "product_satisfaction",
                                     "service_satisfaction",
                                     "issue_raised",
                                     "raised_event_id",
                                     "opinion",
                                     "suggestion",
                                     "promised_at",
                                     "replied_at",
                                     "reported_at",
                                     "reviewed_by",
                                     "reviewed_at",
                                     "review_note",
                                     "filed_at",
                                     EVERY,
                                     NULL};
static const char *const assignments[] = {"event_id", "role", "staff", EVERY, NULL};
static const char *const staff[] = {"staff", "name", "role", "department", "site", "joined_on", "left_on", EVERY, NULL};
static const char *const customers[] = {"customer_id", "name",  "phone",  "unit", "site",
                                        "type",        "since", "amount", EVERY,  NULL};
static const char *const exposure[] = {"site", "from", "households", "customers", "area", EVERY, NULL};
static const char *const surveys[] = {"survey",          "form",           "customer_id",   "unit",        "site",
                                      "department",      "surveyor",       "sent_at",       "returned_at", "check",
                                      "comment_improve", "comment_wanted", "comment_other", EVERY,         NULL};
static const char *const actions[] = {"action_id",   "event_id",  "visit_id",    "department", "owner",
                                      "kind",        "opened_at", "due_at",      "done_at",    "verified_at",
                                      "verified_by", "verdict",   "description", EVERY,        NULL};
static const char *const decisions[] = {"decision_id", "meeting_on", "owner", "due_at", "done_at",
                                        "metric",      "scope",      "text",  EVERY,    NULL};
static const char *const steps[] = {"event_id", "at", "kind", "by", "to", "department", "reason", "note", EVERY, NULL};
static const char *const findings[] = {
    "finding_id",  "visit_id",   "event_id",    "form",       "kind",    "class",   "raised_at", "department",
    "promised_at", "replied_at", "reported_at", "handled_at", "outcome", "content", EVERY,       NULL};
static const char *const answers[] = {"visit_id", "item", "value", "note", EVERY, NULL};
static const char *const plans[] = {"plan_id", "event_id", "customer_id",  "stage", "planned_on", "visitor",
                                    "made_by", "made_at",  "cancelled_on", EVERY,   NULL};
static const char *const letters[] = {"letter_id", "kind", "sent_on", "event_id", "attached", "filed_on", EVERY, NULL};
static const char *const custody[] = {"form_no", "form_kind", "step", "by", "to", "at", "signed", EVERY, NULL};
static const char *const checks[] = {"check_id", "kind",   "at",    "checker", "staff", "site",
                                     "subject",  "passed", "score", "note",    EVERY,   NULL};
static const char *const targets[] = {"category", "metric", "period", "value", "set_by", "set_on", EVERY, NULL};
static const char *const submissions[] = {"report", "period", "step", "by", "to", "at", "opinion", EVERY, NULL};
static const char *const grants[] = {"staff", "scope", "approved_by", "from", "until", EVERY, NULL};
static const char *const holidays[] = {"date", "name", "kind", EVERY, NULL};
static const char *const notes[] = {"date", "scope", "metric", "text", EVERY, NULL};

#define COLUMNS(name)                                                                                                  \
    { "a column of " #name, name, NULL }
static const struct bind_vocab columns[] = {
    COLUMNS(events),   COLUMNS(visits),  COLUMNS(assignments), COLUMNS(staff),     COLUMNS(customers),
    COLUMNS(exposure), COLUMNS(surveys), COLUMNS(actions),     COLUMNS(decisions), COLUMNS(steps),
    COLUMNS(findings), COLUMNS(answers), COLUMNS(plans),       COLUMNS(letters),   COLUMNS(custody),
    COLUMNS(checks),   COLUMNS(targets), COLUMNS(submissions), COLUMNS(grants),    COLUMNS(holidays),
    COLUMNS(notes)};

const struct bind_vocab *codes_columns(const char *table) {
    for (size_t i = 0; tables[i]; i++)
        if (strcmp(tables[i], table) == 0) return &columns[i];
    return NULL;
}

bool codes_has_column(const char *table, struct str column) {
    const struct bind_vocab *v = codes_columns(table);
    if (!v || strcmp(table, "surveys") == 0) return v != NULL;
    for (size_t i = 0; v->list[i]; i++)
        if (str_is(column, v->list[i])) return true;
    return false;
}
