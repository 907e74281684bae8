/* The model's tables as tests/fault/check_office.py reads them. */
#include "base/file.h"
#include "base/json.h"
#include "base/sign.h"
#include "support/office_model.h"
#include <string.h>

enum { DUMP_MOST = 64 << 20, STREAMS_MOST = 64 };

static void put_uuid(struct json_out *json, const char *key, const struct uuid *uuid)
{
    char text[UUID_TEXT];

    uuid_format(uuid, text);
    json_out_string(json, key, text);
}

static void put_bytes(struct json_out *json, const char *key, const void *bytes, size_t len)
{
    AUTO_TEXT struct text text;

    text_init(&text, DUMP_MOST);
    if (base64_write(&text, bytes, len))
        json_out_string(json, key, text.data ? text.data : "");
}

static void put_stream(struct json_out *json, const struct office_model *model,
                       const struct model_stream *stream)
{
    uint8_t chain[32];

    json_out_object(json, NULL);
    put_uuid(json, "kiosk", &stream->kiosk);
    put_uuid(json, "stream", &stream->stream);
    json_out_string(json, "name", "");
    json_out_int(json, "contiguous",
                 office_model_contiguous(model, &stream->kiosk, &stream->stream, chain));
    put_bytes(json, "chain", chain, sizeof chain);
    json_out_array(json, "got");
    for (int64_t seq = 1, from = 0; seq <= stream->highest + 1; seq++) {
        bool is_there = office_model_has(model, &stream->kiosk, &stream->stream, seq);
        if (is_there && from == 0)
            from = seq;
        if (is_there || from == 0)
            continue;
        json_out_array(json, NULL);
        json_out_int(json, NULL, from);
        json_out_int(json, NULL, seq - 1);
        json_out_close_array(json);
        from = 0;
    }
    json_out_close_array(json);
    json_out_close_object(json);
}

static void put_event(struct json_out *json, const struct model_event *event, bool has_bytes)
{
    json_out_object(json, NULL);
    put_uuid(json, "kiosk", &event->kiosk);
    put_uuid(json, "stream", &event->stream);
    json_out_int(json, "seq", event->seq);
    put_uuid(json, "id", &event->id);
    if (has_bytes) {
        json_out_string(json, "kind", "");
        json_out_bool(json, "quarantined", false);
        put_bytes(json, "rec", event->rec, event->rec_len);
        put_bytes(json, "sha", event->sha, sizeof event->sha);
    }
    json_out_close_object(json);
}

bool office_model_dump(const struct office_model *model, const char *path, struct err *err)
{
    struct model_stream streams[STREAMS_MOST];
    size_t stream_count = office_model_streams(model, streams, STREAMS_MOST);
    AUTO_TEXT struct text out;
    struct json_out json;
    struct model_event moved;

    text_init(&out, DUMP_MOST);
    json_out_init(&json, &out);
    json_out_object(&json, NULL);
    json_out_array(&json, "kiosks");
    for (size_t i = 0; i < stream_count; i++)
        put_uuid(&json, NULL, &streams[i].kiosk);
    json_out_close_array(&json);
    json_out_array(&json, "streams");
    for (size_t i = 0; i < stream_count; i++)
        put_stream(&json, model, &streams[i]);
    json_out_close_array(&json);
    json_out_array(&json, "events");
    for (size_t i = 0; i < office_model_count(model); i++)
        put_event(&json, office_model_event(model, i), true);
    json_out_close_array(&json);
    json_out_array(&json, "moved");
    for (size_t i = 0; office_model_moved(model, i, &moved); i++)
        put_event(&json, &moved, false);
    json_out_close_array(&json);
    json_out_close_object(&json);
    return file_replace(path, out.data, out.len, false, err);
}
