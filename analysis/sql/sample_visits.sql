-- One row: a visit made in a stretch of days.
-- :first day, :after the day behind the last
SELECT v.visit_id, v.event_ids, v.customer_id, v.site, v.category, v.stage, v.method, v.visitor_role, v.outcome, v.phase,
    v.visited_at
FROM visit v
WHERE v.run_out IS NULL AND v.withdrawn = 0 AND v.visited_at >= :first AND v.visited_at < :after;
