/* Encodes the events of file receipts. */
#include "wire/event_receipt.h"
#include "event_parts.h"

static void put_due(struct json_out *out, const struct receipt *receipt)
{
    if (receipt->due_day > 0)
        event_put_day(out, "due", receipt->due_day);
    else
        json_out_string(out, "due", NULL);
    if (receipt->workdays > 0)
        json_out_int(out, "workdays", receipt->workdays);
    else
        json_out_string(out, "workdays", NULL);
    json_out_bool(out, "due_sure", receipt->is_due_sure);
}

const char *event_receipt_issued(struct text *out, const struct event_head *head,
                                 const struct event_receipt_issued *data)
{
    const struct receipt *receipt = data->receipt;
    struct json_out json;
    const char *kind = event_begin(&json, out, head, "receipt.issued");

    event_put_uuid(&json, "receipt", &receipt->request);
    json_out_string(&json, "file", receipt->file_number);
    event_put_uuid(&json, "ticket", &receipt->ticket);
    event_put_id(&json, "number", receipt->number);
    json_out_string(&json, "service", receipt->service_id);
    json_out_array(&json, "received");
    for (size_t i = 0; i < receipt->received_count; i++)
        json_out_int(&json, NULL, receipt->received[i]);
    json_out_close_array(&json);
    json_out_int(&json, "asked", receipt->asked);
    json_out_string(&json, "officer", receipt->officer);
    event_put_id(&json, "counter", receipt->counter);
    put_due(&json, receipt);
    json_out_int(&json, "device", data->device);
    event_end(&json);
    return kind;
}
