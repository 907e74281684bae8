/* What time the office has: the floor of all clocks, and the offset of events. Sessions, days and
 * waits keep to the machine's own clock, so that nothing in the hall jumps with the office's. */
#include "desk/desk_internal.h"
#include "desk/office.h"
#include "domain/time_floor.h"

/* An answer that took longer tells the time too badly to replace a better one. */
enum { ANSWER_MOST_MS = 5000, DRIFT_MOST_MS = 1000, KEEP_EVERY_MS = 10 * 60 * 1000 };
#define YEAR_MS (INT64_C(365) * 86400 * 1000)
#define OFFICE_SPAN_MS (30 * YEAR_MS)
/* A clock that is slow by less still tells the day: in the hall it is the one on the wall. */
#define SLOW_MOST_MS (INT64_C(86400) * 1000)

static void take_row(struct desk *desk, const struct office_row *row)
{
    struct office_time *known = &desk->office_time;

    /* A clock that was set by --now stands where somebody wants it. */
    if (clock_is_shifted(desk->clock))
        return;
    desk->clock_floor_ms = time_floor(desk->build_ms, row->answered_ms - SLOW_MOST_MS);
    if (!text_equal(row->boot, clock_boot_id(desk->clock))
        || (known->is_known && row->mono_ms <= known->mono_ms))
        return;
    *known = (struct office_time){
        .is_known = true, .server_ms = row->answered_ms, .mono_ms = row->mono_ms};
}

bool desk_office_read(struct desk *desk, struct err *err)
{
    struct office_row row;

    if (!office_store_get(desk->db, &row, err))
        return false;
    take_row(desk, &row);
    return true;
}

int64_t desk_office_now(const struct desk *desk)
{
    const struct office_time *known = &desk->office_time;

    return known->is_known ? known->server_ms + clock_mono_ms(desk->clock) - known->mono_ms
                           : clock_now_ms(desk->clock);
}

int64_t desk_kept_now(const struct desk *desk)
{
    return desk->office_time.is_known ? desk_office_now(desk) : desk->clock_floor_ms;
}

/* What is on disk is good enough while it tells the same time. */
static bool is_due(const struct desk *desk, const struct office_row *row,
                   const struct office_time *heard)
{
    int64_t since_ms = heard->mono_ms - row->mono_ms;
    int64_t drift_ms = heard->server_ms - row->answered_ms - since_ms;

    return !text_equal(row->boot, clock_boot_id(desk->clock)) || since_ms < 0
           || since_ms >= KEEP_EVERY_MS || drift_ms > DRIFT_MOST_MS || drift_ms < -DRIFT_MOST_MS;
}

static bool keep(struct desk *desk, const struct office_time *heard, struct err *err)
{
    AUTO_TX struct tx tx = {0};
    struct office_row row;

    if (!desk_enter(desk, err) || !office_store_get(desk->db, &row, err))
        return false;
    if (!is_due(desk, &row, heard))
        return true;
    if (!desk_begin(desk, &tx, err) || !office_store_get(desk->db, &row, err))
        return false;
    row.answered_ms = heard->server_ms;
    row.mono_ms = heard->mono_ms;
    text_copy(row.boot, sizeof row.boot, clock_boot_id(desk->clock));
    if (!office_store_put(desk->db, &row, err) || !tx_commit(&tx, err))
        return false;
    take_row(desk, &row);
    return true;
}

bool desk_note_office_time(struct desk *desk, int64_t server_ms, int64_t asked_ms, int64_t got_ms,
                           struct err *err)
{
    struct office_time heard = {
        .is_known = true, .server_ms = server_ms, .mono_ms = asked_ms + (got_ms - asked_ms) / 2};

    if (got_ms < asked_ms || server_ms <= 0 || server_ms < desk->build_ms
        || (desk->build_ms > 0 && server_ms > desk->build_ms + OFFICE_SPAN_MS))
        return err_set(err, ERR_INVALID, "the office's clock stands at %lld ms",
                       (long long)server_ms);
    if (desk->office_time.is_known && got_ms - asked_ms > ANSWER_MOST_MS)
        return true;
    if (!clock_is_shifted(desk->clock))
        desk->office_time = heard;
    return keep(desk, &heard, err);
}

bool desk_time_floor(struct desk *desk, int64_t *out_ms, struct err *err)
{
    struct office_row row;

    if (!desk_enter(desk, err) || !office_store_get(desk->db, &row, err))
        return false;
    *out_ms = time_floor(desk->build_ms, row.answered_ms);
    return true;
}

bool desk_verify_time(struct desk *desk, int64_t *out_ms, struct err *err)
{
    int64_t floor_ms = 0;

    if (!desk_time_floor(desk, &floor_ms, err))
        return false;
    *out_ms = time_floor_verify(floor_ms, clock_now_ms(desk->clock));
    return true;
}
