/* Encodes events; the head is the same for all, the data one function per kind. */
#include "wire/event.h"
#include "event_parts.h"
#include "base/json.h"
#include "domain/calendar.h"

enum { DAY_TEXT = 16 };
#define DAY_MS INT64_C(86400000)

void event_put_uuid(struct json_out *out, const char *key, const struct uuid *uuid)
{
    char text[UUID_TEXT];

    uuid_format(uuid, text);
    json_out_string(out, key, uuid_is_nil(uuid) ? NULL : text);
}

void event_put_id(struct json_out *out, const char *key, const char *id)
{
    json_out_string(out, key, id[0] != '\0' ? id : NULL);
}

void event_put_day(struct json_out *out, const char *key, int64_t day)
{
    char text[DAY_TEXT];
    struct civil date = calendar_civil(day * DAY_MS, 0);

    text_format(text, sizeof text, "%04d-%02d-%02d", date.year, date.month, date.day);
    json_out_string(out, key, text);
}

const char *event_begin(struct json_out *out, struct text *text, const struct event_head *head,
                        const char *kind)
{
    json_out_init(out, text);
    json_out_object(out, NULL);
    json_out_int(out, "v", 1);
    event_put_uuid(out, "id", &head->id);
    json_out_string(out, "kind", kind);
    event_put_uuid(out, "session", &head->session);
    json_out_int(out, "at", head->at_ms);
    json_out_object(out, "clock");
    json_out_string(out, "boot", head->boot);
    json_out_int(out, "mono_ms", head->mono_ms);
    json_out_int(out, "offset_ms", head->offset_ms);
    json_out_int(out, "quality", head->quality);
    json_out_close_object(out);
    json_out_object(out, "data");
    return kind;
}

void event_end(struct json_out *out)
{
    json_out_close_object(out);
    json_out_close_object(out);
}

const char *event_stream_opened(struct text *out, const struct event_head *head,
                                const struct event_stream_opened *data)
{
    struct json_out json;
    const char *kind = event_begin(&json, out, head, "stream.opened");
    event_put_uuid(&json, "stream", &data->stream);
    json_out_string(&json, "name", data->name);
    event_put_uuid(&json, "previous", &data->previous);
    json_out_int(&json, "previous_seq", data->previous_seq);
    event_end(&json);
    return kind;
}

const char *event_session_opened(struct text *out, const struct event_head *head,
                                 const struct event_session_opened *data)
{
    struct json_out json;
    const char *kind = event_begin(&json, out, head, "session.opened");
    if (data->is_dated)
        event_put_day(&json, "day", data->day);
    else
        json_out_string(&json, "day", NULL);
    json_out_string(&json, "by", data->by);
    event_put_uuid(&json, "previous", &data->previous);
    json_out_int(&json, "generation", data->generation);
    event_end(&json);
    return kind;
}

const char *event_session_dated(struct text *out, const struct event_head *head,
                                const struct event_session_dated *data)
{
    struct json_out json;
    const char *kind = event_begin(&json, out, head, "session.dated");
    event_put_day(&json, "day", data->day);
    event_end(&json);
    return kind;
}

const char *event_session_closed(struct text *out, const struct event_head *head,
                                 const struct event_session_closed *data)
{
    struct json_out json;
    const char *kind = event_begin(&json, out, head, "session.closed");
    json_out_string(&json, "by", data->by);
    json_out_int(&json, "issued", data->issued);
    event_end(&json);
    return kind;
}

static void put_wait(struct json_out *out, const struct wait_range *wait)
{
    if (!wait->is_known) {
        json_out_string(out, "wait", NULL);
        return;
    }
    json_out_object(out, "wait");
    json_out_int(out, "from", wait->from_min);
    json_out_int(out, "to", wait->to_min);
    json_out_close_object(out);
}

/* Reasons that staff write leave the machine as counts only. */
static const char *priority_from(const struct ticket *ticket)
{
    if (!ticket->is_priority)
        return NULL;
    return text_equal(ticket->priority_reason, QUEUE_PRIORITY_SELF) ? "self" : "staff";
}

const char *event_ticket_issued(struct text *out, const struct event_head *head,
                                const struct event_ticket_issued *data)
{
    const struct ticket *ticket = data->ticket;
    struct json_out json;
    const char *kind = event_begin(&json, out, head, "ticket.issued");
    event_put_uuid(&json, "ticket", &ticket->id);
    event_put_uuid(&json, "request", &ticket->request);
    json_out_string(&json, "number", ticket->number);
    json_out_string(&json, "series", ticket->series);
    json_out_int(&json, "seq", ticket->seq);
    json_out_string(&json, "code", ticket->code);
    event_put_id(&json, "service", ticket->service_id);
    json_out_string(&json, "group", ticket->group_id);
    json_out_string(&json, "priority", priority_from(ticket));
    json_out_string(&json, "lang", ticket->lang);
    json_out_int(&json, "ahead", ticket->people_ahead);
    put_wait(&json, &ticket->wait);
    json_out_array(&json, "unticked");
    for (size_t i = 0; i < ticket->unticked_count; i++)
        json_out_int(&json, NULL, ticket->unticked[i]);
    json_out_close_array(&json);
    json_out_bool(&json, "slip", data->has_slip);
    json_out_int(&json, "device", data->device);
    event_end(&json);
    return kind;
}

const char *event_ticket_shown(struct text *out, const struct event_head *head,
                               const struct event_ticket_shown *data)
{
    struct json_out json;
    const char *kind = event_begin(&json, out, head, "ticket.shown");
    event_put_uuid(&json, "ticket", &data->ticket);
    event_end(&json);
    return kind;
}

const char *event_slip_moved(struct text *out, const struct event_head *head,
                             const struct event_slip_moved *data)
{
    const struct print_job *job = data->job;
    struct json_out json;
    const char *kind = event_begin(&json, out, head, "slip.moved");
    event_put_uuid(&json, "slip", &job->uuid);
    json_out_string(&json, "kind", slip_kind_name(job->kind));
    event_put_uuid(&json, "ticket", &job->ticket);
    event_put_id(&json, "service", job->service_id);
    json_out_int(&json, "copy", job->copy);
    json_out_string(&json, "state", print_state_name(job->state));
    json_out_string(&json, "trouble", printer_trouble_name(job->trouble));
    event_put_id(&json, "printer", job->printer);
    json_out_string(&json, "by", data->by);
    event_end(&json);
    return kind;
}
