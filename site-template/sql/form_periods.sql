-- One row: one statistics sheet: a form and the month or quarter that it is about.
SELECT policy, form, period, title, code, alias, clause, clause_text, CASE layout WHEN 'month' THEN 'months/' ELSE 'quarters/' END || period || '.html' AS page,
    EXISTS (SELECT 1 FROM policy_count AS k WHERE k.policy = form_period.policy) AS counts
FROM form_period WHERE layout IN ('month', 'quarter') ORDER BY policy, position, period;
