-- One row: a day on which a version of the visit was made.
-- :visit
SELECT a.visited_at FROM visit a WHERE a.visit_id = :visit AND a.run_out IS NULL
UNION
SELECT b.visited_at FROM visit b WHERE b.visit_id = :visit AND b.run_out IS NOT NULL;
