-- One row: the events that a visit names, as known after a run; none when the visit was unknown or withdrawn.
-- :visit, :known the run
SELECT a.event_ids FROM visit a
WHERE a.visit_id = :visit AND a.run_out IS NULL AND a.run <= :known AND a.withdrawn = 0
UNION ALL
SELECT b.event_ids FROM visit b
WHERE b.visit_id = :visit AND b.run_out > :known AND b.run <= :known AND b.withdrawn = 0;
