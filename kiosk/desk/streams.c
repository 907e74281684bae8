/* The streams of events to the office: each is started once, and every use case adds to one. */
#include "desk/desk_internal.h"
#include "store/outbox_store.h"
#include <assert.h>

static const char *const stream_names[] = {[STREAM_MAIN] = "main", [STREAM_SURVEY] = "survey"};
static_assert(ARRAY_LEN(stream_names) == STREAM_COUNT, "every stream has a name");

enum desk_stream desk_stream_of(const char *name)
{
    int found = 0;

    while (found < STREAM_COUNT && !text_equal(stream_names[found], name))
        found++;
    return (enum desk_stream)found;
}

struct event_head desk_event_head_at(const struct desk *desk, const struct uuid *session,
                                     int64_t wall_ms)
{
    bool is_verified = desk->office_time.is_known;
    int64_t offset_ms = is_verified ? desk_office_now(desk) - clock_now_ms(desk->clock) : 0;
    int64_t at_ms = wall_ms + offset_ms;
    enum clock_quality guess =
        desk_clock_is_trusted(desk, wall_ms) ? CLOCK_PLAUSIBLE : CLOCK_UNTRUSTED;

    return (struct event_head){
        .id = uuid_v7(at_ms),
        .session = session ? *session : (struct uuid){{0}},
        .at_ms = at_ms,
        .boot = clock_boot_id(desk->clock),
        .mono_ms = clock_mono_ms(desk->clock),
        .offset_ms = offset_ms,
        .quality = is_verified ? CLOCK_VERIFIED : guess,
    };
}

struct event_head desk_event_head(const struct desk *desk, const struct uuid *session)
{
    return desk_event_head_at(desk, session, clock_now_ms(desk->clock));
}

bool desk_event_add_to(struct desk *desk, enum desk_stream name, const struct event_head *head,
                       const char *kind, const struct text *rec, struct err *err)
{
    struct stream stream;
    struct outbox_record record = {
        .id = head->id, .kind = kind, .rec = rec->data, .rec_len = rec->len};

    if (rec->overflow)
        return err_set(err, ERR_INVALID, "event %s is over %d bytes", kind, EVENT_MAX_BYTES);
    return stream_store_find(desk->db, stream_names[name], &stream, err)
           && outbox_store_add(desk->db, &stream, &record, err);
}

bool desk_event_add(struct desk *desk, const struct event_head *head, const char *kind,
                    const struct text *rec, struct err *err)
{
    return desk_event_add_to(desk, STREAM_MAIN, head, kind, rec, err);
}

/* The stream of that name in a database that was moved away a moment ago. */
static void find_old(const struct desk *desk, const char *name, struct stream *out)
{
    const struct db_quarantine *old = db_quarantine(desk->db);

    for (size_t i = 0; i < old->stream_count; i++) {
        if (text_equal(old->streams[i].name, name)) {
            out->previous = old->streams[i].id;
            out->previous_seq = old->streams[i].head;
        }
    }
}

/* The first record of a stream names the stream before it, so that the office can tell what of
 * that one is lost. */
bool desk_stream_begin(struct desk *desk, enum desk_stream name, const struct uuid *previous,
                       int64_t previous_seq, struct err *err)
{
    struct stream stream = {.id = uuid_v4(), .previous = *previous, .previous_seq = previous_seq};
    struct event_head head = desk_event_head(desk, NULL);
    AUTO_TEXT struct text rec;

    text_init(&rec, EVENT_MAX_BYTES);
    const char *kind =
        event_stream_opened(&rec, &head,
                            &(struct event_stream_opened){.stream = stream.id,
                                                          .name = stream_names[name],
                                                          .previous = stream.previous,
                                                          .previous_seq = stream.previous_seq});
    return stream_store_add(desk->db, stream_names[name], &stream, clock_now_ms(desk->clock), err)
           && desk_event_add_to(desk, name, &head, kind, &rec, err);
}

static bool start(struct desk *desk, enum desk_stream name, struct err *err)
{
    struct stream old = {.previous_seq = 0};

    find_old(desk, stream_names[name], &old);
    return desk_stream_begin(desk, name, &old.previous, old.previous_seq, err);
}

static bool is_started(struct desk *desk, enum desk_stream name, bool *out, struct err *err)
{
    struct stream stream;
    struct err missing = {0};

    *out = stream_store_find(desk->db, stream_names[name], &stream, &missing);
    return *out || missing.code == ERR_NOT_FOUND || err_set(err, missing.code, "%s", missing.text);
}

static bool ensure(struct desk *desk, enum desk_stream name, struct err *err)
{
    AUTO_TX struct tx tx = {0};
    bool is_there = false;

    if (!is_started(desk, name, &is_there, err))
        return false;
    if (is_there)
        return true;
    /* Another process may be faster: looked at again inside the transaction. */
    if (!tx_begin(&tx, desk->db, err) || !is_started(desk, name, &is_there, err))
        return false;
    return is_there || (start(desk, name, err) && tx_commit(&tx, err));
}

bool desk_streams_start(struct desk *desk, struct err *err)
{
    for (int i = 0; i < STREAM_COUNT; i++) {
        if (!ensure(desk, (enum desk_stream)i, err))
            return false;
    }
    return true;
}
