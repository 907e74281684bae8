/* calendar check. */
#include "admin/verbs_internal.h"
#include "wire/holidays_json.h"

static void free_holidays(struct holidays **slot)
{
    holidays_free(*slot);
}

/* A file that cannot be read at all counts as one error. */
static void check_file(const struct admin *admin, const char *path, size_t *errors,
                       size_t *warnings)
{
    AUTO(catalog_issues_clear) struct catalog_issues issues = {0};
    AUTO(free_holidays) struct holidays *holidays = NULL;
    struct err err;
    bool is_good = holidays_json_load(&holidays, path, &issues, &err);

    for (size_t i = 0; i < issues.count; i++)
        (void)fprintf(admin->out, "%s\n", issues.items[i].text);
    if (!is_good && issues.error_count == 0) {
        (void)fprintf(admin->out, "%s: %s\n", path, err.text);
        ++*errors;
    }
    if (is_good)
        (void)fprintf(admin->out, "%s: %zu days, %s\n", path, holidays->count, holidays->version);
    *errors += issues.error_count;
    *warnings += issues.warning_count;
}

int verb_calendar_check(const struct admin *admin, int count, char **words)
{
    size_t errors = 0;
    size_t warnings = 0;

    if (!arguments_take(admin, NULL, 0, &count, words))
        return ADMIN_USAGE;
    if (count == 0)
        return verb_fail(admin, ADMIN_USAGE, "calendar check needs at least one FILE");
    for (int i = 0; i < count; i++)
        check_file(admin, words[i], &errors, &warnings);
    (void)fprintf(admin->out, "%d files, %zu errors, %zu warnings\n", count, errors, warnings);
    return errors > 0 ? ADMIN_FAILED : ADMIN_OK;
}
