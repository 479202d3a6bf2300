-- Who has an open socket, and at which process. A process that has not been seen for a while has died, and its sockets with it.

CREATE TABLE nodes (
    id         TEXT COLLATE "C" NOT NULL CONSTRAINT nodes_pkey PRIMARY KEY,
    seen_at_ms BIGINT NOT NULL
);

CREATE TABLE presence (
    tenant_id TEXT COLLATE "C" NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    user_id   TEXT COLLATE "C" NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    node_id   TEXT COLLATE "C" NOT NULL REFERENCES nodes (id) ON DELETE CASCADE,
    CONSTRAINT presence_pkey PRIMARY KEY (user_id, node_id)
);
CREATE INDEX presence_of_node ON presence (node_id);
-- In this database's own words:

-- Other processes hear of new events when they are committed. The payload is whose they are; what they say is read. Processes that
-- tell each other in another way set talkamie.silent: a commit that notifies holds up all others that do.
CREATE FUNCTION tell_of_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('talkamie.silent', true) IS DISTINCT FROM 'on' THEN
        PERFORM pg_notify('talkamie_events_' || TG_TABLE_SCHEMA, NEW.user_id);
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER events_are_told AFTER INSERT ON events FOR EACH ROW EXECUTE FUNCTION tell_of_event();
