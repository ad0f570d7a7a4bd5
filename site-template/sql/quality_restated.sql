-- One row: one figure that is another now than as issued, and why. Parameter :language.
WITH why AS (
    SELECT place, count(*) AS n, sum(what = 'late') AS late, sum(what = 'after') AS after, sum(what = 'changed') AS changed, sum(what = 'withdrawn') AS withdrawn,
        min(CASE WHEN what IN ('late', 'changed', 'withdrawn') THEN '0' ELSE '1' END || record_key || ' · ' || path || ':' || line) AS first
    FROM restated_reason GROUP BY place)
SELECT f.period, CASE WHEN :language = 'en' THEN f.title_en ELSE f.title_zh END AS title,
    CASE f.scope_kind WHEN 'all' THEN CASE WHEN (SELECT count(*) FROM policy) > 1 THEN f.policy END ELSE f.scope END AS place_name,
    f.issued_numerator || coalesce('/' || f.issued_denominator, '') AS issued, f.issued_as_of,
    f.numerator || coalesce('/' || f.denominator, '') AS known, f.changed_as_of, f.changes, f.total,
    CASE WHEN w.n IS NULL THEN CASE f.cause WHEN 'config' THEN CASE WHEN :language = 'en' THEN 'configuration or regulation changed' ELSE '配置或规程改了' END
            WHEN 'whole' THEN CASE WHEN :language = 'en' THEN 'everything was computed anew' ELSE '全部重算' END
            ELSE CASE WHEN :language = 'en' THEN 'time passed' ELSE '随日期推移' END END
        WHEN :language = 'en' THEN trim(CASE WHEN w.late THEN w.late || ' came late, ' ELSE '' END || CASE WHEN w.changed THEN w.changed || ' changed, ' ELSE '' END
            || CASE WHEN w.withdrawn THEN w.withdrawn || ' withdrawn, ' ELSE '' END || CASE WHEN w.after THEN w.after || ' happened later, ' ELSE '' END
            || CASE WHEN w.n > w.late + w.changed + w.withdrawn + w.after THEN (w.n - w.late - w.changed - w.withdrawn - w.after) || ' through other logs, ' ELSE '' END, ', ')
        ELSE trim(CASE WHEN w.late THEN '补录 ' || w.late || ' 条，' ELSE '' END || CASE WHEN w.changed THEN '更改 ' || w.changed || ' 条，' ELSE '' END
            || CASE WHEN w.withdrawn THEN '作废 ' || w.withdrawn || ' 条，' ELSE '' END || CASE WHEN w.after THEN '事后发生 ' || w.after || ' 条，' ELSE '' END
            || CASE WHEN w.n > w.late + w.changed + w.withdrawn + w.after THEN '其他日志 ' || (w.n - w.late - w.changed - w.withdrawn - w.after) || ' 条，' ELSE '' END, '，') END AS why,
    substr(w.first, 2) || CASE WHEN w.n > 1 THEN ' …' ELSE '' END AS example
FROM restated_figure AS f LEFT JOIN why AS w ON w.place = f.place ORDER BY f.place;
