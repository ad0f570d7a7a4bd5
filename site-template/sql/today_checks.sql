-- One row: one thing of the department whose limit passes before the batch after the next one. Parameters :each_department, :as_of, :language.
SELECT d.limit_at, CASE WHEN d.limit_at < date(:as_of, '+2 days') THEN 'warn:before_batch' ELSE 'calm:tomorrow' END AS mark,
    CASE WHEN :language = 'en' THEN p.en ELSE p.zh END AS title, CASE WHEN :language = 'en' THEN 'clause ' ELSE '条款 ' END || p.clause AS clause, d.row_id, d.customer, d.site
FROM check_due AS d JOIN policy_check AS p ON p.policy = d.policy AND p.name = d.check_name WHERE d.department = :each_department ORDER BY d.limit_at, d.row_id, p.position;
