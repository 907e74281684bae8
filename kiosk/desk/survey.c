/* Taking a visitor's answers: what is kept of them, and what is not. */
#include "desk/survey_internal.h"
#include "domain/calendar.h"
#include "store/ticket_store.h"
#include <string.h>

static bool last_sure_day(struct desk *desk, int64_t *out, struct err *err)
{
    struct session session;
    struct err missing = {0};
    bool is_ended = false;

    if (session_store_find_last(desk->db, &session, &is_ended, &missing)) {
        *out = session.local_day;
        if (session.is_dated)
            return true;
    } else if (missing.code != ERR_NOT_FOUND) {
        return err_set(err, missing.code, "%s", missing.text);
    }
    if (!response_store_last_day(desk->db, out, err))
        return false;
    if (*out == 0)
        *out = calendar_day(desk->clock_floor_ms, desk_offset_min(desk));
    return true;
}

bool desk_survey_half_day(struct desk *desk, int64_t now_ms, struct half_day *out, struct err *err)
{
    *out = (struct half_day){.bracket = BRACKET_UNKNOWN};
    if (!desk->catalog)
        return err_set(err, ERR_INVALID, "no catalogue is open to tell the office's day");
    if (!desk_clock_is_trusted(desk, now_ms))
        return last_sure_day(desk, &out->day, err);
    struct civil now = calendar_civil(now_ms, desk_offset_min(desk));
    out->day = calendar_day(now_ms, desk_offset_min(desk));
    out->bracket = survey_bracket_at(now.hour * 60 + now.minute);
    return true;
}

static bool check_profile(const struct survey_profile *profile, struct err *err)
{
    bool is_known = (unsigned)profile->gender < GENDER_COUNT && (unsigned)profile->age < AGE_COUNT
                    && (unsigned)profile->education < EDUCATION_COUNT
                    && (unsigned)profile->occupation < OCCUPATION_COUNT;

    return is_known || err_set(err, ERR_INVALID, "a profile has a part that there is no name for");
}

/* The service as told; one that the catalogue does not have any more has no sector. */
static bool fill_service(const struct desk *desk, const char *service_id,
                         struct survey_response *out, struct err *err)
{
    const struct service *service = NULL;

    if (!service_id || service_id[0] == '\0')
        return true;
    if (!text_copy(out->service_id, sizeof out->service_id, service_id))
        return err_set(err, ERR_INVALID, "a service id of %zu bytes", strlen(service_id));
    service = desk->catalog ? catalog_service(desk->catalog, service_id) : NULL;
    if (service && service->sector)
        (void)text_copy(out->sector_id, sizeof out->sector_id, service->sector->id);
    return true;
}

bool desk_survey_fill(const struct desk *desk, const char *service_id,
                      const struct survey_profile *profile, const uint8_t answers[ELEMENT_COUNT],
                      struct response_row *row, struct err *err)
{
    const struct questionnaire *form = desk->questionnaire;

    *row = (struct response_row){.response.profile = *profile};
    for (int i = 0; i < ELEMENT_COUNT; i++) {
        if (answers[i] < 1 || answers[i] > SCORE_MOST)
            return err_set(err, ERR_INVALID, "%s: %d is none of the answers 1 to %d",
                           survey_element_key((enum survey_element)i), answers[i], SCORE_MOST);
        row->response.answers[i] = answers[i];
    }
    if (form
        && !text_format(row->form, sizeof row->form, "%s/%lld", form->id, (long long)form->version))
        return err_set(err, ERR_INVALID, "the questionnaire's id %s is too long", form->id);
    return check_profile(profile, err) && fill_service(desk, service_id, &row->response, err);
}

/* The office's own questions: none of them scored, each may be left out. */
static bool fill_extras(const struct desk *desk, const uint8_t extras[EXTRAS_MOST],
                        struct response_row *row, struct err *err)
{
    const struct questionnaire *form = desk->questionnaire;

    row->extra_count = form->extra_count;
    for (size_t i = 0; i < EXTRAS_MOST; i++) {
        size_t options = i < form->extra_count ? form->extras[i].option_count : 0;

        if (extras[i] > options)
            return err_set(err, ERR_INVALID, "added question %zu has no option %d", i + 1,
                           extras[i]);
        row->response.extras[i] = extras[i];
    }
    return true;
}

static bool fill_row(const struct desk *desk, const struct survey_submission *submission,
                     struct response_row *row, struct err *err)
{
    if (uuid_is_nil(&submission->request))
        return err_set(err, ERR_INVALID, "a survey needs the id of its request");
    if (!desk->questionnaire)
        return err_set(err, ERR_INVALID, "there is no questionnaire to answer");
    if (!desk_survey_fill(desk, submission->service_id, &submission->profile, submission->answers,
                          row, err)
        || !fill_extras(desk, submission->extras, row, err))
        return false;
    row->response.id = submission->request;
    row->response.source = SURVEY_KIOSK;
    (void)text_copy(row->response.device, sizeof row->response.device, desk->device);
    return true;
}

/* A ticket's second survey is kept as the first was: only staff can tell who was first in line. */
static bool doubt(struct desk *desk, const struct survey_submission *submission,
                  struct survey_response *response, struct err *err)
{
    bool is_used = false;

    response->flags = survey_doubts(desk->survey_traces, response->answers, submission->took_ms,
                                    clock_mono_ms(desk->clock));
    if (!desk_survey_mark(desk, &submission->ticket, &is_used, err))
        return false;
    if (is_used)
        response->flags |= SURVEY_REPEAT;
    return true;
}

static void leave_trace(struct desk *desk, const struct survey_response *response)
{
    struct survey_trace *traces = desk->survey_traces;

    memmove(&traces[1], &traces[0], (SURVEY_TRACES - 1) * sizeof traces[0]);
    traces[0].mono_ms = clock_mono_ms(desk->clock);
    memcpy(traces[0].answers, response->answers, sizeof traces[0].answers);
}

static bool keep(struct desk *desk, const struct survey_submission *submission,
                 struct response_row *row, struct err *err)
{
    struct half_day now;

    if (!desk_survey_half_day(desk, clock_now_ms(desk->clock), &now, err))
        return false;
    row->response.day = now.day;
    row->response.bracket = now.bracket;
    return doubt(desk, submission, &row->response, err)
           && response_store_add(desk->db, row, false, err)
           && desk_survey_note_past(desk, now.day, err);
}

bool desk_submit_survey(struct desk *desk, const struct survey_submission *submission,
                        struct err *err)
{
    AUTO_TX struct tx tx = {0};
    struct response_row row;
    bool is_known = false;

    if (!fill_row(desk, submission, &row, err) || !desk_begin(desk, &tx, err)
        || !response_store_has(desk->db, &submission->request, &is_known, err))
        return false;
    if (is_known)
        return true;
    if (!keep(desk, submission, &row, err) || !desk_commit(desk, &tx, err))
        return false;
    leave_trace(desk, &row.response);
    return true;
}

/* Answers that were kept after all, or a stop that was: nothing more to note. */
static bool is_noted(struct desk *desk, const struct uuid *request, bool *out, struct err *err)
{
    return response_store_has(desk->db, request, out, err)
           && (*out || abandoned_store_has(desk->db, request, out, err));
}

bool desk_abandon_survey(struct desk *desk, const struct uuid *request, int answered,
                         struct err *err)
{
    AUTO_TX struct tx tx = {0};
    struct abandoned_row row = {.id = *request, .answered = answered};
    struct half_day now;
    bool is_known = false;

    if (uuid_is_nil(request) || answered < 0 || answered >= ELEMENT_COUNT)
        return err_set(err, ERR_INVALID, "a survey stopped after %d answers, or without a request",
                       answered);
    (void)text_copy(row.device, sizeof row.device, desk->device);
    if (!desk_begin(desk, &tx, err) || !is_noted(desk, request, &is_known, err))
        return false;
    if (is_known)
        return true;
    if (!desk_survey_half_day(desk, clock_now_ms(desk->clock), &now, err))
        return false;
    row.day = now.day;
    row.bracket = now.bracket;
    return abandoned_store_add(desk->db, &row, false, err) && desk_commit(desk, &tx, err);
}

bool desk_find_survey_ticket(struct desk *desk, const char *code, struct survey_ticket *out,
                             struct err *err)
{
    struct session session;
    struct ticket ticket;
    enum session_now state;
    char letters[5];

    *out = (struct survey_ticket){0};
    if (!id_read_code(code, letters))
        return err_set(err, ERR_NOT_FOUND, "a code has four letters and digits");
    if (!desk_enter(desk, err)
        || !desk_session_look(desk, clock_now_ms(desk->clock), &session, &state, err))
        return false;
    if (state != SESSION_GOES_ON)
        return err_set(err, ERR_NOT_FOUND, "no day of numbers is open");
    if (!ticket_store_find_code(desk->db, session.no, letters, &ticket, err))
        return false;
    out->ticket = ticket.id;
    memcpy(out->number, ticket.number, sizeof out->number);
    (void)text_copy(out->service_id, sizeof out->service_id, ticket.service_id);
    return desk_survey_is_marked(desk, session.no, &ticket.id, &out->is_used, err);
}
