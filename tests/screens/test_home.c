/* Home: what an office has is there, leads where it says, and is grey with a reason where it is shut. */
#include "base/file.h"
#include "base/text.h"
#include "desk/opening.h"
#include "screens/modes.h"
#include "screens/stage.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static struct stage stage;

static int close_stage(void **state)
{
    (void)state;
    stage_close(&stage);
    return 0;
}

static void open_home(const char *office, const char *lang)
{
    stage = (struct stage){.home_lang = lang, .width = 1080, .height = 1920};
    stage_open(&stage, office);
    stage_tap(&stage, "wake");
}

static void open_file(const char *catalog)
{
    stage = (struct stage){.width = 1080, .height = 1920};
    stage_open_file(&stage, catalog);
    stage_printer(&stage, TROUBLE_NONE, true);
    stage_notice(&stage);
    stage_tap(&stage, "wake");
}

static bool is_there(const char *name)
{
    return stage_widget(&stage, name) != NULL;
}

/* The tile leads to the last question, and that to a number of that series. */
static void take(const char *tile, const char *number)
{
    stage_tap(&stage, tile);
    assert_string_equal(stage_screen(&stage), "confirm");
    stage_tap(&stage, "take-general");
    stage_wait(&stage, 8200); /* no paper comes: the number stays on the screen */
    assert_true(stage_shows(&stage, number));
    stage_tap(&stage, "kept");
    stage_tap(&stage, "wake");
}

static void other_services_give_a_number_of_their_group(void **state)
{
    (void)state;
    open_home("pekanbaru", "id");
    take("collect", "C-001");
    take("ask", "B-001");
    take("complaint-desk", "D-001");
    assert_int_equal(stage_count_tickets(&stage), 3);
}

static void a_complaint_is_written_and_the_desk_stands_beside_it(void **state)
{
    (void)state;
    open_home("pekanbaru", "id");
    assert_true(is_there("complaint-desk"));
    stage_tap(&stage, "complain");
    assert_string_equal(stage_screen(&stage), "complaint-text");
}

static void what_does_not_work_yet_is_not_shown(void **state)
{
    (void)state;
    open_home("pekanbaru", "id");
    assert_false(stage_shows(&stage, "Lacak berkas"));
    assert_false(is_there("track"));
}

static void a_paused_service_is_grey_and_says_why(void **state)
{
    struct err err = {0};

    (void)state;
    open_home("pekanbaru", "id");
    if (!desk_pause_group(stage.desk, "informasi", "test", "Rapat", &err))
        fail_msg("%s", err.text);
    stage_notice(&stage);
    assert_false(stage_widget(&stage, "ask")->is_enabled);
    assert_true(stage_shows(&stage, "Rapat"));
    assert_non_null(strstr(stage_label(&stage, "ask"), "Rapat"));
    assert_true(stage_widget(&stage, "collect")->is_enabled);
    assert_true(stage_widget(&stage, "take-1")->is_enabled);
    if (!desk_resume_group(stage.desk, "informasi", "test", &err))
        fail_msg("%s", err.text);
    stage_notice(&stage);
    assert_true(stage_widget(&stage, "ask")->is_enabled);
}

static void a_closed_office_takes_complaints_and_is_read_all_the_same(void **state)
{
    static const char *const numbers[] = {"take-1", "collect", "ask", "complaint-desk"};
    static const char *const others[] = {"search", "sector-1", "service-1", "complain", "contact"};
    struct err err = {0};

    (void)state;
    open_home("pekanbaru", "en");
    if (!desk_close_day(stage.desk, "test", &err))
        fail_msg("%s", err.text);
    stage_notice(&stage);
    for (size_t i = 0; i < ARRAY_LEN(numbers); i++)
        assert_false(stage_widget(&stage, numbers[i])->is_enabled);
    for (size_t i = 0; i < ARRAY_LEN(others); i++)
        assert_true(stage_widget(&stage, others[i])->is_enabled);
    assert_non_null(strstr(stage_label(&stage, "collect"), "Closed now"));
}

static const char small_office[] =
    "{\"format\":\"anjungan-catalog-1\",\"version\":1,\"office\":{\"id\":\"kota\",\"name\":"
    "\"Kota\",\"zone\":\"WIB\",\"groups\":[{\"letter\":\"A\",\"id\":\"berkas\",\"name\":\"Berkas\","
    "\"counters\":[\"Loket "
    "1\"],\"wait_at\":\"Aula\"}]},\"services\":[{\"id\":\"izin\",\"name\":\"Izin\",\"group\":"
    "\"berkas\"}]}";

static void what_the_office_does_not_have_is_left_out(void **state)
{
    char path[] = "/tmp/anjungan-small.XXXXXX";
    int fd = mkstemp(path);

    (void)state;
    assert_true(fd >= 0);
    close(fd);
    assert_true(file_replace(path, small_office, strlen(small_office), false, NULL));
    open_file(path);
    assert_int_equal(unlink(path), 0);
    assert_false(is_there("collect"));
    assert_false(is_there("ask"));
    assert_false(is_there("complaint-desk"));
    assert_false(is_there("sector-1"));
    assert_true(is_there("complain"));
}

/* --- offices of every size ------------------------------------------------------------------------ */

static void sectors_tell_how_many_permits_they_have(void **state)
{
    (void)state;
    open_home("pekanbaru", "en");
    assert_string_equal(stage_label(&stage, "sector-1"), "Health");
    assert_true(stage_shows(&stage, "2 permits"));
    assert_string_equal(stage_label(&stage, "sector-2"), "Agriculture");
    assert_true(stage_shows(&stage, "1 permit"));
    assert_false(stage_shows(&stage, "1 permits"));
    assert_false(is_there("sector-3"));
}

static void a_sector_opens_the_list_of_its_permits(void **state)
{
    (void)state;
    open_home("pekanbaru", "id");
    stage_tap(&stage, "sector-2");
    assert_string_equal(stage_screen(&stage), "list");
    assert_true(stage_shows(&stage, "Paramedik"));
    assert_false(stage_shows(&stage, "Sanitarian"));
    stage_tap(&stage, "nav-back");
    assert_string_equal(stage_screen(&stage), "home");
}

static void one_permit_needs_no_sector(void **state)
{
    (void)state;
    open_home("bombana", "id");
    assert_true(is_there("service-1"));
    assert_false(is_there("sector-1"));
    assert_false(stage_shows(&stage, "Sering dipilih"));
}

static void forty_permits_stand_behind_their_sectors(void **state)
{
    (void)state;
    open_file(BINARY_DIR "/tests/screens/office-40.json");
    assert_true(is_there("sector-8"));
    assert_true(is_there("service-3"));
    assert_false(is_there("service-4"));
}

static void what_has_no_room_is_behind_all(void **state)
{
    (void)state;
    stage = (struct stage){.width = 1920, .height = 1080};
    stage_open_file(&stage, BINARY_DIR "/tests/screens/office-10000.json");
    stage_tap(&stage, "wake");
    assert_true(stage_shows(&stage, "Semua (10.000)"));
    assert_false(is_there("sector-8"));
}

int main(void)
{
#define HOME(test) cmocka_unit_test_teardown(test, close_stage)
    const struct CMUnitTest tests[] = {
        HOME(other_services_give_a_number_of_their_group),
        HOME(a_complaint_is_written_and_the_desk_stands_beside_it),
        HOME(what_does_not_work_yet_is_not_shown),
        HOME(a_paused_service_is_grey_and_says_why),
        HOME(a_closed_office_takes_complaints_and_is_read_all_the_same),
        HOME(what_the_office_does_not_have_is_left_out),
        HOME(sectors_tell_how_many_permits_they_have),
        HOME(a_sector_opens_the_list_of_its_permits),
        HOME(one_permit_needs_no_sector),
        HOME(forty_permits_stand_behind_their_sectors),
        HOME(what_has_no_room_is_behind_all),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
