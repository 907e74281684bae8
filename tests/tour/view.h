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
