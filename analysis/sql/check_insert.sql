-- Adds one row that did not meet a check.
-- the columns, the key first
INSERT INTO check_case (
    story, policy, check_name, row_id, event_id, row_kind, state, from_at, limit_at, done_at, lacking, category, site,
    department, month)
VALUES (
    :story, :policy, :check_name, :row_id, :event_id, :row_kind, :state, :from_at, :limit_at, :done_at, :lacking,
    :category, :site, :department, :month);
