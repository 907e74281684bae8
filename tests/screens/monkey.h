/* A visitor without a plan: taps, drags, keys, palms, pauses, a printer that fails and panels of every
 * shape, from a seed, so that a failure comes again. */
#pragma once
#include "screens/stage.h"

enum { MONKEY_SCREENS = 64 };
struct monkey {
    uint32_t seed;
    struct stage stage;
    const char *first; /* screens of the role: what a visit begins with … */
    const char *home;  /* … and where "Beranda" leads */
    int touches, homecomings, wipes;
    char screens[MONKEY_SCREENS][32]; /* that were seen */
    size_t screen_count;
};

/* A morning of one kiosk: so many touches. Fails, with the seed, where a state has no way home or a visit
 * leaves something behind. */
void monkey_morning(struct monkey *monkey, const char *role, uint32_t seed, int touches);
