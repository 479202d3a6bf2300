-- What tokens of the Replyke face, which prove themselves, are held to.

-- Such a token made before this moment speaks for the person no longer. NULL: their sessions were never ended.
ALTER TABLE users ADD COLUMN tokens_from_ms BIGINT;
