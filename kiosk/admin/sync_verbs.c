/* sync again, sync aside, sync status. */
#include "admin/machine.h"
#include "admin/verbs_internal.h"
#include "base/clock.h"
#include "base/json.h"
#include "base/mem.h"
#include "desk/desk.h"
#include "desk/office.h"
#include "desk/outbox.h"

#include <inttypes.h>

enum { ASIDE_LINE = 512 };

static void write_json(struct text *line, const struct outbox_aside *aside, const char *at)
{
    struct json_out json;

    json_out_init(&json, line);
    json_out_object(&json, NULL);
    json_out_string(&json, "stream", aside->stream);
    json_out_int(&json, "seq", aside->seq);
    json_out_string(&json, "kind", aside->kind);
    json_out_string(&json, "why", aside->why);
    json_out_string(&json, "at", at);
    json_out_close_object(&json);
}

static bool print_aside(const struct admin *admin, const struct outbox_aside *aside, int offset_min,
                        bool is_json)
{
    AUTO_TEXT struct text line = {0};
    char at[26];

    text_init(&line, ASIDE_LINE);
    clock_format_iso(aside->at_ms, offset_min, at);
    if (is_json)
        write_json(&line, aside, at);
    else
        text_addf(&line, "%s %" PRId64 "  %s  %-20s %s", aside->stream, aside->seq, at, aside->kind,
                  aside->why);
    return verb_print_line(admin, &line);
}

int verb_sync_aside(const struct admin *admin, int count, char **words)
{
    AUTO_FREE struct outbox_aside *items = mem_zalloc(OUTBOX_ASIDE, sizeof *items);
    AUTO_DESK struct desk *desk = NULL;
    bool is_json = false;
    const struct argument arguments[] = {{"--json", &is_json, NULL}};
    size_t item_count = 0;
    struct err err;

    if (!arguments_take(admin, arguments, ARRAY_LEN(arguments), &count, words))
        return ADMIN_USAGE;
    if (count > 0)
        return verb_fail(admin, ADMIN_USAGE, "\"%s\" does not belong to sync aside", words[0]);
    if (!verb_open_desk(&desk, admin, &err) || !desk_outbox_aside(desk, items, &item_count, &err))
        return verb_tell(admin, &err);
    int offset_min = zone_offset_min(desk_catalog(desk)->office.zone);
    for (size_t i = 0; i < item_count; i++) {
        if (!print_aside(admin, &items[i], offset_min, is_json))
            return ADMIN_FAILED;
    }
    if (item_count == 0 && !is_json)
        verb_note(admin, "nothing lies aside");
    return ADMIN_OK;
}

int verb_sync_again(const struct admin *admin, int count, char **words)
{
    AUTO_DESK struct desk *desk = NULL;
    AUTO_TEXT struct text line = {0};
    size_t all = 0;
    struct err err;

    text_init(&line, 64);
    if (!arguments_take(admin, NULL, 0, &count, words))
        return ADMIN_USAGE;
    if (count > 0)
        return verb_fail(admin, ADMIN_USAGE, "\"%s\" does not belong to sync again", words[0]);
    if (!verb_open_bare_desk(&desk, admin, &err))
        return verb_tell(admin, &err);
    for (size_t some = 1; some > 0; all += some) {
        if (!desk_outbox_again(desk, NULL, &some, &err))
            return verb_tell(admin, &err);
    }
    text_addf(&line, "%zu records go to the office again", all);
    return verb_print_line(admin, &line) ? ADMIN_OK : ADMIN_FAILED;
}

/* --- sync status ----------------------------------------------------------------------------- */

static const char *contact_word(enum office_contact contact)
{
    switch (contact) {
    case OFFICE_NONE:
        return "none";
    case OFFICE_REACHED:
        return "reached";
    case OFFICE_AWAY:
        return "away";
    case OFFICE_REFUSED:
        return "refused";
    }
    return "none";
}

struct sync_status {
    struct admin_identity identity;
    struct office_view office;
    bool is_enrolled;
    char kiosk[UUID_TEXT];
    char until[26];
    char last[26]; /* "" = never */
};

static void write_status_json(struct text *line, const struct sync_status *status)
{
    struct json_out json;

    json_out_init(&json, line);
    json_out_object(&json, NULL);
    json_out_bool(&json, "enrolled", status->is_enrolled);
    json_out_string(&json, "office", status->identity.url);
    json_out_string(&json, "kiosk", status->kiosk);
    json_out_string(&json, "certificate_until", status->until);
    json_out_string(&json, "contact", contact_word(status->office.contact));
    json_out_string(&json, "last_contact", status->last);
    json_out_int(&json, "waiting", status->office.unsent);
    json_out_int(&json, "oldest_waiting_s",
                 status->office.oldest_unsent_ms < 0 ? -1 : status->office.oldest_unsent_ms / 1000);
    json_out_int(&json, "set_aside", status->office.set_aside);
    json_out_close_object(&json);
}

static void write_status(struct text *line, const struct sync_status *status)
{
    if (status->is_enrolled)
        text_addf(line, "enrolled at %s as %s\ncertificate until %s\noffice %s, last answer %s\n",
                  status->identity.url, status->kiosk, status->until,
                  contact_word(status->office.contact),
                  status->last[0] != '\0' ? status->last : "never");
    else
        text_add(line, "not enrolled, this kiosk works alone: anjungan-ctl enrol\n");
    text_addf(line, "events: %" PRId64 " wait, %" PRId64 " lie aside%s", status->office.unsent,
              status->office.set_aside,
              status->office.set_aside > 0 ? " (anjungan-ctl sync aside)" : "");
}

static bool read_status(struct sync_status *out, const struct admin *admin, struct err *err)
{
    AUTO_DESK struct desk *desk = NULL;
    struct err missing = {0};

    out->is_enrolled =
        admin->machine->read_identity(admin->machine->context, &out->identity, &missing);
    if (!out->is_enrolled && missing.code != ERR_NOT_FOUND)
        return err_set(err, missing.code, "%s", missing.text);
    if (!verb_open_desk(&desk, admin, err) || !desk_view_office(desk, &out->office, err))
        return false;
    int offset_min = zone_offset_min(desk_catalog(desk)->office.zone);
    if (out->is_enrolled) {
        uuid_format(&out->identity.kiosk, out->kiosk);
        clock_format_iso(out->identity.end_ms, offset_min, out->until);
    }
    if (out->office.last_ms > 0)
        clock_format_iso(out->office.last_ms, offset_min, out->last);
    return true;
}

int verb_sync_status(const struct admin *admin, int count, char **words)
{
    struct sync_status status = {0};
    AUTO_TEXT struct text line = {0};
    bool is_json = false;
    const struct argument arguments[] = {{"--json", &is_json, NULL}};
    struct err err = {0};

    text_init(&line, 2 * ASIDE_LINE);
    if (!arguments_take(admin, arguments, ARRAY_LEN(arguments), &count, words))
        return ADMIN_USAGE;
    if (count > 0)
        return verb_fail(admin, ADMIN_USAGE, "\"%s\" does not belong to sync status", words[0]);
    if (!read_status(&status, admin, &err))
        return verb_tell(admin, &err);
    if (is_json)
        write_status_json(&line, &status);
    else
        write_status(&line, &status);
    return verb_print_line(admin, &line) ? ADMIN_OK : ADMIN_FAILED;
}
