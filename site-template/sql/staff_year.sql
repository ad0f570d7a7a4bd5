-- One row: one person's complaint ratio in the year, roles apart, ordered by the shrunken ratio. Parameters :month, :language.
SELECT r.policy || r.role AS role, (SELECT CASE WHEN :language = 'en' THEN en ELSE zh END FROM policy_role AS p WHERE p.policy = r.policy AND p.role = r.role) AS heading,
    (SELECT CASE WHEN :language = 'en' THEN 'All together: ' ELSE '合计：' END || t.complained || ' / ' || t.jobs FROM staff_ratio AS t
        WHERE t.policy = r.policy AND t.period = r.period AND t.role = r.role AND t.staff = '') AS sub,
    r.name, r.department || CASE WHEN r.site <> '' THEN ' · ' || r.site ELSE '' END AS place, r.complained || ' / ' || r.jobs AS fraction, r.complaints,
    CASE WHEN r.jobs >= 5 THEN r.ratio_micro END AS ratio,
    CASE WHEN r.jobs >= 5 AND r.low_micro IS NOT NULL THEN printf('%d.%d – %d.%d %%', (r.low_micro + 500) / 10000, (r.low_micro + 500) / 1000 % 10, (r.high_micro + 500) / 10000, (r.high_micro + 500) / 1000 % 10) END AS interval,
    r.shrunk_micro AS shrunk, CASE WHEN r.jobs < 10 THEN NULL WHEN r.outside = 1 THEN 'warn:outside' WHEN r.outside = 0 THEN 'calm:inside' ELSE 'calm:unknown' END AS mark
FROM staff_ratio AS r WHERE r.period = substr(:month, 1, 4) AND r.staff <> '' AND (r.jobs > 0 OR r.complaints > 0)
ORDER BY r.policy, (SELECT position FROM policy_role AS p WHERE p.policy = r.policy AND p.role = r.role), r.shrunk_micro DESC, r.jobs DESC, r.staff;
