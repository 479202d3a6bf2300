-- A device takes the pushes of one session: of the newest that named it. An index takes no texts as long as these may be.
CREATE INDEX sessions_device ON sessions (tenant_id, substr(device, 1, 64)) WHERE device IS NOT NULL;
-- A session that has ended has no device.
UPDATE sessions SET device = NULL WHERE revoked_at_ms IS NOT NULL AND device IS NOT NULL;
-- Top-ups that nobody has paid, for the sweep that lets old ones expire.
CREATE INDEX transactions_open_top_ups ON transactions (updated_at_ms, id) WHERE type = 'purchase' AND status = 'pending';
