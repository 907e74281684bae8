/* A day of devices, calls and marks. */
#include "screens/devices_gallery.h"

#include "base/text.h"
#include "desk/devices.h"
#include "desk/office.h"
#include "desk/outbox.h"
#include "screens/sign_in_gallery.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

void devices_gallery_open(struct stage *stage)
{
    sign_in_add_officers(stage, 2);
    sign_in_at_counter(stage);
    stage_tap(stage, "devices");
    assert_string_equal(stage_screen(stage), "staff-devices");
}

struct desk *devices_gallery_run(struct stage *stage, const char *role)
{
    const struct desk_options options = {
        .state_dir = stage->directory, .clock = stage->clock, .device_digit = 1};
    struct desk *desk = NULL;

    assert_true(desk_open(&desk, &options, NULL));
    assert_true(desk_announce(desk, role, NULL));
    return desk;
}

void devices_gallery_gone(struct stage *stage, const char *role)
{
    desk_close(devices_gallery_run(stage, role));
}

void devices_gallery_call(struct stage *stage, const char *screen)
{
    struct uuid request = uuid_v4();

    assert_true(desk_call_officer(stage->desk, &request, "K1", screen, NULL));
}

static void issue_with_slip(struct stage *stage)
{
    struct ticket ticket;
    const struct ticket_request request = {.request = uuid_v4(),
                                           .service = desk_catalog(stage->desk)->services[0].id,
                                           .lang = "id",
                                           .wants_slip = true};

    assert_true(desk_issue_ticket(stage->desk, &request, &ticket, NULL));
}

static void see_marks(struct stage *stage,
                      void (*each)(struct stage *stage, const char *name, void *context),
                      void *context)
{
    char name[64];

    stage_tap(stage, "tab-review");
    each(stage, "36-review", context);
    for (int i = 2;
         i < 60 && stage_widget(stage, "page-down") && stage_widget(stage, "page-down")->is_enabled;
         i++) {
        stage_tap(stage, "page-down");
        assert_true(text_format(name, sizeof name, "36-review-p%d", i));
        each(stage, name, context);
    }
}

/* The office answers, does not want this machine, and is away with something that it refused. */
static void see_office(struct stage *stage,
                       void (*each)(struct stage *stage, const char *name, void *context),
                       void *context)
{
    int64_t mono_ms = clock_mono_ms(stage->clock);
    struct outbox_batch batch;

    assert_true(
        desk_note_office_time(stage->desk, clock_now_ms(stage->clock), mono_ms, mono_ms, NULL));
    assert_true(desk_note_contact(stage->desk, OFFICE_REACHED, NULL));
    stage_notice(stage);
    each(stage, "35-devices-office", context);
    assert_true(desk_note_contact(stage->desk, OFFICE_REFUSED, NULL));
    stage_notice(stage);
    each(stage, "35-devices-office-refused", context);
    outbox_batch_init(&batch);
    assert_true(desk_outbox_next(stage->desk, 1, &batch, NULL) && batch.count == 1);
    assert_true(
        desk_outbox_set_aside(stage->desk, &batch.stream, batch.seqs[0], "400", "office", NULL));
    outbox_batch_clear(&batch);
    assert_true(desk_note_contact(stage->desk, OFFICE_AWAY, NULL));
    stage_notice(stage);
    each(stage, "35-devices-office-away", context);
}

/* A second printer beside the first one, which is out: well, then out too. */
static void see_two(struct stage *stage,
                    void (*each)(struct stage *stage, const char *name, void *context),
                    void *context)
{
    struct printer_status second = {
        .no = 2, .is_confirming = true, .queue = "cadangan", .place = PLACE_OFFICER};

    stage_printer(stage, TROUBLE_PAPER_OUT, true);
    assert_true(desk_report_printer(stage->desk, &second, NULL));
    stage_notice(stage);
    each(stage, "35-devices-two", context);
    second.trouble = TROUBLE_JAM;
    assert_true(desk_report_printer(stage->desk, &second, NULL));
    stage_notice(stage);
    each(stage, "35-devices-two-out", context);
    assert_true(desk_keep_printers(stage->desk, 1, NULL));
}

void devices_gallery_walk(struct stage *stage,
                          void (*each)(struct stage *stage, const char *name, void *context),
                          void *context)
{
    static const char *const roles[] = {"lobby", "exit", "staff", "display", "print", "sync"};
    struct desk *running[ARRAY_LEN(roles)];
    char name[64];

    devices_gallery_open(stage);
    for (size_t i = 0; i < ARRAY_LEN(roles); i++)
        running[i] = devices_gallery_run(stage, roles[i]);
    stage_printer(stage, TROUBLE_NONE, true);
    stage_notice(stage);
    each(stage, "35-devices", context);
    see_office(stage, each, context);
    devices_gallery_call(stage, "problem");
    devices_gallery_call(stage, "missing");
    for (enum printer_trouble trouble = TROUBLE_NO_PRINTER; trouble <= TROUBLE_UNKNOWN; trouble++) {
        stage_printer(stage, trouble, true);
        stage_notice(stage);
        assert_true(text_format(name, sizeof name, "35-devices-%s", printer_trouble_name(trouble)));
        each(stage, name, context);
    }
    see_two(stage, each, context);
    stage_printer(stage, TROUBLE_UNKNOWN, true);
    for (size_t i = 0; i < ARRAY_LEN(roles); i++)
        desk_close(running[i]);
    for (int i = 0; i < 12; i++)
        devices_gallery_call(stage, "problem");
    issue_with_slip(stage);
    stage_move_job(stage, PRINT_SENDING, TROUBLE_NONE);
    stage_move_job(stage, PRINT_PRINTING, TROUBLE_NONE);
    stage_move_job(stage, PRINT_FAILED, TROUBLE_UNKNOWN);
    stage_notice(stage);
    each(stage, "35-devices-all-ill", context);
    for (int i = 2; i < 9 && stage_widget(stage, "devices-down")
                    && stage_widget(stage, "devices-down")->is_enabled;
         i++) {
        stage_tap(stage, "devices-down");
        assert_true(text_format(name, sizeof name, "35-devices-all-ill-p%d", i));
        each(stage, name, context);
    }
    if (stage_widget(stage, "calls-down")) {
        stage_tap(stage, "calls-down");
        each(stage, "35-devices-more-calls", context);
    }
    see_marks(stage, each, context);
}
