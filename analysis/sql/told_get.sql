-- One row: a part of what the last analysis knew of a story, in order of time.
-- :story
SELECT t.part, t.facts FROM told t WHERE t.story = :story ORDER BY t.part;
