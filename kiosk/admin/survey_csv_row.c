/* The cells of a paper form: which values they may have. */
#include "admin/survey_csv_row.h"
#include "base/mem.h"
#include "base/text.h"
#include "domain/calendar.h"

#include <assert.h>
#include <ctype.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char *const column_names[] = {
    [COLUMN_TANGGAL] = "tanggal",     [COLUMN_JAM] = "jam",
    [COLUMN_LAYANAN] = "layanan",     [COLUMN_JENIS_KELAMIN] = "jenis_kelamin",
    [COLUMN_USIA] = "usia",           [COLUMN_PENDIDIKAN] = "pendidikan",
    [COLUMN_PEKERJAAN] = "pekerjaan", [COLUMN_SARAN] = "saran",
};
static_assert(ARRAY_LEN(column_names) == COLUMN_COUNT, "every column has a name");

const char *survey_column_name(enum survey_column column)
{
    if (column >= COLUMN_FIRST_ELEMENT && column <= COLUMN_LAST_ELEMENT)
        return survey_element_key((enum survey_element)(column - COLUMN_FIRST_ELEMENT));
    return column_names[column];
}

bool survey_column_from_name(const char *name, enum survey_column *out)
{
    for (int i = 0; i < COLUMN_COUNT; i++) {
        if (strcasecmp(survey_column_name((enum survey_column)i), name) == 0) {
            *out = (enum survey_column)i;
            return true;
        }
    }
    return false;
}

void survey_row_tell(struct survey_row *row, enum survey_column column, const char *format, ...)
{
    AUTO_FREE char *finding = NULL;
    char text[400];
    va_list args;

    va_start(args, format);
    (void)text_format_args(text, sizeof text, format, args);
    va_end(args);
    finding =
        mem_format("%s:%zu:%s: %s", row->order->name, row->line, survey_column_name(column), text);
    text_mend(finding);
    row->order->tell(row->order->context, finding);
    row->is_bad = true;
}

/* What stands in a cell, "" where there is none. */
static const char *cell(const struct survey_row *row, enum survey_column column)
{
    return row->cells[column] ? row->cells[column] : "";
}

/* A value as files write it, in any letter case. Beside the survey's own keys these take what is
 * written on forms and in recaps for the same. */
struct cell_value {
    const char *text;
    int value;
};

static const struct cell_value answers[] = {
    {"1", 1}, {"2", 2}, {"3", 3}, {"4", 4}, {"a", 1}, {"b", 2}, {"c", 3}, {"d", 4}, {NULL, 0},
};
static const struct cell_value genders[] = {
    {"L", GENDER_MALE},
    {"P", GENDER_FEMALE},
    {"laki-laki", GENDER_MALE},
    {"perempuan", GENDER_FEMALE},
    {NULL, 0},
};
static const struct cell_value ages[] = {
    {"-19", AGE_TO_19},   {"20-29", AGE_20_29}, {"30-39", AGE_30_39},
    {"40-49", AGE_40_49}, {"50-59", AGE_50_59}, {"60-", AGE_FROM_60},
    {"<20", AGE_TO_19},   {"60+", AGE_FROM_60}, {NULL, 0},
};
static const struct cell_value educations[] = {
    {"SD", EDUCATION_SD},           {"SMP", EDUCATION_SMP},
    {"SMA", EDUCATION_SMA},         {"D", EDUCATION_DIPLOMA},
    {"S1", EDUCATION_S1},           {"S2", EDUCATION_S2},
    {"S3", EDUCATION_S3},           {"SLTP", EDUCATION_SMP},
    {"SLTA", EDUCATION_SMA},        {"SMK", EDUCATION_SMA},
    {"diploma", EDUCATION_DIPLOMA}, {"D1", EDUCATION_DIPLOMA},
    {"D2", EDUCATION_DIPLOMA},      {"D3", EDUCATION_DIPLOMA},
    {"D4", EDUCATION_DIPLOMA},      {NULL, 0},
};
static const struct cell_value occupations[] = {
    {"PNS", OCCUPATION_PNS},
    {"TNI", OCCUPATION_TNI},
    {"POLRI", OCCUPATION_POLRI},
    {"SWASTA", OCCUPATION_SWASTA},
    {"WIRAUSAHA", OCCUPATION_WIRAUSAHA},
    {"LAINNYA", OCCUPATION_OTHER},
    {NULL, 0},
};

/* 0 where the table has no such value: no value of these is 0. */
static int find_value(const struct cell_value *values, const char *text)
{
    while (values->text && strcasecmp(values->text, text) != 0)
        values++;
    return values->value;
}

/* A part that may be skipped: 0 then, and where it was told to be wrong. */
static int read_part(struct survey_row *row, enum survey_column column,
                     const struct cell_value *values, const char *allowed)
{
    const char *text = cell(row, column);
    int value = find_value(values, text);

    if (value == 0 && text[0] != '\0')
        survey_row_tell(row, column, "\"%.60s\": allowed are %s, or nothing", text, allowed);
    return value;
}

static enum survey_age read_age(struct survey_row *row)
{
    const char *text = cell(row, COLUMN_USIA);
    size_t digits = strspn(text, "0123456789");
    enum survey_age age;

    if (digits == 0 || digits > 3 || text[digits] != '\0')
        return (enum survey_age)read_part(row, COLUMN_USIA, ages,
                                          "years from 1 to 120, -19, 20-29, 30-39, 40-49, 50-59, "
                                          "60-");
    age = survey_age_of_years((int)strtol(text, NULL, 10));
    if (age == AGE_SKIPPED)
        survey_row_tell(row, COLUMN_USIA, "\"%s\": allowed are 1 to 120 years", text);
    return age;
}

static int64_t read_day(struct survey_row *row)
{
    static const struct civil first = {.year = SURVEY_CSV_FIRST_YEAR, .month = 1, .day = 1};
    const char *text = cell(row, COLUMN_TANGGAL);
    int64_t day = 0;
    char today[16];

    if (text[0] == '\0')
        survey_row_tell(row, COLUMN_TANGGAL, "empty; each form has its day");
    else if (!calendar_parse_day(text, &day))
        survey_row_tell(row, COLUMN_TANGGAL, "\"%.60s\": a day is written as 2026-11-23", text);
    else if (day < calendar_day(calendar_ms(&first, 0), 0))
        survey_row_tell(row, COLUMN_TANGGAL, "\"%s\": no form is older than the year %d", text,
                        (int)SURVEY_CSV_FIRST_YEAR);
    else if (day > row->order->today) {
        calendar_format_day(row->order->today, today);
        survey_row_tell(row, COLUMN_TANGGAL, "\"%s\": in the future; today is %s", text, today);
    }
    return day;
}

static bool read_number(const char **at, int digits_most, int most, int *out)
{
    int digits = 0;

    for (*out = 0; digits < digits_most && isdigit((unsigned char)**at); ++*at, digits++)
        *out = *out * 10 + (**at - '0');
    return digits > 0 && *out <= most;
}

/* "9:05", "09.05", "09:05:00": spreadsheets add seconds and drop zeros. */
static bool parse_time(const char *text, int *out_minute)
{
    int hour = 0, minute = 0, second = 0;

    if (!read_number(&text, 2, 23, &hour) || (*text != ':' && *text != '.'))
        return false;
    text++;
    if (!read_number(&text, 2, 59, &minute))
        return false;
    if (*text == ':') {
        text++;
        if (!read_number(&text, 2, 59, &second))
            return false;
    }
    *out_minute = hour * 60 + minute;
    return *text == '\0';
}

static enum survey_bracket read_bracket(struct survey_row *row)
{
    const char *text = cell(row, COLUMN_JAM);
    int minute = 0;

    for (int i = BRACKET_UNKNOWN; i < BRACKET_COUNT; i++) {
        if (strcasecmp(survey_bracket_key((enum survey_bracket)i), text) == 0)
            return (enum survey_bracket)i;
    }
    if (parse_time(text, &minute))
        return survey_bracket_at(minute);
    survey_row_tell(row, COLUMN_JAM,
                    "\"%.60s\": allowed are a time as 09:30, pagi, siang, or nothing", text);
    return BRACKET_UNKNOWN;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(((const struct service_name *)a)->name, ((const struct service_name *)b)->name);
}

struct service_name *survey_row_sort_services(const struct catalog *catalog, size_t *out_count)
{
    size_t count = catalog ? catalog->service_count : 0;
    struct service_name *names = mem_zalloc(count + 1, sizeof *names);

    for (size_t i = 0; i < count; i++)
        names[i] = (struct service_name){catalog->services[i].name.id, &catalog->services[i]};
    qsort(names, count, sizeof *names, compare_names);
    *out_count = count;
    return names;
}

static const struct service_name *find_name(const struct survey_row *row, const char *name)
{
    const struct service_name wanted = {.name = name};

    return row->service_count == 0
               ? NULL
               : bsearch(&wanted, row->services, row->service_count, sizeof wanted, compare_names);
}

static bool is_named_twice(const struct survey_row *row, const struct service_name *found)
{
    const struct service_name *end = row->services + row->service_count;

    return (found > row->services && strcmp(found[-1].name, found->name) == 0)
           || (found + 1 < end && strcmp(found[1].name, found->name) == 0);
}

static const char *read_service(struct survey_row *row)
{
    const char *text = cell(row, COLUMN_LAYANAN);
    const struct catalog *catalog = row->order->catalog;
    const struct service *service = catalog ? catalog_service(catalog, text) : NULL;
    const struct service_name *found;

    if (text[0] == '\0' || service)
        return service ? service->id : NULL;
    found = find_name(row, text);
    if (!found)
        survey_row_tell(row, COLUMN_LAYANAN,
                        "\"%.120s\" is neither the id nor the exact name of a service; `catalog "
                        "show` lists them",
                        text);
    else if (is_named_twice(row, found))
        survey_row_tell(row, COLUMN_LAYANAN,
                        "\"%.120s\" is the name of several services; write the id", text);
    else
        return found->service->id;
    return NULL;
}

static const char *read_suggestion(struct survey_row *row)
{
    const char *text = cell(row, COLUMN_SARAN);
    size_t letters = 0;

    if (text[0] == '\0')
        return NULL;
    for (const char *at = text; text_next(&at) != 0;)
        letters++;
    if (letters > SUGGESTION_LETTERS)
        survey_row_tell(row, COLUMN_SARAN, "%zu letters; allowed are at most %d", letters,
                        (int)SUGGESTION_LETTERS);
    return row->is_bad ? NULL : arena_strdup(row->memory, text);
}

static void read_answers(struct survey_row *row, uint8_t out[ELEMENT_COUNT])
{
    for (int i = 0; i < ELEMENT_COUNT; i++) {
        enum survey_column column = (enum survey_column)(COLUMN_FIRST_ELEMENT + i);
        const char *text = cell(row, column);

        out[i] = (uint8_t)find_value(answers, text);
        if (text[0] == '\0')
            survey_row_tell(row, column, "empty; a form counts only with all nine answers");
        else if (out[i] == 0)
            survey_row_tell(row, column, "\"%.60s\": allowed are 1 to 4, or a to d", text);
    }
}

bool survey_row_read(struct survey_row *row, struct survey_form *out)
{
    struct survey_profile *profile = &out->profile;

    *out = (struct survey_form){.day = read_day(row), .officer = row->order->officer};
    out->bracket = read_bracket(row);
    read_answers(row, out->answers);
    out->service_id = read_service(row);
    profile->gender = (enum survey_gender)read_part(row, COLUMN_JENIS_KELAMIN, genders, "L, P");
    profile->age = read_age(row);
    profile->education = (enum survey_education)read_part(row, COLUMN_PENDIDIKAN, educations,
                                                          "SD, SMP, SMA, D, S1, S2, S3");
    profile->occupation = (enum survey_occupation)read_part(
        row, COLUMN_PEKERJAAN, occupations, "PNS, TNI, POLRI, SWASTA, WIRAUSAHA, LAINNYA");
    out->suggestion = read_suggestion(row);
    out->request = uuid_v4();
    return !row->is_bad;
}
