-- One row: one sample of the period at one site, or of the whole organisation where no site is known. Parameters :each_policy, :each_period, :language.
SELECT CASE WHEN :language = 'en' THEN p.en ELSE p.zh END AS title, CASE WHEN :language = 'en' THEN 'clause ' ELSE '条款 ' END || p.clause AS clause, nullif(r.scope, '') AS site,
    coalesce(s.numerator, 0) AS sampled, r.numerator AS required, CASE s.compliant WHEN 1 THEN 'good:reached' WHEN 0 THEN 'bad:short' ELSE CASE WHEN s.numerator IS NULL AND r.numerator > 0 THEN 'warn:short_yet' END END AS mark
FROM policy_sample AS p
JOIN metric AS r ON r.period = :each_period AND r.scope_kind IN ('site', 'all') AND r.metric = 'sample_required' AND r.policy = p.policy AND r.category = '' AND r.stage = p.name
LEFT JOIN metric AS s ON s.period = r.period AND s.scope_kind = r.scope_kind AND s.scope = r.scope AND s.metric = 'sampled' AND s.policy = p.policy AND s.category = '' AND s.stage = p.name
WHERE p.policy = :each_policy AND (r.scope_kind = 'site' OR NOT EXISTS (SELECT 1 FROM metric AS o WHERE o.period = r.period AND o.scope_kind = 'site' AND o.metric = r.metric AND o.policy = p.policy AND o.category = '' AND o.stage = p.name))
ORDER BY p.position, r.scope;
