/* The command line of the kiosk's screen: which role, on which display, how large. */
#pragma once
#include "app/settings.h"
#include "base/attr.h"
#include <stdbool.h>

struct role {
    const char *name; /* "lobby" */
    bool is_wide;     /* its window is */
    bool is_board;    /* shows and speaks calls, on the display of its own settings */
};

struct kiosk_command {
    bool is_window;
    int width, height; /* 0: the whole display */
    int display;       /* from 0 */
    const struct role *role;
    const char *ui_tree; /* NULL: none */
};

/* Reads what settings_parse has left over. False: it has said what is wrong. */
MUST_USE bool kiosk_command_parse(const struct settings *settings, struct kiosk_command *out);
const struct settings_program *kiosk_command_about(void);
