-- The run of the seventh analysis back from now, whose changes and those before it need not be kept.
SELECT a.run FROM analysis a WHERE a.run > (SELECT c.run FROM row_change c WHERE c.list = '') ORDER BY a.run DESC LIMIT 1 OFFSET 6;
