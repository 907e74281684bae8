-- The way to the office: what it has, what it refused, what it published, and when it was last heard.

-- `waiting` counts the records of a stream that are still to be delivered; none of them lies at or
-- below `done_seq`, which is where to look for them. A stream that `is_leaving` was closed by another
-- one of its name, and its waiting records move there. `incarnation` is the office's database that
-- knew the stream last; when another one answers, what was delivered is sent again, a part at a time
-- from `recheck_seq` on (0 = all is).
ALTER TABLE stream ADD COLUMN waiting INTEGER NOT NULL DEFAULT 0 CHECK (waiting >= 0);
ALTER TABLE stream ADD COLUMN done_seq INTEGER NOT NULL DEFAULT 0
    CHECK (done_seq BETWEEN 0 AND head_seq);
ALTER TABLE stream ADD COLUMN is_leaving INTEGER NOT NULL DEFAULT 0 CHECK (is_leaving IN (0, 1));
ALTER TABLE stream ADD COLUMN incarnation BLOB CHECK (length(incarnation) = 16);
ALTER TABLE stream ADD COLUMN recheck_seq INTEGER NOT NULL DEFAULT 0 CHECK (recheck_seq >= 0);
UPDATE stream SET
    waiting = (SELECT count(*) FROM outbox WHERE stream = stream.id AND acked_at = 0),
    done_seq = coalesce((SELECT min(seq) - 1 FROM outbox WHERE stream = stream.id AND acked_at = 0),
                        head_seq);
DROP TRIGGER outbox_moves_head;
CREATE TRIGGER outbox_moves_head AFTER INSERT ON outbox
BEGIN
    UPDATE stream SET head_seq = NEW.seq, head_chain = NEW.chain, waiting = waiting + 1
    WHERE id = NEW.stream;
END;
CREATE TRIGGER outbox_is_delivered AFTER UPDATE OF acked_at ON outbox
WHEN OLD.acked_at = 0 AND NEW.acked_at <> 0
BEGIN
    UPDATE stream SET waiting = waiting - 1 WHERE id = NEW.stream;
END;
CREATE TRIGGER outbox_waits_again AFTER UPDATE OF acked_at ON outbox
WHEN OLD.acked_at <> 0 AND NEW.acked_at = 0
BEGIN
    UPDATE stream SET waiting = waiting + 1, done_seq = min(done_seq, NEW.seq - 1)
    WHERE id = NEW.stream;
END;

-- Records that the office refuses for good. Their rows in the outbox count as delivered and go in
-- their time; this copy stays.
CREATE TABLE set_aside (
    stream BLOB NOT NULL REFERENCES stream (id),
    seq INTEGER NOT NULL CHECK (seq > 0),
    id BLOB NOT NULL CHECK (length(id) = 16),
    kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 64),
    rec BLOB NOT NULL CHECK (length(rec) > 0),
    why TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (stream, seq)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER set_aside_is_written_once BEFORE UPDATE ON set_aside
BEGIN
    SELECT RAISE(ABORT, 'a record that was set aside is never changed');
END;
CREATE TRIGGER set_aside_is_kept BEFORE DELETE ON set_aside
BEGIN
    SELECT RAISE(ABORT, 'a record that was set aside is never deleted');
END;

-- The office as it was last heard. `answered_at` is the office's time of its last answer, and the
-- earliest that it can be now; it was true at `mono_ms` of the boot `boot`. `letters_seq` is the last
-- complaint whose words were sealed for `letter_key`.
CREATE TABLE office (
    no INTEGER PRIMARY KEY CHECK (no = 1),
    contact TEXT NOT NULL,
    contact_boot TEXT NOT NULL,
    contact_mono_ms INTEGER NOT NULL,
    answered_at INTEGER NOT NULL CHECK (answered_at >= 0),
    boot TEXT NOT NULL,
    mono_ms INTEGER NOT NULL,
    letter_key BLOB CHECK (length(letter_key) = 32),
    letters_seq INTEGER NOT NULL CHECK (letters_seq >= 0),
    catalogue_tag TEXT NOT NULL,
    catalogue_slot INTEGER NOT NULL CHECK (catalogue_slot BETWEEN 0 AND 2) -- in use; 0 = the file
) STRICT;
INSERT INTO office (no, contact, contact_boot, contact_mono_ms, answered_at, boot, mono_ms,
                    letters_seq, catalogue_tag, catalogue_slot)
VALUES (1, 'none', '', 0, 0, '', 0, 0, '', 0);

-- Published catalogues: the one in use and the one before it.
CREATE TABLE catalogue_slot (
    slot INTEGER PRIMARY KEY CHECK (slot BETWEEN 1 AND 2),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 63),
    version INTEGER NOT NULL CHECK (version > 0),
    taken_at INTEGER NOT NULL,
    sha BLOB NOT NULL CHECK (length(sha) = 32),
    catalogue BLOB NOT NULL
) STRICT;
