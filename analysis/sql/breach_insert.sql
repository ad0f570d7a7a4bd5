-- Adds one broken rule of a visit.
-- the columns, the key first
INSERT INTO visit_breach (
    story, policy, visit_id, rule, clause, visited_at, site, department, month)
VALUES (
    :story, :policy, :visit_id, :rule, :clause, :visited_at, :site, :department, :month);
