-- What the pages' process may do, and the limits of its sign-in.
SET LOCAL search_path = office, pg_temp;

-- Wrong passwords, of a name (its SHA-256) or an address; office/web/limit.h.
CREATE TABLE login_limit (
    subject text PRIMARY KEY,
    failures int NOT NULL DEFAULT 0,
    until_ms bigint NOT NULL DEFAULT 0,
    at_ms bigint NOT NULL DEFAULT 0
);
ALTER TABLE account DROP COLUMN failures, DROP COLUMN locked_until;
CREATE INDEX web_session_account ON web_session (account);
CREATE INDEX event_quarantined ON event (kiosk_id, stream_id) WHERE is_quarantined;

GRANT USAGE ON SCHEMA office TO office_web;
GRANT SELECT, INSERT, UPDATE, DELETE ON login_limit TO office_web;
GRANT SELECT, INSERT, UPDATE, DELETE ON web_session TO office_web;
GRANT SELECT, INSERT ON account TO office_web;
GRANT UPDATE (shown, role, hash, must_change, is_disabled) ON account TO office_web;
GRANT SELECT, INSERT ON audit TO office_web; -- never changed, never removed

GRANT SELECT ON kiosk, heartbeat, stream, unread TO office_web;
GRANT UPDATE (revoked_at, revoked_by) ON kiosk TO office_web;
GRANT SELECT (kiosk_id, stream_id, seq, kind, is_quarantined, received_at) ON event TO office_web;
-- A code is made here and used by kiosk_enrol; its digest stays out of reach.
GRANT SELECT (note, made_by, expires_at, tries, kiosk_id) ON enrolment TO office_web;
GRANT INSERT (code_hash, salt, note, made_by, expires_at) ON enrolment TO office_web;
