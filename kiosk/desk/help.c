/* Visitors who ask for an officer. */
#include "desk/desk_internal.h"
#include "desk/devices.h"
#include "store/help_store.h"
#include "wire/event_staff.h"

static bool tell_called(struct desk *desk, const struct help_row *row, struct err *err)
{
    struct event_head head = desk_event_head(desk, NULL);
    AUTO_TEXT struct text rec;

    text_init(&rec, EVENT_MAX_BYTES);
    const char *kind = event_help_called(&rec, &head,
                                         &(struct event_help_called){.request = row->request,
                                                                     .device = row->device,
                                                                     .screen = row->screen});
    return desk_event_add(desk, &head, kind, &rec, err)
           && desk_journal(desk, row->at_ms, "", "help.called", row->device, row->screen, err);
}

bool desk_call_officer(struct desk *desk, const struct uuid *request, const char *device,
                       const char *screen, struct err *err)
{
    AUTO_TX struct tx tx = {0};
    struct help_row row = {.request = *request, .at_ms = clock_now_ms(desk->clock)};
    bool is_new = false;

    if (uuid_is_nil(request))
        return err_set(err, ERR_INVALID, "a call for an officer needs the id of its request");
    text_copy(row.device, sizeof row.device, device);
    text_copy(row.screen, sizeof row.screen, screen);
    if (!desk_begin(desk, &tx, err) || !help_store_add(desk->db, &row, &is_new, err))
        return false;
    return !is_new || (tell_called(desk, &row, err) && desk_commit(desk, &tx, err));
}

bool desk_list_help_calls(struct desk *desk, struct help_call out[HELP_CALLS_MOST], size_t *count,
                          struct err *err)
{
    struct help_row rows[HELP_CALLS_MOST];

    if (!desk_enter(desk, err)
        || !help_store_list_open(desk->db, rows, HELP_CALLS_MOST, count, err))
        return false;
    for (size_t i = 0; i < *count; i++) {
        out[i] = (struct help_call){.no = rows[i].no, .at_ms = rows[i].at_ms};
        text_copy(out[i].device, sizeof out[i].device, rows[i].device);
        text_copy(out[i].screen, sizeof out[i].screen, rows[i].screen);
    }
    return true;
}

static bool tell_answered(struct desk *desk, const struct help_row *row, const char *officer,
                          int64_t now_ms, struct err *err)
{
    struct event_head head = desk_event_head(desk, NULL);
    AUTO_TEXT struct text rec;

    text_init(&rec, EVENT_MAX_BYTES);
    const char *kind = event_help_answered(
        &rec, &head,
        &(struct event_help_answered){.request = row->request,
                                      .officer = officer,
                                      .after_ms = now_ms >= row->at_ms ? now_ms - row->at_ms : -1});
    return desk_event_add(desk, &head, kind, &rec, err)
           && desk_journal(desk, now_ms, officer, "help.answered", row->device, row->screen, err);
}

bool desk_answer_help_call(struct desk *desk, int64_t no, const char *officer, struct err *err)
{
    AUTO_TX struct tx tx = {0};
    struct help_row row;
    int64_t now_ms = clock_now_ms(desk->clock);
    bool has_changed = false;

    if (!desk_begin(desk, &tx, err) || !help_store_find(desk->db, no, &row, err)
        || !help_store_answer(desk->db, no, officer, now_ms, &has_changed, err))
        return false;
    return !has_changed
           || (tell_answered(desk, &row, officer, now_ms, err) && desk_commit(desk, &tx, err));
}
