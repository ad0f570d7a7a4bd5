-- One row: one check that complaints of the report's own days do not meet. Parameters :each_policy, :each_form, :each_period, :language.
SELECT CASE WHEN :language = 'en' THEN p.en ELSE p.zh END AS title, CASE WHEN :language = 'en' THEN 'clause ' ELSE '条款 ' END || p.clause AS clause, k.n, k.late, k.missing, k.wrong
FROM covered_check AS k JOIN policy_check AS p ON p.policy = k.policy AND p.name = k.check_name
WHERE k.policy = :each_policy AND k.form = :each_form AND k.period = :each_period ORDER BY p.position;
