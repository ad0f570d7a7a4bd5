-- One row: one step of a report, what is missing or next first. Parameters :as_of, :language.
SELECT CASE WHEN :language = 'en' THEN coalesce(p.en, p.zh) ELSE p.zh END AS title, CASE WHEN :language = 'en' THEN 'clause ' ELSE '条款 ' END || p.clause
        || coalesce(CASE WHEN :language = 'en' THEN ', to ' || coalesce(p.to_en, p.to_zh) ELSE '，报' || p.to_zh END, '') AS clause,
    r.period, r.step, r.due_on, r.due_time, r.at, r.by_whom,
    CASE r.state WHEN 'done' THEN 'good:done' WHEN 'late' THEN 'warn:handed_late' WHEN 'missing' THEN 'bad:not_handed' WHEN 'no_day' THEN 'calm:no_day'
        ELSE CASE WHEN r.due_on <= date(:as_of, '+2 days') THEN 'warn:today' ELSE 'calm:pending' END END AS mark,
    CASE WHEN p.form IS NOT NULL THEN (SELECT 'forms/' || x.policy || '-' || x.form || '-' || x.period || '.html' FROM form_period AS x WHERE x.policy = p.policy AND x.form = p.form AND x.period = r.period) END AS page
FROM report_state AS r JOIN policy_report AS p ON p.policy = r.policy AND p.report = r.report
ORDER BY CASE r.state WHEN 'missing' THEN 0 WHEN 'pending' THEN 1 WHEN 'no_day' THEN 2 ELSE 3 END, CASE WHEN r.state IN ('done', 'late') THEN -julianday(r.due_on) ELSE julianday(r.due_on) END, p.policy, p.position, r.period, r.place;
