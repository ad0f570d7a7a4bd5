-- One row: one complaint of the month that is counted with an earlier one. Parameters :each_month.
SELECT event_id, duplicate_of, site, department FROM merged WHERE month = :each_month ORDER BY event_id;
