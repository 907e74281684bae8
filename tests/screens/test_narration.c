/* The screen without sight: by five keys, and read aloud. */
#include "screens/modes.h"
#include "screens/visitor_walks.h"
#include "base/attr.h"
#include "base/text.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct stage stage;

static int open_stage(void **state)
{
    (void)state;
    stage = (struct stage){.can_narrate = true};
    stage_open(&stage, "pekanbaru");
    return 0;
}

static int close_stage(void **state)
{
    (void)state;
    stage_close(&stage);
    return 0;
}

static const char *take(void)
{
    int volume;
    const char *line = kiosk_take_narration(stage.kiosk, &volume);

    return line ? line : "";
}

static int take_volume(void)
{
    int volume;

    (void)kiosk_take_narration(stage.kiosk, &volume);
    return volume;
}

static void press(enum ui_event_kind key)
{
    stage_event(&stage, key, 0, 0);
}

static void listen_from_home(void)
{
    stage_tap(&stage, "wake");
    stage_tap(&stage, "nav-access");
    stage_tap(&stage, "mode-voice");
    stage_tap(&stage, "access-apply");
}

static void nothing_is_said_before_it_is_chosen(void **state)
{
    (void)state;
    stage_tap(&stage, "wake");
    press(UI_KEY_NEXT);
    assert_string_equal(take(), "");
    assert_false(kiosk_is_narrating(stage.kiosk));
}

static void where_nothing_can_speak_the_switch_is_not_offered(void **state)
{
    struct stage silent = {0};

    (void)state;
    stage_open(&silent, "pekanbaru");
    stage_tap(&silent, "wake");
    stage_tap(&silent, "nav-access");
    assert_null(stage_widget(&silent, "mode-voice"));
    stage_close(&silent);
}

static void a_screen_is_read_with_its_title_and_choices(void **state)
{
    const char *line;

    (void)state;
    listen_from_home();
    line = take();
    assert_non_null(strstr(line, "Apa keperluan Anda?"));
    assert_non_null(strstr(line, " pilihan."));
    assert_string_equal(take(), ""); /* once */
}

static void keys_say_the_choice_its_state_and_its_place(void **state)
{
    (void)state;
    listen_from_home();
    stage_tap(&stage, "service-1");
    (void)take();
    do
        press(UI_KEY_NEXT);
    while (strcmp(stage.list->focus, "item-1") != 0);
    assert_non_null(strstr(take(), "Surat permohonan, belum dicentang. "));
    press(UI_KEY_OK);
    stage_wait(&stage, 500); /* the pressed look is over */
    assert_non_null(strstr(take(), "Surat permohonan, sudah dicentang. "));
}

static void a_notice_is_said(void **state)
{
    (void)state;
    listen_from_home();
    stage_tap(&stage, "nav-help");
    stage_settle(&stage);
    assert_non_null(strstr(take(), "Petugas sudah dipanggil"));
}

static void help_says_it_once_more_and_louder_is_louder(void **state)
{
    char first[2048];

    (void)state;
    listen_from_home();
    (void)text_copy(first, sizeof first, take());
    press(UI_KEY_REPEAT);
    assert_string_equal(take(), first);
    press(UI_KEY_LOUDER);
    assert_int_equal(take_volume(), 1);
    for (int i = 0; i < 5; i++)
        press(UI_KEY_LOUDER);
    assert_int_equal(take_volume(), KIOSK_VOLUME_MOST);
}

static void voice_and_loudness_end_with_the_visit(void **state)
{
    (void)state;
    listen_from_home();
    press(UI_KEY_LOUDER);
    stage_wait(&stage, 10 * 60000);
    assert_string_equal(stage_screen(&stage), "attract");
    assert_false(kiosk_is_narrating(stage.kiosk));
    listen_from_home();
    assert_int_equal(take_volume(), 0);
}

static void what_is_typed_about_oneself_is_stars(void **state)
{
    (void)state;
    listen_from_home();
    stage_tap(&stage, "complain");
    (void)take();
    stage_tap(&stage, "key-a");
    assert_string_equal(take(), "bintang. ");
    press(UI_KEY_REPEAT);
    assert_null(strstr(take(), "A."));
}

static void headphones_switch_the_voice_on_and_hear_what_is_typed(void **state)
{
    (void)state;
    stage_tap(&stage, "wake");
    kiosk_plug(stage.kiosk, true);
    stage_settle(&stage);
    assert_true(kiosk_is_narrating(stage.kiosk));
    assert_non_null(strstr(take(), "Apa keperluan Anda?"));
    stage_tap(&stage, "nav-access");
    assert_null(stage_widget(&stage, "mode-voice")); /* it is theirs to decide */
    stage_tap(&stage, "access-close");
    stage_tap(&stage, "complain");
    stage_tap(&stage, "key-a");
    assert_string_equal(take(), "A. "); /* nobody else hears it */
}

static void headphones_pulled_out_leave_silence(void **state)
{
    (void)state;
    listen_from_home();
    kiosk_plug(stage.kiosk, true);
    stage_settle(&stage);
    assert_non_null(strstr(take(), "Apa keperluan Anda?")); /* anew: it is another ear */
    kiosk_plug(stage.kiosk, false);
    stage_settle(&stage);
    assert_false(kiosk_is_narrating(stage.kiosk)); /* though it was on before them */
    press(UI_KEY_NEXT);
    assert_string_equal(take(), "");
}

static void headphones_left_behind_keep_no_visit_open(void **state)
{
    (void)state;
    kiosk_plug(stage.kiosk, true);
    stage_tap(&stage, "wake");
    press(UI_KEY_LOUDER);
    assert_int_equal(take_volume(), 1);
    stage_wait(&stage, 10 * 60000);
    assert_string_equal(stage_screen(&stage), "attract");
    assert_int_equal(take_volume(), 0);
    stage_tap(&stage, "wake");
    assert_non_null(strstr(take(), "Apa keperluan Anda?")); /* whoever comes next hears it too */
}

/* Focus goes through everything that can be touched, once, and comes round. */
static void check_keys(struct stage *shown, const char *name, void *context)
{
    size_t choices = 0, met = 0;
    char first[WIDGET_NAME] = "";
    int *forms = context;

    for (size_t i = 0; i < shown->list->widget_count; i++) {
        const struct widget *widget = &shown->list->widgets[i];

        choices += widget->is_touchable && widget->is_enabled && widget->role != ROLE_HOLD;
    }
    if (choices == 0)
        return;
    stage_event(shown, UI_KEY_NEXT, 0, 0);
    (void)text_copy(first, sizeof first, shown->list->focus);
    do {
        const struct widget *focus = stage_widget(shown, shown->list->focus);

        if (!focus || !focus->label[0])
            fail_msg("%s: the focus says nothing on \"%s\"", name, shown->list->focus);
        met++;
        stage_event(shown, UI_KEY_NEXT, 0, 0);
    } while (strcmp(shown->list->focus, first) != 0 && met <= choices);
    if (met != choices)
        fail_msg("%s: keys reach %zu of %zu", name, met, choices);
    (*forms)++;
}

static void keys_reach_everything_on_every_screen(void **state)
{
    static const struct {
        int width, height;
        unsigned modes;
    } views[] = {{1080, 1920, 0}, {1920, 1080, MODE_LARGE | MODE_LOW}};

    (void)state;
    for (size_t v = 0; v < ARRAY_LEN(views); v++)
        for (size_t i = 0; i < visitor_walk_count; i++) {
            const struct stage plan = {
                .home_lang = "id", .width = views[v].width, .height = views[v].height};
            int forms = 0;

            visitor_walk_play(&visitor_walks[i], &plan, "pekanbaru", views[v].modes, check_keys,
                              &forms);
            assert_true(forms > 0);
        }
}

static bool is_on_choice(const struct stage *shown, const struct widget *text)
{
    int x = text->rect.x + text->rect.w / 2;
    int y = text->rect.y + text->rect.h / 2;

    for (size_t i = 0; i < shown->list->widget_count; i++) {
        const struct widget *widget = &shown->list->widgets[i];

        if (widget->is_touchable && x >= widget->rect.x && x < widget->rect.x + widget->rect.w
            && y >= widget->rect.y && y < widget->rect.y + widget->rect.h)
            return true;
    }
    return false;
}

/* Every text that is no choice's own, in the line that is said; a long page may end before its end. */
static void check_words(struct stage *shown, const char *name, void *context)
{
    int volume;
    int *forms = context;
    const char *line;
    bool is_covered = false;

    kiosk_plug(shown->kiosk, true);
    stage_settle(shown);
    line = kiosk_take_narration(shown->kiosk, &volume);
    if (!line)
        fail_msg("%s: nothing is said", name);
    for (size_t i = 0; i < shown->list->widget_count; i++)
        is_covered = is_covered || shown->list->widgets[i].role == ROLE_DIALOG;
    for (size_t i = 0; i < shown->list->widget_count && !is_covered && strlen(line) < 1200; i++) {
        const struct widget *widget = &shown->list->widgets[i];

        if (widget->role == ROLE_TEXT && !text_equal(widget->name, "toast")
            && !is_on_choice(shown, widget) && !strstr(line, widget->label))
            fail_msg("%s: \"%s\" is not in \"%s\"", name, widget->label, line);
    }
    kiosk_plug(shown->kiosk, false);
    stage_settle(shown);
    (*forms)++;
}

static void every_screen_is_said(void **state)
{
    (void)state;
    for (size_t i = 0; i < visitor_walk_count; i++) {
        const struct stage plan = {
            .home_lang = "id", .width = 1080, .height = 1920, .can_narrate = true};
        int forms = 0;

        visitor_walk_play(&visitor_walks[i], &plan, "pekanbaru", 0, check_words, &forms);
        assert_true(forms > 0);
    }
}

/* What the slip says, for who cannot read it. */
static void the_number_is_said_with_all_that_stands_on_its_slip(void **state)
{
    struct ticket ticket;
    const char *line;

    (void)state;
    kiosk_plug(stage.kiosk, true);
    stage_tap(&stage, "wake");
    stage_tap(&stage, "service-1");
    stage_tap(&stage, "take");
    line = take();
    assert_non_null(strstr(line, "Surat Izin Kerja Perekam Medis"));
    stage_tap(&stage, "take-general");
    stage_move_job(&stage, PRINT_PRINTED, TROUBLE_NONE);
    stage_last_ticket(&stage, &ticket);
    assert_string_equal(stage_screen(&stage), "ticket");
    line = take();
    assert_non_null(strstr(line, ticket.number));
    assert_non_null(strstr(line, "Surat Izin Kerja Perekam Medis"));
    assert_non_null(strstr(line, "Ruang tunggu"));
    assert_non_null(strstr(line, "Loket 1 atau 2"));
    assert_non_null(strstr(line, "Di depan Anda"));
    assert_non_null(strstr(line, "Ambil tiket di bawah layar"));
}

static void the_last_seconds_are_said(void **state)
{
    const char *line;
    int seconds = 0;

    (void)state;
    kiosk_plug(stage.kiosk, true);
    stage_tap(&stage, "wake");
    stage_tap(&stage, "service-1");
    stage_tap(&stage, "item-1");
    (void)take();
    stage_wait(&stage, 91000);
    line = take();
    line = strstr(line, "Layar akan kembali ke awal dalam ");
    assert_non_null(line);
    assert_int_equal(sscanf(line, "Layar akan kembali ke awal dalam %d detik", &seconds), 1);
    assert_in_range(seconds, 10, 30);
}

static void an_office_is_named_once_and_its_trouble_when_it_comes(void **state)
{
    (void)state;
    kiosk_plug(stage.kiosk, true);
    stage_tap(&stage, "wake");
    assert_null(strstr(take(), "DPMPTSP"));
    stage_printer(&stage, TROUBLE_PAPER_OUT, false);
    stage_notice(&stage);
    stage_settle(&stage);
    assert_string_equal(take(), "Kertas habis. ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(nothing_is_said_before_it_is_chosen, open_stage,
                                        close_stage),
        cmocka_unit_test(where_nothing_can_speak_the_switch_is_not_offered),
        cmocka_unit_test_setup_teardown(a_screen_is_read_with_its_title_and_choices, open_stage,
                                        close_stage),
        cmocka_unit_test_setup_teardown(keys_say_the_choice_its_state_and_its_place, open_stage,
                                        close_stage),
        cmocka_unit_test_setup_teardown(a_notice_is_said, open_stage, close_stage),
        cmocka_unit_test_setup_teardown(help_says_it_once_more_and_louder_is_louder, open_stage,
                                        close_stage),
        cmocka_unit_test_setup_teardown(voice_and_loudness_end_with_the_visit, open_stage,
                                        close_stage),
        cmocka_unit_test_setup_teardown(what_is_typed_about_oneself_is_stars, open_stage,
                                        close_stage),
        cmocka_unit_test_setup_teardown(headphones_switch_the_voice_on_and_hear_what_is_typed,
                                        open_stage, close_stage),
        cmocka_unit_test_setup_teardown(headphones_pulled_out_leave_silence, open_stage,
                                        close_stage),
        cmocka_unit_test_setup_teardown(headphones_left_behind_keep_no_visit_open, open_stage,
                                        close_stage),
        cmocka_unit_test(keys_reach_everything_on_every_screen),
        cmocka_unit_test(every_screen_is_said),
        cmocka_unit_test_setup_teardown(the_number_is_said_with_all_that_stands_on_its_slip,
                                        open_stage, close_stage),
        cmocka_unit_test_setup_teardown(the_last_seconds_are_said, open_stage, close_stage),
        cmocka_unit_test_setup_teardown(an_office_is_named_once_and_its_trouble_when_it_comes,
                                        open_stage, close_stage),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
