-- Who has an open socket, and at which process. A process that has not been seen for a while has died, and its sockets with it.

CREATE TABLE nodes (
    id         TEXT NOT NULL CONSTRAINT nodes_pkey PRIMARY KEY,
    seen_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE presence (
    tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    user_id   TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    node_id   TEXT NOT NULL REFERENCES nodes (id) ON DELETE CASCADE,
    CONSTRAINT presence_pkey PRIMARY KEY (user_id, node_id)
) STRICT;
CREATE INDEX presence_of_node ON presence (node_id);
