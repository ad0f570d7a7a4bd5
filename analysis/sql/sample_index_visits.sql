-- Visits by day: made when a policy draws samples, so that nobody else pays for it.
CREATE INDEX IF NOT EXISTS visit_made ON visit(visited_at) WHERE run_out IS NULL;
