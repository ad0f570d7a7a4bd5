#include "site/months.h"
#include "base/mem.h"

static void read_changes(struct months *m, struct store *s, struct arena *a, struct err *e) {
    size_t cap = 0, cap_run = 0, n_run = 0;
    struct str *month = NULL;
    int64_t *run = NULL;
    struct stmt *q = store_stmt(s, "SELECT month, run FROM month_change ORDER BY month", e);
    while (stmt_step(q, e)) {
        if (stmt_str(q, 0).n == 0) {
            m->all_run = stmt_int(q, 1);
            continue;
        }
        *VEC_ADD(month, m->n, cap) = arena_str(a, stmt_str(q, 0));
        *VEC_ADD(run, n_run, cap_run) = stmt_int(q, 1);
    }
    m->month = arena_alloc(a, (m->n + 1) * sizeof *month);
    m->run = arena_alloc(a, (m->n + 1) * sizeof *run);
    if (m->n) memcpy(m->month, month, m->n * sizeof *month), memcpy(m->run, run, m->n * sizeof *run);
    mem_free(month);
    mem_free(run);
}

static int64_t rows_since(struct store *s, struct err *e) {
    if (!store_has_table(s, "row_change")) return INT64_MAX;
    struct stmt *q = store_stmt(s, "SELECT run FROM row_change WHERE list = ''", e);
    int64_t run = stmt_step(q, e) ? stmt_int(q, 0) : INT64_MAX;
    stmt_reset(q);
    return run;
}

static void take_first(struct months *m, struct stmt *q, struct str policy, struct str rule, struct arena *a,
                       struct err *e) {
    stmt_bind_str(q, 1, policy);
    if (rule.p) stmt_bind_str(q, 2, rule);
    struct str first = stmt_step(q, e) ? stmt_str(q, 0) : str_none();
    if (first.n == 7 && (!m->first.p || str_cmp(first, m->first) < 0)) m->first = arena_str(a, first);
    stmt_reset(q);
}

/* Each statement is one step in an index by policy (and rule) and month, or one for each metric. */
static void read_first(struct months *m, struct store *s, const struct config *c, struct arena *a, struct err *e) {
    static const char *const sql[] = {
        "SELECT min(month) FROM obligation WHERE policy = ?1 AND month > ''",
        "SELECT min(month) FROM visit_breach WHERE policy = ?1 AND month > ''",
        "SELECT min(month) FROM repeat_case WHERE policy = ?1 AND month > ''",
        "WITH RECURSIVE name(metric) AS (SELECT min(metric) FROM metric WHERE policy = ?1 UNION ALL"
        " SELECT (SELECT min(metric) FROM metric AS k WHERE k.policy = ?1 AND k.metric > name.metric) FROM name"
        " WHERE name.metric IS NOT NULL)"
        " SELECT min((SELECT min(period) FROM metric AS k WHERE k.policy = ?1 AND k.metric = name.metric"
        " AND k.period_kind = 'month')) FROM name WHERE name.metric IS NOT NULL"};
    static const char by_rule[] = "SELECT min(month) FROM limit_case WHERE policy = ?1 AND rule = ?2 AND month > ''";
    static const char *const rule[] = {"contact", "unresolved", "escalation", "resolution", "on_time"};
    for (size_t i = 0; i < c->n_uses && !err_is(e); i++) {
        struct str policy = str_of(c->use[i].policy->id);
        for (size_t k = 0; k < sizeof sql / sizeof *sql; k++)
            take_first(m, store_stmt(s, sql[k], e), policy, str_none(), a, e);
        for (size_t k = 0; k < sizeof rule / sizeof *rule; k++)
            take_first(m, store_stmt(s, by_rule, e), policy, str_of(rule[k]), a, e);
    }
}

void months_read(struct months *m, struct store *s, const struct config *c, int32_t as_of, struct arena *a,
                 struct err *e) {
    *m = (struct months){0};
    if (err_is(e)) return;
    char text[PERIOD_TEXT];
    m->last = arena_str(a, str_of(period_text(period_of(PERIOD_MONTH, as_of, 0), 0, text)));
    m->known = store_has_table(s, "month_change");
    if (m->known) read_changes(m, s, a, e);
    m->rows_since = rows_since(s, e);
    read_first(m, s, c, a, e);
}

bool months_changed(const struct months *m, struct str month, int64_t since) {
    if (!m->known || m->all_run > since) return true;
    for (size_t i = 0; i < m->n; i++)
        if (str_eq(m->month[i], month)) return m->run[i] > since;
    return false;
}

bool months_rows_known(const struct months *m, int64_t since) {
    return m->known && m->all_run <= since && m->rows_since <= since;
}

bool months_next(const struct months *m, int *no, char out[PERIOD_TEXT]) {
    struct period first, last;
    if (!m->first.p || !period_parse(m->first, 0, &first) || !period_parse(m->last, 0, &last)) return false;
    first.no += *no;
    if (first.no > last.no) return false;
    ++*no;
    period_text(first, 0, out);
    return true;
}
