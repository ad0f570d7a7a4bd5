-- One row: one site or surveyor of a survey, under the first policy that has a target there. Parameter :language.
WITH part AS (
    SELECT r.*, s.n, row_number() OVER (PARTITION BY r.survey, r.scope_kind, r.scope ORDER BY r.target_micro IS NULL, r.policy) AS place
    FROM survey AS s JOIN survey_rate AS r ON r.survey = s.survey AND r.scope_kind IN ('site', 'surveyor') AND r.metric = 'recovery_rate')
SELECT p.survey, p.scope AS name, CASE p.scope_kind WHEN 'site' THEN CASE WHEN :language = 'en' THEN 'site' ELSE '项目' END ELSE CASE WHEN :language = 'en' THEN 'surveyor' ELSE '调查人' END END AS kind,
    p.denominator AS sent, p.numerator AS back, p.denominator - p.numerator AS open, p.value_micro AS rate,
    CASE WHEN p.compliant = 1 THEN 'good:reached' WHEN p.compliant = 0 AND p.denominator >= 10 THEN 'bad:short' WHEN p.compliant = 0 THEN 'calm:short' END AS mark,
    a.denominator AS checked, a.denominator - a.numerator AS fraud
FROM part AS p LEFT JOIN survey_rate AS a ON a.survey = p.survey AND a.policy = p.policy AND a.scope_kind = p.scope_kind AND a.scope = p.scope AND a.metric = 'authentic_rate'
WHERE p.place = 1 ORDER BY p.n, p.scope_kind, p.scope;
