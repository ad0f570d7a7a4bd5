-- One row: one event drawn for a sample: the list that any auditor draws again. Parameter :language.
SELECT l.policy || '|' || l.sample || '|' || l.period || '|' || l.site AS draw, CASE WHEN :language = 'en' THEN p.en ELSE p.zh END AS title, l.period, nullif(l.site, '') AS site,
    l.place, l.event_id, l.customer, l.issue, l.department
FROM sample_list AS l JOIN policy_sample AS p ON p.policy = l.policy AND p.name = l.sample ORDER BY l.policy, p.position, l.period DESC, l.site, l.place;
