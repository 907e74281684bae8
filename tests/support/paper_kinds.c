/* The kinds of days: which printers and queues a kiosk has. */
#include "base/text.h"
#include "support/paper_plan.h"
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static const struct {
    enum day_kind kind;
    const char *name;
} kinds[] = {{DAY_OURS, "ours"},
             {DAY_TWO, "two"},
             {DAY_STOCK, "stock"},
             {DAY_FILTER, "filter"},
             {DAY_IPP, "ipp"}};

enum day_kind day_kind_of(uint64_t seed)
{
    static const enum day_kind week[] = {DAY_STOCK,  DAY_OURS, DAY_IPP,  DAY_TWO,
                                         DAY_FILTER, DAY_OURS, DAY_OURS, DAY_TWO};

    return week[seed % ARRAY_LEN(week)];
}

const char *day_kind_name(enum day_kind kind)
{
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
        if (kinds[i].kind == kind)
            return kinds[i].name;
    }
    return "?";
}

enum day_kind day_kind_named(const char *name)
{
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
        if (text_equal(kinds[i].name, name))
            return kinds[i].kind;
    }
    return 0;
}

static void make_stock_queue(struct day *day)
{
    char uri[HOUSE_PATH];
    char *add[] = {(char *)(uintptr_t) "/usr/sbin/lpadmin",
                   (char *)(uintptr_t) "-p",
                   (char *)(uintptr_t) "stock",
                   (char *)(uintptr_t) "-E",
                   (char *)(uintptr_t) "-v",
                   uri,
                   (char *)(uintptr_t) "-m",
                   (char *)(uintptr_t) "raw",
                   (char *)(uintptr_t) "-o",
                   (char *)(uintptr_t) "printer-error-policy=abort-job",
                   NULL};

    fault_device_uri(&day->house, "socket://127.0.0.1:%d/?snmp=false", uri);
    assert_int_equal(house_run(add, NULL), 0);
    day->queue = "stock";
}

bool open_day(struct day *day)
{
    bool is_wide = day->state % 2 || day->kind == DAY_IPP || day->kind == DAY_FILTER;

    house_open(&day->house, is_wide ? 80 : 58);
    day->house.program = day->options->program;
    memcpy(day->paper[0], day->house.paper, HOUSE_PATH);
    switch (day->kind) {
    case DAY_OURS:
        break;
    case DAY_TWO:
        house_add_second(&day->house, 80);
        memcpy(day->paper[1], day->house.second.paper, HOUSE_PATH);
        break;
    case DAY_STOCK:
        make_stock_queue(day);
        break;
    case DAY_FILTER:
        fault_make_filter_queue(&day->house, "filtered");
        day->queue = "filtered";
        break;
    case DAY_IPP:
        day->queue = "roll";
        if (!house_add_ipp(&day->house, day->paper[0]))
            return false;
        break;
    }
    for (size_t i = 0; i < ARRAY_LEN(day->paper); i++)
        day->trays[i].directory = day->paper[i];
    return true;
}

void close_day(struct day *day)
{
    for (size_t i = 0; i < ARRAY_LEN(day->trays); i++)
        paper_clear(&day->trays[i]);
    house_close(&day->house);
}
