/* The command line of the kiosk's screen. */
#include "app/kiosk_command.h"
#include "base/supervisor.h"
#include "base/text.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    WINDOW_WIDTH = 540,
    WINDOW_HEIGHT = 960,
    DISPLAYS_MOST = 16,
    WINDOW_LEAST = 16,
    WINDOW_MOST = 16384
};

static const struct role roles[] = {{"lobby", false, false},
                                    {"exit", false, false},
                                    {"staff", true, false},
                                    {"display", true, true}};

static bool parse_size(const char *text, struct kiosk_command *out)
{
    char *end;
    long width = strtol(text, &end, 10);
    long height = *end == 'x' ? strtol(end + 1, &end, 10) : 0;

    if (*end != '\0' || width < WINDOW_LEAST || width > WINDOW_MOST || height < WINDOW_LEAST
        || height > WINDOW_MOST)
        return false;
    out->width = (int)width;
    out->height = (int)height;
    return true;
}

static bool usage(const char *what, const char *word)
{
    fprintf(stderr, "anjungan: %s%s%s\nTry: anjungan --help\n", what, word ? " " : "",
            word ? word : "");
    return false;
}

static const struct role *find_role(const char *name)
{
    for (size_t i = 0; i < ARRAY_LEN(roles); i++) {
        if (text_equal(roles[i].name, name))
            return &roles[i];
    }
    return NULL;
}

static bool parse_display(const char *text, struct kiosk_command *out)
{
    char *end;
    long number = strtol(text, &end, 10);

    if (end == text || *end != '\0' || number < 0 || number >= DISPLAYS_MOST)
        return false;
    out->display = (int)number;
    return true;
}

/* What follows from the role where the command line does not say. */
static void fill_options(const struct settings *settings, struct kiosk_command *out)
{
    if (out->display < 0)
        out->display = out->role->is_board ? settings->display_screen : 0;
    if (out->is_window && out->width == 0) {
        out->width = out->role->is_wide ? WINDOW_HEIGHT : WINDOW_WIDTH;
        out->height = out->role->is_wide ? WINDOW_WIDTH : WINDOW_HEIGHT;
    }
}

/* "--window", "--window=WxH", "--window WxH" */
static bool take_window(char ***word, struct kiosk_command *out)
{
    const char *size = (**word)[strlen("--window")] == '=' ? **word + strlen("--window=") : NULL;

    out->is_window = true;
    if (!size && (*word)[1] && (*word)[1][0] >= '0' && (*word)[1][0] <= '9')
        size = *++*word;
    return !size || parse_size(size, out)
           || usage("--window takes WIDTHxHEIGHT, 16 to 16384 each, not", size);
}

bool kiosk_command_parse(const struct settings *settings, struct kiosk_command *out)
{
    char **word = settings->rest;
    const char *role = settings->device_role;

    *out = (struct kiosk_command){.display = -1};
    for (; *word; word++) {
        if (strncmp(*word, "--window", strlen("--window")) == 0) {
            if (!take_window(&word, out))
                return false;
        } else if (text_equal(*word, "--role") && word[1]) {
            role = *++word;
        } else if (text_equal(*word, "--display") && word[1]) {
            if (!parse_display(*++word, out))
                return usage("--display takes a number, 0 to 15, not", *word);
        } else if (text_equal(*word, "--ui-tree") && word[1]) {
            out->ui_tree = *++word;
        } else {
            return usage("unknown or incomplete option", *word);
        }
    }
    out->role = find_role(role);
    if (!out->role)
        return usage("--role: there are lobby, exit, staff and display, not", role);
    fill_options(settings, out);
    if (out->ui_tree && !settings_may_show_ui_tree(settings))
        return usage("--ui-tree is refused on the installed state directory; allow it with "
                     "[debug] allow_ui_tree, or name another one with --state",
                     NULL);
    return true;
}

static struct settings_program about = {
    .name = "anjungan",
    .summary = "the touch screen of the service hall",
    .usage = "[--role ROLE] [--display N] [--window [WxH]] [--ui-tree FILE]",
    .help = "  --role ROLE      lobby: permits and queue numbers\n"
            "                   exit: the survey and complaints\n"
            "                   staff: calls them and runs the day\n"
            "                   display: shows and says who is called where\n"
            "  --display N      on this display, from 0\n"
            "  --window [WxH]   in a window instead of the whole display\n"
            "  --ui-tree FILE   rewrites FILE with the widgets of every shown frame\n",
};

const struct settings_program *kiosk_command_about(void)
{
    about.goes_on = supervisor_ping_every_ms() >= 0; /* nobody else reads what it says */
    return &about;
}
