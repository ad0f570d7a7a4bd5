-- One row: one problem repeated in the month. Parameters :month, :language.
SELECT max(coalesce(issue_code, issue)) AS issue, max(count) AS n, max(customer) AS customer, max(site) AS site, max(department) AS department,
    CASE WHEN max(escalated) THEN 'calm:escalated' ELSE 'bad:not_escalated' END AS mark, 'repeats.html#case-' || no AS link
FROM repeat_case WHERE month = :month AND by_text = 0 GROUP BY no ORDER BY max(count) DESC, no;
