-- One row: a step of a report's way, of that number, as known after a run: its key, no events and no visit, and its columns in
-- the order of policies/row.h, then its own ones.
-- :id, :known the run
SELECT x.report || '/' || x.period || '/' || x.step || '/' || x.at AS id, NULL AS event_ids, NULL AS visit_id,
       x.report, x.period, x.step, x.by_whom, x.to_whom, x.at, x.opinion, x.own
FROM submission x WHERE x.report || '/' || x.period || '/' || x.step || '/' || x.at = :id
AND x.run <= :known AND coalesce(x.run_out, :known + 1) > :known AND x.withdrawn = 0;
