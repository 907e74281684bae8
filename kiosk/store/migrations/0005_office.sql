-- What the office decided about complaints comes back to the register.

-- `weighed_at` orders two weights (0: weighed by an older version, or never). `office_state` is how far the
-- office took the complaint, 'received' where it did nothing; `office_answer` its answer in a letter that
-- only this kiosk's key opens, gone with the other words.
ALTER TABLE complaint ADD COLUMN weighed_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE complaint ADD COLUMN office_state TEXT NOT NULL DEFAULT 'received' CHECK (
    office_state IN ('received', 'in_progress', 'answered', 'closed')
);
ALTER TABLE complaint ADD COLUMN office_answer BLOB NOT NULL DEFAULT x'';

-- The last decision that was taken, and the office's database that counted it.
ALTER TABLE office ADD COLUMN decisions_seq INTEGER NOT NULL DEFAULT 0 CHECK (decisions_seq >= 0);
ALTER TABLE office ADD COLUMN decisions_incarnation BLOB CHECK (length(decisions_incarnation) = 16);

-- What lies aside may be tried again, by a person or because the office is another one than `office`, which did
-- not take it: then `again_at` is when, and the row stays as it is.
ALTER TABLE set_aside ADD COLUMN office TEXT NOT NULL DEFAULT '';
ALTER TABLE set_aside ADD COLUMN again_at INTEGER NOT NULL DEFAULT 0 CHECK (again_at >= 0);
DROP TRIGGER set_aside_is_written_once;
CREATE TRIGGER set_aside_is_written_once BEFORE UPDATE OF stream, seq, id, kind, rec, why, at ON set_aside
BEGIN
    SELECT RAISE(ABORT, 'a record that was set aside is never changed');
END;
