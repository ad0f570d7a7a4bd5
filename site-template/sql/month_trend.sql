-- One row: one stage's visit rate in one of the 13 months to this one. Parameters :each_month, :each_first, :each_running,
-- :language.
SELECT m.period AS x, CASE WHEN :language = 'en' THEN d.title_en ELSE d.title_zh END AS series, k.value_micro AS value, k.numerator AS num, k.denominator AS den,
    m.period = :each_month AND :each_running AS provisional, k.compliant = 0 AND m.period = :each_month AS flag, d.target_micro AS target,
    (SELECT text FROM note AS n WHERE substr(n.on_day, 1, 7) = m.period ORDER BY n.on_day, n.text LIMIT 1) AS note
FROM month AS m JOIN (SELECT i.policy, i.category, i.stage, i.title_zh, i.title_en, i.ord, s.target_micro FROM indicator_def AS i
    JOIN policy_stage AS s ON s.policy = i.policy AND s.stage = i.stage WHERE i.metric = 'visit_rate' ORDER BY s.target_micro IS NULL, s.target_micro DESC, i.policy, i.ord LIMIT 3) AS d
LEFT JOIN metric AS k ON k.policy = d.policy AND k.period = m.period AND k.metric = 'visit_rate' AND k.scope_kind = 'all' AND k.scope = '' AND k.category = d.category AND k.stage = d.stage
WHERE m.period BETWEEN :each_first AND :each_month ORDER BY m.n, d.ord;
