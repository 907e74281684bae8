/* The process that gives kiosks their certificates.
 *
 * The authority's key is in its memory alone, and read for each request, so that keys and pins that
 * were exchanged hold at once. A certificate leaves it only after the database has committed that it
 * counts. */
#include "office/enrolment_rows.h"
#include "base/clock.h"
#include "base/sign.h"
#include "http/server.h"
#include "office/ingest.h"
#include "office/office.h"

#include <string.h>

#define LOG_AREA "enrolment"
#include "base/log.h"

enum { BODY_MOST = 32 * 1024, IDLE_S = 10, CONNECTIONS = 16 };

struct desk {
    struct pg *pg;
    const char *authority_dir;
    struct authority *authority; /* while a request is answered; NULL else */
    struct clock *clock;
    struct troubles trouble;
    uint8_t office_key[BOX_PUBLIC];
};

static void close_desk(struct desk *desk)
{
    pg_free(desk->pg);
    clock_free(desk->clock);
}

/* The time is the database's, as in every answer to a kiosk. */
static void answer(const struct desk *desk, const struct uuid *kiosk,
                   const struct authority_issued *issued, int64_t server_ms,
                   struct http_reply *reply)
{
    struct enrolment enrolment = {.kiosk = *kiosk, .server_ms = server_ms};

    memcpy(enrolment.certificate, issued->certificate, sizeof enrolment.certificate);
    memcpy(enrolment.office_key, desk->office_key, sizeof enrolment.office_key);
    authority_tell(desk->authority, &enrolment);
    enrolment_write_reply(&reply->body, &enrolment);
}

/* What was asked is at fault, or this side is. */
static void fail(struct desk *desk, struct http_reply *reply, const struct err *err)
{
    if (err->code == ERR_INVALID) {
        log_info("refused: %s", err->text);
        ingest_refuse(reply, 400, "request");
    } else {
        ingest_fail(reply, &desk->trouble, err);
    }
}

/* A new number, or the one that this kiosk, or this code and key, had before: the certificate must say
 * it. */
static bool issue(const struct desk *desk, const struct enrolment_request *request,
                  struct uuid *kiosk, struct authority_issued *issued, struct err *err)
{
    int64_t now_ms = clock_now_ms(desk->clock);
    struct uuid known;

    if (!authority_name(kiosk, desk->authority, request, err)
        || !authority_issue(issued, desk->authority, request->csr, kiosk, now_ms, err)
        || !enrolment_known(desk->pg, &known, request->code, issued->key_hash, err))
        return false;
    if (uuid_is_nil(&known))
        return true;
    *kiosk = known;
    return authority_issue(issued, desk->authority, request->csr, kiosk, now_ms, err);
}

static void enrol(struct desk *desk, const struct http_request *request,
                  const struct enrolment_request *asked, struct http_reply *reply)
{
    const char *address = http_header(request, "Anjungan-Address");
    enum enrolment_outcome outcome;
    struct authority_issued issued;
    struct uuid kiosk;
    int64_t server_ms;
    char id[UUID_TEXT];
    struct err err;

    if (!issue(desk, asked, &kiosk, &issued, &err)
        || !enrolment_take(desk->pg, &outcome, &server_ms, asked, &kiosk, &issued, &err)) {
        fail(desk, reply, &err);
        return;
    }
    trouble_good(&desk->trouble, PROVES_READ | PROVES_WRITE | PROVES_DURABLE);
    if (outcome != ENROLMENT_OK) {
        log_warn("a code from %s was refused: %s", address ? address : "?",
                 enrolment_outcome_word(outcome));
        ingest_refuse(reply, 403, enrolment_outcome_word(outcome));
        return;
    }
    uuid_format(&kiosk, id);
    log_info("kiosk %s is enrolled as %s", id, asked->device);
    answer(desk, &kiosk, &issued, server_ms, reply);
}

static void renew(struct desk *desk, const struct http_request *request,
                  const struct enrolment_request *asked, struct http_reply *reply)
{
    struct authority_issued issued;
    struct caller caller;
    struct uuid kiosk;
    int64_t server_ms;
    struct err err;

    if (!ingest_read_caller(&caller, request, reply))
        return;
    if (!uuid_parse(caller.kiosk, &kiosk)) {
        ingest_refuse(reply, 403, "kiosk");
        return;
    }
    if (!authority_issue(&issued, desk->authority, asked->csr, &kiosk, clock_now_ms(desk->clock),
                         &err)
        || !enrolment_renew(desk->pg, &server_ms, &caller, &issued, &err)) {
        fail(desk, reply, &err);
        return;
    }
    trouble_good(&desk->trouble, PROVES_READ | PROVES_WRITE | PROVES_DURABLE);
    log_info("kiosk %s renewed its certificate", caller.kiosk);
    answer(desk, &kiosk, &issued, server_ms, reply);
}

static void certify(struct desk *desk, const struct http_request *request,
                    const struct enrolment_request *asked, struct http_reply *reply)
{
    struct err err;

    if (!authority_open(&desk->authority, desk->authority_dir, &err)) {
        trouble_say(&desk->trouble, TROUBLE_KEY, err.text);
        http_reply_header(reply, "Retry-After", "60");
        ingest_refuse(reply, 503, "away");
        return;
    }
    trouble_good(&desk->trouble, PROVES_KEY);
    if (asked->code[0] != '\0')
        enrol(desk, request, asked, reply);
    else
        renew(desk, request, asked, reply);
    authority_close(desk->authority);
    desk->authority = NULL;
}

static void handle(void *context, const struct http_request *request, struct http_reply *reply)
{
    bool is_first = strcmp(http_path(request), "/v1/enrol") == 0;
    struct enrolment_request asked;
    struct err err;
    size_t len = 0;
    const char *body = http_body(request, &len);

    reply->type = "application/json";
    if (!is_first && strcmp(http_path(request), "/v1/renew") != 0)
        ingest_refuse(reply, 404, "path");
    else if (strcmp(http_method(request), "POST") != 0)
        ingest_refuse(reply, 405, "method");
    else if (!enrolment_read(&asked, body, len, &err))
        fail(context, reply, &err);
    else if ((asked.code[0] != '\0') != is_first)
        ingest_refuse(reply, 400, "request");
    else
        certify(context, request, &asked, reply);
}

bool office_enrolment_run(const struct office_options *options, int stop_fd, struct err *err)
{
    AUTO(close_desk)
    struct desk desk = {.pg = pg_new(options->database),
                        .authority_dir = options->authority_dir,
                        .clock = clock_system_new(options->start_ms)};

    desk.trouble = (struct troubles){.area = LOG_AREA, .clock = desk.clock, .pg = desk.pg};
    const struct http_server_options server_options = {.socket = options->socket,
                                                       .listen_fd = -1,
                                                       .body_most = BODY_MOST,
                                                       .idle_s = IDLE_S,
                                                       .connection_most = CONNECTIONS,
                                                       .handle = handle,
                                                       .context = &desk};
    struct http_server *server = NULL;

    struct authority *readable = NULL;

    if (!authority_open(&readable, options->authority_dir, err))
        return false;
    authority_close(readable);
    if (!box_read_public(options->office_public, desk.office_key, err)
        || !http_server_open(&server, &server_options, err))
        return false;
    log_info("enrolment on %s", options->socket);
    http_server_run(server, stop_fd);
    http_server_close(server);
    return true;
}
