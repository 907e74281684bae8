/* One key, as keypad and keyboard draw it. */
#pragma once
#include "ui/frame.h"

enum key_kind { KEY_PLAIN, KEY_SAND, KEY_PRIMARY };

struct key {
    const char *name, *label;
    enum icon icon; /* ICON_NONE; above the label, or alone where the label is only spoken */
    bool has_label;
    enum ui_font font;
    enum key_kind kind;
    struct ui_box box;
    bool is_disabled;
};
bool key_draw(struct ui *ui, const struct key *key);
