-- part: of the visits that wait without a last day, those of stages that want only a share of them visited; the line leaves them out.
-- One row: the day that the page of duties is read on, how much falls on it, and that in a line. Parameters :as_of, :month, :language.
WITH day AS (
    SELECT date(:as_of, '+1 day') AS today, coalesce(sum(due_today), 0) AS due_today, coalesce(sum(due_tomorrow), 0) AS due_tomorrow, sum(over_yesterday) AS over_yesterday,
        sum(check_yesterday) AS check_yesterday, sum(opens_today + opens_tomorrow) AS opens, sum(waiting) AS waiting, min(waiting_since) AS since,
        coalesce((SELECT sum(o.n) FROM open_stage AS o JOIN policy_stage AS s ON s.policy = o.policy AND s.stage = o.stage WHERE s.target_micro < 1000000), 0) AS part, sum(check_waiting) AS check_waiting, min(check_since) AS check_since,
        sum(clocks + check_clocks) AS clocks,
        sum(open) AS open,
        date(:as_of, '+1 day') BETWEEN :month || '-20' AND :month || '-31' AND EXISTS (SELECT 1 FROM policy_sample) AS sampling
    FROM today_unit
),
said(ord, zh, en) AS (
    SELECT 1, '到期 ' || due_today || ' 件回访', due_today || CASE due_today WHEN 1 THEN ' visit due' ELSE ' visits due' END FROM day WHERE due_today > 0
    UNION ALL SELECT 1, '没有到期的回访', 'no visit due' FROM day WHERE due_today = 0
    UNION ALL SELECT 2, '明天 ' || due_tomorrow || ' 件', due_tomorrow || ' tomorrow' FROM day WHERE due_tomorrow > 0
    UNION ALL SELECT 3, '昨天没有做到 ' || (over_yesterday + check_yesterday) || ' 项', (over_yesterday + check_yesterday) || ' not done yesterday' FROM day WHERE over_yesterday + check_yesterday > 0
    UNION ALL SELECT 4, '待访 ' || (waiting - part) || ' 件', (waiting - part) || CASE waiting - part WHEN 1 THEN ' visit waits' ELSE ' visits wait' END FROM day WHERE waiting > part)
SELECT day.*, (SELECT group_concat(CASE WHEN :language = 'en' THEN en ELSE zh END, CASE WHEN :language = 'en' THEN ', ' ELSE '，' END) FROM (SELECT * FROM said ORDER BY ord)) AS headline
FROM day;
