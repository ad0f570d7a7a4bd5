-- Forgets the parts of a run that replaced no figure. :run
DELETE FROM restated_part WHERE run = :run;
