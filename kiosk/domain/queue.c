/* Numbers, QR texts, waits and sessions. */
#include "domain/queue.h"
#include "base/text.h"
#include "domain/calendar.h"

#include <assert.h>
#include <limits.h>
#include <string.h>

enum {
    QR_MAX_CHARS = 38,      /* what QR version 2-M holds in alphanumeric mode */
    WAIT_MIN_COMPLETED = 5, /* fewer services say nothing about the next one */
    WAIT_STEP_MIN = 5,      /* a shown wait is a range of whole five minutes */
    WAIT_STEP_MS = WAIT_STEP_MIN * 60000
};

static const char *const state_names[] = {
    [TICKET_WAITING] = "waiting", [TICKET_CALLED] = "called",   [TICKET_SERVING] = "serving",
    [TICKET_DONE] = "done",       [TICKET_SKIPPED] = "skipped", [TICKET_VOID] = "void",
};
static_assert(ARRAY_LEN(state_names) == TICKET_VOID + 1, "every state has a name");

const char *ticket_state_name(enum ticket_state state)
{
    return state_names[state];
}

void queue_format_number(char out[TICKET_NUMBER_TEXT], const char *series, int64_t seq, int digits)
{
    assert(digits >= 1 && digits <= 9 && strlen(series) < 4);
    (void)text_format(out, TICKET_NUMBER_TEXT, "%s-%0*lld", series, digits, (long long)seq);
}

bool queue_fit_qr(char *text)
{
    if (strlen(text) > QR_MAX_CHARS)
        return false;
    for (char *at = text; *at != '\0'; at++) {
        if (*at >= 'a' && *at <= 'z')
            *at = (char)(*at - 'a' + 'A');
        if (strchr("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:", *at) == NULL)
            return false;
    }
    return true;
}

bool queue_format_qr(char out[TICKET_QR_TEXT], const char *office_id, int64_t issued_at_ms,
                     int offset_min, const char *number, const char *code)
{
    struct civil day = calendar_civil(issued_at_ms, offset_min);

    return text_format(out, TICKET_QR_TEXT, "ANJ1:%s:%04d%02d%02d:%s:%s", office_id, day.year,
                       day.month, day.day, number, code)
           && queue_fit_qr(out);
}

/* What of the expected wait is promised, by how many are ahead; the last row is for all others. */
static const struct wait_factor {
    int ahead_most;
    int from_percent, to_percent;
} wait_factors[] = {
    {0, 0, 125}, /* a counter may be free this moment */
    {4, 60, 150},
    {INT_MAX, 85, 125},
};

static const struct wait_factor *find_factor(int people_ahead)
{
    const struct wait_factor *factor = wait_factors;

    while (people_ahead > factor->ahead_most)
        factor++;
    return factor;
}

struct wait_range queue_wait(int people_ahead, int completed, int64_t mean_turn_ms,
                             int open_counters)
{
    struct wait_range range = {0};
    int64_t wait_ms;

    if (completed < WAIT_MIN_COMPLETED || mean_turn_ms <= 0 || open_counters <= 0
        || people_ahead < 0)
        return range;
    if (__builtin_mul_overflow((int64_t)people_ahead + 1, mean_turn_ms, &wait_ms)
        || wait_ms / open_counters > INT64_C(100000) * WAIT_STEP_MS)
        return range; /* months: the figures are wrong */
    wait_ms /= open_counters;
    const struct wait_factor *factor = find_factor(people_ahead);
    int64_t from = wait_ms * factor->from_percent / 100 / WAIT_STEP_MS;
    int64_t to = (wait_ms * factor->to_percent / 100 + WAIT_STEP_MS - 1) / WAIT_STEP_MS;
    range.is_known = true;
    range.from_min = (int)from * 5;
    range.to_min = (int)to * 5;
    return range;
}

bool queue_opens_session(bool has_open_session, int64_t open_session_day, int64_t today,
                         int64_t now_ms, int64_t clock_floor_ms)
{
    if (now_ms < clock_floor_ms)
        return false;
    return !has_open_session || today > open_session_day;
}
