-- One row: one visit made from :from to before :to. The engine counts them by month (visit_month, filed_day). counts: it was made,
-- whether a policy counts it or not; level 0: no answer; look: the visit_id where it failed or left a promise (look.sql).
SELECT event_ids, category, method, coalesce(satisfaction, 0) AS level, opinion IS NULL AS silent,
    withdrawn = 0 AND coalesce(outcome, '') <> 'unreachable' AS counts, substr(filed_at, 1, 10) AS filed_on,
    CASE WHEN withdrawn = 0 AND (outcome = 'fail' OR promised_at IS NOT NULL AND replied_at IS NULL) THEN visit_id END AS look
FROM visit WHERE run_out IS NULL AND visited_at >= :from AND visited_at < :to;
