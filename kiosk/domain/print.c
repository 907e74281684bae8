/* Names of print states and troubles, as they stand in the database and in JSON. */
#include "domain/print.h"
#include "base/attr.h"

#include <assert.h>
#include <string.h>

static const char *const kind_names[] = {
    [SLIP_TICKET] = "ticket", [SLIP_REQUIREMENTS] = "requirements",
    [SLIP_STEPS] = "steps",   [SLIP_RECEIPT] = "receipt",
    [SLIP_REPORT] = "report", [SLIP_COMPLAINT] = "complaint",
    [SLIP_THANKS] = "thanks", [SLIP_TEST] = "test",
};
static_assert(ARRAY_LEN(kind_names) == SLIP_TEST + 1, "every kind of slip has a name");

static const char *const state_names[] = {
    [PRINT_QUEUED] = "queued",       [PRINT_SENDING] = "sending", [PRINT_PRINTING] = "printing",
    [PRINT_PRINTED] = "printed",     [PRINT_FAILED] = "failed",   [PRINT_UNCERTAIN] = "uncertain",
    [PRINT_CANCELLED] = "cancelled",
};
static_assert(ARRAY_LEN(state_names) == PRINT_CANCELLED + 1, "every state has a name");

static const char *const trouble_names[] = {
    [TROUBLE_NONE] = "none",       [TROUBLE_NO_PRINTER] = "no_printer",
    [TROUBLE_OFFLINE] = "offline", [TROUBLE_COVER_OPEN] = "cover_open",
    [TROUBLE_JAM] = "jam",         [TROUBLE_PAPER_OUT] = "paper_out",
    [TROUBLE_STOPPED] = "stopped", [TROUBLE_REFUSED] = "refused",
    [TROUBLE_UNKNOWN] = "unknown",
};
static_assert(ARRAY_LEN(trouble_names) == TROUBLE_UNKNOWN + 1, "every trouble has a name");

static const char *const place_names[] = {
    [PLACE_BELOW] = "below",
    [PLACE_LEFT] = "left",
    [PLACE_RIGHT] = "right",
    [PLACE_OFFICER] = "officer",
};
static_assert(ARRAY_LEN(place_names) == PLACE_OFFICER + 1, "every place has a name");

const char *slip_kind_name(enum slip_kind kind)
{
    return kind_names[kind];
}

const char *print_state_name(enum print_state state)
{
    return state_names[state];
}

bool print_state_is_final(enum print_state state)
{
    switch (state) {
    case PRINT_QUEUED:
    case PRINT_SENDING:
    case PRINT_PRINTING:
        return false;
    case PRINT_PRINTED:
    case PRINT_FAILED:
    case PRINT_UNCERTAIN:
    case PRINT_CANCELLED:
        return true;
    }
    return true;
}

const char *printer_trouble_name(enum printer_trouble trouble)
{
    return trouble_names[trouble];
}

enum printer_trouble printer_trouble_from_name(const char *name)
{
    for (size_t i = 0; i < ARRAY_LEN(trouble_names); i++) {
        if (strcmp(trouble_names[i], name) == 0)
            return (enum printer_trouble)i;
    }
    return TROUBLE_UNKNOWN;
}

const char *paper_place_name(enum paper_place place)
{
    return place_names[place];
}

enum paper_place paper_place_from_name(const char *name)
{
    for (size_t i = 0; i < ARRAY_LEN(place_names); i++) {
        if (strcmp(place_names[i], name) == 0)
            return (enum paper_place)i;
    }
    return PLACE_BELOW;
}
