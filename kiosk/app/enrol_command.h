/* `anjungan-ctl enrol`: makes this kiosk one of an office's. */
#pragma once
#include "desk/desk.h"

/* Whole lines, for --help. */
extern const char enrol_help[];

/* `words` are those behind "enrol". Gives the exit code; everything was said. */
int enrol_command(const struct desk_options *desk, int count, char **words);
