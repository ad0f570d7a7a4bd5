-- One row: one form of visits and a month in which it has sheets.
SELECT policy, form, period AS month, title, code, alias, clause, clause_text FROM form_period WHERE layout = 'visit' ORDER BY policy, position, period;
