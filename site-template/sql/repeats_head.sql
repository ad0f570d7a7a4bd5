-- One row: how many repeated problems stand on the page. Parameters :month, :year_ago.
SELECT (SELECT count(DISTINCT no) FROM repeat_case WHERE month = :month AND by_text = 0) AS now,
    (SELECT count(DISTINCT no) FROM repeat_case WHERE month >= :year_ago AND by_text = 0) AS year,
    (SELECT count(DISTINCT no) FROM repeat_case WHERE month = :month AND by_text = 0 AND escalated = 0) AS silent,
    (SELECT count(DISTINCT no) FROM repeat_case WHERE month >= :year_ago AND by_text = 1) AS by_text;
