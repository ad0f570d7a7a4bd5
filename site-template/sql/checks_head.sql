-- One row: how many checks there are, how many found something this month, and how many rows are open. Parameter :month.
SELECT (SELECT count(*) FROM policy_check) AS n, (SELECT count(*) FROM policy_sample) AS samples,
    (SELECT count(*) FROM survey) AS surveys,
    (SELECT count(*) FROM policy_check) + (SELECT count(*) FROM policy_sample) AS "any",
    (SELECT count(*) FROM metric WHERE period = :month AND scope_kind = 'all' AND scope = '' AND metric = 'check_rate' AND category = '' AND numerator < denominator) AS short,
    (SELECT coalesce(sum(total), 0) FROM (SELECT max(total) AS total FROM check_now WHERE state = 'open' GROUP BY policy, check_name)) AS open;
