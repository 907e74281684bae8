-- What the pages read quickly: sums kept beside the read models, and indexes.
--
-- A page over a year may not pass over a year's rows. Sums are kept by triggers, in the transaction
-- that changes the rows, so they are never another truth than the rows themselves; kiosk_id is part of
-- every key, so that the projections of two kiosks never wait for one another.
SET LOCAL search_path = office, pg_temp;

-- Sums of responses for one value of one dimension: a row a day and a row a month (`first` is its first
-- day) of all services ('*'), and a row a month of each service alone. `dim` is enum survey_by of
-- domain/survey_report.h, 0 the total; 20: an option of an office's own question, key
-- "form<tab>question<tab>option".
CREATE TABLE survey_sum (
    kiosk_id uuid NOT NULL,
    service text NOT NULL,
    span "char" NOT NULL CHECK (span IN ('d', 'm')),
    dim smallint NOT NULL,
    first date NOT NULL,
    key text NOT NULL,
    n int NOT NULL,
    flagged int NOT NULL,
    squares bigint NOT NULL, -- of each response's nine together
    persyaratan int NOT NULL,
    prosedur int NOT NULL,
    waktu int NOT NULL,
    biaya int NOT NULL,
    produk int NOT NULL,
    kompetensi int NOT NULL,
    perilaku int NOT NULL,
    sarana int NOT NULL,
    pengaduan int NOT NULL,
    PRIMARY KEY (service, span, dim, first, kiosk_id, key)
);

-- The values of one response. Columns, not the row: so the planner can see through it.
CREATE FUNCTION survey_keys(service text, sector text, device text, gender smallint, age smallint,
                            education smallint, occupation smallint, bracket smallint, form text,
                            extras jsonb)
RETURNS TABLE (dim smallint, key text)
LANGUAGE sql IMMUTABLE AS $$
    VALUES (0::smallint, ''), (1::smallint, service), (2::smallint, sector), (3::smallint, device),
           (4::smallint, gender::text), (5::smallint, age::text), (6::smallint, education::text),
           (7::smallint, occupation::text), (8::smallint, bracket::text)
    UNION ALL
    SELECT 20::smallint, form || E'\t' || e.key || E'\t' || e.value
    FROM jsonb_each_text(CASE WHEN jsonb_typeof(extras) = 'object' THEN extras ELSE '{}' END) e
$$;

-- Adds the responses in the transition table `changed`, or takes them away.
CREATE FUNCTION survey_sum_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
DECLARE
    sign constant int := TG_ARGV[0];
BEGIN
    INSERT INTO survey_sum AS s (kiosk_id, service, span, dim, first, key, n, flagged, squares,
                                 persyaratan, prosedur, waktu, biaya, produk, kompetensi, perilaku,
                                 sarana, pengaduan)
    SELECT r.kiosk_id, place.service, place.span, k.dim, place.first, k.key, sign * count(*),
           sign * count(*) FILTER (WHERE r.flags <> 0),
           sign * sum((r.persyaratan + r.prosedur + r.waktu + r.biaya + r.produk + r.kompetensi
                       + r.perilaku + r.sarana + r.pengaduan)::bigint ^ 2)::bigint,
           sign * sum(r.persyaratan), sign * sum(r.prosedur), sign * sum(r.waktu),
           sign * sum(r.biaya), sign * sum(r.produk), sign * sum(r.kompetensi),
           sign * sum(r.perilaku), sign * sum(r.sarana), sign * sum(r.pengaduan)
    FROM changed r
    CROSS JOIN LATERAL office.survey_keys(r.service, r.sector, r.device, r.gender, r.age, r.education,
                                          r.occupation, r.bracket, r.form, r.extras) k
    CROSS JOIN LATERAL (VALUES ('*', 'd'::"char", r.day),
                               ('*', 'm', date_trunc('month', r.day)::date),
                               (r.service, 'm', date_trunc('month', r.day)::date))
        AS place (service, span, first)
    WHERE place.service <> ''
    GROUP BY r.kiosk_id, place.service, place.span, k.dim, place.first, k.key
    ORDER BY r.kiosk_id, place.service, place.span, k.dim, place.first, k.key
    ON CONFLICT (service, span, dim, first, kiosk_id, key) DO UPDATE
    SET n = s.n + excluded.n, flagged = s.flagged + excluded.flagged,
        squares = s.squares + excluded.squares, persyaratan = s.persyaratan + excluded.persyaratan,
        prosedur = s.prosedur + excluded.prosedur, waktu = s.waktu + excluded.waktu,
        biaya = s.biaya + excluded.biaya, produk = s.produk + excluded.produk,
        kompetensi = s.kompetensi + excluded.kompetensi, perilaku = s.perilaku + excluded.perilaku,
        sarana = s.sarana + excluded.sarana, pengaduan = s.pengaduan + excluded.pengaduan;
    RETURN NULL;
END $$;
CREATE TRIGGER survey_sum_added AFTER INSERT ON response
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION survey_sum_change('1');
CREATE TRIGGER survey_sum_removed AFTER DELETE ON response
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION survey_sum_change('-1');
CREATE TRIGGER survey_sum_before AFTER UPDATE ON response
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION survey_sum_change('-1');
CREATE TRIGGER survey_sum_after AFTER UPDATE ON response
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION survey_sum_change('1');

-- How many people were served on a day, by service ('' = a number without a permit).
CREATE TABLE served_sum (
    kiosk_id uuid NOT NULL,
    day date NOT NULL,
    service text NOT NULL,
    n bigint NOT NULL,
    PRIMARY KEY (day, service, kiosk_id)
);

CREATE FUNCTION served_sum_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
BEGIN
    IF TG_OP <> 'INSERT' AND OLD.state = 'finished' AND OLD.day IS NOT NULL THEN
        UPDATE served_sum SET n = n - 1
        WHERE kiosk_id = OLD.kiosk_id AND day = OLD.day AND service = coalesce(OLD.service, '');
    END IF;
    IF TG_OP <> 'DELETE' AND NEW.state = 'finished' AND NEW.day IS NOT NULL THEN
        INSERT INTO served_sum AS s (kiosk_id, day, service, n)
        VALUES (NEW.kiosk_id, NEW.day, coalesce(NEW.service, ''), 1)
        ON CONFLICT (day, service, kiosk_id) DO UPDATE SET n = s.n + 1;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER served_sum_added AFTER INSERT ON ticket
    FOR EACH ROW WHEN (NEW.state = 'finished') EXECUTE FUNCTION served_sum_change();
CREATE TRIGGER served_sum_removed AFTER DELETE ON ticket
    FOR EACH ROW WHEN (OLD.state = 'finished') EXECUTE FUNCTION served_sum_change();
CREATE TRIGGER served_sum_changed AFTER UPDATE ON ticket
    FOR EACH ROW WHEN ((OLD.state = 'finished' OR NEW.state = 'finished')
                       AND (OLD.state, OLD.day, OLD.service) IS DISTINCT FROM
                           (NEW.state, NEW.day, NEW.service))
    EXECUTE FUNCTION served_sum_change();

-- A read model that is emptied to be made again empties its sums.
CREATE FUNCTION sums_emptied() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = office, pg_temp AS $$
BEGIN
    IF TG_TABLE_NAME = 'response' THEN
        TRUNCATE survey_sum;
    ELSE
        TRUNCATE served_sum;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER survey_sum_emptied AFTER TRUNCATE ON response
    FOR EACH STATEMENT EXECUTE FUNCTION sums_emptied();
CREATE TRIGGER served_sum_emptied AFTER TRUNCATE ON ticket
    FOR EACH STATEMENT EXECUTE FUNCTION sums_emptied();

-- Sums by value of one dimension (0 to 8) over some days, of all services ('*') or one. Whole months
-- come from their sums; the days around them, two months' at most, from the days' sums, and where they
-- are of one service from the responses themselves.
CREATE FUNCTION survey_sums(from_day date, until_day date, of_service text, of_dim smallint)
RETURNS TABLE (key text, n bigint, flagged bigint, squares bigint, persyaratan bigint, prosedur bigint,
               waktu bigint, biaya bigint, produk bigint, kompetensi bigint, perilaku bigint,
               sarana bigint, pengaduan bigint)
LANGUAGE plpgsql STABLE SET search_path = office, pg_temp AS $$
DECLARE
    month_from date := date_trunc('month', from_day + interval '1 month - 1 day')::date;
    month_until date := date_trunc('month', until_day + 1)::date; -- the first day behind the months
BEGIN
    IF month_from >= month_until THEN
        month_from := until_day + 1;
        month_until := until_day + 1;
    END IF;
    RETURN QUERY
    SELECT p.key, sum(p.n)::bigint, sum(p.flagged)::bigint, sum(p.squares)::bigint,
           sum(p.persyaratan)::bigint, sum(p.prosedur)::bigint, sum(p.waktu)::bigint,
           sum(p.biaya)::bigint, sum(p.produk)::bigint, sum(p.kompetensi)::bigint,
           sum(p.perilaku)::bigint, sum(p.sarana)::bigint, sum(p.pengaduan)::bigint
    FROM (SELECT s.key, sum(s.n) AS n, sum(s.flagged) AS flagged, sum(s.squares) AS squares,
                 sum(s.persyaratan) AS persyaratan, sum(s.prosedur) AS prosedur, sum(s.waktu) AS waktu,
                 sum(s.biaya) AS biaya, sum(s.produk) AS produk, sum(s.kompetensi) AS kompetensi,
                 sum(s.perilaku) AS perilaku, sum(s.sarana) AS sarana, sum(s.pengaduan) AS pengaduan
          FROM survey_sum s
          WHERE s.service = of_service AND s.dim = of_dim
            AND (s.span = 'm' AND s.first >= month_from AND s.first < month_until
                 OR s.span = 'd' AND s.first >= from_day AND s.first < least(month_from, until_day + 1)
                 OR s.span = 'd' AND s.first >= greatest(month_until, from_day) AND s.first <= until_day)
          GROUP BY s.key
          UNION ALL
          SELECT e.key, count(*), count(*) FILTER (WHERE e.flags <> 0), sum(e.total * e.total),
                 sum(e.persyaratan), sum(e.prosedur), sum(e.waktu), sum(e.biaya), sum(e.produk),
                 sum(e.kompetensi), sum(e.perilaku), sum(e.sarana), sum(e.pengaduan)
          FROM (SELECT r.*, r.persyaratan + r.prosedur + r.waktu + r.biaya + r.produk + r.kompetensi
                       + r.perilaku + r.sarana + r.pengaduan AS total,
                       CASE of_dim WHEN 1 THEN r.service WHEN 2 THEN r.sector WHEN 3 THEN r.device
                                   WHEN 4 THEN r.gender::text WHEN 5 THEN r.age::text
                                   WHEN 6 THEN r.education::text WHEN 7 THEN r.occupation::text
                                   WHEN 8 THEN r.bracket::text ELSE '' END AS key
                FROM response r
                WHERE of_service <> '*' AND r.service = of_service
                  AND (r.day BETWEEN from_day AND least(month_from - 1, until_day)
                       OR r.day BETWEEN greatest(month_until, from_day) AND until_day)) e
          GROUP BY e.key) p
    GROUP BY p.key HAVING sum(p.n) > 0;
END $$;

-- How many responses have which value of some dimensions; the same days, less to add.
CREATE FUNCTION survey_counts(from_day date, until_day date, of_service text, of_dims smallint[])
RETURNS TABLE (dim smallint, key text, n bigint)
LANGUAGE plpgsql STABLE SET search_path = office, pg_temp AS $$
DECLARE
    month_from date := date_trunc('month', from_day + interval '1 month - 1 day')::date;
    month_until date := date_trunc('month', until_day + 1)::date;
BEGIN
    IF month_from >= month_until THEN
        month_from := until_day + 1;
        month_until := until_day + 1;
    END IF;
    RETURN QUERY
    SELECT p.dim, p.key, sum(p.n)::bigint
    FROM (SELECT s.dim, s.key, sum(s.n) AS n
          FROM survey_sum s
          WHERE s.service = of_service AND s.dim = ANY (of_dims)
            AND (s.span = 'm' AND s.first >= month_from AND s.first < month_until
                 OR s.span = 'd' AND s.first >= from_day AND s.first < least(month_from, until_day + 1)
                 OR s.span = 'd' AND s.first >= greatest(month_until, from_day) AND s.first <= until_day)
          GROUP BY s.dim, s.key
          UNION ALL
          SELECT k.dim, k.value::text, count(*)
          FROM response r
          CROSS JOIN LATERAL (VALUES (4::smallint, r.gender), (5::smallint, r.age),
                                     (6::smallint, r.education), (7::smallint, r.occupation))
              AS k (dim, value)
          WHERE of_service <> '*' AND r.service = of_service AND k.dim = ANY (of_dims)
            AND (r.day BETWEEN from_day AND least(month_from - 1, until_day)
                 OR r.day BETWEEN greatest(month_until, from_day) AND until_day)
          GROUP BY k.dim, k.value
          UNION ALL
          SELECT k.dim, k.key, count(*)
          FROM response r
          CROSS JOIN LATERAL office.survey_keys(r.service, r.sector, r.device, r.gender, r.age,
                                                r.education, r.occupation, r.bracket, r.form,
                                                r.extras) k
          WHERE of_service <> '*' AND 20 = ANY (of_dims) AND k.dim = 20 AND r.service = of_service
            AND (r.day BETWEEN from_day AND least(month_from - 1, until_day)
                 OR r.day BETWEEN greatest(month_until, from_day) AND until_day)
          GROUP BY k.dim, k.key) p
    GROUP BY p.dim, p.key HAVING sum(p.n) > 0;
END $$;

CREATE INDEX response_service ON response (service, day);
CREATE INDEX ticket_number ON ticket (number, day);
CREATE INDEX ticket_of_kiosk ON ticket (kiosk_id, day);
CREATE INDEX help_open ON help_call (at) WHERE answered_at IS NULL;

-- The register with what was done here: of two acts the later one counts. A complaint never goes back,
-- so the further state is the later one; a weight may be changed, and its moment tells.
CREATE VIEW complaint_now AS
SELECT c.kiosk_id, c.number, c.kind, coalesce(c.service, '') AS service, c.reply, c.received_at, c.due,
       CASE WHEN a.weight IS NOT NULL
                 AND (c.weight = '' OR a.weighed_at >= coalesce(c.weight_at, '-infinity'))
            THEN a.weight ELSE c.weight END AS weight,
       CASE greatest(CASE c.state WHEN 'closed' THEN 3 WHEN 'answered' THEN 2
                                  WHEN 'in_progress' THEN 1 ELSE 0 END,
                     CASE WHEN a.closed_at IS NOT NULL THEN 3 WHEN a.answered_at IS NOT NULL THEN 2
                          WHEN a.weight IS NOT NULL THEN 1 ELSE 0 END)
            WHEN 3 THEN 'closed' WHEN 2 THEN 'answered' WHEN 1 THEN 'in_progress'
            ELSE 'received' END AS state,
       least(c.answered_at, a.answered_at) AS answered_at,
       least(c.closed_at, a.closed_at) AS closed_at,
       c.erased_at, c.words IS NOT NULL AS has_words
FROM complaint c
LEFT JOIN (SELECT m.kiosk_id, m.number,
                  (array_agg(m.weight ORDER BY m.no DESC) FILTER (WHERE m.act = 'weighed'))[1] AS weight,
                  max(m.at) FILTER (WHERE m.act = 'weighed') AS weighed_at,
                  min(m.at) FILTER (WHERE m.act = 'answered') AS answered_at,
                  min(m.at) FILTER (WHERE m.act = 'closed') AS closed_at
           FROM complaint_act m GROUP BY m.kiosk_id, m.number) a USING (kiosk_id, number)
WHERE c.kind <> '';

-- What was uploaded and checked, until it is published: each account's newest.
CREATE TABLE catalogue_draft (
    account text PRIMARY KEY REFERENCES account ON DELETE CASCADE,
    file bytea NOT NULL,
    tag text NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp()
);
GRANT SELECT, INSERT, UPDATE ON catalogue_draft TO office_web;

-- The pages read; of what officers do here they write acts and catalogues, and never change one.
GRANT SELECT ON session, ticket, response, abandoned, complaint, complaint_act, complaint_now, help_call,
    survey_sum, served_sum, catalogue TO office_web;
GRANT INSERT (kiosk_id, number, act, weight, answer, account) ON complaint_act TO office_web;
GRANT INSERT (name, version, file, tag, published_by) ON catalogue TO office_web;
REVOKE ALL ON FUNCTION survey_sum_change(), served_sum_change(), sums_emptied(),
    survey_sums(date, date, text, smallint), survey_counts(date, date, text, smallint[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION survey_sums(date, date, text, smallint),
    survey_counts(date, date, text, smallint[]),
    survey_keys(text, text, text, smallint, smallint, smallint, smallint, smallint, text, jsonb)
    TO office_web;
