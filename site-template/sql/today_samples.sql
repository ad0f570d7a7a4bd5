-- One row: one sample of the running month at one site that is short, from the twentieth on, while the month lasts.
-- Parameters :as_of, :month, :language.
SELECT CASE WHEN :language = 'en' THEN p.en ELSE p.zh END AS title, CASE WHEN :language = 'en' THEN 'clause ' ELSE '条款 ' END || p.clause AS clause, nullif(r.scope, '') AS site,
    coalesce(s.numerator, 0) AS sampled, r.numerator AS required, r.numerator - coalesce(s.numerator, 0) AS short
FROM policy_sample AS p
JOIN metric AS r ON r.period = :month AND r.scope_kind IN ('site', 'all') AND r.metric = 'sample_required' AND r.policy = p.policy AND r.category = '' AND r.stage = p.name
LEFT JOIN metric AS s ON s.period = r.period AND s.scope_kind = r.scope_kind AND s.scope = r.scope AND s.metric = 'sampled' AND s.policy = p.policy AND s.category = '' AND s.stage = p.name
WHERE date(:as_of, '+1 day') BETWEEN :month || '-20' AND :month || '-31' AND coalesce(s.numerator, 0) < r.numerator
    AND (r.scope_kind = 'site' OR NOT EXISTS (SELECT 1 FROM metric AS o WHERE o.period = r.period AND o.scope_kind = 'site' AND o.metric = r.metric AND o.policy = p.policy AND o.category = '' AND o.stage = p.name))
ORDER BY p.policy, p.position, r.scope_kind = 'all', r.scope;
