-- Events on their way to an office above: which of them it lacks, and how they are taken in there
-- (include/wire/relay.h).
SET LOCAL search_path = office, pg_temp;

CREATE INDEX stream_unrelayed ON stream (ordinal) WHERE got <> relayed;

-- A batch of one kiosk's stream from an office below. Records without their bytes come as number, id, kind
-- and hash.
CREATE FUNCTION api_relay(sender uuid, cert text, k uuid, device_name text, st uuid, stream_name text,
                          seqs bigint[], ids uuid[], kinds text[], sessions uuid[], ats bigint[], qualities smallint[],
                          recs bytea[], bad boolean[], claim_seq bigint, claim bytea,
                          bare_seqs bigint[], bare_ids uuid[], bare_kinds text[], bare_shas bytea[],
                          OUT letters text, OUT contiguous bigint, OUT chain text, OUT gaps bigint[], OUT server_ms bigint,
                          OUT incarnation text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE
    withheld int8multirange := '{}';
BEGIN
    PERFORM check_durable();
    PERFORM check_kiosk(sender, cert);
    PERFORM retire_old_certificate(sender, cert);
    IF NOT (SELECT may_relay FROM kiosk WHERE kiosk_id = sender) THEN
        RAISE 'this kiosk is no office' USING ERRCODE = 'AN403';
    END IF;
    INSERT INTO kiosk (kiosk_id, device, serial, not_after, enrolled_by, relayed_by)
    VALUES (k, device_name, '', 'infinity', 'relay', sender) ON CONFLICT (kiosk_id) DO NOTHING;
    IF (SELECT relayed_by FROM kiosk WHERE kiosk_id = k) IS DISTINCT FROM sender THEN
        RAISE 'this kiosk is not of that office' USING ERRCODE = 'AN404'; -- this part alone
    END IF;
    PERFORM lock_stream(k, st, stream_name);
    IF cardinality(bare_seqs) > 0 THEN
        INSERT INTO event (kiosk_id, stream_id, seq, id, kind, quality, rec, sha)
        SELECT k, st, x.seq, x.id, x.kind, 0, '', x.sha
        FROM unnest(bare_seqs, bare_ids, bare_kinds, bare_shas) AS x(seq, id, kind, sha)
        WHERE NOT EXISTS (SELECT FROM event_moved m WHERE m.kiosk_id = k AND m.stream_id = st AND m.seq = x.seq)
        ON CONFLICT DO NOTHING;
        INSERT INTO event_moved (kiosk_id, stream_id, seq, id)
        SELECT k, st, x.seq, x.id FROM unnest(bare_seqs, bare_ids) AS x(seq, id)
        WHERE NOT EXISTS (SELECT FROM event e WHERE e.kiosk_id = k AND e.stream_id = st AND e.seq = x.seq)
        ON CONFLICT DO NOTHING;
        SELECT range_agg(int8range(x.seq, x.seq, '[]')) INTO withheld FROM unnest(bare_seqs) AS x(seq);
    END IF;
    SELECT * INTO letters, contiguous, chain, gaps, server_ms, incarnation
    FROM take_batch(k, st, stream_name, seqs, ids, kinds, sessions, ats, qualities, recs, bad, claim_seq, claim,
                    withheld, false);
END $$;

-- Up to 200 records each of a few streams that the office above lacks, in the order in which it should learn of
-- the streams. `rec` is NULL where the bytes stay here: words of complaints are this office's alone.
CREATE FUNCTION relay_next()
RETURNS TABLE (kiosk_id uuid, device text, stream_id uuid, name text, contiguous bigint, chain bytea, seq bigint,
               id uuid, kind text, sha bytea, rec bytea)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = office, pg_temp SET jit = off SET enable_seqscan = off AS $$
    SELECT s.kiosk_id, k.device, s.stream_id, s.name, s.contiguous, s.chain, e.seq, e.id, e.kind, e.sha,
           CASE WHEN e.kind <> 'complaint.words' AND e.rec <> '' THEN e.rec END
    FROM (SELECT t.*, t.got - t.relayed AS lacks FROM stream t WHERE t.got <> t.relayed
            AND (t.relay_refused_at IS NULL OR t.relay_refused_at < clock_timestamp() - interval '1 hour') ORDER BY t.ordinal LIMIT 16) AS s
    JOIN kiosk k ON k.kiosk_id = s.kiosk_id,
    LATERAL unnest(s.lacks * int8multirange(int8range(lower(s.lacks), lower(s.lacks) + 200))) AS r,
    LATERAL (SELECT x.seq, x.id, x.kind, x.sha, x.rec FROM event x
             WHERE x.kiosk_id = s.kiosk_id AND x.stream_id = s.stream_id AND x.seq >= lower(r) AND x.seq < upper(r)
             UNION ALL
             SELECT m.seq, x.id, x.kind, x.sha, x.rec FROM event_moved m JOIN event x ON x.kiosk_id = m.kiosk_id AND x.id = m.id
             WHERE m.kiosk_id = s.kiosk_id AND m.stream_id = s.stream_id AND m.seq >= lower(r) AND m.seq < upper(r)) AS e
    ORDER BY s.ordinal, e.seq
$$;

-- The office above does not take this stream: it is asked again in an hour, and the others go on.
CREATE FUNCTION relay_refused(k uuid, st uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = office, pg_temp AS $$
    UPDATE stream SET relay_refused_at = clock_timestamp() WHERE kiosk_id = k AND stream_id = st
$$;

-- What the office above answered: `sent` are there now, `missing` are not, whatever we believed.
CREATE FUNCTION relay_done(k uuid, st uuid, sent bigint[], missing bigint[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = office, pg_temp AS $$
    UPDATE stream SET relay_refused_at = NULL, relayed =
        relayed + coalesce((SELECT range_agg(int8range(x.seq, x.seq, '[]')) FROM unnest(sent) AS x(seq)), '{}')
        - coalesce((SELECT range_agg(int8range(missing[i][1], missing[i][2], '[]'))
                    FROM generate_subscripts(missing, 1) AS i), '{}')
    WHERE kiosk_id = k AND stream_id = st
$$;

-- The office above was restored when its incarnation is another one: then it is told everything again. True
-- where that is so.
CREATE FUNCTION relay_meets(incarnation uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE
    before text;
BEGIN
    SELECT value INTO before FROM meta WHERE key = 'relay_incarnation' FOR UPDATE;
    IF before = incarnation::text THEN
        RETURN false;
    END IF;
    INSERT INTO meta (key, value) VALUES ('relay_incarnation', incarnation::text)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value;
    UPDATE stream SET relayed = '{}' WHERE relayed <> '{}';
    RETURN before IS NOT NULL;
END $$;

GRANT EXECUTE ON FUNCTION api_relay TO kiosk_api;
GRANT USAGE ON SCHEMA office TO office_relay;
GRANT EXECUTE ON FUNCTION relay_next, relay_done, relay_refused, relay_meets TO office_relay;
