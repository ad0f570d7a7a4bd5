-- One row: one problem that looks the same by its words; a person has to say whether it is. Parameters :year_ago.
SELECT 'warn:confirm' AS mark, category, customer, unit, site, department, max(count) AS n, max(accepted_on) AS last, max(events) AS events
FROM repeat_case WHERE by_text = 1 AND month >= :year_ago GROUP BY no, category, customer, unit, site, department ORDER BY max(accepted_on) DESC, no;
