-- Removes one broken rule of a visit.
-- the key
DELETE FROM visit_breach
WHERE story = :story AND policy = :policy AND visit_id = :visit_id AND rule = :rule;
