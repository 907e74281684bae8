/* Colours, type and strokes: the design tokens, with the corrected high-contrast and disabled
 * colours. */
#include "ui/theme.h"
#include <assert.h>

#define RGB(hex) (((uint32_t)(hex) << 8) | 0xff)

#define LIGHT_COLORS                                                                               \
    {                                                                                              \
        [C_BG] = RGB(0xF5F3EC), [C_SURFACE] = RGB(0xFFFFFF), [C_SAND] = RGB(0xEAE6DA),             \
        [C_KEYBOARD] = RGB(0xDDD9CC), [C_INK] = RGB(0x12211C), [C_INK2] = RGB(0x3B4A44),           \
        [C_HAIR] = RGB(0xD6D9D1), [C_EDGE] = RGB(0xC3C9C0), [C_LIP] = RGB(0x74827C),               \
        [C_CONTROL] = RGB(0x5E6D67), [C_PRIMARY] = RGB(0x0A5A48),                                  \
        [C_PRIMARY_DARK] = RGB(0x07392E), [C_ON_PRIMARY] = RGB(0xFFFFFF),                          \
        [C_TINT] = RGB(0xE3EFE9), [C_MINT] = RGB(0xCFE3DA), [C_ACCENT] = RGB(0xF2B233),            \
        [C_ACCENT_DARK] = RGB(0xB87B00), [C_ON_ACCENT] = RGB(0x12211C),                            \
        [C_HIGHLIGHT] = RGB(0xFFE3A3), [C_DANGER] = RGB(0x8F1616),                                 \
        [C_DANGER_TINT] = RGB(0xFBE7E4), [C_WARNING] = RGB(0x6B4300),                              \
        [C_WARNING_TINT] = RGB(0xFFF0CC), [C_INFO] = RGB(0x1B4B82), [C_INFO_TINT] = RGB(0xE4EDF7), \
        [C_FOCUS] = RGB(0x1B4B82), [C_DISABLED_FG] = RGB(0x5A655F),                                \
        [C_DISABLED_BG] = RGB(0xEAE6DA), [C_SCRIM] = 0x071813B8, [C_DARK] = RGB(0x07392E),         \
        [C_DARK_INK2] = RGB(0xCFE3DA), [C_DARK_HAIR] = RGB(0x3D6459), [C_WHITE] = RGB(0xFFFFFF),   \
        [C_BLACK] = RGB(0x12211C),                                                                 \
    }

#define HIGH_CONTRAST_COLORS                                                                       \
    {                                                                                              \
        [C_BG] = RGB(0x000000), [C_SURFACE] = RGB(0x000000), [C_SAND] = RGB(0x000000),             \
        [C_KEYBOARD] = RGB(0x000000), [C_INK] = RGB(0xFFFFFF), [C_INK2] = RGB(0xFFFFFF),           \
        [C_HAIR] = RGB(0xFFFFFF), [C_EDGE] = RGB(0xFFFFFF), [C_LIP] = RGB(0xFFFFFF),               \
        [C_CONTROL] = RGB(0xFFFFFF), [C_PRIMARY] = RGB(0xFFD84D),                                  \
        [C_PRIMARY_DARK] = RGB(0xFFD84D), [C_ON_PRIMARY] = RGB(0x000000),                          \
        [C_TINT] = RGB(0x000000), [C_MINT] = RGB(0x333333), [C_ACCENT] = RGB(0xFFD84D),            \
        [C_ACCENT_DARK] = RGB(0xFFD84D), [C_ON_ACCENT] = RGB(0x000000),                            \
        [C_HIGHLIGHT] = RGB(0xFFD84D), [C_DANGER] = RGB(0xFFB4AB),                                 \
        [C_DANGER_TINT] = RGB(0x000000), [C_WARNING] = RGB(0xFFD84D),                              \
        [C_WARNING_TINT] = RGB(0x000000), [C_INFO] = RGB(0x8AD0FF), [C_INFO_TINT] = RGB(0x000000), \
        [C_FOCUS] = RGB(0x8AD0FF), [C_DISABLED_FG] = RGB(0x9A9A9A),                                \
        [C_DISABLED_BG] = RGB(0x000000), [C_SCRIM] = 0x000000E6, [C_DARK] = RGB(0x000000),         \
        [C_DARK_INK2] = RGB(0xFFFFFF), [C_DARK_HAIR] = RGB(0xFFFFFF), [C_WHITE] = RGB(0xFFFFFF),   \
        [C_BLACK] = RGB(0x000000),                                                                 \
    }

#define NORMAL_TYPE                                                                                \
    {                                                                                              \
        [F_NUMBER_MAX] = {400, 392}, [F_HERO] = {136, 144}, [F_DISPLAY] = {112, 120},              \
        [F_DISPLAY_S] = {88, 96}, [F_QUESTION] = {64, 76}, [F_H1] = {56, 64}, [F_FACE] = {44, 52}, \
        [F_H2] = {40, 48}, [F_TITLE] = {32, 40}, [F_BODY] = {28, 40}, [F_NAV] = {26, 32},          \
        [F_CAPTION] = {24, 32},                                                                    \
    }

#define LARGE_TYPE                                                                                 \
    {                                                                                              \
        [F_NUMBER_MAX] = {400, 392}, [F_HERO] = {136, 144}, [F_DISPLAY] = {128, 136},              \
        [F_DISPLAY_S] = {96, 104}, [F_QUESTION] = {72, 84}, [F_H1] = {64, 72},                     \
        [F_FACE] = {52, 60}, [F_H2] = {48, 56}, [F_TITLE] = {40, 48}, [F_BODY] = {36, 48},         \
        [F_NAV] = {28, 32}, [F_CAPTION] = {32, 40},                                                \
    }

/* Indexed by contrast, then text size. */
static const struct ui_theme themes[2][2] = {
    {{"light", LIGHT_COLORS, NORMAL_TYPE, 2, false, false},
     {"light", LIGHT_COLORS, LARGE_TYPE, 2, false, true}},
    {{"high-contrast", HIGH_CONTRAST_COLORS, NORMAL_TYPE, 4, true, false},
     {"high-contrast", HIGH_CONTRAST_COLORS, LARGE_TYPE, 4, true, true}},
};

const struct ui_theme *ui_theme_get(bool is_high_contrast, bool is_large_text)
{
    return &themes[is_high_contrast][is_large_text];
}
