-- One row: one department's day: what falls due, what ran over within seven days, what may be made, what waits, which clocks run
-- out. What no department has is NULL, so that its column is left
-- out; departments with nothing to do are left out too; rows without a department stand last. Parameter :language.
SELECT CASE WHEN department <> '' THEN department WHEN :language = 'en' THEN 'No department' ELSE '未归属部门' END AS name, 'today/' || file || '.html' AS page, CASE WHEN max(due_today + due_tomorrow) OVER () > 0 THEN due_today END AS due_today, CASE WHEN due_tomorrow > 0 THEN CASE WHEN :language = 'en' THEN 'tomorrow ' || due_tomorrow ELSE '明天 ' || due_tomorrow END END AS tomorrow,
    CASE WHEN max(over_yesterday + over_before + check_yesterday + check_before) OVER () > 0 THEN over_yesterday + over_before + check_yesterday + check_before END AS over,
    CASE WHEN over_yesterday + check_yesterday > 0 THEN CASE WHEN :language = 'en' THEN 'yesterday ' ELSE '昨天 ' END || (over_yesterday + check_yesterday) END AS yesterday,
    CASE WHEN max(opens_today + opens_tomorrow) OVER () > 0 THEN opens_today + opens_tomorrow END AS opens,
    CASE WHEN max(waiting + check_waiting) OVER () > 0 THEN waiting + check_waiting END AS waiting, CASE WHEN waiting + check_waiting > 0 THEN
        CASE WHEN waiting > 0 AND check_waiting > 0 THEN CASE WHEN :language = 'en' THEN waiting || ' visits, ' ELSE '回访 ' || waiting || '，' END ELSE '' END
        || CASE WHEN :language = 'en' THEN 'since ' ELSE '最早 ' END || min(coalesce(waiting_since, check_since), coalesce(check_since, waiting_since)) END AS since,
    CASE WHEN max(open) OVER () > 0 THEN open END AS open, CASE WHEN max(clocks + check_clocks) OVER () > 0 THEN clocks + check_clocks END AS clocks,
    CASE WHEN max(promises) OVER () > 0 THEN promises END AS promises
FROM today_unit ORDER BY department = '', department;
