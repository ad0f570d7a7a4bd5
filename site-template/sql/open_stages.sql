-- One row: visits of one stage without a limit in the text that nobody has made yet; the stage that waits longest first.
-- Parameters :as_of, :language.
SELECT CASE WHEN :language = 'en' THEN s.en ELSE s.zh END AS stage, CASE WHEN :language = 'en' THEN 'clause ' ELSE '条款 ' END || s.clause AS clause, sum(o.n) AS n, min(o.since) AS since,
    CAST(julianday(:as_of) - julianday(min(o.since)) AS INTEGER) AS days
FROM open_stage AS o JOIN policy_stage AS s ON s.policy = o.policy AND s.stage = o.stage GROUP BY s.policy, s.stage ORDER BY min(o.since), s.policy, s.position;
