/* survey suggestions: what visitors wrote behind their answers. */
#include "admin/verbs_internal.h"
#include "base/json.h"
#include "desk/survey.h"
#include "domain/calendar.h"

enum { SUGGESTIONS_BYTES = 64 << 20 };

/* All of it is read before the first line is written: whoever leafs through it keeps no reader in the
 * database. */
struct listing {
    struct text lines;
    bool is_json;
};

static void listing_clear(struct listing *listing)
{
    text_clear(&listing->lines);
}

static void add_object(struct text *out, const char *day, const struct suggestion *suggestion)
{
    struct json_out json;

    json_out_init(&json, out);
    json_out_object(&json, NULL);
    json_out_string(&json, "day", day);
    json_out_string(&json, "service", suggestion->service_id);
    json_out_string(&json, "text", suggestion->text);
    json_out_close_object(&json);
}

/* On one line, and without what a terminal would obey. */
static void add_words(struct text *out, const char *day, const struct suggestion *suggestion)
{
    AUTO_TEXT struct text words;

    text_init(&words, SUGGESTION_TEXT);
    text_add(&words, suggestion->text);
    if (words.len > 0)
        text_mend(words.data);
    text_addf(out, "%s  %s  %s", day,
              suggestion->service_id[0] != '\0' ? suggestion->service_id : "-",
              words.len > 0 ? words.data : "");
}

static bool add_line(void *context, const struct suggestion *suggestion)
{
    struct listing *listing = context;
    char day[16];

    calendar_format_day(suggestion->day, day);
    if (listing->lines.len > 0)
        text_add(&listing->lines, "\n");
    if (listing->is_json)
        add_object(&listing->lines, day, suggestion);
    else
        add_words(&listing->lines, day, suggestion);
    return !listing->lines.overflow;
}

static int list(const struct admin *admin, const struct suggestion_query *query, bool is_json)
{
    AUTO_DESK struct desk *desk = NULL;
    AUTO(listing_clear) struct listing listing = {.is_json = is_json};
    int64_t unreadable = 0;
    struct err err;

    text_init(&listing.lines, SUGGESTIONS_BYTES);
    if (!verb_open_desk(&desk, admin, &err)
        || !desk_list_suggestions(desk, query, add_line, &listing, &unreadable, &err))
        return verb_tell(admin, &err);
    if (listing.lines.len > 0 && !verb_print_line(admin, &listing.lines))
        return ADMIN_FAILED;
    if (unreadable > 0)
        return verb_fail(admin, ADMIN_PARTLY,
                         "%lld suggestions are left out: another key sealed them, or they were "
                         "changed",
                         (long long)unreadable);
    return ADMIN_OK;
}

int verb_survey_suggestions(const struct admin *admin, int count, char **words)
{
    struct suggestion_query query = {0};
    const char *from = NULL;
    const char *until = NULL;
    bool is_json = false;
    const struct argument arguments[] = {
        {"--from", NULL, &from},
        {"--to", NULL, &until},
        {"--officer", NULL, &query.officer},
        {"--json", &is_json, NULL},
    };

    if (!arguments_take(admin, arguments, ARRAY_LEN(arguments), &count, words))
        return ADMIN_USAGE;
    if (count != 0 || !from || !until || !query.officer)
        return verb_fail(admin, ADMIN_USAGE,
                         "survey suggestions takes --from DAY --to DAY --officer CODE");
    if (!verb_take_day(admin, "--from", from, &query.from_day)
        || !verb_take_day(admin, "--to", until, &query.until_day))
        return ADMIN_USAGE;
    if (query.until_day < query.from_day)
        return verb_fail(admin, ADMIN_USAGE, "--to \"%s\" is before --from", until);
    return list(admin, &query, is_json);
}
