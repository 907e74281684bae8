/* calendar check. */
#include "admin/verbs_internal.h"
#include "wire/holidays_json.h"

static void free_holidays(struct holidays **slot)
{
    holidays_free(*slot);
}

static bool check_calendar(const char *path, struct catalog_issues *issues, FILE *out,
                           struct err *err)
{
    AUTO(free_holidays) struct holidays *holidays = NULL;

    if (!holidays_json_load(&holidays, path, issues, err))
        return false;
    (void)fprintf(out, "%s: %zu days, %s\n", path, holidays->count, holidays->version);
    return true;
}

int verb_calendar_check(const struct admin *admin, int count, char **words)
{
    return verb_check_files(admin, "calendar check", check_calendar, count, words);
}
