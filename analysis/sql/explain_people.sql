-- One row: a person with a ratio in one role and period. ?1 policy, ?2 period, ?3 role.
SELECT staff
FROM staff_ratio
WHERE policy = ?1 AND period = ?2 AND role = ?3 AND staff <> ''
ORDER BY staff;
