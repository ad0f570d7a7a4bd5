-- One row: one sample at one site in the running month or quarter, or the last month. Parameters :month, :prev_month, :quarter, :language.
SELECT CASE WHEN :language = 'en' THEN p.en ELSE p.zh END AS title, CASE WHEN :language = 'en' THEN 'clause ' ELSE '条款 ' END || p.clause AS clause, r.period, nullif(r.scope, '') AS site,
    coalesce(s.numerator, 0) AS sampled, r.numerator AS required, c.numerator AS cap,
    CASE WHEN coalesce(s.numerator, 0) >= r.numerator AND coalesce(s.numerator, 0) > c.numerator THEN 'calm:over_cap' WHEN coalesce(s.numerator, 0) >= r.numerator THEN 'good:reached'
        WHEN r.period IN (:month, :quarter) THEN 'warn:short_yet' ELSE 'bad:short' END AS mark
FROM policy_sample AS p
JOIN metric AS r ON r.period IN (:month, :prev_month, :quarter) AND r.scope_kind IN ('site', 'all') AND r.metric = 'sample_required' AND r.policy = p.policy AND r.category = '' AND r.stage = p.name
LEFT JOIN metric AS s ON s.period = r.period AND s.scope_kind = r.scope_kind AND s.scope = r.scope AND s.metric = 'sampled' AND s.policy = p.policy AND s.category = '' AND s.stage = p.name
LEFT JOIN metric AS c ON c.period = r.period AND c.scope_kind = r.scope_kind AND c.scope = r.scope AND c.metric = 'sample_cap' AND c.policy = p.policy AND c.category = '' AND c.stage = p.name
WHERE r.scope_kind = 'site' OR NOT EXISTS (SELECT 1 FROM metric AS o WHERE o.period = r.period AND o.scope_kind = 'site' AND o.metric = r.metric AND o.policy = p.policy AND o.category = '' AND o.stage = p.name)
ORDER BY p.policy, p.position, r.period DESC, r.scope_kind = 'all', r.scope;
