-- Events by the day of acceptance: made when a policy draws samples, so that nobody else pays for it.
CREATE INDEX IF NOT EXISTS event_accepted ON event(accepted_at) WHERE run_out IS NULL;
