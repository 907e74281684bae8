/* Colours, type and strokes as data: the values of the design tokens. */
#pragma once
#include <stdbool.h>
#include <stdint.h>

enum ui_color {
    C_BG,
    C_SURFACE,
    C_SAND,
    C_KEYBOARD,
    C_INK,
    C_INK2,
    C_HAIR,
    C_EDGE,
    C_LIP,
    C_CONTROL,
    C_PRIMARY,
    C_PRIMARY_DARK,
    C_ON_PRIMARY,
    C_TINT,
    C_MINT,
    C_ACCENT,
    C_ACCENT_DARK,
    C_ON_ACCENT,
    C_HIGHLIGHT,
    C_DANGER,
    C_DANGER_TINT,
    C_WARNING,
    C_WARNING_TINT,
    C_INFO,
    C_INFO_TINT,
    C_FOCUS,
    C_DISABLED_FG,
    C_DISABLED_BG,
    C_SCRIM,
    C_DARK,      /* the ground of dark screens; black in high contrast, as every ground */
    C_DARK_INK2, /* secondary text on it; primary text is C_WHITE */
    C_DARK_HAIR, /* the line under the top bar on dark screens */
    C_WHITE,
    C_BLACK, /* QR codes, in every theme */
    UI_COLOR_COUNT
};

enum ui_weight { W_MEDIUM, W_SEMIBOLD, W_BOLD, UI_WEIGHT_COUNT };

enum ui_font {
    F_NUMBER_MAX,
    F_HERO,
    F_DISPLAY,
    F_DISPLAY_S,
    F_QUESTION,
    F_H1,
    F_FACE,
    F_H2,
    F_TITLE,
    F_BODY,
    F_NAV,
    F_CAPTION,
    UI_FONT_COUNT
};

struct ui_type {
    int size;
    int line;
};

struct ui_theme {
    const char *name;               /* "light", "high-contrast" */
    uint32_t color[UI_COLOR_COUNT]; /* 0xRRGGBBAA */
    struct ui_type type[UI_FONT_COUNT];
    int stroke_card;
    bool is_high_contrast;
    bool is_large_text;
};

/* Borrowed, constant. */
const struct ui_theme *ui_theme_get(bool is_high_contrast, bool is_large_text);
