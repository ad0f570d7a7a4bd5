-- One row: a spot check of a kind in a stretch of days.
-- :kind, :first day, :after the day behind the last
SELECT k.check_id, k.subject, k.site, k.at
FROM spot_check k
WHERE k.run_out IS NULL AND k.withdrawn = 0 AND k.kind = :kind AND k.at >= :first AND k.at < :after;
