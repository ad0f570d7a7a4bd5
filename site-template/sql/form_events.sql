-- One row: one form of events and a month in which it has sheets.
SELECT policy, form, period AS month, title, code, alias, clause, clause_text FROM form_period WHERE layout = 'event' ORDER BY policy, position, period;
