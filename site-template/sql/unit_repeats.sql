-- One row: one problem repeated in the month. Parameters :each_kind, :each_name, :month, :language.
SELECT r.no, r.customer || coalesce(' · ' || r.unit, '') AS customer, coalesce(r.issue_code, r.issue) AS issue, CASE WHEN :language = 'en' THEN c.en ELSE c.zh END AS category,
    max(r.count) AS count, replace(r.events, ';', ' ') AS events, max(r.accepted_on) AS last, r.site, r.department,
    CASE WHEN max(r.escalated) THEN 'calm:escalated' ELSE 'warn:not_escalated' END AS mark
FROM repeat_case AS r LEFT JOIN policy_category AS c ON c.policy = r.policy AND c.category = r.category
WHERE r.month = :month AND r.by_text = 0 AND CASE :each_kind WHEN 'site' THEN r.site ELSE r.department END = :each_name
GROUP BY r.policy, r.no ORDER BY max(r.count) DESC, max(r.accepted_on) DESC, r.no;
