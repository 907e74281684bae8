-- .schema of version 1, as released.
CREATE TABLE meta (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE journal (
    no INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 64),
    detail TEXT NOT NULL
) STRICT;
CREATE TABLE session (
    no INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    local_day INTEGER NOT NULL,
    is_dated INTEGER NOT NULL CHECK (is_dated IN (0, 1)),
    generation INTEGER NOT NULL CHECK (generation BETWEEN 0 AND 26),
    opened_at INTEGER NOT NULL,
    closed_at INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX session_one_open ON session (closed_at) WHERE closed_at = 0;
CREATE INDEX session_by_day ON session (local_day);
CREATE TABLE line (
    session INTEGER NOT NULL REFERENCES session (no),
    series TEXT NOT NULL CHECK (length(series) BETWEEN 1 AND 3),
    group_id TEXT NOT NULL,
    hi INTEGER NOT NULL CHECK (hi >= 0),
    last_place INTEGER NOT NULL CHECK (last_place >= 0),
    waiting INTEGER NOT NULL CHECK (waiting >= 0),
    PRIMARY KEY (session, series, group_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE ticket (
    session INTEGER NOT NULL REFERENCES session (no),
    series TEXT NOT NULL CHECK (length(series) BETWEEN 1 AND 3),
    seq INTEGER NOT NULL CHECK (seq > 0),
    id BLOB NOT NULL CHECK (length(id) = 16),
    place INTEGER NOT NULL CHECK (place > 0),
    number TEXT NOT NULL,
    code TEXT NOT NULL CHECK (length(code) = 4),
    service_id TEXT NOT NULL,
    service_name TEXT NOT NULL,
    group_id TEXT NOT NULL,
    is_priority INTEGER NOT NULL CHECK (is_priority IN (0, 1)),
    priority_reason TEXT NOT NULL CHECK ((priority_reason <> '') = is_priority),
    state TEXT NOT NULL CHECK (
        state = 'waiting' OR state = 'called' OR state = 'serving' OR state = 'done'
        OR state = 'skipped' OR state = 'void'
    ),
    issued_at INTEGER NOT NULL,
    people_ahead INTEGER NOT NULL CHECK (people_ahead >= 0),
    wait_is_known INTEGER NOT NULL CHECK (wait_is_known IN (0, 1)),
    wait_from_min INTEGER NOT NULL,
    wait_to_min INTEGER NOT NULL,
    lang TEXT NOT NULL,
    unticked BLOB NOT NULL CHECK (length(unticked) <= 128 AND length(unticked) % 2 = 0),
    shown_at INTEGER NOT NULL DEFAULT 0,
    called_at INTEGER NOT NULL DEFAULT 0,
    done_at INTEGER NOT NULL DEFAULT 0,
    service_ms INTEGER NOT NULL DEFAULT 0 CHECK (service_ms >= 0),
    counter TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (session, series, seq)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX ticket_id ON ticket (id);
CREATE UNIQUE INDEX ticket_code ON ticket (session, code);
CREATE INDEX ticket_waiting ON ticket (session, group_id, is_priority, place)
    WHERE state = 'waiting';
CREATE INDEX ticket_called ON ticket (session, called_at) WHERE called_at > 0;
CREATE INDEX ticket_done ON ticket (session, group_id, done_at, service_ms, counter)
    WHERE state = 'done';
CREATE TRIGGER ticket_keeps_its_number
BEFORE UPDATE OF session, series, seq, id, place, number, code, issued_at ON ticket
BEGIN
    SELECT RAISE(ABORT, 'a ticket keeps its number');
END;
CREATE TRIGGER ticket_stays_while_open BEFORE DELETE ON ticket
WHEN EXISTS (SELECT 1 FROM session WHERE no = OLD.session AND closed_at = 0)
BEGIN
    SELECT RAISE(ABORT, 'a ticket of the open session is never deleted');
END;
CREATE TRIGGER ticket_leaves_line AFTER UPDATE OF state, group_id ON ticket
WHEN OLD.state = 'waiting' AND (NEW.state <> 'waiting' OR NEW.group_id <> OLD.group_id)
BEGIN
    UPDATE line SET waiting = waiting - 1
    WHERE session = OLD.session AND series = OLD.series AND group_id = OLD.group_id;
END;
CREATE TRIGGER ticket_enters_line AFTER UPDATE OF state, group_id ON ticket
WHEN NEW.state = 'waiting' AND (OLD.state <> 'waiting' OR NEW.group_id <> OLD.group_id)
BEGIN
    INSERT INTO line (session, series, group_id, hi, last_place, waiting)
    VALUES (NEW.session, NEW.series, NEW.group_id, 0, 0, 1)
    ON CONFLICT (session, series, group_id) DO UPDATE SET waiting = waiting + 1;
END;
CREATE TABLE print_job (
    id INTEGER PRIMARY KEY,
    uuid BLOB NOT NULL CHECK (length(uuid) = 16),
    request BLOB CHECK (length(request) = 16),
    kind TEXT NOT NULL CHECK (kind = 'ticket' OR kind = 'requirements' OR kind = 'steps'),
    ticket BLOB REFERENCES ticket (id) CHECK (length(ticket) = 16),
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
CREATE UNIQUE INDEX print_job_ticket ON print_job (ticket, copy) WHERE ticket IS NOT NULL;
CREATE UNIQUE INDEX print_job_request ON print_job (request) WHERE request IS NOT NULL;
CREATE INDEX print_job_open ON print_job (id) WHERE is_over = 0;
CREATE TABLE printer (
    no INTEGER PRIMARY KEY CHECK (no = 1),
    queue TEXT NOT NULL,
    trouble TEXT NOT NULL,
    is_paper_low INTEGER NOT NULL CHECK (is_paper_low IN (0, 1)),
    is_confirming INTEGER NOT NULL CHECK (is_confirming IN (0, 1)),
    seen_at INTEGER NOT NULL,
    seen_boot TEXT NOT NULL,
    seen_mono_ms INTEGER NOT NULL
) STRICT;
CREATE TABLE stream (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 32),
    previous BLOB CHECK (length(previous) = 16),
    previous_seq INTEGER NOT NULL CHECK (previous_seq >= 0),
    opened_at INTEGER NOT NULL,
    closed_at INTEGER NOT NULL DEFAULT 0,
    head_seq INTEGER NOT NULL DEFAULT 0 CHECK (head_seq >= 0),
    head_chain BLOB NOT NULL CHECK (length(head_chain) = 32)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX stream_one_open ON stream (name) WHERE closed_at = 0;
CREATE TABLE outbox (
    stream BLOB NOT NULL REFERENCES stream (id),
    seq INTEGER NOT NULL CHECK (seq > 0),
    id BLOB NOT NULL CHECK (length(id) = 16),
    kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 64),
    rec BLOB NOT NULL CHECK (length(rec) > 0),
    sha BLOB NOT NULL CHECK (length(sha) = 32),
    chain BLOB NOT NULL CHECK (length(chain) = 32),
    acked_at INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (stream, seq)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX outbox_id ON outbox (stream, id);
CREATE TRIGGER outbox_has_no_gap BEFORE INSERT ON outbox
WHEN NEW.seq IS NOT (SELECT head_seq + 1 FROM stream WHERE id = NEW.stream AND closed_at = 0)
BEGIN
    SELECT RAISE(ABORT, 'an event follows the head of its open stream');
END;
CREATE TRIGGER outbox_moves_head AFTER INSERT ON outbox
BEGIN
    UPDATE stream SET head_seq = NEW.seq, head_chain = NEW.chain WHERE id = NEW.stream;
END;
CREATE TRIGGER outbox_is_written_once
BEFORE UPDATE OF stream, seq, id, kind, rec, sha, chain ON outbox
BEGIN
    SELECT RAISE(ABORT, 'an event is never changed');
END;
CREATE TRIGGER outbox_keeps_unacked BEFORE DELETE ON outbox WHEN OLD.acked_at = 0
BEGIN
    SELECT RAISE(ABORT, 'an event that the office does not have is never deleted');
END;
