-- One row: one statistics sheet: a form and the month, quarter, half or year that it is about; the page of the period, where there is one.
SELECT policy, form, period, title, code, alias, clause, clause_text, CASE layout WHEN 'month' THEN 'months/' WHEN 'quarter' THEN 'quarters/' END || period || '.html' AS page,
    EXISTS (SELECT 1 FROM policy_count AS k WHERE k.policy = form_period.policy) AS counts
FROM form_period WHERE layout IN ('month', 'quarter', 'half', 'year') ORDER BY policy, position, period;
