-- One row: one customer in one count by customer in the sheet's period, those with most; then the others together, then what names none.
-- Parameters :each_policy, :each_period, :language.
WITH k AS (SELECT * FROM customer_count WHERE policy = :each_policy AND period = :each_period),
line(position, name, last, place, customer, unit, site, n, parts) AS (
    SELECT position, name, 0, place, customer, unit, site, n, parts FROM k WHERE place IS NOT NULL
    UNION ALL SELECT position, name, 1, NULL, CASE WHEN :language = 'en' THEN (customers - max(place)) || ' others' ELSE '其他 ' || (customers - max(place)) || ' 户' END, '', '', total - sum(n), ''
        FROM k WHERE place IS NOT NULL GROUP BY position, name, customers, total HAVING customers > max(place)
    UNION ALL SELECT position, name, 2, NULL, CASE WHEN :language = 'en' THEN 'no customer named' ELSE '没有登记客户' END, '', '', n, parts FROM k WHERE place IS NULL)
SELECT CASE WHEN :language = 'en' THEN p.en ELSE p.zh END AS count, CASE WHEN :language = 'en' THEN 'clause ' ELSE '条款 ' END || p.clause
        || coalesce((SELECT CASE WHEN :language = 'en' THEN '; customers: ' || k.customers || ', cases: ' || k.total ELSE '；' || k.customers || ' 户，' || k.total || ' 件' END FROM k WHERE k.name = l.name LIMIT 1), '') AS clause,
    l.customer, l.unit, l.site, l.n, l.parts
FROM line AS l JOIN policy_count AS p ON p.policy = :each_policy AND p.name = l.name ORDER BY l.position, l.last, l.place;
