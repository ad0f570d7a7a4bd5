-- One row: one statement that lists rows behind a figure, in the order of the table of figures.
SELECT path, text FROM statement
WHERE path LIKE 'site-template/csv/%' OR path IN ('site-template/sql/month_missed.sql', 'site-template/sql/month_early.sql', 'site-template/sql/month_late.sql',
    'site-template/sql/month_exempt.sql', 'site-template/sql/month_failed.sql', 'site-template/sql/month_coverage.sql', 'site-template/sql/month_merged.sql',
    'site-template/sql/staff_month.sql', 'site-template/sql/surveys_list.sql', 'site-template/sql/surveys_open.sql', 'site-template/sql/surveys_fraud.sql',
    'site-template/sql/surveys_points.sql')
ORDER BY path;
