/* What the verbs that check files have in common. */
#include "admin/verbs_internal.h"
#include "wire/catalog_json.h"

/* A file that cannot be read at all counts as one error. */
static void check_file(const struct admin *admin, const char *path, file_check *check,
                       size_t *errors, size_t *warnings)
{
    AUTO(catalog_issues_clear) struct catalog_issues issues = {0};
    struct err err;
    bool is_good = check(path, &issues, admin->out, &err);

    for (size_t i = 0; i < issues.count; i++)
        (void)fprintf(admin->out, "%s\n", issues.items[i].text);
    if (!is_good && issues.error_count == 0) {
        (void)fprintf(admin->out, "%s: %s\n", path, err.text);
        ++*errors;
    }
    *errors += issues.error_count;
    *warnings += issues.warning_count;
}

int verb_check_files(const struct admin *admin, const char *verb, file_check *check, int count,
                     char **words)
{
    size_t errors = 0;
    size_t warnings = 0;

    if (!arguments_take(admin, NULL, 0, &count, words))
        return ADMIN_USAGE;
    if (count == 0)
        return verb_fail(admin, ADMIN_USAGE, "%s needs at least one FILE", verb);
    for (int i = 0; i < count; i++)
        check_file(admin, words[i], check, &errors, &warnings);
    (void)fprintf(admin->out, "%d files, %zu errors, %zu warnings\n", count, errors, warnings);
    return errors > 0 ? ADMIN_FAILED : ADMIN_OK;
}
