-- Makes one step of a report on a period what it has to be.
-- the columns
INSERT INTO report_due (policy, report, period, step, place, covers_from, covers_to, due_on, due_time, state, at, by_whom)
VALUES (:policy, :report, :period, :step, :place, :covers_from, :covers_to, :due_on, :due_time, :state, :at, :by_whom)
ON CONFLICT (policy, report, period, step) DO UPDATE SET state = excluded.state, at = excluded.at, by_whom = excluded.by_whom;
