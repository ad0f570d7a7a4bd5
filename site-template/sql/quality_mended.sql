-- One row: one entry that was closed: which row, since when it waited, which row closed it.
SELECT path || ':' || line AS row, reason, field, since_on, closed_on, by_path || ':' || by_line AS by_row FROM mended ORDER BY closed_on DESC, path, line;
