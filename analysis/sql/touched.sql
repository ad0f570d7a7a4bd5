-- One row: a story to be told again.
SELECT t.story FROM touched t WHERE t.story <> 'all' ORDER BY t.story;
