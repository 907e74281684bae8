/* The widget tree of the shown frame as a file, for tests and tools (--ui-tree FILE). */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "ui/display.h"
#include <stdbool.h>
#include <stdint.h>

/* Replaces `path` in one rename: {"screen","lang","frame","modes":[],"widgets":[{"name","role",
 * "label","rect":[x,y,w,h],"enabled","state"}]}, in window px. */
MUST_USE bool ui_tree_write(const char *path, const struct display_list *list, const char *lang,
                            int64_t frame, struct err *err);
