/* Events in one growing row; everything else is found by looking through it. */
#include "support/office_model.h"
#include "base/gzip.h"
#include "base/mem.h"
#include "wire/push.h"
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KIOSKS_MOST = 4, BODY_MOST = 1024 * 1024 };

/* A record that came again under another number: that number is no gap. */
struct move {
    struct uuid kiosk, stream;
    int64_t seq;
    size_t event;
};
struct way {
    struct office_model *model;
    struct uuid kiosk;
};
struct office_model {
    const struct clock *kiosk_clock, *clock;
    struct uuid incarnation;
    struct model_event *events;
    size_t event_count, event_room;
    struct move *moves;
    size_t move_count;
    struct way ways[KIOSKS_MOST];
    size_t way_count;
    struct model_fault fault;
    const char *refused;
    bool is_away;
    long requests;
    size_t reply_len, body_len;
    struct {
        struct way *way;
        struct text body;
        char path[96];
    } held;
};

struct office_model *office_model_new(const struct clock *kiosk, const struct clock *own)
{
    struct office_model *model = mem_zalloc(1, sizeof *model);

    model->kiosk_clock = kiosk;
    model->clock = own;
    model->incarnation = uuid_v4();
    return model;
}

static void forget(struct office_model *model, size_t events)
{
    for (size_t i = events; i < model->event_count; i++)
        free(model->events[i].rec);
    model->event_count = events;
}

void office_model_free(struct office_model *model)
{
    if (!model)
        return;
    forget(model, 0);
    free(model->events);
    free(model->moves);
    text_clear(&model->held.body);
    free(model);
}

size_t office_model_count(const struct office_model *model)
{
    return model->event_count;
}

size_t office_model_size(const struct office_model *model)
{
    return model->event_count + model->move_count;
}

const struct model_event *office_model_event(const struct office_model *model, size_t i)
{
    return &model->events[i];
}

const struct model_event *office_model_find(const struct office_model *model,
                                            const struct uuid *kiosk, const struct uuid *id)
{
    for (size_t i = 0; i < model->event_count; i++) {
        const struct model_event *event = &model->events[i];
        if (uuid_equal(&event->id, id) && uuid_equal(&event->kiosk, kiosk))
            return event;
    }
    return NULL;
}

/* What has this number in this stream, moved there or not. */
static const struct model_event *event_at(const struct office_model *model,
                                          const struct uuid *kiosk, const struct uuid *stream,
                                          int64_t seq)
{
    for (size_t i = 0; i < model->event_count; i++) {
        const struct model_event *event = &model->events[i];
        if (event->seq == seq && uuid_equal(&event->stream, stream)
            && uuid_equal(&event->kiosk, kiosk))
            return event;
    }
    for (size_t i = 0; i < model->move_count; i++) {
        const struct move *move = &model->moves[i];
        if (move->seq == seq && uuid_equal(&move->stream, stream)
            && uuid_equal(&move->kiosk, kiosk))
            return &model->events[move->event];
    }
    return NULL;
}

int64_t office_model_contiguous(const struct office_model *model, const struct uuid *kiosk,
                                const struct uuid *stream, uint8_t chain[32])
{
    const struct model_event *event;
    int64_t seq = 1;

    memset(chain, 0, 32);
    for (; (event = event_at(model, kiosk, stream, seq)) != NULL; seq++) {
        uint8_t head[40];
        memcpy(head, chain, 32);
        for (int i = 0; i < 8; i++)
            head[32 + i] = (uint8_t)((uint64_t)seq >> (56 - 8 * i));
        id_sha256(chain, head, sizeof head, event->rec, event->rec_len);
    }
    return seq - 1;
}

bool office_model_has(const struct office_model *model, const struct uuid *kiosk,
                      const struct uuid *stream, int64_t seq)
{
    return event_at(model, kiosk, stream, seq) != NULL;
}

static void note_stream(struct model_stream *streams, size_t *count, size_t most,
                        const struct model_stream *seen)
{
    for (size_t i = 0; i < *count; i++) {
        if (!uuid_equal(&streams[i].stream, &seen->stream)
            || !uuid_equal(&streams[i].kiosk, &seen->kiosk))
            continue;
        if (seen->highest > streams[i].highest)
            streams[i].highest = seen->highest;
        return;
    }
    if (*count < most)
        streams[(*count)++] = *seen;
}

size_t office_model_streams(const struct office_model *model, struct model_stream *out, size_t most)
{
    size_t count = 0;

    for (size_t i = 0; i < model->event_count; i++) {
        const struct model_event *event = &model->events[i];
        note_stream(out, &count, most,
                    &(struct model_stream){event->kiosk, event->stream, event->seq});
    }
    for (size_t i = 0; i < model->move_count; i++) {
        const struct move *move = &model->moves[i];
        note_stream(out, &count, most,
                    &(struct model_stream){move->kiosk, move->stream, move->seq});
    }
    return count;
}

bool office_model_moved(const struct office_model *model, size_t i, struct model_event *out)
{
    if (i >= model->move_count)
        return false;
    const struct move *move = &model->moves[i];
    *out = (struct model_event){.kiosk = move->kiosk,
                                .stream = move->stream,
                                .seq = move->seq,
                                .id = model->events[move->event].id};
    return true;
}

static int64_t highest(const struct office_model *model, const struct uuid *kiosk,
                       const struct uuid *stream)
{
    int64_t seq = 0;

    for (size_t i = 0; i < model->event_count; i++) {
        const struct model_event *event = &model->events[i];
        if (uuid_equal(&event->stream, stream) && uuid_equal(&event->kiosk, kiosk)
            && event->seq > seq)
            seq = event->seq;
    }
    for (size_t i = 0; i < model->move_count; i++) {
        const struct move *move = &model->moves[i];
        if (uuid_equal(&move->stream, stream) && uuid_equal(&move->kiosk, kiosk) && move->seq > seq)
            seq = move->seq;
    }
    return seq;
}

static void add(struct office_model *model, const struct model_event *event)
{
    if (model->event_count == model->event_room) {
        model->event_room = model->event_room * 2 + 64;
        model->events = mem_resize(model->events, model->event_room, sizeof *model->events);
    }
    model->events[model->event_count] = *event;
    model->events[model->event_count].rec = mem_zalloc(event->rec_len + 1, 1);
    memcpy(model->events[model->event_count].rec, event->rec, event->rec_len);
    model->event_count++;
}

static void add_move(struct office_model *model, const struct model_event *from,
                     const struct model_event *event)
{
    model->moves = mem_resize(model->moves, model->move_count + 1, sizeof *model->moves);
    model->moves[model->move_count] = (struct move){.kiosk = event->kiosk,
                                                    .stream = event->stream,
                                                    .seq = event->seq,
                                                    .event = (size_t)(from - model->events)};
    model->move_count++;
}

static enum push_ack take(struct office_model *model, const struct model_event *event)
{
    const struct model_event *there = event_at(model, &event->kiosk, &event->stream, event->seq);
    const struct model_event *same = office_model_find(model, &event->kiosk, &event->id);

    if (same && memcmp(same->sha, event->sha, sizeof same->sha) != 0)
        return PUSH_CONFLICT;
    if (there)
        return there == same ? PUSH_DUPLICATE : PUSH_CONFLICT;
    if (same) {
        add_move(model, same, event);
        return PUSH_DUPLICATE;
    }
    add(model, event);
    return PUSH_STORED;
}

/* {"seq":n,"rec":{…}}: read here once more, with nothing of the product. */
static bool read_line(struct model_event *out, const char *line, const char *end)
{
    static const char start[] = "{\"seq\":";
    static const char middle[] = ",\"rec\":";
    char *after = NULL;

    if (strncmp(line, start, strlen(start)) != 0 || end[-1] != '}')
        return false;
    out->seq = strtoll(line + strlen(start), &after, 10);
    if (out->seq < 1 || strncmp(after, middle, strlen(middle)) != 0)
        return false;
    out->rec = after + strlen(middle);
    out->rec_len = (size_t)(end - 1 - out->rec);
    id_sha256(out->sha, out->rec, out->rec_len, NULL, 0);
    const char *id = strstr(out->rec, "\"id\":\"");
    char text[UUID_TEXT];
    return id && id + 6 + 36 < end && text_format(text, sizeof text, "%.36s", id + 6)
           && uuid_parse(text, &out->id);
}

static void answer(const struct office_model *model, const struct uuid *kiosk,
                   const struct uuid *stream, struct push_reply *reply)
{
    int64_t top = highest(model, kiosk, stream);

    reply->contiguous = office_model_contiguous(model, kiosk, stream, reply->chain);
    reply->has_chain = true;
    for (int64_t seq = reply->contiguous + 1; seq <= top && reply->gap_count < PUSH_GAPS; seq++) {
        struct push_gap *gap = &reply->gaps[reply->gap_count];
        if (event_at(model, kiosk, stream, seq))
            continue;
        *gap = (struct push_gap){.from = seq, .to = seq};
        while (gap->to < top && !event_at(model, kiosk, stream, gap->to + 1))
            gap->to++;
        seq = gap->to;
        reply->gap_count++;
    }
    reply->has_head = true;
    reply->head = top > reply->contiguous ? top : reply->contiguous;
    reply->server_ms = clock_now_ms(model->clock);
    reply->incarnation = model->incarnation;
}

/* The status; the answer is added to `out`. */
static int take_all(struct office_model *model, const struct uuid *kiosk, const struct uuid *stream,
                    const char *lines, struct text *out)
{
    struct push_reply *reply = mem_zalloc(1, sizeof *reply);
    bool is_whole = true;

    for (const char *line = lines, *end; *line && is_whole; line = end + 1) {
        struct model_event event = {.kiosk = *kiosk, .stream = *stream};
        end = strchr(line, '\n');
        is_whole = end && read_line(&event, line, end) && reply->ack_count < PUSH_LINES;
        if (!is_whole)
            break;
        reply->acks[reply->ack_count].seq = event.seq;
        reply->acks[reply->ack_count].ack = take(model, &event);
        reply->ack_count++;
    }
    answer(model, kiosk, stream, reply);
    if (is_whole)
        push_write_reply(out, reply);
    free(reply);
    return is_whole ? 200 : 400;
}

static int post(struct way *way, const char *path, const void *body, size_t len, bool is_gzip,
                struct text *out)
{
    AUTO_TEXT struct text lines;
    struct uuid stream;
    char name[UUID_TEXT];

    text_init(&lines, BODY_MOST);
    if (is_gzip && !gzip_unpack(&lines, body, len, BODY_MOST - 1, NULL))
        return 400;
    if (!is_gzip)
        text_add_bytes(&lines, body, len);
    if (way->model->refused && strstr(lines.data, way->model->refused))
        return 422;
    (void)text_format(name, sizeof name, "%.36s", path + strlen("/v1/streams/"));
    way->model->requests++;
    return uuid_parse(name, &stream)
               ? take_all(way->model, &way->kiosk, &stream, lines.data ? lines.data : "", out)
               : 404;
}

static int get(struct way *way, const char *path, struct text *out)
{
    struct push_reply *reply;
    struct uuid stream;

    if (!uuid_parse(path + strlen("/v1/streams/"), &stream))
        return 404;
    reply = mem_zalloc(1, sizeof *reply);
    answer(way->model, &way->kiosk, &stream, reply);
    push_write_reply(out, reply);
    free(reply);
    return 200;
}

static void deliver_held(struct office_model *model)
{
    AUTO_TEXT struct text nobody = {0};

    if (!model->held.way)
        return;
    text_init(&nobody, BODY_MOST);
    (void)post(model->held.way, model->held.path, model->held.body.data, model->held.body.len, true,
               &nobody);
    model->held.way = NULL;
    text_clear(&model->held.body);
}

static void hold(struct way *way, const struct transport_request *request)
{
    struct office_model *model = way->model;

    deliver_held(model);
    model->held.way = way;
    (void)text_copy(model->held.path, sizeof model->held.path, request->path);
    text_init(&model->held.body, BODY_MOST);
    text_add_bytes(&model->held.body, request->body, request->body_len);
}

/* As the office says why it does not do what is asked. */
static void say_error(struct transport_reply *reply)
{
    if (reply->status >= 400 && reply->body.len == 0)
        text_add(&reply->body, "{\"error\":\"test\"}");
}

static enum transport_result push(struct way *way, const struct transport_request *request,
                                  struct transport_reply *reply)
{
    struct office_model *model = way->model;
    struct model_fault fault = model->fault;
    size_t len = request->body_len;

    model->fault = (struct model_fault){0};
    model->body_len = len;
    if (fault.kind == MODEL_HOLD && request->is_gzip)
        hold(way, request);
    if (fault.kind == MODEL_LOSE_REQUEST || fault.kind == MODEL_HOLD)
        return TRANSPORT_AWAY;
    if (fault.kind == MODEL_STATUS) {
        reply->status = (int)fault.amount;
        say_error(reply);
        return TRANSPORT_ANSWERED;
    }
    if (fault.kind == MODEL_CUT_REQUEST && fault.amount < len)
        len = fault.amount;
    reply->status = post(way, request->path, request->body, len, request->is_gzip, &reply->body);
    if (fault.kind == MODEL_DUPLICATE) {
        reply->body.len = 0;
        reply->status =
            post(way, request->path, request->body, len, request->is_gzip, &reply->body);
    }
    say_error(reply);
    deliver_held(model);
    model->reply_len = reply->body.len;
    if (fault.kind == MODEL_CUT_REPLY && fault.amount < reply->body.len) {
        reply->body.len = fault.amount;
        reply->body.data[fault.amount] = '\0';
    }
    if (fault.kind == MODEL_TIME_OUT)
        return TRANSPORT_TIMED_OUT;
    return fault.kind == MODEL_LOSE_REPLY ? TRANSPORT_AWAY : TRANSPORT_ANSWERED;
}

static enum transport_result send(void *context, const struct transport_request *request,
                                  struct transport_reply *reply, struct err *err)
{
    struct way *way = context;
    bool is_stream = strncmp(request->path, "/v1/streams/", strlen("/v1/streams/")) == 0;

    *reply = (struct transport_reply){.status = 404, .retry_after_s = -1};
    text_init(&reply->body, BODY_MOST);
    reply->asked_mono_ms = reply->got_mono_ms = clock_mono_ms(way->model->kiosk_clock);
    if (way->model->is_away) {
        (void)err_set(err, ERR_OFFLINE, "the office is away");
        return TRANSPORT_AWAY;
    }
    if (is_stream && strcmp(request->method, "POST") == 0) {
        enum transport_result result = push(way, request, reply);

        if (request->meanwhile)
            request->meanwhile(request->meanwhile_context);
        return result;
    }
    if (is_stream)
        reply->status = get(way, request->path, &reply->body);
    if (strcmp(request->path, "/v1/heartbeat") == 0) {
        reply->status = 200;
        text_addf(&reply->body, "{\"server_time\":%" PRId64 ",\"every_s\":60}",
                  clock_now_ms(way->model->clock));
    }
    say_error(reply);
    return TRANSPORT_ANSWERED;
}

static void let_go(void *context)
{
    (void)context; /* the model's own */
}

void office_model_transport(struct office_model *model, const struct uuid *kiosk,
                            struct transport *out)
{
    struct way *way = &model->ways[model->way_count++ % KIOSKS_MOST];

    *way = (struct way){.model = model, .kiosk = *kiosk};
    *out = (struct transport){.context = way, .send = send, .free = let_go};
}

void office_model_strike(struct office_model *model, struct model_fault fault)
{
    model->fault = fault;
}

void office_model_refuse(struct office_model *model, const char *word)
{
    model->refused = word;
}

void office_model_away(struct office_model *model, bool is_away)
{
    model->is_away = is_away;
}

long office_model_requests(const struct office_model *model)
{
    return model->requests;
}

size_t office_model_reply_len(const struct office_model *model)
{
    return model->reply_len;
}

size_t office_model_body_len(const struct office_model *model)
{
    return model->body_len;
}

struct model_mark office_model_mark(const struct office_model *model)
{
    return (struct model_mark){.events = model->event_count, .moves = model->move_count};
}

void office_model_restore(struct office_model *model, struct model_mark mark, bool is_known)
{
    forget(model, mark.events);
    model->move_count = mark.moves;
    if (is_known)
        model->incarnation = uuid_v4();
}
