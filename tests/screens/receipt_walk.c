/* Receiving files, by widget name. */
#include "screens/receipt_walk.h"
#include "base/text.h"
#include "desk/calling.h"
#include "desk/staff.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char *counter_of(const struct stage *stage)
{
    return desk_catalog(stage->desk)->office.groups[0].counters[0].id;
}

void receipt_walk_sign_in(struct stage *stage)
{
    const struct officer officer = {
        .code = "P-07", .name = "Dewi Lestari", .role = STAFF_OFFICER, .is_active = true};
    struct err err = {0};

    if (!desk_add_officer(stage->desk, &officer, "482915", &err))
        fail_msg("%s", err.text);
    stage_notice(stage);
    stage_tap(stage, "officer-P-07");
    for (const char *digit = "482915"; *digit; digit++) {
        char name[WIDGET_NAME];

        assert_true(text_format(name, sizeof name, "key-%c", *digit));
        stage_tap(stage, name);
    }
    stage_tap(stage, "key-ok");
    assert_string_equal(stage_screen(stage), "staff-counter");
    stage_tap(stage, "counter-1");
    assert_string_equal(stage_screen(stage), "staff-desk");
}

static void act(struct stage *stage, enum ticket_act kind, struct ticket *ticket)
{
    const struct staff_act act = {.command = uuid_v4(),
                                  .kind = kind,
                                  .officer = "P-07",
                                  .counter = counter_of(stage),
                                  .ticket = ticket->id};
    struct err err = {0};

    if (!desk_act(stage->desk, &act, ticket, &err))
        fail_msg("%s", err.text);
}

void receipt_walk_serve(struct stage *stage, const char *service)
{
    const struct service *permit = catalog_service(desk_catalog(stage->desk), service);
    uint16_t unticked[2];
    struct ticket_request wish = {.request = uuid_v4(), .service = service, .lang = "id"};
    struct ticket ticket = {0};
    struct err err = {0};

    if (permit && permit->requirements.count >= 2) {
        unticked[0] = (uint16_t)(permit->requirements.count - 1);
        unticked[1] = (uint16_t)permit->requirements.count;
        wish.unticked = unticked;
        wish.unticked_count = 2;
    }
    if (!desk_issue_ticket(stage->desk, &wish, &ticket, &err))
        fail_msg("%s", err.text);
    act(stage, ACT_CALL_NEXT, &ticket);
    act(stage, ACT_START, &ticket);
    stage_notice(stage);
}

void receipt_walk_type(struct stage *stage, const char *text)
{
    for (; *text; text++) {
        char name[WIDGET_NAME];
        char key = *text >= 'A' && *text <= 'Z' ? (char)(*text - 'A' + 'a') : *text;

        assert_true(text_format(name, sizeof name, "key-%c", key));
        stage_tap(stage, key == ' ' ? "key-space" : name);
    }
}

/* The oldest open job, as the print process would move it. */
static void move_slip(struct stage *stage, enum print_state state)
{
    struct print_job job;
    struct err err = {0};

    if (!desk_next_job(stage->desk, &job, &err)
        || !desk_move_job(stage->desk, job.id, state, TROUBLE_NONE, "tiket", 1, &err))
        fail_msg("%s", err.text);
    stage_notice(stage);
}

/* All pages of what is open. */
static void see_pages(struct stage *stage, const char *name,
                      void (*each)(struct stage *stage, const char *name, void *context),
                      void *context)
{
    char page[64];

    each(stage, name, context);
    for (int i = 2; i < 30; i++) {
        const struct widget *next = stage_widget(stage, "page-down");

        if (!next || !next->is_enabled)
            return;
        stage_tap(stage, "page-down");
        assert_true(text_format(page, sizeof page, "%s-p%d", name, i));
        each(stage, page, context);
    }
}

void receipt_walk(struct stage *stage,
                  void (*each)(struct stage *stage, const char *name, void *context), void *context)
{
    const struct catalog *catalog = desk_catalog(stage->desk);

    receipt_walk_sign_in(stage);
    for (size_t i = 0; i < catalog->service_count; i++) {
        char name[64];

        receipt_walk_serve(stage, catalog->services[i].id);
        stage_tap(stage, "receipt");
        assert_string_equal(stage_screen(stage), "staff-receipt");
        assert_true(text_format(name, sizeof name, "receipt-empty-%zu", i + 1));
        see_pages(stage, name, each, context);
        stage_tap(stage, "applicant");
        each(stage, "receipt-keyboard", context);
        receipt_walk_type(stage, "siti rahmawati");
        each(stage, "receipt-typed", context);
        stage_tap(stage, "key-action");
        for (size_t line = 1; line <= 4; line++) {
            assert_true(text_format(name, sizeof name, "file-%zu", line));
            if (stage_widget(stage, name) && strcmp(stage_state(stage, name), "ticked") != 0)
                stage_tap(stage, name);
        }
        each(stage, "receipt-filled", context);
        stage_tap(stage, "change");
        see_pages(stage, "receipt-choose", each, context);
        stage_tap(stage, "cancel");
        stage_tap(stage, "save");
        each(stage, "receipt-saved", context);
        move_slip(stage, PRINT_PRINTED);
        each(stage, "receipt-printed", context);
        stage_tap(stage, "print-again");
        move_slip(stage, PRINT_UNCERTAIN);
        each(stage, "receipt-unsure", context);
        stage_tap(stage, "done");
        assert_string_equal(stage_screen(stage), "staff-desk");
    }
}
