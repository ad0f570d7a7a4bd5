-- One row: one survey under one policy, as a whole. Parameters :month, :language.
SELECT s.survey, CASE WHEN (SELECT count(*) FROM policy) > 1 THEN d.policy END AS policy,
    CASE WHEN s.first_on IS NULL THEN NULL WHEN s.first_on = s.last_on THEN s.first_on ELSE s.first_on || ' – ' || s.last_on END AS sent_days,
    d.denominator AS planned, d.numerator AS sent, d.value_micro AS given, coalesce(r.numerator, 0) AS back, r.value_micro AS rate, r.numerator || '/' || r.denominator AS rate_sub, r.target_micro AS target,
    CASE WHEN r.compliant = 1 THEN 'good:reached' WHEN r.compliant = 0 AND substr(s.last_on, 1, 7) = :month THEN 'warn:short_yet' WHEN r.compliant = 0 AND r.denominator >= 10 THEN 'bad:short'
        WHEN r.compliant = 0 THEN 'calm:short' END AS mark,
    a.value_micro AS authentic, a.numerator || '/' || a.denominator AS authentic_sub,
    CASE WHEN d.numerator > coalesce(r.numerator, 0) THEN 'surveys.html#open-' || s.n END AS page
FROM survey AS s JOIN survey_rate AS d ON d.survey = s.survey AND d.scope_kind = 'all' AND d.metric = 'distribution_rate'
LEFT JOIN survey_rate AS r ON r.survey = s.survey AND r.policy = d.policy AND r.scope_kind = 'all' AND r.metric = 'recovery_rate'
LEFT JOIN survey_rate AS a ON a.survey = s.survey AND a.policy = d.policy AND a.scope_kind = 'all' AND a.metric = 'authentic_rate'
ORDER BY s.n, d.policy;
