/* The reader of the questionnaire on any bytes. What it takes is whole: nine elements, each asked
 * once with four options, and extras that can be asked. */
#include "base/text.h"
#include "wire/questionnaire_json.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void expect(bool is_true)
{
    if (!is_true)
        abort();
}

static void check_findings(const struct catalog_issues *issues, bool is_good)
{
    expect(is_good == (issues->error_count == 0));
    for (size_t i = 0; i < issues->count; i++) {
        const char *text = issues->items[i].text;

        expect(strncmp(text, "f.json:", 7) == 0 && strchr(text, '\n') == NULL);
        expect(text_valid_utf8(text, strlen(text)) == strlen(text));
    }
}

static void check_question(const struct question *question, size_t least, size_t most)
{
    expect(question->key != NULL && question->name.id != NULL && question->text.id != NULL);
    expect(question->option_count >= least && question->option_count <= most);
    for (size_t i = 0; i < question->option_count; i++)
        expect(question->options[i].id != NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    AUTO(catalog_issues_clear) struct catalog_issues issues = {0};
    struct questionnaire *form = NULL;
    bool is_asked[ELEMENT_COUNT] = {false};
    struct err err;
    bool is_good =
        questionnaire_json_read(&form, "f.json", (const char *)bytes, len, &issues, &err);

    check_findings(&issues, is_good);
    expect(is_good == (form != NULL));
    if (!is_good)
        return 0;
    expect(form->id != NULL && form->version > 0 && form->title.id != NULL
           && form->source.id != NULL && form->extra_count <= EXTRAS_MOST);
    for (size_t i = 0; i < ELEMENT_COUNT; i++) {
        const struct question *question = &form->elements[form->order[i]];

        expect(!is_asked[form->order[i]]);
        is_asked[form->order[i]] = true;
        check_question(question, SCORE_MOST, SCORE_MOST);
        expect(strcmp(question->key, survey_element_key(form->order[i])) == 0);
    }
    for (size_t i = 0; i < form->extra_count; i++)
        check_question(&form->extras[i], 2, EXTRA_OPTIONS_MOST);
    questionnaire_free(form);
    return 0;
}
