-- One row: one site that gets a page: it has a figure, or a row that somebody has to look at.
SELECT 'site' AS kind, scope AS name FROM (SELECT scope FROM metric WHERE scope_kind = 'site' UNION SELECT site FROM obligation) AS s WHERE scope <> '' ORDER BY scope;
