/* Checks (docs/policy-format.md «Checks»): small stories with rows of the other logs, each case one line of the definition. Expected
 * values are worked out by hand from that page; the tables say how. */
#include "analysis/side.h"
#include "base/file.h"
#include "tests/analysis/tell_kit.h"
#include <unistd.h>

Suite *checks_suite(void);

/* A policy of these checks, in YAML. */
static struct policy *policy_of(struct kit *k, const char *checks) {
    struct err e = {0};
    const char *path = arena_printf(&k->a, "/tmp/huifang-checks-%d.yaml", (int)getpid());
    const char *text =
        arena_printf(&k->a, "policy: bare\ntitle: t\ncategories: {complaint: 投诉, repair: 报修}\nchecks:\n%s", checks);
    struct names none = {0};
    file_write(path, str_of(text), false, &e);
    struct policy *p = policy_read(&k->a, path, &none, &e);
    ck_assert_msg(!err_is(&e), "%s", e.text);
    unlink(path);
    return p;
}

static struct str value_in(struct str line, const char *name) {
    for (struct str p; str_split(&line, '|', &p);) {
        struct str value = p, key;
        if (str_split(&value, '=', &key) && str_is(key, name)) return value;
    }
    return str_none();
}

static struct side_value value_of(struct str s, enum field_type type) {
    struct side_value v = {.is = s.n > 0};
    if (type == FIELD_TEXT) v.text = s.n ? s : str_none();
    else if (type == FIELD_TIME) ck_assert(moment_parse(s, &v.at));
    else v.number = str_is(s, "1");
    return v;
}

/* «finding|id=F|of=e|visit=v|raised_at=…»: of: the events that it belongs to. */
static struct side_row side_of(struct kit *k, struct str l) {
    struct str rest = l, word;
    struct side_row r = {.id = value_in(l, "id"), .events = value_in(l, "of"), .visit_id = value_in(l, "visit")};
    str_split(&rest, '|', &word);
    ck_assert_msg(row_kind_find(word, &r.kind), "%.*s", STR_ARG(l));
    struct side_value *v = arena_zero(&k->a, (size_t)row_field_count(r.kind) * sizeof *v);
    for (int f = 0; f < row_field_count(r.kind); f++)
        v[f] = value_of(value_in(l, row_field_name(r.kind, f)), row_field_type(r.kind, f));
    r.value = v;
    return r;
}

static void add_sides(struct kit *k, const char *sides) {
    struct str lines = arena_str(&k->a, str_of(sides)), l;
    struct side_row *row = arena_alloc(&k->a, (lines.n / 8 + 1) * sizeof *row);
    k->s.side = row;
    while (str_split(&lines, '\n', &l))
        if (l.n) row[k->s.n_sides++] = side_of(k, l);
    side_refer(&k->s, &k->a);
}

static const char *moment_in(struct moment m) {
    static char text[4][MOMENT_TEXT];
    static int next;
    return moment_is(m) ? moment_text(m, text[next++ % 4]) : "-";
}

/* "id event state limit done lacking\n" of every case. */
static const char *cases_of(struct kit *k) {
    buf_reset(&k->text);
    for (size_t i = 0; i < k->tale.n_checks; i++) {
        const struct check_case *c = &k->tale.check[i];
        buf_printf(&k->text, "%.*s %.*s %s %s %s%s%s\n", STR_ARG(c->row_id),
                   STR_ARG(c->event ? c->event->event_id : STR_LIT("-")), check_state_name(c->state),
                   moment_in(c->limit), moment_in(c->done), *c->lacking ? " " : "", c->lacking);
    }
    return k->text.p;
}

#define E "id=e|cat=complaint|cust=K|site=A|dept=D|acc=2024-03-01 09:00:00"
static const struct {
    const char *what, *check, *event, *visits, *sides, *as_of, *cases, *period, *cell;
} rows[] = {
    /* minutes and hours include the last second; what lies after it is late; the end of as-of decides on what is open */
    {"the last second", "needs: step dispatch, within: 10 min", E, "",
     "step|id=1|of=e|kind=dispatch|at=2024-03-01 09:10:00", "2024-03-01", "", "2024-03", "1/1"},
    {"one later", "needs: step dispatch, within: 10 min", E, "", "step|id=1|of=e|kind=dispatch|at=2024-03-01 09:10:01",
     "2024-03-01", "e e late 2024-03-01 09:10:00 2024-03-01 09:10:01\n", "2024-03", "0/1"},
    {"another kind of step", "needs: step dispatch, within: 10 min", E, "",
     "step|id=1|of=e|kind=signed|at=2024-03-01 09:01:00", "2024-03-01", "e e missing 2024-03-01 09:10:00 -\n",
     "2024-03", "0/1"},
    {"the limit at midnight has not passed", "needs: step dispatch, within: 15 h", E, "", "", "2024-03-01",
     "e e open 2024-03-02 00:00:00 -\n", "2024-03", ""},
    {"the last second of as-of has", "needs: step dispatch, within: 899 min", E, "", "", "2024-03-01",
     "e e missing 2024-03-01 23:59:00 -\n", "2024-03", "0/1"},
    {"a day cannot be judged", "needs: step dispatch, within: 10 min", "id=e|cat=complaint|acc=2024-03-01", "", "",
     "2024-03-05", "e e not_judgeable 2024-03-01 00:10:00 -\n", "2024-03", ""},
    {"nor can one done on a day", "needs: step dispatch, within: 3 h", E, "",
     "step|id=1|of=e|kind=dispatch|at=2024-03-01", "2024-03-05", "e e not_judgeable 2024-03-01 12:00:00 2024-03-01\n",
     "2024-03", ""},
    /* days end at 24:00 of the n-th day; months clamp; the period is that of the deadline */
    {"same day", "needs: feedback_form_at, within: same_day", E "|form=2024-03-01", "", "", "2024-03-05", "", "2024-03",
     "1/1"},
    {"the next day", "needs: feedback_form_at, within: same_day", E "|form=2024-03-02", "", "", "2024-03-05",
     "e e late 2024-03-01 2024-03-02\n", "2024-03", "0/1"},
    {"the third day's last second", "needs: feedback_form_at, within: 3 d", E "|form=2024-03-04 23:59:59", "", "",
     "2024-03-05", "", "2024-03", "1/1"},
    {"a month on", "needs: feedback_form_at, within: 1 m", "id=e|cat=complaint|acc=2024-01-31|form=2024-03-01", "", "",
     "2024-03-05", "e e late 2024-02-29 2024-03-01\n", "2024-02", "0/1"},
    {"working days", "needs: feedback_form_at, within: 1 wd", E "|form=2024-03-05", "", "", "2024-03-05",
     "e e late 2024-03-04 2024-03-05\n", "2024-03", "0/1"},
    {"after as-of it is empty", "needs: feedback_form_at, within: 3 d", E "|form=2024-03-03", "", "", "2024-03-02",
     "e e open 2024-03-04 -\n", "2024-03", ""},
    /* without a deadline, or without a limit */
    {"judged at once", "needs: step dispatch", E, "", "", "2024-03-01", "e e missing - -\n", "2024-03", "0/1"},
    {"no limit given: its age", "needs: step dispatch, within: not_set", E, "", "", "2024-09-01", "e e open - -\n",
     "2024-03", "0/1"},
    {"no limit given: done", "needs: step dispatch, within: not_set", E, "",
     "step|id=1|of=e|kind=dispatch|at=2024-08-01", "2024-09-01", "", "2024-03", "1/1"},
    /* by: a day takes the whole day, a second does not */
    {"by a day", "needs: step answer, by: planned_end_at", E "|plan=2024-03-05", "",
     "step|id=1|of=e|kind=answer|at=2024-03-05 23:59:59", "2024-03-09", "", "2024-03", "1/1"},
    {"by a second", "needs: step answer, by: planned_end_at", E "|plan=2024-03-05 12:00:00", "",
     "step|id=1|of=e|kind=answer|at=2024-03-05 12:00:01", "2024-03-09",
     "e e late 2024-03-05 12:00:00 2024-03-05 12:00:01\n", "2024-03", "0/1"},
    {"by a second, done that day", "needs: step answer, by: planned_end_at", E "|plan=2024-03-05 12:00:00", "",
     "step|id=1|of=e|kind=answer|at=2024-03-05", "2024-03-09", "", "2024-03", "1/1"},
    {"by nothing", "needs: step answer, by: planned_end_at", E, "", "", "2024-03-09", "", "2024-03", ""},
    {"the plan runs out tonight", "needs: step answer, by: planned_end_at", E "|plan=2024-03-09 23:59:59", "", "",
     "2024-03-09", "e e missing 2024-03-09 23:59:59 -\n", "2024-03", "0/1"},
    /* from */
    {"from a step", "needs: step signed, from: step dispatch, within: 1 h", E, "",
     "step|id=2|of=e|kind=dispatch|at=2024-03-02 10:00:00\nstep|id=1|of=e|kind=dispatch|at=2024-03-02 09:00:00\n"
     "step|id=3|of=e|kind=signed|at=2024-03-02 10:00:01",
     "2024-03-09", "e e late 2024-03-02 10:00:00 2024-03-02 10:00:01\n", "2024-03", "0/1"},
    {"no such step", "needs: step signed, from: step dispatch, within: 1 h", E, "",
     "step|id=3|of=e|kind=signed|at=2024-03-02", "2024-03-09", "", "2024-03", ""},
    {"not before from", "needs: step signed, from: step dispatch, within: 1 h", E, "",
     "step|id=1|of=e|kind=dispatch|at=2024-03-02 09:00:00\nstep|id=3|of=e|kind=signed|at=2024-03-02 08:59:59",
     "2024-03-09", "e e missing 2024-03-02 10:00:00 -\n", "2024-03", "0/1"},
    {"before acceptance where from is not written", "needs: step dispatch, within: 1 h", E, "",
     "step|id=1|of=e|kind=dispatch|at=2024-03-01 08:00:00", "2024-03-09", "", "2024-03", "1/1"},
    {"from a time that is empty", "needs: visit, from: event finished_at, within: 3 d", E, "", "", "2024-03-09", "",
     "2024-03", ""},
    /* from the last visit: 04-01 and 30 days are 05-01, whichever came before; what comes after the need was met starts nothing */
    {"the last of two visits", "needs: finished_at, from: last visit, within: 30 d", E "|fin=2024-05-01 23:59:59",
     "id=v|of=e|at=2024-03-05|how=phone\nid=w|of=e|at=2024-04-01|how=phone", "", "2024-06-01", "", "2024-05", "1/1"},
    {"a day after its days", "needs: finished_at, from: last visit, within: 30 d", E "|fin=2024-05-02",
     "id=v|of=e|at=2024-04-01|how=phone", "", "2024-06-01", "e e late 2024-05-01 2024-05-02\n", "2024-05", "0/1"},
    {"still waiting", "needs: finished_at, from: last visit, within: 30 d", E,
     "id=v|of=e|at=2024-03-05|how=phone\nid=w|of=e|at=2024-04-01|how=phone", "", "2024-04-30",
     "e e open 2024-05-01 -\n", "2024-05", ""},
    {"a visit a second after", "needs: finished_at, from: last visit, within: 9 d", E "|fin=2024-03-12 10:00:00",
     "id=v|of=e|at=2024-03-02|how=phone\nid=w|of=e|at=2024-03-12 10:00:01|how=phone", "", "2024-06-01",
     "e e late 2024-03-11 2024-03-12 10:00:00\n", "2024-03", "0/1"},
    {"a visit at that second", "needs: finished_at, from: last visit, within: 9 d", E "|fin=2024-03-12 10:00:00",
     "id=v|of=e|at=2024-03-02|how=phone\nid=w|of=e|at=2024-03-12 10:00:00|how=phone", "", "2024-06-01", "", "2024-03",
     "1/1"},
    {"a visit on that day", "needs: finished_at, from: last visit, within: 9 d", E "|fin=2024-03-12",
     "id=w|of=e|at=2024-03-12 23:00:00|how=phone", "", "2024-06-01", "", "2024-03", "1/1"},
    {"visited only afterwards", "needs: finished_at, from: last visit, within: 9 d", E "|fin=2024-03-12",
     "id=w|of=e|at=2024-03-13|how=phone", "", "2024-06-01", "", "2024-03", ""},
    {"never reached", "needs: finished_at, from: last visit, within: 9 d", E,
     "id=w|of=e|at=2024-03-13|how=phone|out=unreachable", "", "2024-06-01", "", "2024-03", ""},
    {"a row of its own event", "of: action, needs: done_at, from: last visit, within: 1 d", E,
     "id=v|of=e|at=2024-03-02|how=phone\nid=w|of=e|at=2024-03-20|how=phone",
     "action|id=A|of=e|opened_at=2024-03-02|done_at=2024-03-05", "2024-03-31", "A e late 2024-03-03 2024-03-05\n",
     "2024-03", "0/1"},
    {"a needed row after it", "needs: step answer, from: last visit, within: 1 d", E,
     "id=v|of=e|at=2024-03-04|how=phone",
     "step|id=1|of=e|kind=answer|at=2024-03-03\nstep|id=2|of=e|kind=answer|at=2024-03-06", "2024-03-31",
     "e e late 2024-03-05 2024-03-06\n", "2024-03", "0/1"},
    /* what must not come: later than the start, to the second where both have a clock, by the limit */
    {"a second after", "never: step regrade, within: 1 d", E, "",
     "step|id=1|of=e|kind=regrade|at=2024-03-01 09:00:00\nstep|id=2|of=e|kind=regrade|at=2024-03-01 09:00:01",
     "2024-03-09", "e e came 2024-03-02 2024-03-01 09:00:01 2\n", "2024-03", "0/1"},
    {"not after the start", "never: step regrade, within: 1 d", E, "",
     "step|id=1|of=e|kind=regrade|at=2024-03-01 09:00:00\nstep|id=2|of=e|kind=regrade|at=2024-03-01", "2024-03-09", "",
     "2024-03", "1/1"},
    {"after the limit", "never: step regrade, within: 1 d", E, "", "step|id=1|of=e|kind=regrade|at=2024-03-03",
     "2024-03-09", "", "2024-03", "1/1"},
    {"in its last second", "never: step regrade, within: 1 d", E, "",
     "step|id=1|of=e|kind=regrade|at=2024-03-02 23:59:59", "2024-03-09", "e e came 2024-03-02 2024-03-02 23:59:59 1\n",
     "2024-03", "0/1"},
    {"it may still come", "never: step regrade, within: 1 d", E, "", "", "2024-03-01", "e e open 2024-03-02 -\n",
     "2024-03", ""},
    {"came before the limit passed", "never: step regrade, within: 30 d", E, "",
     "step|id=1|of=e|kind=regrade|at=2024-03-02", "2024-03-02", "e e came 2024-03-31 2024-03-02 1\n", "2024-03", "0/1"},
    {"no limit: not yet", "never: step regrade, within: not_set", E, "", "", "2024-09-01", "", "2024-03", "1/1"},
    {"no limit: months on", "never: step regrade, within: not_set", E, "", "step|id=1|of=e|kind=regrade|at=2024-08-01",
     "2024-09-01", "e e came - 2024-08-01 1\n", "2024-03", "0/1"},
    {"hours from a day", "never: step regrade, within: 3 h", "id=e|cat=complaint|acc=2024-03-01", "", "", "2024-03-05",
     "e e not_judgeable 2024-03-01 03:00:00 -\n", "2024-03", ""},
    {"within hours on a day", "never: step regrade, within: 3 h", E, "", "step|id=1|of=e|kind=regrade|at=2024-03-02",
     "2024-03-05", "e e not_judgeable 2024-03-01 12:00:00 2024-03-02\n", "2024-03", ""},
    {"by a day", "never: step regrade, by: planned_end_at", E "|plan=2024-03-05", "",
     "step|id=1|of=e|kind=regrade|at=2024-03-05 20:00:00", "2024-03-09", "e e came 2024-03-05 2024-03-05 20:00:00 1\n",
     "2024-03", "0/1"},
    {"of its own kind alone", "never: step regrade, with: {by: S1}", E, "",
     "step|id=1|of=e|kind=regrade|at=2024-03-02|by=S2\nstep|id=2|of=e|kind=track|at=2024-03-02|by=S1", "2024-03-09", "",
     "2024-03", "1/1"},
    {"no visit after the end", "never: visit, from: finished_at", E "|fin=2024-03-02 10:00:00",
     "id=v|of=e|at=2024-03-02 10:00:00|how=phone\nid=w|of=e|at=2024-03-04|how=phone", "", "2024-03-09",
     "e e came - 2024-03-04 w\n", "2024-03", "0/1"},
    {"a plan of another visit", "of: plan, never: visit, from: planned_on, within: 9 d", E,
     "id=v|of=e|at=2024-03-06|how=phone",
     "plan|id=P1|of=e|planned_on=2024-03-05\nplan|id=P2|of=e|planned_on=2024-03-06", "2024-03-31",
     "P1 e came 2024-03-14 2024-03-06 v\n", "2024-03", "1/2"},
    /* needed visits */
    {"a visit after", "needs: visit, from: finished_at, within: 3 d", E "|fin=2024-03-02 10:00:00",
     "id=v|of=e|at=2024-03-02|how=phone", "", "2024-03-09", "", "2024-03", "1/1"},
    {"a visit before", "needs: visit, from: finished_at, within: 3 d", E "|fin=2024-03-02 10:00:00",
     "id=v|of=e|at=2024-03-02 09:59:59|how=phone", "", "2024-03-09", "e e missing 2024-03-05 -\n", "2024-03", "0/1"},
    {"nobody reached", "needs: visit", E, "id=v|of=e|at=2024-03-02|how=phone|out=unreachable", "", "2024-03-09",
     "e e missing - -\n", "2024-03", "0/1"},
    {"during the works", "needs: visit", E, "id=v|of=e|at=2024-03-02|how=phone|during=1", "", "2024-03-09",
     "e e missing - -\n", "2024-03", "0/1"},
    {"asked for during the works", "needs: visit, with: {phase: during}", E,
     "id=v|of=e|at=2024-03-02|how=phone|during=1", "", "2024-03-09", "", "2024-03", "1/1"},
    {"with a method", "needs: visit, with: {method: onsite}", E, "id=v|of=e|at=2024-03-02|how=phone", "", "2024-03-09",
     "e e missing - -\n", "2024-03", "0/1"},
    {"two of them", "needs: visit, count: 2, within: 3 d", E,
     "id=v|of=e|at=2024-03-02|how=phone\nid=w|of=e|at=2024-03-05|how=phone", "", "2024-03-09",
     "e e late 2024-03-04 2024-03-05\n", "2024-03", "0/1"},
    {"two, one there", "needs: visit, count: 2, within: 3 d", E, "id=v|of=e|at=2024-03-02|how=phone", "", "2024-03-09",
     "e e missing 2024-03-04 -\n", "2024-03", "0/1"},
    {"another visit than itself", "of: visit, needs: visit, from: visited_at, within: 2 d", E,
     "id=v|of=e|at=2024-03-02|how=phone\nid=w|of=e|at=2024-03-04|how=phone", "", "2024-03-09",
     "w e missing 2024-03-06 -\n", "2024-03", "1/2"},
    /* present */
    {"columns lack", "of: visit, present: [reviewed_by, review_note]", E, "id=v|of=e|at=2024-03-02|how=phone|note=x",
     "", "2024-03-09", "v e incomplete - - reviewed_by\n", "2024-03", "0/1"},
    {"done in time but incomplete", "of: visit, needs: filed_at, within: 1 d, present: reviewed_by", E,
     "id=v|of=e|at=2024-03-02|how=phone|filed=2024-03-03", "", "2024-03-03",
     "v e incomplete 2024-03-03 2024-03-03 reviewed_by\n", "2024-03", "0/1"},
    {"still time to fill them", "of: visit, needs: filed_at, within: 1 d, present: reviewed_by", E,
     "id=v|of=e|at=2024-03-02|how=phone|filed=2024-03-02", "", "2024-03-02",
     "v e open 2024-03-03 2024-03-02 reviewed_by\n", "2024-03", ""},
    {"late is late", "of: visit, needs: filed_at, within: 1 d, present: reviewed_by", E,
     "id=v|of=e|at=2024-03-02|how=phone|filed=2024-03-04", "", "2024-03-09",
     "v e late 2024-03-03 2024-03-04 reviewed_by\n", "2024-03", "0/1"},
    {"a flag that is not set", "of: visit, present: signed", E, "id=v|of=e|at=2024-03-02|how=onsite|signed=0", "",
     "2024-03-09", "v e incomplete - - signed\n", "2024-03", "0/1"},
    {"a column without a time", "of: action, needs: verdict, within: 3 d", E, "",
     "action|id=A|of=e|opened_at=2024-03-02|verdict=effective", "2024-03-09", "", "2024-03", "1/1"},
    /* which rows */
    {"another category", "categories: repair, needs: visit", E, "", "", "2024-03-09", "", "2024-03", ""},
    {"the condition fails", "condition: {severity: major}, needs: visit", E "|sev=ordinary", "", "", "2024-03-09", "",
     "2024-03", ""},
    {"where fails", "of: finding, where: {kind: problem}, needs: replied_at", E, "",
     "finding|id=F|of=e|kind=need|raised_at=2024-03-02", "2024-03-09", "", "2024-03", ""},
    {"a row after as-of", "of: finding, needs: replied_at", E, "", "finding|id=F|of=e|raised_at=2024-03-10",
     "2024-03-09", "", "2024-03", ""},
    {"a happening after as-of", "of: finding, needs: replied_at", E, "",
     "finding|id=F|of=e|raised_at=2024-03-02|replied_at=2024-03-10", "2024-03-09", "F e missing - -\n", "2024-03",
     "0/1"},
    {"a promise after as-of stays", "of: finding, needs: replied_at, by: promised_at", E, "",
     "finding|id=F|of=e|raised_at=2024-03-02|promised_at=2024-04-02", "2024-03-09", "F e open 2024-04-02 -\n",
     "2024-04", ""},
    {"a plan ahead exists", "needs: plan, within: 3 d", E, "",
     "plan|id=P|of=e|planned_on=2024-06-01|made_at=2024-03-04", "2024-03-09", "", "2024-03", "1/1"},
    {"a plan not yet made does not", "needs: plan, within: 3 d", E, "",
     "plan|id=P|of=e|planned_on=2024-03-02|made_at=2024-03-10", "2024-03-09", "e e missing 2024-03-04 -\n", "2024-03",
     "0/1"},
    {"a plan without a day of its making", "needs: plan, within: 3 d", E, "", "plan|id=P|of=e|planned_on=2024-03-05",
     "2024-03-09", "e e late 2024-03-04 2024-03-05\n", "2024-03", "0/1"},
    /* of a visit first */
    {"the visit's own action", "of: visit, needs: action, within: 2 d", E, "id=v|of=e|at=2024-03-02|how=phone",
     "action|id=A|of=e|opened_at=2024-03-02\naction|id=B|of=e|visit=v|opened_at=2024-03-05", "2024-03-09",
     "v e late 2024-03-04 2024-03-05\n", "2024-03", "0/1"},
    {"else the event's", "of: visit, needs: action, within: 2 d", E, "id=v|of=e|at=2024-03-02|how=phone",
     "action|id=A|of=e|opened_at=2024-03-02", "2024-03-09", "", "2024-03", "1/1"},
    /* each visit answers one plan, of all pairs the nearest first; ties: the earlier plan, then the earlier visit */
    {"one visit, two plans", "of: plan, needs: visit, by: planned_on", E, "id=v|of=e|at=2024-03-05|how=phone",
     "plan|id=P1|of=e|planned_on=2024-03-05\nplan|id=P2|of=e|planned_on=2024-03-20", "2024-03-31",
     "P2 e missing 2024-03-20 -\n", "2024-03", "1/2"},
    {"the nearer plan, though later", "of: plan, needs: visit, by: planned_on", E, "id=v|of=e|at=2024-03-14|how=phone",
     "plan|id=P1|of=e|planned_on=2024-03-05\nplan|id=P2|of=e|planned_on=2024-03-20", "2024-03-31",
     "P1 e missing 2024-03-05 -\n", "2024-03", "1/2"},
    {"what is left goes on", "of: plan, needs: visit, by: planned_on", E,
     "id=v|of=e|at=2024-03-20|how=phone\nid=w|of=e|at=2024-03-19|how=phone",
     "plan|id=P1|of=e|planned_on=2024-03-05\nplan|id=P2|of=e|planned_on=2024-03-20", "2024-03-31",
     "P1 e late 2024-03-05 2024-03-19\n", "2024-03", "1/2"},
    {"a tie of plans", "of: plan, needs: visit, by: planned_on", E, "id=v|of=e|at=2024-03-10|how=phone",
     "plan|id=P2|of=e|planned_on=2024-03-09\nplan|id=P1|of=e|planned_on=2024-03-11", "2024-03-31",
     "P2 e late 2024-03-09 2024-03-10\nP1 e missing 2024-03-11 -\n", "2024-03", "0/2"},
    {"a tie of visits", "of: plan, needs: visit, by: planned_on", E,
     "id=v|of=e|at=2024-03-11|how=phone\nid=w|of=e|at=2024-03-09|how=phone", "plan|id=P|of=e|planned_on=2024-03-10",
     "2024-03-31", "", "2024-03", "1/1"},
    {"a plan that needs two", "of: plan, needs: visit, count: 2, by: planned_on", E,
     "id=v|of=e|at=2024-03-09|how=phone\nid=w|of=e|at=2024-03-08|how=phone\nid=x|of=e|at=2024-03-07|how=phone",
     "plan|id=P1|of=e|planned_on=2024-03-10\nplan|id=P2|of=e|planned_on=2024-03-12", "2024-03-31",
     "P2 e missing 2024-03-12 -\n", "2024-03", "1/2"},
    {"a plan called off takes none", "of: plan, where: {cancelled_on: empty}, needs: visit, by: planned_on", E,
     "id=v|of=e|at=2024-03-05|how=phone",
     "plan|id=P1|of=e|planned_on=2024-03-05|cancelled_on=2024-03-04\nplan|id=P2|of=e|planned_on=2024-03-20",
     "2024-03-31", "", "2024-03", "1/1"},
    /* an appointment: to the second where both have a clock, else by day; two of one day by their clocks */
    {"an appointment, a second late", "of: plan, needs: visit, by: planned_on", E,
     "id=v|of=e|at=2024-03-10 14:00:01|how=phone", "plan|id=P|of=e|planned_on=2024-03-10 14:00:00", "2024-03-31",
     "P e late 2024-03-10 14:00:00 2024-03-10 14:00:01\n", "2024-03", "0/1"},
    {"an appointment, met by the day", "of: plan, needs: visit, by: planned_on", E, "id=v|of=e|at=2024-03-10|how=phone",
     "plan|id=P|of=e|planned_on=2024-03-10 14:00:00", "2024-03-31", "", "2024-03", "1/1"},
    {"two appointments of one day", "of: plan, needs: visit, by: planned_on", E,
     "id=v|of=e|at=2024-03-10 15:30:00|how=phone\nid=w|of=e|at=2024-03-10 09:30:00|how=phone",
     "plan|id=P1|of=e|planned_on=2024-03-10 15:00:00\nplan|id=P2|of=e|planned_on=2024-03-10 10:00:00", "2024-03-31",
     "P1 e late 2024-03-10 15:00:00 2024-03-10 15:30:00\n", "2024-03", "1/2"},
    {"called off in advance", "of: plan, where: {cancelled_on: present}, needs: cancelled_on, by: planned_on", E, "",
     "plan|id=P1|of=e|planned_on=2024-03-10 14:00:00|cancelled_on=2024-03-10 14:00:00\n"
     "plan|id=P2|of=e|planned_on=2024-03-10 14:00:00|cancelled_on=2024-03-10 14:00:01\n"
     "plan|id=P3|of=e|planned_on=2024-03-10|cancelled_on=2024-03-10 23:59:59",
     "2024-03-31", "P2 e late 2024-03-10 14:00:00 2024-03-10 14:00:01\n", "2024-03", "2/3"},
    {"plans are the event's", "of: visit, needs: plan, within: 2 d", E, "id=v|of=e|at=2024-03-02|how=phone",
     "plan|id=P|of=e|planned_on=2024-03-02", "2024-03-09", "", "2024-03", "1/1"},
    {"an answer has its visit's time", "of: answer, where: {value: bad}, needs: finding, within: 2 d", E,
     "id=v|of=e|at=2024-03-02 10:00:00|how=phone",
     "answer|id=v/q|of=e|visit=v|item=q|value=bad\nfinding|id=F|of=e|visit=v|raised_at=2024-03-05", "2024-03-09",
     "v/q e late 2024-03-04 2024-03-05\n", "2024-03", "0/1"},
    {"an answer of a visit to come", "of: answer, needs: finding", E, "id=v|of=e|at=2024-03-10|how=phone",
     "answer|id=v/q|of=e|visit=v|item=q|value=bad", "2024-03-09", "", "2024-03", ""},
    {"an item by name", "of: visit, needs: answer q", E, "id=v|of=e|at=2024-03-02|how=phone",
     "answer|id=v/p|of=e|visit=v|item=p|value=1", "2024-03-09", "v e missing - -\n", "2024-03", "0/1"},
    {"custody by step", "of: custody, where: {step: issue}, needs: custody return, from: at, within: 9 d", E, "",
     "custody|id=1|of=e|step=issue|at=2024-03-02\ncustody|id=2|of=e|step=return|at=2024-03-01", "2024-03-20",
     "1 e missing 2024-03-11 -\n", "2024-03", "0/1"},
};

START_TEST(one_row) {
    struct kit k;
    kit_init(&k, NULL, rows[_i].as_of);
    kit_use(&k, policy_of(&k, arena_printf(&k.a, "  - {name: c, clause: 1, %s}\n", rows[_i].check)), NULL, NULL, NULL);
    kit_story(&k, rows[_i].event, rows[_i].visits);
    add_sides(&k, rows[_i].sides);
    kit_tell(&k);
    ck_assert_msg(!strcmp(cases_of(&k), rows[_i].cases), "%s: «%s», wanted «%s»", rows[_i].what, k.text.p,
                  rows[_i].cases);
    const char *cell = kit_cell(&k, "check_rate", rows[_i].period, "", "", "c");
    ck_assert_msg(!strcmp(cell, rows[_i].cell), "%s: «%s», wanted «%s»", rows[_i].what, cell, rows[_i].cell);
    kit_release(&k);
}
END_TEST

/* The tale changes when a limit passes, when a row comes to be and when something happens: not before, and then at the latest. */
static const struct {
    const char *what, *check, *event, *sides, *as_of, *next;
} wakes[] = {
    {"a limit in days", "needs: visit, within: 3 d", E, "", "2024-03-01", "2024-03-04"},
    {"a limit in hours", "needs: step dispatch, within: 24 h", E, "", "2024-03-01", "2024-03-02"},
    {"a passed limit", "needs: visit, within: 3 d", E, "", "2024-03-04", ""},
    {"met", "needs: step dispatch, within: 3 d", E, "step|id=1|of=e|kind=dispatch|at=2024-03-01", "2024-03-01", ""},
    {"what must not come by a limit", "never: visit, within: 3 d", E, "", "2024-03-01", "2024-03-04"},
    {"what came", "never: step regrade, within: 3 d", E, "step|id=1|of=e|kind=regrade|at=2024-03-02", "2024-03-02", ""},
    {"what must not come at all", "never: visit, within: not_set", E, "", "2024-03-04", ""},
    {"no limit", "needs: visit, within: not_set", E, "", "2024-03-04", ""},
    {"a step to come", "needs: step dispatch, within: not_set", E, "step|id=1|of=e|kind=dispatch|at=2024-03-09",
     "2024-03-04", "2024-03-09"},
    {"a reply to come", "of: finding, needs: replied_at", E,
     "finding|id=F|of=e|raised_at=2024-03-02|replied_at=2024-03-10", "2024-03-04", "2024-03-10"},
    {"a plan to be made", "needs: plan", E, "plan|id=P|of=e|planned_on=2024-03-06|made_at=2024-03-12", "2024-03-04",
     "2024-03-12"},
    {"columns that may still be filled", "needs: step dispatch, within: 3 d, present: issue", E,
     "step|id=1|of=e|kind=dispatch|at=2024-03-01", "2024-03-01", "2024-03-04"},
    {"of another event", "needs: step dispatch, within: not_set", E, "step|id=1|of=other|kind=dispatch|at=2024-03-09",
     "2024-03-04", ""},
};

START_TEST(wake) {
    struct kit k;
    char text[MOMENT_TEXT];
    kit_init(&k, NULL, wakes[_i].as_of);
    kit_use(&k, policy_of(&k, arena_printf(&k.a, "  - {name: c, clause: 1, %s}\n", wakes[_i].check)), NULL, NULL, NULL);
    kit_story(&k, wakes[_i].event, "");
    add_sides(&k, wakes[_i].sides);
    kit_tell(&k);
    const char *next = k.tale.changes ? civil_day_text(k.tale.next_day, text) : "";
    ck_assert_msg(!strcmp(next, wakes[_i].next), "%s: «%s», wanted «%s»", wakes[_i].what, next, wakes[_i].next);
    kit_release(&k);
}
END_TEST

static void begin(struct kit *k, const char *checks, const char *as_of) {
    kit_init(k, NULL, as_of);
    kit_use(k, policy_of(k, checks), NULL, NULL, NULL);
}

/* One complaint brought to two departments is checked once, with the rows of both (metrics.md 2). */
START_TEST(merged_are_one) {
    struct kit k;
    begin(
        &k,
        "  - {name: c, clause: 1, needs: step dispatch, count: 2, within: 1 h}\n  - {name: f, clause: 1, of: finding, needs: replied_at}\n",
        "2024-03-09");
    kit_story(&k,
              "id=a|cat=complaint|cust=K|issue=x|dept=D1|acc=2024-03-01 09:00:00\n"
              "id=b|cat=complaint|cust=K|issue=x|dept=D2|acc=2024-03-01 10:00:00",
              "");
    add_sides(
        &k, "step|id=1|of=a|kind=dispatch|at=2024-03-01 09:10:00\nstep|id=2|of=b|kind=dispatch|at=2024-03-01 10:00:01\n"
            "finding|id=F|of=b|raised_at=2024-03-02\nfinding|id=G|of=a;b|raised_at=2024-03-02");
    kit_tell(&k);
    ck_assert_str_eq(cases_of(&k),
                     "a a late 2024-03-01 10:00:00 2024-03-01 10:00:01\nF a missing - -\nG a missing - -\n");
    ck_assert_str_eq(kit_cell(&k, "check_rate", "2024-03", "/D1", "", "f"), "0/2");
    kit_release(&k);
}
END_TEST

/* A problem that comes again after the measure: of that customer, category and issue, merged ones not, the first one named. */
START_TEST(recurrence) {
    static const char of_a[] = "action|id=A|of=a|kind=preventive|opened_at=2024-03-02|done_at=2024-03-05 10:00:00",
                      of_d[] = "action|id=D|of=d|opened_at=2024-03-02|done_at=2024-03-05",
                      of_n[] = "action|id=N|of=n|opened_at=2024-03-02|done_at=2024-03-05",
                      of_b[] = "action|id=B|of=b|opened_at=2024-03-02";
    struct kit k;
    begin(
        &k,
        "  - {name: c, clause: 1, of: action, never: repeat, from: done_at, within: not_set}\n"
        "  - {name: s, clause: 1, of: action, never: repeat, same: department, from: done_at, within: 4 d}\n"
        "  - {name: w, clause: 1, of: action, where: {kind: preventive}, never: repeat, with: {severity: major}, from: done_at}\n",
        "2024-04-30");
    kit_story(&k,
              "id=a|cat=complaint|cust=K|issue=x|dept=D1|acc=2024-03-01\n"
              "id=b|cat=complaint|cust=K|issue=x|dept=D1|acc=2024-03-05 10:00:00\n"
              "id=o|cat=complaint|cust=K|issue=y|dept=D1|acc=2024-03-06\n"
              "id=r|cat=repair|cust=K|issue=x|dept=D1|acc=2024-03-06\n"
              "id=n|cat=complaint|cust=K|dept=D1|acc=2024-03-06\n"
              "id=f|cat=complaint|cust=K|issue=x|dept=D1|acc=2024-03-20|sev=major\n"
              "id=e|cat=complaint|cust=K|issue=x|dept=D1|acc=2024-03-10 00:00:00\n"
              "id=d|cat=complaint|cust=K|issue=z|dept=D1|acc=2024-03-05\n"
              "id=g|cat=complaint|cust=K|issue=z|dept=D2|acc=2024-03-06",
              "");
    add_sides(&k, arena_printf(&k.a, "%s\n%s\n%s\n%s", of_a, of_d, of_n, of_b));
    kit_tell(&k);
    ck_assert_str_eq(cases_of(&k), "A a came - 2024-03-10 00:00:00 e\nA a came - 2024-03-20 f\n");
    ck_assert_str_eq(kit_cell(&k, "check_rate", "2024-03", "", "", "c"), "1/2");
    ck_assert_str_eq(kit_cell(&k, "check_rate", "2024-03", "", "", "s"), "2/2");
    ck_assert_str_eq(kit_cell(&k, "check_rate", "2024-03", "", "", "w"), "0/1");
    kit_release(&k);
}
END_TEST

/* A row of several events is checked once for each. */
START_TEST(each_event) {
    struct kit k;
    begin(
        &k,
        "  - {name: c, clause: 1, of: letter, needs: filed_on, within: 3 d}\n  - {name: v, clause: 1, of: visit, present: reviewed_by}\n",
        "2024-03-09");
    kit_story(&k, "id=a|cat=complaint|cust=K|site=A|acc=2024-03-01\nid=b|cat=repair|cust=K|site=B|acc=2024-03-01",
              "id=v|of=a;b|at=2024-03-02|how=phone");
    add_sides(&k, "letter|id=L|of=a;b|sent_on=2024-03-02");
    kit_tell(&k);
    ck_assert_str_eq(cases_of(&k), "L a missing 2024-03-05 -\nv a incomplete - - reviewed_by\n"
                                   "L b missing 2024-03-05 -\nv b incomplete - - reviewed_by\n");
    ck_assert_str_eq(kit_cell(&k, "check_rate", "2024-03", "", "", "c"), "0/2");
    ck_assert_str_eq(kit_cell(&k, "check_rate", "2024-03", "B", "repair", "v"), "0/1");
    ck_assert_str_eq(kit_cell(&k, "check_rate", "2024-03", "", "", ""), "");
    kit_release(&k);
}
END_TEST

/* Nothing before count_from: neither rows nor rows of such events. */
START_TEST(count_from) {
    struct kit k;
    begin(&k, "  - {name: c, clause: 1, needs: visit}\n  - {name: s, clause: 1, of: step, present: by}\n",
          "2024-03-09");
    k.w.count_from = kit_day("2024-03-01");
    kit_story(&k, "id=a|cat=repair|acc=2024-02-29 23:59:59\nid=b|cat=repair|acc=2024-03-01", "");
    add_sides(
        &k,
        "step|id=1|of=a|kind=dispatch|at=2024-03-02\nstep|id=2|of=b|kind=dispatch|at=2024-02-29\nstep|id=3|of=b|kind=dispatch|at=2024-03-01");
    kit_tell(&k);
    ck_assert_str_eq(cases_of(&k), "b b missing - -\n3 b incomplete - - by\n");
    kit_release(&k);
}
END_TEST

/* A routine visit: its own site, department and category; its findings with it; conditions on an event are not met. */
START_TEST(routine_visit) {
    struct kit k;
    begin(
        &k,
        "  - {name: v, clause: 1, of: visit, categories: repair, needs: finding}\n  - {name: f, clause: 1, of: finding, needs: replied_at}\n"
        "  - {name: w, clause: 1, of: visit, condition: {severity: empty}, present: reviewed_by}\n"
        "  - {name: g, clause: 1, of: finding, needs: visit, from: event finished_at}\n",
        "2024-03-09");
    kit_visit_story(&k, "", "id=v|cat=repair|site=A|dept=D|at=2024-03-02|how=phone");
    add_sides(&k, "finding|id=F|visit=v|raised_at=2024-03-02|department=E\nfinding|id=G|visit=v|raised_at=2024-03-02");
    kit_tell(&k);
    ck_assert_str_eq(cases_of(&k), "F - missing - -\nG - missing - -\n");
    ck_assert_str_eq(kit_cell(&k, "check_rate", "2024-03", "/D", "repair", "v"), "1/1");
    ck_assert_str_eq(kit_cell(&k, "check_rate", "2024-03", "A", "repair", "f"), "0/2");
    ck_assert_str_eq(kit_cell(&k, "check_rate", "2024-03", "/E", "repair", "f"), "0/1");
    kit_release(&k);
}
END_TEST

/* A row of nothing known: counted in pooled rows only, and where its own department is. */
START_TEST(alone) {
    struct kit k;
    begin(
        &k,
        "  - {name: f, clause: 1, of: finding, needs: replied_at, within: 3 d}\n  - {name: c, clause: 1, of: finding, categories: repair, needs: visit}\n",
        "2024-03-03");
    k.s = (struct story){.kind = STORY_SIDE, .key = STR_LIT("s:finding:F")};
    add_sides(&k, "finding|id=F|raised_at=2024-03-01|department=E");
    kit_tell(&k);
    ck_assert_str_eq(cases_of(&k), "F - open 2024-03-04 -\n");
    kit_as_of(&k, "2024-03-04");
    kit_tell(&k);
    ck_assert_str_eq(kit_cell(&k, "check_rate", "2024-03", "", "", "f"), "0/1");
    ck_assert_str_eq(kit_cell(&k, "check_rate", "2024-03", "/E", "", "f"), "0/1");
    kit_release(&k);
}
END_TEST

/* Two editions side by side: each checks what was accepted under it. */
START_TEST(editions) {
    struct kit k;
    kit_init(&k, NULL, "2024-03-09");
    struct policy *p = policy_of(&k, "  - {name: c, clause: 1, needs: visit}\n");
    kit_use(&k, p, "A", NULL, NULL);
    kit_story(&k, "id=a|cat=repair|site=A|acc=2024-03-01\nid=b|cat=repair|site=B|acc=2024-03-01", "");
    add_sides(&k, "");
    kit_tell(&k);
    ck_assert_str_eq(cases_of(&k), "a a missing - -\n");
    kit_release(&k);
}
END_TEST

/* not_judgeable counts under check_rate, pooled over stages, and never in the rate. */
START_TEST(not_judgeable) {
    struct kit k;
    begin(&k, "  - {name: c, clause: 1, needs: step dispatch, within: 3 h}\n", "2024-03-09");
    kit_story(&k, "id=a|cat=repair|site=A|acc=2024-03-01", "");
    add_sides(&k, "");
    kit_tell(&k);
    ck_assert_str_eq(kit_cell(&k, "not_judgeable", "2024-03", "A", "", "check_rate"), "1/0");
    ck_assert_str_eq(kit_cell(&k, "not_judgeable", "2024-03", "", "repair", ""), "1/0");
    ck_assert_str_eq(kit_cell(&k, "check_rate", "2024-03", "", "", "c"), "");
    kit_release(&k);
}
END_TEST

/* Columns of the customers log in conditions on events. */
START_TEST(customers) {
    struct kit k;
    begin(
        &k,
        "  - {name: c, clause: 1, condition: {customer_type: member, customer_amount: {at_least: 1000}, customer_since: present}, needs: visit}\n",
        "2024-03-09");
    kit_story(
        &k,
        "id=a|cat=repair|cust=K|acc=2024-03-01\nid=b|cat=repair|cust=K|acc=2024-03-01\nid=c|cat=repair|cust=K|acc=2024-03-01\n"
        "id=d|cat=repair|cust=K|acc=2024-03-01",
        "");
    add_sides(&k, "");
    const struct moment since = moment_of_day(kit_day("2020-01-01"));
    const struct customer_row rich = {.type = STR_LIT("member"), .since = since, .has_amount = true, .amount = 1000},
                              poor = {.type = STR_LIT("member"), .since = since, .has_amount = true, .amount = 999.99},
                              owner = {.type = STR_LIT("owner"), .since = since, .has_amount = true, .amount = 5000};
    k.s.event[0].customer = &rich;
    k.s.event[1].customer = &poor;
    k.s.event[2].customer = &owner;
    kit_tell(&k);
    ck_assert_str_eq(cases_of(&k), "a a missing - -\n");
    kit_release(&k);
}
END_TEST

Suite *checks_suite(void) {
    Suite *s = suite_create("checks");
    TCase *t = tcase_create("checks");
    LOOP_TEST(t, one_row, rows);
    LOOP_TEST(t, wake, wakes);
    tcase_add_test(t, merged_are_one);
    tcase_add_test(t, recurrence);
    tcase_add_test(t, each_event);
    tcase_add_test(t, count_from);
    tcase_add_test(t, routine_visit);
    tcase_add_test(t, alone);
    tcase_add_test(t, editions);
    tcase_add_test(t, not_judgeable);
    tcase_add_test(t, customers);
    suite_add_tcase(s, t);
    return s;
}
