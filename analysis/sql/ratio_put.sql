-- Writes one ratio, new or changed.
-- the columns of staff_ratio in their order
INSERT INTO staff_ratio (policy, period_kind, period, role, staff, complained, jobs, complaints, ratio_micro, low_micro,
                         high_micro, shrunk_micro, outside)
VALUES (:policy, :period_kind, :period, :role, :staff, :complained, :jobs, :complaints, :ratio_micro, :low_micro,
        :high_micro, :shrunk_micro, :outside)
ON CONFLICT (policy, period_kind, period, role, staff)
DO UPDATE SET complained = excluded.complained, jobs = excluded.jobs, complaints = excluded.complaints,
              ratio_micro = excluded.ratio_micro, low_micro = excluded.low_micro, high_micro = excluded.high_micro,
              shrunk_micro = excluded.shrunk_micro, outside = excluded.outside;
