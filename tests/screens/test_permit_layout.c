/* The layout of every form of a permit's pages. */
#include "screens/permit_gallery.h"
#include "screens/form_layout.h"
#include "screens/modes.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* Colours are the same in every language; longer words stand for larger type and the reverse. */
static bool has_mode(const char *lang, unsigned modes)
{
    return strcmp(lang, "id") == 0
           || (!(modes & MODE_CONTRAST) && (!(modes & MODE_LARGE) || strcmp(lang, "qps") != 0));
}

static bool has_no_contrast(const char *lang, unsigned modes)
{
    (void)lang;
    return !(modes & MODE_CONTRAST);
}

static void check_lang(const char *lang)
{
    static const struct form_layout layout = {
        .forms_least = 3, .walk = permit_gallery_walk, .has_mode = has_mode};
    static const struct form_layout longest = {.catalog = LONG_PERMIT,
                                               .forms_least = 3,
                                               .walk = permit_gallery_walk,
                                               .has_mode = has_no_contrast};

    form_layout_check(&layout, lang);
    if (strcmp(lang, "id") == 0)
        form_layout_check(&longest, lang);
}

int main(void)
{
    return form_layout_main(check_lang);
}
