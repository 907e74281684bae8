/* survey check. */
#include "admin/verbs_internal.h"
#include "wire/questionnaire_json.h"

static void free_questionnaire(struct questionnaire **slot)
{
    questionnaire_free(*slot);
}

static bool check_questionnaire(const char *path, struct catalog_issues *issues, FILE *out,
                                struct err *err)
{
    AUTO(free_questionnaire) struct questionnaire *form = NULL;

    if (!questionnaire_json_load(&form, path, issues, err))
        return false;
    (void)fprintf(out, "%s: %s version %lld, %d questions and %zu of the office\n", path, form->id,
                  (long long)form->version, (int)ELEMENT_COUNT, form->extra_count);
    return true;
}

int verb_survey_check(const struct admin *admin, int count, char **words)
{
    return verb_check_files(admin, "survey check", check_questionnaire, count, words);
}
