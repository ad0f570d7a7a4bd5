-- Records that an analysis replaced figures of periods that were over.
-- the columns of restating in their order
INSERT OR REPLACE INTO restating (run, before, cause) VALUES (:run, :before, :cause);
