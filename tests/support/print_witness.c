/* Reads what staff and the journal see of a print_house, and waits for it. */
#include "support/print_witness.h"
#include "base/text.h"
#include "desk/devices.h"
#include "desk/slips.h"
#include "desk/staff.h"
#include "support/patience.h"
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

struct search {
    const char *kind;
    int64_t last_no;
    int found;
};

static bool look_for(void *context, const struct journal_entry *entry)
{
    struct search *search = context;

    search->found += search->kind && text_equal(entry->kind, search->kind);
    search->last_no = entry->no;
    return true;
}

int house_journal_says(struct print_house *house, int64_t from, const char *kind, int64_t *last_no)
{
    struct search search = {.kind = kind, .last_no = from};
    struct err err = {0};

    if (!desk_list_journal(house->desk, from + 1, look_for, &search, &err))
        fail_msg("%s", err.text);
    if (last_no)
        *last_no = search.last_no;
    return search.found;
}

int64_t house_wait_staff(struct print_house *house, enum printer_trouble trouble, int64_t ms)
{
    int64_t from = house_now_ms();
    struct devices devices;
    struct err err = {0};

    for (;;) {
        if (!desk_view_devices(house->desk, &devices, &err))
            fail_msg("%s", err.text);
        if (devices.printer.is_known && devices.printer.trouble == trouble)
            return house_now_ms() - from;
        if (house_now_ms() - from > patience_ms(ms))
            fail_msg("staff see %s, wanted %s", printer_trouble_name(devices.printer.trouble),
                     printer_trouble_name(trouble));
        house_pause(10);
    }
}

int64_t house_wait_end(struct print_house *house, struct print_job *job, enum print_state state,
                       int64_t ms)
{
    int64_t from = house_now_ms();

    while (job->state != state) {
        house_pause(10);
        assert_true(desk_job(house->desk, job->id, job, NULL));
        if (house_now_ms() - from > patience_ms(ms))
            fail_msg("the slip is %s, %s; wanted %s", print_state_name(job->state),
                     printer_trouble_name(job->trouble), print_state_name(state));
    }
    return house_now_ms() - from;
}
