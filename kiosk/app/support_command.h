/* `anjungan-ctl support-bundle`: the state of the machine in one file, for somebody far away. */
#pragma once
#include "admin/verbs.h"
#include "app/settings.h"

/* Whole lines, for --help. */
extern const char support_help[];

/* `words` are those behind "support-bundle". Gives the exit code; everything was said. */
int support_command(const struct settings *settings, const struct admin *admin, int count,
                    char **words);
