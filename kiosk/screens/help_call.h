/* "Panggil petugas": a visitor asks for an officer, once per visit and screen. */
#pragma once
#include "router.h"

enum { HELP_CALL_HEIGHT = 112 };
/* A secondary button in the middle of the box, at its top. Once the call is in the database the button says so and is
 * grey, because a second call would change nothing. */
void help_call_button(struct ui *ui, struct router *router, enum help_place place,
                      struct ui_box box);
