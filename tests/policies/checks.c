/* The rows of `checks` (docs/policy-format.md «Checks»): every fault with its place, and what is bound. Each case of a fault
 * is what follows the four lines of a right policy; ^ marks the place that the message must name. */
#include "policies/policy.h"
#include "tests/policies/parts.h"

static const char head[] =
    "policy: p\ntitle: t\ncategories: {complaint: 投诉, repair: 报修}\nroles: {director: 主任}\n";
#define CONTACT                                                                                                        \
    "columns:\n  - {name: contact, of: customer, title: C, type: text}\n"                                              \
    "  - {name: state, of: customer, title: S, values: {on: O}}\n"
#define CHECK "checks:\n  - {name: c, clause: 1, "

static const struct {
    const char *text, *error;
} faults[] = {
    {"checks:\n  - ^{needs: visit, clause: 1}\n", "a check lacks the key «name»"},
    {"checks:\n  - ^{name: c, needs: visit}\n", "a check lacks the key «clause»"},
    {"checks:\n  - ^{name: c, clause: 1}\n", "a check lacks needs, never, present or is"},
    {CHECK "needs: visit}\n  - {name: ^c, needs: visit, clause: 1}\n", "name: found «c» twice, first in line 6"},
    {CHECK "needs: visit, ^witin: 3 d}\n",
     "found the key «witin», which a check does not have; did you mean «within»?"},
    {CHECK "of: ^visits, needs: replied_at}\n", "of: found «visits», expected a kind of row; did you mean «visit»?"},
    {CHECK "of: ^staff, needs: replied_at}\n", "of: found «staff», expected a kind of row; known: event, visit, step"},
    {CHECK "categories: ^help, needs: visit}\n",
     "categories: found «help», expected a category that the policy declares"},
    /* what is needed */
    {CHECK "needs: ^replied_at}\n", "needs: found «replied_at», expected a column of events, or visit, finding"},
    {CHECK "of: finding, needs: ^replied}\n",
     "needs: found «replied», expected a column of findings, or visit, finding, action, plan, letter, step KIND, custody STEP, "
     "answer ITEM, check KIND; did you mean «replied_at»?"},
    {CHECK "needs: ^step}\n", "needs: found «step», expected a column of events, or visit"},
    {CHECK "needs: ^step dispach}\n", "needs: found «dispach», expected a kind of step; did you mean «dispatch»?"},
    {CHECK "needs: ^visit onsite}\n", "needs: found «visit onsite», expected a column of events"},
    {CHECK "needs: ^event}\n", "needs: found «event», expected a column of events"},
    {CHECK "needs: ^[visit]}\n", "needs: found a list, expected a column of events"},
    {CHECK "needs: visit, count: ^0}\n", "count: found «0», expected a whole number from 1 to 1000"},
    {CHECK "needs: finished_at, count: ^2}\n", "count is about needed rows, and needs names none"},
    {CHECK "needs: finished_at, with: ^{method: onsite}}\n", "with is about needed rows, and needs names none"},
    {CHECK "present: issue, with: ^{method: onsite}}\n", "with is about needed rows, and needs names none"},
    {CHECK "needs: visit, with: {^metod: onsite}}\n",
     "found «metod», expected a column of visits; did you mean «method»?"},
    {CHECK "needs: visit, with: {method: ^walk}}\n", "method: found «walk», expected a method of visiting"},
    {CHECK "needs: action, with: {verdict: ^efective}}\n",
     "verdict: found «efective», expected a verdict; did you mean «effective»?"},
    {CHECK "needs: letter, with: {attached: ^yes}}\n", "attached: found «yes», expected true or false"},
    {CHECK "needs: finding, with: {replied_at: {day_after: ^raised}}}\n",
     "day_after: found «raised», expected a time of the finding; did you mean «raised_at»?"},
    {CHECK "of: custody, needs: ^grant}\n", "needs: found «grant», expected grant by or grant to, of rows of custody"},
    {CHECK "of: custody, needs: ^grant signed}\n", "needs: found «grant signed», expected grant by or grant to"},
    {CHECK "of: step, needs: ^grant by}\n",
     "needs: found «grant by», expected grant by or grant to, of rows of custody"},
    {CHECK "of: custody, needs: grant to, within: ^3 d}\n", "within has no effect on a check of approvals"},
    {CHECK "of: custody, needs: grant to, from: ^at}\n", "from has no effect on a check of approvals"},
    {CHECK "of: custody, needs: grant to, with: ^{staff: X}}\n", "with is about needed rows, and needs names none"},
    {CHECK "of: custody, never: ^grant to}\n", "never: found «grant to», expected repeat, visit"},
    /* what must not come */
    {CHECK "never: ^repeats}\n",
     "never: found «repeats», expected repeat, visit, finding, action, plan, letter, step KIND"},
    {CHECK "never: ^finished_at}\n", "never: found «finished_at», expected repeat, visit"},
    {CHECK "never: ^[repeat]}\n", "never: found a list, expected repeat"},
    {CHECK "never: ^step regrad}\n", "never: found «regrad», expected a kind of step; did you mean «regrade»?"},
    {CHECK "needs: ^repeat}\n", "needs: found «repeat», expected a column of events, or visit"},
    {CHECK "never: ^repeat, needs: visit}\n", "a check has needs or never"},
    {CHECK "never: repeat, count: ^2}\n", "count has no effect on a check of what must never come"},
    {CHECK "never: repeat, present: ^issue}\n", "present has no effect on a check of what must never come"},
    {CHECK "never: repeat, is: ^{severity: major}}\n", "is has no effect on a check of what must never come"},
    {CHECK "never: visit, every: ^3 d}\n", "every has no effect on a check of what must never come"},
    {CHECK "never: visit, until: ^finished_at}\n", "until ends a check that comes back, and this one has no every"},
    {CHECK "never: repeat, within: not_set, target: ^90 %}\n",
     "a check whose within is not_set gives no verdict, so no target"},
    {CHECK "never: repeat, with: {^kind: x}}\n", "found «kind», expected a column of events"},
    {CHECK "of: step, never: repeat, same: ^note}\n",
     "same: found «note», expected a column of steps that is a text and the needed row has too"},
    /* on the row */
    {CHECK "where: ^{severity: major}, needs: visit}\n",
     "where is about rows of another log; tests on the event stand under condition"},
    {CHECK "of: step, where: {^severity: major}, present: by}\n", "found «severity», expected a column of steps"},
    {CHECK "of: step, where: {kind: ^sign}, present: by}\n",
     "kind: found «sign», expected a kind of step; did you mean «signed»?"},
    {CHECK "of: step, condition: {^by: S1}, present: to}\n", "found «by», expected a column of events"},
    {CHECK "of: step, present: ^who}\n", "present: found «who», expected a column of steps"},
    {CHECK "of: step, present: [by, ^by]}\n", "present: found «by» twice"},
    {CHECK "of: step, present: ^[]}\n", "present: the list is empty"},
    /* times */
    {CHECK "needs: visit, from: ^issue, within: 3 d}\n",
     "from: found «issue», expected a time of the event, event COLUMN, step KIND or last visit"},
    {CHECK "needs: visit, from: ^finished, within: 3 d}\n",
     "from: found «finished», expected a time of the event, event COLUMN, step KIND or last visit; did you mean «finished_at»?"},
    {CHECK "needs: visit, from: ^step sign, within: 3 d}\n", "from: found «step sign», expected a time of the event"},
    {CHECK "needs: finished_at, from: ^last visits, within: 3 d}\n",
     "from: found «last visits», expected a time of the event"},
    {CHECK "needs: finished_at, by: ^last visit}\n",
     "by: found «last visit», expected a time of the event or event COLUMN"},
    {CHECK "of: answer, needs: finding, from: ^at, within: 3 d}\n",
     "from: found «at», expected a time of the answer, event COLUMN"},
    {CHECK "of: action, needs: done_at, by: ^due}\n", "by: found «due», expected a time of the action or event COLUMN"},
    {CHECK "of: action, needs: done_at, by: ^event due_at}\n",
     "by: found «event due_at», expected a time of the action"},
    {CHECK "of: action, needs: done_at, by: ^step verify}\n", "by: found «step verify», expected a time of the action"},
    {CHECK "needs: visit, within: ^3}\n", "within: found «3», expected a length of time"},
    {CHECK "needs: visit, within: ^-3 d}\n", "within: found «-3 d», expected a length of time"},
    {CHECK "of: action, needs: done_at, within: 3 d, by: ^due_at}\n",
     "by and within are two deadlines; a check has one"},
    {CHECK "of: check, where: {^stage: x}, needs: passed}\n", "found «stage», expected a column of checks"},
    {CHECK "of: visit, needs: ^check}\n", "needs: found «check», expected a column of visits, or visit"},
    {"samples:\n  - {name: s, population: visits, at_least: 1, by: ^check, clause: 1}\n",
     "by: found «check», expected check KIND"},
    {"samples:\n  - {name: s, population: visits, at_least: 1, methods: phone, by: ^check call, clause: 1}\n",
     "stage, methods and roles are about visits; with by the sample is spot checks"},
    {"samples:\n  - {name: s, population: households, at_least: 1, by: ^check call, clause: 1}\n",
     "spot checks are sampled of events or visits, and have no cap_share"},
    {CHECK "of: step, needs: by, same: ^by}\n", "same compares with needed rows, and needs names none"},
    {CHECK "of: step, needs: step answer, same: ^bye}\n",
     "same: found «bye», expected a column of steps; did you mean «by»?"},
    {CHECK "of: step, needs: visit, same: ^by}\n",
     "same: found «by», expected a column of steps that is a text and the needed row has too"},
    {CHECK "needs: action, repeated: ^1}\n", "repeated: found «1», expected a whole number from 2 to 1000"},
    {CHECK "of: step, needs: step answer, same: ^at}\n", "same: found «at», expected a column of steps that is a text"},
    /* counts */
    {"counts:\n  - ^{name: c, of: step}\n", "a count lacks the key «clause»"},
    {"counts:\n  - {name: c, of: step, by: ^at, clause: 1}\n",
     "by: found «at», expected a column of steps that is a text"},
    {"counts:\n  - {name: c, of: step, by: ^visits, clause: 1}\n",
     "by: found «visits», expected a column of steps that is a text"},
    {"counts:\n  - {name: c, by: ^visits until issue, clause: 1}\n",
     "by: found «visits until issue», expected a column of events that is a text"},
    {"counts:\n  - {name: c, by: ^visits until, clause: 1}\n",
     "by: found «visits until», expected a column of events that is a text"},
    {"counts:\n  - {name: c, of: visit, by: ^visits until finished_at, clause: 1}\n",
     "by: found «visits until finished_at», expected a column of visits that is a text"},
    {"counts:\n  - {name: c, by: [channel, ^customer_id], clause: 1}\n", "«customer_id» stands alone, of events"},
    {"counts:\n  - {name: c, by: [^customer_id, channel], clause: 1}\n", "«customer_id» stands alone, of events"},
    {"counts:\n  - {name: c, of: step, by: ^note, clause: 1}\n", "«note» is free text, which no figure names"},
    {"counts:\n  - {name: c, needs: step contact, by: ^needed reason, clause: 1}\n", "«reason» is free text"},
    {"columns:\n  - {name: plea, title: t, type: text}\ncounts:\n  - {name: c, by: ^plea, clause: 1}\n",
     "«plea» is free text"},
    {"counts:\n  - {name: c, of: step, by: ^served, clause: 1}\n",
     "by: found «served», expected a column of steps that is a text"},
    {CHECK "of: step, where: {^served: x}, needs: visit}\n", "found «served», expected a column of steps"},
    {CHECK "of: visit, is: {^served: done}}\n", "found «served», expected a column of visits"},
    {CHECK "of: visit, where: {served: ^nowhere}, needs: finding}\n",
     "served: found «nowhere», expected a stage of the policy"},
    {"counts:\n  - {name: c, of: step, by: [kind, ^knd], clause: 1}\n",
     "found «knd», expected a column of steps that is a text; did you mean «kind»?"},
    {"counts:\n  - {name: c, where: ^{kind: x}, clause: 1}\n", "where is about rows of another log"},
    /* answers that are counted */
    {"answers:\n  - ^{item: a, clause: 1}\n", "an item of answers needs one of levels: true and values"},
    {"answers:\n  - ^{item: a, levels: true, values: {x: y}, clause: 1}\n",
     "an item of answers needs one of levels: true and values"},
    {"answers:\n  - ^{item: a, levels: true}\n", "an item of answers lacks the key «clause»"},
    {"answers:\n  - {item: a, levels: true, clause: 1}\n  - {item: ^a, levels: true, clause: 1}\n",
     "item: found «a» twice, first in line 6"},
    {"answers:\n  - {item: a, values: ^{}, clause: 1}\n", "values: the list is empty"},
    {"answers:\n  - {item: a, levels: true, categories: ^help, clause: 1}\n",
     "categories: found «help», expected a category"},
    {CHECK "needs: visit, every: ^3}\n", "every: found «3», expected a length of time"},
    {CHECK "needs: visit, every: 3 d, within: ^3 d}\n", "within has no effect on a check that comes back (every)"},
    {CHECK "of: action, needs: visit, every: 3 d, by: ^due_at}\n",
     "by has no effect on a check that comes back (every)"},
    {CHECK "needs: visit, every: 3 d, count: ^2}\n", "count has no effect on a check that comes back (every)"},
    {CHECK "needs: visit, every: 3 d, present: ^issue}\n", "present has no effect on a check that comes back (every)"},
    {CHECK "needs: finished_at, every: ^3 d}\n", "every is about needed rows, and needs names none"},
    {CHECK "needs: visit, every: not_set, target: ^90 %}\n",
     "a check whose every is not_set gives no verdict, so no target"},
    {CHECK "needs: visit, within: 3 d, until: ^finished_at}\n",
     "until ends a check that comes back, and this one has no every"},
    {CHECK "needs: visit, every: 3 d, until: ^issue}\n", "until: found «issue», expected a time of the event"},
    {CHECK "needs: visit, target: ^90}\n", "target: found «90», expected a share from 0 to 1"},
    {CHECK "needs: visit, within: not_set, target: ^90 %}\n",
     "a check whose within is not_set gives no verdict, so no target"},
    /* what the row says, and of whom */
    {CHECK "is: {^grade: major}}\n", "found «grade», expected a column of events"},
    {CHECK "of: step, is: {by_role: ^boss}}\n",
     "by_role: found «boss», expected a role that the policy declares, or unknown"},
    {CHECK "of: step, present: ^note_role}\n", "present: found «note_role», expected a column of steps"},
    {CHECK "of: submission, where: {step: ^sent}, present: by}\n",
     "step: found «sent», expected a step of the submissions log"},
    {CHECK "is: {amount: {at_least: ^not_set}}}\n", "at_least: found «not_set», expected a number such as 3000000"},
    {CHECK "condition: {amount: {at_least: not_set}}, is: {severity: major}, target: ^9 %}\n",
     "a check with a threshold that is not_set gives no verdict, so no target"},
    {CHECK "needs: visit, every: 3 d, is: ^{severity: major}}\n",
     "is has no effect on a check that comes back (every)"},
    /* columns of its own */
    {"columns:\n  - ^{name: loss, title: L}\n", "a column needs one of type and values"},
    {"columns:\n  - ^{name: loss, title: L, type: text, values: {a: A}}\n", "a column needs one of type and values"},
    {"columns:\n  - {name: loss, title: L, type: ^money}\n", "type: found «money», expected a type of column"},
    {"columns:\n  - {name: ^amount, title: L, type: number}\n", "«amount» is a column of events already"},
    {"columns:\n  - {name: ^my_role, title: L, type: text}\n", "«my_role» is a column of events already, or named"},
    {"columns:\n  - {name: ^customer_age, title: L, type: number}\n",
     "«customer_age» is a column of events already, or"},
    {"columns:\n  - {name: ^type, of: customer, title: L, type: text}\n",
     "«type» is a column of customers already, or"},
    {"columns:\n  - {name: ^id, of: customer, title: L, type: text}\n", "«id» is a column of customers already, or"},
    {"columns:\n  - {name: x, of: ^client, title: L, type: text}\n",
     "of: found «client», expected a kind of row, or customer"},
    {CONTACT CHECK "present: ^contact}\n", "present: found «contact», expected a column of events"},
    {CONTACT CHECK "of: step, present: ^customer_contact}\n",
     "present: found «customer_contact», expected a column of steps"},
    {CONTACT CHECK "present: ^customer_contract}\n",
     "present: found «customer_contract», expected a column of events; did you mean «customer_contact»?"},
    {CONTACT CHECK "condition: {customer_state: ^stopped}, needs: visit}\n",
     "customer_state: found «stopped», expected a value of customer_state; known: on"},
    {CHECK "of: ^customer, needs: visit}\n", "of: found «customer», expected a kind of row"},
    {CHECK "of: visit, per: ^customer, present: method}\n", "a customer is checked by what an event says of it"},
    {CHECK "per: ^customer, needs: visit}\n", "a customer is checked by what an event says of it"},
    {CHECK "per: ^site, present: issue}\n", "per: found «site», expected customer"},
    {"columns:\n  - {name: loss, title: L, type: number}\n  - {name: ^loss, title: M, type: number}\n",
     "name: found «loss» twice, first in line 6"},
    {"columns:\n  - {name: who, of: answer, title: L, type: ^staff}\n", "an answer has no day of its own"},
    {"columns:\n  - {name: fault, title: L, values: {own: O}}\n" CHECK "condition: {fault: ^theirs}, needs: visit}\n",
     "fault: found «theirs», expected a value of fault; known: own"},
    /* counts */
    {"counts:\n  - {name: c, clause: 1, sum: ^issue}\n",
     "sum: found «issue», expected a column of events that is a number"},
    {"counts:\n  - {name: c, clause: 1, needs: ^finished_at}\n", "a count needs a row such as step handover"},
    {"counts:\n  - {name: c, clause: 1, of: step, per: ^customer}\n", "customers are counted by their events"},
    {"counts:\n  - {name: c, clause: 1, per: ^site}\n", "per: found «site», expected customer"},
    {"counts:\n  - {name: c, clause: 1, by: ^needed by}\n", "needed is about needed rows, and needs names none"},
    {"counts:\n  - {name: c, clause: 1, needs: step contact, by: ^needed at}\n",
     "by: found «needed at», expected a column of steps that is a text"},
};

START_TEST(fault) {
    struct arena a;
    struct err e = {0};
    arena_init(&a);
    const char *place, *text = unmark(&a, arena_printf(&a, "%s%s", head, faults[_i].text), &place);
    const char *path = scratch(&a, "case.yaml", text);
    ck_assert_ptr_null(policy_read(&a, path, NULL, &e));
    const char *want = arena_printf(&a, "%s:%s: %s", path, place, faults[_i].error);
    ck_assert_msg(str_starts(str_of(e.text), want), "«%s»\nwanted «%s»", e.text, want);
    arena_release(&a);
}
END_TEST

static const struct policy *read(struct arena *a, const char *text) {
    struct err e = {0};
    const struct policy *p = policy_read(a, scratch(a, "case.yaml", arena_printf(a, "%s%s", head, text)), NULL, &e);
    ck_assert_msg(!err_is(&e), "%s", e.text);
    return p;
}

START_TEST(all_keys) {
    struct arena a;
    arena_init(&a);
    const struct policy *p = read(
        &a,
        "checks:\n"
        "  - name: replied\n    title: {zh: 答复, en: Replied}\n    of: finding\n    categories: [complaint, repair]\n"
        "    condition: {severity: major}\n    where: {kind: problem, promised_at: present}\n    needs: step answer\n"
        "    with: {by: [S1, S2]}\n    count: 2\n    present: [outcome, handled_at]\n    from: step signed\n    within: 10 wd\n"
        "    target: 95 %\n    clause: {number: '3.4', strength: should}\n");
    ck_assert_uint_eq(p->n_checks, 1);
    const struct check_rule *c = p->check;
    ck_assert_str_eq(c->name, "replied");
    ck_assert_str_eq(c->title.en, "Replied");
    ck_assert_int_eq(c->of, ROW_FINDING);
    ck_assert_uint_eq(c->categories.n, 2);
    ck_assert(c->condition.n == 1 && c->condition.kind == ROW_EVENT && c->condition.item[0].field == EVENT_severity);
    ck_assert(c->where.n == 2 && c->where.kind == ROW_FINDING && c->where.item[0].field == FINDING_kind);
    ck_assert(c->where.item[1].field == FINDING_promised_at && c->where.item[1].op == COND_PRESENT);
    ck_assert(c->needs == NEEDS_ROW && c->needs_kind == ROW_STEP);
    ck_assert_str_eq(c->needs_word, "answer");
    ck_assert(c->with.n == 1 && c->with.kind == ROW_STEP && c->with.item[0].field == STEP_by && !c->with_phase);
    ck_assert_int_eq(c->count, 2);
    ck_assert(c->n_present == 2 && c->present[0] == FINDING_outcome && c->present[1] == FINDING_handled_at);
    ck_assert(c->from_given && c->from == TIME_STEP);
    ck_assert_str_eq(c->from_step, "signed");
    ck_assert(c->timed && c->within.set && c->within.n == 10 && c->within.unit == SPAN_WORKDAY && !c->by_given);
    ck_assert(c->target.set && c->target.num == 95 && c->target.den == 100);
    ck_assert_str_eq(c->clause.no, "3.4");
    ck_assert_int_eq(c->clause.strength, STRENGTH_SHOULD);
    arena_release(&a);
}
END_TEST

/* Without them: the event, its own time, one row, no deadline, no verdict, the name as title. */
START_TEST(defaults) {
    struct arena a;
    arena_init(&a);
    const struct check_rule *c = read(&a, "checks:\n  - {name: c, needs: visit, clause: 1}\n")->check;
    ck_assert(c->of == ROW_EVENT && !c->from_given && c->from == TIME_OWN && c->from_column == EVENT_accepted_at);
    ck_assert(c->count == 1 && !c->timed && !c->by_given && !c->target.set && !c->categories.n && !c->where.n);
    ck_assert_str_eq(c->title.zh, "c");
    ck_assert_ptr_null(c->needs_word);
    arena_release(&a);
}
END_TEST

static const struct {
    const char *text;
    enum check_needs needs;
    int kind_or_column;
    const char *word;
} needs[] = {
    {"of: event, needs: feedback_form_at", NEEDS_COLUMN, EVENT_feedback_form_at, NULL},
    {"of: event, needs: customer_since", NEEDS_COLUMN, EVENT_customer_since, NULL},
    {"of: action, needs: verdict", NEEDS_COLUMN, ACTION_verdict, NULL},
    {"of: custody, needs: step", NEEDS_COLUMN, CUSTODY_step, NULL},
    {"of: custody, needs: grant by", NEEDS_GRANT, CUSTODY_by, NULL},
    {"of: custody, needs: grant to", NEEDS_GRANT, CUSTODY_to, NULL},
    {"of: visit, needs: visit", NEEDS_ROW, ROW_VISIT, NULL},
    {"of: visit, needs: letter", NEEDS_ROW, ROW_LETTER, NULL},
    {"of: letter, needs: plan", NEEDS_ROW, ROW_PLAN, NULL},
    {"of: custody, needs: custody hand_in", NEEDS_ROW, ROW_CUSTODY, "hand_in"},
    {"of: visit, needs: answer 是否 满意", NEEDS_ROW, ROW_ANSWER, "是否 满意"},
    {"of: step, never: step regrade", NEEDS_ROW, ROW_STEP, "regrade"},
    {"of: action, never: repeat, same: department", NEEDS_ROW, ROW_EVENT, NULL},
    {"of: plan, needs: step  dispatch", NEEDS_ROW, ROW_STEP, "dispatch"},
};

START_TEST(what_is_needed) {
    struct arena a;
    arena_init(&a);
    const struct check_rule *c =
        read(&a, arena_printf(&a, "checks:\n  - {name: c, clause: 1, %s}\n", needs[_i].text))->check;
    ck_assert_int_eq(c->needs, needs[_i].needs);
    ck_assert_int_eq(c->needs == NEEDS_ROW ? (int)c->needs_kind : c->needs_column, needs[_i].kind_or_column);
    ck_assert(c->never == (strstr(needs[_i].text, "never") != NULL));
    if (needs[_i].word) ck_assert_str_eq(c->needs_word, needs[_i].word);
    else ck_assert_ptr_null(c->needs_word);
    arena_release(&a);
}
END_TEST

static const struct {
    const char *text;
    enum check_time from;
    int from_column;
    bool timed, set, by;
    enum check_time by_time;
    int by_column;
} times[] = {
    {"of: visit, needs: replied_at, from: promised_at, within: same_day", TIME_OWN, VISIT_promised_at, true, true,
     false, 0, 0},
    {"of: visit, needs: replied_at, within: not_set", TIME_OWN, VISIT_visited_at, true, false, false, 0, 0},
    {"of: visit, needs: replied_at, by: promised_at", TIME_OWN, VISIT_visited_at, false, false, true, TIME_OWN,
     VISIT_promised_at},
    {"of: step, needs: visit, from: event finished_at, by: event planned_end_at", TIME_EVENT, EVENT_finished_at, false,
     false, true, TIME_EVENT, EVENT_planned_end_at},
    {"of: answer, needs: finding, within: 2 h", TIME_OWN, -1, true, true, false, 0, 0},
    {"needs: finished_at, from: last visit, within: 30 d", TIME_LAST_VISIT, 0, true, true, false, 0, 0},
    {"of: step, needs: visit, from: last visit, within: not_set", TIME_LAST_VISIT, 0, true, false, false, 0, 0},
    {"needs: step answer, by: planned_end_at", TIME_OWN, EVENT_accepted_at, false, false, true, TIME_OWN,
     EVENT_planned_end_at},
};

START_TEST(clocks) {
    struct arena a;
    arena_init(&a);
    const struct check_rule *c =
        read(&a, arena_printf(&a, "checks:\n  - {name: c, clause: 1, %s}\n", times[_i].text))->check;
    ck_assert_int_eq(c->from, times[_i].from);
    ck_assert_int_eq(c->from_column, times[_i].from_column);
    ck_assert(c->timed == times[_i].timed && c->within.set == times[_i].set && c->by_given == times[_i].by);
    if (!c->by_given) goto end;
    ck_assert_int_eq(c->by, times[_i].by_time);
    ck_assert_int_eq(c->by_column, times[_i].by_column);
end:
    arena_release(&a);
}
END_TEST

/* A test on the phase opens the needed visits to every phase. */
START_TEST(any_phase) {
    struct arena a;
    arena_init(&a);
    const struct policy *p =
        read(&a, "checks:\n  - {name: c, needs: visit, with: {phase: during, method: onsite}, clause: 1}\n"
                 "  - {name: d, of: step, needs: step track, with: {by: S1}, clause: 1}\n");
    ck_assert(p->check[0].with_phase && !p->check[1].with_phase);
    arena_release(&a);
}
END_TEST

/* `checks` of a policy that extends another: by name, key by key. */
START_TEST(extended) {
    struct arena a;
    struct err e = {0};
    arena_init(&a);
    scratch(&a, "base.yaml",
            arena_printf(&a,
                         "%schecks:\n  - {name: c, needs: visit, within: 3 d, clause: 1}\n"
                         "  - {name: d, needs: visit, clause: 2}\n",
                         head));
    const char *path = scratch(&a, "child.yaml",
                               "policy: child\nextends: ./base.yaml\ntitle: t\n"
                               "checks:\n  - {name: c, within: 5 d}\n  - {name: d, drop: true}\n");
    const struct policy *p = policy_read(&a, path, NULL, &e);
    ck_assert_msg(!err_is(&e), "%s", e.text);
    ck_assert_uint_eq(p->n_checks, 1);
    ck_assert(p->check[0].within.n == 5 && p->check[0].needs == NEEDS_ROW);
    arena_release(&a);
}
END_TEST

/* Names and types of the columns of each kind of row; beyond the last there is nothing. */
START_TEST(columns) {
    static const struct {
        enum row_kind kind;
        const char *name, *log, *column;
        enum field_type type;
        int own;
    } rows[] = {{ROW_EVENT, "event", "events", "customer_amount", FIELD_NUMBER, EVENT_accepted_at},
                {ROW_VISIT, "visit", "visits", "signed", FIELD_FLAG, VISIT_visited_at},
                {ROW_STEP, "step", "steps", "by", FIELD_TEXT, STEP_at},
                {ROW_FINDING, "finding", "findings", "class", FIELD_TEXT, FINDING_raised_at},
                {ROW_ACTION, "action", "actions", "verified_at", FIELD_TIME, ACTION_opened_at},
                {ROW_PLAN, "plan", "plans", "cancelled_on", FIELD_TIME, PLAN_planned_on},
                {ROW_LETTER, "letter", "letters", "attached", FIELD_FLAG, LETTER_sent_on},
                {ROW_CUSTODY, "custody", "custody", "signed", FIELD_FLAG, CUSTODY_at},
                {ROW_ANSWER, "answer", "answers", "value", FIELD_TEXT, -1}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        enum row_kind k;
        int f;
        ck_assert(row_kind_find(str_of(rows[i].name), &k) && k == rows[i].kind);
        ck_assert_str_eq(row_kind_log(k), rows[i].log);
        ck_assert(row_field_find(k, str_of(rows[i].column), &f));
        ck_assert_str_eq(row_field_name(k, f), rows[i].column);
        ck_assert_int_eq(row_field_type(k, f), rows[i].type);
        ck_assert_int_eq(row_own_time(k), rows[i].own);
        ck_assert_ptr_null(row_field_name(k, row_field_count(k)));
        ck_assert(!row_field_find(k, STR_LIT("nothing"), &f));
    }
}
END_TEST

TCase *checks_part(void) {
    TCase *t = tcase_create("checks");
    tcase_add_loop_test(t, fault, 0, sizeof faults / sizeof *faults);
    tcase_add_loop_test(t, what_is_needed, 0, sizeof needs / sizeof *needs);
    tcase_add_loop_test(t, clocks, 0, sizeof times / sizeof *times);
    tcase_add_test(t, all_keys);
    tcase_add_test(t, defaults);
    tcase_add_test(t, any_phase);
    tcase_add_test(t, extended);
    tcase_add_test(t, columns);
    return t;
}
