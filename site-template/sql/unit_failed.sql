-- One row: one failed visit of the month, what was reported and what became of it. Parameters :each_kind, :each_name, :month, :language.
SELECT f.visited_on, f.visit_id, replace(f.events, ';', ' ') AS events, f.customer, replace(f.visitor, ';', ' ') AS visitor, f.site, f.department, f.reported_on,
    CASE WHEN f.unreported THEN 'bad:not_reported' WHEN f.raised IS NULL THEN CASE WHEN f.reported_on IS NOT NULL THEN 'calm:reported' END WHEN f.raised_finished IS NULL THEN 'warn:unsolved' ELSE 'good:solved' END AS mark,
    CASE WHEN f.raised IS NULL THEN NULL WHEN f.raised_finished IS NULL THEN f.raised || CASE WHEN :language = 'en' THEN ', open' ELSE '，未办结' END
        ELSE f.raised || CASE WHEN :language = 'en' THEN ', finished ' ELSE '，办结于 ' END || substr(f.raised_finished, 6) END AS became
FROM now_failed AS f WHERE CASE :each_kind WHEN 'site' THEN f.site ELSE f.department END = :each_name
ORDER BY f.unreported DESC, f.visited_on, f.visit_id;
