/* The desk that a verb works on. */
#include "admin/verbs_internal.h"
#include "desk/desk.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

static bool open_desk(struct desk **out, const struct admin *admin, bool has_catalog,
                      struct err *err)
{
    struct desk_options options = admin->desk;

    if (!has_catalog)
        options.catalog_path = options.holidays_path = NULL;
    if (access(options.state_dir, R_OK | W_OK | X_OK) != 0)
        return err_set(err, ERR_IO,
                       "cannot use the state directory %s: %s; make it, join its group, or name "
                       "another with --state",
                       options.state_dir, strerror(errno));
    return desk_open(out, &options, err);
}

bool verb_open_desk(struct desk **out, const struct admin *admin, struct err *err)
{
    return open_desk(out, admin, true, err);
}

bool verb_open_bare_desk(struct desk **out, const struct admin *admin, struct err *err)
{
    return open_desk(out, admin, false, err);
}

void verb_close_desk(struct desk **slot)
{
    desk_close(*slot);
}
