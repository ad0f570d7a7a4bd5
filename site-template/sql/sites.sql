-- One row: one site that gets a page: it has a figure, or a row that somebody has to look at.
SELECT kind, name FROM unit WHERE kind = 'site' ORDER BY name;
