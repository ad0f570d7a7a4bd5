-- One row: one row that a check found, by check. Parameter :language.
SELECT n.policy || '-' || n.check_name AS check_id, CASE WHEN :language = 'en' THEN p.en ELSE p.zh END AS title,
    CASE WHEN :language = 'en' THEN 'Clause ' ELSE '条款 ' END || p.clause || coalesce('：' || p.clause_text, '') AS clause, n.total,
    CASE n.state WHEN 'late' THEN 'warn:done_late' WHEN 'missing' THEN 'bad:not_there' WHEN 'incomplete' THEN 'warn:incomplete' WHEN 'wrong' THEN 'bad:otherwise' WHEN 'came' THEN 'bad:came' WHEN 'not_judgeable' THEN 'calm:not_judged' ELSE 'calm:still_open' END AS mark,
    coalesce((SELECT substr(n.row_id, 1, length(n.row_id) - length(w.key) + 4) || ' ' || CASE WHEN :language = 'en' THEN w.en ELSE w.zh END FROM word AS w
        WHERE n.row_kind = 'step' AND w.key LIKE 'step.%' AND n.row_id LIKE '%/' || substr(w.key, 6)), n.row_id) AS row_id, n.event_id, n.customer, substr(n.from_at, 1, 16) AS from_at, CASE WHEN n.limit_at LIKE '%:00' THEN substr(n.limit_at, 1, 16) ELSE n.limit_at END AS limit_at, CASE WHEN n.done_at LIKE '%:00' THEN substr(n.done_at, 1, 16) ELSE n.done_at END AS done_at,
    CASE n.place WHEN 1 THEN 'case-' || n.policy || '-' || n.check_name END AS anchor, CASE WHEN n.state = 'came' THEN CASE WHEN :language = 'en' THEN 'came: ' ELSE '出现：' END || n.lacking ELSE (WITH RECURSIVE part(rest, name) AS (SELECT n.lacking || ';', '' WHERE n.lacking <> '' UNION ALL SELECT substr(rest, instr(rest, ';') + 1), substr(rest, 1, instr(rest, ';') - 1) FROM part WHERE rest <> ''),
        said(base, ending) AS (
            SELECT CASE WHEN name LIKE '%^_role' ESCAPE '^' THEN substr(name, 1, length(name) - 5) WHEN name LIKE '%^_department' ESCAPE '^' THEN substr(name, 1, length(name) - 11) ELSE name END,
                CASE WHEN name LIKE '%^_role' ESCAPE '^' THEN CASE WHEN :language = 'en' THEN ': role' ELSE '的职务' END WHEN name LIKE '%^_department' ESCAPE '^' THEN CASE WHEN :language = 'en' THEN ': department' ELSE '的部门' END ELSE '' END
            FROM part WHERE name <> '')
        SELECT group_concat(coalesce(CASE WHEN :language = 'en' THEN c.en ELSE c.zh END, CASE WHEN :language = 'en' THEN w.en ELSE w.zh END, said.base) || said.ending, ';')
        FROM said LEFT JOIN policy_column AS c ON c.policy = n.policy AND c.of_row = n.row_kind AND c.name = said.base LEFT JOIN word AS w ON w.key = 'column.' || said.base) END AS lacking,
    n.department, n.site
FROM check_now AS n JOIN policy_check AS p ON p.policy = n.policy AND p.name = n.check_name ORDER BY p.policy, p.position, n.place;
