-- A story does not change by itself any more.
-- :story
DELETE FROM story_due WHERE story = :story;
