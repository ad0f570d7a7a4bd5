-- One row: the customer of that number, as known after a run; none when unknown or withdrawn.
-- :customer, :known the run
SELECT a.type, a.since, a.amount, a.own FROM customer a
WHERE a.customer_id = :customer AND a.run_out IS NULL AND a.run <= :known AND a.withdrawn = 0
UNION ALL
SELECT b.type, b.since, b.amount, b.own FROM customer b
WHERE b.customer_id = :customer AND b.run_out > :known AND b.run <= :known AND b.withdrawn = 0;
