-- One row: one visit of the department that may be made from today or tomorrow on, and is due later or has no last day.
-- Parameters :each_department, :as_of, :language.
SELECT o.opens, CASE WHEN o.opens = date(:as_of, '+1 day') THEN 'calm:opens_today' ELSE 'calm:opens_tomorrow' END AS mark, o.event_id,
    o.customer || coalesce(' · ' || o.unit, '') AS customer, CASE WHEN :language = 'en' THEN s.en ELSE s.zh END AS stage,
    CASE WHEN :language = 'en' THEN 'clause ' ELSE '条款 ' END || s.clause AS clause, o.issue, o.deadline, o.site
FROM obligation AS o LEFT JOIN policy_stage AS s ON s.policy = o.policy AND s.stage = o.stage
WHERE o.state IN ('pending', 'opening') AND o.opens IN (date(:as_of, '+1 day'), date(:as_of, '+2 days')) AND coalesce(o.deadline > date(:as_of, '+2 days'), 1)
    AND o.department = :each_department
ORDER BY o.opens, o.event_id, o.stage;
