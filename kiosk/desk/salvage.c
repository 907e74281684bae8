/* What can still be read of databases in quarantine. */
#include "desk/salvage.h"
#include "base/mem.h"
#include "desk/desk_internal.h"
#include "store/salvage.h"

bool desk_salvage(struct desk *desk, struct desk_salvage *out, struct text *waiting, bool *has_any,
                  struct err *err)
{
    AUTO_FREE char *detail = NULL;
    struct salvage taken;

    *has_any = false;
    *out = (struct desk_salvage){.events = 0};
    if (!desk_enter(desk, err))
        return false;
    if (!salvage_next(desk->db, out->folder))
        return true;
    if (!salvage_take(desk->db, out->folder, &taken, waiting, err))
        return false;
    *has_any = true;
    out->events = taken.events;
    out->bad_events = taken.bad_events;
    out->rows = taken.rows;
    out->is_partial = taken.is_partial;
    detail = mem_format("%s: %d events, %d rows%s", out->folder, taken.events, taken.rows,
                        taken.is_partial || taken.bad_events > 0 ? ", not all" : "");
    return desk_journal(desk, clock_now_ms(desk->clock), "", "database.salvaged", out->folder,
                        detail, err);
}
