-- The exit: responses of the survey, suggestions, and the register of complaints.

-- One person's answers. Rows lie in the order of their day and random id, so that nothing tells in
-- which order people came; `day` and `bracket` are all that is known of the time. The nine answers
-- are columns, because every report sums them over many rows. `is_sent`: handed to the stream.
-- Inside a page SQLite puts newer cells in front of older ones, whatever their keys; therefore rows
-- are taken out and put in again in random order when their half-day is handed over, and are kept
-- for good from then on. Abandoned surveys and suggestions likewise.
CREATE TABLE response (
    day INTEGER NOT NULL,
    id BLOB NOT NULL CHECK (length(id) = 16),
    bracket INTEGER NOT NULL CHECK (bracket BETWEEN 0 AND 2),
    source INTEGER NOT NULL CHECK (source BETWEEN 0 AND 2),
    flags INTEGER NOT NULL CHECK (flags BETWEEN 0 AND 7),
    persyaratan INTEGER NOT NULL CHECK (persyaratan BETWEEN 1 AND 4),
    prosedur INTEGER NOT NULL CHECK (prosedur BETWEEN 1 AND 4),
    waktu INTEGER NOT NULL CHECK (waktu BETWEEN 1 AND 4),
    biaya INTEGER NOT NULL CHECK (biaya BETWEEN 1 AND 4),
    produk INTEGER NOT NULL CHECK (produk BETWEEN 1 AND 4),
    kompetensi INTEGER NOT NULL CHECK (kompetensi BETWEEN 1 AND 4),
    perilaku INTEGER NOT NULL CHECK (perilaku BETWEEN 1 AND 4),
    sarana INTEGER NOT NULL CHECK (sarana BETWEEN 1 AND 4),
    pengaduan INTEGER NOT NULL CHECK (pengaduan BETWEEN 1 AND 4),
    gender INTEGER NOT NULL CHECK (gender BETWEEN 0 AND 2),
    age INTEGER NOT NULL CHECK (age BETWEEN 0 AND 6),
    education INTEGER NOT NULL CHECK (education BETWEEN 0 AND 7),
    occupation INTEGER NOT NULL CHECK (occupation BETWEEN 0 AND 6),
    service_id TEXT NOT NULL, -- '' = not told
    sector_id TEXT NOT NULL,
    device TEXT NOT NULL,     -- '' = on paper
    form TEXT NOT NULL,       -- the questionnaire's id and version
    extras BLOB NOT NULL CHECK (length(extras) <= 10), -- a byte per added question, 0 = skipped
    is_sent INTEGER NOT NULL DEFAULT 0 CHECK (is_sent IN (0, 1)),
    PRIMARY KEY (day, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX response_id ON response (id); -- a request adds once, on whatever day
CREATE INDEX response_unsent ON response (day, bracket) WHERE is_sent = 0;
CREATE TRIGGER response_is_written_once BEFORE UPDATE ON response
BEGIN
    SELECT RAISE(ABORT, 'an answer is never changed');
END;
CREATE TRIGGER response_is_kept BEFORE DELETE ON response WHEN OLD.is_sent = 1
BEGIN
    SELECT RAISE(ABORT, 'an answer is never deleted');
END;

-- A survey that was stopped: only how far.
CREATE TABLE abandoned (
    day INTEGER NOT NULL,
    id BLOB NOT NULL CHECK (length(id) = 16),
    bracket INTEGER NOT NULL CHECK (bracket BETWEEN 0 AND 2),
    device TEXT NOT NULL,
    answered INTEGER NOT NULL CHECK (answered BETWEEN 0 AND 8),
    is_sent INTEGER NOT NULL DEFAULT 0 CHECK (is_sent IN (0, 1)),
    PRIMARY KEY (day, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX abandoned_id ON abandoned (id);
CREATE INDEX abandoned_unsent ON abandoned (day, bracket) WHERE is_sent = 0;

-- Free words, sealed, apart from the answers: `id` is not the response's, nor computable from it.
-- `is_mixed`: put in again in random order after its day. `entered`: the day on which it came here,
-- later than `day` for one on paper; how long it is kept counts from then.
CREATE TABLE suggestion (
    day INTEGER NOT NULL,
    id BLOB NOT NULL CHECK (length(id) = 16),
    service_id TEXT NOT NULL,
    entered INTEGER NOT NULL DEFAULT 0,
    words BLOB NOT NULL,
    is_mixed INTEGER NOT NULL DEFAULT 0 CHECK (is_mixed IN (0, 1)),
    PRIMARY KEY (day, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX suggestion_id ON suggestion (id);
CREATE INDEX suggestion_unmixed ON suggestion (day) WHERE is_mixed = 0;

-- One survey a ticket: HMAC of the ticket under the session's key. Key and marks are destroyed
-- together when the session has ended.
CREATE TABLE survey_key (
    session INTEGER NOT NULL PRIMARY KEY REFERENCES session (no),
    key BLOB NOT NULL CHECK (length(key) = 32)
) STRICT, WITHOUT ROWID;
CREATE TABLE survey_mark (
    session INTEGER NOT NULL REFERENCES session (no),
    mark BLOB NOT NULL CHECK (length(mark) = 32),
    PRIMARY KEY (session, mark)
) STRICT, WITHOUT ROWID;

-- Rows of imported files by their fingerprints: the same file twice adds nothing.
CREATE TABLE survey_import (
    fingerprint BLOB NOT NULL PRIMARY KEY CHECK (length(fingerprint) = 32)
) STRICT, WITHOUT ROWID;

-- The register. `words` is sealed: text, name, contact, answer; empty once erased.
CREATE TABLE complaint (
    seq INTEGER PRIMARY KEY,
    request BLOB NOT NULL UNIQUE CHECK (length(request) = 16),
    number TEXT NOT NULL UNIQUE,
    code TEXT NOT NULL CHECK (length(code) = 4),
    device TEXT NOT NULL,
    kind TEXT NOT NULL,
    service_id TEXT NOT NULL,
    service_name TEXT NOT NULL,
    reply TEXT NOT NULL,
    weight TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL CHECK (
        state = 'received' OR state = 'in_progress' OR state = 'answered' OR state = 'closed'
    ),
    at INTEGER NOT NULL,
    due_day INTEGER NOT NULL, -- days since 1970, 0 = none promised
    notice_version INTEGER NOT NULL,
    answered_at INTEGER NOT NULL DEFAULT 0,
    closed_at INTEGER NOT NULL DEFAULT 0,
    officer TEXT NOT NULL DEFAULT '',
    words BLOB NOT NULL
) STRICT;
CREATE INDEX complaint_at ON complaint (at);
-- Listed in their order, and counted with every look at the staff desk.
CREATE INDEX complaint_open ON complaint (seq, state, due_day) WHERE state <> 'closed';
-- What the daily purge looks for.
CREATE INDEX complaint_kept ON complaint (closed_at) WHERE state = 'closed' AND length(words) > 0;
CREATE TRIGGER complaint_keeps_its_number
BEFORE UPDATE OF seq, request, number, code, device, kind, at, due_day, notice_version ON complaint
BEGIN
    SELECT RAISE(ABORT, 'a complaint keeps its number');
END;
CREATE TRIGGER complaint_keeps_its_row BEFORE DELETE ON complaint
BEGIN
    SELECT RAISE(ABORT, 'the register keeps its rows');
END;

-- Slips of one more kind; which kinds there are is the domain's to say from here on.
CREATE TABLE print_job_3 (
    id INTEGER PRIMARY KEY,
    uuid BLOB NOT NULL CHECK (length(uuid) = 16),
    request BLOB CHECK (length(request) = 16),
    kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 31),
    ticket BLOB REFERENCES ticket (id) CHECK (length(ticket) = 16),
    subject TEXT NOT NULL DEFAULT '',
    service_id TEXT NOT NULL,
    copy INTEGER NOT NULL CHECK (copy >= 0),
    lang TEXT NOT NULL,
    state TEXT NOT NULL CHECK (
        state = 'queued' OR state = 'sending' OR state = 'printing' OR state = 'printed'
        OR state = 'failed' OR state = 'uncertain' OR state = 'cancelled'
    ),
    is_over INTEGER NOT NULL CHECK (
        is_over = (state <> 'queued' AND state <> 'sending' AND state <> 'printing')
    ),
    trouble TEXT NOT NULL,
    is_wanted INTEGER NOT NULL CHECK (is_wanted IN (0, 1)),
    printer TEXT NOT NULL,
    cups_job INTEGER NOT NULL CHECK (cups_job >= 0),
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    CHECK ((kind = 'ticket') = (ticket IS NOT NULL)),
    CHECK ((kind = 'ticket') = (request IS NULL))
) STRICT;
INSERT INTO print_job_3 (id, uuid, request, kind, ticket, subject, service_id, copy, lang, state,
                         is_over, trouble, is_wanted, printer, cups_job, created_at, changed_at)
SELECT id, uuid, request, kind, ticket, subject, service_id, copy, lang, state, is_over, trouble,
       is_wanted, printer, cups_job, created_at, changed_at FROM print_job;
DROP TABLE print_job;
ALTER TABLE print_job_3 RENAME TO print_job;
CREATE UNIQUE INDEX print_job_ticket ON print_job (ticket, copy) WHERE ticket IS NOT NULL;
CREATE UNIQUE INDEX print_job_request ON print_job (request) WHERE request IS NOT NULL;
CREATE UNIQUE INDEX print_job_receipt ON print_job (subject, copy)
    WHERE kind = 'receipt' OR kind = 'complaint';
CREATE INDEX print_job_open ON print_job (id) WHERE is_over = 0;
-- Slips that staff should look after are few, and asked for with every look at the devices.
CREATE INDEX print_job_missing ON print_job (ticket)
    WHERE ticket IS NOT NULL AND (state = 'failed' OR state = 'uncertain');

-- What an officer did since a moment is counted with every form that is typed in.
DROP INDEX journal_kind;
CREATE INDEX journal_kind ON journal (kind, who, at);
