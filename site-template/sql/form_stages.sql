-- One row: one stage of the policy in the sheet's period; the target of its rate, or of its category's. Parameters :each_policy, :each_period, :language.
WITH s AS (SELECT *, CASE WHEN instr(categories, ';') THEN '' ELSE categories END AS category FROM policy_stage WHERE policy = :each_policy AND optional = 0),
k AS (SELECT * FROM metric WHERE period = :each_period AND scope_kind = 'all' AND scope = '' AND policy = :each_policy AND metric IN ('visit_rate', 'timely_rate'))
SELECT CASE WHEN :language = 'en' THEN s.en ELSE s.zh END AS title, CASE WHEN :language = 'en' THEN 'clause ' ELSE '条款 ' END || coalesce(s.target_clause, s.clause) AS clause,
    v.denominator AS due, v.numerator AS visited, t.numerator AS in_time, v.value_micro AS rate, t.value_micro AS timely,
    CASE WHEN s.latest IS NULL AND s.every IS NULL THEN CASE WHEN :language = 'en' THEN 'no latest day given' ELSE '没有规定最晚期限' END END AS endless,
    coalesce(v.target_micro, t.target_micro, (SELECT max(g.target_micro) FROM policy_target AS g WHERE g.policy = s.policy AND g.metric IN ('visit_rate', 'timely_rate') AND s.category <> ''
        AND g.category = s.category AND coalesce(g.stage, '') IN ('', s.stage))) AS target,
    CASE WHEN (SELECT g.metric FROM policy_target AS g WHERE g.policy = s.policy AND s.category <> '' AND g.category = s.category AND g.metric IN ('visit_rate', 'timely_rate') AND coalesce(g.stage, '') IN ('', s.stage)
        ORDER BY g.metric DESC LIMIT 1) = 'timely_rate' OR v.target_micro IS NULL AND t.target_micro IS NOT NULL THEN CASE WHEN :language = 'en' THEN 'in time' ELSE '及时率' END END AS target_of,
    CASE WHEN v.denominator < 10 THEN 'calm:' WHEN coalesce(v.compliant, t.compliant, c.compliant) = 1 THEN 'good:' ELSE 'bad:' END
        || CASE coalesce(v.compliant, t.compliant, c.compliant) WHEN 1 THEN 'reached' WHEN 0 THEN 'short' END AS mark
FROM s LEFT JOIN k AS v ON v.metric = 'visit_rate' AND v.category = s.category AND v.stage = s.stage
LEFT JOIN k AS t ON t.metric = 'timely_rate' AND t.category = s.category AND t.stage = s.stage
LEFT JOIN k AS c ON c.metric = 'timely_rate' AND c.category = s.category AND c.stage = '' AND s.category <> ''
ORDER BY s.position;
