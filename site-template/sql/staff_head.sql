-- One row: who stands outside the limits. Parameters :month.
SELECT (SELECT count(*) FROM staff_ratio WHERE period = :month AND staff <> '') AS people, (SELECT count(*) FROM staff_ratio WHERE period = :month AND outside = 1) AS outside,
    (SELECT assignments FROM state) AS assignments, (SELECT count(*) FROM visitor_month WHERE month = :month) AS visitors;
