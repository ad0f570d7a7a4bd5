-- Removes the sums of one person in one role and period when nothing is left of them.
-- the key
DELETE FROM staff_sum
WHERE policy = :policy AND period_kind = :period_kind AND period = :period AND role = :role AND staff = :staff
  AND started = 0 AND ended = 0 AND extra = 0 AND complained = 0 AND complaints = 0;
