-- One row: one failed visit of the month, what was reported and what became of it; the first fifty (total: how many there
-- are). Parameters :each_month, :language.
SELECT visited_on, visit_id, replace(events, ';', ' ') AS events, customer, replace(visitor, ';', ' ') AS visitor, site, department, reported_on, raised,
    CASE WHEN unreported THEN 'bad:not_reported' WHEN raised IS NULL THEN CASE WHEN reported_on IS NOT NULL THEN 'calm:reported' END WHEN raised_finished IS NULL THEN 'warn:unsolved' ELSE 'good:solved' END AS mark,
    CASE WHEN raised IS NULL THEN NULL WHEN raised_finished IS NULL THEN raised || CASE WHEN :language = 'en' THEN ', open' ELSE '，未办结' END
        ELSE raised || CASE WHEN :language = 'en' THEN ', finished ' ELSE '，办结于 ' END || substr(raised_finished, 6) END AS became,
    (SELECT n FROM failed_count AS t WHERE t.month = :each_month) AS total
FROM month_failed WHERE month = :each_month ORDER BY place;
