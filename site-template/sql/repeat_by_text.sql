-- One row: one problem that looks the same by its words, the forty latest (total: how many there are); a person has to say
-- whether it is.
SELECT 'warn:confirm' AS mark, category, customer, unit, site, department, n, last, events, (SELECT sum(n) FROM repeat_year WHERE by_text = 1) AS total
FROM repeat_alike ORDER BY last DESC, event_id;
