-- One row: one clock of the department that runs out before the batch after the next one. Parameters :each_department, :as_of, :language.
SELECT c.limit_at, CASE WHEN c.limit_at < date(:as_of, '+2 days') THEN 'warn:before_batch' ELSE 'calm:tomorrow' END AS mark, c.rule, c.event_id,
    c.customer || coalesce(' · ' || c.unit, '') AS customer, c.accepted_at, c.issue, c.site,
    CASE WHEN :language = 'en' THEN 'clause ' ELSE '条款 ' END || (SELECT min(clause) FROM policy_rule AS r WHERE r.policy = c.policy AND r.rule = c.rule) AS clause
FROM clock AS c WHERE c.department = :each_department ORDER BY c.limit_at, c.event_id, c.rule;
