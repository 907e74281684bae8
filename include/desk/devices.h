/* What runs on this machine and how it is, for staff; and visitors who ask for an officer. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "desk/desk.h"
#include "desk/office.h"
#include "desk/slips.h"
#include "domain/print.h"

/* A program says that it runs: a locked file STATE/present/ROLE, which the kernel unlocks when the
 * program dies, so that no heartbeat is needed. Held until the desk closes. */
MUST_USE bool desk_announce(struct desk *desk, const char *role, struct err *err);

/* A screen's role says so itself, while it lasts; it ends with the program as presence does. */
MUST_USE bool desk_note_touch(struct desk *desk, const char *role, bool is_stuck, struct err *err);
/* As said; also of another desk's process. */
bool desk_touch_is_stuck(const char *state_dir, const char *role);

enum device_state { DEVICE_ABSENT, DEVICE_RUNS, DEVICE_DOWN }; /* DOWN: it ran before and is gone */
struct device {
    char role[16]; /* "lobby", "exit", "staff", "display", "print", "sync" */
    enum device_state state;
    bool is_touch_stuck; /* something has been held against its glass for long */
};
enum { DEVICES_MOST = 8, HELP_CALLS_MOST = 16 };
struct devices {
    struct device devices[DEVICES_MOST];
    size_t count;
    struct printer_status printer; /* that the next slip goes to */
    struct printers printers;
    struct office_view office;
    int unprinted; /* tickets of today whose newest slip failed or is uncertain */
};
/* All roles that there are, in a fixed order. A device that ends wakes those who watch. */
MUST_USE bool desk_view_devices(struct desk *desk, struct devices *out, struct err *err);

struct help_call {
    int64_t no;
    char device[16];
    char screen[32];
    int64_t at_ms;
};
/* The same request is one call. Event "help.called". */
MUST_USE bool desk_call_officer(struct desk *desk, const struct uuid *request, const char *device,
                                const char *screen, struct err *err);
/* Open ones, oldest first. */
MUST_USE bool desk_list_help_calls(struct desk *desk, struct help_call out[HELP_CALLS_MOST],
                                   size_t *count, struct err *err);
/* ERR_NOT_FOUND. The second officer who answers the same call changes nothing. Event
 * "help.answered". */
MUST_USE bool desk_answer_help_call(struct desk *desk, int64_t no, const char *officer,
                                    struct err *err);
