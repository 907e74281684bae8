-- That no catalogue is published yet is the first state of every office, and no error: an error would stand in the
-- database's log each time a kiosk asks.
CREATE OR REPLACE FUNCTION api_catalogue(k uuid, cert text, catalogue_name text, known_tag text, OUT tag text, OUT file bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
BEGIN
    PERFORM check_kiosk(k, cert);
    SELECT c.tag, CASE WHEN c.tag IS DISTINCT FROM known_tag THEN c.file END INTO tag, file
    FROM catalogue c WHERE c.name = catalogue_name ORDER BY c.version DESC LIMIT 1;
END $$;
