-- One row: one statistics sheet: a form and the month or quarter that it is about. Parameter :language.
SELECT p.policy, p.form, p.period, CASE WHEN :language = 'en' THEN f.en ELSE f.zh END AS title, coalesce(f.code, '') AS code, f.alias, f.clause, f.clause_text,
    CASE p.layout WHEN 'month' THEN 'months/' ELSE 'quarters/' END || p.period || '.html' AS page
FROM form_period AS p JOIN policy_form AS f ON f.policy = p.policy AND f.form = p.form WHERE p.layout IN ('month', 'quarter') ORDER BY p.policy, p.position, p.period;
