/* Suggestions: sealed when they come, opened for staff alone, and never found beside the answers. */
#include "desk/complaint_internal.h"
#include "desk/survey_internal.h"
#include "base/seal.h"
#include "domain/calendar.h"
#include "store/suggestion_store.h"
#include <string.h>

bool desk_survey_check_suggestion(const char *text, struct err *err)
{
    size_t len = text ? strnlen(text, SUGGESTION_TEXT) : 0;

    if (len == 0)
        return err_set(err, ERR_INVALID, "a suggestion without words");
    if (len == SUGGESTION_TEXT)
        return err_set(err, ERR_INVALID, "a suggestion of over %d bytes", SUGGESTION_TEXT - 1);
    if (text_valid_utf8(text, len) != len)
        return err_set(err, ERR_INVALID, "a suggestion that is no UTF-8");
    return text_letters(text) <= SUGGESTION_LETTERS
           || err_set(err, ERR_INVALID, "a suggestion of over %d letters", SUGGESTION_LETTERS);
}

bool desk_survey_keep_suggestion(struct desk *desk, const struct uuid *id, int64_t day,
                                 const char *service_id, const char *text, struct err *err)
{
    struct suggestion_row row = {.id = *id, .day = day};
    struct half_day now;
    AUTO_TEXT struct text sealed;
    bool is_known = false;

    text_init(&sealed, SUGGESTION_TEXT + SEAL_EXTRA);
    if (!text_copy(row.service_id, sizeof row.service_id, service_id ? service_id : ""))
        return err_set(err, ERR_INVALID, "a service id of over %zu bytes",
                       sizeof row.service_id - 1);
    if (!suggestion_store_has(desk->db, id, &is_known, err))
        return false;
    if (is_known)
        return true;
    if (!desk_survey_half_day(desk, clock_now_ms(desk->clock), &now, err)
        || !desk_seal(desk, text, strlen(text), &sealed, err))
        return false;
    row.entered_day = now.day;
    row.words = sealed.data;
    row.words_len = sealed.len;
    return suggestion_store_add(desk->db, &row, false, err);
}

/* The id must not lead to the response, whose id is the request's; yet a retry has to be known. Only
 * this process can compute one from the other, and only while it runs. */
static struct uuid id_of(const struct desk *desk, const struct uuid *request)
{
    uint8_t mark[32];
    struct uuid id;

    id_hmac_sha256(mark, desk->survey_secret, request->bytes, sizeof request->bytes);
    memcpy(id.bytes, mark, sizeof id.bytes);
    return id;
}

bool desk_add_suggestion(struct desk *desk, const struct uuid *request, const char *service_id,
                         const char *text, struct err *err)
{
    AUTO_TX struct tx tx = {0};
    struct uuid id = id_of(desk, request);
    struct half_day now;

    if (uuid_is_nil(request))
        return err_set(err, ERR_INVALID, "a suggestion needs the id of its request");
    return desk_survey_check_suggestion(text, err) && desk_begin(desk, &tx, err)
           && desk_survey_half_day(desk, clock_now_ms(desk->clock), &now, err)
           && desk_survey_keep_suggestion(desk, &id, now.day, service_id, text, err)
           && desk_commit(desk, &tx, err);
}

/* What the walk through suggestions carries. */
struct reading {
    struct desk *desk;
    bool (*each)(void *context, const struct suggestion *suggestion);
    void *context;
    int64_t opened, unreadable;
    struct err fault; /* the last one */
    bool has_failed;
};

static bool open_one(void *context, const struct suggestion_row *row)
{
    struct reading *reading = context;
    struct suggestion suggestion = {.day = row->day};
    AUTO_TEXT struct text words;

    text_init(&words, SUGGESTION_TEXT);
    if (!seal_open(reading->desk->seal, row->words, row->words_len, &words, &reading->fault)) {
        reading->unreadable++;
        reading->has_failed =
            reading->fault.code != ERR_NOT_FOUND && reading->fault.code != ERR_CORRUPT;
        return !reading->has_failed;
    }
    reading->opened++;
    (void)text_copy(suggestion.service_id, sizeof suggestion.service_id, row->service_id);
    suggestion.text = words.data ? words.data : "";
    return reading->each(reading->context, &suggestion);
}

/* Before anything is opened: whoever reads half of it has read. */
static bool note_reading(struct desk *desk, const struct suggestion_query *query, struct err *err)
{
    AUTO_TX struct tx tx = {0};
    char from[16], until[16];

    calendar_format_day(query->from_day, from);
    calendar_format_day(query->until_day, until);
    return desk_begin(desk, &tx, err)
           && complaint_check_officer(desk, query->officer, RIGHT_COMPLAINT, err)
           && desk_journal(desk, clock_now_ms(desk->clock), query->officer, "suggestion.read", from,
                           until, err)
           && desk_commit(desk, &tx, err);
}

bool desk_list_suggestions(struct desk *desk, const struct suggestion_query *query,
                           bool (*each)(void *context, const struct suggestion *suggestion),
                           void *context, int64_t *unreadable, struct err *err)
{
    struct reading reading = {.desk = desk, .each = each, .context = context};

    *unreadable = 0;
    if (!note_reading(desk, query, err)
        || !suggestion_store_list(desk->db, query->from_day, query->until_day, open_one, &reading,
                                  err))
        return false;
    *unreadable = reading.unreadable;
    if (reading.has_failed)
        return err_set(err, reading.fault.code, "%s", reading.fault.text);
    return reading.unreadable == 0 || reading.opened > 0
           || err_set(err, ERR_INVALID, "%s", reading.fault.text);
}
