-- Forgets the rows of a run that replaced no figure. :run
DELETE FROM restated_row WHERE run = :run;
