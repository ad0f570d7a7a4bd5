-- One row: a figure of a period that is over and now differs, as issued and as known now, with the rows of the logs that
-- explain it (the first twenty of `rows`), in the columns of `huifang export restatements`. Shortfalls, rates per 100 and
-- percentiles are explained by what they are made of; staff, samples and scores by all rows of the period; what forms of
-- surveys changed has the cause rows and no list.
WITH f AS (
    SELECT t.*, CASE WHEN t.metric = 'shortfall' THEN 'visit_rate' WHEN t.metric = 'complaint_rate' THEN 'complaints' WHEN t.metric = 'failure_rate' THEN 'events'
            WHEN t.metric = 'resolution_hours_p90' THEN 'resolution_hours_p50'
            WHEN t.category = 'survey' THEN t.metric
            WHEN t.scope_kind IN ('staff', 'role') OR t.metric IN ('visit_methods', 'sampled', 'sample_required', 'sample_cap', 'score_rate_band') THEN '*'
            ELSE t.metric END AS base
    FROM restatement AS t),
b AS (
    SELECT DISTINCT f.policy, f.metric, f.period_kind, f.period, f.scope_kind, f.scope, f.category, f.stage, y.log, y.record_key, y.what, y.path, y.line, y.brought_run
    FROM f CROSS JOIN restated AS k ON k.policy = f.policy AND k.metric = f.metric AND k.period_kind = f.period_kind AND k.period = f.period
        AND k.scope_kind = f.scope_kind AND k.scope = f.scope AND k.category = f.category AND k.stage = f.stage
    CROSS JOIN restated_part AS p ON p.run = k.run AND (p.period_kind = '' AND p.first_day BETWEEN f.first_day AND f.last_day OR p.period_kind = f.period_kind AND p.first_day = f.first_day)
        AND (p.policy = '' AND (p.scope_kind = f.scope_kind AND p.scope = f.scope OR f.base = '*' AND p.scope_kind = 'all')
            OR p.policy = f.policy AND f.base = '*' AND p.scope_kind = 'all'
            OR p.policy = f.policy AND p.metric = f.base AND p.scope_kind = f.scope_kind AND p.scope = f.scope
                AND (p.category = f.category OR f.category = '' AND p.pooled & 1) AND (p.stage = f.stage OR f.stage = '' AND p.pooled & 2))
    CROSS JOIN restated_by AS y ON y.run = p.run AND y.part = p.part),
form_run AS MATERIALIZED (SELECT DISTINCT run FROM survey_form),
n AS (
    SELECT b.*, row_number() OVER (PARTITION BY policy, metric, period_kind, period, scope_kind, scope, category, stage ORDER BY brought_run IS NULL, brought_run, log, record_key) AS place FROM b),
g AS (
    SELECT policy, metric, period_kind, period, scope_kind, scope, category, stage, count(*) AS n,
        group_concat(CASE WHEN place <= 20 THEN log || ' ' || record_key || ' ' || what || coalesce(' ' || path || ':' || line || ' run ' || brought_run, '') END, '; ') AS list
    FROM n GROUP BY policy, metric, period_kind, period, scope_kind, scope, category, stage)
SELECT f.policy, f.metric, f.period_kind, f.period, f.scope_kind, f.scope, f.category, f.stage,
    f.issued_run, i.as_of AS issued_as_of, f.issued_numerator, f.issued_denominator, f.issued_micro AS m_issued_value,
    f.numerator, f.denominator, f.value_micro AS m_value, f.changes, f.changed_run, w.as_of AS changed_as_of,
    CASE WHEN c.cause = 'rows' AND g.n IS NULL
        AND NOT (f.category = 'survey' AND EXISTS (SELECT 1 FROM form_run AS x WHERE x.run > c.before AND x.run <= c.run)) THEN 'time' ELSE c.cause END AS cause, coalesce(g.n, 0) AS rows, g.list AS explained_by
FROM f JOIN analysis AS i ON i.run = f.issued_run JOIN analysis AS w ON w.run = f.changed_run JOIN restating AS c ON c.run = f.changed_run
LEFT JOIN g ON g.policy = f.policy AND g.metric = f.metric AND g.period_kind = f.period_kind AND g.period = f.period
    AND g.scope_kind = f.scope_kind AND g.scope = f.scope AND g.category = f.category AND g.stage = f.stage;
