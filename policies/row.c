#include "policies/row.h"

struct column {
    const char *name;
    enum field_type type;
};
#define X(name, type) {#name, FIELD_##type},
static const struct column event[] = {EVENT_FIELDS(X)}, visit[] = {VISIT_FIELDS(X)}, step[] = {STEP_FIELDS(X)},
                           finding[] = {FINDING_FIELDS(X)}, action[] = {ACTION_FIELDS(X)}, plan[] = {PLAN_FIELDS(X)},
                           letter[] = {LETTER_FIELDS(X)}, custody[] = {CUSTODY_FIELDS(X)},
                           answer[] = {ANSWER_FIELDS(X)}, spot_check[] = {CHECK_FIELDS(X)},
                           submission[] = {SUBMISSION_FIELDS(X)};
#undef X

static const struct {
    const char *name, *log;
    const struct column *column;
    int n, own_time;
} kinds[ROW_KINDS + 1] = {
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
    [ROW_SUBMISSION] = {"submission", "submissions", submission, SUBMISSION_FIELD_COUNT, SUBMISSION_at},
    [ROW_CUSTOMER] = {"customer", "customers", NULL, 0, -1},
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

/* ---- columns beyond the fixed ones ---- */

_Static_assert((int)ROW_FIELDS_MOST < (int)ROW_FURTHER, "further columns are numbered behind the fixed ones");

static bool names_person(const struct row_further *further, enum row_kind k, int f) {
    static const int list[][2] = {
        {ROW_VISIT, VISIT_reviewed_by},
        {ROW_STEP, STEP_by},
        {ROW_STEP, STEP_to},
        {ROW_ACTION, ACTION_owner},
        {ROW_ACTION, ACTION_verified_by},
        {ROW_PLAN, PLAN_made_by},
        {ROW_CUSTODY, CUSTODY_by},
        {ROW_CUSTODY, CUSTODY_to},
        {ROW_CHECK, CHECK_checker},
        {ROW_CHECK, CHECK_staff},
        {ROW_SUBMISSION, SUBMISSION_by},
        {ROW_SUBMISSION, SUBMISSION_to},
    };
    if (f >= ROW_FURTHER) return further->column[f - ROW_FURTHER].names_person;
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        if (list[i][0] == (int)k && list[i][1] == f) return true;
    return false;
}

static bool find_further(const struct row_further *further, enum row_kind k, struct str name, int *out) {
    for (int i = 0; i < further->n; i++) {
        if (further->column[i].kind != k || !str_is(name, further->column[i].name)) continue;
        *out = ROW_FURTHER + i;
        return true;
    }
    return false;
}

/* by_role and by_department, beside a column that names a person. */
static bool add_of_person(struct row_further *further, struct arena *a, enum row_kind k, struct str name, int *out) {
    static const struct {
        const char *ending;
        enum row_further_sort sort;
    } asked[] = {{"_role", FURTHER_ROLE}, {"_department", FURTHER_DEPARTMENT}};
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        size_t n = strlen(asked[i].ending);
        if (!str_ends(name, asked[i].ending) || name.n == n || further->n == ROW_FURTHER_MOST) continue;
        struct str who = str_n(name.p, name.n - n);
        int person;
        if (!row_field_find(k, who, &person) && !find_further(further, k, who, &person)) continue;
        if (!names_person(further, k, person)) continue;
        *out = ROW_FURTHER + further->n;
        further->column[further->n++] = (struct row_further_column){
            .kind = k, .name = arena_cstr(a, name), .type = FIELD_TEXT, .sort = asked[i].sort, .person = person};
        return true;
    }
    return false;
}

bool row_column_find(struct row_further *further, struct arena *a, enum row_kind k, struct str name, int *out) {
    return row_field_find(k, name, out) || find_further(further, k, name, out) ||
           add_of_person(further, a, k, name, out);
}

bool row_column_declare(struct row_further *further, const struct row_further_column *own) {
    int f;
    if (find_further(further, own->kind, str_of(own->name), &f)) {
        const struct row_further_column *c = &further->column[f - ROW_FURTHER];
        return c->sort == FURTHER_OWN && c->type == own->type && c->names_person == own->names_person;
    }
    if (further->n == ROW_FURTHER_MOST) return false;
    further->column[further->n++] = *own;
    return true;
}

const struct row_further_column *row_column_further(const struct row_further *further, int f) {
    return f < ROW_FURTHER ? NULL : &further->column[f - ROW_FURTHER];
}

const char *row_column_name(const struct row_further *further, enum row_kind k, int f) {
    const struct row_further_column *c = row_column_further(further, f);
    return c ? c->name : row_field_name(k, f);
}

enum field_type row_column_type(const struct row_further *further, enum row_kind k, int f) {
    const struct row_further_column *c = row_column_further(further, f);
    return c ? c->type : row_field_type(k, f);
}

const char *event_field_name(enum event_field f) { return event[f].name; }
enum field_type event_field_type(enum event_field f) { return event[f].type; }

bool event_field_find(struct str name, enum event_field *out) {
    int f;
    if (!row_field_find(ROW_EVENT, name, &f)) return false;
    *out = (enum event_field)f;
    return true;
}
