-- What .dump gave for version 5, with two tickets, an officer, slips, a paper form and a complaint.
PRAGMA foreign_keys=OFF; -- rows before their indexes
CREATE TABLE meta (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO meta VALUES('checked_boot','0ec8e92f-513c-45de-8493-5e3f336d9f69');
INSERT INTO meta VALUES('survey.past_changes','1');
CREATE TABLE session (
    no INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    local_day INTEGER NOT NULL,
    is_dated INTEGER NOT NULL CHECK (is_dated IN (0, 1)),
    generation INTEGER NOT NULL CHECK (generation BETWEEN 0 AND 26),
    opened_at INTEGER NOT NULL,
    closed_at INTEGER NOT NULL DEFAULT 0
, closed_by TEXT NOT NULL DEFAULT '') STRICT;
INSERT INTO session VALUES(1,X'01a20647368671d58971e4b529f0247c',20780,1,0,1795401660038,0,'');
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
INSERT INTO line VALUES(1,'A','berkas',2,2,2,0);
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
INSERT INTO ticket VALUES(1,'A',1,X'bd30fa1031574492a18592d3d2dbedc5',1,'A-001','Q91E','','Penerimaan berkas','berkas',0,'','waiting',1795401660038,0,0,0,0,'id',X'',0,0,0,0,'','',0,0,-1,'','');
INSERT INTO ticket VALUES(1,'A',2,X'3e526cccf9ac43a7b61e2cb98fa7a19a',2,'A-002','CDT6','','Penerimaan berkas','berkas',0,'','waiting',1795406400139,1,0,0,0,'id',X'',0,0,0,0,'','',0,0,-1,'','');
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
, waiting INTEGER NOT NULL DEFAULT 0 CHECK (waiting >= 0), done_seq INTEGER NOT NULL DEFAULT 0
    CHECK (done_seq BETWEEN 0 AND head_seq), is_leaving INTEGER NOT NULL DEFAULT 0 CHECK (is_leaving IN (0, 1)), incarnation BLOB CHECK (length(incarnation) = 16), recheck_seq INTEGER NOT NULL DEFAULT 0 CHECK (recheck_seq >= 0)) STRICT, WITHOUT ROWID;
INSERT INTO stream VALUES(X'64dd135997734e148b58ddfc95790be6','survey',NULL,0,1795401660038,0,1,X'd414684becd583107d581632a50a47ff065976df823e92be5919b333f0e233ab',1,0,0,NULL,0);
INSERT INTO stream VALUES(X'e4ce6eba92d04533985dc821c63fdbac','main',NULL,0,1795401660037,0,4,X'6929ce3f273d167a0706d1d0a7ff546ef938e4dbea7b77f882b1151588227cce',4,0,0,NULL,0);
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
INSERT INTO outbox VALUES(X'64dd135997734e148b58ddfc95790be6',1,X'01a20647368677ab8f96dff2ee7f103c','stream.opened',X'7b2276223a312c226964223a2230316132303634372d333638362d373761622d386639362d646666326565376631303363222c226b696e64223a2273747265616d2e6f70656e6564222c2273657373696f6e223a6e756c6c2c226174223a313739353430313636303033382c22636c6f636b223a7b22626f6f74223a2230656338653932662d353133632d343564652d383439332d356533663333366439663639222c226d6f6e6f5f6d73223a33373137343736342c226f66667365745f6d73223a302c227175616c697479223a317d2c2264617461223a7b2273747265616d223a2236346464313335392d393737332d346531342d386235382d646466633935373930626536222c226e616d65223a22737572766579222c2270726576696f7573223a6e756c6c2c2270726576696f75735f736571223a307d7d',X'640f5ae3ce2fa0f9f9a3bc970ef9b252742f911ca3dce397ad14d0c597dfa2d4',X'd414684becd583107d581632a50a47ff065976df823e92be5919b333f0e233ab',0);
INSERT INTO outbox VALUES(X'e4ce6eba92d04533985dc821c63fdbac',1,X'01a20647368579c9bc4dbcfa6272f215','stream.opened',X'7b2276223a312c226964223a2230316132303634372d333638352d373963392d626334642d626366613632373266323135222c226b696e64223a2273747265616d2e6f70656e6564222c2273657373696f6e223a6e756c6c2c226174223a313739353430313636303033372c22636c6f636b223a7b22626f6f74223a2230656338653932662d353133632d343564652d383439332d356533663333366439663639222c226d6f6e6f5f6d73223a33373137343736342c226f66667365745f6d73223a302c227175616c697479223a317d2c2264617461223a7b2273747265616d223a2265346365366562612d393264302d343533332d393835642d633832316336336664626163222c226e616d65223a226d61696e222c2270726576696f7573223a6e756c6c2c2270726576696f75735f736571223a307d7d',X'dd20375228804abc0d1e3347a234a782f24c47d762a340948118cc644953b55b',X'3e21d65bb467af1392c255b2b5b481c94436ae18c100fb7446b46b3706fcb190',0);
INSERT INTO outbox VALUES(X'e4ce6eba92d04533985dc821c63fdbac',2,X'01a20647368672f0a5cb2796acfd37ef','session.opened',X'7b2276223a312c226964223a2230316132303634372d333638362d373266302d613563622d323739366163666433376566222c226b696e64223a2273657373696f6e2e6f70656e6564222c2273657373696f6e223a2230316132303634372d333638362d373164352d383937312d653462353239663032343763222c226174223a313739353430313636303033382c22636c6f636b223a7b22626f6f74223a2230656338653932662d353133632d343564652d383439332d356533663333366439663639222c226d6f6e6f5f6d73223a33373137343736352c226f66667365745f6d73223a302c227175616c697479223a317d2c2264617461223a7b22646179223a22323032362d31312d3233222c226279223a2266697273745f6973737565222c2270726576696f7573223a6e756c6c2c2267656e65726174696f6e223a307d7d',X'4ffe9186a9be0888792fec653ce152a2ed431601544dc2a28dd632f67fe72496',X'3f0032f66a01f7abf79fc8c313118c8186cbe0805d47ca3c9083c495f65df38f',0);
INSERT INTO outbox VALUES(X'e4ce6eba92d04533985dc821c63fdbac',3,X'01a2064736877df288214b38e6654d57','ticket.issued',X'7b2276223a312c226964223a2230316132303634372d333638372d376466322d383832312d346233386536363534643537222c226b696e64223a227469636b65742e697373756564222c2273657373696f6e223a2230316132303634372d333638362d373164352d383937312d653462353239663032343763222c226174223a313739353430313636303033382c22636c6f636b223a7b22626f6f74223a2230656338653932662d353133632d343564652d383439332d356533663333366439663639222c226d6f6e6f5f6d73223a33373137343736362c226f66667365745f6d73223a302c227175616c697479223a317d2c2264617461223a7b227469636b6574223a2262643330666131302d333135372d343439322d613138352d393264336432646265646335222c2272657175657374223a2262643330666131302d333135372d343439322d613138352d393264336432646265646335222c226e756d626572223a22412d303031222c22736572696573223a2241222c22736571223a312c22636f6465223a2251393145222c2273657276696365223a6e756c6c2c2267726f7570223a226265726b6173222c227072696f72697479223a6e756c6c2c226c616e67223a226964222c226168656164223a302c2277616974223a6e756c6c2c22756e7469636b6564223a5b5d2c22736c6970223a747275652c22646576696365223a317d7d',X'c23c09e6bd7975d0ba6590fc62a16a4aef82a1d94c95c4c5fbdb9dec3166504b',X'aacb73c1744f81c896b12e811f5c0399a2e8509f83fe7bdcab3ee6dd9e0fc9e3',0);
INSERT INTO outbox VALUES(X'e4ce6eba92d04533985dc821c63fdbac',4,X'01a2068f8a8b7f12ac7d8c8191ba51a2','ticket.issued',X'7b2276223a312c226964223a2230316132303638662d386138622d376631322d616337642d386338313931626135316132222c226b696e64223a227469636b65742e697373756564222c2273657373696f6e223a2230316132303634372d333638362d373164352d383937312d653462353239663032343763222c226174223a313739353430363430303133392c22636c6f636b223a7b22626f6f74223a2230656338653932662d353133632d343564652d383439332d356533663333366439663639222c226d6f6e6f5f6d73223a34393732363634352c226f66667365745f6d73223a302c227175616c697479223a317d2c2264617461223a7b227469636b6574223a2233653532366363632d663961632d343361372d623631652d326362393866613761313961222c2272657175657374223a2233653532366363632d663961632d343361372d623631652d326362393866613761313961222c226e756d626572223a22412d303032222c22736572696573223a2241222c22736571223a322c22636f6465223a2243445436222c2273657276696365223a6e756c6c2c2267726f7570223a226265726b6173222c227072696f72697479223a6e756c6c2c226c616e67223a226964222c226168656164223a312c2277616974223a6e756c6c2c22756e7469636b6564223a5b5d2c22736c6970223a747275652c22646576696365223a317d7d',X'1c9b7fc8cf4650d4323d2ff95dd2c287ef24522f1ddc185154b0c134de6538f3',X'6929ce3f273d167a0706d1d0a7ff546ef938e4dbea7b77f882b1151588227cce',0);
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
INSERT INTO officer VALUES('P-01','Contoh Petugas','officer','$argon2id$v=19$m=19456,t=2,p=1$CwAfB985OLCABjPYZPQ6EQ$CN5+aeA2MTgGI7hC8PkYULWaZGC4hKO49NOQIAKn03Y',1,0,0,'',0,1795401680004);
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
CREATE TABLE IF NOT EXISTS "journal" (
    no INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    who TEXT NOT NULL,     -- an officer's code, or '' for the machine itself
    kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 64),
    subject TEXT NOT NULL, -- a ticket's number, a counter, an officer's code, ...
    detail TEXT NOT NULL,
    chain BLOB NOT NULL CHECK (length(chain) = 0 OR length(chain) = 32)
) STRICT;
INSERT INTO journal VALUES(1,1795401680004,'','staff.added','P-01','officer',X'cc71faf8436a082725acb21732145b78ad3a4ccd01ffcf0ff574c7b07bd1471a');
INSERT INTO journal VALUES(2,1795401690008,'','printer.tested','','',X'7661dc9424586ac28ac7209b62d1d3c491bd18dbd294f1909df831b8ebc323fc');
INSERT INTO journal VALUES(3,1795401720006,'P-01','survey.imported','paper.csv','1 added, 0 known',X'74d5805e3d2e72da4c5498fbb154760808c7cf59bf0df349e430221d751c7197');
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
INSERT INTO response VALUES(20777,X'ac5c750a4edc42418654e8e5132e54ad',0,2,0,4,3,4,4,3,4,4,3,4,0,0,0,0,'','','','permenpanrb-14-2017/1',X'',0);
CREATE TABLE abandoned (
    day INTEGER NOT NULL,
    id BLOB NOT NULL CHECK (length(id) = 16),
    bracket INTEGER NOT NULL CHECK (bracket BETWEEN 0 AND 2),
    device TEXT NOT NULL,
    answered INTEGER NOT NULL CHECK (answered BETWEEN 0 AND 8),
    is_sent INTEGER NOT NULL DEFAULT 0 CHECK (is_sent IN (0, 1)),
    PRIMARY KEY (day, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE suggestion (
    day INTEGER NOT NULL,
    id BLOB NOT NULL CHECK (length(id) = 16),
    service_id TEXT NOT NULL,
    entered INTEGER NOT NULL DEFAULT 0,
    words BLOB NOT NULL,
    is_mixed INTEGER NOT NULL DEFAULT 0 CHECK (is_mixed IN (0, 1)),
    PRIMARY KEY (day, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE survey_key (
    session INTEGER NOT NULL PRIMARY KEY REFERENCES session (no),
    key BLOB NOT NULL CHECK (length(key) = 32)
) STRICT, WITHOUT ROWID;
CREATE TABLE survey_mark (
    session INTEGER NOT NULL REFERENCES session (no),
    mark BLOB NOT NULL CHECK (length(mark) = 32),
    PRIMARY KEY (session, mark)
) STRICT, WITHOUT ROWID;
CREATE TABLE survey_import (
    fingerprint BLOB NOT NULL PRIMARY KEY CHECK (length(fingerprint) = 32)
) STRICT, WITHOUT ROWID;
INSERT INTO survey_import VALUES(X'0b8c84ee08eca4935a19a14ecf1d09a4e90e4b5aa8bcf30a8eac5c6b6f913202');
INSERT INTO survey_import VALUES(X'ce479048401631bc3e235b835c486ba771b369e690d09c0e1c29f641046e1b5a');
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
, weighed_at INTEGER NOT NULL DEFAULT 0, office_state TEXT NOT NULL DEFAULT 'received' CHECK (
    office_state IN ('received', 'in_progress', 'answered', 'closed')
), office_answer BLOB NOT NULL DEFAULT x'') STRICT;
INSERT INTO complaint VALUES(1,X'27dcfb15b1484440815adc794ee943aa','PD-1001','7F3K','K1','pengaduan','','','phone','ringan','in_progress',1795401700000,20785,1,0,0,'P-01',X'00112233445566778899',0,'received',X'');
CREATE TABLE IF NOT EXISTS "print_job" (
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
INSERT INTO print_job VALUES(1,X'01a2064736877e7aac615a2e463652fe',NULL,'ticket',X'bd30fa1031574492a18592d3d2dbedc5','','',0,'id','queued',0,'none',1,'',0,1795401660039,1795401660039);
INSERT INTO print_job VALUES(2,X'01a20647ab987afd9e9eecdeb34afc94',X'27dcfb15b1484440815adc794ee943d9','test',NULL,'1','',0,'id','queued',0,'none',1,'',0,1795401690008,1795401690008);
INSERT INTO print_job VALUES(3,X'01a2068f8a8c79e2bb884db3fc454260',NULL,'ticket',X'3e526cccf9ac43a7b61e2cb98fa7a19a','','',0,'id','queued',0,'none',1,'',0,1795406400140,1795406400140);
CREATE TABLE set_aside (
    stream BLOB NOT NULL REFERENCES stream (id),
    seq INTEGER NOT NULL CHECK (seq > 0),
    id BLOB NOT NULL CHECK (length(id) = 16),
    kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 64),
    rec BLOB NOT NULL CHECK (length(rec) > 0),
    why TEXT NOT NULL,
    at INTEGER NOT NULL, office TEXT NOT NULL DEFAULT '', again_at INTEGER NOT NULL DEFAULT 0 CHECK (again_at >= 0),
    PRIMARY KEY (stream, seq)
) STRICT, WITHOUT ROWID;
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
, decisions_seq INTEGER NOT NULL DEFAULT 0 CHECK (decisions_seq >= 0), decisions_incarnation BLOB CHECK (length(decisions_incarnation) = 16)) STRICT;
INSERT INTO office VALUES(1,'none','',0,0,'',0,NULL,0,'',0,0,NULL);
CREATE TABLE catalogue_slot (
    slot INTEGER PRIMARY KEY CHECK (slot BETWEEN 1 AND 2),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 63),
    version INTEGER NOT NULL CHECK (version > 0),
    taken_at INTEGER NOT NULL,
    sha BLOB NOT NULL CHECK (length(sha) = 32),
    catalogue BLOB NOT NULL
) STRICT;
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
CREATE TRIGGER journal_is_written_once BEFORE UPDATE ON journal
BEGIN
    SELECT RAISE(ABORT, 'the journal is never changed');
END;
CREATE TRIGGER journal_keeps_its_rows BEFORE DELETE ON journal
BEGIN
    SELECT RAISE(ABORT, 'the journal is never shortened');
END;
CREATE UNIQUE INDEX response_id ON response (id);
CREATE INDEX response_unsent ON response (day, bracket) WHERE is_sent = 0;
CREATE TRIGGER response_is_written_once BEFORE UPDATE ON response
BEGIN
    SELECT RAISE(ABORT, 'an answer is never changed');
END;
CREATE TRIGGER response_is_kept BEFORE DELETE ON response WHEN OLD.is_sent = 1
BEGIN
    SELECT RAISE(ABORT, 'an answer is never deleted');
END;
CREATE UNIQUE INDEX abandoned_id ON abandoned (id);
CREATE INDEX abandoned_unsent ON abandoned (day, bracket) WHERE is_sent = 0;
CREATE UNIQUE INDEX suggestion_id ON suggestion (id);
CREATE INDEX suggestion_unmixed ON suggestion (day) WHERE is_mixed = 0;
CREATE INDEX complaint_at ON complaint (at);
CREATE INDEX complaint_open ON complaint (seq, state, due_day) WHERE state <> 'closed';
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
CREATE UNIQUE INDEX print_job_ticket ON print_job (ticket, copy) WHERE ticket IS NOT NULL;
CREATE UNIQUE INDEX print_job_request ON print_job (request) WHERE request IS NOT NULL;
CREATE UNIQUE INDEX print_job_receipt ON print_job (subject, copy)
    WHERE kind = 'receipt' OR kind = 'complaint';
CREATE INDEX print_job_open ON print_job (id) WHERE is_over = 0;
CREATE INDEX print_job_missing ON print_job (ticket)
    WHERE ticket IS NOT NULL AND (state = 'failed' OR state = 'uncertain');
CREATE INDEX journal_kind ON journal (kind, who, at);
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
CREATE TRIGGER set_aside_is_kept BEFORE DELETE ON set_aside
BEGIN
    SELECT RAISE(ABORT, 'a record that was set aside is never deleted');
END;
CREATE TRIGGER set_aside_is_written_once BEFORE UPDATE OF stream, seq, id, kind, rec, why, at ON set_aside
BEGIN
    SELECT RAISE(ABORT, 'a record that was set aside is never changed');
END;
