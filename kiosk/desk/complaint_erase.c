/* Forgetting what a complaint said: on the visitor's request, and when it was kept long enough. */
#include "complaint_internal.h"
#include "domain/calendar.h"
#include "store/complaint_store.h"
#include "store/suggestion_store.h"
#include "wire/event_complaint.h"

#define DAY_MS INT64_C(86400000)
enum { PURGE_AT_ONCE = 100 }; /* complaints of one transaction */

static const char *write_asked(struct text *out, const struct event_head *head,
                               const struct complaint *complaint)
{
    return event_complaint_erased(out, head, complaint, "visitor");
}

static const char *write_old(struct text *out, const struct event_head *head,
                             const struct complaint *complaint)
{
    return event_complaint_erased(out, head, complaint, "retention");
}

/* Nobody can answer what nobody can read: the row is closed. */
static bool close_row(struct desk *desk, struct complaint *complaint, const char *officer,
                      int64_t now_ms, struct err *err)
{
    enum complaint_state from = complaint->state;

    text_copy(complaint->officer, sizeof complaint->officer, officer);
    complaint->state = COMPLAINT_CLOSED;
    if (from != COMPLAINT_CLOSED)
        complaint->closed_ms = now_ms;
    return complaint_store_move(desk->db, complaint, from, err);
}

/* `officer` "" is the machine, which erases what is closed already and leaves who closed it. */
static bool erase(struct desk *desk, struct complaint *complaint, const char *officer,
                  struct err *err)
{
    int64_t now_ms = clock_now_ms(desk->clock);

    bool is_asked = officer[0] != '\0';

    if (is_asked && !close_row(desk, complaint, officer, now_ms, err))
        return false;
    text_copy(complaint->officer, sizeof complaint->officer, officer);
    return complaint_store_erase(desk->db, complaint->number, err)
           && complaint_add_event(desk, complaint, is_asked ? write_asked : write_old, err)
           && desk_journal(desk, now_ms, officer, "complaint.erased", complaint->number,
                           is_asked ? "visitor" : "retention", err);
}

bool desk_erase_complaint(struct desk *desk, const char *number, const char *code,
                          const char *officer, struct err *err)
{
    AUTO_TX struct tx tx = {0};
    struct complaint complaint = {0};
    char letters[5];

    if (!desk_begin(desk, &tx, err)
        || !complaint_begin_act(desk, number, officer, RIGHT_COMPLAINT_ERASE, &complaint, err))
        return false;
    if (!code || !id_read_code(code, letters) || !text_equal(letters, complaint.code))
        return err_set(err, ERR_NOT_FOUND, "no complaint %s with that code", complaint.number);
    /* The log may still hold what an earlier try erased. */
    if (!complaint.is_erased
        && (!erase(desk, &complaint, officer, err) || !desk_commit(desk, &tx, err)))
        return false;
    tx_undo(&tx);
    desk->has_clean_log = false;
    return desk_empty_log(desk, err);
}

/* False also when there is no more, with ERR_NOT_FOUND. */
static bool erase_next(struct desk *desk, int64_t before_ms, struct err *err)
{
    struct complaint complaint = {0};

    return complaint_store_find_old(desk->db, before_ms, &complaint, err)
           && erase(desk, &complaint, "", err);
}

static bool erase_some(struct desk *desk, int64_t before_ms, int64_t *count, struct err *err)
{
    AUTO_TX struct tx tx = {0};
    struct err end = {0};
    int64_t done = 0;

    if (!desk_begin(desk, &tx, err))
        return false;
    while (done < PURGE_AT_ONCE && erase_next(desk, before_ms, &end))
        done++;
    if (end.code != ERR_NONE && end.code != ERR_NOT_FOUND)
        return err_set(err, end.code, "%s", end.text);
    if (done > 0 && !desk_commit(desk, &tx, err))
        return false;
    *count = done;
    return true;
}

static bool erase_complaints(struct desk *desk, int64_t before_ms, int64_t *count, struct err *err)
{
    struct complaint oldest;
    struct err missing = {0};
    int64_t done = 0;

    /* Most days there is none: no write lock is taken to learn that. */
    if (!complaint_store_find_old(desk->db, before_ms, &oldest, &missing))
        return missing.code == ERR_NOT_FOUND || err_set(err, missing.code, "%s", missing.text);
    do {
        if (!erase_some(desk, before_ms, &done, err))
            return false;
        *count += done;
    } while (done == PURGE_AT_ONCE);
    return true;
}

/* A closing of 1970 says nothing of how long the words were kept: they stay from today on. */
static bool date_closings(struct desk *desk, int64_t now_ms, struct err *err)
{
    AUTO_TX struct tx tx = {0};
    int64_t count = 0;
    char detail[32];

    if (!desk_begin(desk, &tx, err)
        || !complaint_store_date_closings(desk->db, desk->build_ms, now_ms, &count, err))
        return false;
    if (count == 0)
        return true;
    text_format(detail, sizeof detail, "%lld", (long long)count);
    return desk_journal(desk, now_ms, "", "complaint.dated", "", detail, err)
           && desk_commit(desk, &tx, err);
}

static bool forget_suggestions(struct desk *desk, int64_t before_day, int64_t *count,
                               struct err *err)
{
    AUTO_TX struct tx tx = {0};
    char detail[32];

    if (!desk_begin(desk, &tx, err) || !suggestion_store_forget(desk->db, before_day, count, err))
        return false;
    text_format(detail, sizeof detail, "%lld", (long long)*count);
    return desk_journal(desk, clock_now_ms(desk->clock), "", "suggestion.erased", "", detail, err)
           && desk_commit(desk, &tx, err);
}

static bool erase_suggestions(struct desk *desk, int64_t before_ms, int64_t *count, struct err *err)
{
    int64_t before_day = calendar_day(before_ms, desk->catalog ? desk_offset_min(desk) : 0);
    bool has_old = false;
    int64_t done = 0;

    if (!suggestion_store_has_old(desk->db, before_day, &has_old, err)
        || (has_old && !forget_suggestions(desk, before_day, &done, err)))
        return false;
    *count += done;
    return true;
}

bool desk_purge_complaints(struct desk *desk, int keep_days, int64_t *count, struct err *err)
{
    int64_t now_ms = clock_now_ms(desk->clock);

    *count = 0;
    /* A clock far ahead would erase everything. */
    if (!desk_clock_is_trusted(desk, now_ms))
        return true;
    int64_t before_ms = now_ms - keep_days * DAY_MS;
    /* Always: the log may hold what another process erased and could not cut out. */
    desk->has_clean_log = false;
    return date_closings(desk, now_ms, err) && erase_complaints(desk, before_ms, count, err)
           && erase_suggestions(desk, before_ms, count, err) && desk_empty_log(desk, err);
}
