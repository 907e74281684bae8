/* Rows of responses, handed over inside SQLite. */
#include "store/survey_reader.h"

#include <assert.h>

enum reader_argument {
    READER_SELF,
    READER_ANSWERS,
    READER_FLAGS = READER_ANSWERS + ELEMENT_COUNT,
    READER_GENDER,
    READER_AGE,
    READER_EDUCATION,
    READER_OCCUPATION,
    READER_BRACKET,
    READER_KEY,
    READER_ARGUMENTS
};
static_assert(READER_ARGUMENTS == 17, "the statements name as many columns");

static const char pointer_kind[] = "survey_reader";

struct run {
    struct survey_reader *reader;
    int64_t count;
};

/* Columns outside an enum cannot be there: the table refuses them, and opening checked the file. A
 * damaged file is not to make us write outside an array all the same. */
static int below(sqlite3_value *value, int count)
{
    int number = sqlite3_value_int(value);

    return number >= 0 && number < count ? number : 0;
}

static void read_row(sqlite3_context *call, int count, sqlite3_value **values)
{
    struct run *run = sqlite3_aggregate_context(call, sizeof *run);
    struct survey_fact fact = {
        .is_flagged = sqlite3_value_int(values[READER_FLAGS]) != 0,
        .profile = {(enum survey_gender)below(values[READER_GENDER], GENDER_COUNT),
                    (enum survey_age)below(values[READER_AGE], AGE_COUNT),
                    (enum survey_education)below(values[READER_EDUCATION], EDUCATION_COUNT),
                    (enum survey_occupation)below(values[READER_OCCUPATION], OCCUPATION_COUNT)},
        .bracket = (enum survey_bracket)below(values[READER_BRACKET], BRACKET_COUNT),
        .key = (const char *)sqlite3_value_text(values[READER_KEY]),
        .key_len = (size_t)sqlite3_value_bytes(values[READER_KEY]),
    };

    assert(count == READER_ARGUMENTS);
    if (!run) {
        sqlite3_result_error_nomem(call);
        return;
    }
    if (run->count++ == 0)
        run->reader = sqlite3_value_pointer(values[READER_SELF], pointer_kind);
    if (!run->reader || !fact.key) {
        sqlite3_result_error(call, "survey_read has no reader or no key", -1);
        return;
    }
    for (int i = 0; i < ELEMENT_COUNT; i++)
        fact.answers[i] = (uint8_t)below(values[READER_ANSWERS + i], SCORE_MOST + 1);
    run->reader->each(run->reader->context, &fact);
}

static void finish(sqlite3_context *call)
{
    const struct run *run = sqlite3_aggregate_context(call, 0);

    sqlite3_result_int64(call, run ? run->count : 0);
}

int survey_reader_register(sqlite3 *handle)
{
    return sqlite3_create_function_v2(handle, "survey_read", READER_ARGUMENTS,
                                      SQLITE_UTF8 | SQLITE_DIRECTONLY, NULL, NULL, read_row, finish,
                                      NULL);
}

void survey_reader_bind(struct query *query, int index, struct survey_reader *reader)
{
    query_bind_pointer(query, index, reader, pointer_kind);
}
