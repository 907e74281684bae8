/* libcurl with what a kiosk asks of an office: TLS 1.3, its authority, its pins; without resuming sessions, so that each
 * connection shakes hands in full. */
#include "bench/storm_caller.h"
#include "wire/push.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

enum { BODY_MOST = 256 * 1024, TIMEOUT_S = 30 };

static size_t keep(char *bytes, size_t one, size_t len, void *context)
{
    struct storm_caller *caller = context;

    if (caller->reply_len + len * one > sizeof caller->reply)
        return 0;
    memcpy(caller->reply + caller->reply_len, bytes, len * one);
    caller->reply_len += len * one;
    return len * one;
}

void storm_caller_open(struct storm_caller *caller, const struct storm_office *office)
{
    CURL *easy = curl_easy_init();

    assert_non_null(easy);
    curl_easy_setopt(easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_3);
    curl_easy_setopt(easy, CURLOPT_CAPATH, NULL);
    curl_easy_setopt(easy, CURLOPT_CAINFO, office->authority);
    curl_easy_setopt(easy, CURLOPT_PINNEDPUBLICKEY, office->pins);
    curl_easy_setopt(easy, CURLOPT_SSL_SESSIONID_CACHE, 0L);
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT, (long)TIMEOUT_S);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, office->headers);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, keep);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, caller);
    curl_easy_setopt(easy, CURLOPT_PRIVATE, caller);
    caller->office = office;
    caller->easy = easy;
}

void storm_caller_close(struct storm_caller *caller)
{
    curl_easy_cleanup(caller->easy);
    text_clear(&caller->body);
}

void storm_caller_become(struct storm_caller *caller, const struct storm_kiosk *kiosk,
                         bool hangs_up)
{
    struct curl_blob certificate = {kiosk->certificate, strlen(kiosk->certificate), CURL_BLOB_COPY};
    struct curl_blob key = {kiosk->key, strlen(kiosk->key), CURL_BLOB_COPY};

    curl_easy_setopt(caller->easy, CURLOPT_FORBID_REUSE, hangs_up ? 1L : 0L);
    caller->kiosk = kiosk;
    caller->sent = 0;
    for (int i = 0; i < STORM_STREAMS; i++)
        caller->streams[i] = (struct storm_stream){.id = uuid_v4()};
    assert_int_equal(curl_easy_setopt(caller->easy, CURLOPT_SSLCERT_BLOB, &certificate), CURLE_OK);
    assert_int_equal(curl_easy_setopt(caller->easy, CURLOPT_SSLKEY_BLOB, &key), CURLE_OK);
}

static void make_body(struct storm_caller *caller, struct storm_stream *stream, int batch)
{
    text_clear(&caller->body);
    text_init(&caller->body, BODY_MOST);
    for (int i = 0; i < batch; i++) {
        struct uuid uuid = uuid_v7(1795400000000 + stream->seq);
        char rec[512], id[UUID_TEXT];

        uuid_format(&uuid, id);
        assert_true(text_format(
            rec, sizeof rec,
            "{\"v\":1,\"id\":\"%s\",\"kind\":\"ticket.shown\",\"session\":\"%s\",\"at\":%lld,"
            "\"clock\":{\"boot\":\"0a8e2f7c-1d3b-4f60-9b1e-6a2d5c4b3a21\",\"mono_ms\":%lld,"
            "\"offset_ms\":0,\"quality\":1},\"data\":{\"ticket\":\"%s\"}}",
            id, caller->kiosk->id, 1795400000000LL + (long long)stream->seq,
            (long long)stream->seq * 7, id));
        push_write_line(&caller->body, ++stream->seq, rec, strlen(rec));
    }
}

void storm_caller_send(struct storm_caller *caller, CURLM *multi, int batch)
{
    struct storm_stream *stream = &caller->streams[caller->sent++ % STORM_STREAMS];
    char id[UUID_TEXT], url[OFFICE_PATH + 96];

    uuid_format(&stream->id, id);
    assert_true(text_format(url, sizeof url, "%s/v1/streams/%s/events", caller->office->url, id));
    make_body(caller, stream, batch);
    caller->reply_len = 0;
    caller->is_busy = true;
    curl_easy_setopt(caller->easy, CURLOPT_URL, url);
    curl_easy_setopt(caller->easy, CURLOPT_POSTFIELDS, caller->body.data);
    curl_easy_setopt(caller->easy, CURLOPT_POSTFIELDSIZE, (long)caller->body.len);
    assert_int_equal(curl_multi_add_handle(multi, caller->easy), CURLM_OK);
}

long storm_caller_stored(const struct storm_caller *caller)
{
    static struct push_reply said;
    long count = 0;

    if (!push_read_reply(&said, caller->reply, caller->reply_len, NULL))
        return 0;
    for (size_t i = 0; i < said.ack_count; i++)
        count += said.acks[i].ack == PUSH_STORED;
    return count;
}
