/* What officers see, in a real browser. */
#include "support/office.h"
#include "support/webdriver.h"
#include "base/text.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <setjmp.h>
#include <cmocka.h>

static void pages(void **state)
{
    struct office_rig rig;
    struct browser browser = {0};
    char url[256];

    (void)state;
    office_rig_start(&rig, NULL);
    browser_open(&browser, 1280, 800);
    office_rig_value(&rig, "PAGES", url, sizeof url);
    browser_go(&browser, url);
    browser_picture(&browser, "/tmp/b1.png");
    assert_int_equal(browser_overflow(&browser), 0);
    browser_close(&browser);
    office_rig_stop(&rig);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(pages)};

    if (!browser_is_possible())
        return 77;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
