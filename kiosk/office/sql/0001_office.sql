-- The office's first schema: events as they came, and the tables that pages read.
--
-- Written by a role that owns the schema; the roles of the processes get their rights in the last
-- part, and nothing else. Kiosks' roles may execute functions only. Every key of events begins with
-- kiosk_id, so that the tables can be spread over machines by it.
CREATE SCHEMA office;
SET LOCAL search_path = office, pg_temp;
-- What later files make may be executed only by whom they name.
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

-- The files that were applied, by number.
CREATE TABLE schema_version (
    version int PRIMARY KEY,
    name text NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- 'incarnation': a UUID that `anjungan-office restore` exchanges.
CREATE TABLE meta (
    key text PRIMARY KEY,
    value text NOT NULL
);

CREATE TABLE kiosk (
    kiosk_id uuid PRIMARY KEY,
    device text NOT NULL,          -- "K1", of the enrolment
    note text NOT NULL DEFAULT '', -- where it stands
    serial text NOT NULL,          -- of the certificate in use, hexadecimal as nginx says it
    old_serial text,               -- still good until the kiosk works with the new one
    not_after timestamptz NOT NULL,
    enrolled_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    enrolled_by text NOT NULL,
    revoked_at timestamptz,
    revoked_by text,
    relayed_by uuid REFERENCES kiosk, -- the office below that passes its events on; serial is '' then
    may_relay boolean NOT NULL DEFAULT false -- no kiosk: an office below
);

CREATE TABLE enrolment (
    code_hash bytea PRIMARY KEY, -- SHA-256 of salt and code; see api_enrol_check
    salt bytea NOT NULL,
    note text NOT NULL,
    made_by text NOT NULL,
    made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    expires_at timestamptz NOT NULL,
    tries int NOT NULL DEFAULT 0,
    kiosk_id uuid -- once used
);

-- What came in on a stream: `got` holds every number, `chain` is SHA256(previous chain || seq as
-- 8 bytes, big endian || rec) at `contiguous`.
CREATE TABLE stream (
    kiosk_id uuid NOT NULL REFERENCES kiosk,
    stream_id uuid NOT NULL,
    name text NOT NULL,
    got int8multirange NOT NULL DEFAULT '{}',
    contiguous bigint NOT NULL DEFAULT 0,
    -- NULL: cannot be known since words were erased; taken up again from the kiosk's next claim.
    chain bytea DEFAULT '\x0000000000000000000000000000000000000000000000000000000000000000',
    chain_broken_at bigint, -- where the kiosk's chain was first another one
    previous uuid,
    previous_seq bigint,
    ordinal bigint GENERATED ALWAYS AS IDENTITY,
    projected int8multirange NOT NULL DEFAULT '{}',
    relayed int8multirange NOT NULL DEFAULT '{}', -- what the office above has
    relay_refused_at timestamptz,
    paid_until_ms bigint NOT NULL DEFAULT 0, -- its share of the rate, see api_ingest
    opened_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (kiosk_id, stream_id)
);
CREATE INDEX stream_unprojected ON stream (changed_at) WHERE got <> projected;

CREATE TABLE event (
    kiosk_id uuid NOT NULL,
    stream_id uuid NOT NULL,
    seq bigint NOT NULL CHECK (seq > 0),
    id uuid NOT NULL,
    kind text NOT NULL,
    session_id uuid,
    at timestamptz,
    quality smallint NOT NULL,
    rec bytea NOT NULL, -- the bytes that the kiosk committed; emptied only by an erasure
    body jsonb,         -- NULL: it does not parse
    sha bytea NOT NULL,
    is_quarantined boolean NOT NULL DEFAULT false,
    received_at timestamptz NOT NULL DEFAULT clock_timestamp() -- stream "survey": the day alone
) PARTITION BY HASH (kiosk_id);
-- The keys are the partitions' own: all of a kiosk is in one of them, and one may lie on another
-- machine (config/office/cluster), which PostgreSQL allows only so.
DO $$
BEGIN
    FOR i IN 0..7 LOOP
        EXECUTE format('CREATE TABLE office.event_%s PARTITION OF office.event '
                       'FOR VALUES WITH (MODULUS 8, REMAINDER %s)', i, i);
        EXECUTE format('ALTER TABLE office.event_%s ADD PRIMARY KEY (kiosk_id, stream_id, seq), '
                       'ADD UNIQUE (kiosk_id, id)', i);
    END LOOP;
END $$;

-- A record that came again in a later stream of its kiosk: known by its id, kept once.
CREATE TABLE event_moved (
    kiosk_id uuid NOT NULL,
    stream_id uuid NOT NULL,
    seq bigint NOT NULL,
    id uuid NOT NULL,
    PRIMARY KEY (kiosk_id, stream_id, seq)
);

CREATE UNLOGGED TABLE heartbeat (
    kiosk_id uuid PRIMARY KEY,
    at timestamptz NOT NULL,
    body jsonb NOT NULL
);

-- Published catalogues, whole and signed (wire/signed_catalog.h); the highest version is in force.
CREATE TABLE catalogue (
    name text NOT NULL,
    version bigint NOT NULL,
    file bytea NOT NULL,
    tag text NOT NULL,
    published_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    published_by text NOT NULL,
    PRIMARY KEY (name, version)
);

-- Read models: made from events by office.project(), in any order, as often as one likes. A column
-- `…_rank` is the place of the event that set the columns before it: a later one wins, whenever it
-- comes. The rank of an event is ordinal of its stream × 2^40 + its number there: clocks play no part.
CREATE TABLE session (
    kiosk_id uuid NOT NULL,
    session_id uuid NOT NULL,
    day date,
    opened_at timestamptz,
    closed_at timestamptz,
    state_rank bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (kiosk_id, session_id)
);
CREATE INDEX session_day ON session (day);

CREATE TABLE ticket (
    kiosk_id uuid NOT NULL,
    ticket_id uuid NOT NULL,
    session_id uuid,
    day date,                        -- local, of the session, else of the moment
    number text NOT NULL DEFAULT '', -- '' until "ticket.issued" came
    series text NOT NULL DEFAULT '',
    seq int NOT NULL DEFAULT 0,
    service text,
    grp text NOT NULL DEFAULT '',
    priority text,
    lang text NOT NULL DEFAULT '',
    issued_at timestamptz,
    is_on_screen boolean NOT NULL DEFAULT false, -- shown instead of paper
    slip text NOT NULL DEFAULT '',               -- state of the newest slip
    slip_trouble text NOT NULL DEFAULT '',
    slip_rank bigint NOT NULL DEFAULT 0,
    copies int NOT NULL DEFAULT 0,
    state text NOT NULL DEFAULT 'waiting', -- waiting called serving skipped finished voided
    counter text NOT NULL DEFAULT '',
    officer text NOT NULL DEFAULT '',
    state_rank bigint NOT NULL DEFAULT 0,
    called_at timestamptz, -- first call
    finished_at timestamptz,
    wait_ms bigint,
    service_ms bigint,
    PRIMARY KEY (kiosk_id, ticket_id)
);
CREATE INDEX ticket_day ON ticket (day, grp);
CREATE INDEX ticket_open ON ticket (day) WHERE state IN ('waiting', 'called', 'serving');

CREATE TABLE response (
    kiosk_id uuid NOT NULL,
    id uuid NOT NULL,
    day date NOT NULL,
    bracket smallint NOT NULL,  -- the numbers of domain/survey.h, in all these columns
    source smallint NOT NULL,
    flags smallint NOT NULL,
    persyaratan smallint NOT NULL,
    prosedur smallint NOT NULL,
    waktu smallint NOT NULL,
    biaya smallint NOT NULL,
    produk smallint NOT NULL,
    kompetensi smallint NOT NULL,
    perilaku smallint NOT NULL,
    sarana smallint NOT NULL,
    pengaduan smallint NOT NULL,
    gender smallint NOT NULL,
    age smallint NOT NULL,
    education smallint NOT NULL,
    occupation smallint NOT NULL,
    service text NOT NULL,
    sector text NOT NULL,
    device text NOT NULL,
    form text NOT NULL,
    extras jsonb NOT NULL,
    PRIMARY KEY (kiosk_id, id)
);
CREATE INDEX response_day ON response (day);

CREATE TABLE abandoned (
    kiosk_id uuid NOT NULL,
    id uuid NOT NULL,
    day date NOT NULL,
    bracket smallint NOT NULL,
    device text NOT NULL,
    answered smallint NOT NULL,
    PRIMARY KEY (kiosk_id, id)
);
CREATE INDEX abandoned_day ON abandoned (day);

-- The register. Kiosk and office both act on a complaint; the later act counts.
CREATE TABLE complaint (
    kiosk_id uuid NOT NULL,
    number text NOT NULL,
    kind text NOT NULL DEFAULT '', -- '' until "complaint.received" came
    service text,
    reply text NOT NULL DEFAULT '',
    received_at timestamptz,
    due date,
    weight text NOT NULL DEFAULT '',
    weight_rank bigint NOT NULL DEFAULT 0,
    weight_at timestamptz, -- of that event: an act of the office before or after it
    state text NOT NULL DEFAULT 'received',
    officer text NOT NULL DEFAULT '',
    state_rank bigint NOT NULL DEFAULT 0,
    answered_at timestamptz,
    closed_at timestamptz,
    words bytea, -- sealed to the office's key; NULL: not sent, or erased
    words_key text NOT NULL DEFAULT '',
    words_rank bigint NOT NULL DEFAULT 0,
    erased_at timestamptz,
    PRIMARY KEY (kiosk_id, number)
);
CREATE INDEX complaint_received ON complaint (received_at);
-- What was done here, not at a kiosk.
CREATE TABLE complaint_act (
    no bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kiosk_id uuid NOT NULL,
    number text NOT NULL,
    act text NOT NULL CHECK (act IN ('weighed', 'answered', 'closed')),
    weight text,
    answer bytea, -- sealed to the office's key
    account text NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX complaint_act_of ON complaint_act (kiosk_id, number);

CREATE TABLE counter (
    kiosk_id uuid NOT NULL,
    name text NOT NULL,
    is_open boolean NOT NULL,
    officer text NOT NULL,
    state_rank bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (kiosk_id, name)
);

CREATE TABLE help_call (
    kiosk_id uuid NOT NULL,
    request uuid NOT NULL,
    device text NOT NULL DEFAULT '',
    screen text NOT NULL DEFAULT '',
    at timestamptz,
    answered_at timestamptz,
    PRIMARY KEY (kiosk_id, request)
);

-- Records that project() could not read: shown to the IT person, never in the way of others.
CREATE TABLE unread (
    kiosk_id uuid NOT NULL,
    stream_id uuid NOT NULL,
    seq bigint NOT NULL,
    why text NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (kiosk_id, stream_id, seq)
);

-- The pages' own.
CREATE TABLE account (
    name text PRIMARY KEY CHECK (name ~ '^[a-z0-9._-]{2,32}$'),
    shown text NOT NULL,
    role text NOT NULL CHECK (role IN ('admin', 'supervisor', 'officer')),
    hash text NOT NULL, -- Argon2id
    must_change boolean NOT NULL DEFAULT false,
    is_disabled boolean NOT NULL DEFAULT false,
    failures int NOT NULL DEFAULT 0,
    locked_until timestamptz,
    made_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE TABLE web_session (
    token_hash bytea PRIMARY KEY, -- SHA-256 of the cookie
    account text NOT NULL REFERENCES account ON DELETE CASCADE,
    form_key bytea NOT NULL, -- of the tokens in forms
    made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    seen_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE TABLE audit (
    no bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    account text NOT NULL,
    act text NOT NULL,
    subject text NOT NULL DEFAULT '',
    detail text NOT NULL DEFAULT '',
    address text NOT NULL DEFAULT ''
);
CREATE INDEX audit_at ON audit (at);
