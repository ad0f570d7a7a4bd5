-- One row: what a surveyor loses in a month under one policy. Parameter :language.
SELECT period, surveyor, sum(CASE WHEN metric = 'score_forms' THEN forms END) AS missing, sum(CASE WHEN metric = 'score_fraud' THEN forms END) AS fraud,
    printf('%g', sum(points) / 1000000.0) AS points,
    (SELECT group_concat(clause, CASE WHEN :language = 'en' THEN ', ' ELSE '、' END) FROM (SELECT DISTINCT clause FROM policy_rule AS r WHERE r.policy = p.policy AND r.rule IN ('score_forms', 'score_fraud') ORDER BY clause)) AS clause
FROM survey_points AS p GROUP BY policy, period, surveyor ORDER BY period DESC, sum(points), surveyor, policy;
