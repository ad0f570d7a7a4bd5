-- One row: one plan form and a month.
SELECT policy, form, period AS month, title, code, alias, clause, clause_text FROM form_period WHERE layout = 'plan' ORDER BY policy, position, period;
