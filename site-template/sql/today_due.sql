-- One row: one visit of the department that falls due today or tomorrow. Parameters :each_department, :as_of, :language.
SELECT o.deadline, CASE WHEN o.deadline <= date(:as_of, '+1 day') THEN 'warn:is_today' ELSE 'calm:tomorrow' END AS mark, o.event_id,
    o.customer || coalesce(' · ' || o.unit, '') AS customer, CASE WHEN :language = 'en' THEN s.en ELSE s.zh END AS stage,
    CASE WHEN :language = 'en' THEN 'clause ' ELSE '条款 ' END || s.clause AS clause, o.issue, o.severity, o.opens, o.site
FROM obligation AS o LEFT JOIN policy_stage AS s ON s.policy = o.policy AND s.stage = o.stage
WHERE o.state = 'pending' AND o.deadline <= date(:as_of, '+2 days') AND o.department = :each_department
ORDER BY o.deadline, o.event_id, o.stage;
