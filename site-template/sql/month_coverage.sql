-- One row: one project judged in the month: had it all its visits? Parameters :each_month.
SELECT event_id, customer, site, department, visits || ' / ' || required AS visits, started_on, planned_on, finished_on, last_day,
    CASE WHEN visits >= required THEN 'good:covered' ELSE 'bad:few' END AS mark
FROM coverage WHERE month = :each_month ORDER BY visits >= required, last_day, event_id;
