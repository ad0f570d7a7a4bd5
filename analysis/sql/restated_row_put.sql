-- Notes a row that made the telling of a part another.
-- the columns of restated_row in their order
INSERT OR IGNORE INTO restated_row (run, part, log, record_key) VALUES (:run, :part, :log, :record_key);
