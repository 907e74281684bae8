/* Texts that must fit where a number or a long name stands. */
#include "base/text.h"
#include "desk_screen.h"

void desk_minutes(char *out, size_t size, int64_t since_ms, int64_t now_ms)
{
    strings_count(out, size, _("p_min", "{n} min"),
                  now_ms > since_ms ? (now_ms - since_ms) / 60000 : 0);
}

enum ui_font desk_font(struct ui *ui, const char *text, enum ui_weight weight, enum ui_font largest,
                       int width)
{
    static const enum ui_font fonts[] = {F_H2, F_TITLE, F_BODY, F_NAV, F_CAPTION};

    for (size_t i = 0; i < ARRAY_LEN(fonts); i++)
        if (fonts[i] >= largest && ui_text_width(ui, text, fonts[i], weight) <= width)
            return fonts[i];
    return F_CAPTION;
}
