/* One request and what its outcome says about the office. */
#include "base/json.h"
#include "sync_internal.h"
#include <inttypes.h>

#define LOG_AREA "sync"
#include "base/alert.h"

enum { LOCAL_AGAIN_MS = 5000 };

int64_t sync_now(const struct sync *sync)
{
    return clock_mono_ms(sync->options.clock);
}

uint32_t sync_chance(const struct sync *sync)
{
    return sync->options.chance ? sync->options.chance(sync->options.chance_context)
                                : id_random_below(UINT32_MAX);
}

int64_t sync_around(const struct sync *sync, int64_t ms)
{
    return sync_now(sync) + backoff_around(ms, sync_chance(sync));
}

void sync_fail(struct sync *sync, struct pause *pause, int64_t told_s)
{
    pause->until_ms = sync_now(sync) + backoff_fail(&pause->backoff, told_s, sync_chance(sync));
}

void sync_local_failed(struct sync *sync, const struct err *err)
{
    if (sync->local.backoff.failures++ == 0)
        log_error("%s; trying again every %d s", err->text, LOCAL_AGAIN_MS / 1000);
    sync->local.until_ms = sync_now(sync) + LOCAL_AGAIN_MS;
}

static enum verdict judge_status(int status)
{
    static const struct {
        int status;
        enum verdict verdict;
    } known[] = {
        {304, VERDICT_GOOD},  {401, VERDICT_REFUSED}, {403, VERDICT_REFUSED}, {408, VERDICT_SLOW},
        {413, VERDICT_LARGE}, {425, VERDICT_LATER},   {429, VERDICT_LATER},   {502, VERDICT_LATER},
        {503, VERDICT_LATER}, {504, VERDICT_LATER},
    };

    for (size_t i = 0; i < ARRAY_LEN(known); i++) {
        if (known[i].status == status)
            return known[i].verdict;
    }
    if (status >= 200 && status < 300)
        return VERDICT_GOOD;
    return status >= 400 && status < 500 ? VERDICT_NEVER : VERDICT_BROKEN;
}

/* A proxy or a portal on the way answers too. The office says all it says in JSON, and why it does not do
 * what is asked in {"error":WORD}. A catalogue, which comes with its tag, is judged by its signature. */
static bool is_of_office(const struct transport_reply *reply)
{
    AUTO_JSON struct json *root = NULL;

    if (reply->status == 304)
        return true;
    if (reply->status >= 200 && reply->status < 300)
        return reply->etag[0] != '\0' || (reply->body.len > 0 && reply->body.data[0] == '{');
    return json_parse(&root, reply->body.data, reply->body.len, NULL, NULL)
           && json_kind(root) == JSON_OBJECT && json_string(json_get(root, "error"));
}

/* A stranger's answer is none, but for one thing: less at once may get past it. */
static enum verdict judge_answer(const struct transport_reply *reply)
{
    enum verdict verdict = judge_status(reply->status);

    if (is_of_office(reply))
        return verdict;
    return verdict == VERDICT_LARGE || verdict == VERDICT_SLOW ? VERDICT_SLOW : VERDICT_LATER;
}

static enum verdict judge(enum transport_result result, const struct transport_reply *reply)
{
    switch (result) {
    case TRANSPORT_ANSWERED:
        return judge_answer(reply);
    case TRANSPORT_AWAY:
        return VERDICT_LATER;
    case TRANSPORT_TIMED_OUT:
        return VERDICT_SLOW;
    case TRANSPORT_DISTRUSTED:
        return VERDICT_REFUSED;
    }
    return VERDICT_LATER;
}

static enum office_contact contact_of(enum verdict verdict)
{
    switch (verdict) {
    case VERDICT_GOOD:
    case VERDICT_LARGE:
    case VERDICT_NEVER:
    case VERDICT_BROKEN:
        return OFFICE_REACHED;
    case VERDICT_REFUSED:
        return OFFICE_REFUSED;
    case VERDICT_LATER:
    case VERDICT_SLOW:
        return OFFICE_AWAY;
    }
    return OFFICE_AWAY;
}

static void say(struct sync *sync, enum office_contact contact, const struct err *err)
{
    if (contact == sync->said)
        return;
    sync->said = contact;
    if (contact == OFFICE_REACHED)
        log_alert(ALERT_OFFICE_REACHED, "the office answers");
    else if (contact == OFFICE_REFUSED)
        log_alert(
            ALERT_OFFICE_REFUSES,
            "the office refuses this kiosk: %s; trying again every %d s. Numbers are given and "
            "records kept; if it was not meant, ask the office for a new code: "
            "anjungan-ctl enrol URL CODE --again",
            err->text, BACKOFF_MOST_MS / 1000);
    else
        log_alert(ALERT_OFFICE_AWAY, "the office is away: %s; events wait, trying again",
                  err->text);
}

void sync_complain(int *said, const char *what, enum verdict verdict, int status)
{
    if (verdict == VERDICT_GOOD)
        *said = 0;
    if (contact_of(verdict) != OFFICE_REACHED || verdict == VERDICT_GOOD || *said == status)
        return;
    *said = status;
    log_warn("the office does not %s (%d)", what, status);
}

static void note_contact(struct sync *sync, enum office_contact contact)
{
    struct err err = {0};

    if (!desk_note_contact(sync->options.desk, contact, &err))
        sync_local_failed(sync, &err);
}

/* Silence is told after a while only, by the loop. */
static void take_contact(struct sync *sync, enum office_contact contact, const struct err *err)
{
    say(sync, contact, err);
    sync->last = contact;
    if (contact == OFFICE_AWAY)
        return;
    sync->answered_ms = sync_now(sync);
    sync->is_away_noted = false;
    note_contact(sync, contact);
}

static void set_verify_time(struct sync *sync)
{
    struct err err = {0};
    int64_t verify_ms = 0;

    if (desk_verify_time(sync->options.desk, &verify_ms, &err))
        transport_set_verify_time(sync->options.transport, verify_ms);
    else
        sync_local_failed(sync, &err);
}

enum verdict sync_ask(struct sync *sync, const struct transport_request *request,
                      struct transport_reply *reply)
{
    struct err err = {0};

    if (!request->meanwhile)
        sync_ahead_end(sync);
    set_verify_time(sync);
    enum transport_result result =
        sync->options.transport->send(sync->options.transport->context, request, reply, &err);
    enum verdict verdict = judge(result, reply);
    enum office_contact contact = contact_of(verdict);
    if (result == TRANSPORT_ANSWERED)
        err_set(&err, ERR_OFFLINE, "%s says %d",
                is_of_office(reply) ? "it" : "something on the way to it", reply->status);
    take_contact(sync, contact, &err);
    if (contact != OFFICE_REACHED) {
        sync->was_away = true;
        sync->heartbeat_ms = 0; /* whatever was asked for, this is how its return is noticed */
        sync_fail(sync, &sync->office, reply->retry_after_s);
    }
    return verdict;
}

static void note_time(struct sync *sync, const struct transport_reply *reply, int64_t server_ms)
{
    struct err err = {0};

    if (reply->got_mono_ms < 0)
        return;
    if (desk_note_office_time(sync->options.desk, server_ms, reply->asked_mono_ms,
                              reply->got_mono_ms, &err))
        return;
    if (err.code == ERR_INVALID)
        log_debug("%s", err.text); /* each record says how far its own clock is believed */
    else
        sync_local_failed(sync, &err);
}

void sync_is_well(struct sync *sync, const struct transport_reply *reply, int64_t server_ms)
{
    backoff_reset(&sync->office.backoff);
    note_time(sync, reply, server_ms);
    if (!sync->was_away)
        return;
    /* Meanwhile it may have been restored, or have published a catalogue. */
    sync->was_away = false;
    sync->wants_streams = true;
    sync->catalog_ms = 0;
}
