-- One row: the corrective actions of one department in the sheet's period, those most overdue first, all of them last. Parameters
-- :each_policy, :each_period, :language.
WITH r AS (SELECT * FROM rectified WHERE policy = :each_policy AND period = :each_period)
SELECT department, opened, done, late, verified, open, overdue FROM (
    SELECT 0 AS last, coalesce(nullif(department, ''), CASE WHEN :language = 'en' THEN 'no department' ELSE '未归属' END) AS department, opened, done, late, verified, open, overdue FROM r
    UNION ALL SELECT 1, CASE WHEN :language = 'en' THEN 'All' ELSE '合计' END, sum(opened), sum(done), sum(late), sum(verified), sum(open), sum(overdue) FROM r HAVING count(*) > 1) AS l
ORDER BY last, overdue DESC, open DESC, department;
