-- Kiosks that a restored office does not know any more: enrolled, or renewed, after the backup was
-- made. Their certificates are good (nginx has checked them), their rows are lost.
SET LOCAL search_path = office, pg_temp;

CREATE TABLE knock (
    kiosk_id uuid NOT NULL,
    serial text NOT NULL,
    device text NOT NULL, -- as it calls itself; '' until it says
    first_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    last_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (kiosk_id, serial)
);

-- Those that may be adopted: not where the row's own certificate was worked with since the restore,
-- or is revoked.
CREATE VIEW knocking AS
    SELECT n.kiosk_id, n.serial, n.device, n.first_at, n.last_at
    FROM knock n
    WHERE n.last_at > (SELECT value::timestamptz FROM meta WHERE key = 'restored_at')
      AND NOT EXISTS (SELECT FROM kiosk k LEFT JOIN heartbeat h USING (kiosk_id)
                      WHERE k.kiosk_id = n.kiosk_id
                        AND (k.revoked_at IS NOT NULL OR k.relayed_by IS NOT NULL OR k.may_relay
                             OR lower(n.serial) IN (lower(k.serial), lower(k.old_serial))
                             OR h.at > (SELECT value::timestamptz FROM meta WHERE key = 'restored_at')));

-- Who was refused. Kept in a restored office alone, once a minute of each, and not without end.
CREATE FUNCTION api_knock(k uuid, cert text, device_name text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM meta WHERE key = 'restored_at') OR cert = ''
            OR EXISTS (SELECT FROM kiosk WHERE kiosk_id = k AND revoked_at IS NOT NULL)
            OR (SELECT count(*) FROM knock) >= 10000 THEN
        RETURN;
    END IF;
    INSERT INTO knock AS n (kiosk_id, serial, device) VALUES (k, cert, device_name)
    ON CONFLICT (kiosk_id, serial) DO UPDATE SET last_at = clock_timestamp(),
        device = CASE WHEN excluded.device <> '' THEN excluded.device ELSE n.device END
    WHERE n.last_at < clock_timestamp() - interval '1 minute' OR (n.device = '' AND excluded.device <> '');
END $$;

GRANT EXECUTE ON FUNCTION api_knock TO kiosk_api;
