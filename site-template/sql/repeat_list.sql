-- One row: one event of a repeated problem, grouped by problem: those of this month first, the sixty latest problems of a
-- year. anchor: on a problem's first row; total: problems in all. Parameters :month, :year_ago, :language.
WITH head AS (
    SELECT no, max(month) AS month, max(count) AS n, min(policy) AS policy, min(category) AS category, max(coalesce(issue_code, issue)) AS issue,
        max(customer) AS customer, max(unit) AS unit, max(escalated) AS escalated, count(*) OVER () AS total
    FROM repeat_case WHERE by_text = 0 AND month >= :year_ago GROUP BY no ORDER BY month DESC, n DESC, no LIMIT 60)
SELECT h.no, h.total, h.issue || CASE WHEN :language = 'en' THEN ', ' || h.n || ' times' ELSE '，' || h.n || ' 次' END AS heading,
    (SELECT CASE WHEN :language = 'en' THEN en ELSE zh END FROM policy_category AS c WHERE c.policy = h.policy AND c.category = h.category)
        || ' · ' || coalesce(h.customer, '') || ' ' || coalesce(h.unit, '') AS sub,
    CASE WHEN h.escalated THEN 'calm:escalated' ELSE 'bad:not_escalated' END AS mark,
    CASE WHEN row_number() OVER (PARTITION BY h.no ORDER BY e.accepted_on, e.event_id) = 1 THEN 'case-' || h.no END AS anchor,
    e.event_id, e.accepted_on, e.finished_on, e.site, e.department, e.escalated_on
FROM head AS h JOIN repeat_event AS e ON e.no = h.no AND e.by_text = 0
ORDER BY h.month DESC, h.n DESC, h.no, e.accepted_on, e.event_id;
