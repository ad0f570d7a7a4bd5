-- Removes one ratio.
-- the key
DELETE FROM staff_ratio
WHERE policy = :policy AND period_kind = :period_kind AND period = :period AND role = :role AND staff = :staff;
