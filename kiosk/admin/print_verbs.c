/* print test. */
#include "admin/verbs_internal.h"
#include "base/id.h"
#include "desk/slips.h"

int verb_print_test(const struct admin *admin, int count, char **words)
{
    AUTO_DESK struct desk *desk = NULL;
    const struct uuid request = uuid_v4();
    AUTO_TEXT struct text line;
    int64_t job = 0;
    struct err err;

    text_init(&line, 64);
    if (!arguments_take(admin, NULL, 0, &count, words))
        return ADMIN_USAGE;
    if (count > 0)
        return verb_fail(admin, ADMIN_USAGE, "\"%s\" does not belong to print test", words[0]);
    if (!verb_open_desk(&desk, admin, &err) || !desk_print_test(desk, &request, "", &job, &err))
        return verb_tell(admin, &err);
    text_addf(&line, "job %lld", (long long)job);
    return verb_print_line(admin, &line) ? ADMIN_OK : ADMIN_FAILED;
}
