-- One row: a visit in force that names several events.
SELECT v.visit_id FROM visit v
WHERE v.run_out IS NULL AND v.withdrawn = 0 AND v.n_events <> 1 AND v.n_events > 1
ORDER BY v.visit_id;
