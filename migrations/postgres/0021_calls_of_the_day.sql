-- How many calls a person has had today is counted for each profile, by one index for each side. Either can serve its side only: a
-- database that knows nothing of the table yet took the other's and read all that the tenant had that day.
CREATE INDEX calls_made_answered ON calls (tenant_id, caller_id, started_at_ms)
 WHERE status = 'accepted' AND caller_id IS NOT NULL;
CREATE INDEX calls_taken_answered ON calls (tenant_id, callee_id, started_at_ms)
 WHERE status = 'accepted' AND callee_id IS NOT NULL;
DROP INDEX calls_made;
DROP INDEX calls_taken;
