-- The database's roles, before the first migration: run by a superuser, once or again.
--
-- office_owner owns the schema and is what the administrator's verbs work as; each process has a role
-- of its own, whose rights stand in the numbered files. None has a password: who may be which role
-- says pg_hba.conf by the system's user (peer).
DO $$
DECLARE
    role text;
BEGIN
    FOREACH role IN ARRAY ARRAY['office_owner', 'kiosk_api', 'kiosk_enrol', 'office_web',
                                'office_project', 'office_relay'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) THEN
            EXECUTE format('CREATE ROLE %I LOGIN', role);
        END IF;
        EXECUTE format('ALTER ROLE %I NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS',
                       role);
        EXECUTE format('ALTER ROLE %I SET idle_in_transaction_session_timeout = %L', role, '60s');
    END LOOP;
    -- The doctor sees whether the standby is there that PostgreSQL waits for.
    IF NOT pg_has_role('office_owner', 'pg_read_all_stats', 'MEMBER') THEN
        GRANT pg_read_all_stats TO office_owner;
    END IF;
END $$;
-- How long a statement may take, and with it how long the process waits (office/pg.c): below what nginx waits for the
-- process, or work goes on for somebody who has left. tests/lint/timeouts.sh compares.
ALTER ROLE kiosk_api SET statement_timeout = '20s';
ALTER ROLE kiosk_enrol SET statement_timeout = '20s';
ALTER ROLE office_web SET statement_timeout = '30s';
ALTER ROLE office_project SET statement_timeout = '30s';
ALTER ROLE office_relay SET statement_timeout = '30s';
