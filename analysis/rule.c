/* Conditions of a policy on one event as seen at as-of (policy.h, enum condition_op). */
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
    default: return moment_none();
    }
}

static bool has_number(const struct event_row *e, enum event_field f) { return f == EVENT_amount && e->has_amount; }

static bool present(const struct event_row *e, enum event_field f) {
    switch (event_field_type(f)) {
    case FIELD_TEXT: return text_of(e, f).n > 0;
    case FIELD_NUMBER: return has_number(e, f);
    case FIELD_FLAG: return flag_of(e, f);
    case FIELD_TIME: return moment_is(rule_time(e, f));
    }
    return false;
}

static bool day_after(struct moment a, struct moment b) {
    return moment_is(a) && moment_is(b) && moment_day(a) > moment_day(b);
}

static bool holds(const struct condition *c, const struct event_row *e) {
    switch (c->op) {
    case COND_IN: return text_of(e, c->field).n > 0 && names_have(&c->values, text_of(e, c->field));
    case COND_NOT_IN: return text_of(e, c->field).n == 0 || !names_have(&c->values, text_of(e, c->field));
    case COND_EMPTY: return !present(e, c->field);
    case COND_PRESENT: return present(e, c->field);
    case COND_TRUE: return flag_of(e, c->field);
    case COND_FALSE: return !flag_of(e, c->field);
    case COND_AT_LEAST: return has_number(e, c->field) && e->amount >= c->number;
    case COND_LESS: return has_number(e, c->field) && e->amount < c->number;
    case COND_DAY_AFTER: return day_after(rule_time(e, c->field), rule_time(e, c->other));
    }
    return false;
}

bool rule_holds(const struct conditions *c, const struct event_row *e) {
    for (size_t i = 0; i < c->n; i++)
        if (!holds(&c->item[i], e)) return false;
    return true;
}
