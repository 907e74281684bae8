/* SQLite is refused memory at every point: an error, never a crash, nothing half done. */
#include "desk/ticket.h"
#include "support/hall.h"

#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

enum { ALLOCATIONS_MAX = 20000 };

/* One per process, as SQLite's allocator is. */
static struct {
    sqlite3_mem_methods system;
    long left; /* 0: nothing is planned */
    bool has_struck;
} plan;

static bool strikes(void)
{
    if (plan.left == 0 || --plan.left > 0)
        return false;
    plan.has_struck = true;
    return true;
}

static void *take(int size)
{
    return strikes() ? NULL : plan.system.xMalloc(size);
}

static void *take_more(void *old, int size)
{
    return strikes() ? NULL : plan.system.xRealloc(old, size);
}

static void install(void)
{
    sqlite3_mem_methods methods;

    assert_int_equal(sqlite3_config(SQLITE_CONFIG_GETMALLOC, &plan.system), SQLITE_OK);
    methods = plan.system;
    methods.xMalloc = take;
    methods.xRealloc = take_more;
    assert_int_equal(sqlite3_config(SQLITE_CONFIG_MALLOC, &methods), SQLITE_OK);
}

static bool disarm(void)
{
    bool struck = plan.has_struck;

    plan.left = 0;
    plan.has_struck = false;
    return struck;
}

static void a_ticket_without_memory_is_an_error(void **state)
{
    struct hall hall;
    int64_t told = 0;
    bool struck = true;

    (void)state;
    hall_open(&hall);
    for (long nth = 1; struck && nth < ALLOCATIONS_MAX; nth++) {
        struct uuid request = uuid_v4();
        struct ticket ticket;
        struct err err = {0};
        plan.left = nth;
        bool issued = hall_try(&hall, &request, &ticket, &err);
        struck = disarm();
        if (!issued)
            assert_int_equal(err.code, ERR_IO);
        told += issued;
        assert_int_equal(hall_number(&hall, "SELECT count(*) FROM ticket"), told);
        assert_true(hall_try(&hall, &request, &ticket, NULL));
        told += !issued;
        assert_int_equal(ticket.seq, told);
    }
    assert_false(struck);
    assert_false(desk_was_quarantined(hall.desk));
    hall_check(&hall);
    hall_close(&hall);
}

static void a_start_without_memory_is_an_error(void **state)
{
    struct hall hall;
    bool struck = true;

    (void)state;
    hall_open(&hall);
    for (int i = 0; i < 3; i++)
        hall_issue(&hall, "izin-a", false);
    for (long nth = 1; struck && nth < ALLOCATIONS_MAX; nth++) {
        struct err err = {0};
        hall_leave(&hall);
        plan.left = nth;
        bool opened = hall_desk(&hall, &hall.desk, &err);
        struck = disarm();
        if (!opened)
            assert_int_equal(err.code, ERR_IO);
        else
            assert_false(desk_was_quarantined(hall.desk));
    }
    assert_false(struck);
    hall_leave(&hall);
    hall_enter(&hall);
    assert_int_equal(hall_number(&hall, "SELECT count(*) FROM ticket"), 3);
    hall_check(&hall);
    hall_close(&hall);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_ticket_without_memory_is_an_error),
        cmocka_unit_test(a_start_without_memory_is_an_error),
    };

    install();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
