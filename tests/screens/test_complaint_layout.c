/* The layout of every form of a complaint's screens. */
#include "screens/complaint_gallery.h"
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
        .forms_least = 16, .walk = complaint_gallery_walk, .has_mode = has_mode};

    form_layout_check(&layout, lang);
}

static void nothing_is_wrong_in_indonesian(void **state)
{
    (void)state;
    check_lang("id");
}

static void nothing_is_wrong_in_english(void **state)
{
    (void)state;
    check_lang("en");
}

static void nothing_is_wrong_when_words_are_40_percent_longer(void **state)
{
    (void)state;
    check_lang("qps");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_wrong_in_indonesian),
        cmocka_unit_test(nothing_is_wrong_in_english),
        cmocka_unit_test(nothing_is_wrong_when_words_are_40_percent_longer),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
