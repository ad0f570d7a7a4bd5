-- One row: one problem repeated in the month, by its latest event here. Parameters :each_kind, :each_name, :language.
SELECT r.event_id, r.customer || coalesce(' · ' || r.unit, '') AS customer, r.issue, CASE WHEN :language = 'en' THEN c.en ELSE c.zh END AS category,
    CASE :each_kind WHEN 'site' THEN r.n_site ELSE r.n_department END AS count, replace(r.events, ';', ' ') AS events, r.accepted_on AS last, r.site, r.department,
    CASE r.escalated WHEN 1 THEN 'calm:escalated' WHEN 0 THEN 'warn:not_escalated' END AS mark
FROM now_repeat AS r LEFT JOIN policy_category AS c ON c.policy = r.policy AND c.category = r.category
WHERE CASE :each_kind WHEN 'site' THEN r.by_site AND r.site = :each_name ELSE r.by_department AND r.department = :each_name END
ORDER BY 5 DESC, r.accepted_on DESC, r.event_id, r.policy;
