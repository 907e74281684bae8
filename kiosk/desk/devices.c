/* What runs on this machine, told by the kernel's locks, and what the printer says. */
#include "desk/devices.h"
#include "base/presence.h"
#include "base/wake.h"
#include "desk/desk_internal.h"
#include "desk/slips.h"
#include "store/print_store.h"
#include <assert.h>

static const char *const roles[] = {"lobby", "exit", "staff", "display", "print", "sync"};
static_assert(ARRAY_LEN(roles) <= DEVICES_MOST, "every role has its place");

static int find_role(const char *role)
{
    for (int i = 0; i < (int)ARRAY_LEN(roles); i++) {
        if (text_equal(roles[i], role))
            return i;
    }
    return -1;
}

bool desk_announce(struct desk *desk, const char *role, struct err *err)
{
    int at = find_role(role);

    if (at < 0)
        return err_set(err, ERR_INVALID, "no device has the role \"%s\"", role);
    if (desk->presences[at])
        return true;
    if (!presence_hold(&desk->presences[at], desk->state_dir, role, err))
        return false;
    wake_touch(desk->state_dir);
    return true;
}

void desk_unannounce(struct desk *desk)
{
    for (size_t i = 0; i < ARRAY_LEN(desk->presences); i++) {
        presence_release(desk->presences[i]);
        desk->presences[i] = NULL;
    }
    presence_release(desk->stuck_touch);
    desk->stuck_touch = NULL;
}

static void name_stuck(char out[32], const char *role)
{
    (void)text_format(out, 32, "%s-stuck", role);
}

bool desk_note_touch(struct desk *desk, const char *role, bool is_stuck, struct err *err)
{
    char name[32];

    name_stuck(name, role);
    if (is_stuck == (desk->stuck_touch != NULL))
        return true;
    if (is_stuck && !presence_hold(&desk->stuck_touch, desk->state_dir, name, err))
        return false;
    if (!is_stuck) {
        presence_release(desk->stuck_touch);
        desk->stuck_touch = NULL;
    }
    wake_touch(desk->state_dir);
    return true;
}

bool desk_touch_is_stuck(const char *state_dir, const char *role)
{
    char name[32];

    name_stuck(name, role);
    return presence_look(state_dir, name) == PRESENCE_HELD;
}

static enum device_state look(const struct desk *desk, const char *role)
{
    switch (presence_look(desk->state_dir, role)) {
    case PRESENCE_NEVER:
        return DEVICE_ABSENT;
    case PRESENCE_HELD:
        return DEVICE_RUNS;
    case PRESENCE_GONE:
        return DEVICE_DOWN;
    }
    return DEVICE_DOWN;
}

static bool count_unprinted(struct desk *desk, int *out, struct err *err)
{
    struct session session;
    struct err missing = {0};
    int64_t count = 0;

    *out = 0;
    if (!session_store_find_open(desk->db, &session, &missing))
        return missing.code == ERR_NOT_FOUND || err_set(err, missing.code, "%s", missing.text);
    if (!print_store_count_missing(desk->db, session.no, &count, err))
        return false;
    *out = (int)count;
    return true;
}

bool desk_view_devices(struct desk *desk, struct devices *out, struct err *err)
{
    *out = (struct devices){.count = ARRAY_LEN(roles)};
    for (size_t i = 0; i < ARRAY_LEN(roles); i++) {
        text_copy(out->devices[i].role, sizeof out->devices[i].role, roles[i]);
        out->devices[i].state = look(desk, roles[i]);
        out->devices[i].is_touch_stuck = desk_touch_is_stuck(desk->state_dir, roles[i]);
    }
    if (!desk_printers(desk, &out->printers, err))
        return false;
    out->printer = printers_next(&out->printers);
    return desk_view_office(desk, &out->office, err) && count_unprinted(desk, &out->unprinted, err);
}
