-- Surveys as they stand at as-of: the latest twelve, their rates, what their surveyors lose, and the forms that somebody
-- has to look at.

-- One row: one survey of which a form is known; n: the latest first, one that is planned only before all others.
CREATE TABLE survey AS
SELECT * FROM (
    SELECT survey, min(substr(sent_at, 1, 10)) AS first_on, max(substr(sent_at, 1, 10)) AS last_on,
        row_number() OVER (ORDER BY max(sent_at) IS NOT NULL, max(sent_at) DESC, survey) AS n
    FROM store.survey_form
    WHERE run_out IS NULL AND withdrawn = 0 AND (sent_at IS NULL OR sent_at < date((SELECT value FROM param WHERE name = 'as_of'), '+1 day'))
    GROUP BY survey)
WHERE n <= 12;

-- One row: one rate of a survey as a whole: of everything, a site or a surveyor.
CREATE TABLE survey_rate AS
SELECT k.stage AS survey, k.policy, k.metric, k.scope_kind, k.scope, k.numerator, k.denominator, k.value_micro, k.target_micro, k.compliant
FROM policy AS p CROSS JOIN (SELECT 'distribution_rate' AS metric UNION ALL SELECT 'recovery_rate' UNION ALL SELECT 'authentic_rate') AS m
CROSS JOIN store.metric AS k ON k.policy = p.policy AND k.metric = m.metric AND k.period_kind = '' AND k.period = '' AND k.scope_kind IN ('all', 'site', 'surveyor')
JOIN survey AS s ON s.survey = k.stage;
CREATE INDEX survey_rate_place ON survey_rate(survey, policy, scope_kind, scope, metric);

-- One row: what a surveyor loses in the running month or the one before it, by kind.
CREATE TABLE survey_points AS
SELECT k.policy, k.metric, k.period, k.scope AS surveyor, k.numerator AS forms, k.value_micro AS points
FROM policy AS p CROSS JOIN (SELECT 'score_forms' AS metric UNION ALL SELECT 'score_fraud') AS m
CROSS JOIN store.metric AS k ON k.policy = p.policy AND k.metric = m.metric AND k.period_kind = 'month'
    AND k.period IN (SELECT value FROM param WHERE name IN ('month', 'prev_month')) AND k.scope_kind = 'surveyor' AND k.category = 'survey' AND k.stage = '';

-- One row: one form that did not come back (open) or was found fraudulent; the first fifty of each survey.
CREATE TABLE survey_list AS
WITH seen AS (
    SELECT f.survey, s.n, f.form,
        nullif(coalesce(mask_name(c.name), '') || coalesce(CASE WHEN c.name IS NULL THEN '' ELSE ' · ' END || mask_unit(coalesce(f.unit, c.unit)), ''), '') AS customer, f.site, f.department, f.surveyor, substr(f.sent_at, 1, 10) AS sent_on,
        CASE WHEN f.returned_at < date((SELECT value FROM param WHERE name = 'as_of'), '+1 day') THEN substr(f.returned_at, 1, 10) END AS returned_on, f.authenticity
    FROM survey AS s CROSS JOIN store.survey_form AS f ON f.survey = s.survey AND f.run_out IS NULL AND f.withdrawn = 0
        AND (f.sent_at IS NULL OR f.sent_at < date((SELECT value FROM param WHERE name = 'as_of'), '+1 day'))
    LEFT JOIN store.customer AS c ON c.customer_id = f.customer_id AND c.run_out IS NULL),
said AS (
    SELECT 'open' AS kind, * FROM seen WHERE sent_on IS NOT NULL AND returned_on IS NULL
    UNION ALL SELECT 'fraud', * FROM seen WHERE returned_on IS NOT NULL AND authenticity = 'fraud')
SELECT * FROM (
    SELECT *, row_number() OVER (PARTITION BY kind, survey ORDER BY sent_on, form) AS place, count(*) OVER (PARTITION BY kind, survey) AS total FROM said)
WHERE place <= 50;
