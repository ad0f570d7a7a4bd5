-- One row: a custody row in force, with the number of its form, that names somebody whose approvals changed after a run, by code or by name.
-- :before the run
WITH changed(staff) AS (SELECT g.staff FROM access_grant g WHERE g.run > :before OR g.run_out > :before),
    named(who) AS (SELECT c.staff FROM changed c UNION SELECT s.name FROM changed c JOIN staff s ON s.staff = c.staff WHERE s.name IS NOT NULL
        UNION SELECT s.staff FROM changed c JOIN staff s ON s.name = c.staff)
SELECT x.form_no || '/' || x.step || '/' || x.at AS id, x.form_no FROM custody x
WHERE x.run_out IS NULL AND (x.by_whom IN (SELECT n.who FROM named n) OR x.to_whom IN (SELECT n.who FROM named n));
