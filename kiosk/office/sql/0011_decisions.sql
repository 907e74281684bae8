-- What was decided here about a kiosk's complaints goes back to its own register (wire/decisions.h).
SET LOCAL search_path = office, pg_temp;

-- The last number of a kiosk's decisions, and what letters to it are sealed with, as it said itself. Not for
-- the heartbeat's table: that one is emptied by a crash, and an answer may be written just then.
CREATE TABLE decision_head (
    kiosk_id uuid PRIMARY KEY,
    seq bigint NOT NULL DEFAULT 0,
    letter_key bytea CHECK (octet_length(letter_key) = 32)
);

-- `letter` is the answer once more, for that kiosk; NULL where its key was not known yet.
ALTER TABLE complaint_act ADD COLUMN seq bigint, ADD COLUMN letter bytea;
UPDATE complaint_act a SET seq = n.seq
FROM (SELECT m.no, row_number() OVER (PARTITION BY m.kiosk_id ORDER BY m.no) AS seq FROM complaint_act m) n
WHERE n.no = a.no;
ALTER TABLE complaint_act ALTER COLUMN seq SET NOT NULL;
CREATE UNIQUE INDEX complaint_act_seq ON complaint_act (kiosk_id, seq);
INSERT INTO decision_head (kiosk_id, seq) SELECT kiosk_id, max(seq) FROM complaint_act GROUP BY kiosk_id;

-- `no` is drawn before its transaction commits, so that a reader may pass over one that comes late.
-- A number of this sequence is seen together with all that are below it: who draws one waits for
-- whoever drew the last.
CREATE FUNCTION number_decision() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
BEGIN
    INSERT INTO decision_head AS h (kiosk_id, seq) VALUES (NEW.kiosk_id, 1)
    ON CONFLICT (kiosk_id) DO UPDATE SET seq = h.seq + 1
    RETURNING h.seq INTO NEW.seq;
    RETURN NEW;
END $$;
CREATE TRIGGER complaint_act_is_numbered BEFORE INSERT ON complaint_act
    FOR EACH ROW EXECUTE FUNCTION number_decision();

-- An answer that is erased is erased wherever it stands.
CREATE FUNCTION erase_letter() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
BEGIN
    NEW.letter := NULL;
    RETURN NEW;
END $$;
CREATE TRIGGER complaint_act_loses_its_letter BEFORE UPDATE OF answer ON complaint_act
    FOR EACH ROW WHEN (NEW.answer IS NULL) EXECUTE FUNCTION erase_letter();

-- A kiosk's own decisions beyond `after`; without any, one row of nulls that says how far it is.
CREATE FUNCTION api_decisions(k uuid, cert text, after bigint, most int)
RETURNS TABLE (seq bigint, number text, act text, weight text, at_ms bigint, letter bytea, head bigint,
               server_ms bigint, incarnation text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
#variable_conflict use_column
BEGIN
    PERFORM check_kiosk(k, cert);
    RETURN QUERY
    SELECT d.seq, d.number, d.act, d.weight, (extract(epoch FROM d.at) * 1000)::bigint,
           CASE WHEN c.erased_at IS NULL THEN d.letter END, h.seq, now_ms(), m.value
    FROM meta m
    CROSS JOIN (SELECT coalesce(max(p.seq), 0) AS seq FROM decision_head p WHERE p.kiosk_id = k) h
    LEFT JOIN (SELECT o.seq, o.number, o.act, o.weight, o.at, o.letter FROM complaint_act o
               WHERE o.kiosk_id = k AND o.seq > after ORDER BY o.seq LIMIT most) d ON true
    LEFT JOIN complaint c ON c.kiosk_id = k AND c.number = d.number
    WHERE m.key = 'incarnation'
    ORDER BY d.seq;
END $$;

-- It tells of decisions, and takes the kiosk's key along.
DROP FUNCTION api_heartbeat(uuid, text, jsonb);
CREATE FUNCTION api_heartbeat(k uuid, cert text, said jsonb, OUT server_ms bigint, OUT incarnation text, OUT decisions bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE
    said_key bytea;
    known_key bytea;
BEGIN
    PERFORM check_kiosk(k, cert);
    PERFORM retire_old_certificate(k, cert);
    INSERT INTO heartbeat (kiosk_id, at, body) VALUES (k, clock_timestamp(), said)
    ON CONFLICT (kiosk_id) DO UPDATE SET at = excluded.at, body = excluded.body;
    SELECT h.seq, h.letter_key INTO decisions, known_key FROM decision_head h WHERE h.kiosk_id = k;
    decisions := coalesce(decisions, 0);
    said_key := decode(said ->> 'letter_key', 'base64');
    IF said_key IS DISTINCT FROM known_key AND said_key IS NOT NULL THEN
        INSERT INTO decision_head AS h (kiosk_id, letter_key) VALUES (k, said_key)
        ON CONFLICT (kiosk_id) DO UPDATE SET letter_key = excluded.letter_key;
    END IF;
    server_ms := now_ms();
    SELECT value INTO incarnation FROM meta WHERE key = 'incarnation';
END $$;

REVOKE ALL ON FUNCTION number_decision, erase_letter, api_decisions, api_heartbeat FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_decisions, api_heartbeat TO kiosk_api;
GRANT SELECT ON decision_head TO office_web;
GRANT INSERT (letter) ON complaint_act TO office_web;
