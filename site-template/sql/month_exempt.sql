-- One row: one duty to visit that an exemption lifts, by the month of its deadline; the first fifty (total: how many there
-- are). Parameters :each_month, :language.
SELECT o.event_id, CASE WHEN :language = 'en' THEN c.en ELSE c.zh END AS category, CASE WHEN :language = 'en' THEN s.en ELSE s.zh END AS stage, o.exempt_reason AS reason,
    o.accepted_on, o.site, o.department, (SELECT sum(n) FROM obligation_count AS t WHERE t.month = :each_month AND t.state = 'exempt') AS total
FROM month_visit AS o
LEFT JOIN policy_category AS c ON c.policy = o.policy AND c.category = o.category
LEFT JOIN policy_stage AS s ON s.policy = o.policy AND s.stage = o.stage
WHERE o.month = :each_month AND o.state = 'exempt' ORDER BY o.place;
