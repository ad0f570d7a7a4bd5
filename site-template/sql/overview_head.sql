-- One row: what the overview says first. Parameters :month, :language.
WITH judged AS (
    SELECT CASE WHEN :language = 'en' THEN title_en ELSE title_zh END AS title, value_text, target_text, compliant, ord, policy
    FROM indicator WHERE period = :month AND scope_kind = 'all' AND target IS NOT NULL AND metric = 'visit_rate'),
said AS (
    SELECT title || CASE WHEN compliant = 1 THEN CASE WHEN :language = 'en' THEN ' on target' ELSE '达标' END
        ELSE CASE WHEN :language = 'en' THEN ' at ' || value_text || ', target ' || target_text ELSE ' ' || value_text || '，目标 ' || target_text END END AS part,
        row_number() OVER (ORDER BY compliant, policy, ord) AS place
    FROM judged)
SELECT (SELECT group_concat(part, CASE WHEN :language = 'en' THEN '; ' ELSE '；' END) FROM (SELECT part FROM said WHERE place <= 2 ORDER BY place)) AS headline,
    (SELECT count(*) FROM judged) AS judged, (SELECT count(*) FROM judged WHERE compliant = 1) AS reached,
    (SELECT sum(numerator) FROM metric WHERE period = :month AND metric = 'missed' AND scope_kind = 'all' AND category = '' AND stage = '') AS missed,
    (SELECT count(DISTINCT no) FROM repeat_case WHERE month = :month AND by_text = 0) AS repeats,
    (SELECT sum(numerator) FROM metric WHERE period = :month AND metric = 'complaints' AND scope_kind = 'all' AND stage = '') AS complaints,
    (SELECT sum(numerator) FROM metric WHERE period = :month AND metric = 'events' AND scope_kind = 'all' AND category = '' AND stage = '') AS events,
    (SELECT events FROM state) AS all_events;
