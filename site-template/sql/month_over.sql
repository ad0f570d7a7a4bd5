-- One row: one event of the month that was done after a limit; the twenty latest (total: how many there are). Parameters
-- :each_month, :language.
SELECT l.event_id, l.customer || coalesce(' · ' || l.unit, '') AS customer, CASE WHEN :language = 'en' THEN c.en ELSE c.zh END AS category, l.issue, l.rule,
    l.limit_at, l.done_at, CAST((julianday(l.done_at) - julianday(l.limit_at)) * 86400 AS INTEGER) AS seconds_over, l.site, l.department,
    (SELECT sum(n) FROM limit_count AS t WHERE t.month = :each_month AND t.state = 'over') AS total
FROM month_limit AS l LEFT JOIN policy_category AS c ON c.policy = l.policy AND c.category = l.category
WHERE l.month = :each_month AND l.state = 'over'
ORDER BY l.place;
