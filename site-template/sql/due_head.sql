-- One row: how much is due. Parameters :as_of.
SELECT count(*) AS n, coalesce(sum(deadline <= date(:as_of, '+2 days')), 0) AS soon,
    (SELECT count(*) FROM obligation WHERE state = 'open' AND due = 1) AS open, (SELECT count(*) FROM obligation WHERE state = 'missed' AND due = 1 AND month = substr(:as_of, 1, 7)) AS missed
FROM obligation WHERE state = 'pending';
