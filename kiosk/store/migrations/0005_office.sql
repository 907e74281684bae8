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
