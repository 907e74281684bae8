-- The same answers as 0002_api.sql, sooner. A function in language sql is read and planned anew in every call
-- of its caller, one in plpgsql once a connection; and a batch nearly always brings nothing that is here.
SET LOCAL search_path = office, pg_temp;

CREATE OR REPLACE FUNCTION retire_old_certificate(k uuid, cert text) RETURNS void LANGUAGE plpgsql SET search_path = office, pg_temp AS $$
BEGIN
    UPDATE kiosk SET old_serial = NULL WHERE kiosk_id = k AND lower(serial) = lower(cert) AND old_serial IS NOT NULL;
END $$;

CREATE OR REPLACE FUNCTION now_ms() RETURNS bigint LANGUAGE plpgsql VOLATILE SET search_path = office, pg_temp AS $$
BEGIN
    RETURN extract(epoch FROM clock_timestamp()) * 1000;
END $$;

-- The first gaps after `reach`: {{a,b},…}, both ends missing.
CREATE OR REPLACE FUNCTION gaps_after(got int8multirange, reach bigint) RETURNS bigint[] LANGUAGE plpgsql IMMUTABLE SET search_path = office, pg_temp AS $$
BEGIN
    IF isempty(got) OR upper(got) <= reach + 1 THEN
        RETURN '{}';
    END IF;
    RETURN (SELECT coalesce(array_agg(ARRAY[lower(g), upper(g) - 1] ORDER BY lower(g)), '{}')
            FROM (SELECT g FROM unnest(int8multirange(int8range(reach + 1, upper(got))) - got) g
                  ORDER BY lower(g) LIMIT 50) AS g(g));
END $$;

-- Stores what is new of a batch. The answer has a letter for each record: s stored, d there already,
-- q stored although it could not be read, c another record has its number or its id.
--
-- The stream's row is locked by the caller. `seqs` rise. Plans are kept while tables grow from
-- nothing: they must use the keys from the start. First the batch is taken as all new, which costs
-- one look at each key instead of two and goes to another machine in one piece; where that fails,
-- record by record.
CREATE OR REPLACE FUNCTION store_batch(k uuid, st uuid, is_survey boolean, seqs bigint[], ids uuid[], kinds text[], sessions uuid[],
                                       ats bigint[], qualities smallint[], recs bytea[], bad boolean[])
RETURNS text LANGUAGE plpgsql SET search_path = office, pg_temp
SET jit = off SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET plan_cache_mode = force_generic_plan AS $$
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
    WHERE m.kiosk_id = k AND m.stream_id = st AND m.seq BETWEEN seqs[1] AND seqs[cardinality(seqs)];
    IF taken IS NULL THEN
        BEGIN
            INSERT INTO event (kiosk_id, stream_id, seq, id, kind, session_id, at, quality, rec, body, sha, is_quarantined, received_at)
            SELECT k, st, x.seq, x.id, x.kind, x.session, to_timestamp(x.at / float8 '1000'), x.quality, x.rec,
                   CASE WHEN NOT x.bad THEN convert_from(x.rec, 'UTF8')::jsonb END, sha256(x.rec), x.bad, came
            FROM (SELECT unnest(seqs) AS seq, unnest(ids) AS id, unnest(kinds) AS kind, unnest(sessions) AS session,
                         unnest(ats) AS at, unnest(qualities) AS quality, unnest(recs) AS rec, unnest(bad) AS bad) AS x;
            RETURN translate(array_to_string(bad, ''), 'tf', 'qs');
        EXCEPTION WHEN unique_violation THEN
            NULL;
        END;
    END IF;

    WITH ins AS (
        INSERT INTO event (kiosk_id, stream_id, seq, id, kind, session_id, at, quality, rec, body, sha, is_quarantined, received_at)
        SELECT k, st, x.seq, x.id, x.kind, x.session, to_timestamp(x.at / 1000.0), x.quality, x.rec,
               CASE WHEN NOT x.bad THEN convert_from(x.rec, 'UTF8')::jsonb END, sha256(x.rec), x.bad, came
        FROM unnest(seqs, ids, kinds, sessions, ats, qualities, recs, bad)
            AS x(seq, id, kind, session, at, quality, rec, bad)
        WHERE taken IS NULL OR x.seq <> ALL (taken)
        ON CONFLICT DO NOTHING RETURNING event.seq)
    SELECT coalesce(array_agg(ins.seq), '{}') INTO fresh FROM ins;

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
-- stands in the batch is taken from there; where that is all, no other record is looked for.
CREATE OR REPLACE FUNCTION chain_on(s stream, reach bigint, seqs bigint[], recs bytea[], claim_seq bigint, claim bytea)
RETURNS stream LANGUAGE plpgsql SET search_path = office, pg_temp
SET jit = off SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    n int := cardinality(seqs);
    number bigint := s.contiguous;
    rec bytea;
    link bytea := s.chain; -- NULL: cannot be known
    link_at_claim bytea;
BEGIN
    IF n = reach - number AND seqs[1] = number + 1 AND seqs[n] = reach AND link IS NOT NULL
            AND (claim_seq IS NULL OR claim_seq = reach) THEN
        FOREACH rec IN ARRAY recs LOOP
            number := number + 1;
            link := sha256(link || int8send(number) || rec);
        END LOOP;
        link_at_claim := link;
    ELSE
        FOR number, rec IN
                SELECT x.seq, x.rec FROM unnest(seqs, recs) AS x(seq, rec)
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
            IF link IS NULL OR length(rec) = 0 THEN
                link := CASE WHEN number = claim_seq THEN claim END;
            ELSE
                link := sha256(link || int8send(number) || rec);
            END IF;
            IF number = claim_seq THEN
                link_at_claim := link;
            END IF;
        END LOOP;
    END IF;
    IF link_at_claim <> claim AND s.chain_broken_at IS NULL THEN
        s.chain_broken_at := claim_seq;
    END IF;
    s.chain := link;
    s.contiguous := reach;
    RETURN s;
END $$;
