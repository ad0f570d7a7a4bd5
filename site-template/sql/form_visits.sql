-- One row: one form of visits and a month in which it has sheets. Parameter :language.
SELECT p.policy, p.form, p.period AS month, CASE WHEN :language = 'en' THEN f.en ELSE f.zh END AS title, coalesce(f.code, '') AS code, f.alias, f.clause, f.clause_text
FROM form_period AS p JOIN policy_form AS f ON f.policy = p.policy AND f.form = p.form WHERE p.layout = 'visit' ORDER BY p.policy, p.position, p.period;
