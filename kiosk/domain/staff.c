/* Roles, rights, PINs and pauses. */
#include "domain/staff.h"

#include <assert.h>
#include <string.h>

static const char *const role_names[] = {
    [STAFF_OFFICER] = "officer",
    [STAFF_SUPERVISOR] = "supervisor",
};
static_assert(ARRAY_LEN(role_names) == STAFF_SUPERVISOR + 1, "every role has a name");

/* The least role that a right needs. An officer may issue outside the hours: whoever lets a late
 * applicant in stands at the counter, and the reason is in the journal. */
static const enum staff_role least_roles[] = {
    [RIGHT_CALL] = STAFF_OFFICER,
    [RIGHT_OVERRIDE] = STAFF_OFFICER,
    [RIGHT_DAY] = STAFF_SUPERVISOR,
    [RIGHT_PAUSE] = STAFF_SUPERVISOR,
    [RIGHT_REPORT] = STAFF_SUPERVISOR,
    [RIGHT_COMPLAINT] = STAFF_OFFICER,
    [RIGHT_COMPLAINT_BOOK] = STAFF_SUPERVISOR,
    [RIGHT_COMPLAINT_ERASE] = STAFF_SUPERVISOR,
};
static_assert(ARRAY_LEN(least_roles) == STAFF_RIGHT_COUNT, "every right has its role");

#define MINUTE_MS INT64_C(60000)
enum { PAUSE_FIRST_MIN = 5, PAUSE_MOST_MIN = 60 };

const char *staff_role_name(enum staff_role role)
{
    return role_names[role];
}

bool staff_role_from_name(const char *name, enum staff_role *out)
{
    for (size_t i = 0; i < ARRAY_LEN(role_names); i++) {
        if (strcmp(role_names[i], name) == 0) {
            *out = (enum staff_role)i;
            return true;
        }
    }
    return false;
}

bool staff_may(enum staff_role role, enum staff_right right)
{
    return role >= least_roles[right];
}

/* True when each digit is the one before plus `step`, 9 and 0 being neighbours as on a telephone. */
static bool is_run(const char *pin, int step)
{
    for (int i = 1; i < PIN_DIGITS; i++) {
        if ((pin[i] - pin[i - 1] - step) % 10 != 0)
            return false;
    }
    return true;
}

bool pin_is_acceptable(const char *pin)
{
    if (strlen(pin) != PIN_DIGITS || strspn(pin, "0123456789") != PIN_DIGITS)
        return false;
    return !is_run(pin, 0) && !is_run(pin, 1) && !is_run(pin, -1);
}

int64_t pin_pause_ms(int pauses)
{
    int64_t minutes = PAUSE_FIRST_MIN;

    for (int i = 1; i < pauses && minutes < PAUSE_MOST_MIN; i++)
        minutes *= 2;
    return (minutes < PAUSE_MOST_MIN ? minutes : PAUSE_MOST_MIN) * MINUTE_MS;
}
