/* A morning on the board. */
#include "screens/board_gallery.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void call(struct stage *stage, const char *number, const char *counter, const char *group)
{
    stage_announce(stage, number, counter, group, 0);
    stage_notice(stage);
}

static void wait_out(struct stage *stage)
{
    stage_wait(stage, 20000);
}

void board_gallery_walk(struct stage *stage,
                        void (*each)(struct stage *stage, const char *name, void *context),
                        void *context)
{
    const struct catalog *catalog = desk_catalog(stage->desk);
    const struct group *groups = catalog->office.groups;

    each(stage, "board-empty", context);
    for (int i = 0; i < 16; i++)
        stage_issue(stage, catalog->services[0].id);
    stage_notice(stage);
    call(stage, "D-002", "Loket pengaduan", groups[3].id);
    wait_out(stage);
    call(stage, "B-008", "Meja informasi", groups[1].id);
    wait_out(stage);
    call(stage, "C-005", "Loket 3", groups[2].id);
    wait_out(stage);
    call(stage, "A-013", "Loket 1", groups[0].id);
    wait_out(stage);
    call(stage, "A-014", "Loket 2", groups[0].id);
    each(stage, "board-new-call", context);
    wait_out(stage);
    each(stage, "board", context);
    for (int64_t at = 0; at < 4; at++) {
        stage_wait(stage, 15000);
        each(stage, at == 0 ? "board-fact-2" : at == 1 ? "board-fact-3" : "board-fact-4", context);
    }
    call(stage, "P-003", "Loket pengambilan izin dan penyerahan berkas", groups[2].id);
    each(stage, "board-long-counter", context);
    wait_out(stage);
    call(stage, "A2-1014", "Loket 12", groups[0].id);
    wait_out(stage);
    call(stage, "A-1015", "Loket 2", groups[0].id);
    wait_out(stage);
    each(stage, "board-many", context);
    kiosk_lend(stage->kiosk, catalog);
    kiosk_serve(stage->kiosk, NULL);
    stage_settle(stage);
    each(stage, "board-stale", context);
}
