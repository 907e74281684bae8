/* A walk over the index for officers and the paper form. */
#include "screens/paper_gallery.h"

#include "base/i18n.h"
#include "base/text.h"
#include "desk/survey.h"
#include "domain/calendar.h"
#include "screens/duty.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { OFFSET_MIN = 7 * 60, ONE_QUARTER = 92 };

void paper_enter(struct stage *stage, int count, int64_t day)
{
    struct err err = {0};

    for (int i = 0; i < count; i++) {
        struct survey_form form = {
            .request = uuid_v4(), .day = day, .bracket = BRACKET_MORNING, .officer = "P-09"};

        for (int k = 0; k < ELEMENT_COUNT; k++)
            form.answers[k] = (uint8_t)(i % (k + 2) == 0 ? 2 : 3 + (i + k) % 2);
        if (!desk_enter_survey_form(stage->desk, &form, &err))
            fail_msg("%s", err.text);
    }
}

void paper_type(struct stage *stage, const char *digits)
{
    char key[WIDGET_NAME];

    for (; *digits; digits++) {
        assert_true(text_format(key, sizeof key, "key-%c", *digits));
        stage_tap(stage, key);
    }
}

struct walk {
    struct stage *stage;
    void (*each)(struct stage *stage, const char *name, void *context);
    void *context;
};

static void see(const struct walk *walk, const char *name)
{
    stage_printer(walk->stage, TROUBLE_NONE, true);
    walk->each(walk->stage, name, walk->context);
}

/* What the hall is shown is kept for a minute; an officer who touches nothing is locked out. */
static void look_again(struct stage *stage)
{
    stage_notice(stage);
    stage_wait(stage, 61000);
    stage_tap(stage, "nav-back");
    stage_tap(stage, "survey");
}

static void see_index(const struct walk *walk)
{
    struct stage *stage = walk->stage;
    int64_t today = calendar_day(clock_now_ms(stage->clock), OFFSET_MIN);

    see(walk, "ikm-none");
    paper_enter(stage, 40, today - ONE_QUARTER);
    paper_enter(stage, 12, today);
    look_again(stage);
    see(walk, "ikm-few");
    paper_enter(stage, 45, today);
    look_again(stage);
    see(walk, "ikm");
}

static void see_form(const struct walk *walk)
{
    struct stage *stage = walk->stage;

    see(walk, "paper");
    stage_tap(stage, "day-week-back");
    stage_tap(stage, "bracket-1");
    stage_tap(stage, "gender-2");
    paper_type(stage, "4434");
    see(walk, "paper-half");
    stage_tap(stage, "age-3");
    stage_tap(stage, "education-4");
    stage_tap(stage, "occupation-5");
    paper_type(stage, "34424");
    stage_tap(stage, "service");
    see(walk, "paper-service");
    stage_tap(stage, "service-2");
    stage_tap(stage, "suggestion");
    see(walk, "paper-suggestion");
    paper_type(stage, "ruang");
    stage_tap(stage, "key-action");
    see(walk, "paper-full");
    stage_tap(stage, "save");
    see(walk, "paper-saved");
}

void paper_gallery_walk(struct stage *stage,
                        void (*each)(struct stage *stage, const char *name, void *context),
                        void *context)
{
    const struct walk walk = {stage, each, context};

    duty_begin(stage, STAFF_OFFICER);
    stage_tap(stage, "survey");
    assert_string_equal(stage_screen(stage), "staff-ikm");
    if (stage->home_lang)
        i18n_use(stage->home_lang); /* staff mode itself is in the office's language */
    stage_settle(stage);
    see_index(&walk);
    stage_tap(stage, "form");
    assert_string_equal(stage_screen(stage), "staff-form");
    see_form(&walk);
}
