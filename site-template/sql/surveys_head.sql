-- One row: how many surveys there are, what the latest came to, and how many forms wait or were found fraudulent. Parameter :language.
WITH latest AS (
    SELECT r.numerator AS back, r.denominator AS sent, r.survey, r.target_micro, r.compliant FROM survey AS s JOIN survey_rate AS r ON r.survey = s.survey AND r.scope_kind = 'all' AND r.metric = 'recovery_rate'
    ORDER BY s.n, r.target_micro IS NULL, r.policy LIMIT 1)
SELECT (SELECT count(*) FROM survey) AS n, (SELECT survey FROM latest) AS survey, (SELECT sent FROM latest) AS sent, (SELECT back FROM latest) AS back,
    (SELECT CASE WHEN target_micro IS NULL THEN NULL WHEN :language = 'en' THEN ', target ' || (target_micro / 10000) || ' %' ELSE '，目标 ' || (target_micro / 10000) || ' %' END FROM latest) AS target,
    (SELECT coalesce(sum(total), 0) FROM survey_list WHERE kind = 'open' AND place = 1) AS open,
    (SELECT coalesce(sum(total), 0) FROM survey_list WHERE kind = 'fraud' AND place = 1) AS fraud,
    (SELECT count(*) FROM survey_points) AS points;
