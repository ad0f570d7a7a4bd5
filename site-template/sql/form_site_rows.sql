-- One row: one site in the period, or all of them last: each measure as text with its rank. A measure without a case is a dash; of those that
-- the form does not have there is nothing. Parameters :each_policy, :each_form, :each_period, :language.
WITH said AS (
    SELECT k.scope_kind = 'all' AS last, k.site, k.position, k.rank,
        CASE WHEN k.v IS NULL THEN '—' WHEN k.shape = 'count' THEN CAST(k.num AS TEXT) WHEN k.shape = 'rate' AND k.den < 30 THEN k.num || ' / ' || k.den
            WHEN k.shape = 'rate' THEN printf('%d.%d %%', (k.v + 500) / 10000, (k.v + 500) / 1000 % 10)
            ELSE printf('%s%d.%d', CASE WHEN k.v <= -50000 THEN '-' ELSE '' END, (abs(k.v) + 50000) / 1000000, (abs(k.v) + 50000) / 100000 % 10) || CASE k.shape WHEN 'hours' THEN ' h' ELSE '' END END AS v,
        CASE WHEN k.shape <> 'rate' OR k.v IS NULL OR k.den < 5 THEN NULL WHEN k.den < 30 THEN printf('%d.%d %%', (k.v + 500) / 10000, (k.v + 500) / 1000 % 10) ELSE k.num || ' / ' || k.den END AS more
    FROM site_measure AS k WHERE k.policy = :each_policy AND k.form = :each_form AND k.period = :each_period),
cell AS (
    SELECT *, CASE WHEN rank IS NULL THEN more WHEN :language = 'en' THEN 'rank ' || rank || coalesce(' (' || more || ')', '') ELSE '第 ' || rank || ' 名' || coalesce('（' || more || '）', '') END AS r
    FROM said)
SELECT CASE last WHEN 0 THEN site ELSE CASE WHEN :language = 'en' THEN 'All' ELSE '合计' END END AS site, CASE last WHEN 0 THEN site END AS link,
    max(CASE position WHEN 1 THEN v END) AS m1, max(CASE position WHEN 1 THEN r END) AS r1,
    max(CASE position WHEN 2 THEN v END) AS m2, max(CASE position WHEN 2 THEN r END) AS r2,
    max(CASE position WHEN 3 THEN v END) AS m3, max(CASE position WHEN 3 THEN r END) AS r3,
    max(CASE position WHEN 4 THEN v END) AS m4, max(CASE position WHEN 4 THEN r END) AS r4,
    max(CASE position WHEN 5 THEN v END) AS m5, max(CASE position WHEN 5 THEN r END) AS r5,
    max(CASE position WHEN 6 THEN v END) AS m6, max(CASE position WHEN 6 THEN r END) AS r6,
    max(CASE position WHEN 7 THEN v END) AS m7, max(CASE position WHEN 7 THEN r END) AS r7,
    max(CASE position WHEN 8 THEN v END) AS m8, max(CASE position WHEN 8 THEN r END) AS r8,
    max(CASE position WHEN 9 THEN v END) AS m9, max(CASE position WHEN 9 THEN r END) AS r9,
    max(CASE position WHEN 10 THEN v END) AS m10, max(CASE position WHEN 10 THEN r END) AS r10
FROM cell GROUP BY last, site ORDER BY last, site;
