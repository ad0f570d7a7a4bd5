-- One row: how many checks there are, of how many something of this month was not done or not in order, of how many something without a limit is open. Parameter :month.
SELECT (SELECT count(*) FROM policy_check) AS n, (SELECT count(*) FROM policy_sample) AS samples,
    (SELECT count(*) FROM survey) AS surveys,
    (SELECT count(*) FROM policy_check) + (SELECT count(*) FROM policy_sample) AS "any",
    (SELECT count(DISTINCT policy || ' ' || check_name) FROM check_now WHERE month = :month AND state IN ('late', 'missing', 'incomplete', 'wrong', 'came')) AS short,
    (SELECT count(*) FROM check_age) AS waiting,
    (SELECT coalesce(sum(total), 0) FROM (SELECT max(total) AS total FROM check_now WHERE state = 'open' GROUP BY policy, check_name)) AS open;
