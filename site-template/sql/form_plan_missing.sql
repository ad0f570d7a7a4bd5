-- One row: one visit due within 14 days that no plan names. Parameters :each_policy, :language.
SELECT d.deadline, d.event_id, d.customer || coalesce(' · ' || d.unit, '') AS customer, CASE WHEN :language = 'en' THEN s.en ELSE s.zh END AS stage, d.opens, d.department, d.site
FROM obligation AS d LEFT JOIN policy_stage AS s ON s.policy = d.policy AND s.stage = d.stage
WHERE d.state = 'pending' AND d.policy = :each_policy AND NOT EXISTS (SELECT 1 FROM register_row AS r WHERE r.log = 'plans' AND r.what = d.event_id AND r.at3 IS NULL) ORDER BY d.deadline, d.event_id, d.stage;
