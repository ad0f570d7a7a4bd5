-- One row: what the results stand for.
SELECT a.run, a.as_of, a.count_from, a.config FROM analysis a ORDER BY a.run DESC LIMIT 1;
