-- One row: the titles of a ledger's columns and how many cases there are. Parameters :each_policy, :each_form, :language.
SELECT (SELECT max(total) FROM ledger_case WHERE policy = :each_policy AND form = :each_form) AS total, (SELECT important FROM policy_form WHERE policy = :each_policy AND form = :each_form) AS important,
    max(CASE WHEN column_no = 1 THEN title END) AS s1, max(CASE WHEN column_no = 2 THEN title END) AS s2, max(CASE WHEN column_no = 3 THEN title END) AS s3, max(CASE WHEN column_no = 4 THEN title END) AS s4,
    max(CASE WHEN column_no = 5 THEN title END) AS s5, max(CASE WHEN column_no = 6 THEN title END) AS s6, max(CASE WHEN column_no = 7 THEN title END) AS s7, max(CASE WHEN column_no = 8 THEN title END) AS s8
FROM (SELECT column_no, CASE WHEN :language = 'en' THEN en ELSE zh END AS title FROM ledger_stage WHERE policy = :each_policy AND form = :each_form) AS s;
