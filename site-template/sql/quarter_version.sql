-- One row: when the months that a quarter's page shows were filled: its own, those of the quarter before and of the same
-- quarter a year before. NULL for the quarter of the as-of day. Parameters :each_first, :each_m3, :each_last.
SELECT CASE WHEN :each_last THEN NULL ELSE
    (SELECT group_concat(month || ' ' || run, ';') FROM (SELECT month, run FROM edition_month WHERE month BETWEEN :each_first AND :each_m3 ORDER BY month)) END AS version;
