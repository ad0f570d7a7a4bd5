-- One row: one row that was withdrawn.
SELECT log, record_key FROM withdrawn ORDER BY log, record_key;
