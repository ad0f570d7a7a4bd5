-- One row: one file as it was imported; those with rows to mend first.
SELECT path, source, encoding, rows_read, n_new, n_changed, n_unchanged, n_duplicate, n_quarantined,
    rows_read || ' = ' || n_new || ' + ' || n_changed || ' + ' || n_unchanged || ' + ' || n_duplicate || ' + ' || n_quarantined AS equation, CASE WHEN n_quarantined > 0 THEN 'warn' END AS class
FROM file ORDER BY n_quarantined > 0 DESC, path, file DESC;
