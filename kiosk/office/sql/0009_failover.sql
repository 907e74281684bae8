-- What a database says of itself after another one's end.
SET LOCAL search_path = office, pg_temp;

-- The incarnation that kiosks are told. A standby that took over, or a database that was set back
-- to a moment of its archive, may lack what was told before, and a kiosk at rest would not ask:
-- PostgreSQL counts such turns in its timeline, and each is another incarnation. On the first it is
-- the one that is kept. One expression, so that it becomes part of the caller's plan.
CREATE FUNCTION api_incarnation(kept text) RETURNS text LANGUAGE sql AS $$
    SELECT CASE substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) WHEN '00000001' THEN kept
           ELSE md5(kept || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::uuid::text END
$$;

GRANT EXECUTE ON FUNCTION api_incarnation TO kiosk_api;
