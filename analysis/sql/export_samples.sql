-- One row: an event that is drawn, in the columns of `huifang export samples`.
SELECT policy, sample, period, site, place, event_id
FROM sample_draw;
