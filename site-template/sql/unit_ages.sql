-- One row: visits without a latest day that were not made yet, by their age. Parameters :each_kind, :each_name, :as_of, :language.
WITH age AS (SELECT CAST(julianday(:as_of) - julianday(opens) AS INTEGER) AS days, n FROM open_day WHERE kind = :each_kind AND name = :each_name),
band(ord, low, high, zh, en) AS (VALUES (1, 0, 30, '30 天以内', 'up to 30 days'), (2, 31, 90, '31–90 天', '31 to 90 days'), (3, 91, 365, '91–365 天', '91 to 365 days'), (4, 366, 999999, '一年以上', 'over a year'))
SELECT CASE WHEN :language = 'en' THEN en ELSE zh END AS label, (SELECT coalesce(sum(n), 0) FROM age WHERE days BETWEEN low AND high) AS n
FROM band WHERE EXISTS (SELECT 1 FROM age) ORDER BY ord;
