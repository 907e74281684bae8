/* The panel of "Akses mudah" by taps. */
#include "screens/modes.h"
#include "base/attr.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

void modes_apply(struct stage *stage, unsigned modes)
{
    static const char *const switches[] = {"mode-large", "mode-contrast", "mode-low", "mode-time"};

    stage_tap(stage, "nav-access");
    assert_string_equal(stage_screen(stage), "access");
    for (unsigned i = 0; i < ARRAY_LEN(switches); i++)
        if ((strcmp(stage_state(stage, switches[i]), "ticked") == 0) != ((modes >> i & 1) == 1))
            stage_tap(stage, switches[i]);
    stage_tap(stage, "access-apply");
}

const char *modes_name(unsigned modes)
{
    static const char *const names[] = {"plain", "large",     "contrast",     "large-contrast",
                                        "low",   "large-low", "contrast-low", "large-contrast-low"};

    return names[modes & 7];
}
