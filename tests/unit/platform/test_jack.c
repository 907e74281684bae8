/* The headphone jack. A FIFO stands for the device: it takes the same records. */
#include "platform/jack.h"
#include "base/attr.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <fcntl.h>
#include <linux/input.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct place {
    char dir[64], device[96];
    struct jack *jack;
    int end; /* the device's own */
};

static int open_place(void **state)
{
    struct place *place = calloc(1, sizeof *place);
    struct err err = {0};

    assert_non_null(place);
    (void)snprintf(place->dir, sizeof place->dir, "/tmp/jack-XXXXXX");
    assert_non_null(mkdtemp(place->dir));
    (void)snprintf(place->device, sizeof place->device, "%s/event0", place->dir);
    assert_int_equal(mkfifo(place->device, 0600), 0);
    place->end = open(place->device, O_RDWR | O_CLOEXEC);
    assert_true(place->end >= 0);
    if (!jack_open(&place->jack, place->device, &err))
        fail_msg("%s", err.text);
    *state = place;
    return 0;
}

static int close_place(void **state)
{
    struct place *place = *state;

    jack_close(place->jack);
    (void)close(place->end);
    (void)unlink(place->device);
    (void)rmdir(place->dir);
    free(place);
    return 0;
}

static void tell(struct place *place, uint16_t type, uint16_t code, int32_t value)
{
    const struct input_event event = {.type = type, .code = code, .value = value};

    assert_int_equal(write(place->end, &event, sizeof event), sizeof event);
}

static bool is_readable(const struct place *place)
{
    struct pollfd fd = {.fd = jack_fd(place->jack), .events = POLLIN};

    return poll(&fd, 1, 0) == 1;
}

static void a_plug_is_noticed_and_its_going(void **state)
{
    struct place *place = *state;

    assert_false(jack_read(place->jack));
    assert_false(is_readable(place));
    tell(place, EV_SW, SW_HEADPHONE_INSERT, 1);
    assert_true(is_readable(place));
    assert_true(jack_read(place->jack));
    assert_false(is_readable(place)); /* nobody is woken twice */
    tell(place, EV_SYN, SYN_REPORT, 0);
    assert_true(jack_read(place->jack));
    tell(place, EV_SW, SW_HEADPHONE_INSERT, 0);
    assert_false(jack_read(place->jack));
}

static void other_switches_and_keys_are_not_headphones(void **state)
{
    struct place *place = *state;

    tell(place, EV_SW, SW_LINEOUT_INSERT, 1);
    tell(place, EV_KEY, SW_HEADPHONE_INSERT, 1);
    tell(place, EV_SW, 0xffff, -1);
    assert_false(jack_read(place->jack));
}

static void bytes_that_are_no_events_change_nothing(void **state)
{
    struct place *place = *state;

    tell(place, EV_SW, SW_HEADPHONE_INSERT, 1);
    assert_true(jack_read(place->jack));
    assert_int_equal(write(place->end, "xyz", 3), 3);
    assert_true(jack_read(place->jack));
    assert_false(is_readable(place));
}

static void an_overflow_asks_for_what_is_now(void **state)
{
    struct place *place = *state;

    tell(place, EV_SW, SW_HEADPHONE_INSERT, 1);
    tell(place, EV_SYN, SYN_DROPPED, 0);
    assert_false(jack_read(place->jack)); /* a FIFO has no answer */
}

static void a_device_that_goes_away_was_unplugged_and_wakes_nobody(void **state)
{
    struct place *place = *state;

    tell(place, EV_SW, SW_HEADPHONE_INSERT, 1);
    assert_true(jack_read(place->jack));
    (void)close(place->end);
    place->end = -1;
    assert_true(is_readable(place));
    assert_false(jack_read(place->jack));
    assert_false(is_readable(place));
}

static void a_folder_without_jacks_is_waited_on(void **state)
{
    struct place *place = *state;
    char later[128];
    struct jack *jack = NULL;
    struct pollfd fd = {.events = POLLIN};
    struct err err = {0};

    if (!jack_open(&jack, place->dir, &err)) /* its FIFO says nothing of a jack */
        fail_msg("%s", err.text);
    assert_false(jack_read(jack));
    tell(place, EV_SW, SW_HEADPHONE_INSERT, 1);
    assert_false(jack_read(jack));
    (void)snprintf(later, sizeof later, "%s/event1", place->dir);
    assert_int_equal(mkfifo(later, 0600), 0);
    fd.fd = jack_fd(jack);
    assert_int_equal(poll(&fd, 1, 0), 1);
    assert_false(jack_read(jack));
    assert_int_equal(poll(&fd, 1, 0), 0);
    assert_int_equal(unlink(later), 0);
    jack_close(jack);
}

static void a_place_that_is_not_there_is_no_jack(void **state)
{
    struct jack *jack = NULL;
    struct err err = {0};

    (void)state;
    if (!jack_open(&jack, "/nowhere/event0", &err))
        fail_msg("%s", err.text);
    assert_false(jack_read(jack));
    jack_close(jack);
    assert_int_equal(jack_fd(NULL), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_plug_is_noticed_and_its_going, open_place, close_place),
        cmocka_unit_test_setup_teardown(other_switches_and_keys_are_not_headphones, open_place,
                                        close_place),
        cmocka_unit_test_setup_teardown(bytes_that_are_no_events_change_nothing, open_place,
                                        close_place),
        cmocka_unit_test_setup_teardown(an_overflow_asks_for_what_is_now, open_place, close_place),
        cmocka_unit_test_setup_teardown(a_device_that_goes_away_was_unplugged_and_wakes_nobody,
                                        open_place, close_place),
        cmocka_unit_test_setup_teardown(a_folder_without_jacks_is_waited_on, open_place,
                                        close_place),
        cmocka_unit_test(a_place_that_is_not_there_is_no_jack),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
