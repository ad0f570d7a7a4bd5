-- One row: a step of a report's way in force: its key.
SELECT x.report || '/' || x.period || '/' || x.step || '/' || x.at AS id
FROM submission x WHERE x.run_out IS NULL AND x.withdrawn = 0;
