-- On the first machine, once, by its superuser, with no daemon running: moves partitions of events to the second
-- one, with what they hold, in one transaction.
--
--   psql -v ON_ERROR_STOP=1 -v remainders='{4,5,6,7}' -v host=10.0.0.2 -v port=5432 -v dbname=anjungan_events \
--        -d anjungan -f first-node.sql
--
-- Whoever may read or write events here does so there as office_owner. How this machine proves itself to the
-- second one is for options of the user mapping: sslcert and sslkey, files that PostgreSQL alone can read.
BEGIN;
CREATE EXTENSION IF NOT EXISTS postgres_fdw;
-- A commit here is a commit there first: what was acknowledged is on both machines' disks.
CREATE SERVER second_node FOREIGN DATA WRAPPER postgres_fdw
    OPTIONS (host :'host', port :'port', dbname :'dbname', use_remote_estimate 'off', fetch_size '5000',
             batch_size '200');
CREATE USER MAPPING FOR PUBLIC SERVER second_node OPTIONS (user 'office_owner', password_required 'false');
GRANT USAGE ON FOREIGN SERVER second_node TO office_owner;
SET ROLE office_owner;
SELECT format($sql$
ALTER TABLE office.event DETACH PARTITION office.event_%1$s;
ALTER TABLE office.event_%1$s RENAME TO event_%1$s_before;
CREATE FOREIGN TABLE office.event_%1$s PARTITION OF office.event FOR VALUES WITH (MODULUS 8, REMAINDER %1$s)
    SERVER second_node OPTIONS (schema_name 'office', table_name 'event_%1$s');
INSERT INTO office.event_%1$s SELECT * FROM office.event_%1$s_before;
DROP TABLE office.event_%1$s_before;
$sql$, remainder) FROM unnest(:'remainders'::int[]) AS r(remainder) \gexec
COMMIT;
