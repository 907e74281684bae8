/* complaint list, show.
 *
 * JSON, one object a complaint: "number", "at", "device", "kind", "service" and "service_name"
 * (null: none named), "weight" (null: not set), "state", "reply", "due" (null: no day is promised),
 * "overdue", "notice" (the version agreed to, or null), "answered_at", "closed_at", "officer"
 * (null: nobody here yet), "office_state" (how far the office took it; "received": it did nothing),
 * "erased"; of show also "route" (null: the standard says nothing) and, with --open, "text",
 * "name", "contact", "answer", "office_answer". Nobody but the visitor is shown the code of the
 * receipt. */
#include "admin/verbs_internal.h"
#include "base/json.h"
#include "base/secret.h"
#include "desk/complaints.h"
#include "domain/calendar.h"

#include <string.h>

enum { LINE_MOST = 32 * 1024 };

struct printing {
    const struct admin *admin;
    bool is_json;
    bool is_whole;
    int offset_min;
    int64_t today;
};

static void begin_printing(struct printing *printing, const struct desk *desk)
{
    printing->is_whole = true;
    printing->offset_min = zone_offset_min(desk_catalog(desk)->office.zone);
    printing->today = calendar_day(clock_now_ms(desk_clock(desk)), printing->offset_min);
}

static void add_text_or_null(struct json_out *json, const char *key, const char *value)
{
    json_out_string(json, key, value && value[0] != '\0' ? value : NULL);
}

static void add_time(struct json_out *json, const char *key, int64_t ms, int offset_min)
{
    char iso[26];

    clock_format_iso(ms, offset_min, iso);
    json_out_string(json, key, ms > 0 ? iso : NULL);
}

static void add_facts(struct json_out *json, const struct printing *printing,
                      const struct complaint *complaint)
{
    char day[16] = "";

    if (complaint->due_day > 0)
        calendar_format_day(complaint->due_day, day);
    json_out_string(json, "number", complaint->number);
    add_time(json, "at", complaint->at_ms, printing->offset_min);
    add_text_or_null(json, "device", complaint->device);
    json_out_string(json, "kind", complaint_kind_key(complaint->kind));
    add_text_or_null(json, "service", complaint->service_id);
    add_text_or_null(json, "service_name", complaint->service_name);
    add_text_or_null(json, "weight", complaint_weight_key(complaint->weight));
    json_out_string(json, "state", complaint_state_key(complaint->state));
    json_out_string(json, "reply", complaint_reply_key(complaint->reply));
    add_text_or_null(json, "due", day);
    json_out_bool(json, "overdue", complaint_is_overdue(complaint, printing->today));
    if (complaint->notice_version > 0)
        json_out_int(json, "notice", complaint->notice_version);
    else
        json_out_string(json, "notice", NULL);
    add_time(json, "answered_at", complaint->answered_ms, printing->offset_min);
    add_time(json, "closed_at", complaint->closed_ms, printing->offset_min);
    add_text_or_null(json, "officer", complaint->officer);
    json_out_string(json, "office_state", complaint_state_key(complaint->office_state));
    json_out_bool(json, "erased", complaint->is_erased);
}

/* "2026-11-23 09:41" */
static void format_minute(char out[32], int64_t ms, int offset_min)
{
    struct civil at = calendar_civil(ms, offset_min);

    (void)text_format(out, 32, "%04d-%02d-%02d %02d:%02d", at.year, at.month, at.day, at.hour,
                      at.minute);
}

static const char *or_dash(const char *value)
{
    return value[0] != '\0' ? value : "-";
}

static void add_line(struct text *line, const struct printing *printing,
                     const struct complaint *complaint)
{
    char at[32];
    char due[16] = "";

    format_minute(at, complaint->at_ms, printing->offset_min);
    if (complaint->due_day > 0)
        calendar_format_day(complaint->due_day, due);
    text_addf(line, "%-10s %s  %-9s %-6s %-11s %-10s %-7s %s%s", complaint->number, at,
              complaint_kind_key(complaint->kind), or_dash(complaint_weight_key(complaint->weight)),
              complaint_state_key(complaint->state), or_dash(due),
              complaint_is_overdue(complaint, printing->today) ? "overdue" : "-",
              or_dash(complaint->service_id), complaint->is_erased ? " (erased)" : "");
}

static bool print_row(void *context, const struct complaint *complaint)
{
    struct printing *printing = context;
    AUTO_TEXT struct text line;
    struct json_out json;

    text_init(&line, LINE_MOST);
    if (printing->is_json) {
        json_out_init(&json, &line);
        json_out_object(&json, NULL);
        add_facts(&json, printing, complaint);
        json_out_close_object(&json);
    } else {
        add_line(&line, printing, complaint);
    }
    printing->is_whole = verb_print_line(printing->admin, &line);
    return printing->is_whole;
}

static bool take_state(const struct admin *admin, const char *text, unsigned *out)
{
    int state;

    if (!text)
        return true;
    state = complaint_find_key(KEYS_STATE, text);
    if (state < 0) {
        (void)verb_fail(admin, ADMIN_USAGE,
                        "--state \"%s\" is none of received, in_progress, answered and closed",
                        text);
        return false;
    }
    *out = 1U << state;
    return true;
}

static const int64_t first_day = 1, last_day = INT64_C(36500000);

int verb_complaint_list(const struct admin *admin, int count, char **words)
{
    AUTO_DESK struct desk *desk = NULL;
    struct printing printing = {.admin = admin};
    struct complaint_query query = {0};
    const char *state = NULL, *from = NULL, *until = NULL;
    const struct argument arguments[] = {
        {"--state", NULL, &state},
        {"--from", NULL, &from},
        {"--to", NULL, &until},
        {"--overdue", &query.is_overdue, NULL},
        {"--json", &printing.is_json, NULL},
    };
    struct err err;

    if (!arguments_take(admin, arguments, ARRAY_LEN(arguments), &count, words))
        return ADMIN_USAGE;
    if (count > 0)
        return verb_fail(admin, ADMIN_USAGE, "\"%s\" does not belong to complaint list", words[0]);
    if (from || until) {
        query.from_day = first_day;
        query.until_day = last_day;
    }
    if (!take_state(admin, state, &query.states)
        || !verb_take_day(admin, "--from", from, &query.from_day)
        || !verb_take_day(admin, "--to", until, &query.until_day))
        return ADMIN_USAGE;
    if (!verb_open_desk(&desk, admin, &err))
        return verb_tell(admin, &err);
    begin_printing(&printing, desk);
    if (!desk_list_complaints(desk, &query, print_row, &printing, &err))
        return verb_tell(admin, &err);
    return printing.is_whole ? ADMIN_OK : ADMIN_FAILED;
}

static void add_words(struct text *out, const struct complaint_words *words)
{
    text_addf(out, "\nname      %s\ncontact   %s\n\n%s\n", or_dash(words->name),
              or_dash(words->contact), words->text);
    if (words->answer[0] != '\0')
        text_addf(out, "\nanswer\n%s\n", words->answer);
    if (words->office_answer[0] != '\0')
        text_addf(out, "\nanswer of the office\n%s\n", words->office_answer);
}

static void add_page(struct text *out, const struct printing *printing,
                     const struct complaint *complaint, const char *route)
{
    char at[32];
    char due[16] = "";

    format_minute(at, complaint->at_ms, printing->offset_min);
    if (complaint->due_day > 0)
        calendar_format_day(complaint->due_day, due);
    text_addf(out, "number    %s\nreceived  %s, %s\nkind      %s\nservice   %s\n",
              complaint->number, at, or_dash(complaint->device),
              complaint_kind_key(complaint->kind), or_dash(complaint->service_name));
    text_addf(out, "weight    %s\nroute     %s\nstate     %s%s\nreply     %s\ndue       %s%s\n",
              or_dash(complaint_weight_key(complaint->weight)), or_dash(route ? route : ""),
              complaint_state_key(complaint->state), complaint->is_erased ? ", erased" : "",
              complaint_reply_key(complaint->reply), or_dash(due),
              complaint_is_overdue(complaint, printing->today) ? ", overdue" : "");
    if (complaint->answered_ms > 0) {
        format_minute(at, complaint->answered_ms, printing->offset_min);
        text_addf(out, "answered  %s\n", at);
    }
    if (complaint->closed_ms > 0) {
        format_minute(at, complaint->closed_ms, printing->offset_min);
        text_addf(out, "closed    %s\n", at);
    }
    text_addf(out, "officer   %s\noffice    %s\n", or_dash(complaint->officer),
              complaint->office_state == COMPLAINT_RECEIVED
                  ? "-"
                  : complaint_state_key(complaint->office_state));
    if (complaint->notice_version > 0)
        text_addf(out, "consent   notice %d\n", complaint->notice_version);
}

static bool show(struct printing *printing, const struct desk *desk,
                 const struct complaint *complaint, const struct complaint_words *words)
{
    AUTO_TEXT struct text out;
    struct json_out json;
    const char *route = desk_complaint_route(desk, complaint->service_id, complaint->weight, "id");

    text_init(&out, LINE_MOST);
    if (!printing->is_json) {
        add_page(&out, printing, complaint, route);
        if (words)
            add_words(&out, words);
        out.len -= 1; /* the last line ends with what verb_print_line adds */
        out.data[out.len] = '\0';
        return verb_print_line(printing->admin, &out);
    }
    json_out_init(&json, &out);
    json_out_object(&json, NULL);
    add_facts(&json, printing, complaint);
    json_out_string(&json, "route", route);
    if (words) {
        json_out_string(&json, "text", words->text);
        add_text_or_null(&json, "name", words->name);
        add_text_or_null(&json, "contact", words->contact);
        add_text_or_null(&json, "answer", words->answer);
        add_text_or_null(&json, "office_answer", words->office_answer);
    }
    json_out_close_object(&json);
    return verb_print_line(printing->admin, &out);
}

int verb_complaint_show(const struct admin *admin, int count, char **words)
{
    AUTO_DESK struct desk *desk = NULL;
    struct printing printing = {.admin = admin};
    struct complaint complaint;
    struct complaint_words opened;
    bool is_open = false;
    const char *officer = NULL;
    const struct argument arguments[] = {
        {"--open", &is_open, NULL},
        {"--officer", NULL, &officer},
        {"--json", &printing.is_json, NULL},
    };
    struct err err;

    if (!arguments_take(admin, arguments, ARRAY_LEN(arguments), &count, words))
        return ADMIN_USAGE;
    if (count != 1)
        return verb_fail(admin, ADMIN_USAGE, "complaint show takes one NUMBER");
    if (is_open != (officer != NULL))
        return verb_fail(admin, ADMIN_USAGE,
                         "--open and --officer CODE belong together: it is noted who reads");
    if (!verb_open_desk(&desk, admin, &err)
        || !desk_find_complaint(desk, words[0], &complaint, &err)
        || (is_open && !desk_read_complaint(desk, words[0], officer, &opened, &err)))
        return verb_tell(admin, &err);
    begin_printing(&printing, desk);
    bool is_shown = show(&printing, desk, &complaint, is_open ? &opened : NULL);
    secret_wipe(&opened, sizeof opened);
    return is_shown ? ADMIN_OK : ADMIN_FAILED;
}
