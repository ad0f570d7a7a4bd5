-- One row: one table of steps and a month.
SELECT policy, form, period AS month, title, code, alias, clause, clause_text FROM form_period WHERE layout = 'workflow' ORDER BY policy, position, period;
