/* Where the kiosk's widgets are, by the UI tree that it writes. */
#pragma once
#include "bench/screen_subject.h"

/* The middle of a widget once its screen is open; ends the program when it does not come. */
struct point points_widget(const struct subject *subject, const char *tree, const char *screen,
                           const char *name);
/* Starts the kiosk once and fills its walks: requirements, search, one key. */
void points_find(struct probe *probe, struct subject *kiosk, char *tree);
/* Its arguments and "--ui-tree TREE", behind `before`; `out` has room for 32. */
void points_arguments(char **out, char *const *before, char *const *argv, char *tree);
