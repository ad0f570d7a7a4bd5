-- One row: what the page of staff says first. Parameters :month, :language.
WITH counted AS (SELECT count(*) AS people, sum(outside = 1 AND jobs >= 10) AS outside FROM staff_ratio WHERE period = :month AND staff <> '')
SELECT people, outside, (SELECT assignments FROM state) AS assignments, (SELECT count(*) FROM visitor_month) AS visitors,
    CASE WHEN people = 0 THEN CASE WHEN :language = 'en' THEN 'no complaint ratios' ELSE '没有可以计算的被投诉比率' END
        WHEN outside = 0 THEN CASE WHEN :language = 'en' THEN 'nobody outside the usual range of the role' ELSE '没有人超出本岗位的正常范围' END
        WHEN :language = 'en' THEN outside || CASE outside WHEN 1 THEN ' person' ELSE ' people' END || ' outside the usual range of the role'
        ELSE outside || ' 人超出本岗位的正常范围' END AS headline
FROM counted;
