/* "Panggil petugas": a visitor asks for an officer. */
#pragma once
#include "router.h"

enum { HELP_CALL_HEIGHT = 112 };
/* The navigation bar's: one call per visit, unless a screen's own button has made one already. Tells that
 * an officer has been called, however often it is touched. */
void help_call(struct router *router, const struct screen *screen);
/* A screen's own, once per visit and screen. A secondary button in the middle of the box, at its top. Once the call is in the database the button says so and is
 * grey, because a second call would change nothing. */
void help_call_button(struct ui *ui, struct router *router, enum help_place place,
                      struct ui_box box);
