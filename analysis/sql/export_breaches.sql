-- One row: one visit that breaks one rule, in the columns of `huifang export breaches`.
SELECT policy, visit_id, rule, clause
FROM visit_breach;
