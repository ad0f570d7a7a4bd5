-- One row: when the first event in force was accepted; NULL before the first.
SELECT min(e.accepted_at) FROM event e WHERE e.run_out IS NULL AND e.withdrawn = 0;
