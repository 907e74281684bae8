/* print cancel, print list, print retry, print test. */
#include "admin/machine.h"
#include "admin/verbs_internal.h"
#include "base/clock.h"
#include "base/id.h"
#include "base/json.h"
#include "desk/slips.h"
#include "desk/staff.h"

#include <inttypes.h>
#include <stdlib.h>

enum { SLIP_LINE = 1024, DAYS_MOST = 3650, ORIGINAL = 0 };
#define DAY_MS INT64_C(86400000)

const char *verb_trouble_words(enum printer_trouble trouble)
{
    static const char *const words[] = {
        [TROUBLE_NONE] = "ready",
        [TROUBLE_NO_PRINTER] = "cupsd or the queue is not there",
        [TROUBLE_OFFLINE] = "the printer does not answer",
        [TROUBLE_COVER_OPEN] = "its cover is open",
        [TROUBLE_JAM] = "the paper or the cutter is stuck",
        [TROUBLE_PAPER_OUT] = "out of paper",
        [TROUBLE_STOPPED] = "the queue is stopped",
        [TROUBLE_REFUSED] = "the printer refuses the document",
        [TROUBLE_UNKNOWN] = "nobody knows why",
    };

    return words[trouble];
}

/* --- print list ------------------------------------------------------------------------------ */

struct slip_listing {
    const struct admin *admin;
    int offset_min;
    bool is_json;
    bool is_whole;
    int count;
};

static void write_slip(struct text *line, const struct slip_line *slip, int offset_min)
{
    struct json_out json;
    char created_at[26], changed_at[26];

    clock_format_iso(slip->job.created_at_ms, offset_min, created_at);
    clock_format_iso(slip->job.changed_at_ms, offset_min, changed_at);
    json_out_init(&json, line);
    json_out_object(&json, NULL);
    json_out_int(&json, "id", slip->job.id);
    json_out_string(&json, "number", slip->number);
    json_out_string(&json, "kind", slip_kind_name(slip->job.kind));
    json_out_int(&json, "copy", slip->job.copy);
    json_out_string(&json, "state", print_state_name(slip->job.state));
    json_out_string(&json, "trouble", printer_trouble_name(slip->job.trouble));
    json_out_bool(&json, "wanted", slip->job.is_wanted);
    json_out_string(&json, "printer", slip->job.printer);
    json_out_string(&json, "created_at", created_at);
    json_out_string(&json, "changed_at", changed_at);
    json_out_close_object(&json);
}

static bool print_slip(void *context, const struct slip_line *slip)
{
    struct slip_listing *listing = context;
    AUTO_TEXT struct text line = {0};
    char at[26];

    text_init(&line, SLIP_LINE);
    listing->count++;
    if (listing->is_json) {
        write_slip(&line, slip, listing->offset_min);
    } else {
        clock_format_iso(slip->job.changed_at_ms, listing->offset_min, at);
        text_addf(&line, "%6" PRId64 "  %-16s %-12s copy %d  %-9s  %s  %s%s", slip->job.id,
                  slip->number[0] != '\0' ? slip->number : "-", slip_kind_name(slip->job.kind),
                  slip->job.copy, print_state_name(slip->job.state), at,
                  slip->job.trouble == TROUBLE_NONE ? "" : verb_trouble_words(slip->job.trouble),
                  slip->job.is_wanted ? "" : ", no longer wanted");
    }
    listing->is_whole = verb_print_line(listing->admin, &line);
    return listing->is_whole;
}

int verb_print_list(const struct admin *admin, int count, char **words)
{
    AUTO_DESK struct desk *desk = NULL;
    struct slip_listing listing = {.admin = admin, .is_whole = true};
    const char *days_text = NULL;
    const struct argument arguments[] = {{"--days", NULL, &days_text},
                                         {"--json", &listing.is_json, NULL}};
    char *end;
    struct err err;

    if (!arguments_take(admin, arguments, ARRAY_LEN(arguments), &count, words))
        return ADMIN_USAGE;
    if (count > 0)
        return verb_fail(admin, ADMIN_USAGE, "\"%s\" does not belong to print list", words[0]);
    long days = days_text ? strtol(days_text, &end, 10) : 1;
    if (days_text && (*end != '\0' || days < 1 || days > DAYS_MOST))
        return verb_fail(admin, ADMIN_USAGE, "--days \"%s\" is no number of days, 1 to %d",
                         days_text, DAYS_MOST);
    if (!verb_open_desk(&desk, admin, &err))
        return verb_tell(admin, &err);
    listing.offset_min = zone_offset_min(desk_catalog(desk)->office.zone);
    if (!desk_list_slips(desk, clock_now_ms(admin->desk.clock) - days * DAY_MS, print_slip,
                         &listing, &err))
        return verb_tell(admin, &err);
    if (listing.count == 0 && !listing.is_json)
        verb_note(admin, "no slip waits, and none failed or is uncertain in %ld %s", days,
                  days == 1 ? "day" : "days");
    return listing.is_whole ? ADMIN_OK : ADMIN_FAILED;
}

/* --- print retry, print cancel --------------------------------------------------------------- */

struct slip_act {
    struct desk *desk;
    struct slip_line slip;
    const char *officer;
    bool is_json;
};

/* Reads "print VERB ID|NUMBER" and finds the slip; ADMIN_OK, or the exit code after telling. */
static int begin_act(struct slip_act *act, const struct admin *admin, const char *verb, int count,
                     char **words)
{
    const struct argument arguments[] = {{"--officer", NULL, &act->officer},
                                         {"--json", &act->is_json, NULL}};
    bool is_active = true;
    struct err err;

    if (!arguments_take(admin, arguments, ARRAY_LEN(arguments), &count, words))
        return ADMIN_USAGE;
    if (count != 1)
        return verb_fail(admin, ADMIN_USAGE,
                         "print %s takes one ID or NUMBER; `print list` shows them", verb);
    if (!verb_open_desk(&act->desk, admin, &err)
        || (act->officer && !desk_is_active_officer(act->desk, act->officer, &is_active, &err)))
        return verb_tell(admin, &err);
    if (!is_active)
        return verb_fail(admin, ADMIN_FAILED, "no officer \"%s\" works here", act->officer);
    if (!desk_find_slip(act->desk, words[0], &act->slip, &err))
        return verb_fail(admin, ADMIN_FAILED, "%s; `print list` shows what there is", err.text);
    if (!act->officer)
        act->officer = "";
    return ADMIN_OK;
}

static bool answer_act(const struct slip_act *act, const struct admin *admin, const char *what)
{
    AUTO_TEXT struct text line = {0};

    text_init(&line, SLIP_LINE);
    if (act->is_json)
        write_slip(&line, &act->slip, zone_offset_min(desk_catalog(act->desk)->office.zone));
    else
        text_addf(&line, "slip %" PRId64 " (%s%s%s): %s", act->slip.job.id,
                  slip_kind_name(act->slip.job.kind), act->slip.number[0] != '\0' ? " " : "",
                  act->slip.number, what);
    return verb_print_line(admin, &line);
}

static int retry(struct slip_act *act, const struct admin *admin)
{
    char what[64] = "waits for the printer, as the original that was never printed";
    struct err err;

    if (!desk_retry_slip(act->desk, act->slip.job.id, act->officer, &act->slip, &err))
        return verb_tell(admin, &err);
    if (act->slip.job.state != PRINT_QUEUED)
        (void)text_copy(what, sizeof what, "is under way, and wanted again");
    else if (act->slip.job.copy != ORIGINAL)
        (void)text_format(what, sizeof what, "waits for the printer, marked SALINAN %d",
                          act->slip.job.copy);
    return answer_act(act, admin, what) ? ADMIN_OK : ADMIN_FAILED;
}

int verb_print_retry(const struct admin *admin, int count, char **words)
{
    struct slip_act act = {0};
    int code = begin_act(&act, admin, "retry", count, words);

    if (code == ADMIN_OK)
        code = retry(&act, admin);
    desk_close(act.desk);
    return code;
}

static int cancel(struct slip_act *act, const struct admin *admin)
{
    struct err err;

    if (!desk_cancel_slip(act->desk, act->slip.job.id, act->officer, &act->slip, &err))
        return verb_tell(admin, &err);
    return answer_act(act, admin,
                      act->slip.job.state == PRINT_CANCELLED
                          ? "cancelled, it stays off the paper"
                          : "has begun; it is stopped where it hangs, and `print list` then says "
                            "whether anything may be on paper")
               ? ADMIN_OK
               : ADMIN_FAILED;
}

int verb_print_cancel(const struct admin *admin, int count, char **words)
{
    struct slip_act act = {0};
    int code = begin_act(&act, admin, "cancel", count, words);

    if (code == ADMIN_OK)
        code = cancel(&act, admin);
    desk_close(act.desk);
    return code;
}

/* --- print test ------------------------------------------------------------------------------ */

/* False after telling: no such printer is configured. */
static bool take_printer(const struct admin *admin, const char *text, int *out)
{
    char *end;

    *out = 0;
    if (!text)
        return true;
    long no = strtol(text, &end, 10);
    long count = (long)admin->machine->printer_count;
    if (*end != '\0' || no < 1 || no > count) {
        (void)verb_fail(admin, ADMIN_USAGE,
                        "--printer \"%s\": there %s; `printers` lists what is configured", text,
                        count == 1   ? "is printer 1"
                        : count == 0 ? "is none"
                                     : "are 1 and 2");
        return false;
    }
    *out = (int)no;
    return true;
}

int verb_print_test(const struct admin *admin, int count, char **words)
{
    AUTO_DESK struct desk *desk = NULL;
    const struct uuid request = uuid_v4();
    const char *printer_text = NULL;
    const struct argument arguments[] = {{"--printer", NULL, &printer_text}};
    AUTO_TEXT struct text line;
    int64_t job = 0;
    int printer = 0;
    struct err err;

    text_init(&line, 128);
    if (!arguments_take(admin, arguments, ARRAY_LEN(arguments), &count, words))
        return ADMIN_USAGE;
    if (count > 0)
        return verb_fail(admin, ADMIN_USAGE, "\"%s\" does not belong to print test", words[0]);
    if (!take_printer(admin, printer_text, &printer))
        return ADMIN_USAGE;
    if (!verb_open_desk(&desk, admin, &err)
        || !desk_print_test_at(desk, &request, "", printer, &job, &err))
        return verb_tell(admin, &err);
    text_addf(&line,
              "slip %lld: a test page waits for the printer; print list shows it until it came out",
              (long long)job);
    return verb_print_line(admin, &line) ? ADMIN_OK : ADMIN_FAILED;
}
