/* salvage. */
#include "admin/verbs_internal.h"
#include "desk/salvage.h"

enum { WAITING_MOST = 4096 };

static void tell(const struct admin *admin, const struct desk_salvage *salvage)
{
    (void)fprintf(admin->out, "%s: %d events for the office and %d rows taken over",
                  salvage->folder, salvage->events, salvage->rows);
    if (salvage->bad_events > 0)
        (void)fprintf(admin->out, "; %d events are damaged", salvage->bad_events);
    if (salvage->is_partial)
        (void)fputs("; some of it cannot be read any more", admin->out);
    (void)fputc('\n', admin->out);
}

int verb_salvage(const struct admin *admin, int count, char **words)
{
    AUTO_TEXT struct text waiting = {0};
    AUTO_DESK struct desk *desk = NULL;
    struct desk_salvage salvage;
    bool has_any = true;
    int folders = 0;
    struct err err = {0};

    if (count > 0)
        return verb_fail(admin, ADMIN_USAGE, "\"%s\" does not belong to salvage", words[0]);
    if (!verb_open_bare_desk(&desk, admin, &err))
        return verb_tell(admin, &err);
    text_init(&waiting, WAITING_MOST);
    for (; has_any; folders++) {
        if (!desk_salvage(desk, &salvage, &waiting, &has_any, &err))
            return verb_tell(admin, &err);
        if (has_any)
            tell(admin, &salvage);
    }
    if (folders == 1)
        (void)fputs("nothing lies in quarantine that was not gone through\n", admin->out);
    if (waiting.len > 0)
        (void)fprintf(admin->out, "People may still hold these numbers; call them by voice: %s\n",
                      waiting.data);
    return ADMIN_OK;
}
