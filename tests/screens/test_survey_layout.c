/* The layout of every form of the survey's screens. */
#include "screens/form_layout.h"
#include "screens/modes.h"
#include "screens/survey_walk.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* Other words need the combinations that leave them the least room, not all. */
static bool has_mode(const char *lang, unsigned modes)
{
    return strcmp(lang, "id") == 0 || modes == 0 || modes == MODE_LARGE
           || modes == (MODE_LARGE | MODE_LOW);
}

static void check_lang(const char *lang)
{
    char own_form[64];
    const struct form_layout layout = {.role = "exit",
                                       .questionnaire = own_form,
                                       .forms_least = 19,
                                       .walk = survey_gallery_walk,
                                       .has_mode = has_mode};

    survey_write_questionnaire(own_form, sizeof own_form);
    form_layout_check(&layout, lang);
    assert_int_equal(unlink(own_form), 0);
}

int main(void)
{
    return form_layout_main(check_lang);
}
