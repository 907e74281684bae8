-- Turns events into the tables that pages read.
--
-- Any order, any number of times, the same rows: a column that a later event may change goes with the
-- rank of the event that set it, the others are the same in every event or a first or last moment. A
-- record that cannot be read lands in `unread` and stands in nobody's way.
SET LOCAL search_path = office, pg_temp;

ALTER TABLE session ADD COLUMN day_rank bigint NOT NULL DEFAULT 0;
ALTER TABLE ticket ADD COLUMN grp_rank bigint NOT NULL DEFAULT 0, ADD COLUMN priority_rank bigint NOT NULL DEFAULT 0;
CREATE INDEX ticket_session ON ticket (kiosk_id, session_id);
CREATE INDEX event_words ON event (kiosk_id, (body #>> '{data,number}')) WHERE kind = 'complaint.words';

-- An event, ready to be read. `at` is the kiosk's word where its clock was good for anything, else when
-- the record came.
CREATE TYPE fact AS (
    seq bigint,
    rank bigint,
    kind text,
    session_id uuid,
    at timestamptz,
    data jsonb
);

-- The place of a word in its list, from 1; 0 for none. A word that is not in it is an error.
CREATE FUNCTION place_of(word text, words text[]) RETURNS smallint LANGUAGE plpgsql IMMUTABLE SET search_path = office, pg_temp AS $$
BEGIN
    IF word IS NOT NULL AND word <> ALL (words) THEN
        RAISE 'the word "%" is in no list', left(word, 40) USING ERRCODE = 'invalid_parameter_value';
    END IF;
    RETURN coalesce(array_position(words, word), 0);
END $$;

CREATE FUNCTION read_sessions(k uuid, facts fact[]) RETURNS void LANGUAGE plpgsql SET search_path = office, pg_temp AS $$
BEGIN
    INSERT INTO session AS s (kiosk_id, session_id, opened_at)
    SELECT k, session_id, min(at) FROM unnest(facts) WHERE kind = 'session.opened' GROUP BY session_id
    ON CONFLICT (kiosk_id, session_id) DO UPDATE SET opened_at = least(s.opened_at, excluded.opened_at);

    INSERT INTO session AS s (kiosk_id, session_id, day, day_rank)
    SELECT DISTINCT ON (session_id) k, session_id, (data ->> 'day')::date, rank FROM unnest(facts)
    WHERE kind IN ('session.opened', 'session.dated') AND data ->> 'day' IS NOT NULL
    ORDER BY session_id, rank DESC
    ON CONFLICT (kiosk_id, session_id) DO UPDATE SET day = excluded.day, day_rank = excluded.day_rank
    WHERE s.day_rank < excluded.day_rank;

    -- Staff may open again what they closed.
    INSERT INTO session AS s (kiosk_id, session_id, closed_at, state_rank)
    SELECT DISTINCT ON (session_id) k, session_id, CASE kind WHEN 'session.closed' THEN at END, rank FROM unnest(facts)
    WHERE kind IN ('session.closed', 'day.opened') AND session_id IS NOT NULL
    ORDER BY session_id, rank DESC
    ON CONFLICT (kiosk_id, session_id) DO UPDATE SET closed_at = excluded.closed_at, state_rank = excluded.state_rank
    WHERE s.state_rank < excluded.state_rank;
END $$;

-- A number belongs to the day of its session, where that has one, whichever of the two came first: all
-- numbers of the sessions that are told of, and the numbers that are told of.
CREATE FUNCTION date_sessions(k uuid, facts fact[]) RETURNS void LANGUAGE sql SET search_path = office, pg_temp AS $$
    UPDATE ticket t SET day = s.day FROM session s
    WHERE s.kiosk_id = k AND s.day IS NOT NULL AND t.kiosk_id = k AND t.session_id = s.session_id AND t.day IS DISTINCT FROM s.day
      AND s.session_id IN (SELECT session_id FROM unnest(facts) WHERE kind LIKE 'session.%')
$$;
CREATE FUNCTION date_tickets(k uuid, facts fact[]) RETURNS void LANGUAGE sql SET search_path = office, pg_temp AS $$
    UPDATE ticket t SET day = s.day FROM session s
    WHERE s.kiosk_id = k AND s.day IS NOT NULL AND t.kiosk_id = k AND t.session_id = s.session_id AND t.day IS DISTINCT FROM s.day
      AND t.ticket_id IN (SELECT (data ->> 'ticket')::uuid FROM unnest(facts) WHERE kind LIKE 'ticket.%')
$$;

CREATE FUNCTION read_issued(k uuid, facts fact[], zone interval) RETURNS void LANGUAGE plpgsql SET search_path = office, pg_temp AS $$
BEGIN
    -- Whatever tells of a ticket first makes a row without a number.
    INSERT INTO ticket AS t (kiosk_id, ticket_id, session_id)
    SELECT DISTINCT ON (data ->> 'ticket') k, (data ->> 'ticket')::uuid, session_id
    FROM unnest(facts) WHERE kind LIKE 'ticket.%' AND session_id IS NOT NULL
    ORDER BY data ->> 'ticket', rank
    ON CONFLICT (kiosk_id, ticket_id) DO UPDATE SET session_id = excluded.session_id WHERE t.session_id IS NULL;

    INSERT INTO ticket AS t (kiosk_id, ticket_id, day, number, series, seq, service, lang, issued_at)
    SELECT k, (data ->> 'ticket')::uuid, (at AT TIME ZONE 'UTC' + zone)::date,
           data ->> 'number', data ->> 'series', (data ->> 'seq')::int, data ->> 'service', data ->> 'lang', at
    FROM unnest(facts) WHERE kind = 'ticket.issued'
    ON CONFLICT (kiosk_id, ticket_id) DO UPDATE SET day = coalesce(t.day, excluded.day), number = excluded.number,
        series = excluded.series, seq = excluded.seq, service = excluded.service, lang = excluded.lang, issued_at = excluded.issued_at
    WHERE t.issued_at IS NULL;

    INSERT INTO ticket AS t (kiosk_id, ticket_id, grp, grp_rank)
    SELECT DISTINCT ON (data ->> 'ticket') k, (data ->> 'ticket')::uuid, data ->> 'group', rank FROM unnest(facts)
    WHERE kind IN ('ticket.issued', 'ticket.transferred')
    ORDER BY data ->> 'ticket', rank DESC
    ON CONFLICT (kiosk_id, ticket_id) DO UPDATE SET grp = excluded.grp, grp_rank = excluded.grp_rank
    WHERE t.grp_rank < excluded.grp_rank;

    INSERT INTO ticket AS t (kiosk_id, ticket_id, priority, priority_rank)
    SELECT DISTINCT ON (data ->> 'ticket') k, (data ->> 'ticket')::uuid,
           CASE kind WHEN 'ticket.issued' THEN data ->> 'priority' WHEN 'ticket.promoted' THEN 'staff' END, rank
    FROM unnest(facts)
    WHERE kind IN ('ticket.issued', 'ticket.promoted', 'ticket.demoted')
    ORDER BY data ->> 'ticket', rank DESC
    ON CONFLICT (kiosk_id, ticket_id) DO UPDATE SET priority = excluded.priority, priority_rank = excluded.priority_rank
    WHERE t.priority_rank < excluded.priority_rank;
END $$;

CREATE FUNCTION read_paper(k uuid, facts fact[]) RETURNS void LANGUAGE plpgsql SET search_path = office, pg_temp AS $$
BEGIN
    INSERT INTO ticket AS t (kiosk_id, ticket_id, is_on_screen)
    SELECT DISTINCT k, (data ->> 'ticket')::uuid, true FROM unnest(facts) WHERE kind = 'ticket.shown'
    ON CONFLICT (kiosk_id, ticket_id) DO UPDATE SET is_on_screen = true WHERE NOT t.is_on_screen;

    INSERT INTO ticket AS t (kiosk_id, ticket_id, slip, slip_trouble, slip_rank)
    SELECT DISTINCT ON (data ->> 'ticket') k, (data ->> 'ticket')::uuid, data ->> 'state', coalesce(data ->> 'trouble', ''), rank
    FROM unnest(facts) WHERE kind = 'slip.moved' AND data ->> 'kind' = 'ticket' AND data ->> 'ticket' IS NOT NULL
    ORDER BY data ->> 'ticket', rank DESC
    ON CONFLICT (kiosk_id, ticket_id) DO UPDATE
        SET slip = excluded.slip, slip_trouble = excluded.slip_trouble, slip_rank = excluded.slip_rank
    WHERE t.slip_rank < excluded.slip_rank;

    INSERT INTO ticket AS t (kiosk_id, ticket_id, copies)
    SELECT k, (data ->> 'ticket')::uuid, max((data ->> 'copy')::int)
    FROM unnest(facts) WHERE kind = 'slip.moved' AND data ->> 'kind' = 'ticket' AND data ->> 'ticket' IS NOT NULL
    GROUP BY data ->> 'ticket'
    ON CONFLICT (kiosk_id, ticket_id) DO UPDATE SET copies = excluded.copies WHERE t.copies < excluded.copies;
END $$;

CREATE FUNCTION read_calls(k uuid, facts fact[]) RETURNS void LANGUAGE plpgsql SET search_path = office, pg_temp AS $$
BEGIN
    INSERT INTO ticket AS t (kiosk_id, ticket_id, state, counter, officer, state_rank)
    SELECT DISTINCT ON (f.data ->> 'ticket') k, (f.data ->> 'ticket')::uuid, a.state,
           coalesce(f.data ->> 'counter', ''), coalesce(f.data ->> 'officer', ''), f.rank
    FROM unnest(facts) f
    JOIN (VALUES ('ticket.called', 'called'), ('ticket.recalled', 'called'), ('ticket.skipped', 'skipped'),
                 ('ticket.restored', 'waiting'), ('ticket.started', 'serving'), ('ticket.finished', 'finished'),
                 ('ticket.transferred', 'waiting'), ('ticket.voided', 'voided')) AS a(kind, state) ON a.kind = f.kind
    ORDER BY f.data ->> 'ticket', f.rank DESC
    ON CONFLICT (kiosk_id, ticket_id) DO UPDATE
        SET state = excluded.state, counter = excluded.counter, officer = excluded.officer, state_rank = excluded.state_rank
    WHERE t.state_rank < excluded.state_rank;

    INSERT INTO ticket AS t (kiosk_id, ticket_id, called_at, wait_ms, finished_at, service_ms)
    SELECT k, (data ->> 'ticket')::uuid, min(at) FILTER (WHERE kind = 'ticket.called'), min((data ->> 'wait_ms')::bigint) FILTER (WHERE (data ->> 'wait_ms')::bigint >= 0),
           max(at) FILTER (WHERE kind = 'ticket.finished'), max((data ->> 'service_ms')::bigint)
    FROM unnest(facts) WHERE kind IN ('ticket.called', 'ticket.finished')
    GROUP BY data ->> 'ticket'
    ON CONFLICT (kiosk_id, ticket_id) DO UPDATE SET
        called_at = least(t.called_at, excluded.called_at), wait_ms = least(t.wait_ms, excluded.wait_ms),
        finished_at = greatest(t.finished_at, excluded.finished_at), service_ms = greatest(t.service_ms, excluded.service_ms);
END $$;

CREATE FUNCTION read_counters(k uuid, facts fact[]) RETURNS void LANGUAGE plpgsql SET search_path = office, pg_temp AS $$
BEGIN
    INSERT INTO counter AS c (kiosk_id, name, is_open, officer, state_rank)
    SELECT DISTINCT ON (data ->> 'counter') k, data ->> 'counter', kind = 'counter.opened', data ->> 'officer', rank
    FROM unnest(facts) WHERE kind IN ('counter.opened', 'counter.closed')
    ORDER BY data ->> 'counter', rank DESC
    ON CONFLICT (kiosk_id, name) DO UPDATE SET is_open = excluded.is_open, officer = excluded.officer, state_rank = excluded.state_rank
    WHERE c.state_rank < excluded.state_rank;
END $$;

CREATE FUNCTION read_help(k uuid, facts fact[]) RETURNS void LANGUAGE plpgsql SET search_path = office, pg_temp AS $$
BEGIN
    INSERT INTO help_call AS h (kiosk_id, request, device, screen, at)
    SELECT DISTINCT ON (data ->> 'request') k, (data ->> 'request')::uuid, data ->> 'device', data ->> 'screen', at
    FROM unnest(facts) WHERE kind = 'help.called' ORDER BY data ->> 'request', rank
    ON CONFLICT (kiosk_id, request) DO UPDATE SET device = excluded.device, screen = excluded.screen, at = excluded.at
    WHERE h.at IS NULL;

    INSERT INTO help_call AS h (kiosk_id, request, answered_at)
    SELECT k, (data ->> 'request')::uuid, min(at) FROM unnest(facts) WHERE kind = 'help.answered' GROUP BY data ->> 'request'
    ON CONFLICT (kiosk_id, request) DO UPDATE SET answered_at = least(h.answered_at, excluded.answered_at);
END $$;

ALTER TABLE response ADD CHECK (least(persyaratan, prosedur, waktu, biaya, produk, kompetensi, perilaku, sarana, pengaduan) >= 1
    AND greatest(persyaratan, prosedur, waktu, biaya, produk, kompetensi, perilaku, sarana, pengaduan) <= 4);

-- The lists are those of domain/survey.c.
CREATE FUNCTION read_surveys(k uuid, facts fact[]) RETURNS void LANGUAGE plpgsql SET search_path = office, pg_temp AS $$
BEGIN
    INSERT INTO response (kiosk_id, id, day, bracket, source, flags, persyaratan, prosedur, waktu, biaya, produk, kompetensi,
                          perilaku, sarana, pengaduan, gender, age, education, occupation, service, sector, device, form, extras)
    SELECT k, (f.data ->> 'id')::uuid, (f.data ->> 'day')::date, place_of(f.data ->> 'bracket', '{pagi,siang}'),
           place_of(coalesce(f.data ->> 'source', ''), '{kiosk,form,import}') - 1,
           (f.data -> 'flags' ? 'fast')::int + 2 * (f.data -> 'flags' ? 'straight')::int + 4 * (f.data -> 'flags' ? 'repeat')::int,
           a.persyaratan, a.prosedur, a.waktu, a.biaya, a.produk, a.kompetensi, a.perilaku, a.sarana, a.pengaduan,
           place_of(f.data #>> '{profile,gender}', '{L,P}'),
           place_of(f.data #>> '{profile,age}', '{-19,20-29,30-39,40-49,50-59,60-}'),
           place_of(f.data #>> '{profile,education}', '{SD,SMP,SMA,D,S1,S2,S3}'),
           place_of(f.data #>> '{profile,occupation}', '{PNS,TNI,POLRI,SWASTA,WIRAUSAHA,LAINNYA}'),
           coalesce(f.data ->> 'service', ''), coalesce(f.data ->> 'sector', ''), coalesce(f.data ->> 'device', ''),
           coalesce((f.data ->> 'form') || '/' || (f.data ->> 'form_version'), ''), coalesce(f.data -> 'extras', '{}')
    FROM unnest(facts) f,
         jsonb_to_record(f.data -> 'answers') AS a(persyaratan smallint, prosedur smallint, waktu smallint, biaya smallint,
                                                   produk smallint, kompetensi smallint, perilaku smallint, sarana smallint,
                                                   pengaduan smallint)
    WHERE f.kind = 'survey.answered'
    ON CONFLICT (kiosk_id, id) DO NOTHING;

    INSERT INTO abandoned (kiosk_id, id, day, bracket, device, answered)
    SELECT k, (data ->> 'id')::uuid, (data ->> 'day')::date, place_of(data ->> 'bracket', '{pagi,siang}'),
           coalesce(data ->> 'device', ''), (data ->> 'answered')::smallint
    FROM unnest(facts) WHERE kind = 'survey.abandoned'
    ON CONFLICT (kiosk_id, id) DO NOTHING;
END $$;

CREATE FUNCTION read_complaints(k uuid, facts fact[]) RETURNS void LANGUAGE plpgsql SET search_path = office, pg_temp AS $$
BEGIN
    INSERT INTO complaint AS c (kiosk_id, number, kind, service, reply, received_at, due)
    SELECT DISTINCT ON (data ->> 'number') k, data ->> 'number', data ->> 'kind', data ->> 'service', data ->> 'reply', at,
           (data ->> 'due')::date
    FROM unnest(facts) WHERE kind = 'complaint.received' ORDER BY data ->> 'number', rank
    ON CONFLICT (kiosk_id, number) DO UPDATE SET kind = excluded.kind, service = excluded.service, reply = excluded.reply,
        received_at = excluded.received_at, due = excluded.due
    WHERE c.received_at IS NULL;

    INSERT INTO complaint AS c (kiosk_id, number, weight, weight_at, weight_rank)
    SELECT DISTINCT ON (data ->> 'number') k, data ->> 'number', data ->> 'weight', at, rank
    FROM unnest(facts) WHERE kind = 'complaint.weighed' ORDER BY data ->> 'number', rank DESC
    ON CONFLICT (kiosk_id, number) DO UPDATE
        SET weight = excluded.weight, weight_at = excluded.weight_at, weight_rank = excluded.weight_rank
    WHERE c.weight_rank < excluded.weight_rank;

    INSERT INTO complaint AS c (kiosk_id, number, state, officer, state_rank)
    SELECT DISTINCT ON (f.data ->> 'number') k, f.data ->> 'number', a.state, coalesce(f.data ->> 'officer', ''), f.rank
    FROM unnest(facts) f
    JOIN (VALUES ('complaint.weighed', 'in_progress'), ('complaint.answered', 'answered'), ('complaint.closed', 'closed'))
        AS a(kind, state) ON a.kind = f.kind
    ORDER BY f.data ->> 'number', f.rank DESC
    ON CONFLICT (kiosk_id, number) DO UPDATE SET state = excluded.state, officer = excluded.officer, state_rank = excluded.state_rank
    WHERE c.state_rank < excluded.state_rank;

    INSERT INTO complaint AS c (kiosk_id, number, answered_at, closed_at)
    SELECT k, data ->> 'number', max(at) FILTER (WHERE kind = 'complaint.answered'), max(at) FILTER (WHERE kind = 'complaint.closed')
    FROM unnest(facts) WHERE kind IN ('complaint.answered', 'complaint.closed')
    GROUP BY data ->> 'number'
    ON CONFLICT (kiosk_id, number) DO UPDATE
        SET answered_at = greatest(c.answered_at, excluded.answered_at), closed_at = greatest(c.closed_at, excluded.closed_at);
END $$;

-- Words of a complaint, and their erasure: whichever comes first, they are gone in the end, from the
-- complaint and from every record of them. Its hash stays and still recognises the record.
CREATE FUNCTION read_words(k uuid, facts fact[]) RETURNS void LANGUAGE plpgsql SET search_path = office, pg_temp AS $$
DECLARE
    gone text[];
BEGIN
    INSERT INTO complaint AS c (kiosk_id, number, erased_at)
    SELECT k, data ->> 'number', min(at) FROM unnest(facts) WHERE kind = 'complaint.erased' GROUP BY data ->> 'number'
    ON CONFLICT (kiosk_id, number) DO UPDATE SET erased_at = least(c.erased_at, excluded.erased_at);

    INSERT INTO complaint AS c (kiosk_id, number, words, words_key, words_rank)
    SELECT DISTINCT ON (data ->> 'number') k, data ->> 'number', decode(data ->> 'words', 'base64'), data ->> 'key', rank
    FROM unnest(facts) WHERE kind = 'complaint.words' ORDER BY data ->> 'number', rank DESC
    ON CONFLICT (kiosk_id, number) DO UPDATE SET words = excluded.words, words_key = excluded.words_key, words_rank = excluded.words_rank
    WHERE c.words_rank < excluded.words_rank AND c.erased_at IS NULL;

    SELECT array_agg(c.number) INTO gone FROM complaint c
    WHERE c.kiosk_id = k AND c.erased_at IS NOT NULL AND c.number IN (SELECT data ->> 'number' FROM unnest(facts));
    UPDATE complaint SET words = NULL, words_key = '', words_rank = 0
    WHERE kiosk_id = k AND number = ANY (gone) AND (words IS NOT NULL OR words_rank <> 0);
    -- The office's own answers, sealed likewise.
    UPDATE complaint_act SET answer = NULL WHERE kiosk_id = k AND number = ANY (gone) AND answer IS NOT NULL;
    UPDATE event SET rec = '', body = NULL
    WHERE kiosk_id = k AND kind = 'complaint.words' AND body #>> '{data,number}' = ANY (gone);
END $$;

CREATE FUNCTION read_stream_opened(k uuid, st uuid, facts fact[]) RETURNS void LANGUAGE sql SET search_path = office, pg_temp AS $$
    UPDATE stream SET previous = (data ->> 'previous')::uuid, previous_seq = (data ->> 'previous_seq')::bigint
    FROM unnest(facts) WHERE kind = 'stream.opened' AND kiosk_id = k AND stream_id = st AND (data ->> 'stream')::uuid = st
$$;

-- The records of one stream with numbers in `numbers`.
CREATE FUNCTION project_numbers(k uuid, st uuid, ordinal bigint, numbers int8multirange, zone interval) RETURNS void
LANGUAGE plpgsql SET search_path = office, pg_temp SET jit = off SET enable_seqscan = off SET enable_hashjoin = off AS $$
DECLARE
    facts fact[];
    kinds text[];
BEGIN
    SELECT array_agg(ROW(e.seq, (ordinal << 40) + e.seq, e.kind, e.session_id,
                         CASE WHEN e.quality > 0 THEN coalesce(e.at, e.received_at) ELSE e.received_at END,
                         e.body -> 'data')::fact),
           array_agg(DISTINCT split_part(e.kind, '.', 1))
    INTO facts, kinds
    FROM unnest(numbers) AS r JOIN event e ON e.kiosk_id = k AND e.stream_id = st AND e.seq >= lower(r) AND e.seq < upper(r)
    WHERE e.body IS NOT NULL;
    IF 'stream' = ANY (kinds) THEN
        PERFORM read_stream_opened(k, st, facts);
    END IF;
    IF kinds && '{session,day}' THEN
        PERFORM read_sessions(k, facts);
    END IF;
    IF 'ticket' = ANY (kinds) THEN
        PERFORM read_issued(k, facts, zone);
        PERFORM read_calls(k, facts);
    END IF;
    IF kinds && '{ticket,slip}' THEN
        PERFORM read_paper(k, facts);
    END IF;
    IF 'session' = ANY (kinds) THEN
        PERFORM date_sessions(k, facts);
    END IF;
    IF 'ticket' = ANY (kinds) THEN
        PERFORM date_tickets(k, facts);
    END IF;
    IF 'survey' = ANY (kinds) THEN
        PERFORM read_surveys(k, facts);
    END IF;
    IF 'complaint' = ANY (kinds) THEN
        PERFORM read_complaints(k, facts);
        PERFORM read_words(k, facts);
    END IF;
    IF 'counter' = ANY (kinds) THEN
        PERFORM read_counters(k, facts);
    END IF;
    IF 'help' = ANY (kinds) THEN
        PERFORM read_help(k, facts);
    END IF;
END $$;

-- Not the record's: connection, state of the transaction, deadlock, room, a lock that was not to be had,
-- operator, system, the server itself. Read again later, it may well succeed.
CREATE FUNCTION is_machines_fault(state text) RETURNS boolean LANGUAGE sql IMMUTABLE AS
    $$ SELECT left(state, 2) IN ('08', '25', '40', '53', '55', '57', '58', 'XX') $$;

-- One by one, after all together failed.
CREATE FUNCTION project_singly(k uuid, st uuid, ordinal bigint, numbers int8multirange, zone interval) RETURNS void
LANGUAGE plpgsql SET search_path = office, pg_temp AS $$
DECLARE
    number bigint;
BEGIN
    FOR number IN SELECT e.seq FROM event e, unnest(numbers) AS r
                  WHERE e.kiosk_id = k AND e.stream_id = st AND e.seq >= lower(r) AND e.seq < upper(r) LOOP
        BEGIN
            PERFORM project_numbers(k, st, ordinal, int8multirange(int8range(number, number, '[]')), zone);
        EXCEPTION WHEN OTHERS THEN
            IF is_machines_fault(SQLSTATE) THEN
                RAISE;
            END IF;
            INSERT INTO unread (kiosk_id, stream_id, seq, why) VALUES (k, st, number, SQLERRM)
            ON CONFLICT (kiosk_id, stream_id, seq) DO UPDATE SET why = excluded.why, at = clock_timestamp();
        END;
    END LOOP;
END $$;

-- At most `most` records of a stream; how many numbers it went through. The stream's row is locked at the
-- very end, so that what comes in does not wait.
CREATE FUNCTION project(k uuid, st uuid, most int, zone interval) RETURNS bigint
LANGUAGE plpgsql SET search_path = office, pg_temp AS $$
DECLARE
    s stream;
    pending int8multirange;
    numbers int8multirange;
BEGIN
    IF NOT pg_try_advisory_xact_lock(4706422, hashtext(k::text || st::text)) THEN
        RETURN 0; -- another process is at it
    END IF;
    SELECT * INTO s FROM stream WHERE kiosk_id = k AND stream_id = st;
    pending := s.got - s.projected;
    IF isempty(pending) THEN
        RETURN 0;
    END IF;
    numbers := pending * int8multirange(int8range(lower(pending), lower(pending) + most));
    DELETE FROM unread u USING unnest(numbers) AS r
    WHERE u.kiosk_id = k AND u.stream_id = st AND u.seq >= lower(r) AND u.seq < upper(r);
    BEGIN
        PERFORM project_numbers(k, st, s.ordinal, numbers, zone);
    EXCEPTION WHEN OTHERS THEN
        IF is_machines_fault(SQLSTATE) THEN
            RAISE;
        END IF;
        PERFORM project_singly(k, st, s.ordinal, numbers, zone);
    END;
    UPDATE stream SET projected = projected + numbers WHERE kiosk_id = k AND stream_id = st;
    RETURN (SELECT sum(upper(r) - lower(r)) FROM unnest(numbers) AS r);
END $$;

-- At most `most` records of the stream that waits longest and that no other process is at. 0: all is read.
--
-- One stream a call: its row is locked until the commit, and what comes in would wait for the next one's
-- records too. What is lost in a power cut is read again, `projected` is lost with it: so no wait for the disk.
CREATE FUNCTION project_next(offset_min int, most int DEFAULT 2000) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE
    next record;
    done bigint := 0;
BEGIN
    PERFORM set_config('synchronous_commit', 'off', true);
    FOR next IN SELECT kiosk_id, stream_id FROM stream WHERE got <> projected ORDER BY changed_at LIMIT 16 LOOP
        done := project(next.kiosk_id, next.stream_id, most, make_interval(mins => offset_min));
        EXIT WHEN done > 0;
    END LOOP;
    RETURN done;
END $$;

GRANT USAGE ON SCHEMA office TO office_project;
GRANT EXECUTE ON FUNCTION project_next TO office_project;
