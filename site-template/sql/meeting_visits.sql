-- One row: one visit of the week.
SELECT visited_at, events, customer, department, visitor, method, outcome, CASE WHEN satisfaction IS NOT NULL THEN 'level.' || satisfaction END AS level,
    CASE WHEN unreported THEN 'bad:unreported' WHEN issue THEN 'calm:problem' END AS mark, reported_at
FROM week_visit ORDER BY visited_at, visit_id;
