#include "tests/analysis/restate_kit.h"

static void exec(struct kit_store *k, const char *sql) {
    store_exec(k->store, sql, &k->e);
    ck_assert_msg(!err_is(&k->e), "%s: %s", k->e.text, sql);
}

/* All periods of a policy up to the day that hold or might hold a figure. */
static void list_periods(struct kit_store *k, const struct policy *policy, int32_t as_of) {
    int week_start = policy->week_start;
    for (int kind = 0; kind < PERIOD_KINDS; kind++) {
        struct period p = period_of((enum period_kind)kind, civil_day(2025, 9, 1), week_start);
        for (; period_last(p, week_start) <= as_of; p.no++) {
            char text[PERIOD_TEXT], last[MOMENT_TEXT];
            exec(k, arena_printf(&k->a, "INSERT OR IGNORE INTO kit_period VALUES ('%s', '%s', '%s', '%s', 0)",
                                 policy->id, period_kind_name(p.kind), period_text(p, week_start, text),
                                 civil_day_text(period_last(p, week_start), last)));
        }
    }
}

#define KEY(a, b)                                                                                                      \
#a ".policy = " #b ".policy AND " #a ".metric = " #b ".metric AND " #a ".period_kind = " #b ".period_kind AND " #a \
       ".period = " #b ".period AND " #a ".scope_kind = " #b ".scope_kind AND " #a ".scope = " #b ".scope AND " #a     \
       ".category = " #b ".category AND " #a ".stage = " #b ".stage"

/* Figures as issued and as they are, of periods that had been over before: those that differ. */
#define EXPECTED                                                                                                                                                        \
    "SELECT * FROM (SELECT i.policy, i.metric, i.period, i.scope_kind, i.scope, i.category, i.stage, i.numerator, i.denominator, m.numerator, m.denominator "           \
    "FROM kit_issued i LEFT JOIN metric m ON " KEY(                                                                                                                     \
        m,                                                                                                                                                              \
        i) " WHERE m.numerator IS NOT i.numerator OR m.denominator IS NOT i.denominator OR m.value_micro IS NOT i.value_micro OR m.compliant IS NOT i.compliant "       \
           "UNION ALL SELECT m.policy, m.metric, m.period, m.scope_kind, m.scope, m.category, m.stage, NULL, NULL, m.numerator, m.denominator "                         \
           "FROM metric m JOIN kit_period p ON p.policy = m.policy AND p.kind = m.period_kind AND p.period = m.period AND p.issued = 1 LEFT JOIN kit_issued i ON " KEY( \
               i, m) " WHERE i.policy IS NULL)"
#define FOUND                                                                                                          \
    "SELECT policy, metric, period, scope_kind, scope, category, stage, issued_numerator, issued_denominator, numerator, denominator FROM restatement"

/* Figures that are sums and whose parts of the last night sum to something else than they changed by. */
static const char unequal[] =
    "SELECT r.metric, r.period, r.scope_kind, r.scope, r.category, r.stage, coalesce(m.numerator, 0) - coalesce(r.numerator, 0), "
    "coalesce(m.denominator, 0) - coalesce(r.denominator, 0), (SELECT total(p.numerator) || '/' || total(p.denominator) FROM restated_part p WHERE p.run = r.run "
    "AND p.policy = r.policy AND p.metric = r.metric AND p.scope_kind = r.scope_kind AND p.scope = r.scope "
    "AND (p.category = r.category OR r.category = '' AND p.pooled & 1) AND (p.stage = r.stage OR r.stage = '' AND p.pooled & 2) "
    "AND (p.period_kind = '' AND p.first_day BETWEEN r.first_day AND r.last_day OR p.period_kind = r.period_kind AND p.first_day = r.first_day)) AS parts "
    "FROM restated r LEFT JOIN metric m ON " KEY(
        m,
        r) " WHERE r.run = (SELECT max(run) FROM restating) AND (SELECT cause FROM restating g WHERE g.run = r.run) = 'rows' AND r.metric NOT IN ('shortfall', 'complaint_rate', "
           "'failure_rate', 'resolution_hours_p50', 'resolution_hours_p90', 'score_rate_band', 'staff_complaint_ratio', 'visit_methods', 'sampled', 'sample_required', 'sample_cap') "
           "AND parts <> CAST(coalesce(m.numerator, 0) - coalesce(r.numerator, 0) AS REAL) || '/' || CAST(coalesce(m.denominator, 0) - coalesce(r.denominator, 0) AS REAL) LIMIT 3";

static void check_none(struct kit_store *k, const char *sql, const char *where, const char *what) {
    const char *rows = store_kit_ask(k, sql);
    ck_assert_msg(!rows[0], "%s: %s: %s", where, what, rows);
}

void restate_kit_check(struct kit_store *k, const char *as_of, bool compare, const char *where) {
    int32_t day;
    ck_assert(civil_parse_day(str_of(as_of), &day));
    exec(
        k,
        "CREATE TABLE IF NOT EXISTS kit_issued AS SELECT * FROM metric WHERE 0; CREATE UNIQUE INDEX IF NOT EXISTS kit_issued_key "
        "ON kit_issued(policy, metric, period_kind, period, scope_kind, scope, category, stage)");
    exec(
        k,
        "CREATE TABLE IF NOT EXISTS kit_period (policy TEXT, kind TEXT, period TEXT, last_day TEXT, issued INTEGER, PRIMARY KEY (policy, kind, period))");
    for (size_t i = 0; i < k->config->n_uses; i++) list_periods(k, k->config->use[i].policy, day);
    if (compare) check_none(k, EXPECTED " EXCEPT " FOUND " LIMIT 3", where, "is not in the ledger");
    if (compare) check_none(k, FOUND " EXCEPT " EXPECTED " LIMIT 3", where, "is in the ledger and did not change");
    check_none(k, unequal, where, "the parts do not sum up");
    exec(
        k,
        arena_printf(
            &k->a,
            "INSERT INTO kit_issued SELECT m.* FROM metric m JOIN kit_period p ON p.policy = m.policy AND p.kind = m.period_kind AND p.period = m.period "
            "WHERE p.issued = 0 AND p.last_day <= '%s'",
            as_of));
    exec(k, arena_printf(&k->a, "UPDATE kit_period SET issued = 1 WHERE last_day <= '%s'", as_of));
}
