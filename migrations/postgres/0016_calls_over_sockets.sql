-- What calls over sockets need: on which connection a call was answered, and who has lost all of theirs.

ALTER TABLE calls ADD COLUMN answered_on TEXT COLLATE "C";
-- Since when this person has had no open socket. NULL: they have one, or nobody has looked since they lost it.
ALTER TABLE active_calls ADD COLUMN away_since_ms BIGINT;
