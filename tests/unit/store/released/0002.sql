-- What .dump gave for version 2, with one ticket, an officer and two slips.
PRAGMA foreign_keys=OFF; -- rows before their indexes
CREATE TABLE meta (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO meta VALUES('checked_boot','0ec8e92f-513c-45de-8493-5e3f336d9f69');
INSERT INTO meta VALUES('clock_boot','0ec8e92f-513c-45de-8493-5e3f336d9f69');
INSERT INTO meta VALUES('clock_mono_ms','23884501');
INSERT INTO meta VALUES('clock_wall_ms','1795344483545');
CREATE TABLE session (
    no INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    local_day INTEGER NOT NULL,
    is_dated INTEGER NOT NULL CHECK (is_dated IN (0, 1)),
    generation INTEGER NOT NULL CHECK (generation BETWEEN 0 AND 26),
    opened_at INTEGER NOT NULL,
    closed_at INTEGER NOT NULL DEFAULT 0
, closed_by TEXT NOT NULL DEFAULT '') STRICT;
INSERT INTO session VALUES(1,X'01a202dec4d974a180a63616ac99a486',20779,1,0,1795344483545,0,'');
CREATE TABLE line (
    session INTEGER NOT NULL REFERENCES session (no),
    series TEXT NOT NULL CHECK (length(series) BETWEEN 1 AND 3),
    group_id TEXT NOT NULL,
    hi INTEGER NOT NULL CHECK (hi >= 0),
    last_place INTEGER NOT NULL CHECK (last_place >= 0),
    waiting INTEGER NOT NULL CHECK (waiting >= 0), priority INTEGER NOT NULL DEFAULT 0
    CHECK (priority BETWEEN 0 AND waiting),
    PRIMARY KEY (session, series, group_id)
) STRICT, WITHOUT ROWID;
INSERT INTO line VALUES(1,'A','berkas',1,1,1,0);
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
    counter TEXT NOT NULL DEFAULT '', officer TEXT NOT NULL DEFAULT '', calls INTEGER NOT NULL DEFAULT 0 CHECK (calls >= 0), started_at INTEGER NOT NULL DEFAULT 0, wait_ms INTEGER NOT NULL DEFAULT -1 CHECK (wait_ms >= -1), for_counter TEXT NOT NULL DEFAULT '', void_reason TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (session, series, seq)
) STRICT, WITHOUT ROWID;
INSERT INTO ticket VALUES(1,'A',1,X'18d25ea299954eff925ac60098e17d0f',1,'A-001','5P2C','','Penerimaan berkas','berkas',0,'','waiting',1795344483545,0,0,0,0,'id',X'',0,0,0,0,'','',0,0,-1,'','');
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
INSERT INTO stream VALUES(X'0ef01977ac444d37b88bb6687f68f2be','main',NULL,0,1795344483543,0,3,X'711b8053f5456f536d4cdcbbd74f952df6dfd41d9b226cbc82c2937295c30cb0');
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
INSERT INTO outbox VALUES(X'0ef01977ac444d37b88bb6687f68f2be',1,X'01a202dec4d77a6b939c15a5a05e7bc5','stream.opened',X'7b2276223a312c226964223a2230316132303264652d633464372d376136622d393339632d313561356130356537626335222c226b696e64223a2273747265616d2e6f70656e6564222c2273657373696f6e223a6e756c6c2c226174223a313739353334343438333534332c22636c6f636b223a7b22626f6f74223a2230656338653932662d353133632d343564652d383439332d356533663333366439663639222c226d6f6e6f5f6d73223a32333838343439392c226f66667365745f6d73223a302c227175616c697479223a317d2c2264617461223a7b2273747265616d223a2230656630313937372d616334342d346433372d623838622d623636383766363866326265222c226e616d65223a226d61696e222c2270726576696f7573223a6e756c6c2c2270726576696f75735f736571223a307d7d',X'cae3891fcb479b7ac91034dae571d7aba1aa40af13e7b4360f0c90c5083d9b83',X'0d52035e354d8e7b0543bee2a59a1fbfabcd7d8a86fe89e77bfbb33551120e6d',0);
INSERT INTO outbox VALUES(X'0ef01977ac444d37b88bb6687f68f2be',2,X'01a202dec4d97868ba80b4c7000dd883','session.opened',X'7b2276223a312c226964223a2230316132303264652d633464392d373836382d626138302d623463373030306464383833222c226b696e64223a2273657373696f6e2e6f70656e6564222c2273657373696f6e223a2230316132303264652d633464392d373461312d383061362d333631366163393961343836222c226174223a313739353334343438333534352c22636c6f636b223a7b22626f6f74223a2230656338653932662d353133632d343564652d383439332d356533663333366439663639222c226d6f6e6f5f6d73223a32333838343530312c226f66667365745f6d73223a302c227175616c697479223a317d2c2264617461223a7b22646179223a22323032362d31312d3232222c226279223a2266697273745f6973737565222c2270726576696f7573223a6e756c6c2c2267656e65726174696f6e223a307d7d',X'3399c41881fd7d1049ee645a49890ee0bff0d1ec037e03dc406f394d42ca7da7',X'08fff1aa145f02473c60bd5e6d092ac4a9d4d953feca7bb86ecd457e9c494b0a',0);
INSERT INTO outbox VALUES(X'0ef01977ac444d37b88bb6687f68f2be',3,X'01a202dec4da778fbfe4df54f4eaa83a','ticket.issued',X'7b2276223a312c226964223a2230316132303264652d633464612d373738662d626665342d646635346634656161383361222c226b696e64223a227469636b65742e697373756564222c2273657373696f6e223a2230316132303264652d633464392d373461312d383061362d333631366163393961343836222c226174223a313739353334343438333534352c22636c6f636b223a7b22626f6f74223a2230656338653932662d353133632d343564652d383439332d356533663333366439663639222c226d6f6e6f5f6d73223a32333838343530322c226f66667365745f6d73223a302c227175616c697479223a317d2c2264617461223a7b227469636b6574223a2231386432356561322d393939352d346566662d393235612d633630303938653137643066222c2272657175657374223a2231386432356561322d393939352d346566662d393235612d633630303938653137643066222c226e756d626572223a22412d303031222c22736572696573223a2241222c22736571223a312c22636f6465223a2235503243222c2273657276696365223a6e756c6c2c2267726f7570223a226265726b6173222c227072696f72697479223a6e756c6c2c226c616e67223a226964222c226168656164223a302c2277616974223a6e756c6c2c22756e7469636b6564223a5b5d2c22736c6970223a747275652c22646576696365223a317d7d',X'8031e49f3c71b3b9c55231b1483a827568c342109e87ee6a4ae671bb5e27c2bd',X'711b8053f5456f536d4cdcbbd74f952df6dfd41d9b226cbc82c2937295c30cb0',0);
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
CREATE TABLE command (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    session INTEGER NOT NULL REFERENCES session (no),
    kind TEXT NOT NULL,
    ticket BLOB CHECK (length(ticket) = 16)
) STRICT, WITHOUT ROWID;
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
CREATE TABLE pause (
    session INTEGER NOT NULL REFERENCES session (no),
    group_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    officer TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (session, group_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE extra_hours (
    no INTEGER PRIMARY KEY,
    group_id TEXT NOT NULL,
    from_at INTEGER NOT NULL,
    until_at INTEGER NOT NULL CHECK (until_at > from_at),
    reason TEXT NOT NULL CHECK (length(reason) > 0),
    officer TEXT NOT NULL
) STRICT;
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
INSERT INTO officer VALUES('P-01','Contoh Petugas','officer','$argon2id$v=19$m=19456,t=2,p=1$U9QtfkxhnppQgXX71gfhbQ$X6LzM9buYsZLJTS6hkoiI+xuAaZQJAXhZdd+P//GbTU',1,0,0,'',0,1795344502212);
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
CREATE TABLE help_call (
    no INTEGER PRIMARY KEY,
    request BLOB NOT NULL UNIQUE CHECK (length(request) = 16),
    device TEXT NOT NULL,
    screen TEXT NOT NULL,
    at INTEGER NOT NULL,
    answered_at INTEGER NOT NULL DEFAULT 0,
    officer TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE IF NOT EXISTS "print_job" (
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
INSERT INTO print_job VALUES(1,X'01a202dec4d9767593a6d5cbfc2b23af',NULL,'ticket',X'18d25ea299954eff925ac60098e17d0f','','',0,'id','queued',0,'none',1,'',0,1795344483545,1795344483545);
INSERT INTO print_job VALUES(2,X'01a202df0e0879f486109074bce50287',X'1580991b87804672a3423fcadff72358','test',NULL,'1','',0,'id','queued',0,'none',1,'',0,1795344502280,1795344502280);
CREATE TABLE IF NOT EXISTS "journal" (
    no INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    who TEXT NOT NULL,     -- an officer's code, or '' for the machine itself
    kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 64),
    subject TEXT NOT NULL, -- a ticket's number, a counter, an officer's code, ...
    detail TEXT NOT NULL,
    chain BLOB NOT NULL CHECK (length(chain) = 0 OR length(chain) = 32)
) STRICT;
INSERT INTO journal VALUES(1,1795344502212,'','staff.added','P-01','officer',X'75c2e1e8f7fcf9ea873556d1b7dcb35680da178dce3aa004c79c26e2d065035e');
INSERT INTO journal VALUES(2,1795344502280,'','printer.tested','','',X'23b1848f0582b9ff6d1e4189986c93b5a341c7d2827437c2e7cfe281281ef093');
DELETE FROM sqlite_sequence;
CREATE UNIQUE INDEX session_one_open ON session (closed_at) WHERE closed_at = 0;
CREATE INDEX session_by_day ON session (local_day);
CREATE UNIQUE INDEX ticket_id ON ticket (id);
CREATE UNIQUE INDEX ticket_code ON ticket (session, code);
CREATE INDEX ticket_called ON ticket (session, called_at) WHERE called_at > 0;
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
CREATE UNIQUE INDEX stream_one_open ON stream (name) WHERE closed_at = 0;
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
CREATE INDEX ticket_wait ON ticket (session, wait_ms) WHERE wait_ms >= 0;
CREATE INDEX ticket_done
    ON ticket (session, group_id, done_at, service_ms, started_at, called_at, counter)
    WHERE state = 'done';
CREATE INDEX ticket_skipped ON ticket (session, group_id, place) WHERE state = 'skipped';
CREATE UNIQUE INDEX ticket_at_counter ON ticket (session, counter)
    WHERE state = 'called' OR state = 'serving';
CREATE INDEX ticket_waiting ON ticket (session, group_id, for_counter, is_priority, place)
    WHERE state = 'waiting';
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
CREATE INDEX command_session ON command (session);
CREATE INDEX call_session ON call (session, no);
CREATE INDEX extra_hours_until ON extra_hours (until_at);
CREATE UNIQUE INDEX receipt_month ON receipt (month, seq);
CREATE INDEX receipt_named ON receipt (at) WHERE applicant <> '';
CREATE INDEX receipt_ticket ON receipt (ticket, at) WHERE ticket IS NOT NULL;
CREATE TRIGGER receipt_keeps_its_number
BEFORE UPDATE OF file_number, request, month, seq, ticket, received, at, due_day ON receipt
BEGIN
    SELECT RAISE(ABORT, 'a receipt is never changed');
END;
CREATE INDEX help_call_open ON help_call (no) WHERE answered_at = 0;
CREATE UNIQUE INDEX print_job_ticket ON print_job (ticket, copy) WHERE ticket IS NOT NULL;
CREATE UNIQUE INDEX print_job_request ON print_job (request) WHERE request IS NOT NULL;
CREATE UNIQUE INDEX print_job_receipt ON print_job (subject, copy) WHERE kind = 'receipt';
CREATE INDEX print_job_open ON print_job (id) WHERE is_over = 0;
CREATE INDEX print_job_missing ON print_job (ticket)
    WHERE ticket IS NOT NULL AND (state = 'failed' OR state = 'uncertain');
CREATE INDEX journal_kind ON journal (kind);
CREATE TRIGGER journal_is_written_once BEFORE UPDATE ON journal
BEGIN
    SELECT RAISE(ABORT, 'the journal is never changed');
END;
CREATE TRIGGER journal_keeps_its_rows BEFORE DELETE ON journal
BEGIN
    SELECT RAISE(ABORT, 'the journal is never shortened');
END;
