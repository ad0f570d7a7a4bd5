-- One row: points that the rules take off in the period: for whole bands by which a rate misses its target, and of surveyors for forms that lack or are
-- fraudulent. Parameters :each_policy (NULL: all), :each_period, :language.
WITH band AS (
    SELECT b.rowid AS place, b.policy, b.metric, '' AS who, b.clause, b.text, b.width_micro, b.points_micro, r.numerator AS num, r.denominator AS den, r.value_micro AS v, r.target_micro AS target,
        CASE WHEN (SELECT count(*) FROM policy_band AS o WHERE o.policy = b.policy AND o.category = b.category AND o.stage = b.stage) = 1 THEN k.numerator
            ELSE max(0, (r.target_micro * r.denominator - 1000000 * r.numerator) / (r.denominator * b.width_micro)) END AS units,
        coalesce(CASE WHEN :language = 'en' THEN coalesce(s.en, c.en) ELSE coalesce(s.zh, c.zh) END, CASE WHEN :language = 'en' THEN 'all' ELSE '全部' END) AS what
    FROM policy_band AS b CROSS JOIN metric AS k ON k.period = :each_period AND k.scope_kind = 'all' AND k.scope = '' AND k.metric = 'score_rate_band' AND k.policy = b.policy AND k.category = b.category AND k.stage = b.stage
    CROSS JOIN metric AS r ON r.period = :each_period AND r.scope_kind = 'all' AND r.scope = '' AND r.metric = b.metric AND r.policy = b.policy AND r.category = b.category AND r.stage = b.stage
    LEFT JOIN policy_category AS c ON c.policy = b.policy AND c.category = b.category LEFT JOIN policy_stage AS s ON s.policy = b.policy AND s.stage = b.stage
    WHERE (:each_policy IS NULL OR b.policy = :each_policy) AND r.target_micro IS NOT NULL AND r.denominator > 0),
form AS (
    SELECT k.policy, k.metric, k.scope AS who, k.numerator AS units, k.value_micro AS points, r.clause, r.text
    FROM policy AS u CROSS JOIN metric AS k ON k.period = :each_period AND k.scope_kind = 'surveyor' AND k.metric IN ('score_forms', 'score_fraud') AND k.policy = u.policy
    CROSS JOIN policy_rule AS r ON r.policy = k.policy AND r.rule = k.metric
    WHERE (:each_policy IS NULL OR u.policy = :each_policy) AND k.numerator > 0)
SELECT title, clause, value_text, fraction_text, target, units, points, text FROM (
    SELECT 0 AS kind, b.policy, b.place, coalesce((SELECT CASE WHEN :language = 'en' THEN w.en ELSE w.zh END FROM word AS w WHERE w.key = 'metric.' || b.metric), b.metric) || CASE WHEN :language = 'en' THEN ': ' ELSE '：' END || b.what AS title,
        CASE WHEN :language = 'en' THEN 'clause ' ELSE '条款 ' END || b.clause AS clause,
        CASE WHEN b.den < 30 THEN b.num || ' / ' || b.den ELSE printf('%d.%d %%', (b.v + 500) / 10000, (b.v + 500) / 1000 % 10) END AS value_text,
        CASE WHEN b.den >= 30 THEN b.num || ' / ' || b.den ELSE printf('%d.%d %%', (b.v + 500) / 10000, (b.v + 500) / 1000 % 10) END AS fraction_text, b.target,
        CASE WHEN :language = 'en' THEN b.units || ' of ' || printf('%g', b.width_micro / 10000.0) || ' %' ELSE b.units || ' 档（每档 ' || printf('%g', b.width_micro / 10000.0) || ' %）' END AS units,
        CASE WHEN b.points_micro = 0 THEN CASE WHEN :language = 'en' THEN 'no amount given' ELSE '原文没有给分值' END WHEN b.units = 0 THEN '0' ELSE '−' || printf('%g', b.units * b.points_micro / 1000000.0) END AS points, b.text
    FROM band AS b
    UNION ALL
    SELECT 1, f.policy, f.who, (SELECT CASE WHEN :language = 'en' THEN w.en ELSE w.zh END FROM word AS w WHERE w.key = 'metric.' || f.metric) || CASE WHEN :language = 'en' THEN ': ' ELSE '：' END || f.who,
        CASE WHEN :language = 'en' THEN 'clause ' ELSE '条款 ' END || f.clause, NULL, NULL, NULL, f.units || CASE WHEN :language = 'en' THEN ' forms' ELSE ' 份' END,
        '−' || printf('%g', -f.points / 1000000.0), f.text
    FROM form AS f)
ORDER BY kind, policy, place, title;
