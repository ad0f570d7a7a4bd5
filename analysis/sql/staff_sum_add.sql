-- Adds to the sums of one person in one role and period.
-- the columns of staff_sum in their order
INSERT INTO staff_sum (policy, period_kind, period, role, staff, started, ended, extra, complained, complaints)
VALUES (:policy, :period_kind, :period, :role, :staff, :started, :ended, :extra, :complained, :complaints)
ON CONFLICT (policy, period_kind, period, role, staff)
DO UPDATE SET started = started + excluded.started, ended = ended + excluded.ended, extra = extra + excluded.extra,
              complained = complained + excluded.complained, complaints = complaints + excluded.complaints;
