-- One row: one register and a month in which it has lines.
SELECT policy, form, period AS month, log, title, code, alias, clause, clause_text FROM form_period WHERE layout = 'register' ORDER BY policy, position, period;
