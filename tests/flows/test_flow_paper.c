/* What the paper does to a kiosk: every fault of a printer, provoked at the real print process, cupsd and backend.
 * A row of data here is a row of the table in tests/README.md. */
#include "base/i18n.h"
#include "base/text.h"
#include "desk/devices.h"
#include "desk/slips.h"
#include "desk/staff.h"
#include "paper/slip.h"
#include "support/print_house.h"
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum {
    SHOWN_MS = 2000,  /* from the first sign of a fault to the visitor */
    MENDED_MS = 8000, /* the backend's slowest try is a second; the rest is a busy machine */
    QUIET_MS = 400    /* in which a second copy would have come out */
};

enum moment {
    KNOWN,  /* the printer was asked since, idle */
    SUDDEN, /* nobody knew of it before the slip was sent */
    DURING  /* in the middle of the slip */
};

/* What becomes of a slip once the fault has ended. */
struct end {
    enum print_state state;
    int slips; /* on paper */
};

struct row {
    const char *fault; /* the virtual printer's */
    enum moment when;
    enum print_state state; /* what the slip is recorded as while the fault lasts */
    enum printer_trouble trouble;
    const char *journal;
    struct end wanted; /* screen 11 still open */
    struct end stale;  /* the visitor has kept the number and gone */
};

static const struct row escpos_rows[] = {
#define BEFORE(name, trouble, journal)                                                             \
    {name, KNOWN, PRINT_QUEUED, trouble, journal, {PRINT_PRINTED, 1}, {PRINT_CANCELLED, 0}},       \
    {                                                                                              \
        name, SUDDEN, PRINT_SENDING, trouble, journal, {PRINT_PRINTED, 1},                         \
        {                                                                                          \
            PRINT_CANCELLED, 0                                                                     \
        }                                                                                          \
    }
#define DURING_IT(name, trouble, journal, stale)                                                   \
    {                                                                                              \
        name, DURING, PRINT_PRINTING, trouble, journal, {PRINT_PRINTED, 1},                        \
        {                                                                                          \
            PRINT_UNCERTAIN, stale                                                                 \
        }                                                                                          \
    }
    BEFORE("media-empty", TROUBLE_PAPER_OUT, "printer.paper_out"),
    BEFORE("cover-open", TROUBLE_COVER_OPEN, "printer.cover_open"),
    BEFORE("media-jam", TROUBLE_JAM, "printer.jam"),
    BEFORE("off", TROUBLE_OFFLINE, "printer.offline"),
    BEFORE("hang", TROUBLE_OFFLINE, "printer.offline"),
    BEFORE("mute", TROUBLE_OFFLINE, "printer.offline"),
    DURING_IT("media-empty", TROUBLE_PAPER_OUT, "printer.paper_out", 0),
    DURING_IT("cover-open", TROUBLE_COVER_OPEN, "printer.cover_open", 0),
    DURING_IT("media-jam", TROUBLE_JAM, "printer.jam", 0),
#undef BEFORE
#undef DURING_IT
};

/* --- what staff and the journal say ---------------------------------------------------------- */

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

/* How often the journal says `kind` after entry `from`. */
static int journal_says(struct print_house *house, int64_t from, const char *kind, int64_t *last_no)
{
    struct search search = {.kind = kind, .last_no = from};
    struct err err = {0};

    if (!desk_list_journal(house->desk, from + 1, look_for, &search, &err))
        fail_msg("%s", err.text);
    if (last_no)
        *last_no = search.last_no;
    return search.found;
}

/* Waits until the printer's line in the list of devices, and with it the chip, says so. */
static int64_t wait_staff(struct print_house *house, enum printer_trouble trouble, int64_t ms)
{
    int64_t from = house_now_ms();
    struct devices devices;
    struct err err = {0};

    for (;;) {
        if (!desk_view_devices(house->desk, &devices, &err))
            fail_msg("%s", err.text);
        if (devices.printer.is_known && devices.printer.trouble == trouble)
            return house_now_ms() - from;
        if (house_now_ms() - from > ms)
            fail_msg("staff see %s, wanted %s", printer_trouble_name(devices.printer.trouble),
                     printer_trouble_name(trouble));
        house_pause(10);
    }
}

/* Waits for the slip's end, whatever trouble goes with it. */
static int64_t wait_end(struct print_house *house, struct print_job *job, enum print_state state)
{
    int64_t from = house_now_ms();

    while (job->state != state) {
        house_pause(10);
        assert_true(desk_job(house->desk, job->id, job, NULL));
        if (house_now_ms() - from > MENDED_MS)
            fail_msg("the slip is %s, %s; wanted %s", print_state_name(job->state),
                     printer_trouble_name(job->trouble), print_state_name(state));
    }
    return house_now_ms() - from;
}

/* --- one row --------------------------------------------------------------------------------- */

static int count(const struct print_house *house)
{
    return house_count(house->paper, ".bin", NULL);
}

/* The print process asks the printer at its start; while idle it does so by itself, but later. */
static void ask_now(struct print_house *house)
{
    (void)house_stop_print(house, SIGTERM);
    house_start_print(house, NULL, NULL);
}

static void raise_fault(struct print_house *house, const struct row *row)
{
    char name[64];

    assert_true(
        text_format(name, sizeof name, "%s%s", row->when == DURING ? "mid-" : "", row->fault));
    house_fault(house, name, true);
    if (row->when != KNOWN)
        return;
    ask_now(house);
    wait_staff(house, row->trouble, 4000);
}

/* From the touch until the fault has ended and all is as before. */
static void live_through(struct print_house *house, const struct row *row, bool is_wanted)
{
    const struct end *end = is_wanted ? &row->wanted : &row->stale;
    int before = count(house);
    int64_t last = 0;
    struct ticket ticket;
    struct print_job job;

    (void)journal_says(house, 0, NULL, &last);
    raise_fault(house, row);
    house_issue(house, &ticket, &job);
    int64_t shown = house_wait_job(house, &job, row->state, row->trouble, SHOWN_MS);
    wait_staff(house, row->trouble, SHOWN_MS);
    assert_int_equal(journal_says(house, last, row->journal, NULL), 1);
    assert_int_equal(count(house), before);
    if (!is_wanted) {
        /* Before the fault ends, as a visitor does who has written down the number. */
        assert_true(desk_forget_slip(house->desk, &ticket.id, NULL));
        wait_end(house, &job, end->state);
    }
    house_fault(house, row->fault, false);
    int64_t mended = wait_end(house, &job, end->state);
    if (!is_wanted)
        ask_now(house); /* every 5 s without: see idle_printer_… */
    wait_staff(house, TROUBLE_NONE, MENDED_MS);
    house_pause(QUIET_MS);
    assert_int_equal(count(house), before + end->slips);
    assert_int_equal(journal_says(house, last, "printer.ready", NULL), 1);
    print_message("%s %s, %s: shown after %lld ms, %s %lld ms after its end\n", row->fault,
                  row->when == DURING ? "during" : "before", is_wanted ? "wanted" : "stale",
                  (long long)shown, print_state_name(end->state), (long long)mended);
}

static void every_fault_is_shown_recorded_and_mended(void **state)
{
    struct print_house *house = *state;

    house_start_print(house, NULL, NULL);
    wait_staff(house, TROUBLE_NONE, MENDED_MS);
    for (size_t i = 0; i < ARRAY_LEN(escpos_rows); i++) {
        live_through(house, &escpos_rows[i], true);
        live_through(house, &escpos_rows[i], false);
    }
}

static int open_house(void **state)
{
    struct print_house *house = calloc(1, sizeof *house);

    assert_non_null(house);
    house_open(house, 80);
    *state = house;
    return 0;
}

static int close_house(void **state)
{
    house_close(*state);
    free(*state);
    return 0;
}

#define FLOW(test) cmocka_unit_test_setup_teardown(test, open_house, close_house)

int main(void)
{
    const struct CMUnitTest tests[] = {
        FLOW(every_fault_is_shown_recorded_and_mended),
    };
    struct err err = {0};

    if (!i18n_open(BINARY_DIR "/share/locale", &err)
        || !paper_open(SOURCE_DIR "/assets/fonts", &err))
        fail_msg("%s", err.text);
    int failed = cmocka_run_group_tests_name("paper", tests, NULL, NULL);
    paper_close();
    return failed;
}
