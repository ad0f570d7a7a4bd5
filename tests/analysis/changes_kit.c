#include "tests/analysis/changes_kit.h"
#include "base/buf.h"
#include <stdio.h>

/* What pages and row files show of a month: month, then everything that is shown. Facts are shown in the version in
 * force; a visit with the event that it names and the one that it raised. */
#define FACT                                                                                                           \
    "e.customer_id, e.customer_name, e.severity, e.issue, e.accepted_at, e.finished_at, e.escalated_at, "              \
    "e.about_staff, e.site"
#define EVENT_OF(t) " LEFT JOIN event e ON e.event_id = " t ".event_id AND e.run_out IS NULL AND e.withdrawn = 0"
static const char *const shown[] = {
    "SELECT o.month, json_array('obligation', o.policy, o.event_id, o.stage, o.category, o.optional, o.anchor, "
    "o.opens, o.deadline, o.state, o.due,"
    " o.visit_id, o.visited_at, o.exempt_reason, o.site, o.department, " FACT ", v.visitor, v.method, v.outcome)"
    " FROM obligation o" EVENT_OF("o") " LEFT JOIN visit v ON v.visit_id = o.visit_id AND v.run_out IS NULL",
    "SELECT m.month, json_array('merged', m.policy, m.event_id, m.duplicate_of, " FACT
    ") FROM merged_event m" EVENT_OF("m"),
    "SELECT r.month, json_array('repeat', r.policy, r.event_id, r.by_text, r.category, r.issue, r.count, r.events, "
    "r.escalated, r.site, r.department,"
    " r.accepted_at, " FACT ") FROM repeat_case r" EVENT_OF("r"),
    "SELECT l.month, json_array('limit', l.policy, l.event_id, l.rule, l.state, l.limit_at, l.done_at, l.site, "
    "l.department, " FACT ")"
    " FROM limit_case l" EVENT_OF("l"),
    "SELECT b.month, json_array('breach', b.policy, b.visit_id, b.rule, b.clause, b.visited_at, b.site, b.department, "
    "v.event_ids, v.method,"
    " v.visitor, v.visitor_role) FROM visit_breach b JOIN visit v ON v.visit_id = b.visit_id AND v.run_out IS NULL",
    "SELECT c.month, json_array('coverage', c.policy, c.event_id, c.visits, c.required, c.state, c.last_day, "
    "c.next_stage, c.next_day, " FACT ")"
    " FROM coverage_case c" EVENT_OF("c") " WHERE c.month <> ''",
    "SELECT c.month, json_array('contradiction', c.kind, c.event_id, c.visit_id, c.effect) FROM contradiction c",
    "SELECT m.period, json_array('metric', m.policy, m.metric, m.scope_kind, m.scope, m.category, m.stage, "
    "m.numerator, m.denominator,"
    " m.value_micro, m.target_micro, m.compliant) FROM metric m WHERE m.period_kind = 'month'",
    "SELECT s.period, json_array('ratio', s.policy, s.role, s.staff, s.complained, s.jobs, s.complaints, "
    "s.shrunk_micro, s.outside)"
    " FROM staff_ratio s WHERE s.period_kind = 'month'",
    "SELECT substr(v.visited_at, 1, 7), json_array('visit', v.visit_id, v.event_ids, v.visitor, v.method, v.outcome, "
    "v.satisfaction, v.opinion,"
    " v.reported_at, " FACT ", e.category, r.finished_at)"
    " FROM visit v LEFT JOIN event e ON e.event_id = v.event_ids AND e.run_out IS NULL AND e.withdrawn = 0"
    " LEFT JOIN event r ON r.event_id = v.raised_event_id AND r.run_out IS NULL AND r.withdrawn = 0"
    " WHERE v.run_out IS NULL AND v.withdrawn = 0 AND substr(v.visited_at, 1, 10) <= (SELECT max(as_of) FROM analysis)",
    "SELECT substr(e.accepted_at, 1, 7), json_array('event', e.event_id, e.category, e.department, " FACT ")"
    " FROM event e WHERE e.run_out IS NULL AND e.withdrawn = 0 AND substr(e.accepted_at, 1, 10) <= (SELECT max(as_of) "
    "FROM analysis)",
    /* longer periods: what they are, in the place of the month */
    "SELECT m.period_kind || ' ' || m.period, json_array('metric', m.policy, m.metric, m.scope_kind, m.scope, "
    "m.category, m.stage, m.numerator,"
    " m.denominator, m.value_micro, m.target_micro, m.compliant) FROM metric m WHERE m.period_kind <> 'month'",
    "SELECT s.period_kind || ' ' || s.period, json_array('ratio', s.policy, s.role, s.staff, s.complained, s.jobs, "
    "s.complaints, s.shrunk_micro,"
    " s.outside) FROM staff_ratio s WHERE s.period_kind <> 'month'",
};

void changes_kit_keep(struct kit_store *k, const char *table) {
    store_exec(k->store,
               arena_printf(&k->a, "DROP TABLE IF EXISTS %s; CREATE TABLE %s (month TEXT, what TEXT);", table, table),
               &k->e);
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++)
        store_exec(k->store, arena_printf(&k->a, "INSERT INTO %s %s", table, shown[i]), &k->e);
    ck_assert_msg(!err_is(&k->e), "%s", k->e.text);
}

static bool noted(struct kit_store *k, const char *months, int32_t no) {
    char text[PERIOD_TEXT];
    return strstr(months, arena_printf(&k->a, "%s\n", period_text((struct period){PERIOD_MONTH, no}, 0, text))) != NULL;
}

/* A week may start on any day: of two weeks of that name both are looked at. */
static bool any_noted(struct kit_store *k, const char *months, enum period_kind kind, struct str name) {
    for (int week_start = 0; week_start < 7; week_start++) {
        struct period p;
        ck_assert(period_parse(name, week_start, &p) && p.kind == kind);
        int32_t to = period_of(PERIOD_MONTH, period_last(p, week_start), 0).no;
        for (int32_t no = period_of(PERIOD_MONTH, period_first(p, week_start), 0).no; no <= to; no++)
            if (noted(k, months, no)) return true;
    }
    return false;
}

static const char *rows_of(struct kit_store *k, struct str place) {
    return store_kit_ask(
        k,
        arena_printf(&k->a,
                     "SELECT '-', what FROM (SELECT * FROM kit_was EXCEPT SELECT * FROM kit_now) WHERE month = '%.*s'"
                     " UNION ALL SELECT '+', what FROM (SELECT * FROM kit_now EXCEPT SELECT * FROM kit_was) WHERE "
                     "month = '%.*s'",
                     STR_ARG(place), STR_ARG(place)));
}

/* Lists that are shown by month, facts and figures: what changed of them stands in row_change, by row where it has one. */
static const char lists[] =
    "WITH diff AS (SELECT * FROM (SELECT * FROM kit_was EXCEPT SELECT * FROM kit_now)"
    " UNION ALL SELECT * FROM (SELECT * FROM kit_now EXCEPT SELECT * FROM kit_was)),"
    " named AS (SELECT month, json_extract(what, '$[0]') AS kind, json_extract(what, '$[1]') AS first,"
    " json_extract(what, '$[2]') AS second FROM diff WHERE month NOT LIKE '% %' AND month <> ''),"
    " changed AS (SELECT month, CASE kind WHEN 'repeat' THEN 'repeat_flag' WHEN 'limit' THEN 'limit_case' WHEN 'breach'"
    " THEN 'visit_breach' ELSE kind END AS list, CASE WHEN kind IN ('visit', 'event') THEN first WHEN kind = 'metric'"
    " THEN '' ELSE second END AS id FROM named WHERE kind IN ('obligation', 'repeat', 'limit', 'breach', 'metric',"
    " 'visit', 'event'))"
    " SELECT DISTINCT c.month, c.list, c.id FROM changed AS c WHERE NOT EXISTS (SELECT 1 FROM row_change AS r"
    " WHERE r.list = c.list AND r.month = c.month AND r.id = c.id AND r.run = (SELECT max(run) FROM analysis))";

/* Facts that came into sight with the day did not change; the day did. */
static const char in_sight[] =
    " AND NOT (c.list IN ('visit', 'event') AND EXISTS (SELECT 1 FROM row_change AS r WHERE r.list = 'day' AND r.month"
    " = c.month AND r.run = (SELECT max(run) FROM analysis)))";

void changes_kit_check(struct kit_store *k, const char *where) {
    changes_kit_keep(k, "kit_now");
    const char *months =
        store_kit_ask(k, arena_printf(&k->a, "SELECT month FROM month_change WHERE run = %lld", (long long)k->run - 1));
    const char *rows = store_kit_ask(k, arena_printf(&k->a, "%s%s", lists, in_sight));
    ck_assert_msg(!*rows, "%s: row_change does not name %s", where, rows);
    const char *places = store_kit_ask(
        k, "SELECT DISTINCT month FROM (SELECT * FROM (SELECT * FROM kit_was EXCEPT SELECT * FROM kit_now)"
           " UNION ALL SELECT * FROM (SELECT * FROM kit_now EXCEPT SELECT * FROM kit_was)) ORDER BY 1");
    for (struct str rest = str_of(places), place; str_split(&rest, '\n', &place);) {
        if (!place.n) continue;
        struct str name = place, kind;
        struct period p;
        bool longer = memchr(place.p, ' ', place.n) != NULL, is;
        if (longer) {
            enum period_kind kind_no;
            str_split(&name, ' ', &kind);
            ck_assert(period_kind_parse(kind, &kind_no));
            is = any_noted(k, months, kind_no, name);
        } else {
            ck_assert(period_parse(name, 0, &p));
            is = noted(k, months, p.no);
        }
        ck_assert_msg(is, "%s: %.*s changed, but only these were noted: %s; %s", where, STR_ARG(place), months,
                      rows_of(k, place));
    }
}
