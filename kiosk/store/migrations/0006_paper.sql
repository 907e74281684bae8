-- A kiosk may have two printers, in order. `place` is where visitors find their slips.

CREATE TABLE printer_2 (
    no INTEGER PRIMARY KEY CHECK (no IN (1, 2)),
    queue TEXT NOT NULL,
    place TEXT NOT NULL DEFAULT 'below' CHECK (place IN ('below', 'left', 'right', 'officer')),
    trouble TEXT NOT NULL,
    is_paper_low INTEGER NOT NULL CHECK (is_paper_low IN (0, 1)),
    is_confirming INTEGER NOT NULL CHECK (is_confirming IN (0, 1)),
    seen_at INTEGER NOT NULL,
    seen_boot TEXT NOT NULL,
    seen_mono_ms INTEGER NOT NULL
) STRICT;
INSERT INTO printer_2 (no, queue, trouble, is_paper_low, is_confirming, seen_at, seen_boot, seen_mono_ms)
SELECT no, queue, trouble, is_paper_low, is_confirming, seen_at, seen_boot, seen_mono_ms FROM printer;
DROP TABLE printer;
ALTER TABLE printer_2 RENAME TO printer;

-- A test page may be for one printer alone; 0 = for the first that is ready.
ALTER TABLE print_job ADD COLUMN only_printer INTEGER NOT NULL DEFAULT 0 CHECK (only_printer >= 0);
