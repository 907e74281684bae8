/* A display seen from outside: taps by XTest, pixels by XGetImage. Any X server will do. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include <stdbool.h>
#include <stdint.h>

struct view;

/* The display of $DISPLAY. ERR_OFFLINE: there is none, or it lacks the XTEST extension. */
MUST_USE bool view_open(struct view **out, struct err *err);
void view_close(struct view *view);

/* One tap of a finger at a point: down, `hold_ms`, up. */
void view_tap(struct view *view, int x, int y, int hold_ms);

/* The parts of a gesture: nothing waits between them. Keys are X key codes, 8 to 255. */
void view_move(struct view *view, int x, int y);
void view_button(struct view *view, int button, bool is_down);
void view_key(struct view *view, int key, bool is_down);
/* Until the display has taken all of it. */
void view_sync(struct view *view);

/* Puts the pointer where it touches nothing and shows nowhere. */
void view_rest(struct view *view);

/* A number that changes when any pixel does. */
uint64_t view_sum(struct view *view);

/* How many different colours the picture has, counted up to `limit`: an empty screen has one. */
int view_colours(struct view *view, int limit);

/* Saves the whole display as a PNG file. ERR_IO. */
MUST_USE bool view_save(struct view *view, const char *path, struct err *err);

int64_t view_now_ms(void); /* monotonic */
void view_pause(int ms);
