-- One row: answers of one level in one of the 13 months to this one. Parameters :each_month, :each_first.
WITH RECURSIVE level(l) AS (SELECT 5 UNION ALL SELECT l - 1 FROM level WHERE l > 1)
SELECT m.period AS x, 'level.' || l AS series, coalesce((SELECT sum(n) FROM visit_month AS v WHERE v.month = m.period AND v.level = l), 0) AS value
FROM month AS m CROSS JOIN level WHERE m.period BETWEEN :each_first AND :each_month
  AND EXISTS (SELECT 1 FROM visit_month AS v WHERE v.month BETWEEN :each_first AND :each_month AND v.level IS NOT NULL) ORDER BY m.n, l DESC;
