/* hours. */
#include "admin/verbs_internal.h"
#include "base/clock.h"
#include "desk/office.h"
#include "desk/opening.h"

#include <stdlib.h>

enum { MINUTES_MOST = 24 * 60, MINUTE_MS = 60 * 1000, AT = 26 };

static void write_hours(struct text *line, const struct opening *opening, int offset_min)
{
    int64_t until_ms = opening->is_open ? opening->closes_ms : opening->opens_ms;
    char at[AT];

    text_add(line, opening->is_open ? "open" : "closed");
    if (!opening->is_open)
        text_addf(line, " (%s)", closed_reason_name(opening->reason));
    if (until_ms > 0) {
        clock_format_iso(until_ms, offset_min, at);
        text_addf(line, " until %s", at);
    }
}

/* Where nobody says when the office is open, nobody can wait for its closing. */
static bool is_in_the_way(const struct opening *opening, int64_t until_ms)
{
    if (opening->is_open)
        return opening->closes_ms > 0;
    return opening->opens_ms > 0 && opening->opens_ms <= until_ms;
}

int verb_hours(const struct admin *admin, int count, char **words)
{
    AUTO_DESK struct desk *desk = NULL;
    AUTO_TEXT struct text line = {0};
    const char *minutes_text = NULL;
    const struct argument arguments[] = {{"--closed-for", NULL, &minutes_text}};
    struct opening opening;
    char *end;
    struct err err;

    if (!arguments_take(admin, arguments, ARRAY_LEN(arguments), &count, words))
        return ADMIN_USAGE;
    if (count > 0)
        return verb_fail(admin, ADMIN_USAGE, "\"%s\" does not belong to hours", words[0]);
    long minutes = minutes_text ? strtol(minutes_text, &end, 10) : 0;
    if (minutes_text && (*end != '\0' || minutes < 0 || minutes > MINUTES_MOST))
        return verb_fail(admin, ADMIN_USAGE, "--closed-for \"%s\" is no number of minutes, 0 to %d",
                         minutes_text, MINUTES_MOST);
    if (!verb_open_desk(&desk, admin, &err) || !desk_view_opening(desk, NULL, &opening, &err))
        return verb_tell(admin, &err);
    text_init(&line, 256);
    write_hours(&line, &opening, zone_offset_min(desk_catalog(desk)->office.zone));
    if (!verb_print_line(admin, &line))
        return ADMIN_FAILED;
    return minutes_text
                   && is_in_the_way(&opening, clock_now_ms(admin->desk.clock) + minutes * MINUTE_MS)
               ? ADMIN_FAILED
               : ADMIN_OK;
}
