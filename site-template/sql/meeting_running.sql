-- One row: one project in progress, by planned end: stages done and due, problems, delay. Parameters :as_of, :language.
SELECT c.event_id, c.customer, c.started_on, c.planned_on, c.visits || ' / ' || c.required AS visits,
    (SELECT group_concat((SELECT CASE WHEN :language = 'en' THEN en ELSE zh END FROM policy_stage AS s WHERE s.stage = o.stage AND s.policy = o.policy)
        || ' ' || (SELECT CASE WHEN :language = 'en' THEN en ELSE zh END FROM word WHERE key = 'state.' || o.state), CASE WHEN :language = 'en' THEN '; ' ELSE '；' END)
        FROM project_visit AS o WHERE o.event_id = c.event_id) AS trouble,
    (SELECT CASE WHEN :language = 'en' THEN en ELSE zh END FROM policy_stage AS s WHERE s.stage = c.next_stage) AS next_stage, c.next_day,
    CASE WHEN c.planned_on < :as_of THEN CAST(julianday(:as_of) - julianday(c.planned_on) AS INTEGER) END AS delay,
    (SELECT group_concat(name, '、') FROM project_staff AS p WHERE p.event_id = c.event_id AND p.role = 'designer') AS designer,
    CASE WHEN c.planned_on < :as_of THEN 'warn' END AS class
FROM coverage AS c WHERE c.state = 'running' AND c.started_on IS NOT NULL ORDER BY c.planned_on, c.event_id;
