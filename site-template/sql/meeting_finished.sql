-- One row: one project completed in the week. Parameters :as_of.
SELECT event_id, customer, planned_on, finished_on, CAST(julianday(finished_on) - julianday(planned_on) AS INTEGER) AS days,
    (SELECT group_concat(name, '、') FROM project_staff AS p WHERE p.event_id = c.event_id AND p.role = 'designer') AS designer,
    (SELECT group_concat(name, '、') FROM project_staff AS p WHERE p.event_id = c.event_id AND p.role = 'crew') AS crew,
    (SELECT group_concat(name, '、') FROM project_staff AS p WHERE p.event_id = c.event_id AND p.role = 'inspector') AS inspector, visits
FROM coverage AS c WHERE finished_on BETWEEN date(:as_of, '-6 days') AND :as_of ORDER BY finished_on, event_id;
