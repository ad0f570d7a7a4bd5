-- One row: one problem repeated in the month, by its latest event; the first fifty (total: how many there are). Parameters
-- :each_month, :language.
SELECT r.event_id, r.customer || coalesce(' · ' || r.unit, '') AS customer, r.issue, CASE WHEN :language = 'en' THEN c.en ELSE c.zh END AS category,
    r.count, replace(r.events, ';', ' ') AS events, r.accepted_on AS last, r.site, r.department,
    CASE r.escalated WHEN 1 THEN 'calm:escalated' WHEN 0 THEN 'warn:not_escalated' END AS mark,
    (SELECT sum(n) FROM repeat_count AS t WHERE t.month = :each_month) AS total
FROM month_repeat AS r LEFT JOIN policy_category AS c ON c.policy = r.policy AND c.category = r.category
WHERE r.month = :each_month ORDER BY r.place;
