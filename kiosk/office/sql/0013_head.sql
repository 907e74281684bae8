-- Where the records of a stream end, for the kiosk: one that is told of a gap cannot know what is
-- there behind it.
SET LOCAL search_path = office, pg_temp;

-- 0: none is there. Asked beside api_ingest and api_stream, which look at the caller: what they
-- have just stored counts, so that it must not be part of their caller's plan.
CREATE FUNCTION api_head(k uuid, st uuid) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = office, pg_temp AS $$
BEGIN
    RETURN coalesce((SELECT upper(s.got) - 1 FROM stream s WHERE s.kiosk_id = k AND s.stream_id = st), 0);
END $$;

GRANT EXECUTE ON FUNCTION api_head TO kiosk_api;
