/* The questionnaire, read by the means of the catalogue. */
#include "wire/questionnaire_json.h"
#include "base/file.h"
#include "wire/catalog_reader.h"

#include <string.h>

#define QUESTIONNAIRE_FORMAT "anjungan-questionnaire-1"

enum {
    QUESTIONNAIRE_GROWTH = 16,
    QUESTIONNAIRE_LEAST_MEMORY = 65536,
    QUESTIONNAIRE_MAX_VERSION = 1000000,
    EXTRA_OPTIONS_LEAST = 2,
};

static void read_options(struct catalog_fields *fields, struct question *out, size_t least,
                         size_t most)
{
    struct catalog_reader *reader = fields->reader;
    size_t count = 0;
    const struct words *options = catalog_field_words_list(fields, "options", &count);
    size_t path;

    if (options == NULL) { /* absent, or told: empty, too many, no list */
        if (catalog_field(fields, "options") == NULL)
            catalog_missing(reader, "options");
        return;
    }
    path = catalog_enter(reader, "options");
    if (count < least || count > most) {
        if (least == most)
            catalog_error(reader, "cf_options_exact",
                          "has %zu options; a scored question has exactly %zu", count, most);
        else
            catalog_error(reader, "cf_options_range", "has %zu options; allowed are %zu to %zu",
                          count, least, most);
    } else {
        memcpy(out->options, options, count * sizeof *options);
        out->option_count = count;
    }
    catalog_leave(reader, path);
    for (size_t i = 1; i < out->option_count; i++) {
        for (size_t k = 0; k < i; k++) {
            if (out->options[i].id && out->options[k].id
                && strcmp(out->options[i].id, out->options[k].id) == 0)
                catalog_error(reader, "cf_options_same",
                              "options[%zu] and options[%zu] say the same: \"%.60s\"", k, i,
                              out->options[i].id);
        }
    }
}

static struct question read_question(struct catalog_reader *reader, const struct json *value,
                                     size_t least, size_t most)
{
    struct question question = {0};
    struct catalog_fields fields;

    if (!catalog_fields_begin(&fields, reader, value))
        return question;
    question.key = catalog_field_id(&fields, "key", CATALOG_REQUIRED);
    question.name = catalog_field_name(&fields, "name");
    question.text = catalog_field_words(&fields, "text", CATALOG_REQUIRED);
    read_options(&fields, &question, least, most);
    catalog_fields_end(&fields);
    return question;
}

/* The nine, each once; in the order of the file they are asked. */
static void read_scored(struct catalog_fields *root, struct questionnaire *out)
{
    struct catalog_reader *reader = root->reader;
    size_t count = 0;
    const struct json *list =
        catalog_field_list(root, "questions", ELEMENT_COUNT, CATALOG_REQUIRED, &count);
    size_t path = catalog_enter(reader, "questions");
    bool is_asked[ELEMENT_COUNT] = {false};

    for (size_t i = 0; list != NULL && i < count; i++) {
        size_t outer = catalog_enter_at(reader, i);
        struct question question = read_question(reader, json_at(list, i), SCORE_MOST, SCORE_MOST);
        enum survey_element element;

        if (question.key == NULL) {
            /* told */
        } else if (!survey_element_from_key(question.key, &element)) {
            catalog_error(reader, "cf_no_element",
                          "\"%.32s\" is none of the nine elements; questions of your own stand "
                          "under \"extras\"",
                          question.key);
        } else if (is_asked[element]) {
            catalog_error(reader, "cf_element_twice", "the element \"%s\" is asked twice",
                          question.key);
        } else {
            is_asked[element] = true;
            out->elements[element] = question;
            out->order[i] = element;
        }
        catalog_leave(reader, outer);
    }
    for (int element = 0; list != NULL && element < ELEMENT_COUNT; element++) {
        if (!is_asked[element])
            catalog_error(reader, "cf_element_missing",
                          "the element \"%s\" is not asked; all nine are needed",
                          survey_element_key((enum survey_element)element));
    }
    catalog_leave(reader, path);
}

static void read_extras(struct catalog_fields *root, struct questionnaire *out)
{
    struct catalog_reader *reader = root->reader;
    const struct json *list =
        catalog_field_list(root, "extras", EXTRAS_MOST, CATALOG_OPTIONAL, &out->extra_count);
    size_t path = catalog_enter(reader, "extras");

    for (size_t i = 0; list != NULL && i < out->extra_count; i++) {
        size_t outer = catalog_enter_at(reader, i);
        struct question *question = &out->extras[i];
        enum survey_element element;

        *question =
            read_question(reader, json_at(list, i), EXTRA_OPTIONS_LEAST, EXTRA_OPTIONS_MOST);
        if (question->key != NULL && survey_element_from_key(question->key, &element))
            catalog_error(reader, "cf_key_scored", "\"%s\" is the key of a scored question",
                          question->key);
        for (size_t k = 0; question->key != NULL && k < i; k++) {
            if (out->extras[k].key != NULL && strcmp(out->extras[k].key, question->key) == 0)
                catalog_error(reader, "cf_key_extra", "the key \"%s\" is that of extras[%zu] too",
                              question->key, k);
        }
        catalog_leave(reader, outer);
    }
    catalog_leave(reader, path);
}

static void read_root(struct catalog_reader *reader, const struct json *value,
                      struct questionnaire *out)
{
    struct catalog_fields root;
    const char *format;
    size_t path;

    if (!catalog_fields_begin(&root, reader, value))
        return;
    format = catalog_field_string(&root, "format", CATALOG_REQUIRED);
    path = catalog_enter(reader, "format");
    if (format != NULL && strcmp(format, QUESTIONNAIRE_FORMAT) != 0)
        catalog_error(reader, "cf_format", "\"%.60s\": allowed is \"%s\"", format,
                      QUESTIONNAIRE_FORMAT);
    catalog_leave(reader, path);
    out->id = catalog_field_id(&root, "id", CATALOG_REQUIRED);
    out->version = catalog_field_int(&root, "version", 1, QUESTIONNAIRE_MAX_VERSION, 0);
    if (out->version == 0 && catalog_field(&root, "version") == NULL)
        catalog_missing(reader, "version");
    out->title = catalog_field_name(&root, "title");
    out->source = catalog_field_words(&root, "source", CATALOG_REQUIRED);
    read_scored(&root, out);
    read_extras(&root, out);
    catalog_fields_end(&root);
}

static bool read_form(struct questionnaire **out, const char *name, const char *bytes, size_t len,
                      struct catalog_issues *issues, struct err *err)
{
    AUTO_JSON struct json *root = NULL;
    struct catalog_reader reader;
    struct questionnaire *form;
    size_t first_issue = issues->count;
    size_t errors_before = issues->error_count;

    if (!catalog_reader_open(&reader, &root, name, bytes, len, issues))
        return catalog_refuse(issues, first_issue, err);
    reader.arena = arena_new(len * QUESTIONNAIRE_GROWTH + QUESTIONNAIRE_LEAST_MEMORY);
    form = arena_alloc(reader.arena, 1, sizeof *form);
    form->memory = reader.arena;
    read_root(&reader, root, form);
    catalog_reader_close(&reader);
    if (issues->error_count > errors_before) {
        questionnaire_free(form);
        return catalog_refuse(issues, first_issue, err);
    }
    *out = form;
    return true;
}

bool questionnaire_json_read(struct questionnaire **out, const char *name, const char *bytes,
                             size_t len, struct catalog_issues *issues, struct err *err)
{
    struct catalog_issues own = {0};
    bool is_good = read_form(out, name, bytes, len, issues != NULL ? issues : &own, err);

    catalog_issues_clear(&own);
    return is_good;
}

bool questionnaire_json_load(struct questionnaire **out, const char *path,
                             struct catalog_issues *issues, struct err *err)
{
    AUTO_FREE char *bytes = NULL;
    size_t len = 0;

    return file_read(path, QUESTIONNAIRE_MAX_BYTES, &bytes, &len, err)
           && questionnaire_json_read(out, path, bytes, len, issues, err);
}
