"""What must hold between kiosks and office once everything has healed: one function a rule, which
yields a sentence for every violation.

What happened in between ("history") is a list of objects:
  {"op":"commit","kiosk":ID,"id":RECORD}            a record whose commit had returned
  {"op":"ticket","kiosk":ID,"ticket":ID,"ms":n,"ok":true}   a number that somebody was given
  {"op":"ack","kiosk":ID,"id":RECORD,"sha":HEX}     the office said that it has it
  {"op":"refused","kiosk":ID,"at":ms}               revoked at this moment
  {"op":"healed","at":ms} {"op":"drained","kiosk":ID,"at":ms}
  {"op":"sessions","kiosk":ID,"most":n}             days of numbers there may be, whatever the clock did
  {"op":"shown","ms":n}                             from an officer's call to the board's pixels
  {"op":"crash","program":NAME,"signal":n}          nobody sent this signal; or "said": a sanitizer's words"""
import hashlib
import os
from collections import Counter, defaultdict

ZERO_CHAIN = bytes(32)
KEEP_MS = 7 * 24 * 3600 * 1000
DRAIN_MS = 2 * 300 * 1000  # twice the longest pause between tries
REVOKED_MS = 5000
TICKET_MS = 2000
SHOWN_MS = 300
STATES = {"done": "finished", "void": "voided"}


def chained(chain, seq, rec):
    return hashlib.sha256(chain + seq.to_bytes(8, "big") + rec).digest()


class Check:
    """Both sides with their indexes. `is_healed` False: records may still wait."""

    def __init__(self, disks, office, history=(), *, is_healed=True, now_ms=None, secrets=()):
        self.disks, self.office, self.history = disks, office, list(history)
        self.is_healed, self.now_ms, self.secrets = is_healed, now_ms, secrets
        self.at_office = defaultdict(list)  # (kiosk, record) -> events
        self.by_stream = defaultdict(dict)  # (kiosk, stream) -> seq -> record's id
        self.erased = set()                 # (kiosk, sha) of records whose bytes an erasure took
        for event in office.events:
            self.at_office[event["kiosk"], event["id"]].append(event)
            self.by_stream[event["kiosk"], event["stream"]][event["seq"]] = event["id"]
        for (kiosk, stream, seq), record in office.moved.items():
            self.by_stream[kiosk, stream].setdefault(seq, record)
        self.known = defaultdict(set)  # (kiosk, record) -> bytes that some disk committed
        for disk in disks:
            for _, row in disk.records():
                self.known[disk.kiosk, row["id"]].add(bytes(row["rec"]))

    def said(self, op):
        return [entry for entry in self.history if entry["op"] == op]

    def has_bytes(self, kiosk, record, rec):
        return any(event["rec"] == rec or is_erased(event, rec)
                   for event in self.at_office.get((kiosk, record), ()))


def is_erased(event, rec):
    """Words of people that were destroyed at the office too: the hash alone is left."""
    return (event["rec"] == b"" and event["kind"] == "complaint.words"
            and event["sha"] == hashlib.sha256(rec).digest())


def is_due(check, disk, stream, row):
    """Whether the office must have it: not what it refused for good, nor what is on its way."""
    if (stream, row["seq"]) in disk.set_aside or disk.is_forgotten:
        return False
    if row["id"] in disk.on_their_way:
        return check.is_healed and not disk.is_lost
    return row["acked_at"] > 0


def i1_everything_committed_is_there_once(check):
    for (kiosk, record), events in check.at_office.items():
        if len(events) > 1:
            yield f"kiosk {kiosk[:8]}: record {record} is stored {len(events)} times"
    for disk in check.disks:
        for stream, row in disk.records():
            if is_due(check, disk, stream, row) and not check.has_bytes(disk.kiosk, row["id"], bytes(row["rec"])):
                yield f"{disk}: {row['kind']} {stream[:8]}/{row['seq']} is not at the office, or not byte for byte"
    for entry in check.said("commit") if check.is_healed else ():
        if (entry["kiosk"], entry["id"]) not in check.at_office:
            yield f"kiosk {entry['kiosk'][:8]}: committed record {entry['id']} never came"
    told = {record["ticket"] for record in check.said("ticket") if record.get("ok", True)}
    if check.office.has_models and check.is_healed:
        for ticket in told - {ticket for _, ticket in check.office.tickets}:
            yield f"a visitor holds ticket {ticket}, and the office does not know it"


def i2_nothing_comes_from_nowhere(check):
    # Records that were delivered long ago are no longer at the kiosk; its chain still covers them (I5).
    pruned = defaultdict(int)
    for disk in check.disks:
        for stream, head in disk.streams.items():
            rows = disk.rows.get(stream, [])
            first = rows[0]["seq"] if rows else head["head_seq"] + 1
            pruned[disk.kiosk, stream] = max(pruned[disk.kiosk, stream], first - 1)
    for event in check.office.events:
        key = event["kiosk"], event["id"]
        if key in check.known:
            if not any(event["rec"] == rec or is_erased(event, rec) for rec in check.known[key]):
                yield f"event {event['stream'][:8]}/{event['seq']} has bytes that no kiosk committed"
        elif event["seq"] > pruned[event["kiosk"], event["stream"]]:
            yield f"event {event['kind']} {event['stream'][:8]}/{event['seq']} was committed by no kiosk"
        if not event["rec"] and event["kind"] == "complaint.words":
            continue
        if hashlib.sha256(event["rec"]).digest() != event["sha"]:
            yield f"event {event['stream'][:8]}/{event['seq']}: its hash is another"


def i3_counts_and_sums_agree(check):
    if not check.office.has_models:
        return
    for name, what in (("responses", "answers"), ("abandoned", "abandoned surveys")):
        theirs = getattr(check.office, name)
        ours, live = {}, set()
        for disk in check.disks:
            for key, value in getattr(disk, name).items():
                ours[disk.kiosk, key] = value
                if not disk.is_lost:
                    live.add((disk.kiosk, key))
        if check.is_healed:
            for key in live - set(theirs):
                yield f"{what}: {key[1]} is not counted"
        for key, value in theirs.items():
            if key not in ours:
                yield f"{what}: {key[1]} was given to no kiosk"
            elif ours[key] != value:
                yield f"{what}: {key[1]} is {value} at the office and {ours[key]} at the kiosk"
    yield from compare_tickets(check)
    if check.is_healed:
        for disk in check.disks:
            for number in disk.complaints if not disk.is_lost else ():
                if (disk.kiosk, number) not in check.office.complaints:
                    yield f"complaint {number} is not in the register"


def compare_tickets(check):
    copies = Counter(disk.kiosk for disk in check.disks)
    for disk in check.disks:
        for ticket, here in disk.tickets.items():
            there = check.office.tickets.get((disk.kiosk, ticket))
            if there is None:
                if check.is_healed and not disk.is_lost:
                    yield f"ticket {here['number']} ({ticket}) is not at the office"
                continue
            for name in ("session", "series", "seq", "number"):
                if here[name] != there[name]:
                    yield f"ticket {ticket}: {name} is {there[name]} at the office, {here[name]} here"
            # Of two disks with one past, neither alone knows the ticket's fate.
            state = STATES.get(here["state"], here["state"])
            if check.is_healed and copies[disk.kiosk] == 1 and state != there["state"]:
                yield f"ticket {here['number']}: {there['state']} at the office, {state} here"


def i4_what_was_acknowledged_stays(check):
    for disk in check.disks:
        for stream, row in disk.records():
            if (row["acked_at"] > 0 and is_due(check, disk, stream, row)
                    and (disk.kiosk, row["id"]) not in check.at_office):
                yield f"{disk}: {stream[:8]}/{row['seq']} was acknowledged and is gone"
    for entry in check.said("ack"):
        events = check.at_office.get((entry["kiosk"], entry["id"]), ())
        if not any(event["sha"].hex() == entry["sha"] for event in events):
            yield f"kiosk {entry['kiosk'][:8]}: {entry['id']} was acknowledged and is gone"


def i5_streams_are_whole(check):
    for (kiosk, stream), row in check.office.streams.items():
        name = f"stream {stream[:8]} of {kiosk[:8]}"
        held = check.by_stream[kiosk, stream]
        listed = {seq for first, last in row["got"] for seq in range(first, last + 1)}
        if listed != set(held):
            yield f"{name}: {len(listed)} numbers are listed, {len(held)} records are held"
        start = row["got"][0] if row["got"] else (1, 0)
        contiguous = start[1] if start[0] == 1 else 0
        if row["contiguous"] != contiguous:
            yield f"{name}: contiguous says {row['contiguous']}, the list {contiguous}"
        yield from verify_office_chain(check, kiosk, stream, row, held, name)
    for (kiosk, stream), held in check.by_stream.items():
        if (kiosk, stream) not in check.office.streams:
            yield f"stream {stream[:8]} of {kiosk[:8]} holds {len(held)} records and is in no list"
    for disk in check.disks:
        yield from verify_disk(check, disk)


def verify_office_chain(check, kiosk, stream, row, held, name):
    chain = ZERO_CHAIN
    for seq in range(1, row["contiguous"] + 1):
        events = check.at_office.get((kiosk, held.get(seq, "")), ())
        if not events:
            yield f"{name}: number {seq} is below contiguous and holds nothing"
            return
        if not events[0]["rec"]:
            return  # erased: the kiosk's own chain stands for it
        chain = chained(chain, seq, events[0]["rec"])
    if row["chain"] is not None and chain != row["chain"]:
        yield f"{name}: its chain at {row['contiguous']} does not follow from its records"


def verify_disk(check, disk):
    for stream, head in disk.streams.items():
        rows = disk.rows.get(stream, [])
        name = f"{disk}, stream {stream[:8]}"
        chain, seq = (ZERO_CHAIN, 0) if not rows or rows[0]["seq"] == 1 else (None, rows[0]["seq"] - 1)
        for row in rows:
            rec = bytes(row["rec"])
            if row["seq"] != seq + 1:
                yield f"{name}: {row['seq']} follows {seq}"
            if hashlib.sha256(rec).digest() != bytes(row["sha"]):
                yield f"{name}: {row['seq']} does not match its hash"
            if chain is not None and chained(chain, row["seq"], rec) != bytes(row["chain"]):
                yield f"{name}: the chain breaks at {row['seq']}"
            chain, seq = bytes(row["chain"]), row["seq"]
        if rows and (seq != head["head_seq"] or chain != bytes(head["head_chain"])):
            yield f"{name}: ends at {seq}, its head says {head['head_seq']}"
        if check.is_healed and not disk.is_lost and head["closed_at"] == 0 and head["head_seq"] > 0:
            there = check.office.streams.get((disk.kiosk, stream))
            aside = {seq for owner, seq in disk.set_aside if owner == stream}
            listed = {seq for first, last in there["got"] for seq in range(first, last + 1)} if there else set()
            if there is None or listed != set(range(1, head["head_seq"] + 1)) - aside:
                yield f"{name}: reaches {head['head_seq']}, the office has {there and there['got']}"
            elif not aside and there["chain"] not in (None, bytes(head["head_chain"])):
                yield f"{name}: the office's chain is another"


def i6_numbers_have_one_owner(check):
    owners, tops = defaultdict(set), defaultdict(set)
    for (kiosk, ticket), row in check.office.tickets.items():
        owners[kiosk, row["session"], row["series"], row["seq"]].add(ticket)
        tops[kiosk, row["session"], row["series"]].add(row["seq"])
    # A disk that was set back has forgotten numbers that it gave; of two copies, neither knows the other's.
    disks = Counter(disk.kiosk for disk in check.disks)
    forgetful = {kiosk for kiosk, count in disks.items() if count > 1}
    forgetful |= {disk.kiosk for disk in check.disks if disk.is_lost}
    for (kiosk, session, series, seq), tickets in owners.items():
        if len(tickets) > 1 and kiosk not in forgetful:
            yield f"session {session}: {series}-{seq} belongs to {len(tickets)} tickets"
    for (kiosk, session, series), numbers in tops.items() if check.is_healed else ():
        if kiosk in forgetful:
            continue
        if len(numbers) != max(numbers):
            yield f"session {session}: series {series} has {len(numbers)} numbers up to {max(numbers)}"


def i7_nobody_writes_for_another(check):
    kiosks = {disk.kiosk for disk in check.disks}
    owners = defaultdict(set)
    for event in check.office.events:
        owners[event["id"]].add(event["kiosk"])
        if event["kiosk"] not in kiosks or event["kiosk"] not in check.office.kiosks:
            yield f"event {event['stream'][:8]}/{event['seq']} stands under {event['kiosk']}, who is nobody"
        revoked = check.office.kiosks.get(event["kiosk"], {}).get("revoked_ms")
        if revoked and event["received_ms"] > revoked + REVOKED_MS:
            yield f"event {event['stream'][:8]}/{event['seq']} was taken from a revoked kiosk"
    for record, names in owners.items():
        if len(names) > 1:
            yield f"record {record} stands under {len(names)} kiosks"
    for entry in check.said("refused"):
        for event in check.office.events:
            if event["kiosk"] == entry["kiosk"] and event["received_ms"] > entry["at"] + REVOKED_MS:
                yield f"event {event['stream'][:8]}/{event['seq']} was taken after its kiosk was refused"


def i8_everything_is_delivered_in_time(check):
    if not check.is_healed:
        return
    for disk in check.disks:
        waiting = [f"{stream[:8]}/{row['seq']}" for stream, row in disk.records()
                   if row["acked_at"] == 0]
        if waiting and not disk.is_lost:
            yield f"{disk}: {len(waiting)} records still wait, the first is {waiting[0]}"
    healed = max((entry["at"] for entry in check.said("healed")), default=None)
    for entry in check.said("drained") if healed is not None else ():
        if entry["at"] - healed > DRAIN_MS:
            yield f"kiosk {entry['kiosk'][:8]}: needed {(entry['at'] - healed) // 1000} s after all had healed"


def i9_visitors_are_served_meanwhile(check):
    tickets = check.said("ticket")
    for entry in tickets:
        if not entry.get("ok", True):
            yield f"kiosk {entry['kiosk'][:8]}: a visitor got no number"
    if slow_hundredth(tickets) > TICKET_MS:
        yield f"of {len(tickets)} numbers, one in a hundred took over {TICKET_MS} ms"


def slow_hundredth(entries):
    """The time below which 99 of 100 stay; 0 where nothing was timed."""
    took = sorted(entry["ms"] for entry in entries if "ms" in entry)
    return took[min(len(took) - 1, len(took) * 99 // 100)] if took else 0


def i10_clocks_make_no_days(check):
    for entry in check.said("sessions"):
        for disk in check.disks:
            if disk.kiosk == entry["kiosk"] and not disk.is_lost and disk.sessions > entry["most"]:
                yield f"{disk}: {disk.sessions} days of numbers, {entry['most']} were opened"


def i11_calls_are_shown_at_once(check):
    """For a history with a display in it: what the real board needs is measured by tests/bench/bench_board.c and held
    to a second by tests/flows/test_flow_board.c."""
    shown = check.said("shown")
    if slow_hundredth(shown) >= SHOWN_MS:
        yield f"of {len(shown)} calls, one in a hundred took {SHOWN_MS} ms or more to the board"


def i12_databases_are_sound(check):
    for disk in check.disks:
        folder = os.path.dirname(disk.path)
        is_quarantined = "quarantine" in folder.split(os.sep)
        if disk.damage and not is_quarantined:
            yield f"{disk}: {disk.damage}"
        elif is_quarantined and not disk.damage:
            yield f"{disk}: a sound database lies in quarantine"
    yield from check.office.damage


def i13_nothing_crashes(check):
    """Signals and what logs say of them; leaks and undefined behaviour are for programs that are built to tell
    (label san)."""
    for entry in check.said("crash"):
        how = f"ended by signal {entry['signal']}" if entry.get("signal") else entry["said"]
        yield f"{entry['program']}: {how}"


def i14_words_of_people_are_gone(check):
    for disk in check.disks:
        for end in ("", "-wal", "-shm"):
            if not check.secrets or not os.path.exists(disk.path + end):
                continue
            with open(disk.path + end, "rb") as file:
                data = file.read()
            for secret in check.secrets:
                if secret.encode() in data or secret.encode("utf-16-le") in data:
                    yield f"{disk}: words of a person are still in {os.path.basename(disk.path + end)}"
        for stream, row in disk.records() if check.now_ms else ():
            if 0 < row["acked_at"] < check.now_ms - KEEP_MS - 24 * 3600 * 1000:
                yield f"{disk}: {stream[:8]}/{row['seq']} was delivered over eight days ago and is still here"


RULES = {
    "I1": i1_everything_committed_is_there_once, "I2": i2_nothing_comes_from_nowhere,
    "I3": i3_counts_and_sums_agree, "I4": i4_what_was_acknowledged_stays, "I5": i5_streams_are_whole,
    "I6": i6_numbers_have_one_owner, "I7": i7_nobody_writes_for_another,
    "I8": i8_everything_is_delivered_in_time, "I9": i9_visitors_are_served_meanwhile,
    "I10": i10_clocks_make_no_days, "I11": i11_calls_are_shown_at_once, "I12": i12_databases_are_sound,
    "I13": i13_nothing_crashes, "I14": i14_words_of_people_are_gone,
}


def violations(check):
    return [(name, what) for name, rule in RULES.items() for what in rule(check)]


def relay_violations(lower, upper):
    """I3 at the next level: the province has what its regency has, under the same keys."""
    for name in ("events", "responses", "tickets"):
        here, there = getattr(lower, name), getattr(upper, name)
        if name == "events":
            here = {(e["kiosk"], e["stream"], e["seq"]): (e["id"], e["sha"]) for e in here}
            there = {(e["kiosk"], e["stream"], e["seq"]): (e["id"], e["sha"]) for e in there}
        for key, value in here.items():
            if there.get(key) != value:
                yield "I3", f"{name}: {key} is missing or another one at the province"
