/* Passes events on to the office above (wire/relay.h): what it lacks, over and over. It remembers in the
 * database what that office said it has, and believes it again when it says otherwise. */
#include "base/file.h"
#include "base/gzip.h"
#include "base/id.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/supervisor.h"
#include "client/transport.h"
#include "office/office.h"
#include "office/relay_pace.h"
#include "office/relay_rows.h"
#include "office/trouble.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>

#define LOG_AREA "relay"

enum {
    LOOK_MS = RELAY_LOOK_MS,
    REPLY_BYTES = 1 << 20,
    PINS_BYTES = 1024,
};

struct relay {
    struct pg *pg;
    struct transport transport;
    struct relay_bundle *bundle;
    int stop_fd;
    struct relay_pace pace;
    struct troubles trouble;
    bool is_theirs; /* what failed last: the office above, and no step of ours */
};

static bool is_stopping(const struct relay *relay, int ms)
{
    struct pollfd fd = {.fd = relay->stop_fd, .events = POLLIN};

    supervisor_ping();
    return poll(&fd, 1, ms) > 0;
}

static bool go_on(void *context)
{
    return !is_stopping(context, 0);
}

/* "A\nB\n" to "sha256//A;sha256//B". */
static bool read_pins(struct text *out, const char *dir, struct err *err)
{
    AUTO_FREE char *path = mem_format("%s/pins", dir);
    AUTO_FREE char *bytes = NULL;
    size_t len = 0;
    char *line;

    if (!file_read(path, PINS_BYTES, &bytes, &len, err))
        return false;
    for (char *rest = bytes; (line = strsep(&rest, "\n")) != NULL;) {
        if (line[0] != '\0')
            text_addf(out, "%ssha256//%s", out->len > 0 ? ";" : "", line);
    }
    return out->len > 0 || err_set(err, ERR_CORRUPT, "%s holds no pin", path);
}

static bool open_transport(struct relay *relay, const struct office_options *options,
                           struct err *err)
{
    AUTO_FREE char *authority = mem_format("%s/authority.crt", options->relay_dir);
    AUTO_FREE char *certificate = mem_format("%s/office.crt", options->relay_dir);
    AUTO_FREE char *key = mem_format("%s/office.key", options->relay_dir);
    AUTO_TEXT struct text pins = {0};
    struct transport_options way = {.url = options->relay_url,
                                    .authority = authority,
                                    .certificate = certificate,
                                    .key = key,
                                    .go_on = go_on,
                                    .go_on_context = relay};

    text_init(&pins, PINS_BYTES);
    if (!read_pins(&pins, options->relay_dir, err))
        return err_add(err, "what proves this office to the one above");
    way.pins = pins.data;
    return transport_curl_open(&relay->transport, &way, err);
}

static bool blame_province(struct relay *relay)
{
    relay->is_theirs = true;
    return false;
}

/* What the answer's status says of it is in `err` where that is not 200. */
static enum transport_result send_bundle(struct relay *relay, struct transport_reply *reply,
                                         struct err *err)
{
    AUTO_TEXT struct text packed = {0};
    struct transport_request request = {.method = "POST",
                                        .path = "/v1/relay",
                                        .type = "application/x-ndjson",
                                        .is_gzip = true,
                                        .reply_most = REPLY_BYTES};
    enum transport_result result;

    text_init(&packed, RELAY_BYTES);
    if (!gzip_pack(&packed, relay->bundle->body.data, relay->bundle->body.len, err))
        return TRANSPORT_AWAY;
    request.body = packed.data;
    request.body_len = packed.len;
    result = relay->transport.send(relay->transport.context, &request, reply, err);
    relay->is_theirs = result != TRANSPORT_ANSWERED || reply->status != 200;
    if (result == TRANSPORT_ANSWERED && reply->status != 200)
        (void)err_set(err, ERR_BUSY, "the office above answered with status %d", reply->status);
    return result;
}

static bool note_refusal(struct relay *relay, const struct relay_sent *sent, const char *line,
                         struct err *err)
{
    char kiosk[UUID_TEXT];

    uuid_format(&sent->kiosk, kiosk);
    log_warn("the office above does not take the records of kiosk %s (%s): asked again in an hour",
             kiosk, line);
    return relay_note_refusal(relay->pg, sent, err);
}

/* What is settled is noted first: a conflict sets only the rest of the stream aside. */
static bool note_part(struct relay *relay, struct relay_sent *sent, const struct push_reply *answer,
                      bool *out_moved, struct err *err)
{
    size_t conflicts;

    relay_settle(sent, answer, &conflicts);
    *out_moved = *out_moved || sent->count > 0 || conflicts > 0;
    return relay_note(relay->pg, sent, answer, err)
           && (conflicts == 0 || note_refusal(relay, sent, "conflict", err));
}

/* One answer a part. Where the office above forgot, nothing of this answer is noted: all is sent again. */
static bool note_answers(struct relay *relay, struct text *body, struct err *err)
{
    AUTO_FREE struct push_reply *answer = mem_zalloc(1, sizeof *answer);
    char *rest = body->data;
    bool has_forgotten = false;
    bool has_moved = false;

    for (size_t i = 0; i < relay->bundle->count; i++) {
        struct relay_sent *sent = &relay->bundle->parts[i];
        char *line = strsep(&rest, "\n");

        if (!line)
            return err_set(err, ERR_INVALID, "the office above answered %zu of %zu parts", i,
                           relay->bundle->count)
                   || blame_province(relay);
        if (relay_is_refusal(line)) {
            if (!note_refusal(relay, sent, line, err))
                return false;
            has_moved = true;
            continue;
        }
        if (!push_read_reply(answer, line, strlen(line), err))
            return blame_province(relay);
        if (!relay_meet(relay->pg, &answer->incarnation, &has_forgotten, err))
            return false;
        if (has_forgotten) {
            log_warn("the office above was restored, its standby took over, or it is another one: "
                     "it is told "
                     "everything again");
            return true;
        }
        if (!note_part(relay, sent, answer, &has_moved, err))
            return false;
    }
    return has_moved || err_set(err, ERR_BUSY, "the office above took nothing of what it was sent")
           || blame_province(relay);
}

/* Too much at once, or one part of it is none to the office above: half of it, until that part is alone. */
static enum relay_outcome note_status(struct relay *relay, int status, struct err *err)
{
    const struct relay_bundle *bundle = relay->bundle;

    if (status != 413 && status != 422)
        return RELAY_FAILED;
    if (bundle->count > 1 || (status == 413 && bundle->records > 1))
        return RELAY_TOO_LARGE;
    relay->is_theirs = false;
    return note_refusal(relay, &bundle->parts[0], status == 413 ? "large" : "part", err)
               ? RELAY_TAKEN
               : RELAY_FAILED;
}

/* At most one request. */
static enum relay_outcome step(struct relay *relay, int64_t *out_told_s, struct err *err)
{
    struct transport_reply reply = {.retry_after_s = -1};
    enum relay_outcome outcome = RELAY_FAILED;

    relay->bundle->most = relay->pace.most;
    relay->is_theirs = false;
    if (!relay_load(relay->pg, relay->bundle, err))
        return RELAY_FAILED;
    if (relay->bundle->count == 0)
        return RELAY_NOTHING;
    switch (send_bundle(relay, &reply, err)) {
    case TRANSPORT_ANSWERED:
        if (reply.status != 200)
            outcome = note_status(relay, reply.status, err);
        else if (note_answers(relay, &reply.body, err))
            outcome = RELAY_TAKEN;
        break;
    case TRANSPORT_TIMED_OUT:
        outcome = RELAY_TIMED_OUT;
        break;
    case TRANSPORT_AWAY:
    case TRANSPORT_DISTRUSTED:
        break;
    }
    *out_told_s = reply.retry_after_s;
    transport_reply_clear(&reply);
    return outcome;
}

/* Waits in pieces that the watchdog can live with. */
static bool is_stopped_within(const struct relay *relay, int64_t ms)
{
    for (; ms > LOOK_MS; ms -= LOOK_MS) {
        if (is_stopping(relay, LOOK_MS))
            return true;
    }
    return is_stopping(relay, (int)ms);
}

static void tell(struct relay *relay, enum relay_outcome outcome, const struct err *err)
{
    if (outcome == RELAY_TAKEN)
        trouble_good(&relay->trouble, PROVES_READ | PROVES_WRITE | PROVES_PROVINCE);
    else if (outcome == RELAY_NOTHING)
        trouble_good(&relay->trouble, PROVES_READ);
    else if (outcome == RELAY_TOO_LARGE)
        return;
    else if (relay->is_theirs)
        trouble_say(&relay->trouble, TROUBLE_PROVINCE, err->text);
    else
        trouble_say_pg(&relay->trouble, err);
}

static void pass_on(struct relay *relay)
{
    int64_t wait_ms = 0;

    while (!is_stopped_within(relay, wait_ms)) {
        struct err err = {0};
        int64_t told_s = -1;
        enum relay_outcome outcome = step(relay, &told_s, &err);

        tell(relay, outcome, &err);
        wait_ms = relay_pace_next(&relay->pace, outcome, relay->bundle->records, RELAY_RECORDS,
                                  told_s, id_random_below(UINT32_MAX));
    }
}

bool office_relay_run(const struct office_options *options, int stop_fd, struct err *err)
{
    struct relay relay = {.stop_fd = stop_fd, .pace = {.most = RELAY_RECORDS}};
    struct clock *clock = clock_system_new(-1);
    bool is_open = text_is_set(options->relay_url)
                       ? open_transport(&relay, options, err)
                       : err_set(err, ERR_INVALID, "[relay] url names no office above");

    if (is_open) {
        relay.pg = pg_new(options->database);
        relay.bundle = mem_zalloc(1, sizeof *relay.bundle);
        relay.trouble = (struct troubles){.area = LOG_AREA, .clock = clock, .pg = relay.pg};
        text_init(&relay.bundle->body, RELAY_BYTES);
        supervisor_ready("");
        pass_on(&relay);
        text_clear(&relay.bundle->body);
        free(relay.bundle);
        pg_free(relay.pg);
    }
    transport_close(&relay.transport);
    clock_free(clock);
    return is_open;
}
