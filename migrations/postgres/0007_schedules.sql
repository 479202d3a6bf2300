-- Schedules and availability: what the lists need, and that nobody is in two calls at once.

ALTER TABLE schedules ADD COLUMN title_search TEXT NOT NULL DEFAULT '';
ALTER TABLE schedules ADD COLUMN created_at_ms BIGINT NOT NULL DEFAULT 0;
-- The latest moment for which its people were reminded: a reminder that is done twice is none the second time.
ALTER TABLE schedules ADD COLUMN reminded_ms BIGINT NOT NULL DEFAULT 0;
ALTER TABLE schedules ADD COLUMN updated_at_ms BIGINT NOT NULL DEFAULT 0
    CONSTRAINT schedules_two CHECK (senior_id <> volunteer_id)
    -- A longer one could overlap its own next day; and what may overlap is looked for no farther than that.
    CONSTRAINT schedules_length CHECK (to_ms - from_ms <= 86400000);

-- A person's single calls in the order of the lists (a person's calls never overlap, so the order of their ends is that of
-- their starts), and apart from them the few that repeat.
DROP INDEX schedules_of_senior;
DROP INDEX schedules_of_volunteer;
CREATE INDEX schedules_once_of_senior ON schedules (tenant_id, senior_id, to_ms, id) WHERE recurrence = 'none';
CREATE INDEX schedules_once_of_volunteer ON schedules (tenant_id, volunteer_id, to_ms, id) WHERE recurrence = 'none';
CREATE INDEX schedules_repeated_of_senior ON schedules (tenant_id, senior_id) WHERE recurrence <> 'none';
CREATE INDEX schedules_repeated_of_volunteer ON schedules (tenant_id, volunteer_id) WHERE recurrence <> 'none';

-- No two calls of a person share a moment, whoever writes: the rule of domain::availability::overlap. Which of a
-- person's calls are looked at is bounded as in the store: no call is longer than a day.
-- In this database's own words:
CREATE FUNCTION schedules_refuse_overlap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Others who book for one of the two wait here, and then see what was booked: each statement has a snapshot of its own.
    PERFORM 1
       FROM users
      WHERE tenant_id = NEW.tenant_id AND id IN (NEW.senior_id, NEW.volunteer_id)
      ORDER BY id
        FOR NO KEY UPDATE;
    IF EXISTS (
        SELECT 1
          FROM (SELECT CASE NEW.recurrence WHEN 'daily' THEN 86400000 ELSE 604800000 END AS period_ms) AS n,
               (
                   SELECT id, from_ms, to_ms, recurrence, CASE recurrence WHEN 'daily' THEN 86400000 ELSE 604800000 END AS period_ms
                     FROM schedules
                    WHERE tenant_id = NEW.tenant_id AND senior_id IN (NEW.senior_id, NEW.volunteer_id) AND recurrence = 'none'
                      AND to_ms > NEW.from_ms AND (NEW.recurrence <> 'none' OR to_ms < NEW.to_ms + 86400000)
                   UNION ALL
                   SELECT id, from_ms, to_ms, recurrence, CASE recurrence WHEN 'daily' THEN 86400000 ELSE 604800000 END AS period_ms
                     FROM schedules
                    WHERE tenant_id = NEW.tenant_id AND volunteer_id IN (NEW.senior_id, NEW.volunteer_id) AND recurrence = 'none'
                      AND to_ms > NEW.from_ms AND (NEW.recurrence <> 'none' OR to_ms < NEW.to_ms + 86400000)
                   UNION ALL
                   SELECT id, from_ms, to_ms, recurrence, CASE recurrence WHEN 'daily' THEN 86400000 ELSE 604800000 END AS period_ms
                     FROM schedules
                    WHERE tenant_id = NEW.tenant_id AND senior_id IN (NEW.senior_id, NEW.volunteer_id) AND recurrence <> 'none'
                   UNION ALL
                   SELECT id, from_ms, to_ms, recurrence, CASE recurrence WHEN 'daily' THEN 86400000 ELSE 604800000 END AS period_ms
                     FROM schedules
                    WHERE tenant_id = NEW.tenant_id AND volunteer_id IN (NEW.senior_id, NEW.volunteer_id) AND recurrence <> 'none'
               ) AS s
         WHERE s.id <> NEW.id AND
               CASE
                   WHEN s.recurrence = 'none' AND NEW.recurrence = 'none'
                       THEN s.from_ms < NEW.to_ms AND NEW.from_ms < s.to_ms
                   -- A single call meets the last occurrence that starts before it ends, or none.
                   WHEN s.recurrence = 'none'
                       THEN s.to_ms > NEW.from_ms
                            AND NEW.from_ms + (s.to_ms - 1 - NEW.from_ms) / n.period_ms * n.period_ms + NEW.to_ms - NEW.from_ms > s.from_ms
                   WHEN NEW.recurrence = 'none'
                       THEN NEW.to_ms > s.from_ms
                            AND s.from_ms + (NEW.to_ms - 1 - s.from_ms) / s.period_ms * s.period_ms + s.to_ms - s.from_ms > NEW.from_ms
                   -- Two that repeat meet modulo the shorter period.
                   WHEN s.period_ms < n.period_ms
                       THEN ((NEW.from_ms - s.from_ms) % s.period_ms + s.period_ms) % s.period_ms < s.to_ms - s.from_ms
                            OR s.period_ms - ((NEW.from_ms - s.from_ms) % s.period_ms + s.period_ms) % s.period_ms < NEW.to_ms - NEW.from_ms
                   ELSE ((NEW.from_ms - s.from_ms) % n.period_ms + n.period_ms) % n.period_ms < s.to_ms - s.from_ms
                        OR n.period_ms - ((NEW.from_ms - s.from_ms) % n.period_ms + n.period_ms) % n.period_ms < NEW.to_ms - NEW.from_ms
               END
    ) THEN
        RAISE EXCEPTION 'schedules_no_overlap' USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'schedules_no_overlap';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER schedules_no_overlap_when_added BEFORE INSERT ON schedules
    FOR EACH ROW EXECUTE FUNCTION schedules_refuse_overlap();
CREATE TRIGGER schedules_no_overlap_when_changed BEFORE UPDATE OF from_ms, to_ms, recurrence, senior_id, volunteer_id ON schedules
    FOR EACH ROW EXECUTE FUNCTION schedules_refuse_overlap();
