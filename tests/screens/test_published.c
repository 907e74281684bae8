/* A published catalogue comes to the screen when nobody is in the middle of anything. */
#include "base/text.h"
#include "desk/office.h"
#include "screens/stage.h"
#include "support/published.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static const char old_name[] = "Surat Izin Kerja Perekam Medis";
static const char new_name[] = "Surat Izin Kerja Zzrekam Medis";

struct scene {
    struct stage stage;
    struct publisher publisher;
    struct desk *sync; /* the process that fetches */
};

static void open_scene(struct scene *scene, const char *role)
{
    *scene = (struct scene){.stage = {.role = role, .width = 1080, .height = 1920}};
    stage_open(&scene->stage, "pekanbaru");
    publisher_open(&scene->publisher, scene->stage.directory);
    const struct desk_options options = {.state_dir = scene->stage.directory,
                                         .office_id = "pekanbaru",
                                         .publisher_key = scene->publisher.public,
                                         .clock = scene->stage.clock,
                                         .device_digit = 1};

    assert_true(desk_open(&scene->sync, &options, NULL));
}

static void close_scene(struct scene *scene)
{
    desk_close(scene->sync);
    stage_close(&scene->stage);
}

static void publish(struct scene *scene, int64_t version)
{
    AUTO_TEXT struct text bytes;
    struct err err = {0};

    publisher_sign(&scene->publisher, scene->stage.catalog, "pekanbaru", version, old_name,
                   new_name, &bytes);
    if (!desk_take_catalog(scene->sync, bytes.data, bytes.len, "\"t\"", &err))
        fail_msg("%s", err.text);
    stage_notice(&scene->stage);
}

static void a_person_in_the_middle_of_a_visit_keeps_the_old_one(void **state)
{
    struct scene scene;
    struct stage *stage = &scene.stage;
    struct ticket ticket;

    (void)state;
    open_scene(&scene, "lobby");
    stage_tap(stage, "wake");
    stage_tap(stage, "service-1");
    assert_true(stage_shows(stage, old_name));
    publish(&scene, 1);
    assert_true(stage_shows(stage, old_name));
    stage_tap(stage, "tab-steps");
    assert_true(stage_shows(stage, old_name));
    stage_tap(stage, "take");
    stage_tap(stage, "take-general");
    stage_last_ticket(stage, &ticket);
    assert_string_equal(ticket.service_name, old_name);
    assert_int_equal(desk_catalog_version(stage->desk), 0);
    stage_wait(stage, 10 * 60000); /* the visit is over */
    assert_string_equal(stage_screen(stage), "attract");
    assert_int_equal(desk_catalog_version(stage->desk), 1);
    stage_tap(stage, "wake");
    assert_true(stage_shows(stage, "Zzrekam"));
    assert_false(stage_shows(stage, old_name));
    stage_tap(stage, "take-1");
    stage_tap(stage, "take-general");
    stage_last_ticket(stage, &ticket);
    assert_string_equal(ticket.service_name, new_name);
    close_scene(&scene);
}

static void a_screen_that_nobody_uses_takes_it_at_once(void **state)
{
    static const char *const roles[] = {"lobby", "exit", "staff", "display"};

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(roles); i++) {
        struct scene scene;
        const char *first;

        open_scene(&scene, roles[i]);
        first = stage_screen(&scene.stage);
        publish(&scene, 1);
        assert_int_equal(desk_catalog_version(scene.stage.desk), 1);
        assert_string_equal(stage_screen(&scene.stage), first);
        publish(&scene, 2);
        assert_int_equal(desk_catalog_version(scene.stage.desk), 2);
        close_scene(&scene);
    }
}

static void half_a_survey_keeps_the_old_one(void **state)
{
    struct scene scene;
    struct stage *stage = &scene.stage;

    (void)state;
    open_scene(&scene, "exit");
    stage_tap(stage, "start");
    assert_string_not_equal(stage_screen(stage), "survey-start");
    publish(&scene, 1);
    assert_int_equal(desk_catalog_version(stage->desk), 0);
    stage_wait(stage, 20 * 60000);
    assert_string_equal(stage_screen(stage), "survey-start");
    assert_int_equal(desk_catalog_version(stage->desk), 1);
    close_scene(&scene);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_person_in_the_middle_of_a_visit_keeps_the_old_one),
        cmocka_unit_test(a_screen_that_nobody_uses_takes_it_at_once),
        cmocka_unit_test(half_a_survey_keeps_the_old_one),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
