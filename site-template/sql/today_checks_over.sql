-- One row: one thing of the department that a check found yesterday to be missing, done late, incomplete or not as it should be, or
-- missing since at most seven days; the sixty latest (total: how many there are). Parameters :each_department, :language.
SELECT o.limit_at, o.done_at, o.on_day, CASE WHEN o.state = 'missing' AND o.yesterday AND o.limit_at IS NOT NULL THEN 'bad:ran_over' WHEN o.state = 'missing' THEN 'bad:not_there' WHEN o.state = 'late' THEN 'warn:done_late'
        WHEN o.state = 'incomplete' THEN 'warn:incomplete' ELSE 'bad:otherwise' END AS mark,
    coalesce(nullif(o.event_id, ''), o.row_id) AS row_id, o.customer, CASE WHEN :language = 'en' THEN p.en ELSE p.zh END AS title,
    CASE WHEN :language = 'en' THEN 'clause ' ELSE '条款 ' END || p.clause AS clause, o.site, o.total
FROM check_over AS o JOIN policy_check AS p ON p.policy = o.policy AND p.name = o.check_name WHERE o.department = :each_department ORDER BY o.place;
