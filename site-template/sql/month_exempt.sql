-- One row: one duty to visit that an exemption lifts, by the month of its deadline. Parameters :each_month, :language.
SELECT o.event_id, CASE WHEN :language = 'en' THEN c.en ELSE c.zh END AS category, CASE WHEN :language = 'en' THEN s.en ELSE s.zh END AS stage, o.exempt_reason AS reason,
    o.accepted_on, o.site, o.department
FROM policy AS p JOIN obligation AS o ON o.policy = p.policy AND o.month = :each_month AND o.state = 'exempt'
LEFT JOIN policy_category AS c ON c.policy = o.policy AND c.category = o.category
LEFT JOIN policy_stage AS s ON s.policy = o.policy AND s.stage = o.stage
ORDER BY o.event_id, s.position;
