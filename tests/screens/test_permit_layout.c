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

static void check_lang(const char *lang)
{
    static const struct form_layout layout = {
        .forms_least = 3, .walk = permit_gallery_walk, .has_mode = has_mode};

    form_layout_check(&layout, lang);
}

int main(void)
{
    return form_layout_main(check_lang);
}
