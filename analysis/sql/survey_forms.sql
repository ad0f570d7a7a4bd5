-- One row: forms of a survey that are alike, as known after a run and seen at as-of: survey, site, department, surveyor,
-- what a spot check found, the days on which they were sent and came back, how many.
-- :known the run, :after the day behind as-of
SELECT f.survey, f.site, f.department, f.surveyor, f.authenticity, substr(f.sent_at, 1, 10) AS sent_on,
       CASE WHEN f.returned_at < :after THEN substr(f.returned_at, 1, 10) END AS returned_on, count(*)
FROM survey_form f
WHERE f.withdrawn = 0 AND f.run <= :known AND (f.run_out IS NULL OR f.run_out > :known)
  AND (f.sent_at IS NULL OR f.sent_at < :after)
GROUP BY f.survey, f.site, f.department, f.surveyor, f.authenticity, sent_on, returned_on
ORDER BY f.survey, f.site, f.department, f.surveyor, f.authenticity, sent_on, returned_on;
