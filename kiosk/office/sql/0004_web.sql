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

GRANT USAGE ON SCHEMA office TO office_web;
GRANT SELECT, INSERT, UPDATE, DELETE ON login_limit TO office_web;
GRANT SELECT, INSERT, UPDATE, DELETE ON web_session TO office_web;
GRANT SELECT, INSERT ON account TO office_web;
GRANT UPDATE (shown, role, hash, must_change, is_disabled) ON account TO office_web;
GRANT SELECT, INSERT ON audit TO office_web;
