/* Responses leave for the office once their half-day is over, and lose their order on this machine.
 *
 * SQLite puts a new cell of a page in front of the older ones, whatever their keys: offsets in the file
 * tell in which order rows came, and the log tells it to the transaction. So all rows of a half-day
 * are taken out and put in again in random order, which leaves each at the place of another one, and
 * then the log is cut. */
#include "desk/survey_internal.h"
#include "base/mem.h"
#include "domain/calendar.h"
#include "store/suggestion_store.h"
#include "store/survey_mark_store.h"
#include "wire/event_survey.h"
#include <stdlib.h>
#include <string.h>

enum {
    HALF_DAYS = 32,  /* looked at in one step */
    MIX_MOST = 1024, /* of a half-day that goes on; no hall has more */
    SUGGESTIONS = 512
};

/* Fisher and Yates. */
static void shuffle(size_t *order, size_t count)
{
    for (size_t i = 0; i < count; i++)
        order[i] = i;
    for (size_t i = count; i > 1; i--) {
        size_t other = id_random_below((uint32_t)i);
        size_t held = order[i - 1];

        order[i - 1] = order[other];
        order[other] = held;
    }
}

static bool is_over(const struct half_day *half_day, const struct half_day *now)
{
    if (half_day->day != now->day)
        return half_day->day < now->day;
    return half_day->bracket == BRACKET_MORNING && now->bracket == BRACKET_AFTERNOON;
}

/* What one transaction hands over: neighbours by their keys, so that it mixes whole pages. */
struct batch {
    struct half_day half_day;
    struct response_row *responses;
    size_t response_count;
    struct abandoned_row *stopped;
    size_t stopped_count;
};

static void batch_clear(struct batch *batch)
{
    free(batch->responses);
    free(batch->stopped);
}

/* Up to `most` of each. Where there is one, the log tells when it came. */
static bool read_batch(struct desk *desk, const struct half_day *half_day, size_t most,
                       struct batch *out, struct err *err)
{
    out->half_day = *half_day;
    out->responses = mem_zalloc(most, sizeof *out->responses);
    out->stopped = mem_zalloc(most, sizeof *out->stopped);
    if (!response_store_list_unsent(desk->db, half_day, out->responses, most, &out->response_count,
                                    err)
        || !abandoned_store_list_unsent(desk->db, half_day, out->stopped, most, &out->stopped_count,
                                        err))
        return false;
    if (out->response_count + out->stopped_count > 0)
        desk->has_clean_log = false;
    return true;
}

/* All are out before the first is in again: else each would find its own place. */
static bool mix_rows(struct desk *desk, const struct batch *batch, bool is_sent, struct err *err)
{
    size_t most =
        batch->response_count > batch->stopped_count ? batch->response_count : batch->stopped_count;
    AUTO_FREE size_t *order = mem_zalloc(most + 1, sizeof *order);

    for (size_t i = 0; i < batch->response_count; i++) {
        const struct survey_response *response = &batch->responses[i].response;
        if (!response_store_take(desk->db, response->day, &response->id, err))
            return false;
    }
    for (size_t i = 0; i < batch->stopped_count; i++) {
        const struct abandoned_row *row = &batch->stopped[i];
        if (!abandoned_store_take(desk->db, row->day, &row->id, err))
            return false;
    }
    shuffle(order, batch->response_count);
    for (size_t i = 0; i < batch->response_count; i++) {
        if (!response_store_add(desk->db, &batch->responses[order[i]], is_sent, err))
            return false;
    }
    shuffle(order, batch->stopped_count);
    for (size_t i = 0; i < batch->stopped_count; i++) {
        if (!abandoned_store_add(desk->db, &batch->stopped[order[i]], is_sent, err))
            return false;
    }
    return true;
}

/* The open questionnaire where it is the one that was answered. */
static const struct questionnaire *form_of(const struct desk *desk, const struct response_row *row)
{
    const struct questionnaire *form = desk->questionnaire;
    char name[SURVEY_FORM_TEXT];

    if (!form || !text_format(name, sizeof name, "%s/%lld", form->id, (long long)form->version))
        return NULL;
    return text_equal(name, row->form) ? form : NULL;
}

static bool tell_answered(struct desk *desk, const struct response_row *row, struct err *err)
{
    const struct survey_response *response = &row->response;
    struct event_head head =
        event_survey_head(&response->id, response->day, response->bracket, desk_offset_min(desk));
    AUTO_TEXT struct text rec;

    text_init(&rec, EVENT_MAX_BYTES);
    const char *kind =
        event_survey_answered(&rec, &head,
                              &(struct event_survey_answered){.response = response,
                                                              .form = row->form,
                                                              .extra_count = row->extra_count,
                                                              .questionnaire = form_of(desk, row)});
    return desk_event_add_to(desk, STREAM_SURVEY, &head, kind, &rec, err);
}

static bool tell_abandoned(struct desk *desk, const struct abandoned_row *row, struct err *err)
{
    struct event_head head =
        event_survey_head(&row->id, row->day, row->bracket, desk_offset_min(desk));
    AUTO_TEXT struct text rec;

    text_init(&rec, EVENT_MAX_BYTES);
    const char *kind =
        event_survey_abandoned(&rec, &head,
                               &(struct event_survey_abandoned){.id = row->id,
                                                                .day = row->day,
                                                                .bracket = row->bracket,
                                                                .device = row->device,
                                                                .answered = row->answered});
    return desk_event_add_to(desk, STREAM_SURVEY, &head, kind, &rec, err);
}

/* In an order of its own, answered and stopped ones among each other. */
static bool tell_batch(struct desk *desk, const struct batch *batch, struct err *err)
{
    size_t count = batch->response_count + batch->stopped_count;
    AUTO_FREE size_t *order = mem_zalloc(count + 1, sizeof *order);

    shuffle(order, count);
    for (size_t i = 0; i < count; i++) {
        size_t at = order[i];
        bool is_told = at < batch->response_count
                           ? tell_answered(desk, &batch->responses[at], err)
                           : tell_abandoned(desk, &batch->stopped[at - batch->response_count], err);
        if (!is_told)
            return false;
    }
    return true;
}

/* Hands over up to a batch of a half-day. `*went`: how many, 0 when none is left. */
static bool release_some(struct desk *desk, const struct half_day *half_day, size_t *went,
                         struct err *err)
{
    AUTO_TX struct tx tx = {0};
    AUTO(batch_clear) struct batch batch = {0};

    if (!desk_begin(desk, &tx, err) || !read_batch(desk, half_day, RELEASE_BATCH, &batch, err))
        return false;
    *went = batch.response_count + batch.stopped_count;
    return *went == 0
           || (mix_rows(desk, &batch, true, err) && tell_batch(desk, &batch, err)
               && desk_commit(desk, &tx, err));
}

static bool release_half_day(struct desk *desk, const struct half_day *half_day, int64_t *count,
                             struct err *err)
{
    size_t went = 0;

    do {
        if (!release_some(desk, half_day, &went, err))
            return false;
        *count += (int64_t)went;
    } while (went > 0 && *count < RELEASE_MOST);
    return true;
}

static bool release_all(struct desk *desk, const struct half_day *now, int64_t *count,
                        struct err *err)
{
    struct half_day waiting[HALF_DAYS];
    size_t found = 0;
    bool has_gone = true;

    while (has_gone && *count < RELEASE_MOST) {
        if (!response_store_unsent(desk->db, now->day, waiting, HALF_DAYS, &found, err))
            return false;
        has_gone = false;
        for (size_t i = 0; i < found && *count < RELEASE_MOST; i++) {
            if (!is_over(&waiting[i], now))
                continue;
            if (!release_half_day(desk, &waiting[i], count, err))
                return false;
            has_gone = true;
        }
    }
    return true;
}

static bool mix_half_day(struct desk *desk, const struct half_day *half_day, struct err *err)
{
    AUTO_TX struct tx tx = {0};
    AUTO(batch_clear) struct batch batch = {0};

    if (!read_batch(desk, half_day, MIX_MOST, &batch, err))
        return false;
    if (batch.response_count + batch.stopped_count < 2)
        return true;
    batch_clear(&batch);
    batch = (struct batch){0};
    return desk_begin(desk, &tx, err) && read_batch(desk, half_day, MIX_MOST, &batch, err)
           && mix_rows(desk, &batch, false, err) && desk_commit(desk, &tx, err);
}

/* While the clock cannot be trusted nothing goes, but order needs no clock to be lost. */
static bool mix_waiting(struct desk *desk, struct err *err)
{
    struct half_day waiting[HALF_DAYS];
    size_t found = 0;

    if (!response_store_unsent(desk->db, INT64_MAX, waiting, HALF_DAYS, &found, err))
        return false;
    for (size_t i = 0; i < found; i++) {
        if (!mix_half_day(desk, &waiting[i], err))
            return false;
    }
    return true;
}

/* Suggestions of one day, with their words. */
struct suggestions {
    struct suggestion_row *rows;
    size_t count;
};

static void suggestions_clear(struct suggestions *suggestions)
{
    for (size_t i = 0; i < suggestions->count; i++)
        free((void *)suggestions->rows[i].words);
    free(suggestions->rows);
}

static bool collect(void *context, const struct suggestion_row *row)
{
    struct suggestions *out = context;
    struct suggestion_row *copy = &out->rows[out->count++];
    void *words = mem_zalloc(1, row->words_len + 1);

    memcpy(words, row->words, row->words_len);
    *copy = *row;
    copy->words = words;
    return true;
}

/* Up to a batch of a day's; `is_final`: the day is over, and there they stay. */
static bool mix_day(struct desk *desk, int64_t day, bool is_final, struct err *err)
{
    AUTO_TX struct tx tx = {0};
    AUTO(suggestions_clear) struct suggestions found = {0};
    size_t order[SUGGESTIONS];

    desk->has_clean_log = false;
    found.rows = mem_zalloc(SUGGESTIONS, sizeof *found.rows);
    if (!desk_begin(desk, &tx, err)
        || !suggestion_store_list_unmixed(desk->db, day, SUGGESTIONS, collect, &found, err))
        return false;
    for (size_t i = 0; i < found.count; i++) {
        if (!suggestion_store_take(desk->db, day, &found.rows[i].id, err))
            return false;
    }
    shuffle(order, found.count);
    for (size_t i = 0; i < found.count; i++) {
        if (!suggestion_store_add(desk->db, &found.rows[order[i]], is_final, err))
            return false;
    }
    return desk_commit(desk, &tx, err);
}

static bool mix_suggestions(struct desk *desk, int64_t today, struct err *err)
{
    int64_t day = 0;

    while (true) {
        if (!suggestion_store_unmixed_day(desk->db, today, &day, err))
            return false;
        if (day == 0)
            return true;
        if (!mix_day(desk, day, day < today, err))
            return false;
        if (day == today)
            return true;
    }
}

/* The one session whose key may stay: the open one, unless its day is over and only the next ticket
 * has yet to find that out. 0 when there is none. */
static bool find_kept_session(struct desk *desk, int64_t now_ms, int64_t *out, struct err *err)
{
    struct session session;
    enum session_now state;

    if (!desk_session_look(desk, now_ms, &session, &state, err))
        return false;
    *out = state == SESSION_GOES_ON ? session.no : 0;
    return true;
}

static bool destroy_keys(struct desk *desk, int64_t now_ms, struct err *err)
{
    AUTO_TX struct tx tx = {0};
    int64_t kept = 0;
    int64_t session = 0;

    if (!find_kept_session(desk, now_ms, &kept, err)
        || !survey_key_store_other(desk->db, kept, &session, err))
        return false;
    if (session == 0)
        return true;
    desk->has_clean_log = false;
    /* Looked at again: meanwhile a ticket may have begun the next day. */
    if (!desk_begin(desk, &tx, err) || !find_kept_session(desk, now_ms, &kept, err)
        || !survey_key_store_other(desk->db, kept, &session, err))
        return false;
    while (session != 0) {
        if (!desk_survey_forget(desk, session, err)
            || !survey_key_store_other(desk->db, kept, &session, err))
            return false;
    }
    return desk_commit(desk, &tx, err);
}

/* The half-day that goes on: its order is lost every hour, and not only at its end. */
static bool release_and_mix(struct desk *desk, int64_t now_ms, int64_t *count, struct err *err)
{
    struct half_day now;

    if (!desk_survey_half_day(desk, now_ms, &now, err))
        return false;
    bool is_done = desk_clock_is_trusted(desk, now_ms)
                       ? release_all(desk, &now, count, err) && mix_half_day(desk, &now, err)
                       : mix_waiting(desk, err);
    return is_done && mix_suggestions(desk, now.day, err);
}

bool desk_release_responses(struct desk *desk, int64_t *count, struct err *err)
{
    int64_t now_ms = clock_now_ms(desk->clock);

    *count = 0;
    return desk_enter(desk, err) && destroy_keys(desk, now_ms, err)
           && release_and_mix(desk, now_ms, count, err) && desk_thanks_sweep(desk, err)
           && desk_empty_log(desk, err);
}
