/* An office unlike the shipped ones: a list as long as a catalogue allows, a room with a name. */
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "screens/stage.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { PAGES_AT_MOST = CATALOG_MAX_ITEMS, SERVICES = 40 };

static struct stage stage;

static const char head[] =
    "{\"format\":\"anjungan-catalog-1\",\"version\":1,\"office\":{\"id\":\"kota\",\"name\":"
    "\"Kota\","
    "\"zone\":\"WIB\",\"groups\":[{\"letter\":\"A\",\"id\":\"berkas\",\"name\":\"Berkas\","
    "\"counters\":[{\"id\":\"Loket 1\",\"en\":\"Counter 1\"}],\"wait_at\":{\"id\":\"Aula Sultan "
    "Syarif\",\"en\":\"Sultan Syarif "
    "Hall\"}}]},\"services\":[{\"id\":\"izin\",\"name\":\"Izin\",\"group\":\"berkas\","
    "\"requirements\":[";

/* On the stage as it was set up. */
static void open_stage(void)
{
    const char *temporary = getenv("TMPDIR");
    AUTO_TEXT struct text office;
    char path[128];
    int fd;

    text_init(&office, 256 * 1024);
    text_add(&office, head);
    for (int i = 1; i <= CATALOG_MAX_ITEMS; i++)
        text_addf(&office, "%s{\"text\":\"Berkas %d\"}", i > 1 ? "," : "", i);
    text_add(&office, "]}");
    for (int i = 2; i <= SERVICES; i++)
        text_addf(
            &office,
            ",{\"id\":\"izin-%d\",\"name\":\"Izin Penyelenggaraan Angkutan Orang dan Barang Nomor "
            "%d\",\"group\":\"berkas\"}",
            i, i);
    text_add(&office, "]}");
    assert_true(text_format(path, sizeof path, "%s/anjungan-office.XXXXXX",
                            temporary ? temporary : "/tmp"));
    fd = mkstemp(path);
    assert_true(fd >= 0);
    close(fd);
    assert_true(file_replace(path, office.data, office.len, false, NULL));
    stage_open_file(&stage, path);
    stage_printer(&stage, TROUBLE_NONE, true);
    stage_notice(&stage);
}

static int open_office(void **state)
{
    (void)state;
    stage = (struct stage){0};
    open_stage();
    return 0;
}

static int close_office(void **state)
{
    (void)state;
    assert_int_equal(unlink(stage.catalog), 0);
    stage_close(&stage);
    return 0;
}

static void last_line_of_the_longest_list_can_be_ticked(void **state)
{
    char last[WIDGET_NAME], words[64];

    (void)state;
    assert_true(text_format(last, sizeof last, "item-%d", CATALOG_MAX_ITEMS));
    assert_true(
        text_format(words, sizeof words, "%d syarat belum dicentang", CATALOG_MAX_ITEMS - 1));
    stage_tap(&stage, "wake");
    stage_tap(&stage, "service-1");
    for (int i = 0; i < PAGES_AT_MOST && !stage_widget(&stage, last); i++)
        stage_tap(&stage, "page-down");
    stage_tap(&stage, last);
    assert_string_equal(stage_state(&stage, last), "ticked");
    stage_tap(&stage, "take");
    assert_string_equal(stage_label(&stage, "unticked"), words);
}

static void rooms_name_keeps_its_letters(void **state)
{
    (void)state;
    stage_tap(&stage, "start-en");
    stage_tap(&stage, "take-1");
    stage_tap_at_once(&stage, "take-general");
    stage_wait(&stage, 8200);
    assert_string_equal(stage_label(&stage, "where"),
                        "Wait in: Sultan Syarif Hall, go to Counter 1");
    stage_tap(&stage, "nav-language");
    assert_string_equal(stage_label(&stage, "where"),
                        "Tunggu di: Aula Sultan Syarif, menuju Loket 1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(last_line_of_the_longest_list_can_be_ticked, open_office,
                                        close_office),
        cmocka_unit_test_setup_teardown(rooms_name_keeps_its_letters, open_office, close_office),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
