-- The management edition: every figure; rows of customers masked, staff named.
CREATE TABLE metric AS SELECT * FROM store.metric;
