/* Encodes the events of complaints. */
#include "wire/event_complaint.h"
#include "event_parts.h"

const char *event_complaint_received(struct text *out, const struct event_head *head,
                                     const struct complaint *complaint)
{
    struct json_out json;
    const char *kind = event_begin(&json, out, head, "complaint.received");

    json_out_string(&json, "number", complaint->number);
    json_out_string(&json, "kind", complaint_kind_key(complaint->kind));
    event_put_id(&json, "service", complaint->service_id);
    json_out_string(&json, "reply", complaint_reply_key(complaint->reply));
    if (complaint->due_day > 0)
        event_put_day(&json, "due", complaint->due_day);
    else
        json_out_string(&json, "due", NULL);
    if (complaint->notice_version > 0)
        json_out_int(&json, "notice", complaint->notice_version);
    else
        json_out_string(&json, "notice", NULL);
    event_end(&json);
    return kind;
}

/* What an officer did with it. */
static const char *put_act(struct text *out, const struct event_head *head, const char *kind,
                           const struct complaint *complaint, const char *weight)
{
    struct json_out json;
    const char *name = event_begin(&json, out, head, kind);

    json_out_string(&json, "number", complaint->number);
    if (weight)
        json_out_string(&json, "weight", weight);
    json_out_string(&json, "officer", complaint->officer);
    event_end(&json);
    return name;
}

const char *event_complaint_weighed(struct text *out, const struct event_head *head,
                                    const struct complaint *complaint)
{
    return put_act(out, head, "complaint.weighed", complaint,
                   complaint_weight_key(complaint->weight));
}

const char *event_complaint_answered(struct text *out, const struct event_head *head,
                                     const struct complaint *complaint)
{
    return put_act(out, head, "complaint.answered", complaint, NULL);
}

const char *event_complaint_closed(struct text *out, const struct event_head *head,
                                   const struct complaint *complaint)
{
    return put_act(out, head, "complaint.closed", complaint, NULL);
}

const char *event_complaint_erased(struct text *out, const struct event_head *head,
                                   const struct complaint *complaint, const char *by)
{
    struct json_out json;
    const char *kind = event_begin(&json, out, head, "complaint.erased");

    json_out_string(&json, "number", complaint->number);
    json_out_string(&json, "by", by);
    event_put_id(&json, "officer", complaint->officer);
    event_end(&json);
    return kind;
}
