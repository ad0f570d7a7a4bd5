-- One row: how many units there are.
SELECT (SELECT count(*) FROM unit WHERE kind = 'department') AS departments, (SELECT count(*) FROM unit WHERE kind = 'site') AS sites,
    (SELECT count(DISTINCT department) FROM now_count WHERE state = 'missed' AND due = 1 AND department <> '') AS behind;
