/* The words of `anjungan-ctl enrol`. */
#include "app/enrol_command.h"
#include "sync/identity.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { DONE = 0, FAILED = 1, USAGE = 2 };

const char enrol_help[] =
    "  enrol URL CODE --authority FILE | --pin sha256//… [--again]\n"
    "      makes this kiosk one of the office's; CODE and FILE (authority.crt) are from there.\n"
    "      --again: once more, when the office refuses it; it stays the kiosk that it was there\n";

static int fail(int code, const char *text, const char *word)
{
    (void)fprintf(stderr, "anjungan-ctl: enrol: %s%s\n", text, word);
    return code;
}

/* False after telling what is wrong with the words. */
static bool read_words(struct enrol_options *options, int count, char **words)
{
    const struct {
        const char *name;
        const char **value;
    } known[] = {{"--authority", &options->authority}, {"--pin", &options->pin}};

    for (int at = 0; at < count; at++) {
        const char *word = words[at];
        const char **place = NULL;

        if (strcmp(word, "--again") == 0) {
            options->is_again = true;
            continue;
        }
        for (size_t i = 0; i < ARRAY_LEN(known); i++) {
            if (strcmp(known[i].name, word) == 0)
                place = known[i].value;
        }
        if (place && ++at == count)
            return fail(USAGE, "a value is missing behind ", word) == DONE;
        if (!place && word[0] == '-')
            return fail(USAGE, "unknown option ", word) == DONE;
        if (!place)
            place = options->url ? &options->code : &options->url;
        if (*place)
            return fail(USAGE, "this is one word too many: ", words[at]) == DONE;
        *place = words[at];
    }
    return options->code || fail(USAGE, "say URL and CODE; see anjungan-ctl --help", "") == DONE;
}

int enrol_command(const struct desk_options *desk_options, int count, char **words)
{
    struct enrol_options options = {.state_dir = desk_options->state_dir,
                                    .device = desk_options->device};
    struct desk_options bare = *desk_options;
    struct desk *desk = NULL;
    struct err err;

    if (!read_words(&options, count, words))
        return USAGE;
    if (access(bare.state_dir, R_OK | W_OK | X_OK) != 0)
        return fail(FAILED, "cannot use the state directory; join its group or name another: ",
                    strerror(errno));
    bare.catalog_path = bare.holidays_path = bare.questionnaire_path = NULL;
    if (!desk_open(&desk, &bare, &err))
        return fail(FAILED, err.text, "");
    bool is_done = identity_enrol(desk, &options, &err);
    desk_close(desk);
    if (!is_done)
        return fail(FAILED, err.text, "");
    (void)printf("%s is an office of this kiosk now; anjungan-sync begins by itself\n",
                 options.url);
    return DONE;
}
