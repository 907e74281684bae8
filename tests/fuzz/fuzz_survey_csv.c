/* The reader of paper forms on any bytes. What it takes can be kept, each row is a form or was told
 * of, and the good rows alone give the same forms again. */
#include "admin/survey_csv.h"
#include "base/mem.h"
#include "base/text.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

#define TODAY INT64_C(20780) /* 2026-11-23 */
#define FIRST INT64_C(10957) /* 2000-01-01 */

static void expect(bool is_true)
{
    if (!is_true)
        abort();
}

struct told {
    size_t count;
    size_t lines;   /* on which something was told */
    long last_line; /* findings come in the order of the file */
};

static void note(void *context, const char *finding)
{
    struct told *told = context;
    long line;

    expect(strncmp(finding, "f.csv:", 6) == 0 && strchr(finding, '\n') == NULL);
    expect(text_valid_utf8(finding, strlen(finding)) == strlen(finding));
    line = strtol(finding + 6, NULL, 10);
    expect(line >= 1);
    told->count++;
    told->lines += line != told->last_line;
    told->last_line = line;
}

static void check_form(const struct survey_form *form)
{
    const struct survey_profile *profile = &form->profile;
    size_t letters = 0;

    expect(form->day >= FIRST && form->day <= TODAY);
    expect((unsigned)form->bracket < BRACKET_COUNT && (unsigned)profile->gender < GENDER_COUNT);
    expect((unsigned)profile->age < AGE_COUNT && (unsigned)profile->education < EDUCATION_COUNT);
    expect((unsigned)profile->occupation < OCCUPATION_COUNT);
    for (int i = 0; i < ELEMENT_COUNT; i++)
        expect(form->answers[i] >= 1 && form->answers[i] <= SCORE_MOST);
    expect(form->service_id == NULL || strcmp(form->service_id, "izin-satu") == 0);
    expect(!uuid_is_nil(&form->request));
    if (form->suggestion == NULL)
        return;
    expect(text_valid_utf8(form->suggestion, strlen(form->suggestion)) == strlen(form->suggestion));
    for (const char *at = form->suggestion; text_next(&at) != 0;)
        letters++;
    expect(letters > 0 && letters <= SUGGESTION_LETTERS);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    static const struct service service = {.id = "izin-satu", .name = {.id = "Izin Satu"}};
    static const struct catalog catalog = {.services = &service, .service_count = 1};
    struct told told = {0};
    const struct survey_csv_order order = {.name = "f.csv",
                                           .catalog = &catalog,
                                           .today = TODAY,
                                           .officer = "",
                                           .tell = note,
                                           .context = &told};
    struct survey_csv csv;
    struct err err = {0};
    bool is_read = survey_csv_read(&csv, &order, (const char *)bytes, len, &err);

    expect(is_read == (err.code == ERR_NONE));
    if (is_read) {
        size_t rows = csv.count + csv.bad;

        /* A bad row was told of, and nothing is told without one. */
        expect((csv.bad > 0) == (told.count > 0));
        expect(told.count >= csv.bad && told.lines <= csv.bad);
        expect(rows <= len);
    }
    for (size_t i = 0; i < csv.count; i++)
        check_form(&csv.forms[i]);
    survey_csv_clear(&csv);
    return 0;
}
