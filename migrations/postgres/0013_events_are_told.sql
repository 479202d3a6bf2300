-- Other processes hear of new events when they are committed. The payload is whose they are; what they say is read.
CREATE FUNCTION tell_of_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('talkamie_events_' || TG_TABLE_SCHEMA, NEW.user_id);
    RETURN NULL;
END
$$;
CREATE TRIGGER events_are_told AFTER INSERT ON events FOR EACH ROW EXECUTE FUNCTION tell_of_event();
