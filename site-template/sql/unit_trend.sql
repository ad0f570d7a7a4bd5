-- One row: the visit rate or the share in time, all stages together, in one of the last 13 months. Parameters :each_kind, :each_name, :month, :as_of, :language.
SELECT m.period AS x, CASE WHEN :language = 'en' THEN d.en ELSE d.zh END AS series, k.value_micro AS value, k.numerator AS num, k.denominator AS den, m.period = :month AND :as_of < date(:month || '-01', '+1 month', '-1 day') AS provisional,
    (SELECT text FROM note AS n WHERE substr(n.on_day, 1, 7) = m.period AND n.scope IN ('all', '', :each_name) ORDER BY n.scope = :each_name DESC, n.on_day, n.text LIMIT 1) AS note
FROM month AS m CROSS JOIN (SELECT 1 AS ord, 'visit_rate' AS metric, '回访率' AS zh, 'visited' AS en UNION ALL SELECT 2, 'timely_rate', '及时率', 'in time') AS d
LEFT JOIN metric AS k ON k.policy = (SELECT q.policy FROM policy AS q JOIN metric AS e ON e.policy = q.policy AND e.period = :month AND e.metric = 'visit_rate'
        AND e.scope_kind = :each_kind AND e.scope = :each_name ORDER BY q.policy LIMIT 1)
    AND k.period = m.period AND k.metric = d.metric AND k.scope_kind = :each_kind AND k.scope = :each_name AND k.category = '' AND k.stage = ''
WHERE m.n > (SELECT max(n) FROM month WHERE period <= :month) - 13 AND m.period <= :month ORDER BY m.n, d.ord;
