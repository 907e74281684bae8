/* systemctl, asked about the kiosk's units. */
#include "admin/update_units.h"
#include "base/clock.h"
#include "base/command.h"
#include "base/mem.h"
#include "base/text.h"

#include <poll.h>
#include <stdio.h>
#include <string.h>

enum { LOOK_EVERY_MS = 250, OUTPUT_MOST = 16 * 1024 };

/* Screens first: their frame is the verdict. */
static const struct {
    const char *name;
    bool is_screen;
} rows[] = {
    {"anjungan.service", true},
    {"anjungan-display.service", true},
    {"anjungan-print.service", false},
    {"anjungan-sync.service", false},
};

static bool order(const char *act, const char *option, const char *unit, struct err *err)
{
    const char *const words[] = {"systemctl", "--quiet", option, act, unit, NULL};

    return command_run(words, NULL, NULL, err);
}

static bool has(const char *units, const char *name)
{
    size_t len = strlen(name);

    for (const char *at = strstr(units, name); at; at = strstr(at + 1, name)) {
        if ((at == units || at[-1] == ' ') && (at[len] == ' ' || at[len] == '\0'))
            return true;
    }
    return false;
}

/* "ActiveState=active\nStatusText=serving\n" */
static bool ask(const char *unit, char state[32], char status[64])
{
    const char *const words[] = {"systemctl", "show", "--property=ActiveState,StatusText", unit,
                                 NULL};
    AUTO_TEXT struct text said = {0};

    state[0] = status[0] = '\0';
    text_init(&said, OUTPUT_MOST);
    if (!command_run(words, NULL, &said, NULL))
        return false;
    const char *at = strstr(said.data, "ActiveState=");
    if (at)
        (void)sscanf(at, "ActiveState=%31[^\n]", state);
    at = strstr(said.data, "StatusText=");
    if (at)
        (void)sscanf(at, "StatusText=%63[^\n]", status);
    return text_equal(state, "active") && strncmp(status, "serving", strlen("serving")) == 0;
}

/* One that waits for a new start counts: it would come in between. */
static bool is_at_work(const char *unit)
{
    char state[32], status[64];

    (void)ask(unit, state, status);
    return state[0] != '\0' && !text_equal(state, "inactive") && !text_equal(state, "failed");
}

void units_note(char out[UPDATE_UNITS])
{
    AUTO_TEXT struct text units = {0};

    text_init(&units, UPDATE_UNITS);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        if (is_at_work(rows[i].name))
            text_addf(&units, "%s%s", units.len > 0 ? " " : "", rows[i].name);
    }
    (void)text_copy(out, UPDATE_UNITS, units.data ? units.data : "");
}

bool units_have_screen(const char *units)
{
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        if (rows[i].is_screen && has(units, rows[i].name))
            return true;
    }
    return false;
}

bool units_are_board(const char *units)
{
    return !has(units, "anjungan.service");
}

/* Masked until the next boot at most: then the update is taken up before any of them starts. */
bool units_hold(const char *units, struct err *err)
{
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        if (has(units, rows[i].name)
            && (!order("stop", "--system", rows[i].name, err)
                || !order("mask", "--runtime", rows[i].name, err)))
            return false;
    }
    return true;
}

static void release(const char *unit)
{
    struct err ignored; /* it was not masked */

    (void)order("unmask", "--runtime", unit, &ignored);
    (void)order("reset-failed", "--system", unit, &ignored);
}

void units_release(const char *units)
{
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        if (has(units, rows[i].name))
            release(rows[i].name);
    }
}

bool unit_serves(const struct update *update, const char *unit, struct err *err)
{
    int64_t until = clock_machine_mono_ms() + update->patience_ms;
    char state[32], status[64];

    while (!ask(unit, state, status)) {
        if (clock_machine_mono_ms() >= until)
            return err_set(err, ERR_OFFLINE, "%s shows no frame in service: %s, %s", unit,
                           state[0] ? state : "unknown", status[0] ? status : "it says nothing");
        (void)poll(NULL, 0, LOOK_EVERY_MS);
    }
    return true;
}

bool units_judge(const struct update *update, const char *units, struct err *err)
{
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        if (rows[i].is_screen && has(units, rows[i].name)
            && !unit_serves(update, rows[i].name, err))
            return false;
    }
    return true;
}

bool units_start_screens(const struct update *update, const char *units, struct err *err)
{
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        if (!rows[i].is_screen || !has(units, rows[i].name))
            continue;
        release(rows[i].name);
        if (!order("start", "--no-block", rows[i].name, err))
            return false;
    }
    return units_judge(update, units, err);
}

void units_start(const char *units)
{
    struct err err = {0};

    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        if (has(units, rows[i].name) && !order("start", "--no-block", rows[i].name, &err))
            (void)fprintf(stderr, "anjungan-setup: %s\n", err.text);
    }
}
