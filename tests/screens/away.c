/* An office that is away. */
#include "screens/away.h"

#include "base/text.h"
#include "screens/closing.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

void away_since(struct stage *stage, int64_t ms)
{
    int64_t mono_ms = clock_mono_ms(stage->clock);

    if (ms > 0) {
        assert_true(desk_note_contact(stage->desk, OFFICE_REACHED, NULL));
        assert_true(
            desk_note_office_time(stage->desk, clock_now_ms(stage->clock), mono_ms, mono_ms, NULL));
        clock_fake_advance(stage->clock, ms);
        stage_printer(stage, TROUBLE_NONE, true);
    }
    assert_true(desk_note_contact(stage->desk, OFFICE_AWAY, NULL));
    stage_notice(stage);
}

static void see(struct stage *stage, const char *name, const char *screen,
                void (*each)(struct stage *stage, const char *name, void *context), void *context)
{
    char picture[64];

    assert_true(text_format(picture, sizeof picture, "26-%s-%s", screen, name));
    each(stage, picture, context);
}

static void see_both(struct stage *stage, const char *name,
                     void (*each)(struct stage *stage, const char *name, void *context),
                     void *context)
{
    see(stage, name, "attract", each, context);
    stage_tap(stage, "wake");
    see(stage, name, "home", each, context);
}

void away_walk(const struct stage *plan,
               void (*each)(struct stage *stage, const char *name, void *context), void *context)
{
    static const struct closing noon = {.reason = CLOSED_BREAK, .when = "2026-11-23 12:01"};
    static const struct {
        const char *name;
        int64_t ms;
    } times[] = {{"hour", 29 * 60000}, {"days", INT64_C(3) * 86400000}, {"never", 0}};
    struct stage stage;

    for (size_t i = 0; i < ARRAY_LEN(times); i++) {
        stage = *plan;
        stage_open(&stage, "pekanbaru");
        away_since(&stage, times[i].ms);
        see_both(&stage, times[i].name, each, context);
        stage_close(&stage);
    }
    closing_open(&stage, plan, &noon);
    away_since(&stage, 29 * 60000);
    see_both(&stage, "closed", each, context);
    closing_close(&stage);
}
