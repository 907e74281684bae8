/* A walk over the day screen. */
#include "screens/day_gallery.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "screens/closing.h"
#include "screens/duty.h"
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { NUMBERS = 60 };

static void run_sql(struct stage *stage, const char *text)
{
    AUTO_FREE char *path = mem_format("%s/anjungan.db", stage->directory);
    sqlite3 *db;

    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    if (sqlite3_exec(db, text, NULL, NULL, NULL) != SQLITE_OK)
        fail_msg("%s: %s", text, sqlite3_errmsg(db));
    sqlite3_close(db);
}

/* Lives are written into the database: a day at the desk would take as long as the test of it. */
void day_fill(struct stage *stage)
{
    static const char *const services[] = {"sik-perekam-medis", "sik-tenaga-sanitarian",
                                           "sip-paramedik-inseminator"};

    for (int i = 0; i < NUMBERS; i++)
        stage_issue(stage, i % 7 == 0 ? "B" : services[i % 3]);
    run_sql(stage, "UPDATE ticket SET wait_ms = place * 37000, called_at = issued_at + 1, officer "
                   "= 'P-0' || (1 + place % 4), state = 'done', done_at = issued_at + 2, "
                   "service_ms = 200000 + place * 9000 WHERE place < 50 AND place % 9 > 0");
    run_sql(stage, "UPDATE ticket SET state = 'skipped', wait_ms = 60000, called_at = issued_at + "
                   "1, officer = 'P-02' WHERE place = 9");
    run_sql(stage, "UPDATE ticket SET state = 'void' WHERE place = 18");
}

void day_open(struct stage *stage)
{
    assert_string_equal(stage_screen(stage), "staff-desk");
    stage_tap(stage, "day");
    assert_string_equal(stage_screen(stage), "staff-day");
}

struct walk {
    struct stage *stage;
    void (*each)(struct stage *stage, const char *name, void *context);
    void *context;
};

static void see(const struct walk *walk, const char *name)
{
    walk->each(walk->stage, name, walk->context);
}

static void see_tables(const struct walk *walk)
{
    see(walk, "day-groups");
    stage_tap(walk->stage, "tab-service");
    see(walk, "day-services");
    stage_tap(walk->stage, "tab-hour");
    see(walk, "day-hours");
    stage_tap(walk->stage, "tab-officer");
    see(walk, "day-officers");
    stage_tap(walk->stage, "day-before");
    see(walk, "day-empty");
    stage_tap(walk->stage, "day-after");
}

static void see_decisions(const struct walk *walk)
{
    struct stage *stage = walk->stage;

    if (stage_widget(stage, "view-opening"))
        stage_tap(stage, "view-opening");
    see(walk, "day-opening");
    stage_tap(stage, "pause-B");
    see(walk, "day-pause");
    stage_tap(stage, "reason-6");
    see(walk, "day-pause-chosen");
    stage_tap(stage, "sheet-do");
    stage_wait(stage, 5000); /* the toast lies over the content, as designed */
    see(walk, "day-paused");
    stage_tap(stage, "close-day");
    see(walk, "day-close");
    stage_tap(stage, "sheet-do");
    stage_wait(stage, 5000);
    see(walk, "day-closed");
}

void day_gallery_walk(struct stage *stage,
                      void (*each)(struct stage *stage, const char *name, void *context),
                      void *context)
{
    const struct walk walk = {stage, each, context};

    day_fill(stage);
    duty_begin(stage, STAFF_SUPERVISOR);
    day_open(stage);
    if (stage->home_lang)
        i18n_use(stage->home_lang); /* staff mode itself is in the office's language */
    stage_settle(stage);
    see_tables(&walk);
    see_decisions(&walk);
}

void day_gallery_hours(const struct stage *plan,
                       void (*each)(struct stage *stage, const char *name, void *context),
                       void *context)
{
    static const struct closing after = {.reason = CLOSED_AFTER, .when = "2026-11-27 16:30"};
    struct stage stage;

    closing_open(&stage, plan, &after);
    duty_begin(&stage, STAFF_SUPERVISOR);
    day_open(&stage);
    if (stage.home_lang)
        i18n_use(stage.home_lang);
    stage_settle(&stage);
    if (stage_widget(&stage, "view-opening"))
        stage_tap(&stage, "view-opening");
    each(&stage, "day-after-hours", context);
    stage_tap(&stage, "extra");
    each(&stage, "day-extra", context);
    stage_tap(&stage, "minutes-60");
    stage_tap(&stage, "reason-3");
    each(&stage, "day-extra-chosen", context);
    stage_tap(&stage, "sheet-do");
    stage_wait(&stage, 5000);
    each(&stage, "day-extra-given", context);
    closing_close(&stage);
}
