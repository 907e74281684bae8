/* A sheet of choices over the desk, and the pieces of every sheet. */
#pragma once
#include "desk_screen.h"

enum { SHEET_W = 952, SHEET_PAD = 56, SHEET_CHOICE = 96, SHEET_PITCH = 112, SHEET_CLOSE = 96 };

/* Opens the modal at that height; in portrait in the lower half, where the thumbs are. */
struct ui_box sheet_open(struct ui *ui, int height);
/* Title and words; `sub` may be "". */
int sheet_head_height(struct ui *ui, const char *title, const char *sub, int width);
/* Returns the y below it. */
int sheet_head(struct ui *ui, struct ui_box in, const char *title, const char *sub);
bool sheet_close(struct ui *ui, struct ui_box box);

struct choice {
    const char *label;
    enum icon icon;
    char letter[2]; /* instead of the icon; "" = none */
};
/* The choice that was touched, or -1. "Tutup" closes the sheet; more than a page of them are turned
 * through. Their names are "choice-1" … */
int sheet_choose(struct ui *ui, struct desk_screen *s, const char *title, const char *sub,
                 const struct choice *choices, size_t count);
