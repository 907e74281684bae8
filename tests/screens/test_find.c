/* Search and list: what a visitor who looks for a permit can rely on. */
#include "screens/find_gallery.h"
#include "screens/modes.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct stage stage;

static int open_search(void **state)
{
    (void)state;
    stage = (struct stage){0};
    stage_open(&stage, "pekanbaru");
    stage_tap(&stage, "wake");
    stage_tap(&stage, "search");
    assert_string_equal(stage_screen(&stage), "search");
    return 0;
}

static int open_many(void **state)
{
    (void)state;
    stage = (struct stage){0};
    stage_open_file(&stage, BINARY_DIR "/tests/screens/many.json");
    stage_tap(&stage, "wake");
    stage_tap(&stage, "search");
    return 0;
}

static int close_stage(void **state)
{
    (void)state;
    stage_close(&stage);
    return 0;
}

static void hits_come_with_the_second_letter(void **state)
{
    (void)state;
    find_type(&stage, "r");
    assert_null(stage_widget(&stage, "service-1"));
    find_type(&stage, "e");
    assert_non_null(stage_widget(&stage, "service-1"));
}

static void a_hit_leads_to_its_requirements_and_back_to_the_same_hits(void **state)
{
    (void)state;
    find_type(&stage, "rekam");
    assert_string_equal(stage_label(&stage, "found"), "1 izin ditemukan");
    stage_tap(&stage, "service-1");
    assert_string_equal(stage_screen(&stage), "requirements");
    assert_true(stage_shows(&stage, "Perekam Medis"));
    stage_tap(&stage, "nav-back");
    assert_string_equal(stage_screen(&stage), "search");
    assert_string_equal(stage_label(&stage, "typed"), "rekam");
    assert_non_null(stage_widget(&stage, "service-1"));
}

static void a_number_is_taken_for_the_hit_that_was_touched(void **state)
{
    struct ticket ticket;

    (void)state;
    find_type(&stage, "insem");
    stage_tap(&stage, "take-1");
    assert_string_equal(stage_screen(&stage), "confirm");
    stage_tap(&stage, "take-general");
    assert_int_equal(stage_count_tickets(&stage), 1);
    stage_last_ticket(&stage, &ticket);
    assert_non_null(strstr(ticket.service_id, "inseminator"));
}

static void a_slip_of_the_finger_still_finds(void **state)
{
    (void)state;
    find_type(&stage, "perekan medis"); /* n for m */
    assert_non_null(stage_widget(&stage, "service-1"));
}

static void nothing_found_offers_a_person(void **state)
{
    (void)state;
    find_type(&stage, "zzzqq");
    assert_string_equal(stage_label(&stage, "found"), "0 izin ditemukan");
    assert_null(stage_widget(&stage, "service-1"));
    stage_tap(&stage, "ask");
    assert_string_equal(stage_screen(&stage), "confirm");
}

static void search_puts_the_keyboard_away_and_the_box_brings_it_back(void **state)
{
    (void)state;
    assert_false(stage_widget(&stage, "key-action")->is_enabled);
    find_type(&stage, "izin");
    stage_tap(&stage, "key-action");
    assert_null(stage_widget(&stage, "key-a"));
    assert_non_null(stage_widget(&stage, "service-1"));
    stage_tap(&stage, "type");
    assert_non_null(stage_widget(&stage, "key-a"));
    assert_string_equal(stage_label(&stage, "typed"), "izin");
}

static void clear_begins_anew(void **state)
{
    (void)state;
    find_type(&stage, "rekam");
    stage_tap(&stage, "clear");
    assert_string_equal(stage_state(&stage, "typed"), "empty");
    assert_null(stage_widget(&stage, "service-1"));
}

static void every_hit_of_many_is_reached_by_the_pager_once(void **state)
{
    char seen[301] = {0};
    int pages = 0, count = 0;

    (void)state;
    find_type(&stage, "izin");
    stage_tap(&stage, "key-action");
    for (;; pages++) {
        for (size_t i = 0; i < stage.list->widget_count; i++) {
            const char *name = stage.list->widgets[i].name;
            long at = strncmp(name, "service-", 8) == 0 ? strtol(name + 8, NULL, 10) : 0;

            if (at == 0)
                continue;
            assert_in_range(at, 1, 300);
            assert_int_equal(seen[at], 0);
            seen[at] = 1;
            count++;
        }
        if (!stage_widget(&stage, "page-down")->is_enabled)
            break;
        assert_true(pages < 300);
        stage_tap(&stage, "page-down");
    }
    assert_true(pages > 10);
    assert_non_null(strstr(stage_label(&stage, "range"), "dari"));
    assert_int_equal(count, strtol(stage_label(&stage, "found"), NULL, 10));
}

static void what_was_typed_is_gone_with_the_visit(void **state)
{
    (void)state;
    find_type(&stage, "rekam");
    stage_wait(&stage, 10 * 60000);
    assert_string_equal(stage_screen(&stage), "attract");
    stage_tap(&stage, "wake");
    stage_tap(&stage, "search");
    assert_string_equal(stage_state(&stage, "typed"), "empty");
}

static void in_low_reach_everything_is_touched_low(void **state)
{
    (void)state;
    modes_apply(&stage, MODE_LOW);
    find_type(&stage, "izin");
    for (int i = 0; i < 2; i++) {
        for (size_t at = 0; at < stage.list->widget_count; at++) {
            const struct widget *widget = &stage.list->widgets[at];

            if (widget->is_enabled && widget->is_touchable
                && strcmp(widget->name, "clock") != 0) /* the clock: officers hold it */
                assert_true(widget->rect.y >= (int)(UI_LOW_REACH * stage.list->scale));
        }
        if (i == 0)
            stage_tap(&stage, "key-action");
    }
}

static void a_sector_of_home_lists_its_permits_and_the_tabs_the_others(void **state)
{
    (void)state;
    stage_tap(&stage, "nav-home");
    stage_tap(&stage, "sector-1");
    assert_string_equal(stage_screen(&stage), "list");
    assert_string_equal(stage_label(&stage, "title"), "Kesehatan");
    assert_string_equal(stage_label(&stage, "count"), "2 izin di kantor ini");
    assert_null(stage_widget(&stage, "service-3"));
    stage_tap(&stage, "sector-0");
    assert_string_equal(stage_label(&stage, "title"), "Semua izin");
    assert_non_null(stage_widget(&stage, "service-3"));
    stage_tap(&stage, "service-1");
    assert_string_equal(stage_screen(&stage), "requirements");
    stage_tap(&stage, "nav-back");
    assert_string_equal(stage_label(&stage, "title"), "Semua izin");
    stage_tap(&stage, "take-1");
    assert_string_equal(stage_screen(&stage), "confirm");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(hits_come_with_the_second_letter, open_search, close_stage),
        cmocka_unit_test_setup_teardown(a_hit_leads_to_its_requirements_and_back_to_the_same_hits,
                                        open_search, close_stage),
        cmocka_unit_test_setup_teardown(a_number_is_taken_for_the_hit_that_was_touched, open_search,
                                        close_stage),
        cmocka_unit_test_setup_teardown(a_slip_of_the_finger_still_finds, open_search, close_stage),
        cmocka_unit_test_setup_teardown(nothing_found_offers_a_person, open_search, close_stage),
        cmocka_unit_test_setup_teardown(search_puts_the_keyboard_away_and_the_box_brings_it_back,
                                        open_search, close_stage),
        cmocka_unit_test_setup_teardown(clear_begins_anew, open_search, close_stage),
        cmocka_unit_test_setup_teardown(every_hit_of_many_is_reached_by_the_pager_once, open_many,
                                        close_stage),
        cmocka_unit_test_setup_teardown(what_was_typed_is_gone_with_the_visit, open_search,
                                        close_stage),
        cmocka_unit_test_setup_teardown(in_low_reach_everything_is_touched_low, open_search,
                                        close_stage),
        cmocka_unit_test_setup_teardown(a_sector_of_home_lists_its_permits_and_the_tabs_the_others,
                                        open_search, close_stage),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
