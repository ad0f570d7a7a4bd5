-- One row: a ratio of one period as it stands.
-- :policy, :period_kind, :period
SELECT r.role, r.staff, r.complained, r.jobs, r.complaints, r.ratio_micro, r.low_micro, r.high_micro, r.shrunk_micro, r.outside
FROM staff_ratio r
WHERE r.policy = :policy AND r.period_kind = :period_kind AND r.period = :period
ORDER BY r.role, r.staff;
