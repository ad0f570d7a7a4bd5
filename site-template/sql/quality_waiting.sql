-- One row: one source, how many of its rows wait, since when, and how long it took to mend those that were.
SELECT source, n_open, CASE WHEN n_open THEN since_on END AS since_on, n_week, n_month, n_closed, days_closed FROM waiting_source ORDER BY n_open DESC, source;
