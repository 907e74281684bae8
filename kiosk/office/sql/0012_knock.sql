-- Kiosks that a restored office does not know any more: enrolled, or renewed, after the backup was
-- made. Their certificates are good (nginx has checked them), their rows are lost.
SET LOCAL search_path = office, pg_temp;

CREATE TABLE knock (
    kiosk_id uuid NOT NULL,
    serial text NOT NULL,
    device text NOT NULL, -- as it calls itself; '' until it says
    first_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    last_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    ends_at timestamptz, -- its certificate; NULL: nginx's configuration is older and does not say
    PRIMARY KEY (kiosk_id, serial)
);

-- Those that may be adopted: not where the row's own certificate was worked with since the restore,
-- or is revoked, nor with one that ends before the row's own: that one came later and took its place.
CREATE VIEW knocking AS
    SELECT n.kiosk_id, n.serial, n.device, n.first_at, n.last_at, n.ends_at
    FROM knock n
    WHERE n.last_at > (SELECT value::timestamptz FROM meta WHERE key = 'restored_at')
      AND NOT EXISTS (SELECT FROM kiosk k LEFT JOIN heartbeat h USING (kiosk_id)
                      WHERE k.kiosk_id = n.kiosk_id
                        AND (k.revoked_at IS NOT NULL OR k.relayed_by IS NOT NULL OR k.may_relay
                             OR n.ends_at <= k.not_after
                             OR lower(n.serial) IN (lower(k.serial), lower(k.old_serial))
                             OR h.at > (SELECT value::timestamptz FROM meta WHERE key = 'restored_at')));

-- Who was refused. Kept in a restored office alone, once a minute of each, and not without end: whom
-- it does not know yet finds no room beyond 10000. What knocked before the last restore makes room.
CREATE FUNCTION api_knock(k uuid, cert text, device_name text, ends text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE
    restored timestamptz := (SELECT value::timestamptz FROM meta WHERE key = 'restored_at');
BEGIN
    IF restored IS NULL OR cert = '' OR EXISTS (SELECT FROM kiosk WHERE kiosk_id = k AND revoked_at IS NOT NULL) THEN
        RETURN;
    END IF;
    IF NOT EXISTS (SELECT FROM knock WHERE kiosk_id = k AND serial = cert) THEN
        DELETE FROM knock WHERE last_at <= restored;
        IF (SELECT count(*) FROM knock) >= 10000 THEN
            RETURN;
        END IF;
    END IF;
    INSERT INTO knock AS n (kiosk_id, serial, device, ends_at)
    VALUES (k, cert, device_name, nullif(ends, '')::timestamptz)
    ON CONFLICT (kiosk_id, serial) DO UPDATE SET last_at = clock_timestamp(),
        device = CASE WHEN excluded.device <> '' THEN excluded.device ELSE n.device END,
        ends_at = coalesce(excluded.ends_at, n.ends_at)
    WHERE n.last_at < clock_timestamp() - interval '1 minute' OR (n.device = '' AND excluded.device <> '');
END $$;

GRANT EXECUTE ON FUNCTION api_knock TO kiosk_api;
