/* What kiosks send and fetch: HTTP requests to calls of database functions.
 *
 * Nothing is answered with success before the database has committed. Whatever goes wrong on this side
 * is 503 with a time to wait: the kiosk keeps its records and sends them again unchanged. */
#include "office/ingest.h"
#include "base/json.h"
#include "base/log.h"
#include "base/mem.h"
#include "office/knock_rows.h"
#include "office/office.h"
#include "office/workers.h"
#include "wire/heartbeat.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LOG_AREA "ingest"

enum {
    BODY_MOST = 16 << 20, /* a relay's; nginx lets less through to the other paths */
    HEARTBEAT_BYTES = 16 * 1024,
    HEARTBEAT_EVERY_S = 60,
    IDLE_S = 10,
    SEQ_DIGITS = 18, /* of any number that is given */
};

void ingest_refuse(struct http_reply *reply, int status, const char *word)
{
    struct json_out json;

    reply->status = status;
    reply->type = "application/json";
    reply->body.len = 0;
    json_out_init(&json, &reply->body);
    json_out_object(&json, NULL);
    json_out_string(&json, "error", word);
    json_out_close_object(&json);
}

void ingest_fail(struct http_reply *reply, struct troubles *trouble, const struct err *err)
{
    switch (err->code) {
    case ERR_CLOSED:
        ingest_refuse(reply, 403, "kiosk");
        return;
    case ERR_NOT_FOUND:
        ingest_refuse(reply, 404, "name");
        return;
    case ERR_FULL:
        trouble_say_pg(trouble, err);
        http_reply_header(reply, "Retry-After", "60");
        ingest_refuse(reply, 429, "often");
        return;
    case ERR_NONE:
    case ERR_INVALID:
    case ERR_BUSY:
    case ERR_OFFLINE:
    case ERR_IO:
    case ERR_CORRUPT:
        break;
    }
    trouble_say_pg(trouble, err);
    http_reply_header(reply, "Retry-After", "5");
    ingest_refuse(reply, 503, "away");
}

/* Exactly "CN=<uuid>". */
static bool read_kiosk(char out[UUID_TEXT], const char *dn)
{
    struct uuid uuid;

    if (!dn || strncmp(dn, "CN=", 3) != 0 || strlen(dn) != 3 + UUID_TEXT - 1
        || !uuid_parse(dn + 3, &uuid))
        return false;
    uuid_format(&uuid, out);
    return true;
}

/* nginx overwrites these headers, whatever a kiosk says in them. */
bool ingest_read_caller(struct caller *out, const struct http_request *request,
                        struct http_reply *reply)
{
    const char *verify = http_header(request, "Anjungan-Kiosk-Verify");
    const char *serial = http_header(request, "Anjungan-Kiosk-Serial");
    const char *ends = http_header(request, "Anjungan-Kiosk-Ends");

    if (!text_equal(verify, "SUCCESS")) {
        ingest_refuse(reply, 401, "certificate");
        return false;
    }
    if (!read_kiosk(out->kiosk, http_header(request, "Anjungan-Kiosk-Dn"))
        || !text_is_set(serial)) {
        ingest_refuse(reply, 403, "kiosk");
        return false;
    }
    out->serial = serial;
    out->ends = ends ? ends : "";
    return true;
}

static const char *known_tag(const struct http_request *request, char out[80])
{
    const char *tag = http_header(request, "If-None-Match");
    size_t len;

    if (!tag)
        return NULL;
    if (strncmp(tag, "W/", 2) == 0)
        tag += 2;
    len = strlen(tag);
    if (len < 2 || len > 80 || tag[0] != '"' || tag[len - 1] != '"')
        return NULL;
    memcpy(out, tag + 1, len - 2);
    out[len - 2] = '\0';
    return out;
}

static void get_catalogue(struct ingest_call *call, struct http_reply *reply)
{
    char known[80];
    char tag[80];
    char quoted[83];
    bool is_same;
    struct err err;

    if (!ingest_catalogue(call->ingest->pg, &reply->body, tag, &is_same, &call->caller, call->name,
                          known_tag(call->request, known), &err)) {
        ingest_fail(reply, &call->ingest->trouble, &err);
        return;
    }
    trouble_good(&call->ingest->trouble, PROVES_READ);
    (void)text_format(quoted, sizeof quoted, "\"%s\"", tag);
    http_reply_header(reply, "ETag", quoted);
    reply->status = is_same ? 304 : 200;
    reply->type = is_same ? NULL : "application/octet-stream";
}

static void post_heartbeat(struct ingest_call *call, struct http_reply *reply)
{
    struct heartbeat_reply answer = {.every_s = HEARTBEAT_EVERY_S, .version = ANJUNGAN_VERSION};
    struct heartbeat heartbeat;
    struct err err;
    size_t len;
    const char *body = http_body(call->request, &len);

    if (len > HEARTBEAT_BYTES)
        ingest_refuse(reply, 413, "large");
    else if (!heartbeat_read(&heartbeat, body, len, &err))
        ingest_refuse(reply, 422, "heartbeat");
    else if (!ingest_heartbeat(call->ingest->pg, &answer, &call->caller, body, &err))
        ingest_fail(reply, &call->ingest->trouble, &err);
    else {
        trouble_good(&call->ingest->trouble, PROVES_READ); /* its table is not logged */
        heartbeat_write_reply(&reply->body, &answer);
    }
}

static void get_decisions(struct ingest_call *call, struct http_reply *reply)
{
    AUTO_FREE struct decisions *decisions = mem_zalloc(1, sizeof *decisions);
    size_t digits = strspn(call->name, "0123456789");
    struct err err;

    if (call->name[digits] != '\0' || digits > SEQ_DIGITS)
        ingest_refuse(reply, 400, "name");
    else if (ingest_decisions(call->ingest->pg, decisions, &call->caller,
                              strtoll(call->name, NULL, 10), &err)) {
        trouble_good(&call->ingest->trouble, PROVES_READ);
        decisions_write(&reply->body, decisions);
    } else {
        ingest_fail(reply, &call->ingest->trouble, &err);
    }
}

static const struct {
    const char *method;
    const char *before; /* of the path's own word */
    const char *after;
    void (*answer)(struct ingest_call *call, struct http_reply *reply);
} routes[] = {
    {"POST", "/v1/streams/", "/events", ingest_post_events},
    {"GET", "/v1/streams/", "", ingest_get_stream},
    {"GET", "/v1/catalogue/", "", get_catalogue},
    {"GET", "/v1/decisions/", "", get_decisions},
    {"POST", "/v1/heartbeat", "", post_heartbeat},
    {"POST", "/v1/relay", "", ingest_post_relay},
};

/* The word between `before` and `after`, into `out`; false: another path. */
static bool match(char *out, size_t size, const char *path, const char *before, const char *after)
{
    size_t before_len = strlen(before);
    size_t after_len = strlen(after);
    size_t len = strlen(path);

    if (len < before_len + after_len || strncmp(path, before, before_len) != 0
        || strcmp(path + len - after_len, after) != 0)
        return false;
    len -= before_len + after_len;
    if (len >= size || memchr(path + before_len, '/', len))
        return false;
    memcpy(out, path + before_len, len);
    out[len] = '\0';
    return (len > 0) == (before[before_len - 1] == '/');
}

static bool read_word(struct ingest_call *call, const char *word)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789-_.";
    struct uuid stream;

    call->name = word;
    if (strncmp(http_path(call->request), "/v1/streams/", 12) != 0)
        return word[strspn(word, letters)] == '\0';
    if (!uuid_parse(word, &stream))
        return false;
    uuid_format(&stream, call->stream);
    return true;
}

/* A restored office keeps who knocks with a good certificate (office/knock_rows.h). */
static void note_knock(struct ingest_call *call)
{
    struct heartbeat heartbeat = {0};
    struct err err;
    size_t len;
    const char *body = http_body(call->request, &len);

    if (len > HEARTBEAT_BYTES || !heartbeat_read(&heartbeat, body, len, &err))
        heartbeat.device[0] = '\0';
    if (!knock_rows_note(call->ingest->pg, &call->caller, heartbeat.device, &err))
        trouble_say_pg(&call->ingest->trouble, &err);
}

void ingest_handle(void *context, const struct http_request *request, struct http_reply *reply)
{
    struct ingest_call call = {.ingest = context, .request = request};
    bool is_path = false;
    char word[64];

    reply->type = "application/json"; /* unless somebody says otherwise */
    /* One request a connection: whichever worker is free takes the next. */
    http_reply_header(reply, "Connection", "close");
    for (size_t i = 0; i < ARRAY_LEN(routes); i++) {
        if (!match(word, sizeof word, http_path(request), routes[i].before, routes[i].after))
            continue;
        is_path = true;
        if (strcmp(http_method(request), routes[i].method) != 0)
            continue;
        if (!ingest_read_caller(&call.caller, request, reply))
            return;
        if (read_word(&call, word))
            routes[i].answer(&call, reply);
        else
            ingest_refuse(reply, 400, "name");
        if (reply->status == 403)
            note_knock(&call);
        return;
    }
    ingest_refuse(reply, is_path ? 405 : 404, is_path ? "method" : "path");
}

struct door {
    const struct office_options *options;
    int listen_fd;
};

static int work(void *context, int stop_fd)
{
    const struct door *door = context;
    struct clock *clock = clock_system_new(-1);
    struct pg *pg = pg_new(door->options->database);
    struct ingest ingest = {.pg = pg, .trouble = {.area = LOG_AREA, .clock = clock, .pg = pg}};
    struct http_server_options options = {.listen_fd = door->listen_fd,
                                          .body_most = BODY_MOST,
                                          .idle_s = IDLE_S,
                                          .connection_most = 1, /* see ingest_handle */
                                          .handle = ingest_handle,
                                          .context = &ingest};
    struct http_server *server = NULL;
    struct err err;

    bool is_open = http_server_open(&server, &options, &err);
    if (is_open)
        http_server_run(server, stop_fd);
    else
        log_error("%s", err.text);
    http_server_close(server);
    pg_free(pg);
    clock_free(clock);
    return is_open ? 0 : 1;
}

/* A database that is away comes back; one that forgets what it said is stored must not be used. */
static bool check_database(const struct office_options *options, struct err *err)
{
    struct pg *pg = pg_new(options->database);
    bool is_good = ingest_check_durable(pg, err) || err->code != ERR_INVALID;

    if (is_good && err->code == ERR_OFFLINE)
        log_warn("%s: kiosks are told to wait", err->text);
    pg_free(pg);
    return is_good;
}

bool office_ingest_run(const struct office_options *options, int stop_fd, struct err *err)
{
    struct door door = {.options = options};
    bool is_done;

    *err = (struct err){0};
    if (!check_database(options, err) || !http_listen(options->socket, &door.listen_fd, err))
        return false;
    log_info("events on %s, %d workers", options->socket, options->workers);
    is_done = workers_run(options->workers, stop_fd, work, &door, err);
    close(door.listen_fd);
    (void)unlink(options->socket);
    return is_done;
}
