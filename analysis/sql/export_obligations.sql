-- One row: one obligation, in the columns of `huifang export obligations`.
SELECT policy, event_id, category, stage, optional, anchor, opens, deadline, state, due, visit_id, visited_at, exempt_reason, site,
    department
FROM obligation;
