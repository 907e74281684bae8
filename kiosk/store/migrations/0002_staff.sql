-- The staff desk: officers, calls, counters, hours, file receipts, and a journal that cannot be
-- rewritten unseen.

-- A life of a ticket beyond waiting. `calls` counts the announcements since it was last waiting;
-- `wait_ms` is fixed by its first call; `for_counter` is where a colleague sent it ('' = any).
ALTER TABLE ticket ADD COLUMN officer TEXT NOT NULL DEFAULT '';
ALTER TABLE ticket ADD COLUMN calls INTEGER NOT NULL DEFAULT 0 CHECK (calls >= 0);
ALTER TABLE ticket ADD COLUMN started_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE ticket ADD COLUMN wait_ms INTEGER NOT NULL DEFAULT -1 CHECK (wait_ms >= -1);
ALTER TABLE ticket ADD COLUMN for_counter TEXT NOT NULL DEFAULT '';
ALTER TABLE ticket ADD COLUMN void_reason TEXT NOT NULL DEFAULT '';
CREATE INDEX ticket_wait ON ticket (session, wait_ms) WHERE wait_ms >= 0;
-- The last turns of a group, from call to finish, are read from the index alone: every ticket asks.
DROP INDEX ticket_done;
CREATE INDEX ticket_done
    ON ticket (session, group_id, done_at, service_ms, started_at, called_at, counter)
    WHERE state = 'done';
CREATE INDEX ticket_skipped ON ticket (session, group_id, place) WHERE state = 'skipped';
-- One ticket at a time is called or served at a counter.
CREATE UNIQUE INDEX ticket_at_counter ON ticket (session, counter)
    WHERE state = 'called' OR state = 'serving';
-- Whose turn it is at a counter: one seek per group, however many wait for a colleague.
DROP INDEX ticket_waiting;
CREATE INDEX ticket_waiting ON ticket (session, group_id, for_counter, is_priority, place)
    WHERE state = 'waiting';

-- How many of a line's waiting people have priority, whatever their series says.
ALTER TABLE line ADD COLUMN priority INTEGER NOT NULL DEFAULT 0
    CHECK (priority BETWEEN 0 AND waiting);
UPDATE line SET priority = (
    SELECT count(*) FROM ticket t WHERE t.session = line.session AND t.series = line.series
    AND t.group_id = line.group_id AND t.state = 'waiting' AND t.is_priority = 1
);
DROP TRIGGER ticket_leaves_line;
DROP TRIGGER ticket_enters_line;
CREATE TRIGGER ticket_leaves_line AFTER UPDATE OF state, group_id, is_priority ON ticket
WHEN OLD.state = 'waiting' AND (NEW.state <> 'waiting' OR NEW.group_id <> OLD.group_id
                                OR NEW.is_priority <> OLD.is_priority)
BEGIN
    UPDATE line SET waiting = waiting - 1, priority = priority - OLD.is_priority
    WHERE session = OLD.session AND series = OLD.series AND group_id = OLD.group_id;
END;
CREATE TRIGGER ticket_enters_line AFTER UPDATE OF state, group_id, is_priority ON ticket
WHEN NEW.state = 'waiting' AND (OLD.state <> 'waiting' OR NEW.group_id <> OLD.group_id
                                OR NEW.is_priority <> OLD.is_priority)
BEGIN
    INSERT INTO line (session, series, group_id, hi, last_place, waiting, priority)
    VALUES (NEW.session, NEW.series, NEW.group_id, 0, 0, 1, NEW.is_priority)
    ON CONFLICT (session, series, group_id)
    DO UPDATE SET waiting = waiting + 1, priority = priority + NEW.is_priority;
END;

-- Who closed the day: '' while open, 'staff' or 'next_session'. A day closed by staff stays closed.
ALTER TABLE session ADD COLUMN closed_by TEXT NOT NULL DEFAULT '';

-- A counter at which somebody works, from the day `day` on; what it did in a session counts in that
-- session only. `priority_run` counts the priority numbers called in a row; `last_call` is its
-- newest announcement, 0 = none; since when it serves somebody is kept by the monotonic clock of a
-- boot, because the wall clock jumps.
CREATE TABLE counter (
    name TEXT NOT NULL PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 63),
    officer TEXT NOT NULL,
    is_open INTEGER NOT NULL CHECK (is_open IN (0, 1)),
    day INTEGER NOT NULL,
    session INTEGER NOT NULL, -- 0 = none yet
    priority_run INTEGER NOT NULL CHECK (priority_run >= 0),
    last_call INTEGER NOT NULL,
    since_boot TEXT NOT NULL,
    since_mono_ms INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What an officer's tap asked for, by the id that the screen made before the tap: the same command
-- is carried out once. `ticket` is the answer.
CREATE TABLE command (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    session INTEGER NOT NULL REFERENCES session (no),
    kind TEXT NOT NULL,
    ticket BLOB CHECK (length(ticket) = 16)
) STRICT, WITHOUT ROWID;
CREATE INDEX command_session ON command (session);

-- Announcements, in the order in which boards show and speak them.
CREATE TABLE call (
    no INTEGER PRIMARY KEY AUTOINCREMENT,
    session INTEGER NOT NULL REFERENCES session (no),
    ticket BLOB NOT NULL REFERENCES ticket (id),
    number TEXT NOT NULL,
    group_id TEXT NOT NULL,
    counter TEXT NOT NULL,
    turn INTEGER NOT NULL CHECK (turn >= 1), -- 1 = called, 2 to 4 = called again
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX call_session ON call (session, no);

-- A group that takes no more numbers for now.
CREATE TABLE pause (
    session INTEGER NOT NULL REFERENCES session (no),
    group_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    officer TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (session, group_id)
) STRICT, WITHOUT ROWID;

-- Time in which the office serves although its hours say no. `group_id` '' = all groups.
CREATE TABLE extra_hours (
    no INTEGER PRIMARY KEY,
    group_id TEXT NOT NULL,
    from_at INTEGER NOT NULL,
    until_at INTEGER NOT NULL CHECK (until_at > from_at),
    reason TEXT NOT NULL CHECK (length(reason) > 0),
    officer TEXT NOT NULL
) STRICT;
CREATE INDEX extra_hours_until ON extra_hours (until_at);

-- Officers. `code` is what slips and the journal show of a person. `pin` is an Argon2id string.
-- A pause after wrong tries runs on the monotonic clock of a boot; another boot begins it anew.
CREATE TABLE officer (
    code TEXT NOT NULL PRIMARY KEY CHECK (length(code) BETWEEN 1 AND 15),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 127),
    role TEXT NOT NULL CHECK (role = 'officer' OR role = 'supervisor'),
    pin TEXT NOT NULL CHECK (length(pin) > 20),
    is_active INTEGER NOT NULL CHECK (is_active IN (0, 1)),
    tries INTEGER NOT NULL DEFAULT 0 CHECK (tries >= 0),     -- wrong ones since the last good one or pause
    pauses INTEGER NOT NULL DEFAULT 0 CHECK (pauses >= 0),   -- pauses since the last good one
    pause_boot TEXT NOT NULL DEFAULT '',
    pause_until_mono_ms INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A file handed in. `applicant` is emptied when the retention time is over; nothing else knows it.
CREATE TABLE receipt (
    file_number TEXT NOT NULL PRIMARY KEY,
    request BLOB NOT NULL UNIQUE CHECK (length(request) = 16),
    month INTEGER NOT NULL,    -- year * 100 + month, local
    seq INTEGER NOT NULL CHECK (seq > 0),
    ticket BLOB REFERENCES ticket (id) CHECK (length(ticket) = 16),
    number TEXT NOT NULL,      -- of the ticket, '' without one
    service_id TEXT NOT NULL,
    service_name TEXT NOT NULL,
    applicant TEXT NOT NULL,
    received BLOB NOT NULL CHECK (length(received) <= 128 AND length(received) % 2 = 0),
    asked INTEGER NOT NULL CHECK (asked >= 0), -- how many requirements the standard lists
    officer TEXT NOT NULL,
    counter TEXT NOT NULL,
    at INTEGER NOT NULL,
    due_day INTEGER NOT NULL,  -- days since 1970, 0 = no date can be told
    workdays INTEGER NOT NULL CHECK (workdays >= 0),
    is_due_sure INTEGER NOT NULL CHECK (is_due_sure IN (0, 1)) -- the holiday table covers it
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX receipt_month ON receipt (month, seq);
CREATE INDEX receipt_named ON receipt (at) WHERE applicant <> '';
CREATE INDEX receipt_ticket ON receipt (ticket, at) WHERE ticket IS NOT NULL;
CREATE TRIGGER receipt_keeps_its_number
BEFORE UPDATE OF file_number, request, month, seq, ticket, received, at, due_day ON receipt
BEGIN
    SELECT RAISE(ABORT, 'a receipt is never changed');
END;

-- A visitor asks for an officer.
CREATE TABLE help_call (
    no INTEGER PRIMARY KEY,
    request BLOB NOT NULL UNIQUE CHECK (length(request) = 16),
    device TEXT NOT NULL,
    screen TEXT NOT NULL,
    at INTEGER NOT NULL,
    answered_at INTEGER NOT NULL DEFAULT 0,
    officer TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX help_call_open ON help_call (no) WHERE answered_at = 0;

-- Slips of more kinds. `subject` is the receipt's file number or the report's day.
CREATE TABLE print_job_2 (
    id INTEGER PRIMARY KEY,
    uuid BLOB NOT NULL CHECK (length(uuid) = 16),
    request BLOB CHECK (length(request) = 16),
    kind TEXT NOT NULL CHECK (
        kind = 'ticket' OR kind = 'requirements' OR kind = 'steps' OR kind = 'receipt'
        OR kind = 'report' OR kind = 'test'
    ),
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
INSERT INTO print_job_2 (id, uuid, request, kind, ticket, service_id, copy, lang, state, is_over,
                         trouble, is_wanted, printer, cups_job, created_at, changed_at)
SELECT id, uuid, request, kind, ticket, service_id, copy, lang, state, is_over, trouble, is_wanted,
       printer, cups_job, created_at, changed_at FROM print_job;
DROP TABLE print_job;
ALTER TABLE print_job_2 RENAME TO print_job;
CREATE UNIQUE INDEX print_job_ticket ON print_job (ticket, copy) WHERE ticket IS NOT NULL;
CREATE UNIQUE INDEX print_job_request ON print_job (request) WHERE request IS NOT NULL;
CREATE UNIQUE INDEX print_job_receipt ON print_job (subject, copy) WHERE kind = 'receipt';
CREATE INDEX print_job_open ON print_job (id) WHERE is_over = 0;
-- Slips that staff should look after are few, and asked for with every look at the devices.
CREATE INDEX print_job_missing ON print_job (ticket)
    WHERE ticket IS NOT NULL AND (state = 'failed' OR state = 'uncertain');

-- The journal gets an author, a subject and a chain: chain = SHA256(chain before || the row as
-- encoded by the store). Rows from before have an empty chain and are only counted.
CREATE TABLE journal_2 (
    no INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    who TEXT NOT NULL,     -- an officer's code, or '' for the machine itself
    kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 64),
    subject TEXT NOT NULL, -- a ticket's number, a counter, an officer's code, ...
    detail TEXT NOT NULL,
    chain BLOB NOT NULL CHECK (length(chain) = 0 OR length(chain) = 32)
) STRICT;
INSERT INTO journal_2 (no, at, who, kind, subject, detail, chain)
SELECT no, at, '', kind, '', detail, x'' FROM journal;
DROP TABLE journal;
ALTER TABLE journal_2 RENAME TO journal;
CREATE INDEX journal_kind ON journal (kind);
CREATE TRIGGER journal_is_written_once BEFORE UPDATE ON journal
BEGIN
    SELECT RAISE(ABORT, 'the journal is never changed');
END;
CREATE TRIGGER journal_keeps_its_rows BEFORE DELETE ON journal
BEGIN
    SELECT RAISE(ABORT, 'the journal is never shortened');
END;
