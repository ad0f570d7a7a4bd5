-- One row: how many repeated problems stand on the page, and from how many events on they do. Parameter :language.
SELECT (SELECT count(DISTINCT no) FROM now_repeat WHERE by_all) AS now,
    (SELECT coalesce(sum(n), 0) FROM repeat_year WHERE by_text = 0) AS year,
    (SELECT count(DISTINCT no) FROM now_repeat WHERE by_all AND escalated = 0) AS silent,
    (SELECT group_concat(t, CASE WHEN :language = 'en' THEN '; ' ELSE '；' END) FROM (
        SELECT group_concat(CASE WHEN :language = 'en' THEN coalesce(c.en, r.subject) || ' from ' || r.value || ' on' ELSE coalesce(c.zh, r.subject) || '满 ' || r.value || ' 次' END, CASE WHEN :language = 'en' THEN ', ' ELSE '、' END)
            || CASE WHEN r.clause IS NULL THEN CASE WHEN :language = 'en' THEN ' (ours; the text gives no number)' ELSE '（原文没有，本系统的约定）' END
                WHEN :language = 'en' THEN ' (clause ' || r.clause || ')' ELSE '（条款 ' || r.clause || '）' END AS t
        FROM policy_rule AS r LEFT JOIN policy_category AS c ON c.policy = r.policy AND c.category = r.subject
        WHERE r.rule = 'repeat' GROUP BY r.policy, r.clause ORDER BY r.policy, r.clause)) AS rules,
    (SELECT coalesce(sum(n), 0) FROM repeat_year WHERE by_text = 1) AS by_text;
