/* Encodes the events of a day's opening. */
#include "wire/event_opening.h"
#include "event_parts.h"

const char *event_day_opened(struct text *out, const struct event_head *head,
                             const struct event_day_opened *data)
{
    struct json_out json;
    const char *kind = event_begin(&json, out, head, "day.opened");

    event_put_id(&json, "by", data->officer);
    json_out_bool(&json, "again", data->is_again);
    event_end(&json);
    return kind;
}

const char *event_day_closed(struct text *out, const struct event_head *head,
                             const struct event_day_closed *data)
{
    struct json_out json;
    const char *kind = event_begin(&json, out, head, "day.closed");

    event_put_id(&json, "by", data->officer);
    json_out_int(&json, "waiting", data->waiting);
    event_end(&json);
    return kind;
}

const char *event_group_paused(struct text *out, const struct event_head *head,
                               const struct event_group_paused *data)
{
    struct json_out json;
    const char *kind = event_begin(&json, out, head, "group.paused");

    event_put_id(&json, "group", data->group_id);
    event_put_id(&json, "by", data->officer);
    event_put_id(&json, "reason", data->reason);
    event_end(&json);
    return kind;
}

const char *event_group_resumed(struct text *out, const struct event_head *head,
                                const struct event_group_resumed *data)
{
    struct json_out json;
    const char *kind = event_begin(&json, out, head, "group.resumed");

    event_put_id(&json, "group", data->group_id);
    event_put_id(&json, "by", data->officer);
    event_end(&json);
    return kind;
}

const char *event_hours_extended(struct text *out, const struct event_head *head,
                                 const struct event_hours_extended *data)
{
    struct json_out json;
    const char *kind = event_begin(&json, out, head, "hours.extended");

    json_out_int(&json, "until", data->until_ms);
    event_put_id(&json, "by", data->officer);
    event_put_id(&json, "reason", data->reason);
    event_end(&json);
    return kind;
}
