/* A walk through the forms of the officer's desk. */
#include "screens/duty_gallery.h"

#include "desk/opening.h"
#include "screens/duty.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

struct walk {
    struct stage *stage;
    void (*each)(struct stage *stage, const char *name, void *context);
    void *context;
};

static void see(const struct walk *walk, const char *name)
{
    stage_printer(walk->stage, TROUBLE_NONE, true); /* a report holds for 90 s */
    stage_notice(walk->stage);
    walk->each(walk->stage, name, walk->context);
}

static void take_with_gaps(struct stage *stage)
{
    struct ticket ticket;
    struct err err = {0};
    const uint16_t unticked[] = {7, 8};
    const struct ticket_request request = {.request = uuid_v4(),
                                           .service = "sik-perekam-medis",
                                           .lang = "id",
                                           .unticked = unticked,
                                           .unticked_count = 2};

    if (!desk_issue_ticket(stage->desk, &request, &ticket, &err))
        fail_msg("%s", err.text);
}

/* Thirteen are served; then one with two requirements left out, six others, one with priority. */
static void open_morning(const struct walk *walk)
{
    static const char *const services[] = {"sik-perekam-medis", "sik-tenaga-sanitarian",
                                           "sik-perekam-medis", "sip-paramedik-inseminator",
                                           "sik-perekam-medis", "sik-perekam-medis"};
    struct stage *stage = walk->stage;

    for (int i = 0; i < 13; i++)
        duty_take(stage, "sik-perekam-medis", false, NULL);
    stage_serve(stage, 13, 6 * 60000);
    take_with_gaps(stage);
    for (size_t i = 0; i < sizeof services / sizeof *services; i++) {
        duty_take(stage, services[i], i == 1, NULL);
        stage_wait(stage, 100000);
        stage_tap(stage, "group-A"); /* an officer who touches nothing is locked out */
    }
}

static void see_serving(const struct walk *walk)
{
    struct stage *stage = walk->stage;

    see(walk, "33-idle");
    stage_tap(stage, "sheet-call");
    stage_wait(stage, 22000);
    see(walk, "33-called");
    stage_tap(stage, "start");
    stage_wait(stage, 72000);
    see(walk, "33-serving");
    stage_tap(stage, "group-A");
    stage_tap(stage, "move");
    see(walk, "33-sheet-move");
    stage_tap(stage, "sheet-close");
    stage_tap(stage, "call-next");
    for (int i = 0; i < RECALLS_MOST; i++)
        stage_tap(stage, "recall");
    stage_wait(stage, 5000);
    see(walk, "33-recalled");
    stage_tap(stage, "skip");
    see(walk, "33-toast");
    stage_wait(stage, 5000);
    see(walk, "33-skipped");
    stage_tap(stage, "list-skipped");
    see(walk, "33-list-skipped");
    stage_tap(stage, "row-1");
    see(walk, "33-sheet-skipped");
    stage_tap(stage, "sheet-restore");
    stage_wait(stage, 5000);
}

static void see_sheets(const struct walk *walk)
{
    struct stage *stage = walk->stage;
    struct err err = {0};

    stage_tap(stage, "row-2");
    see(walk, "33-sheet-ticket");
    stage_tap(stage, "sheet-void");
    see(walk, "33-sheet-void");
    stage_tap(stage, "sheet-close");
    stage_tap(stage, stage_widget(stage, "star-2") ? "star-2" : "star-1");
    see(walk, "33-sheet-promote");
    stage_tap(stage, "sheet-close");
    stage_tap(stage, "issue-priority");
    see(walk, "33-sheet-issue-priority");
    stage_tap(stage, "sheet-close");
    if (!desk_pause_group(stage->desk, "berkas", "P-07", "Rapat singkat", &err))
        fail_msg("%s", err.text);
    stage_tap(stage, "issue-general");
    see(walk, "33-sheet-paused");
    stage_tap(stage, "sheet-close");
    if (!desk_resume_group(stage->desk, "berkas", "P-07", &err))
        fail_msg("%s", err.text);
}

static void see_troubles(const struct walk *walk)
{
    struct stage *stage = walk->stage;
    struct err err = {0};

    for (enum printer_trouble trouble = TROUBLE_NO_PRINTER; trouble <= TROUBLE_UNKNOWN; trouble++) {
        char name[64] = "33-printer-";

        strncat(name, printer_trouble_name(trouble), sizeof name - strlen(name) - 1);
        stage_printer(stage, trouble, true);
        stage_notice(stage);
        walk->each(stage, name, walk->context);
    }
    for (int i = 0; i < 30; i++)
        duty_take(stage, "sik-perekam-medis", i % 5 == 0, NULL);
    see(walk, "33-long");
    stage_tap(stage, "page-down");
    see(walk, "33-long-p2");
    if (!desk_close_day(stage->desk, "P-07", &err))
        fail_msg("%s", err.text);
    stage_tap(stage, "issue-general");
    see(walk, "33-sheet-closed");
    stage_tap(stage, "sheet-close");
}

void duty_gallery_walk(struct stage *stage,
                       void (*each)(struct stage *stage, const char *name, void *context),
                       void *context)
{
    const struct walk walk = {stage, each, context};

    duty_begin(stage, STAFF_SUPERVISOR);
    see(&walk, "33-empty");
    open_morning(&walk);
    stage_tap(stage, "row-2"); /* A-014; the priority number stands above it */
    see_serving(&walk);
    see_sheets(&walk);
    see_troubles(&walk);
}
