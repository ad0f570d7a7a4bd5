-- One row: the day that the pages of duties are read on, and how much falls on it. Parameter :as_of.
SELECT date(:as_of, '+1 day') AS today, date(:as_of, '+2 days') AS tomorrow,
    (SELECT count(*) FROM obligation WHERE state = 'pending' AND deadline = date(:as_of, '+1 day')) AS due_today,
    (SELECT count(*) FROM obligation WHERE state = 'pending' AND deadline = date(:as_of, '+2 days')) AS due_tomorrow,
    (SELECT count(*) FROM obligation WHERE state = 'missed' AND deadline = :as_of) AS ran_over,
    (SELECT count(*) FROM clock WHERE limit_at < date(:as_of, '+2 days')) + (SELECT count(*) FROM check_due WHERE limit_at < date(:as_of, '+2 days')) AS clocks;
