-- Adds one row that did not meet a check.
-- the columns, the key first
INSERT INTO check_case (
    story, policy, check_name, row_id, event_id, from_at, row_kind, state, limit_at, done_at, lacking, category, site,
    department, month)
VALUES (
    :story, :policy, :check_name, :row_id, :event_id, :from_at, :row_kind, :state, :limit_at, :done_at, :lacking,
    :category, :site, :department, :month);
