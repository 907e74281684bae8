/* ticket issue, ticket list. */
#include "admin/verbs_internal.h"
#include "base/id.h"
#include "base/json.h"
#include "desk/ticket.h"

enum { TICKET_LINE_MAX = 4096 };

struct printing {
    const struct admin *admin;
    int offset_min;
    bool is_json;
    bool is_list;
    bool is_whole;
    int count;
};

static void write_ticket(struct text *line, const struct ticket *ticket,
                         const struct printing *printing)
{
    struct json_out json;
    char id[UUID_TEXT];
    char session[UUID_TEXT];
    char issued_at[26];

    uuid_format(&ticket->id, id);
    uuid_format(&ticket->session, session);
    clock_format_iso(ticket->issued_at_ms, printing->offset_min, issued_at);
    json_out_init(&json, line);
    json_out_object(&json, NULL);
    json_out_string(&json, "number", ticket->number);
    json_out_string(&json, "series", ticket->series);
    json_out_int(&json, "seq", ticket->seq);
    json_out_string(&json, "session", session);
    json_out_string(&json, "id", id);
    json_out_string(&json, "code", ticket->code);
    json_out_string(&json, "service",
                    ticket->service_id[0] != '\0' ? ticket->service_id : ticket->group_id);
    json_out_string(&json, "issued_at", issued_at);
    if (printing->is_list) {
        json_out_string(&json, "group", ticket->group_id);
        json_out_bool(&json, "priority", ticket->is_priority);
        json_out_string(&json, "state", ticket_state_name(ticket->state));
    }
    json_out_close_object(&json);
}

static bool print_ticket(void *context, const struct ticket *ticket)
{
    struct printing *printing = context;
    AUTO_TEXT struct text line = {0};
    char issued_at[26];

    text_init(&line, TICKET_LINE_MAX);
    printing->count++;
    if (printing->is_json) {
        write_ticket(&line, ticket, printing);
    } else {
        clock_format_iso(ticket->issued_at_ms, printing->offset_min, issued_at);
        text_addf(&line, "%-8s %s  %s  %-8s %s", ticket->number, ticket->code, issued_at,
                  ticket_state_name(ticket->state), ticket->service_name);
    }
    printing->is_whole = verb_print_line(printing->admin, &line);
    return printing->is_whole;
}

int verb_ticket_issue(const struct admin *admin, int count, char **words)
{
    AUTO_DESK struct desk *desk = NULL;
    struct ticket_request request = {.lang = "id", .wants_slip = true};
    struct printing printing = {.admin = admin};
    const char *request_text = NULL;
    bool has_no_slip = false;
    const struct argument arguments[] = {
        {"--service", NULL, &request.service},      {"--request", NULL, &request_text},
        {"--priority", &request.is_priority, NULL}, {"--no-slip", &has_no_slip, NULL},
        {"--json", &printing.is_json, NULL},
    };
    struct ticket ticket;
    struct err err;

    if (!arguments_take(admin, arguments, ARRAY_LEN(arguments), &count, words))
        return ADMIN_USAGE;
    if (count > 0)
        return verb_fail(admin, ADMIN_USAGE, "\"%s\" does not belong to ticket issue", words[0]);
    if (request.service == NULL)
        return verb_fail(admin, ADMIN_USAGE,
                         "ticket issue needs --service ID, a service or a group of the office");
    request.request = uuid_v4();
    if (request_text != NULL && !uuid_parse(request_text, &request.request))
        return verb_fail(admin, ADMIN_USAGE, "--request \"%s\" is no UUID", request_text);
    request.wants_slip = !has_no_slip;
    if (!verb_open_desk(&desk, admin, &err) || !desk_issue_ticket(desk, &request, &ticket, &err))
        return verb_tell(admin, &err);
    printing.offset_min = zone_offset_min(desk_catalog(desk)->office.zone);
    return print_ticket(&printing, &ticket) ? ADMIN_OK : ADMIN_FAILED;
}

int verb_ticket_list(const struct admin *admin, int count, char **words)
{
    AUTO_DESK struct desk *desk = NULL;
    struct printing printing = {.admin = admin, .is_list = true, .is_whole = true};
    const struct argument arguments[] = {{"--json", &printing.is_json, NULL}};
    struct err err;

    if (!arguments_take(admin, arguments, ARRAY_LEN(arguments), &count, words))
        return ADMIN_USAGE;
    if (count > 0)
        return verb_fail(admin, ADMIN_USAGE, "\"%s\" does not belong to ticket list", words[0]);
    if (!verb_open_desk(&desk, admin, &err))
        return verb_tell(admin, &err);
    printing.offset_min = zone_offset_min(desk_catalog(desk)->office.zone);
    if (!desk_list_tickets(desk, print_ticket, &printing, &err))
        return verb_tell(admin, &err);
    if (printing.count == 0 && !printing.is_json)
        verb_note(admin, "no number was given in the open day");
    return printing.is_whole ? ADMIN_OK : ADMIN_FAILED;
}
