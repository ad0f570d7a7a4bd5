-- One row: what stands of one step of a report on a period.
-- :policy, :report, :period, :step
SELECT d.due_on, d.due_time, d.state, d.at, d.by_whom FROM report_due d
WHERE d.policy = :policy AND d.report = :report AND d.period = :period AND d.step = :step;
