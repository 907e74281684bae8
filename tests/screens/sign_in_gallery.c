/* Names, PINs and counters. */
#include "screens/sign_in_gallery.h"

#include "base/text.h"
#include "desk/calling.h"
#include "desk/staff.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const char *const names[] = {"Aisyah Rahmawati",
                                    "Budi Santoso",
                                    "Dra. Hj. Nurhayati Lubis, M.Si.",
                                    "Muhammad Rizky Firmansyah Nasution",
                                    "Dewi",
                                    "Yohanes Kristianto Simanjuntak"};

void sign_in_add_officers(struct stage *stage, int count)
{
    for (int i = 0; i < count; i++) {
        struct officer officer = {.role = i == 0 ? STAFF_SUPERVISOR : STAFF_OFFICER};
        struct err err = {0};

        assert_true(text_format(officer.code, sizeof officer.code, "P-%02d", i + 1));
        assert_true(text_format(
            officer.name, sizeof officer.name, "%s%.*s", names[i % (int)ARRAY_LEN(names)],
            i < (int)ARRAY_LEN(names) ? 0 : 1 + i / (int)ARRAY_LEN(names), " IIIII"));
        if (!desk_add_officer(stage->desk, &officer, "246813", &err))
            fail_msg("%s", err.text);
    }
    stage_notice(stage);
}

void sign_in_type(struct stage *stage, const char *digits)
{
    char name[WIDGET_NAME];

    for (; *digits; digits++) {
        assert_true(text_format(name, sizeof name, "key-%c", *digits));
        stage_tap(stage, name);
    }
}

void sign_in_at_counter(struct stage *stage)
{
    stage_tap(stage, "officer-P-01");
    sign_in_type(stage, "246813");
    stage_tap(stage, "key-ok");
    stage_tap(stage, "counter-2");
}

static void sign_in_seat(struct stage *stage, const char *counter, const char *officer)
{
    struct err err = {0};

    if (!desk_take_counter(stage->desk, counter, officer, &err))
        fail_msg("%s", err.text);
    stage_notice(stage);
}

void sign_in_gallery_walk(struct stage *stage,
                          void (*each)(struct stage *stage, const char *name, void *context),
                          void *context)
{
    each(stage, "staff-names-nobody", context);
    sign_in_add_officers(stage, 29);
    each(stage, "staff-names", context);
    stage_tap(stage, "page-down");
    each(stage, "staff-names-p2", context);
    stage_tap(stage, "page-up");
    stage_tap(stage, "officer-P-01");
    sign_in_type(stage, "1357");
    each(stage, "32-staff-pin", context);
    sign_in_type(stage, "90");
    stage_tap(stage, "key-ok");
    each(stage, "32-staff-pin-wrong", context);
    for (int i = 0; i < 4; i++) {
        sign_in_type(stage, "135790");
        stage_tap(stage, "key-ok");
    }
    each(stage, "32-staff-pin-paused", context);
    stage_wait(stage, 5 * 60000 + 1000);
    if (stage_widget(stage, "nav-back"))
        stage_tap(stage, "nav-back");
    stage_tap(stage, "officer-P-01");
    sign_in_type(stage, "246813");
    stage_tap(stage, "key-ok");
    sign_in_seat(stage, "Loket 1", "P-02");
    each(stage, "staff-counter", context);
    stage_wait(stage, 105000);
    each(stage, "staff-counter-locks", context);
}
