-- Every act writes events, some of them several: what each costs counts. On SQLite there is nothing to save.
-- In this database's own words:

-- Whoever an event is for is there, and so is their tenant. Looking for it as well held the one row of the tenant in every transaction.
ALTER TABLE events DROP CONSTRAINT events_tenant_id_fkey;
ALTER TABLE event_counters DROP CONSTRAINT event_counters_tenant_id_fkey;

-- Once for each person of a transaction, not for each event.
DROP TRIGGER events_are_told ON events;
CREATE TRIGGER events_are_told AFTER INSERT OR UPDATE ON event_counters FOR EACH ROW EXECUTE FUNCTION tell_of_event();
