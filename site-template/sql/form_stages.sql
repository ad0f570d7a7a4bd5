-- One row: one stage of the policy in the sheet's period. Parameters :each_policy, :each_period, :language.
SELECT CASE WHEN :language = 'en' THEN s.en ELSE s.zh END AS title, CASE WHEN :language = 'en' THEN 'clause ' ELSE '条款 ' END || coalesce(s.target_clause, s.clause) AS clause,
    v.denominator AS due, v.numerator AS visited, t.numerator AS in_time, v.value_micro AS rate, t.value_micro AS timely, v.target_micro AS target,
    CASE v.compliant WHEN 1 THEN 'good:reached' WHEN 0 THEN 'bad:short' END AS mark
FROM policy_stage AS s
LEFT JOIN metric AS v ON v.period = :each_period AND v.scope_kind = 'all' AND v.scope = '' AND v.metric = 'visit_rate' AND v.policy = s.policy AND v.category = CASE WHEN instr(s.categories, ';') THEN '' ELSE s.categories END AND v.stage = s.stage
LEFT JOIN metric AS t ON t.period = :each_period AND t.scope_kind = 'all' AND t.scope = '' AND t.metric = 'timely_rate' AND t.policy = s.policy AND t.category = CASE WHEN instr(s.categories, ';') THEN '' ELSE s.categories END AND t.stage = s.stage
WHERE s.policy = :each_policy AND s.optional = 0 ORDER BY s.position;
