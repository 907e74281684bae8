/* Sleeping until a device has something to say. A FIFO stands for the device that SDL holds open. */
#include "platform/sleeper.h"
#include "base/attr.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

struct place {
    char dir[64], device[96];
    struct sleeper *sleeper;
    int device_fd;
};

static int64_t now_ms(void)
{
    struct timespec now;

    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int open_place(void **state)
{
    struct place *place = calloc(1, sizeof *place);
    struct err err = {0};

    assert_non_null(place);
    (void)snprintf(place->dir, sizeof place->dir, "/tmp/sleeper-XXXXXX");
    assert_non_null(mkdtemp(place->dir));
    (void)snprintf(place->device, sizeof place->device, "%s/event0", place->dir);
    assert_int_equal(mkfifo(place->device, 0600), 0);
    place->device_fd = open(place->device, O_RDWR | O_CLOEXEC);
    assert_true(place->device_fd >= 0);
    if (!sleeper_new(&place->sleeper, place->dir, &err))
        fail_msg("%s", err.text);
    *state = place;
    return 0;
}

static int close_place(void **state)
{
    struct place *place = *state;

    sleeper_free(place->sleeper);
    (void)close(place->device_fd);
    (void)unlink(place->device);
    (void)rmdir(place->dir);
    free(place);
    return 0;
}

static void an_open_device_with_something_to_read_ends_the_sleep(void **state)
{
    struct place *place = *state;

    assert_int_equal(write(place->device_fd, "x", 1), 1);
    sleeper_wait(place->sleeper, -1); /* would never return */
}

static void a_sleep_without_news_lasts_its_time_and_wakes_once(void **state)
{
    struct place *place = *state;
    struct rusage before, after;
    int64_t began = now_ms();

    assert_int_equal(getrusage(RUSAGE_SELF, &before), 0);
    sleeper_wait(place->sleeper, 300);
    assert_int_equal(getrusage(RUSAGE_SELF, &after), 0);
    assert_true(now_ms() - began >= 300);
    assert_in_range(after.ru_nvcsw - before.ru_nvcsw, 0, 10); /* SDL's loop: 300 */
}

static void *ring(void *sleeper)
{
    sleeper_wake(sleeper);
    return NULL;
}

static void another_thread_wakes_it_before_or_during_the_sleep(void **state)
{
    struct place *place = *state;
    pthread_t thread;

    sleeper_wake(place->sleeper);
    sleeper_wait(place->sleeper, -1);
    assert_int_equal(pthread_create(&thread, NULL, ring, place->sleeper), 0);
    sleeper_wait(place->sleeper, -1);
    assert_int_equal(pthread_join(thread, NULL), 0);
}

static void a_device_that_comes_ends_the_sleep_and_the_next_ones_are_short(void **state)
{
    struct place *place = *state;
    char path[96];
    int64_t began;
    int fd;

    (void)snprintf(path, sizeof path, "%s/event1", place->dir);
    fd = open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
    assert_true(fd >= 0);
    (void)close(fd);
    (void)unlink(path);
    sleeper_wait(place->sleeper, -1);
    began = now_ms();
    sleeper_wait(place->sleeper, -1); /* SDL may hear of it now */
    assert_true(now_ms() - began < 60000);
}

static void a_missing_folder_only_costs_the_news_of_new_devices(void **state)
{
    struct sleeper *sleeper = NULL;
    struct err err = {0};

    (void)state;
    assert_true(sleeper_new(&sleeper, "/nonexistent/input", &err));
    sleeper_wake(sleeper);
    sleeper_wait(sleeper, -1);
    sleeper_free(sleeper);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(an_open_device_with_something_to_read_ends_the_sleep,
                                        open_place, close_place),
        cmocka_unit_test_setup_teardown(a_sleep_without_news_lasts_its_time_and_wakes_once,
                                        open_place, close_place),
        cmocka_unit_test_setup_teardown(another_thread_wakes_it_before_or_during_the_sleep,
                                        open_place, close_place),
        cmocka_unit_test_setup_teardown(
            a_device_that_comes_ends_the_sleep_and_the_next_ones_are_short, open_place,
            close_place),
        cmocka_unit_test(a_missing_folder_only_costs_the_news_of_new_devices),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
