-- One row: 1 when the surveys log changed after a run, or a time of a form came into sight with as-of.
-- :before the run, :was_after the day behind the as-of before, :after the day behind as-of
SELECT 1 FROM survey_form f
WHERE f.run > :before OR f.run_out > :before OR (f.sent_at >= :was_after AND f.sent_at < :after)
   OR (f.returned_at >= :was_after AND f.returned_at < :after)
LIMIT 1;
