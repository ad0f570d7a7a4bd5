#include "policies/row.h"

struct column {
    const char *name;
    enum field_type type;
};
#define X(name, type) {#name, FIELD_##type},
static const struct column event[] = {EVENT_FIELDS(X)}, visit[] = {VISIT_FIELDS(X)}, step[] = {STEP_FIELDS(X)},
                           finding[] = {FINDING_FIELDS(X)}, action[] = {ACTION_FIELDS(X)}, plan[] = {PLAN_FIELDS(X)},
                           letter[] = {LETTER_FIELDS(X)}, custody[] = {CUSTODY_FIELDS(X)},
                           answer[] = {ANSWER_FIELDS(X)}, spot_check[] = {CHECK_FIELDS(X)};
#undef X

static const struct {
    const char *name, *log;
    const struct column *column;
    int n, own_time;
} kinds[ROW_KINDS] = {
    [ROW_EVENT] = {"event", "events", event, EVENT_FIELD_COUNT, EVENT_accepted_at},
    [ROW_VISIT] = {"visit", "visits", visit, VISIT_FIELD_COUNT, VISIT_visited_at},
    [ROW_STEP] = {"step", "steps", step, STEP_FIELD_COUNT, STEP_at},
    [ROW_FINDING] = {"finding", "findings", finding, FINDING_FIELD_COUNT, FINDING_raised_at},
    [ROW_ACTION] = {"action", "actions", action, ACTION_FIELD_COUNT, ACTION_opened_at},
    [ROW_PLAN] = {"plan", "plans", plan, PLAN_FIELD_COUNT, PLAN_planned_on},
    [ROW_LETTER] = {"letter", "letters", letter, LETTER_FIELD_COUNT, LETTER_sent_on},
    [ROW_CUSTODY] = {"custody", "custody", custody, CUSTODY_FIELD_COUNT, CUSTODY_at},
    [ROW_ANSWER] = {"answer", "answers", answer, ANSWER_FIELD_COUNT, -1},
    [ROW_CHECK] = {"check", "checks", spot_check, CHECK_FIELD_COUNT, CHECK_at},
};

const char *row_kind_name(enum row_kind k) { return kinds[k].name; }
const char *row_kind_log(enum row_kind k) { return kinds[k].log; }
int row_field_count(enum row_kind k) { return kinds[k].n; }
int row_own_time(enum row_kind k) { return kinds[k].own_time; }

bool row_kind_find(struct str name, enum row_kind *out) {
    for (int k = 0; k < ROW_KINDS; k++) {
        if (!str_is(name, kinds[k].name)) continue;
        *out = (enum row_kind)k;
        return true;
    }
    return false;
}

const char *row_field_name(enum row_kind k, int f) { return f < kinds[k].n ? kinds[k].column[f].name : NULL; }
enum field_type row_field_type(enum row_kind k, int f) { return f < kinds[k].n ? kinds[k].column[f].type : FIELD_TEXT; }

bool row_field_find(enum row_kind k, struct str name, int *out) {
    for (int f = 0; f < kinds[k].n; f++) {
        if (!str_is(name, kinds[k].column[f].name)) continue;
        *out = f;
        return true;
    }
    return false;
}

const char *event_field_name(enum event_field f) { return event[f].name; }
enum field_type event_field_type(enum event_field f) { return event[f].type; }

bool event_field_find(struct str name, enum event_field *out) {
    int f;
    if (!row_field_find(ROW_EVENT, name, &f)) return false;
    *out = (enum event_field)f;
    return true;
}
