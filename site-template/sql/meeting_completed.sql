-- One row: one project completed within 90 days or with something open after completion. Parameters :as_of, :language.
SELECT c.event_id, c.customer, c.finished_on, CASE WHEN c.finished_on > c.planned_on THEN CAST(julianday(c.finished_on) - julianday(c.planned_on) AS INTEGER) END AS delay,
    c.visits || ' / ' || c.required AS visits, CASE c.state WHEN 'covered' THEN 'good:covered' WHEN 'short' THEN 'bad:few' ELSE 'calm:running' END AS mark,
    c.warranty_on, c.form_on,
    (SELECT group_concat((SELECT CASE WHEN :language = 'en' THEN en ELSE zh END FROM policy_stage AS s WHERE s.stage = o.stage AND s.policy = o.policy)
        || ' ' || (SELECT CASE WHEN :language = 'en' THEN en ELSE zh END FROM word WHERE key = 'state.' || o.state), CASE WHEN :language = 'en' THEN '; ' ELSE '；' END)
        FROM project_visit AS o WHERE o.event_id = c.event_id) AS trouble
FROM coverage AS c WHERE c.finished_on IS NOT NULL AND (c.finished_on >= date(:as_of, '-90 days')
    OR EXISTS (SELECT 1 FROM project_visit AS o WHERE o.event_id = c.event_id AND o.state = 'open'))
ORDER BY c.finished_on DESC, c.event_id;
