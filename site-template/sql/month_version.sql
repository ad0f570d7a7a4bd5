-- One row: what a month's page is made from besides its own texts: when the months that it shows were filled, the notes,
-- the failed visits up to it. NULL for the month of the as-of day, which is asked every night. Parameters :each_month,
-- :each_first, :each_last.
SELECT CASE WHEN :each_last THEN NULL ELSE
    (SELECT group_concat(month || ' ' || run, ';') FROM (SELECT month, run FROM edition_month WHERE month BETWEEN :each_first AND :each_month ORDER BY month))
    || '|' || coalesce((SELECT group_concat(on_day || text, ';') FROM (SELECT on_day, text FROM note ORDER BY on_day, text)), '')
    || '|' || (SELECT coalesce(sum(n), 0) || ' ' || coalesce(min(CASE WHEN n > 0 THEN month END), '') FROM failed_count WHERE month <= :each_month) END AS version;
