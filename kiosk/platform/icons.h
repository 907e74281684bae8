/* Icons and the product mark: drawn from SVG at the size wanted, kept, tinted when painted. */
#pragma once
#include "base/err.h"
#include "platform/canvas.h"
#include "ui/icon.h"
#include <stdbool.h>

struct icons;

struct icons *icons_new(const char *asset_dir) MUST_USE;
/* Whether every icon file is there. ERR_NOT_FOUND names the first that is not. */
MUST_USE bool icons_are_there(const char *asset_dir, struct err *err);
void icons_close(struct icons *icons);

/* Borrowed until the next call; NULL when the file cannot be drawn (logged once). */
const struct mask *icons_get(struct icons *icons, enum icon icon, int w, int h);
/* The mark in its own colours, 0xAARRGGBB with straight alpha, w × h. */
const uint32_t *icons_mark(struct icons *icons, int w, int h);
