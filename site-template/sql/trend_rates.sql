-- One row: one stage's visit rate in one of the last 13 months: up to three stages, those that must all be visited; without one,
-- those with a target; without any, the first. Parameters :month, :as_of, :language.
SELECT m.period AS x, CASE WHEN :language = 'en' THEN d.title_en ELSE d.title_zh END AS series, k.value_micro AS value, k.numerator AS num, k.denominator AS den,
    m.period = :month AND :as_of < date(:month || '-01', '+1 month', '-1 day') AS provisional, k.compliant = 0 AND m.period = :month AS flag, d.target_micro AS target,
    (SELECT text FROM note AS n WHERE substr(n.on_day, 1, 7) = m.period ORDER BY n.on_day, n.text LIMIT 1) AS note
FROM month AS m JOIN (SELECT i.policy, i.category, i.stage, i.title_zh, i.title_en, i.ord, s.target_micro FROM indicator_def AS i
    JOIN policy_stage AS s ON s.policy = i.policy AND s.stage = i.stage WHERE i.metric = 'visit_rate'
        AND coalesce(s.target_micro, -1) >= (SELECT CASE WHEN max(target_micro) = 1000000 THEN 1000000 ELSE coalesce(min(target_micro), -1) END FROM policy_stage WHERE optional = 0)
    ORDER BY i.policy, i.ord LIMIT 3) AS d
LEFT JOIN metric AS k ON k.policy = d.policy AND k.period = m.period AND k.metric = 'visit_rate' AND k.scope_kind = 'all' AND k.scope = '' AND k.category = d.category AND k.stage = d.stage
WHERE m.n > (SELECT max(n) FROM month WHERE period <= :month) - 13 AND m.period <= :month ORDER BY m.n, d.ord;
