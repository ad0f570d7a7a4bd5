-- One row: what waits in the department without a limit in the text: visits of one stage, or what one check wants done; the oldest
-- first. Parameters :each_department, :as_of, :language.
SELECT CASE WHEN :language = 'en' THEN w.en ELSE w.zh END AS title, CASE WHEN :language = 'en' THEN 'clause ' ELSE '条款 ' END || w.clause AS clause, w.n, w.since,
    CAST(julianday(:as_of) - julianday(w.since) AS INTEGER) AS days, w.page
FROM (SELECT s.policy, 0 AS kind, s.position, s.zh, s.en, s.clause, sum(o.n) AS n, min(o.since) AS since, NULL AS page
        FROM open_stage AS o JOIN policy_stage AS s ON s.policy = o.policy AND s.stage = o.stage WHERE o.department = :each_department GROUP BY s.policy, s.stage
    UNION ALL SELECT p.policy, 1, p.position, p.zh, p.en, p.clause, c.n, c.since, 'checks.html#case-' || c.policy || '-' || c.check_name
        FROM check_waiting AS c JOIN policy_check AS p ON p.policy = c.policy AND p.name = c.check_name WHERE c.department = :each_department) AS w
ORDER BY w.kind, w.since, w.policy, w.position;
