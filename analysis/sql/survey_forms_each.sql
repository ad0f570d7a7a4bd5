-- One row: one form of a survey as known after a run and seen at as-of: survey, site, department, surveyor, what a spot
-- check found, the days on which it was sent and came back, its number.
-- :known the run, :after the day behind as-of
SELECT f.survey, f.site, f.department, f.surveyor, f.authenticity, substr(f.sent_at, 1, 10),
       CASE WHEN f.returned_at < :after THEN substr(f.returned_at, 1, 10) END, f.form
FROM survey_form f
WHERE f.withdrawn = 0 AND f.run <= :known AND (f.run_out IS NULL OR f.run_out > :known)
  AND (f.sent_at IS NULL OR f.sent_at < :after)
ORDER BY f.survey, f.form;
