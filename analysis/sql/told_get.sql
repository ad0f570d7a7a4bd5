-- One row: what the last analysis knew of a story.
-- :story
SELECT t.facts FROM told t WHERE t.story = :story;
