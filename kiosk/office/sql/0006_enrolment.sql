-- How a kiosk becomes one of ours, and stays it: role kiosk_enrol executes these functions and touches
-- no table. It holds the authority's key; what kiosks send is out of its reach.
SET LOCAL search_path = office, pg_temp;

-- SHA-256 of the public key that used the code: a kiosk that lost the answer asks again with its key.
ALTER TABLE enrolment ADD COLUMN key_hash bytea;

-- Takes a one-time code for the certificate `new_serial` of the kiosk `k`. `outcome`: "ok", "wrong", "used",
-- "expired", "tries". Nothing is raised: a wrong code must be counted, and an exception would undo that.
--
-- Nobody knows which code a wrong one was meant to be, so it counts against all that are open: five wrong
-- ones end them. What is compared is the digest of salt and code; how long that takes says
-- nothing of the code.
CREATE FUNCTION api_enrol(code text, k uuid, device_name text, new_serial text, new_not_after_ms bigint, new_key_hash bytea,
                          OUT outcome text, OUT kiosk_id uuid, OUT server_ms bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
#variable_conflict use_column
DECLARE
    e enrolment;
BEGIN
    PERFORM check_durable();
    PERFORM 1 FROM enrolment WHERE expires_at > clock_timestamp() - interval '1 day' ORDER BY code_hash FOR UPDATE;
    server_ms := now_ms();
    SELECT * INTO e FROM enrolment
    WHERE expires_at > clock_timestamp() - interval '1 day'
      AND code_hash = sha256(salt || convert_to(api_enrol.code, 'UTF8'));
    IF NOT FOUND THEN
        UPDATE enrolment SET tries = tries + 1
        WHERE kiosk_id IS NULL AND expires_at > clock_timestamp() AND tries < 5;
        outcome := 'wrong';
    ELSIF e.kiosk_id IS NOT NULL AND (e.key_hash IS DISTINCT FROM new_key_hash OR e.expires_at <= clock_timestamp()) THEN
        outcome := 'used';
    ELSIF e.tries >= 5 THEN
        outcome := 'tries';
    ELSIF e.expires_at <= clock_timestamp() THEN
        outcome := 'expired';
    ELSIF e.kiosk_id IS NOT NULL THEN
        -- The same kiosk, which has not heard that it is one.
        UPDATE kiosk SET serial = new_serial, not_after = to_timestamp(new_not_after_ms / 1000.0)
        WHERE kiosk.kiosk_id = e.kiosk_id AND revoked_at IS NULL;
        outcome := CASE WHEN FOUND THEN 'ok' ELSE 'used' END;
        kiosk_id := e.kiosk_id;
    ELSE
        INSERT INTO kiosk (kiosk_id, device, note, serial, not_after, enrolled_by)
        VALUES (k, device_name, e.note, new_serial, to_timestamp(new_not_after_ms / 1000.0), e.made_by)
        -- It proved that it was this one, and whoever made the code wants it again.
        ON CONFLICT ON CONSTRAINT kiosk_pkey DO UPDATE SET
            device = excluded.device, note = CASE WHEN excluded.note <> '' THEN excluded.note ELSE kiosk.note END,
            serial = excluded.serial, old_serial = NULL, not_after = excluded.not_after, enrolled_at = clock_timestamp(),
            enrolled_by = excluded.enrolled_by, revoked_at = NULL, revoked_by = NULL
        WHERE kiosk.relayed_by IS NULL;
        IF NOT FOUND THEN
            outcome := 'used';
            RETURN;
        END IF;
        UPDATE enrolment SET kiosk_id = k, key_hash = new_key_hash WHERE code_hash = e.code_hash;
        outcome := 'ok';
        kiosk_id := k;
    END IF;
END $$;

-- Which kiosk this code and key are already, so that its certificate says its number; NULL: none yet.
CREATE FUNCTION api_enrol_known(code text, new_key_hash bytea) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = office, pg_temp AS $$
    SELECT e.kiosk_id FROM enrolment e
    WHERE e.expires_at > clock_timestamp() AND e.key_hash = new_key_hash
      AND e.code_hash = sha256(e.salt || convert_to(code, 'UTF8'))
$$;

-- Another certificate. The one that asks stays good until the kiosk works with the new one: the
-- answer may be lost, and the kiosk then asks again.
CREATE FUNCTION api_renew(k uuid, cert text, new_serial text, new_not_after_ms bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
BEGIN
    PERFORM check_durable();
    PERFORM 1 FROM kiosk WHERE kiosk_id = k FOR UPDATE;
    PERFORM check_kiosk(k, cert);
    UPDATE kiosk SET old_serial = cert, serial = new_serial, not_after = to_timestamp(new_not_after_ms / 1000.0)
    WHERE kiosk_id = k;
    RETURN now_ms();
END $$;

GRANT USAGE ON SCHEMA office TO kiosk_enrol;
GRANT EXECUTE ON FUNCTION api_enrol, api_enrol_known, api_renew TO kiosk_enrol;
