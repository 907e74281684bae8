-- On the second machine, once, in a database of its own, by its superuser: the partitions of events that lie here.
--
--   psql -v ON_ERROR_STOP=1 -v remainders='{4,5,6,7}' -d anjungan_events -f second-node.sql
--
-- The first machine comes as office_owner and may do nothing else here.
SELECT NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'office_owner') AS is_new \gset
\if :is_new
CREATE ROLE office_owner LOGIN;
\endif
CREATE SCHEMA office AUTHORIZATION office_owner;
SET ROLE office_owner;
SELECT format($sql$
CREATE TABLE office.event_%1$s (
    kiosk_id uuid NOT NULL,
    stream_id uuid NOT NULL,
    seq bigint NOT NULL CHECK (seq > 0),
    id uuid NOT NULL,
    kind text NOT NULL,
    session_id uuid,
    at timestamptz,
    quality smallint NOT NULL,
    rec bytea NOT NULL,
    body jsonb,
    sha bytea NOT NULL,
    is_quarantined boolean NOT NULL DEFAULT false,
    received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (kiosk_id, stream_id, seq),
    UNIQUE (kiosk_id, id)
)$sql$, remainder) FROM unnest(:'remainders'::int[]) AS r(remainder) \gexec
