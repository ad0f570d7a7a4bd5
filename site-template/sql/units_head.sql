-- One row: how many units there are. Parameters :month.
SELECT (SELECT count(DISTINCT scope) FROM metric WHERE scope_kind = 'department' AND scope <> '') AS departments, (SELECT count(DISTINCT scope) FROM metric WHERE scope_kind = 'site' AND scope <> '') AS sites,
    (SELECT count(*) FROM (SELECT 1 FROM obligation WHERE month = :month AND state = 'missed' AND due = 1 AND department <> '' GROUP BY department) AS d) AS behind;
