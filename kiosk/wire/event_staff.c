/* Encodes the events of visitors who asked for an officer. */
#include "wire/event_staff.h"
#include "event_parts.h"

const char *event_help_called(struct text *out, const struct event_head *head,
                              const struct event_help_called *data)
{
    struct json_out json;
    const char *kind = event_begin(&json, out, head, "help.called");
    event_put_uuid(&json, "request", &data->request);
    json_out_string(&json, "device", data->device);
    json_out_string(&json, "screen", data->screen);
    event_end(&json);
    return kind;
}

const char *event_help_answered(struct text *out, const struct event_head *head,
                                const struct event_help_answered *data)
{
    struct json_out json;
    const char *kind = event_begin(&json, out, head, "help.answered");
    event_put_uuid(&json, "request", &data->request);
    json_out_string(&json, "officer", data->officer);
    if (data->after_ms >= 0)
        json_out_int(&json, "after_ms", data->after_ms);
    else
        json_out_string(&json, "after_ms", NULL);
    event_end(&json);
    return kind;
}
