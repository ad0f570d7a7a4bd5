-- One row: one form of the regulations and where its latest sheets stand. Parameter :language.
SELECT CASE WHEN :language = 'en' THEN p.title_en ELSE p.title_zh END AS policy, CASE WHEN :language = 'en' THEN f.en ELSE '《' || f.zh || '》' END AS title, f.code, 'layout.' || f.layout AS layout,
    CASE WHEN :language = 'en' THEN 'clause ' ELSE '条款 ' END || f.clause AS clause, f.clause_text,
    CASE WHEN f.layout = 'meeting' THEN 'meeting.html' ELSE (SELECT 'forms/' || x.policy || '-' || x.form || '-' || max(x.period) || '.html' FROM form_period AS x WHERE x.policy = f.policy AND x.form = f.form) END AS page,
    CASE WHEN f.layout <> 'meeting' THEN (SELECT max(x.period) FROM form_period AS x WHERE x.policy = f.policy AND x.form = f.form) ELSE (SELECT value FROM param WHERE name = 'week') END AS period,
    (SELECT 'forms/' || x.policy || '-' || x.form || '-' || x.period || '.html' FROM form_period AS x WHERE x.policy = f.policy AND x.form = f.form ORDER BY x.period DESC LIMIT 1 OFFSET 1) AS before_page,
    (SELECT x.period FROM form_period AS x WHERE x.policy = f.policy AND x.form = f.form ORDER BY x.period DESC LIMIT 1 OFFSET 1) AS before
FROM policy_form AS f JOIN policy AS p ON p.policy = f.policy ORDER BY p.policy, f.position;
