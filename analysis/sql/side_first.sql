-- One row: the run that brought the first row of each other log, in the order of the kinds of rows; NULL: none ever came.
SELECT (SELECT run FROM step ORDER BY rowid LIMIT 1), (SELECT run FROM finding ORDER BY rowid LIMIT 1), (SELECT run FROM action ORDER BY rowid LIMIT 1),
    (SELECT run FROM plan ORDER BY rowid LIMIT 1), (SELECT run FROM letter ORDER BY rowid LIMIT 1), (SELECT run FROM custody ORDER BY rowid LIMIT 1),
    (SELECT run FROM answer ORDER BY rowid LIMIT 1), (SELECT run FROM spot_check ORDER BY rowid LIMIT 1),
    (SELECT run FROM submission ORDER BY rowid LIMIT 1);
