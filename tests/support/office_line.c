/* A transport over an office in memory. */
#include "support/office_line.h"
#include "base/gzip.h"
#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static bool ends_with(const char *text, const char *end)
{
    size_t len = strlen(text), end_len = strlen(end);

    return len >= end_len && strcmp(text + len - end_len, end) == 0;
}

static void read_stream(const char *path, struct uuid *out)
{
    char id[UUID_TEXT];

    assert_int_equal(strncmp(path, "/v1/streams/", 12), 0);
    (void)text_copy(id, sizeof id, path + 12); /* what follows is cut off */
    assert_true(uuid_parse(id, out));
}

static void read_batch(const struct transport_request *request, struct outbox_batch *out)
{
    struct err err = {0};

    outbox_batch_init(out);
    read_stream(request->path, &out->stream);
    assert_true(request->is_gzip);
    assert_string_equal(request->type, "application/x-ndjson");
    if (!gzip_unpack(&out->lines, request->body, request->body_len, PUSH_BYTES, &err))
        fail_msg("%s", err.text);
    for (const char *at = out->lines.data; *at != '\0'; at = strchr(at, '\n') + 1) {
        assert_true(out->count < PUSH_LINES);
        assert_int_equal(strncmp(at, "{\"seq\":", 7), 0);
        out->seqs[out->count++] = strtoll(at + 7, NULL, 10);
    }
    assert_true(out->count > 0);
}

static void log_request(struct office_line *line, const struct transport_request *request,
                        size_t lines)
{
    assert_true(line->log_count < LINE_LOG);
    struct line_request *entry = &line->log[line->log_count++];

    entry->lines = lines;
    entry->mono_ms = clock_mono_ms(line->clock);
    assert_true(text_copy(entry->method, sizeof entry->method, request->method));
    assert_true(text_copy(entry->path, sizeof entry->path, request->path));
}

static void answer_events(struct office_line *line, const struct outbox_batch *batch,
                          struct transport_reply *reply)
{
    struct push_reply answer;

    if (line->lines_most > 0 && batch->count > line->lines_most) {
        reply->status = 413;
    } else if (line->poison && strstr(batch->lines.data, line->poison)) {
        reply->status = 422;
    } else if (line->breaks_all || (line->breaks && strstr(batch->lines.data, line->breaks))) {
        reply->status = 500;
    } else {
        fake_office_post(line->office, batch, &answer);
        push_write_reply(&reply->body, &answer);
    }
}

static void answer_stream(struct office_line *line, const struct transport_request *request,
                          struct transport_reply *reply)
{
    struct push_reply answer;
    struct uuid stream;

    read_stream(request->path, &stream);
    fake_office_get(line->office, &stream, &answer);
    push_write_reply(&reply->body, &answer);
}

static void answer_heartbeat(struct office_line *line, const struct transport_request *request,
                             struct transport_reply *reply)
{
    struct heartbeat_reply answer = {.server_ms = line->office->now_ms,
                                     .every_s = line->every_s,
                                     .incarnation = line->office->incarnation,
                                     .decisions =
                                         line->decisions ? (int64_t)line->decisions->count : 0};
    struct err err = {0};

    if (!heartbeat_read(&line->heartbeat, request->body, request->body_len, &err))
        fail_msg("%s", err.text);
    line->heartbeats++;
    if (line->version)
        assert_true(text_copy(answer.version, sizeof answer.version, line->version));
    heartbeat_write_reply(&reply->body, &answer);
}

static void answer_decisions(struct office_line *line, const struct transport_request *request,
                             struct transport_reply *reply)
{
    AUTO_FREE struct decisions *page = mem_zalloc(1, sizeof *page);
    size_t most = line->decisions_page > 0 ? line->decisions_page : DECISIONS_MOST;

    page->head = (int64_t)line->decisions->count;
    page->server_ms = line->office->now_ms;
    page->incarnation = line->office->incarnation;
    for (size_t i = (size_t)strtoll(strrchr(request->path, '/') + 1, NULL, 10);
         i < line->decisions->count && page->count < most; i++)
        page->items[page->count++] = line->decisions->items[i];
    decisions_write(&reply->body, page);
}

static void answer_catalog(struct office_line *line, const struct transport_request *request,
                           struct transport_reply *reply)
{
    if (!line->catalog) {
        reply->status = 404;
    } else if (text_equal(request->if_none_match, line->tag)) {
        reply->status = 304;
    } else {
        assert_true(text_copy(reply->etag, sizeof reply->etag, line->tag));
        text_add(&reply->body, line->catalog);
        line->catalogs_sent++;
    }
}

static bool is_stranger(const struct office_line *line, const struct transport_request *request)
{
    return line->stranger > 0 && strcmp(request->method, "POST") == 0
           && (!line->stranger_at || ends_with(request->path, line->stranger_at));
}

/* As the office says why it does not. */
static void say_error(struct transport_reply *reply)
{
    if (reply->status >= 400 && reply->body.len == 0)
        text_add(&reply->body, "{\"error\":\"test\"}");
}

static void answer(struct office_line *line, const struct transport_request *request,
                   const struct outbox_batch *batch, struct transport_reply *reply)
{
    reply->status = 200;
    if (is_stranger(line, request)) {
        reply->status = line->stranger;
        text_add(&reply->body, "<!DOCTYPE html>\n<title>Proxy</title><h1>Not here</h1>\n");
    } else if (line->refuses_all)
        reply->status = line->refuses_all;
    else if (ends_with(request->path, "/events"))
        answer_events(line, batch, reply);
    else if (strncmp(request->path, "/v1/streams/", 12) == 0)
        answer_stream(line, request, reply);
    else if (strcmp(request->path, "/v1/heartbeat") == 0)
        answer_heartbeat(line, request, reply);
    else if (strncmp(request->path, "/v1/decisions/", 14) == 0)
        answer_decisions(line, request, reply);
    else
        answer_catalog(line, request, reply);
    say_error(reply);
}

static struct line_order next_order(struct office_line *line, const char *path)
{
    if (line->busy_at && strncmp(path, line->busy_at, strlen(line->busy_at)) == 0)
        return line->busy;
    if (line->plan)
        return line->plan(line->plan_context);
    return line->order_at < line->order_count ? line->orders[line->order_at++]
                                              : (struct line_order){LINE_FINE, 0, 0};
}

static void drop_answer(struct transport_reply *reply)
{
    size_t max = reply->body.max;

    text_clear(&reply->body);
    text_init(&reply->body, max);
    reply->status = 0;
}

static void set_status(struct transport_reply *reply, const struct line_order *order)
{
    drop_answer(reply);
    reply->status = order->status;
    reply->retry_after_s = order->retry_after_s > 0 ? order->retry_after_s : -1;
    say_error(reply);
}

static void cut_answer(struct transport_reply *reply)
{
    if (reply->body.len == 0)
        return;
    reply->body.len /= 2;
    reply->body.data[reply->body.len] = '\0';
}

static void hold(struct office_line *line, const struct outbox_batch *batch)
{
    if (batch->count == 0 || line->held.count > 0)
        return;
    outbox_batch_init(&line->held);
    text_add(&line->held.lines, batch->lines.data);
    line->held.stream = batch->stream;
    line->held.count = batch->count;
    memcpy(line->held.seqs, batch->seqs, sizeof batch->seqs);
    line->held_for = 2;
}

/* A request of long ago arrives. */
static void release(struct office_line *line)
{
    struct push_reply nobody_hears;

    if (line->held.count == 0 || --line->held_for > 0)
        return;
    fake_office_post(line->office, &line->held, &nobody_hears);
    outbox_batch_clear(&line->held);
    line->held.count = 0;
}

static enum transport_result carry_out(struct office_line *line, const struct line_order *order,
                                       const struct transport_request *request,
                                       const struct outbox_batch *batch,
                                       struct transport_reply *reply)
{
    switch (order->fault) {
    case LINE_LOSE_REPLY:
    case LINE_SLOW_REPLY:
        answer(line, request, batch, reply);
        drop_answer(reply);
        return order->fault == LINE_SLOW_REPLY ? TRANSPORT_TIMED_OUT : TRANSPORT_AWAY;
    case LINE_HOLD:
        hold(line, batch);
        return TRANSPORT_AWAY;
    case LINE_LOSE_REQUEST:
        return TRANSPORT_AWAY;
    case LINE_SLOW_REQUEST:
        return TRANSPORT_TIMED_OUT;
    case LINE_DISTRUST:
        return TRANSPORT_DISTRUSTED;
    case LINE_STATUS:
        set_status(reply, order);
        return TRANSPORT_ANSWERED;
    case LINE_STATUS_DONE:
        answer(line, request, batch, reply);
        set_status(reply, order);
        return TRANSPORT_ANSWERED;
    case LINE_TWICE:
        answer(line, request, batch, reply);
        drop_answer(reply);
        answer(line, request, batch, reply);
        return TRANSPORT_ANSWERED;
    case LINE_CUT_REPLY:
        answer(line, request, batch, reply);
        cut_answer(reply);
        return TRANSPORT_ANSWERED;
    case LINE_FINE:
    case LINE_FAULTS:
        answer(line, request, batch, reply);
        return TRANSPORT_ANSWERED;
    }
    return TRANSPORT_AWAY;
}

static enum transport_result line_send(void *context, const struct transport_request *request,
                                       struct transport_reply *reply, struct err *err)
{
    struct office_line *line = context;
    struct line_order order = next_order(line, request->path);
    struct outbox_batch batch = {.count = 0};

    *reply = (struct transport_reply){.retry_after_s = -1};
    text_init(&reply->body, request->reply_most);
    if (ends_with(request->path, "/events"))
        read_batch(request, &batch);
    log_request(line, request, batch.count);
    release(line);
    reply->asked_mono_ms = reply->got_mono_ms = clock_mono_ms(line->clock);
    enum transport_result result = carry_out(line, &order, request, &batch, reply);
    if (request->meanwhile && result != TRANSPORT_DISTRUSTED && !line->answers_at_once) {
        request->meanwhile(request->meanwhile_context);
        reply->got_mono_ms = -1;
    }
    if (result != TRANSPORT_ANSWERED)
        err_set(err, ERR_OFFLINE, "fault %d", (int)order.fault);
    assert_false(reply->body.overflow);
    outbox_batch_clear(&batch);
    return result;
}

static void line_set_verify_time(void *context, int64_t verify_ms)
{
    struct office_line *line = context;

    line->verify_ms = verify_ms;
}

void office_line_open(struct office_line *line, struct fake_office *office,
                      const struct clock *clock)
{
    *line = (struct office_line){.office = office, .clock = clock};
    line->transport = (struct transport){
        .context = line, .send = line_send, .set_verify_time = line_set_verify_time};
}

void office_line_close(struct office_line *line)
{
    outbox_batch_clear(&line->held);
}

void office_line_order(struct office_line *line, enum line_fault fault, int status,
                       int64_t retry_after_s)
{
    assert_true(line->order_count < LINE_ORDERS);
    line->orders[line->order_count++] = (struct line_order){fault, status, retry_after_s};
}

int office_line_count(const struct office_line *line, const char *end)
{
    int count = 0;

    for (size_t i = 0; i < line->log_count; i++)
        count += ends_with(line->log[i].path, end);
    return count;
}
