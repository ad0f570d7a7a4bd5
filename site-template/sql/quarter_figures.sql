-- One row: one figure of the quarter, its three months beside it, the quarter before and the same quarter a year before.
-- Parameters :each_quarter, :language.
WITH q AS (
    SELECT substr(:each_quarter, 1, 4) AS y, CAST(substr(:each_quarter, 7, 1) AS INTEGER) AS n),
period(place, period) AS (
    SELECT 0, :each_quarter FROM q UNION ALL SELECT 1, printf('%s-%02d', y, n * 3 - 2) FROM q UNION ALL SELECT 2, printf('%s-%02d', y, n * 3 - 1) FROM q
    UNION ALL SELECT 3, printf('%s-%02d', y, n * 3) FROM q UNION ALL SELECT 4, CASE n WHEN 1 THEN (y - 1) || '-Q4' ELSE y || '-Q' || (n - 1) END FROM q
    UNION ALL SELECT 5, (y - 1) || '-Q' || n FROM q),
cell AS (
    SELECT d.policy, d.ord, d.metric, d.category, d.stage, d.title_zh, d.title_en, d.clause, p.place, coalesce(s.shape, 'rate') AS shape, k.numerator AS num, k.denominator AS den,
        k.value_micro AS v, k.target_micro AS target, k.compliant
    FROM period AS p CROSS JOIN indicator_def AS d JOIN metric AS k ON k.policy = d.policy AND k.period = p.period AND k.metric = d.metric AND k.scope_kind = 'all' AND k.scope = ''
        AND k.category = d.category AND k.stage = d.stage
    LEFT JOIN shape AS s ON s.metric = d.metric),
said AS (
    SELECT *, CASE shape WHEN 'count' THEN CAST(num AS TEXT) WHEN 'per100' THEN printf('%d.%d', (v + 50000) / 1000000, (v + 50000) / 100000 % 10)
        WHEN 'hours' THEN printf('%d.%d h', (v + 50000) / 1000000, (v + 50000) / 100000 % 10)
        ELSE CASE WHEN den < 30 THEN num || ' / ' || den WHEN den > 0 THEN printf('%d.%d %%', (v + 500) / 10000, (v + 500) / 1000 % 10) END END AS t
    FROM cell)
SELECT CASE WHEN :language = 'en' THEN title_en ELSE title_zh END AS title, CASE WHEN clause = '' THEN '' ELSE CASE WHEN :language = 'en' THEN 'clause ' ELSE '条款 ' END || clause END AS clause,
    max(CASE WHEN place = 0 THEN t END) AS value_text,
    max(CASE WHEN place = 0 AND shape = 'rate' AND den >= 30 THEN num || ' / ' || den WHEN place = 0 AND shape = 'rate' AND den >= 5 THEN printf('%d.%d %%', (v + 500) / 10000, (v + 500) / 1000 % 10)
        WHEN place = 0 AND shape = 'per100' THEN num || ' / ' || den END) AS fraction_text,
    max(CASE WHEN place = 0 THEN target END) AS target, max(CASE WHEN place = 1 THEN t END) AS t1, max(CASE WHEN place = 2 THEN t END) AS t2, max(CASE WHEN place = 3 THEN t END) AS t3,
    max(CASE WHEN place = 4 THEN t END) AS before_text, max(CASE WHEN place = 5 THEN t END) AS year_text,
    max(CASE WHEN place = 0 AND compliant = 1 THEN 'good:reached' WHEN place = 0 AND compliant = 0 AND den >= 10 THEN 'bad:short' WHEN place = 0 AND compliant = 0 THEN 'calm:short' END) AS mark
FROM said GROUP BY policy, ord, metric, category, stage HAVING max(place = 0) = 1 OR max(place BETWEEN 1 AND 3) = 1 ORDER BY policy, ord;
