-- One row: one ledger of this month. Parameters: none.
SELECT policy, form, period AS month, title, code, alias, clause, clause_text FROM form_period WHERE layout = 'ledger' ORDER BY policy, position;
