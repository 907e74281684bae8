/* How the verbs of anjungan-setup speak: what they do, a line each, and what they cannot. */
#pragma once
#include "base/attr.h"
#include <stdbool.h>
#include <stdio.h>

struct setup_talk {
    FILE *out;
    FILE *complaints;
    int changes; /* lines said */
    bool has_failed;
};

void talk_say(struct setup_talk *talk, const char *format, ...) PRINTF_LIKE(2, 3);
void talk_complain(struct setup_talk *talk, const char *format, ...) PRINTF_LIKE(2, 3);
