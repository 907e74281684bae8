-- An office as it is after half a year: what pages are looked at with. The same every time but for the day, which is
-- today's in Jakarta; nothing is drawn by chance.
SET search_path = office, public;
CREATE FUNCTION pg_temp.today() RETURNS date LANGUAGE sql STABLE AS
    $$ SELECT (now() AT TIME ZONE 'Asia/Jakarta')::date $$;
-- A number from 0 to n - 1 that looks like chance.
CREATE FUNCTION pg_temp.some(i bigint, salt int, n int) RETURNS int LANGUAGE sql IMMUTABLE AS
    $$ SELECT (('x' || substr(md5(i || '/' || salt), 1, 7))::bit(28)::int % n) $$;
CREATE FUNCTION pg_temp.kiosk(n int) RETURNS uuid LANGUAGE sql IMMUTABLE AS
    $$ SELECT ('00000000-0000-4000-8000-00000000000' || n)::uuid $$;
-- Local time of the day.
CREATE FUNCTION pg_temp.at(day date, minute int) RETURNS timestamptz LANGUAGE sql STABLE AS
    $$ SELECT (day + minute * interval '1 minute') AT TIME ZONE 'Asia/Jakarta' $$;

INSERT INTO kiosk (kiosk_id, device, note, serial, not_after, enrolled_at, enrolled_by, revoked_at, revoked_by)
VALUES (pg_temp.kiosk(1), 'K1', 'Lobi utama', '01', now() + interval '500 days', now() - interval '190 days', 'kepala', NULL, NULL),
       (pg_temp.kiosk(2), 'K2', 'Mal Pelayanan Publik, lantai 2, sebelah tangga', '02', now() + interval '20 days',
        now() - interval '180 days', 'kepala', NULL, NULL),
       (pg_temp.kiosk(3), 'K3', 'Pintu keluar', '03', now() + interval '400 days', now() - interval '40 days', 'kepala', NULL, NULL),
       (pg_temp.kiosk(4), 'K4', 'Gudang', '04', now() + interval '90 days', now() - interval '300 days', 'kepala',
        now() - interval '12 days', 'kepala'),
       (pg_temp.kiosk(5), 'K5', '', '05', now() + interval '700 days', now() - interval '1 hour', 'kepala', NULL, NULL);

-- Well; with trouble; silent since yesterday. K5 was never heard.
INSERT INTO heartbeat (kiosk_id, at, body)
SELECT pg_temp.kiosk(n), now() - age, jsonb_build_object(
           'device', 'K' || n, 'office', 'pekanbaru', 'version', '0.9.0', 'unsent', unsent,
           'oldest_unsent_ms', CASE WHEN unsent > 0 THEN 30000000 END, 'head_seq', 41000 + n,
           'disk_free', free, 'disk_size', 64000000000, 'printer', printer, 'paper', paper,
           'clock_ms', (extract(epoch FROM now() - age) * 1000)::bigint + off, 'offset_ms', 12,
           'boot_mono_ms', 86400000, 'catalogue', version, 'set_aside', 0, 'surveys_held', held,
           'roles', '{"lobby":true,"print":true}'::jsonb)
FROM (VALUES (1, interval '12 seconds', 0, 51000000000, 'ready', 'ok', 0, 3, 7),
             (2, interval '25 seconds', 1482, 2100000000, 'paper_out', 'out', 900000, 2, 3),
             (3, interval '19 hours', 0, 40000000000, 'ready', 'low', 0, 3, 0))
     AS h (n, age, unsent, free, printer, paper, off, version, held);

INSERT INTO stream (kiosk_id, stream_id, name, got, contiguous, projected, chain_broken_at, changed_at)
SELECT pg_temp.kiosk(n), gen_random_uuid(), name, got, contiguous, got, broken, now() - n * interval '1 hour'
FROM (VALUES (1, 'main', '{[1,41002)}'::int8multirange, 41001, NULL::bigint),
             (1, 'survey', '{[1,1203)}', 1202, NULL),
             (2, 'main', '{[1,30011),[30014,30020),[30031,30040)}', 30010, 30012),
             (2, 'survey', '{[1,611)}', 610, NULL),
             (3, 'main', '{[1,9001)}', 9000, NULL)) AS s (n, name, got, contiguous, broken);

-- Today: a hall that opened at eight. The last ones still wait.
INSERT INTO session VALUES (pg_temp.kiosk(1), pg_temp.kiosk(1), pg_temp.today(), pg_temp.at(pg_temp.today(), 470), NULL, 1);
INSERT INTO ticket (kiosk_id, ticket_id, session_id, day, number, series, seq, service, grp, priority, issued_at, is_on_screen,
                    slip, slip_trouble, copies, state, counter, officer, called_at, finished_at, wait_ms, service_ms)
SELECT pg_temp.kiosk(1), gen_random_uuid(), pg_temp.kiosk(1), pg_temp.today(),
       series || '-' || lpad(seq::text, 3, '0'), series, seq,
       CASE grp WHEN 'berkas' THEN (ARRAY['sik-perekam-medis', 'sip-paramedik-inseminator', 'sik-tenaga-sanitarian'])[1 + pg_temp.some(i, 2, 3)] END,
       grp, CASE WHEN series = 'P' THEN 'self' END, issued, pg_temp.some(i, 3, 23) = 0,
       CASE WHEN pg_temp.some(i, 3, 23) = 0 THEN 'failed' WHEN pg_temp.some(i, 3, 23) = 1 THEN 'uncertain' ELSE 'printed' END,
       CASE WHEN pg_temp.some(i, 3, 23) = 0 THEN 'paper_out' ELSE '' END, (pg_temp.some(i, 4, 30) = 0)::int, state,
       CASE WHEN state IN ('waiting', 'voided') THEN '' ELSE 'Loket ' || 1 + pg_temp.some(i, 5, 4) END,
       CASE WHEN state IN ('waiting', 'voided') THEN '' ELSE (ARRAY['dewi', 'rudi', 'lestari'])[1 + pg_temp.some(i, 6, 3)] END,
       CASE WHEN state NOT IN ('waiting', 'voided') THEN issued + wait END,
       CASE WHEN state = 'finished' THEN issued + wait + service END,
       CASE WHEN state NOT IN ('waiting', 'voided') THEN extract(epoch FROM wait) * 1000 END,
       CASE WHEN state = 'finished' THEN extract(epoch FROM service) * 1000 END
FROM (SELECT i, issued, grp, CASE WHEN i % 13 = 5 THEN 'P' ELSE chr(65 + array_position(ARRAY['berkas', 'informasi', 'pengambilan', 'pengaduan'], grp) - 1) END AS series,
             row_number() OVER (PARTITION BY CASE WHEN i % 13 = 5 THEN 'P' ELSE grp END ORDER BY i) AS seq,
             (4 + pg_temp.some(i, 7, 34)) * interval '1 minute' AS wait, (3 + pg_temp.some(i, 8, 17)) * interval '1 minute' AS service,
             CASE WHEN i > 118 THEN 'waiting' WHEN i > 115 THEN 'serving' WHEN i = 115 THEN 'called' WHEN i % 29 = 3 THEN 'skipped'
                  WHEN i % 53 = 9 THEN 'voided' ELSE 'finished' END AS state
      FROM (SELECT i, pg_temp.at(pg_temp.today(), 480 + (i * 3)) + pg_temp.some(i, 9, 170) * interval '1 second' AS issued,
                   (ARRAY['berkas', 'berkas', 'berkas', 'informasi', 'pengambilan', 'pengambilan', 'pengaduan'])[1 + pg_temp.some(i, 10, 7)] AS grp
            FROM generate_series(1, 131) i) AS a) AS t;
INSERT INTO help_call VALUES (pg_temp.kiosk(2), gen_random_uuid(), 'K2', 'confirm', now() - interval '4 minutes', NULL);

-- Days before: what indexes and lists of other days are made of.
INSERT INTO ticket (kiosk_id, ticket_id, day, number, series, seq, service, grp, issued_at, slip, copies, state, counter, called_at,
                    finished_at, wait_ms, service_ms)
SELECT pg_temp.kiosk(1 + pg_temp.some(i, 1, 2)), gen_random_uuid(), day, 'A-' || lpad(seq::text, 3, '0'), 'A', seq, 'sik-perekam-medis',
       'berkas', pg_temp.at(day, 480 + seq * 9), 'printed', 0, 'finished', 'Loket 1', pg_temp.at(day, 492 + seq * 9),
       pg_temp.at(day, 499 + seq * 9), 720000, 420000
FROM (SELECT i, pg_temp.today() - 1 - i / 40 AS day, 1 + i % 40 AS seq FROM generate_series(0, 4000) i) AS t
WHERE extract(isodow FROM day) < 6;
INSERT INTO response
SELECT pg_temp.kiosk(1 + pg_temp.some(i, 1, 2)), gen_random_uuid(), pg_temp.today() - (i / 9)::int, 1 + i % 2, 0, (i % 50 = 0)::int,
       3 + a % 2, 2 + b % 3, 2 + pg_temp.some(i, 21, 2) + b % 2, 4 - (a = 0)::int, 3 + b % 2, 3 + a % 2, 3 + (b > 0)::int,
       1 + pg_temp.some(i, 22, 3) + a % 2, 3 + (a > 0)::int, 1 + pg_temp.some(i, 23, 2), pg_temp.some(i, 24, 7), pg_temp.some(i, 25, 8),
       pg_temp.some(i, 26, 7), s, CASE s WHEN 'sip-paramedik-inseminator' THEN 'pertanian' ELSE 'kesehatan' END,
       'K' || 1 + pg_temp.some(i, 1, 2), 'permenpanrb-14-2017/1', '{}'
FROM (SELECT i, pg_temp.some(i, 27, 4) AS a, pg_temp.some(i, 28, 3) AS b,
             (ARRAY['sik-perekam-medis', 'sip-paramedik-inseminator', 'sik-tenaga-sanitarian'])[1 + pg_temp.some(i, 29, 3)] AS s
      FROM generate_series(0::bigint, 2400) i) AS r;
INSERT INTO abandoned SELECT pg_temp.kiosk(1), gen_random_uuid(), pg_temp.today() - i, 1, 'K1', i % 9 FROM generate_series(0, 30) i;

INSERT INTO complaint (kiosk_id, number, kind, service, reply, received_at, due, weight, state, officer, answered_at, closed_at)
SELECT pg_temp.kiosk(1 + i % 2), 'PD-' || lpad(i::text, 4, '0'), (ARRAY['pengaduan', 'saran', 'masukan'])[1 + pg_temp.some(i, 31, 3)],
       CASE WHEN i % 3 > 0 THEN 'sik-perekam-medis' END, (ARRAY['phone', 'email', 'letter', 'counter', 'none'])[1 + pg_temp.some(i, 32, 5)],
       now() - (24 - i) * interval '31 hours', pg_temp.today() - (24 - i) + 10, weight, state,
       CASE WHEN state <> 'received' THEN 'dewi' ELSE '' END, CASE WHEN state IN ('answered', 'closed') THEN now() - interval '5 days' END,
       CASE WHEN state = 'closed' THEN now() - interval '4 days' END
FROM (SELECT i, CASE WHEN i < 8 THEN 'closed' WHEN i < 13 THEN 'answered' WHEN i < 20 THEN 'in_progress' ELSE 'received' END AS state,
             CASE WHEN i < 20 THEN (ARRAY['ringan', 'sedang', 'berat'])[1 + pg_temp.some(i, 33, 3)] ELSE '' END AS weight
      FROM generate_series(1, 24) i) AS c;

INSERT INTO account (name, shown, role, hash, is_disabled)
VALUES ('dewi', 'Dewi Anggraini', 'officer', 'x', false), ('rudi', 'Rudi Hartono Siregar', 'supervisor', 'x', false),
       ('lestari', 'Lestari', 'officer', 'x', true);
INSERT INTO audit (at, account, act, subject, detail, address)
SELECT now() - i * interval '37 minutes', (ARRAY['kepala', 'dewi', 'rudi'])[1 + i % 3],
       (ARRAY['account.signed_in', 'complaint.read', 'complaint.weighed', 'account.refused', 'device.code', 'complaint.answered'])[1 + i % 6],
       (ARRAY['', 'PD-0017', 'PD-0016', 'kepala', 'Mal Pelayanan Publik', 'PD-0011'])[1 + i % 6],
       (ARRAY['', '', 'sedang', '', '', ''])[1 + i % 6], '10.20.0.' || 10 + i % 9
FROM generate_series(1, 120) i;
INSERT INTO enrolment (code_hash, salt, note, made_by, expires_at)
VALUES ('\x01', '\x01', 'Loket pengambilan', 'kepala', now() + interval '50 minutes');
