-- One row: one decision of an earlier meeting that is not done, or was done within the last four weeks. Parameter :as_of.
SELECT meeting_on, text, owner, due_on, done_on, CASE WHEN done_on IS NOT NULL AND done_on <= :as_of THEN 'good:done' ELSE 'warn:undone' END AS mark
FROM decision WHERE meeting_on <= :as_of AND (done_on IS NULL OR done_on > date(:as_of, '-28 days')) ORDER BY meeting_on DESC, decision_id;
