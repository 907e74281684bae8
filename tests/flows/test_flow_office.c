/* The office as one machine: its parts come up, die and come up again, and end with the test. */
#include "support/office.h"

#include "base/attr.h"
#include "base/text.h"
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static struct office_rig rig;

static int start_office(void **state)
{
    (void)state;
    office_rig_start(&rig, NULL);
    return 0;
}

static int stop_office(void **state)
{
    (void)state;
    office_rig_stop(&rig);
    return 0;
}

/* The status of a GET, as curl says it; "000" where there is none. */
static void status_of(const char *base, const char *path, char out[4])
{
    char url[OFFICE_PATH], authority[OFFICE_PATH], start[OFFICE_PATH], said[OFFICE_PATH];

    office_rig_value(&rig, base, start, sizeof start);
    office_rig_value(&rig, "AUTHORITY", authority, sizeof authority);
    assert_true(text_format(url, sizeof url, "%s%s", start, path));
    const char *const words[] = {"/usr/bin/curl", "-s",       "-o",      "/dev/null", "-w",
                                 "%{http_code}",  "--cacert", authority, url,         NULL};
    (void)office_rig_run(words, said, sizeof said);
    assert_true(text_copy(out, 4, said));
}

static void a_killed_database_is_there_again_with_what_it_said_it_kept(void **state)
{
    char said[64];

    (void)state;
    office_rig_sql(&rig, "INSERT INTO office.meta VALUES ('test', 'kept')", NULL, 0);
    office_rig_kill(&rig, "postgres");
    office_rig_up(&rig, "postgres");
    office_rig_sql(&rig, "SELECT value FROM office.meta WHERE key = 'test'", said, sizeof said);
    assert_string_equal(said, "kept");
}

static void pages_are_served_over_tls(void **state)
{
    char status[4];

    (void)state;
    status_of("PAGES", "/masuk", status);
    assert_string_equal(status, "200");
    office_rig_kill(&rig, "web");
    status_of("PAGES", "/masuk", status);
    assert_string_equal(status, "502");
    office_rig_sql(&rig, "ALTER ROLE office_web NOLOGIN", NULL, 0);
    office_rig_up(&rig, "web"); /* also while the database lets nobody in */
    office_rig_sql(&rig, "ALTER ROLE office_web LOGIN", NULL, 0);
    status_of("PAGES", "/masuk", status);
    assert_string_equal(status, "200");
}

static void kiosks_port_serves_no_page(void **state)
{
    char status[4];

    (void)state;
    status_of("URL", "/masuk", status);
    assert_string_equal(status, "404");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_killed_database_is_there_again_with_what_it_said_it_kept),
        cmocka_unit_test(pages_are_served_over_tls),
        cmocka_unit_test(kiosks_port_serves_no_page),
    };

    return cmocka_run_group_tests_name("office", tests, start_office, stop_office);
}
