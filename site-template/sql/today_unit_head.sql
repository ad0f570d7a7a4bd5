-- One row: the department's day in numbers and in a line. Parameters :each_department, :as_of, :language.
WITH none(department) AS (SELECT :each_department),
day AS (
    SELECT n.department, coalesce(due_today, 0) AS due_today, coalesce(due_tomorrow, 0) AS due_tomorrow, coalesce(over_yesterday + check_yesterday, 0) AS yesterday,
        coalesce(over_yesterday + over_before, 0) AS over, coalesce(check_yesterday + check_before, 0) AS checks_over, coalesce(opens_today + opens_tomorrow, 0) AS opens,
        coalesce(waiting, 0) AS waiting, waiting_since, coalesce(check_waiting, 0) AS check_waiting, coalesce(open, 0) AS open, coalesce(clocks + check_clocks, 0) AS soon,
        coalesce(clocks + clocks_tomorrow, 0) AS clocks, coalesce(check_clocks + check_clocks_tomorrow, 0) AS checks, coalesce(promises, 0) AS promises, coalesce(repeats, 0) AS repeats, u.department IS NOT NULL AS anything
    FROM none AS n LEFT JOIN today_unit AS u ON u.department = n.department),
said(ord, zh, en) AS (
    SELECT 1, '今天到期 ' || due_today || ' 件回访', due_today || CASE due_today WHEN 1 THEN ' visit due' ELSE ' visits due' END FROM day WHERE due_today > 0
    UNION ALL SELECT 2, '昨天没有做到 ' || yesterday || ' 项', yesterday || ' not done yesterday' FROM day WHERE yesterday > 0
    UNION ALL SELECT 3, soon || ' 件时限快到', soon || CASE soon WHEN 1 THEN ' limit runs out' ELSE ' limits run out' END FROM day WHERE soon > 0
    UNION ALL SELECT 4, '待访 ' || waiting || ' 件', waiting || CASE waiting WHEN 1 THEN ' visit waits' ELSE ' visits wait' END FROM day WHERE waiting > 0
    UNION ALL SELECT 5, open || ' 件超时未结', open || ' open over a limit' FROM day WHERE open > 0)
SELECT date(:as_of, '+1 day') AS today, coalesce((SELECT group_concat(CASE WHEN :language = 'en' THEN en ELSE zh END, CASE WHEN :language = 'en' THEN ', ' ELSE '，' END)
        FROM (SELECT * FROM said ORDER BY ord)), CASE WHEN anything THEN CASE WHEN :language = 'en' THEN 'nothing is due' ELSE '没有到期的' END
        ELSE CASE WHEN :language = 'en' THEN 'nothing to do' ELSE '没有要做的' END END) AS headline,
    department, due_today + due_tomorrow AS due, over, checks_over, opens, waiting, waiting_since, check_waiting, waiting + check_waiting AS endless, open, clocks, checks, promises, repeats, anything
FROM day;
