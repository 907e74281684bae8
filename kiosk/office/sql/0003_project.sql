-- Turns events into the tables that pages read.
SET LOCAL search_path = office, pg_temp;

GRANT USAGE ON SCHEMA office TO office_project;
