/* Conditions of a policy on one event, or a row of another log, as seen at as-of (policy.h, enum condition_op). */
#include "analysis/tell.h"

static struct str text_of(const struct event_row *e, enum event_field f) {
    switch (f) {
    case EVENT_event_id: return e->event_id;
    case EVENT_category: return e->category;
    case EVENT_customer_id: return e->customer_id;
    case EVENT_site: return e->site;
    case EVENT_department: return e->department;
    case EVENT_about_staff: return e->about_staff;
    case EVENT_severity: return e->severity;
    case EVENT_validity: return e->validity;
    case EVENT_validity_kind: return e->validity_kind;
    case EVENT_content_class: return e->content_class;
    case EVENT_issue: return e->issue;
    case EVENT_channel: return e->channel;
    case EVENT_escalated_to: return e->escalated_to;
    case EVENT_related_event_id: return e->related_event_id;
    case EVENT_description: return e->description;
    case EVENT_customer_type: return e->customer ? e->customer->type : str_none();
    default: return str_none();
    }
}

static bool flag_of(const struct event_row *e, enum event_field f) {
    switch (f) {
    case EVENT_anonymous: return e->anonymous;
    case EVENT_letter_reply_only: return e->letter_reply_only;
    case EVENT_follow_up_needed: return e->follow_up_needed;
    default: return false;
    }
}

struct moment rule_time(const struct event_row *e, enum event_field f) {
    switch (f) {
    case EVENT_accepted_at: return e->accepted;
    case EVENT_contacted_at: return e->contacted;
    case EVENT_started_at: return e->started;
    case EVENT_planned_end_at: return e->planned_end;
    case EVENT_finished_at: return e->finished;
    case EVENT_delivered_at: return e->delivered;
    case EVENT_warranty_end_at: return e->warranty_end;
    case EVENT_escalated_at: return e->escalated;
    case EVENT_feedback_form_at: return e->feedback_form;
    case EVENT_customer_since: return e->customer ? e->customer->since : moment_none();
    default: return moment_none();
    }
}

/* ---- any kind of row ---- */

/* Columns beyond the fixed ones; all empty on a row that nobody looked at as it stood at as-of. */
static const struct side_value *further_value(struct rule_row r, int f) {
    static const struct side_value none;
    const struct side_value *list = r.kind == ROW_EVENT   ? ((const struct event_row *)r.row)->further
                                    : r.kind == ROW_VISIT ? ((const struct visit_row *)r.row)->further
                                                          : ((const struct side_row *)r.row)->further;
    return list ? &list[f - ROW_FURTHER] : &none;
}

static struct str visit_text(const struct visit_row *v, int f) {
    switch ((enum visit_field)f) {
    case VISIT_visit_id: return v->visit_id;
    case VISIT_event_id: return v->event_ids;
    case VISIT_site: return v->site;
    case VISIT_department: return v->department;
    case VISIT_category: return v->category;
    case VISIT_stage: return v->stage;
    case VISIT_method: return v->method;
    case VISIT_visitor: return v->visitor;
    case VISIT_visitor_role: return v->visitor_role;
    case VISIT_outcome: return v->outcome;
    case VISIT_raised_event_id: return v->raised_event_id;
    case VISIT_review_note: return v->review_note;
    case VISIT_reviewed_by: return v->reviewed_by;
    case VISIT_opinion: return v->opinion;
    case VISIT_phase: return v->during ? STR_LIT("during") : STR_LIT("after");
    default: return str_none();
    }
}

static struct moment visit_time(const struct visit_row *v, int f) {
    switch ((enum visit_field)f) {
    case VISIT_visited_at: return v->visited;
    case VISIT_promised_at: return v->promised;
    case VISIT_replied_at: return v->replied;
    case VISIT_reported_at: return v->reported;
    case VISIT_reviewed_at: return v->reviewed;
    case VISIT_filed_at: return v->filed;
    default: return moment_none();
    }
}

static const struct side_value *value_of(struct rule_row r, int f) {
    return &((const struct side_row *)r.row)->value[f];
}

struct str rule_text(struct rule_row r, int f) {
    if (f >= ROW_FURTHER) return further_value(r, f)->text;
    if (r.kind == ROW_EVENT) return text_of(r.row, (enum event_field)f);
    return r.kind == ROW_VISIT ? visit_text(r.row, f) : value_of(r, f)->text;
}

struct moment rule_moment(struct rule_row r, int f) {
    if (f >= ROW_FURTHER) return moment_none();
    if (r.kind == ROW_EVENT) return rule_time(r.row, (enum event_field)f);
    return r.kind == ROW_VISIT ? visit_time(r.row, f) : value_of(r, f)->at;
}

static bool rule_flag(struct rule_row r, int f) {
    if (f >= ROW_FURTHER) return further_value(r, f)->is;
    if (r.kind == ROW_EVENT) return flag_of(r.row, (enum event_field)f);
    if (r.kind != ROW_VISIT) return value_of(r, f)->number != 0;
    const struct visit_row *v = r.row;
    return f == VISIT_signed ? v->signed_ == 1 : f == VISIT_issue_raised && v->issue_raised;
}

bool rule_number(struct rule_row r, int f, double *out) {
    *out = f >= ROW_FURTHER ? further_value(r, f)->number : 0;
    if (f >= ROW_FURTHER) return further_value(r, f)->is;
    if (r.kind == ROW_EVENT) {
        const struct event_row *e = r.row;
        const struct customer_row *c = f == EVENT_customer_amount ? e->customer : NULL;
        *out = c ? c->amount : e->amount;
        return c ? c->has_amount : f == EVENT_amount && e->has_amount;
    }
    if (r.kind == ROW_VISIT) {
        *out = ((const struct visit_row *)r.row)->satisfaction;
        return f == VISIT_satisfaction && *out > 0;
    }
    *out = value_of(r, f)->number;
    return value_of(r, f)->is;
}

bool rule_present(struct rule_row r, int f) {
    double n;
    if (f >= ROW_FURTHER) return further_value(r, f)->is;
    switch (row_field_type(r.kind, f)) {
    case FIELD_TEXT: return rule_text(r, f).n > 0;
    case FIELD_NUMBER: return rule_number(r, f, &n);
    case FIELD_FLAG: return rule_flag(r, f);
    case FIELD_TIME: return moment_is(rule_moment(r, f));
    }
    return false;
}

static bool day_after(struct moment a, struct moment b) {
    return moment_is(a) && moment_is(b) && moment_day(a) > moment_day(b);
}

bool rule_text_meets(const struct condition *c, struct str text) {
    bool in = text.n > 0 && names_have(&c->values, text);
    return c->op == COND_IN ? in : c->op == COND_NOT_IN ? !in : (c->op == COND_PRESENT) == (text.n > 0);
}

bool rule_holds_one(const struct condition *c, struct rule_row r) {
    double n;
    switch (c->op) {
    case COND_IN:
    case COND_NOT_IN: return rule_text_meets(c, rule_text(r, c->field));
    case COND_EMPTY: return !rule_present(r, c->field);
    case COND_PRESENT: return rule_present(r, c->field);
    case COND_TRUE: return rule_flag(r, c->field);
    case COND_FALSE: return !rule_flag(r, c->field);
    case COND_AT_LEAST: return rule_number(r, c->field, &n) && n >= c->number;
    case COND_LESS: return rule_number(r, c->field, &n) && n < c->number;
    case COND_DAY_AFTER: return day_after(rule_moment(r, c->field), rule_moment(r, c->other));
    }
    return false;
}

bool rule_holds_on(const struct conditions *c, struct rule_row r) {
    for (size_t i = 0; i < c->n; i++)
        if (!rule_holds_one(&c->item[i], r)) return false;
    return true;
}

bool rule_holds(const struct conditions *c, const struct event_row *e) {
    return rule_holds_on(c, (struct rule_row){ROW_EVENT, e});
}
