-- One row: how many repeated problems stand on the page.
SELECT (SELECT count(DISTINCT no) FROM now_repeat WHERE by_all) AS now,
    (SELECT coalesce(sum(n), 0) FROM repeat_year WHERE by_text = 0) AS year,
    (SELECT count(DISTINCT no) FROM now_repeat WHERE by_all AND NOT escalated) AS silent,
    (SELECT coalesce(sum(n), 0) FROM repeat_year WHERE by_text = 1) AS by_text;
