/* The layout of every screen that speaks of printers, with one and with two of them. */
#include "screens/form_layout.h"
#include "screens/modes.h"
#include "screens/printers_walk.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* What is hardest to fit; the rest of the modes and longer words are test_number_layout's. */
static bool has_mode(const char *lang, unsigned modes)
{
    return strcmp(lang, "qps") != 0 && (modes == 0 || modes == (MODE_LARGE | MODE_LOW));
}

static void check_lang(const char *lang)
{
    static const struct form_layout layout = {
        .forms_least = 28, .walk = printers_walk, .has_mode = has_mode};

    form_layout_check(&layout, lang);
}

int main(void)
{
    return form_layout_main(check_lang);
}
