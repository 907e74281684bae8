/* What the paper does to a kiosk: every fault of a printer, provoked at the real print process, cupsd and backend.
 * A row of data here is a row of the table in tests/README.md. */
#include "base/text.h"
#include "desk/devices.h"
#include "desk/slips.h"
#include "support/patience.h"
#include "support/print_stand.h"
#include "support/print_witness.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum {
    SHOWN_MS = 3000, /* from a fault's first sign to the visitor: 2 s, and one for a busy machine */
    TOUCH_MS = 9000, /* from the touch: 8 s, and one */
    IDLE_MS = 25000, /* from one look at an idle printer to the next: 20 s */
    STALL_MS = 40000, /* the backend gives a silent printer 30 s */
    QUIET_MS = 1500   /* in which a second copy would have come out */
};

/* What becomes of a slip once the fault has ended. */
struct end {
    enum print_state state;
    int slips; /* on paper */
};

struct row {
    const char *fault; /* the printer's; "mid-" makes it begin in the middle of a slip */
    bool is_known; /* the printer was asked since, idle; else nobody knew of it before the slip */
    enum print_state state; /* what the slip is recorded as while the fault lasts */
    enum printer_trouble trouble;
    const char *journal; /* with the printer's trouble; NULL: it has none */
    struct end wanted;   /* screen 11 still open */
    struct end stale;    /* the visitor has kept the number and gone */
    bool is_long;        /* not every day */
};

/* Before its first byte a slip waits for the printer; after it, the printer that was mended goes on with it. */
#define WAITS                                                                                      \
    {PRINT_PRINTED, 1},                                                                            \
    {                                                                                              \
        PRINT_CANCELLED, 0                                                                         \
    }
#define GOES_ON                                                                                    \
    {PRINT_PRINTED, 1},                                                                            \
    {                                                                                              \
        PRINT_UNCERTAIN, 0                                                                         \
    }
/* A person decides. */
#define DECIDES                                                                                    \
    {PRINT_UNCERTAIN, 0},                                                                          \
    {                                                                                              \
        PRINT_UNCERTAIN, 0                                                                         \
    }

static const struct row escpos_rows[] = {
    {"media-empty", true, PRINT_QUEUED, TROUBLE_PAPER_OUT, "printer.paper_out", WAITS, false},
    {"media-empty", false, PRINT_SENDING, TROUBLE_PAPER_OUT, "printer.paper_out", WAITS, false},
    {"mid-media-empty", false, PRINT_PRINTING, TROUBLE_PAPER_OUT, "printer.paper_out", GOES_ON,
     false},
    {"cover-open", true, PRINT_QUEUED, TROUBLE_COVER_OPEN, "printer.cover_open", WAITS, true},
    {"cover-open", false, PRINT_SENDING, TROUBLE_COVER_OPEN, "printer.cover_open", WAITS, true},
    {"mid-cover-open", false, PRINT_PRINTING, TROUBLE_COVER_OPEN, "printer.cover_open", GOES_ON,
     true},
    {"media-jam", true, PRINT_QUEUED, TROUBLE_JAM, "printer.jam", WAITS, true},
    {"media-jam", false, PRINT_SENDING, TROUBLE_JAM, "printer.jam", WAITS, true},
    {"mid-media-jam", false, PRINT_PRINTING, TROUBLE_JAM, "printer.jam", GOES_ON, true},
    {"off", true, PRINT_QUEUED, TROUBLE_OFFLINE, "printer.offline", WAITS, true},
    {"off", false, PRINT_SENDING, TROUBLE_OFFLINE, "printer.offline", WAITS, false},
    {"mid-off", false, PRINT_UNCERTAIN, TROUBLE_NONE, "printer.offline", DECIDES, false},
    {"hang", true, PRINT_QUEUED, TROUBLE_OFFLINE, "printer.offline", WAITS, true},
    {"hang", false, PRINT_SENDING, TROUBLE_OFFLINE, "printer.offline", WAITS, false},
    {"mid-hang",
     false,
     PRINT_PRINTING,
     TROUBLE_UNKNOWN,
     "printer.unknown",
     {PRINT_PRINTED, 1},
     {PRINT_UNCERTAIN, 1},
     true},
    {"mute", true, PRINT_QUEUED, TROUBLE_OFFLINE, "printer.offline", WAITS, true},
    {"mute", false, PRINT_SENDING, TROUBLE_OFFLINE, "printer.offline", WAITS, true},
    {"slow",
     false,
     PRINT_PRINTING,
     TROUBLE_UNKNOWN,
     "printer.unknown",
     {PRINT_PRINTED, 1},
     {PRINT_PRINTED, 1},
     true},
    {"drop", false, PRINT_UNCERTAIN, TROUBLE_NONE, NULL, DECIDES, false},
    {"drop-after",
     false,
     PRINT_UNCERTAIN,
     TROUBLE_NONE,
     NULL,
     {PRINT_UNCERTAIN, 1},
     {PRINT_UNCERTAIN, 1},
     true},
};
#undef GOES_ON

/* It is asked before every slip, so that what it suffers from is known however sudden it was. This one
 * goes on with a slip that was cancelled in its middle, as printers may. */
#define GOES_ON                                                                                    \
    {PRINT_PRINTED, 1},                                                                            \
    {                                                                                              \
        PRINT_UNCERTAIN, 1                                                                         \
    }

static const struct row ipp_rows[] = {
    {"media-empty", true, PRINT_QUEUED, TROUBLE_PAPER_OUT, "printer.paper_out", WAITS, true},
    {"media-empty", false, PRINT_QUEUED, TROUBLE_PAPER_OUT, "printer.paper_out", WAITS, false},
    {"mid-media-empty", false, PRINT_PRINTING, TROUBLE_PAPER_OUT, "printer.paper_out", GOES_ON,
     false},
    {"cover-open", true, PRINT_QUEUED, TROUBLE_COVER_OPEN, "printer.cover_open", WAITS, true},
    {"cover-open", false, PRINT_QUEUED, TROUBLE_COVER_OPEN, "printer.cover_open", WAITS, true},
    {"mid-cover-open", false, PRINT_PRINTING, TROUBLE_COVER_OPEN, "printer.cover_open", GOES_ON,
     true},
    {"media-jam", true, PRINT_QUEUED, TROUBLE_JAM, "printer.jam", WAITS, true},
    {"media-jam", false, PRINT_QUEUED, TROUBLE_JAM, "printer.jam", WAITS, true},
    {"mid-media-jam", false, PRINT_PRINTING, TROUBLE_JAM, "printer.jam", GOES_ON, true},
    {"off", true, PRINT_QUEUED, TROUBLE_OFFLINE, "printer.offline", WAITS, true},
    {"off", false, PRINT_QUEUED, TROUBLE_OFFLINE, "printer.offline", WAITS, true},
    {"mid-off", false, PRINT_PRINTING, TROUBLE_OFFLINE, "printer.offline", DECIDES, false},
    {"hang", true, PRINT_QUEUED, TROUBLE_OFFLINE, "printer.offline", WAITS, true},
    {"hang", false, PRINT_QUEUED, TROUBLE_OFFLINE, "printer.offline", WAITS, true},
    {"mid-hang", false, PRINT_PRINTING, TROUBLE_OFFLINE, "printer.offline", GOES_ON, true},
    {"abort", false, PRINT_UNCERTAIN, TROUBLE_NONE, NULL, DECIDES, false},
};
#undef GOES_ON

/* --- one row --------------------------------------------------------------------------------- */

/* Tickets of today that staff see as not on paper. */
static int unprinted(struct print_house *house)
{
    struct devices devices;
    struct err err = {0};

    if (!desk_view_devices(house->desk, &devices, &err))
        fail_msg("%s", err.text);
    return devices.unprinted;
}

/* From the touch until the fault has ended and all is as before. */
static void live_through(struct stand *stand, const struct row *row, bool is_wanted)
{
    struct print_house *house = &stand->house;
    const struct end *end = is_wanted ? &row->wanted : &row->stale;
    enum printer_trouble trouble =
        row->journal ? printer_trouble_from_name(row->journal + strlen("printer.")) : TROUBLE_NONE;
    bool is_mid = strncmp(row->fault, "mid-", 4) == 0;
    int before = stand_count(stand);
    int missing = unprinted(house);
    int64_t last = 0;
    struct ticket ticket;
    struct print_job job;

    (void)house_journal_says(house, 0, NULL, &last);
    stand_fault(stand, row->fault, true);
    if (row->is_known) {
        stand_ask_now(stand);
        house_wait_staff(house, trouble, 4000);
    }
    house_issue(house, &ticket, &job);
    int64_t shown = house_wait_job(house, &job, row->state, row->trouble,
                                   row->trouble == TROUBLE_UNKNOWN ? TOUCH_MS : SHOWN_MS);
    if (row->state != PRINT_UNCERTAIN)
        assert_int_equal(stand_count(stand), before);
    house_wait_staff(house, trouble, SHOWN_MS);
    assert_int_equal(house_journal_says(house, last, row->journal, NULL), row->journal != NULL);
    if (trouble != TROUBLE_OFFLINE) /* nor is it called by a wrong name at first */
        assert_int_equal(house_journal_says(house, last, "printer.offline", NULL), 0);
    if (!is_wanted) {
        /* Before the fault ends, as a visitor does who has written down the number. */
        assert_true(desk_forget_slip(house->desk, &ticket.id, NULL));
        house_wait_end(house, &job, end->state, STALL_MS);
    }
    stand_fault(stand, row->fault + (is_mid ? strlen("mid-") : 0), false);
    int64_t mended = house_wait_end(house, &job, end->state, STAND_MENDED_MS);
    if (!is_wanted)
        stand_ask_now(stand); /* every 5 s by itself */
    house_wait_staff(house, TROUBLE_NONE, STAND_MENDED_MS);
    stand_wait_paper(stand, before + end->slips);
    assert_int_equal(house_journal_says(house, last, "printer.ready", NULL), row->journal != NULL);
    assert_int_equal(unprinted(house), missing + (end->state == PRINT_UNCERTAIN));
    stand_print_next(stand);
    print_message("%s%s, %s: shown after %lld ms, %s %lld ms after its end\n", row->fault,
                  row->is_known ? ", known" : "", is_wanted ? "wanted" : "stale", (long long)shown,
                  print_state_name(end->state), (long long)mended);
}

/* --- what is no trouble, or not at once ------------------------------------------------------- */

static void wait_low(struct print_house *house, bool is_low)
{
    struct devices devices = {0};

    for (int64_t from = house_now_ms();
         !devices.printer.is_known || devices.printer.is_paper_low != is_low; house_pause(10)) {
        assert_true(desk_view_devices(house->desk, &devices, NULL));
        assert_true(house_now_ms() - from < patience_ms(STAND_MENDED_MS));
    }
}

/* A roll that ends: known while idle, shown, once in the journal; slips come out as ever. */
static void see_paper_get_low(struct stand *stand)
{
    int64_t last = 0;

    (void)house_journal_says(&stand->house, 0, NULL, &last);
    stand_fault(stand, "media-low", true);
    stand_ask_now(stand);
    wait_low(&stand->house, true);
    stand_print_next(stand);
    stand_print_next(stand);
    wait_low(&stand->house, true);
    house_wait_staff(&stand->house, TROUBLE_NONE, STAND_MENDED_MS);
    assert_int_equal(house_journal_says(&stand->house, last, "paper.low", NULL), 1);
    stand_fault(stand, "media-low", false);
    stand_ask_now(stand);
    wait_low(&stand->house, false);
}

/* Nobody touches anything: a printer that was well is asked every 20 s, one that was not every 5 s. */
static void see_idle(struct stand *stand)
{
    int64_t last = 0;

    (void)house_journal_says(&stand->house, 0, NULL, &last);
    stand_fault(stand, "cover-open", true);
    int64_t shown = house_wait_staff(&stand->house, TROUBLE_COVER_OPEN, IDLE_MS);
    stand_fault(stand, "cover-open", false);
    int64_t mended = house_wait_staff(&stand->house, TROUBLE_NONE, STAND_MENDED_MS);
    assert_int_equal(house_journal_says(&stand->house, last, "printer.cover_open", NULL), 1);
    print_message("idle: shown after %lld ms, mended after %lld ms\n", (long long)shown,
                  (long long)mended);
}

/* Somebody presses "cancel" at the IPP printer while it stands still. */
static void cancel_at_the_printer(struct stand *stand)
{
    int before = stand_count(stand);
    struct ticket ticket;
    struct print_job job;

    stand_fault(stand, "mid-cover-open", true);
    house_issue(&stand->house, &ticket, &job);
    house_wait_job(&stand->house, &job, PRINT_PRINTING, TROUBLE_COVER_OPEN, SHOWN_MS);
    stand_tell_ipp(stand, "cancel", NULL, NULL);
    stand_fault(stand, "cover-open", false);
    house_wait_end(&stand->house, &job, PRINT_UNCERTAIN, STAND_MENDED_MS);
    house_wait_staff(&stand->house, TROUBLE_NONE, STAND_MENDED_MS);
    stand_print_next(stand);
    stand_wait_paper(stand, before + 2); /* this printer had the whole slip */
}

static void live_through_all(struct stand *stand, const struct row *rows, size_t len)
{
    stand_start_print(stand);
    house_wait_staff(&stand->house, TROUBLE_NONE, STAND_MENDED_MS);
    for (size_t i = 0; i < len; i++) {
        if (rows[i].is_long && !stand->is_long)
            continue;
        live_through(stand, &rows[i], true);
        live_through(stand, &rows[i], false);
    }
    see_paper_get_low(stand);
    if (stand->is_long)
        see_idle(stand);
    int slips = stand_count(stand);
    house_pause(QUIET_MS);
    assert_int_equal(stand_count(stand), slips);
}

static void every_fault_of_an_escpos_printer_is_shown_recorded_and_mended(void **state)
{
    live_through_all(*state, escpos_rows, ARRAY_LEN(escpos_rows));
}

static void every_fault_of_an_ipp_printer_is_shown_recorded_and_mended(void **state)
{
    struct stand *stand = *state;

    if (!stand_take_ipp(stand))
        skip();
    live_through_all(stand, ipp_rows, ARRAY_LEN(ipp_rows));
    cancel_at_the_printer(stand);
}

#define FLOW(test) cmocka_unit_test_setup_teardown(test, stand_open, stand_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        FLOW(every_fault_of_an_escpos_printer_is_shown_recorded_and_mended),
        FLOW(every_fault_of_an_ipp_printer_is_shown_recorded_and_mended),
    };

    cmocka_set_test_filter(getenv("ONLY"));
    return cmocka_run_group_tests_name("paper", tests, NULL, NULL);
}
