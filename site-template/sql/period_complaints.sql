-- One row: by what the complaints of the period are told apart, and how many have each value; by the channel also everything accepted. A complaint
-- counted with another is not counted again; a kind of communication belongs to communicative ones. Parameters :each_policy (NULL: all), :each_period, :language.
WITH part(place, part, metric, category) AS (VALUES (1, 'severity', 'complaints', 'complaint'), (2, 'validity', 'complaints', 'complaint'), (3, 'validity_kind', 'complaints', 'complaint'),
    (4, 'content_class', 'complaints', 'complaint'), (5, 'channel', 'complaints', 'complaint'), (6, 'channel', 'events', '')),
k AS (
    SELECT p.place, p.part, m.policy, substr(m.stage, length(p.part) + 2) AS value, m.numerator AS n
    FROM part AS p CROSS JOIN policy AS u CROSS JOIN metric AS m ON m.period = :each_period AND m.scope_kind = 'all' AND m.scope = '' AND m.metric = p.metric AND m.policy = u.policy AND m.category = p.category
        AND substr(m.stage, 1, length(p.part) + 1) = p.part || ':'
    WHERE :each_policy IS NULL OR u.policy = :each_policy),
said AS (
    SELECT k.place, k.part, coalesce((SELECT CASE WHEN :language = 'en' THEN w.en ELSE w.zh END FROM word AS w WHERE w.key = k.part || '.' || k.value), k.value) AS title, sum(k.n) AS n
    FROM k GROUP BY 1, 2, 3),
total AS (
    SELECT sum(CASE WHEN m.metric = 'complaints' THEN m.numerator END) AS complaints, sum(CASE WHEN m.metric = 'events' THEN m.numerator END) AS events
    FROM policy AS u CROSS JOIN metric AS m ON m.period = :each_period AND m.scope_kind = 'all' AND m.scope = '' AND m.policy = u.policy AND m.stage = ''
        AND (m.metric = 'complaints' AND m.category = 'complaint' OR m.metric = 'events' AND m.category = '')
    WHERE :each_policy IS NULL OR u.policy = :each_policy)
SELECT (SELECT CASE WHEN :language = 'en' THEN w.en ELSE w.zh END FROM word AS w WHERE w.key = 'complaints_by.' || s.part || CASE s.place WHEN 6 THEN '_all' ELSE '' END) AS part,
    (SELECT group_concat(x, CASE WHEN :language = 'en' THEN ', ' ELSE '、' END) FROM (SELECT o.title || ' ' || o.n AS x FROM said AS o WHERE o.place = s.place ORDER BY o.n DESC, o.title)) AS spread,
    sum(s.n) AS n,
    CASE s.place WHEN 6 THEN t.events WHEN 3 THEN (SELECT sum(k.n) FROM k WHERE k.place = 2 AND k.value = 'communicative') ELSE t.complaints END - sum(s.n) AS blank
FROM said AS s CROSS JOIN total AS t WHERE s.place < 6 OR t.complaints IS NULL OR t.events > t.complaints GROUP BY s.place ORDER BY s.place;
