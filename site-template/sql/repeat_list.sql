-- One row: one event of a repeated problem, grouped by problem: those of this month first, the sixty latest problems of a
-- year (total: problems in all), each with the window of its latest event. anchor: of an event's first row. Parameter
-- :language.
SELECT h.place AS no, (SELECT sum(n) FROM repeat_year WHERE by_text = 0) AS total, h.issue || CASE WHEN :language = 'en' THEN ', ' || h.n || ' times' ELSE '，' || h.n || ' 次' END AS heading,
    (SELECT CASE WHEN :language = 'en' THEN en ELSE zh END FROM policy_category AS c WHERE c.policy = h.policy AND c.category = h.category)
        || ' · ' || coalesce(h.customer, '') || ' ' || coalesce(h.unit, '') AS sub,
    CASE h.escalated WHEN 1 THEN 'calm:escalated' WHEN 0 THEN 'bad:not_escalated' END AS mark,
    CASE WHEN row_number() OVER (PARTITION BY e.event_id ORDER BY h.place) = 1 THEN 'case-' || e.event_id END AS anchor,
    e.event_id, e.accepted_on, e.finished_on, e.site, e.department, e.escalated_on
FROM repeat_problem AS h JOIN repeat_event AS e ON e.place = h.place
ORDER BY h.place, e.accepted_on, e.event_id;
