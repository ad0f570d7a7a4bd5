-- One row: one check of the policy with what it found in the period: done as asked of those judged. Parameters :each_policy, :each_period, :language.
SELECT CASE WHEN :language = 'en' THEN p.en ELSE p.zh END AS title, CASE WHEN :language = 'en' THEN 'clause ' ELSE '条款 ' END || p.clause AS clause, m.numerator || '/' || m.denominator AS fraction,
    CASE WHEN m.denominator > 0 THEN m.value_micro END AS rate, p.target_micro AS target, CASE m.compliant WHEN 1 THEN 'good:reached' WHEN 0 THEN 'bad:short' END AS mark
FROM policy_check AS p JOIN metric AS m ON m.period = :each_period AND m.scope_kind = 'all' AND m.scope = '' AND m.metric = 'check_rate' AND m.policy = p.policy AND m.category = '' AND m.stage = p.name
WHERE p.policy = :each_policy ORDER BY p.position;
