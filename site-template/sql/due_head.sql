-- One row: how much is due. Parameters :as_of.
SELECT count(*) AS n, coalesce(sum(deadline <= date(:as_of, '+2 days')), 0) AS soon,
    (SELECT coalesce(sum(n), 0) FROM open_stage) AS open, (SELECT min(since) FROM open_stage) AS since,
    (SELECT count(*) FROM obligation WHERE state = 'opening') AS opening, (SELECT coalesce(sum(n), 0) FROM now_count WHERE state = 'missed' AND due = 1) AS missed
FROM obligation WHERE state = 'pending';
