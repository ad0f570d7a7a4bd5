-- One row: one thing that is not as it was in a source; columns of a file that went stand together. What was found is noted
-- in English. Parameter :language.
WITH d AS (
    SELECT source, kind, path, what, found, expected, found_on FROM drift WHERE kind <> 'column_gone'
    UNION ALL SELECT source, kind, path, group_concat(what, '、'), NULL, NULL, found_on FROM (SELECT * FROM drift WHERE kind = 'column_gone' ORDER BY what) AS g GROUP BY source, kind, path, found_on)
SELECT 'drift.' || kind AS kind, source || CASE path WHEN '' THEN '' ELSE ' · ' || path END AS source_path, nullif(what, '') AS what, found_on,
    CASE WHEN :language = 'en' OR found IS NULL THEN found WHEN found LIKE '% new rows' THEN '新行 ' || replace(found, ' new rows', '')
        WHEN found = 'feeds nothing' THEN '不作他用' WHEN found LIKE 'feeds %' THEN '对应 ' || substr(found, 7) ELSE found END AS found,
    CASE WHEN kind NOT IN ('column_renamed', 'volume_low', 'volume_high', 'silent') THEN NULL WHEN :language = 'en' THEN expected
        WHEN expected LIKE 'every % days' THEN '应每 ' || replace(substr(expected, 7), ' days', '') || ' 天' ELSE replace(expected, ' to ', ' 至 ') END AS expected
FROM d ORDER BY kind <> 'silent', found_on DESC, source, kind, path, what;
