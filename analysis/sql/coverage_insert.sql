-- Adds one project of a coverage rule.
-- the columns, the key first
INSERT INTO coverage_case (
    story, policy, event_id, category, visits, required, last_day, state, next_stage, next_day, site,
    department, month)
VALUES (
    :story, :policy, :event_id, :category, :visits, :required, :last_day, :state, :next_stage,
    :next_day, :site, :department, :month);
