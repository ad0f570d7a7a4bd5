-- One row: one scheme of visits and a month.
SELECT policy, form, period AS month, title, code, alias, clause, clause_text FROM form_period WHERE layout = 'scheme' ORDER BY policy, position, period;
