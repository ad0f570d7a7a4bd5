-- One row: one failed visit of the month, what was reported and what became of it. Parameters :each_month, :language.
SELECT visited_on, visit_id, replace(events, ';', ' ') AS events, customer, replace(visitor, ';', ' ') AS visitor, site, department, reported_on, raised,
    CASE WHEN reported_on IS NULL THEN 'bad:not_reported' WHEN raised IS NULL THEN 'calm:reported' WHEN raised_finished IS NULL THEN 'warn:unsolved' ELSE 'good:solved' END AS mark,
    CASE WHEN raised IS NULL THEN NULL WHEN raised_finished IS NULL THEN raised || CASE WHEN :language = 'en' THEN ', open' ELSE '，未办结' END
        ELSE raised || CASE WHEN :language = 'en' THEN ', finished ' ELSE '，办结于 ' END || substr(raised_finished, 6) END AS became
FROM failed_visit WHERE month = :each_month ORDER BY reported_on IS NOT NULL, visited_on, visit_id;
