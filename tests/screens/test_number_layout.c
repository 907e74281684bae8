/* The layout of the number's screens in their worst case: a name of 300 letters, thirty requirements that
 * nobody has ticked, places whose names are sentences. */
#include "screens/form_layout.h"
#include "screens/modes.h"
#include "screens/number_walk.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* Colours are the same in every language; low reach alone moves nothing that large type does not. */
static bool has_mode(const char *lang, unsigned modes)
{
    if (strcmp(lang, "id") != 0)
        return !(modes & MODE_CONTRAST) && modes != MODE_LOW;
    return !(modes & MODE_CONTRAST) || modes == MODE_CONTRAST
           || modes == (MODE_LARGE | MODE_CONTRAST | MODE_LOW);
}

static void check_lang(const char *lang)
{
    static const struct form_layout layout = {
        .forms_least = 18, .catalog = LONG_OFFICE, .walk = number_walk, .has_mode = has_mode};

    form_layout_check(&layout, lang);
}

int main(void)
{
    return form_layout_main(check_lang);
}
