-- Notes the days that these rows speak of, before or now: any figure of their place that holds the day may have changed.
-- :run, :before
INSERT OR IGNORE INTO restated_part (run, policy, metric, scope_kind, scope, part, period_kind, first_day, category, stage, pooled,
                                     numerator, denominator)
WITH spoken(part, site, department, day) AS (
    SELECT r.part, e.site, e.department, substr(e.accepted_at, 1, 10) FROM restated_row r JOIN event e ON e.event_id = r.record_key
    WHERE r.run = :run AND r.log = 'events' AND (e.run_out IS NULL OR e.run_out > :before)
    UNION SELECT r.part, e.site, e.department, substr(e.finished_at, 1, 10) FROM restated_row r JOIN event e ON e.event_id = r.record_key
    WHERE r.run = :run AND r.log = 'events' AND (e.run_out IS NULL OR e.run_out > :before)
    UNION SELECT r.part, v.site, v.department, substr(v.visited_at, 1, 10) FROM restated_row r JOIN visit v ON v.visit_id = r.record_key
    WHERE r.run = :run AND r.log = 'visits' AND (v.run_out IS NULL OR v.run_out > :before)
    UNION SELECT r.part, coalesce(v.site, e.site), coalesce(v.department, e.department), substr(e.finished_at, 1, 10)
    FROM restated_row r JOIN visit v ON v.visit_id = r.record_key JOIN event e ON e.event_id = v.event_ids
    WHERE r.run = :run AND r.log = 'visits' AND (v.run_out IS NULL OR v.run_out > :before) AND (e.run_out IS NULL OR e.run_out > :before))
SELECT :run, '', '', 'all', '', part, '', day, '', '', 3, 0, 0 FROM spoken WHERE day IS NOT NULL
UNION ALL SELECT :run, '', '', 'site', site, part, '', day, '', '', 3, 0, 0 FROM spoken WHERE day IS NOT NULL AND site IS NOT NULL
UNION ALL SELECT :run, '', '', 'department', department, part, '', day, '', '', 3, 0, 0 FROM spoken WHERE day IS NOT NULL AND department IS NOT NULL;
