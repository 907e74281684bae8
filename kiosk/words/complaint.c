/* Names of what the complaint book sorts by. */
#include "words/complaint.h"

#include "base/wording.h"

#include "base/attr.h"

#include <assert.h>

static const struct wording kinds[] = {
    [KIND_PENGADUAN] = W("cw_complaint", "Complaint"),
    [KIND_ASPIRASI] = W("cw_aspiration", "Aspiration"),
    [KIND_INFORMASI] = W("cw_information", "Request for information"),
};
static_assert(ARRAY_LEN(kinds) == COMPLAINT_KIND_COUNT, "every kind has its name");

static const struct wording weights[] = {
    [WEIGHT_NOT_SET] = W("cw_not_weighed", "Not weighed yet"),
    [WEIGHT_RINGAN] = W("cw_light", "Light"),
    [WEIGHT_SEDANG] = W("cw_medium", "Medium"),
    [WEIGHT_BERAT] = W("cw_heavy", "Heavy"),
};
static_assert(ARRAY_LEN(weights) == WEIGHT_COUNT, "every weight has its name");

static const struct wording states[] = {
    [COMPLAINT_RECEIVED] = W("cw_received", "Received"),
    [COMPLAINT_IN_PROGRESS] = W("cw_in_progress", "In progress"),
    [COMPLAINT_ANSWERED] = W("cw_answered", "Answered"),
    [COMPLAINT_CLOSED] = W("cw_closed", "Closed"),
};
static_assert(ARRAY_LEN(states) == COMPLAINT_STATE_COUNT, "every state has its name");

static const struct wording office_states[] = {
    [COMPLAINT_RECEIVED] = W("cw_received", "Received"),
    [COMPLAINT_IN_PROGRESS] = W("cw_office_in_progress", "Weighed by office"),
    [COMPLAINT_ANSWERED] = W("cw_office_answered", "Answered by office"),
    [COMPLAINT_CLOSED] = W("cw_office_closed", "Closed by office"),
};
static_assert(ARRAY_LEN(office_states) == COMPLAINT_STATE_COUNT, "every state has its name");

static const struct wording replies[] = {
    [REPLY_NONE] = W("c_anon", "No contact"),
    [REPLY_PHONE] = W("c_tel", "Phone or SMS"),
    [REPLY_EMAIL] = W("c_mail", "E-mail"),
    [REPLY_LETTER] = W("c_let", "Letter"),
    [REPLY_IN_PERSON] = W("c_dir", "In person at the complaint counter"),
};
static_assert(ARRAY_LEN(replies) == REPLY_COUNT, "every way to reply has its name");

const char *words_complaint_kind(enum complaint_kind kind)
{
    return wording_text(&kinds[kind]);
}

const char *words_complaint_weight(enum complaint_weight weight)
{
    return wording_text(&weights[weight]);
}

const char *words_complaint_state(enum complaint_state state)
{
    return wording_text(&states[state]);
}

const char *words_complaint_progress(const struct complaint *complaint)
{
    bool is_offices = complaint->office_state == complaint->state && complaint->officer[0] == '\0';

    return wording_text(&(is_offices ? office_states : states)[complaint->state]);
}

const char *words_complaint_reply(enum complaint_reply reply)
{
    return wording_text(&replies[reply]);
}

const char *words_complaint_identity(const struct complaint_report *report,
                                     const struct complaint_row *row)
{
    if (row->complaint.is_erased)
        return _("bp_erased", "erased");
    if (!report->has_names)
        return _("bp_sealed", "not opened");
    return row->name[0] != '\0' ? row->name : _("bp_anonymous", "no name");
}
