-- One row: one department that gets a page: it has a figure, or a row that somebody has to look at.
SELECT 'department' AS kind, scope AS name FROM (SELECT scope FROM metric WHERE scope_kind = 'department' UNION SELECT department FROM obligation) AS d
WHERE scope <> '' ORDER BY scope;
