-- One row: one person's complaint ratio, in the columns of `huifang export staff`; m: millionths.
SELECT policy, period_kind, period, staff, role, complained, jobs, ratio_micro AS m_ratio, complaints
FROM staff_ratio
WHERE staff <> '';
