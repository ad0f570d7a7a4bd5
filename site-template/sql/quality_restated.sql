-- One row: one figure that is another now than as issued, and why. Under 30 cases the cases lead. Parameter :language.
WITH why AS (
    SELECT place, count(*) AS n, sum(what = 'late') AS late, sum(what = 'after') AS after, sum(what = 'changed') AS changed, sum(what = 'withdrawn') AS withdrawn,
        min(CASE WHEN what IN ('late', 'changed', 'withdrawn') THEN '0' ELSE '1' END || record_key || ' · ' || path || ':' || line) AS first
    FROM restated_reason GROUP BY place)
SELECT CASE WHEN :language = 'en' THEN f.title_en ELSE f.title_zh END AS title,
    CASE f.period_kind WHEN 'month' THEN CASE WHEN :language = 'en' THEN f.period ELSE substr(f.period, 1, 4) || ' 年 ' || CAST(substr(f.period, 6) AS INTEGER) || ' 月' END
        WHEN 'quarter' THEN CASE WHEN :language = 'en' THEN f.period ELSE substr(f.period, 1, 4) || ' 年第 ' || substr(f.period, 7) || ' 季度' END
        ELSE CASE WHEN :language = 'en' THEN f.period ELSE f.period || ' 年' END END
        || CASE WHEN f.scope_kind <> 'all' THEN ' · ' || f.scope WHEN (SELECT count(*) FROM policy) > 1 THEN ' · ' || f.policy ELSE '' END AS place_name,
    coalesce(CASE WHEN f.issued_denominator IS NULL THEN f.issued_numerator
        WHEN f.metric LIKE 'resolution_hours%' THEN printf('%.1f', f.issued_micro / 1000000.0) || CASE WHEN :language = 'en' THEN ' h' ELSE ' 小时' END
        WHEN f.metric IN ('complaint_rate', 'failure_rate') THEN printf('%.2f', f.issued_micro / 1000000.0)
        WHEN f.issued_denominator < 30 THEN f.issued_numerator || ' / ' || f.issued_denominator ELSE ((f.issued_micro + 500) / 1000 / 10) || '.' || ((f.issued_micro + 500) / 1000 % 10) || ' %' END, '—') AS issued,
    CASE WHEN f.metric LIKE 'resolution_hours%' OR f.issued_denominator IS NULL THEN NULL WHEN f.issued_denominator >= 30 OR f.metric IN ('complaint_rate', 'failure_rate') THEN f.issued_numerator || '/' || f.issued_denominator
        WHEN f.issued_denominator > 0 THEN ((f.issued_micro + 500) / 1000 / 10) || '.' || ((f.issued_micro + 500) / 1000 % 10) || ' %' END AS issued_sub,
    coalesce(CASE WHEN f.denominator IS NULL THEN f.numerator
        WHEN f.metric LIKE 'resolution_hours%' THEN printf('%.1f', f.value_micro / 1000000.0) || CASE WHEN :language = 'en' THEN ' h' ELSE ' 小时' END
        WHEN f.metric IN ('complaint_rate', 'failure_rate') THEN printf('%.2f', f.value_micro / 1000000.0)
        WHEN f.denominator < 30 THEN f.numerator || ' / ' || f.denominator ELSE ((f.value_micro + 500) / 1000 / 10) || '.' || ((f.value_micro + 500) / 1000 % 10) || ' %' END, '—') AS known,
    CASE WHEN f.metric LIKE 'resolution_hours%' OR f.denominator IS NULL THEN NULL WHEN f.denominator >= 30 OR f.metric IN ('complaint_rate', 'failure_rate') THEN f.numerator || '/' || f.denominator
        WHEN f.denominator > 0 THEN ((f.value_micro + 500) / 1000 / 10) || '.' || ((f.value_micro + 500) / 1000 % 10) || ' %' END AS known_sub,
    f.issued_as_of, f.changed_as_of, f.changes, f.total,
    CASE WHEN w.n IS NULL THEN CASE f.cause WHEN 'config' THEN CASE WHEN :language = 'en' THEN 'configuration or regulation changed' ELSE '配置或规程改了' END
            WHEN 'surveys' THEN CASE WHEN :language = 'en' THEN 'forms of surveys came or changed' ELSE '调查表补录或更改' END
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
