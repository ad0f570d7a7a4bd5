-- One row: the sums of one person in one role and period, in order of time.
-- :policy, :period_kind
SELECT s.period, s.role, s.staff, s.started, s.ended, s.extra, s.complained, s.complaints
FROM staff_sum s
WHERE s.policy = :policy AND s.period_kind = :period_kind
ORDER BY s.period, s.role, s.staff;
