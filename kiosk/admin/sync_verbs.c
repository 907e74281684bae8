/* sync aside, sync again. */
#include "admin/verbs_internal.h"
#include "base/clock.h"
#include "base/json.h"
#include "base/mem.h"
#include "desk/desk.h"
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
