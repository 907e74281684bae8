/* The layout of attract and home in every mode, upright and wide. */
#include "screens/form_layout.h"
#include "screens/home_walk.h"
#include "screens/modes.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* More time changes no picture; longer words in the modes that are hardest to fit. */
static bool has_mode(const char *lang, unsigned modes)
{
    return strcmp(lang, "qps") != 0 || (modes & MODE_CONTRAST) == 0;
}

static void check_lang(const char *lang)
{
    static const struct form_layout layout = {
        .forms_least = 8, .walk = home_walk, .has_mode = has_mode};

    form_layout_check(&layout, lang);
}

int main(void)
{
    return form_layout_main(check_lang);
}
