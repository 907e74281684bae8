/* The real kiosk on a display of its own, for flow tests: seen through its picture and its widget
 * tree, touched by XTest, in a directory below /tmp. Everything asserts; what was started dies with
 * the test. */
#pragma once
#include "base/json.h"
#include "base/text.h"
#include "tour/view.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#define LOBBY_NOW "2026-11-23T09:41:00+07:00" /* a Monday morning, whenever the test runs */

enum { LOBBY_PATH = 256, LOBBY_ARGUMENTS = 16 };

struct lobby {
    char directory[64];
    char bin[LOBBY_PATH]; /* the programs; $BIN or those of this build */
    char state[LOBBY_PATH];
    char config[LOBBY_PATH];
    char tree[LOBBY_PATH];
    char log[LOBBY_PATH]; /* what the programs said on standard error */
    char name[16];        /* DISPLAY */
    pid_t display, kiosk, print;
    const char *now;         /* their wall time at the start; NULL: the machine's */
    uid_t account;           /* the kiosk runs as this one; 0: as the test */
    const char *const *host; /* words of the compositor that it runs in; NULL: the display itself */
    struct view *view;
    int64_t quiet_from; /* monotonic: no tap before */
};

/* False, with "SKIP: reason" said, where this machine cannot show a kiosk. */
bool lobby_is_possible(void);

/* A display of that size, an empty state directory and the default configuration. */
void lobby_open(struct lobby *lobby, int width, int height);
/* Nobody whom these tests name is in the log. */
void lobby_close(struct lobby *lobby);
void lobby_configure(const struct lobby *lobby, const char *text);

/* Starts anjungan with these words after the global ones; the list ends with NULL and may be NULL. */
void lobby_start(struct lobby *lobby, const char *const *words);
/* Sends a signal and waits; gives the status as waitpid does, the compositor's where there is one. The log holds no
 * sanitizer's finding. */
int lobby_stop(struct lobby *lobby, int signal);
/* Waits for an end that comes by itself. */
int lobby_wait_end(struct lobby *lobby, int64_t ms);
bool lobby_is_running(struct lobby *lobby);
/* Fails with the log when it has ended; `wanted` says what should have been. */
void lobby_assert_running(struct lobby *lobby, const char *wanted);
/* anjungan-print; its queue is the configuration's. */
void lobby_start_print(struct lobby *lobby);
void lobby_stop_print(struct lobby *lobby);

/* Runs a program of ours with the lobby's state and configuration. `output` gets what
 * they say; where they end badly their notes too. */
int lobby_run(const struct lobby *lobby, const char *program, const char *const *words,
              struct text *output);
/* Runs any program found in PATH to its end; gives its exit code. */
int lobby_exec(const char *const *words);
/* Is that in the log? */
bool lobby_log_has(const struct lobby *lobby, const char *part);

/* Waits for one of the screens "a|b" and gives the ms it took. */
int64_t lobby_expect(struct lobby *lobby, const char *screens, int64_t ms);
struct json *lobby_tree(const struct lobby *lobby); /* NULL before the first frame; yours */
/* The label of a widget; fails when there is none. */
void lobby_label(const struct lobby *lobby, const char *widget, char *out, size_t size);
bool lobby_has(const struct lobby *lobby, const char *widget);
/* Touches the middle of an enabled widget: waits for it, and for the guard against echoes. */
void lobby_tap(struct lobby *lobby, const char *widget);
/* The same where it can be touched now; false, at once, where it cannot. */
bool lobby_tap_if(struct lobby *lobby, const char *widget);
/* Two taps, `gap_ms` from one lift to the next touch. */
void lobby_tap_twice(struct lobby *lobby, const char *widget, int gap_ms);
/* Where it is; fails when it never comes. */
void lobby_find(const struct lobby *lobby, const char *widget, int *x, int *y);

/* From the inviting screen to the number: three taps. Leaves the number open. */
void lobby_take_number(struct lobby *lobby, const char *screens, char number[16]);
/* From the number back to the inviting screen. */
void lobby_finish(struct lobby *lobby);
/* The tickets as anjungan-ctl lists them: one number a line, oldest first; gives the count. */
size_t lobby_numbers(const struct lobby *lobby, struct text *out);
