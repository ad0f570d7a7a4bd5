-- One row: one form of preparation sheets; they are about the as-of day.
SELECT policy, form, period AS month, title, code, alias, clause, clause_text FROM form_period WHERE layout = 'preparation' ORDER BY policy, position, period;
