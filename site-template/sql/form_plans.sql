-- One row: one plan form and a month. Parameter :language.
SELECT p.policy, p.form, p.period AS month, CASE WHEN :language = 'en' THEN f.en ELSE f.zh END AS title, coalesce(f.code, '') AS code, f.alias, f.clause, f.clause_text
FROM form_period AS p JOIN policy_form AS f ON f.policy = p.policy AND f.form = p.form WHERE p.layout = 'plan' ORDER BY p.policy, p.position, p.period;
