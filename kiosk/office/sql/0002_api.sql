-- What kiosks may do: role kiosk_api executes these functions and touches no table.
--
-- Each call names the kiosk and the serial number of its certificate, which nginx has checked. What a
-- function refuses it raises with a code of class AN (office/pg.h).
SET LOCAL search_path = office, pg_temp;

INSERT INTO meta (key, value) VALUES ('incarnation', gen_random_uuid()::text);

-- An answer is a promise: what it says is stored must survive a power cut.
CREATE FUNCTION check_durable() RETURNS void LANGUAGE plpgsql STABLE SET search_path = office, pg_temp AS $$
BEGIN
    IF current_setting('fsync') = 'off' OR current_setting('full_page_writes') = 'off'
            OR current_setting('synchronous_commit') NOT IN ('on', 'remote_apply') THEN
        RAISE 'fsync, full_page_writes or synchronous_commit is off, or the last less than on' USING ERRCODE = 'AN503';
    END IF;
END $$;

-- Raises unless `k` is enrolled, not revoked, and `cert` the certificate that counts: the newest, or
-- the one before it until the kiosk worked with the newest (see retire_old_certificate).
CREATE FUNCTION check_kiosk(k uuid, cert text) RETURNS void LANGUAGE plpgsql SET search_path = office, pg_temp AS $$
DECLARE
    known kiosk;
BEGIN
    SELECT * INTO known FROM kiosk WHERE kiosk_id = k;
    IF NOT FOUND OR known.revoked_at IS NOT NULL OR cert = '' THEN
        RAISE 'this kiosk is not enrolled, or revoked' USING ERRCODE = 'AN403';
    END IF;
    IF lower(known.serial) <> lower(cert) AND (known.old_serial IS NULL OR lower(known.old_serial) <> lower(cert)) THEN
        RAISE 'this certificate is no longer the kiosk''s' USING ERRCODE = 'AN403';
    END IF;
END $$;

-- A kiosk that sends records or says how it is has put the certificate it does so with in its place. What only
-- fetches is no such sign: a kiosk tries a new certificate before it keeps it, and may fail in between.
CREATE FUNCTION retire_old_certificate(k uuid, cert text) RETURNS void LANGUAGE sql SET search_path = office, pg_temp AS $$
    UPDATE kiosk SET old_serial = NULL WHERE kiosk_id = k AND lower(serial) = lower(cert) AND old_serial IS NOT NULL;
$$;

CREATE FUNCTION now_ms() RETURNS bigint LANGUAGE sql VOLATILE SET search_path = office, pg_temp AS
    $$ SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint $$;

-- The first gaps after `reach`: {{a,b},…}, both ends missing.
CREATE FUNCTION gaps_after(got int8multirange, reach bigint) RETURNS bigint[] LANGUAGE sql IMMUTABLE SET search_path = office, pg_temp AS $$
    SELECT coalesce(array_agg(ARRAY[lower(g), upper(g) - 1] ORDER BY lower(g)), '{}')
    FROM (SELECT g FROM unnest(int8multirange(int8range(reach + 1, upper(got))) - got) g
          ORDER BY lower(g) LIMIT 50) AS g(g)
    WHERE NOT isempty(got) AND upper(got) > reach + 1
$$;

-- Locks the row of a stream, which it makes where there is none. A statement of its own: the ones after
-- it see what the transaction before us committed.
CREATE FUNCTION lock_stream(k uuid, st uuid, stream_name text) RETURNS stream LANGUAGE plpgsql SET search_path = office, pg_temp AS $$
DECLARE
    s stream;
BEGIN
    SELECT * INTO s FROM stream WHERE kiosk_id = k AND stream_id = st FOR UPDATE;
    IF FOUND THEN
        RETURN s;
    END IF;
    -- One is made when a kiosk's database is: a thousand are no kiosk of ours.
    IF (SELECT count(*) FROM stream WHERE kiosk_id = k) >= 1000 THEN
        RAISE 'this kiosk has too many streams' USING ERRCODE = 'AN429';
    END IF;
    INSERT INTO stream (kiosk_id, stream_id, name) VALUES (k, st, stream_name) ON CONFLICT DO NOTHING;
    SELECT * INTO s FROM stream WHERE kiosk_id = k AND stream_id = st FOR UPDATE;
    RETURN s;
END $$;

-- Stores what is new of a batch. The answer has a letter for each record: s stored, d there already,
-- q stored although it could not be read, c another record has its number or its id.
--
-- The stream's row is locked by the caller. `seqs` rise. Plans are kept while tables grow from nothing: they
-- must use the keys from the start.
CREATE FUNCTION store_batch(k uuid, st uuid, is_survey boolean, seqs bigint[], ids uuid[], kinds text[], sessions uuid[],
                            ats bigint[], qualities smallint[], recs bytea[], bad boolean[])
RETURNS text LANGUAGE plpgsql SET search_path = office, pg_temp
SET jit = off SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
    came timestamptz := clock_timestamp();
    taken bigint[];
    fresh bigint[];
    letters text;
BEGIN
    IF is_survey THEN -- no trail from an answer to the moment of a person
        came := date_trunc('day', came);
    END IF;
    SELECT array_agg(m.seq) INTO taken FROM event_moved m
    WHERE m.kiosk_id = k AND m.stream_id = st AND m.seq = ANY (seqs);
    WITH ins AS (
        INSERT INTO event (kiosk_id, stream_id, seq, id, kind, session_id, at, quality, rec, body, sha, is_quarantined, received_at)
        SELECT k, st, x.seq, x.id, x.kind, x.session, to_timestamp(x.at / 1000.0), x.quality, x.rec,
               CASE WHEN NOT x.bad THEN convert_from(x.rec, 'UTF8')::jsonb END, sha256(x.rec), x.bad, came
        FROM unnest(seqs, ids, kinds, sessions, ats, qualities, recs, bad)
            AS x(seq, id, kind, session, at, quality, rec, bad)
        WHERE taken IS NULL OR x.seq <> ALL (taken)
        ON CONFLICT DO NOTHING RETURNING event.seq)
    SELECT array_agg(ins.seq) INTO fresh FROM ins;
    IF cardinality(fresh) = cardinality(seqs) THEN
        RETURN translate(array_to_string(bad, ''), 'tf', 'qs');
    END IF;

    WITH seen AS (
        SELECT x.n, x.seq, x.id, x.bad, x.seq = ANY (fresh) AS is_fresh, here.id AS here_id, here.sha AS here_sha,
               moved.id AS moved_id, other.sha AS other_sha, sha256(x.rec) AS sha
        FROM unnest(seqs, ids, recs, bad) WITH ORDINALITY AS x(seq, id, rec, bad, n)
        LEFT JOIN event here ON here.kiosk_id = k AND here.stream_id = st AND here.seq = x.seq
        LEFT JOIN event_moved moved ON moved.kiosk_id = k AND moved.stream_id = st AND moved.seq = x.seq
        LEFT JOIN event other ON other.kiosk_id = k AND other.id = x.id
    ), judged AS (
        SELECT seen.*, CASE
            WHEN is_fresh THEN CASE WHEN seen.bad THEN 'q' ELSE 's' END
            WHEN here_id IS NOT NULL THEN CASE WHEN here_id = seen.id AND here_sha = sha THEN 'd' ELSE 'c' END
            WHEN other_sha IS DISTINCT FROM sha THEN 'c'
            WHEN moved_id IS NOT NULL THEN CASE WHEN moved_id = seen.id THEN 'd' ELSE 'c' END
            ELSE 'm' -- of another stream, here for the first time
            END AS letter
        FROM seen
    ), moving AS (
        INSERT INTO event_moved (kiosk_id, stream_id, seq, id)
        SELECT k, st, judged.seq, judged.id FROM judged WHERE letter = 'm'
    )
    SELECT string_agg(translate(letter, 'm', 'd'), '' ORDER BY n) INTO letters FROM judged;
    RETURN letters;
END $$;

-- The chain from the record after s.contiguous up to `reach`, and where the claim differs from it. What
-- stands in the batch is taken from there.
CREATE FUNCTION chain_on(s stream, reach bigint, seqs bigint[], recs bytea[], claim_seq bigint, claim bytea)
RETURNS stream LANGUAGE plpgsql SET search_path = office, pg_temp
SET jit = off SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
    r record;
    is_lost boolean := s.chain IS NULL;
BEGIN
    FOR r IN SELECT x.seq, x.rec FROM unnest(seqs, recs) AS x(seq, rec)
             WHERE x.seq > s.contiguous AND x.seq <= reach
             UNION ALL
             SELECT e.seq, e.rec FROM event e
             WHERE e.kiosk_id = s.kiosk_id AND e.stream_id = s.stream_id AND e.seq > s.contiguous AND e.seq <= reach
               AND NOT (e.seq = ANY (seqs))
             UNION ALL
             SELECT m.seq, e.rec FROM event_moved m JOIN event e ON e.kiosk_id = m.kiosk_id AND e.id = m.id
             WHERE m.kiosk_id = s.kiosk_id AND m.stream_id = s.stream_id AND m.seq > s.contiguous AND m.seq <= reach
               AND NOT (m.seq = ANY (seqs))
             ORDER BY 1 LOOP
        is_lost := is_lost OR length(r.rec) = 0;
        IF is_lost THEN
            s.chain := CASE WHEN r.seq = claim_seq THEN claim END;
            is_lost := s.chain IS NULL;
        ELSE
            s.chain := sha256(s.chain || int8send(r.seq) || r.rec);
            IF r.seq = claim_seq AND s.chain <> claim AND s.chain_broken_at IS NULL THEN
                s.chain_broken_at := r.seq;
            END IF;
        END IF;
    END LOOP;
    s.contiguous := reach;
    RETURN s;
END $$;

-- What api_ingest and api_relay share: all of a batch but who sends it. `withheld` are numbers whose records
-- are known without their bytes, which only a relay has; `is_limited`: the rate counts.
CREATE FUNCTION take_batch(k uuid, st uuid, stream_name text, seqs bigint[], ids uuid[], kinds text[], sessions uuid[],
                           ats bigint[], qualities smallint[], recs bytea[], bad boolean[], claim_seq bigint, claim bytea,
                           withheld int8multirange, is_limited boolean,
                           OUT letters text, OUT contiguous bigint, OUT chain text, OUT gaps bigint[], OUT server_ms bigint,
                           OUT incarnation text)
LANGUAGE plpgsql SET search_path = office, pg_temp AS $$
DECLARE
    s stream := lock_stream(k, st, stream_name);
    all_got int8multirange;
    reach bigint;
    n int := cardinality(seqs);
BEGIN
    server_ms := now_ms();
    SELECT value INTO incarnation FROM meta WHERE key = 'incarnation';
    IF is_limited AND greatest(s.paid_until_ms, server_ms) + n * 200 - server_ms > 200 * 200000 THEN
        RAISE 'this kiosk sends too many records' USING ERRCODE = 'AN429';
    END IF;
    all_got := s.got + withheld;
    letters := '';
    IF n > 0 THEN
        letters := store_batch(k, st, 'survey' IN (s.name, stream_name), seqs, ids, kinds, sessions, ats, qualities, recs, bad);
    END IF;
    IF position('c' IN letters) > 0 THEN -- what stands in the batch is not all what stands here
        SELECT all_got + coalesce(range_agg(int8range(x.seq, x.seq, '[]')), '{}') INTO all_got
        FROM unnest(seqs) WITH ORDINALITY AS x(seq, i) WHERE substr(letters, x.i::int, 1) <> 'c';
        recs := '{}';
        seqs := '{}';
    ELSIF seqs[n] - seqs[1] = n - 1 THEN
        all_got := all_got + int8multirange(int8range(seqs[1], seqs[n], '[]'));
    ELSIF n > 0 THEN
        SELECT all_got + range_agg(int8range(x.seq, x.seq, '[]')) INTO all_got FROM unnest(seqs) AS x(seq);
    END IF;
    IF all_got <> s.got THEN
        SELECT upper(g) - 1 INTO reach FROM unnest(all_got) AS g WHERE g @> s.contiguous + 1;
        IF reach IS NOT NULL THEN
            s := chain_on(s, reach, seqs, recs, claim_seq, claim);
        END IF;
        UPDATE stream t SET got = all_got, contiguous = s.contiguous, chain = s.chain, chain_broken_at = s.chain_broken_at,
            paid_until_ms = greatest(s.paid_until_ms, take_batch.server_ms) + n * 200, changed_at = clock_timestamp()
        WHERE t.kiosk_id = k AND t.stream_id = st;
    END IF;
    contiguous := s.contiguous;
    chain := encode(s.chain, 'hex');
    gaps := gaps_after(all_got, s.contiguous);
END $$;

-- One batch of a stream. `claim` is the kiosk's chain at its record `claim_seq`.
--
-- A kiosk makes a few hundred records a day: five a second go on for ever, and before that its whole
-- memory (200,000 records) may come at once.
CREATE FUNCTION api_ingest(k uuid, cert text, st uuid, stream_name text, seqs bigint[], ids uuid[], kinds text[],
                           sessions uuid[], ats bigint[], qualities smallint[], recs bytea[], bad boolean[],
                           claim_seq bigint, claim bytea,
                           OUT letters text, OUT contiguous bigint, OUT chain text, OUT gaps bigint[], OUT server_ms bigint,
                           OUT incarnation text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
BEGIN
    PERFORM check_durable();
    PERFORM check_kiosk(k, cert);
    PERFORM retire_old_certificate(k, cert);
    SELECT * INTO letters, contiguous, chain, gaps, server_ms, incarnation
    FROM take_batch(k, st, stream_name, seqs, ids, kinds, sessions, ats, qualities, recs, bad, claim_seq, claim,
                    '{}', true);
END $$;

-- How far a stream is; one that is not known yet is empty.
CREATE FUNCTION api_stream(k uuid, cert text, st uuid,
                           OUT contiguous bigint, OUT chain text, OUT gaps bigint[], OUT server_ms bigint, OUT incarnation text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
BEGIN
    PERFORM check_kiosk(k, cert);
    SELECT s.contiguous, encode(s.chain, 'hex'), gaps_after(s.got, s.contiguous) INTO contiguous, chain, gaps
    FROM stream s WHERE s.kiosk_id = k AND s.stream_id = st;
    contiguous := coalesce(contiguous, 0);
    server_ms := now_ms();
    SELECT value INTO incarnation FROM meta WHERE key = 'incarnation';
END $$;

-- The catalogue in force; its file only where `tag` is another one's.
CREATE FUNCTION api_catalogue(k uuid, cert text, catalogue_name text, known_tag text, OUT tag text, OUT file bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
BEGIN
    PERFORM check_kiosk(k, cert);
    SELECT c.tag, CASE WHEN c.tag IS DISTINCT FROM known_tag THEN c.file END INTO tag, file
    FROM catalogue c WHERE c.name = catalogue_name ORDER BY c.version DESC LIMIT 1;
    IF NOT FOUND THEN
        RAISE 'there is no catalogue of this name' USING ERRCODE = 'AN404';
    END IF;
END $$;

CREATE FUNCTION api_heartbeat(k uuid, cert text, said jsonb, OUT server_ms bigint, OUT incarnation text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
BEGIN
    PERFORM check_kiosk(k, cert);
    PERFORM retire_old_certificate(k, cert);
    INSERT INTO heartbeat (kiosk_id, at, body) VALUES (k, clock_timestamp(), said)
    ON CONFLICT (kiosk_id) DO UPDATE SET at = excluded.at, body = excluded.body;
    server_ms := now_ms();
    SELECT value INTO incarnation FROM meta WHERE key = 'incarnation';
END $$;

GRANT USAGE ON SCHEMA office TO kiosk_api;
GRANT EXECUTE ON FUNCTION api_ingest, api_stream, api_catalogue, api_heartbeat TO kiosk_api;
