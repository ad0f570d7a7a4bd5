-- One row: when the strands of a story change by themselves.
-- :story
SELECT d.strands FROM story_due d WHERE d.story = :story;
