-- One row: repeated problems of one category in one of the last 13 months. Parameters :month, :as_of, :language.
SELECT m.period AS x, c.zh AS series_zh, CASE WHEN :language = 'en' THEN c.en ELSE c.zh END AS series,
    coalesce((SELECT sum(numerator) FROM metric AS k WHERE k.period = m.period AND k.metric = 'repeat_' || c.category || '_cases' AND k.scope_kind = 'all' AND k.stage = ''), 0) AS value,
    m.period = :month AND :as_of < date(:month || '-01', '+1 month', '-1 day') AS provisional
FROM month AS m CROSS JOIN (SELECT DISTINCT category, zh, en FROM policy_category WHERE 'repeat_' || category || '_cases' IN (SELECT metric FROM metric)) AS c
WHERE m.n > (SELECT max(n) FROM month WHERE period <= :month) - 13 AND m.period <= :month ORDER BY m.n, c.category;
