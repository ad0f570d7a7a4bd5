-- One row: the account of the logs in one line.
SELECT (SELECT count(*) FROM file) AS files, (SELECT sum(rows_read) FROM file) AS rows_read, (SELECT sum(n_new) FROM file) AS n_new, (SELECT sum(n_changed) FROM file) AS n_changed,
    (SELECT sum(n_unchanged) FROM file) AS n_unchanged, (SELECT sum(n_duplicate) FROM file) AS n_duplicate, (SELECT sum(n_quarantined) FROM file) AS n_quarantined,
    (SELECT count(*) FROM quarantine) AS waiting, (SELECT count(*) FROM contradiction) AS contradictions, events, visits, nobody, count_from,
    CASE WHEN exposures = 0 THEN 1 END AS no_exposure, CASE WHEN assignments = 0 THEN 1 END AS no_assignments, CASE WHEN people = 0 THEN 1 END AS no_people,
    CASE WHEN EXISTS (SELECT 1 FROM policy_target WHERE category = 'survey') AND NOT EXISTS (SELECT 1 FROM survey) THEN 1 END AS no_surveys,
    (SELECT count(*) FROM withdrawn) AS withdrawn, (SELECT sum(n) FROM disposal) AS disposal
FROM state;
