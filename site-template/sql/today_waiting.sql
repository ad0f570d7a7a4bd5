-- One row: one visit of the department without a last day that may be made and was not yet, the thirty oldest (total: how many there
-- are). Parameters :each_department, :as_of, :language.
SELECT o.event_id, o.customer || coalesce(' · ' || o.unit, '') AS customer, CASE WHEN :language = 'en' THEN s.en ELSE s.zh END AS stage,
    CASE WHEN :language = 'en' THEN 'clause ' ELSE '条款 ' END || s.clause AS clause, o.opens, CAST(julianday(:as_of) - julianday(o.opens) AS INTEGER) AS days, o.issue, o.site,
    (SELECT sum(t.n) FROM open_stage AS t WHERE t.department = :each_department) AS total
FROM open_visit AS o LEFT JOIN policy_stage AS s ON s.policy = o.policy AND s.stage = o.stage
WHERE o.department = :each_department AND o.due = 1 ORDER BY o.opens, o.event_id, o.stage LIMIT 30;
