/* The survey's report as JSON: one object on one line, keys as below, stable from now on. What is a
 * number with decimals is a string with a point and always as many of them, because the index has two
 * decimals and no more; what does not exist is null.
 *
 *   "office"   the office's id
 *   "period"   {"kind": "day" | "week" | "month" | "triwulan" | "semester" | "year" | "range",
 *              "name": "2026-T4", "from": "2026-10-01", "until": "2026-12-31"}
 *   "service"  {"id", "name"}; null: all services
 *   "made_at"  ISO 8601 with the office's offset
 *   "n"        responses; flagged ones are among them
 *   "ikm"      "88.31"; null: n is 0, and so are "mutu" and "kinerja"
 *   "mutu"     "A" to "D"; "kinerja" "Sangat Baik", "Baik", "Kurang Baik", "Tidak Baik"
 *   "nrr"      "3.532"; "nrr_weighted" what the foot of the official table totals
 *   "weight"   "1/9", always
 *   "convention"  {"weight": "0.111", "ikm": "88.20"}: what the office's other convention would give,
 *              never the index; null: none is set, or n is 0
 *   "interval" {"level": 95, "low": "87.10", "high": "89.52"}; null: n is below 2
 *   "unsur"    nine, by their numbers: {"key", "number" by the setting, "name", "sum", "nrr",
 *              "nrr_weighted", "index", "mutu", "rank" (1 = the lowest, shared by equals)}
 *   "lowest"   keys of the three lowest elements and of those that tie with the third
 *   "flagged", "abandoned"  counts; a stopped survey knows no service and counts for all
 *   "sample"   {"population": people served, "required": by Krejcie & Morgan's formula,
 *              "table_row": by the next row of the table}
 *   "profile"  {"gender", "age", "education", "occupation"}, each [{"key", "n"}], key "" = not told
 *   "by"       "service", "sector", "kiosk", "gender", "age", "education", "occupation", "bracket" or
 *              null; "rows" then has {"key", "name", "is_hidden", "n", "ikm", "mutu", "kinerja",
 *              "nrr", "nrr_weighted", "interval", "unsur", "lowest", "flagged"}. A hidden row (a small
 *              cell of a profile) has null, and empty lists, for all but "key", "name" and "n".
 *   "trend"    oldest first: {"period", "n", "ikm", "mutu", "kinerja", "interval"}
 *   "extras"   the office's own questions: {"key", "name", "skipped", "options": [{"option", "n"}]} */
#include "base/clock.h"
#include "base/json.h"
#include "domain/calendar.h"
#include "words/survey.h"
#include "words/survey_files.h"
#include "words/words.h"

#include <assert.h>

static const char *const kinds[] = {
    [PERIOD_DAY] = "day",           [PERIOD_WEEK] = "week",         [PERIOD_MONTH] = "month",
    [PERIOD_TRIWULAN] = "triwulan", [PERIOD_SEMESTER] = "semester", [PERIOD_YEAR] = "year",
    [PERIOD_RANGE] = "range",
};
static_assert(ARRAY_LEN(kinds) == PERIOD_KINDS, "every kind of period has its name");

static void add_centi(struct json_out *json, const char *key, bool is_known, int centi)
{
    char text[24];

    (void)text_format(text, sizeof text, "%d.%02d", centi / 100, centi % 100);
    json_out_string(json, key, is_known ? text : NULL);
}

static void add_milli(struct json_out *json, const char *key, bool is_known, int milli)
{
    char text[24];

    (void)text_format(text, sizeof text, "%d.%03d", milli / 1000, milli % 1000);
    json_out_string(json, key, is_known ? text : NULL);
}

static void add_grade(struct json_out *json, const char *key, bool is_known, enum ikm_grade grade)
{
    const char letter[] = {ikm_grade_letter(grade), '\0'};

    json_out_string(json, key, is_known ? letter : NULL);
}

static void add_period(struct json_out *json, const struct period *period)
{
    char name[32], from[16], until[16];

    period_format(period, name, sizeof name);
    calendar_format_day(period->from_day, from);
    calendar_format_day(period->until_day, until);
    json_out_object(json, "period");
    json_out_string(json, "kind", kinds[period->kind]);
    json_out_string(json, "name", name);
    json_out_string(json, "from", from);
    json_out_string(json, "until", until);
    json_out_close_object(json);
}

static void add_interval(struct json_out *json, const struct ikm *ikm)
{
    if (!ikm->has_interval) {
        json_out_string(json, "interval", NULL);
        return;
    }
    json_out_object(json, "interval");
    json_out_int(json, "level", 95);
    add_centi(json, "low", true, ikm->low_centi);
    add_centi(json, "high", true, ikm->high_centi);
    json_out_close_object(json);
}

static void add_index(struct json_out *json, const struct ikm *ikm)
{
    json_out_int(json, "n", ikm->n);
    add_centi(json, "ikm", ikm->has_index, ikm->index_centi);
    add_grade(json, "mutu", ikm->has_index, ikm->grade);
    json_out_string(json, "kinerja", ikm->has_index ? ikm_grade_performance(ikm->grade) : NULL);
}

static void add_element(struct json_out *json, const struct survey_file *file,
                        const struct ikm_element *element, int number, bool has_index)
{
    json_out_object(json, NULL);
    json_out_string(json, "key", survey_element_key(element->element));
    json_out_int(json, "number", number);
    json_out_string(json, "name", words_element(element->element, file->questionnaire));
    json_out_int(json, "sum", element->sum);
    add_milli(json, "nrr", has_index, element->nrr_milli);
    add_milli(json, "nrr_weighted", has_index, element->weighted_milli);
    add_centi(json, "index", has_index, element->index_centi);
    add_grade(json, "mutu", has_index, element->grade);
    if (has_index)
        json_out_int(json, "rank", element->rank);
    else
        json_out_string(json, "rank", NULL);
    json_out_close_object(json);
}

/* What a total and a row have in common. */
static void add_figures(struct json_out *json, const struct survey_file *file,
                        const struct ikm *ikm, bool is_hidden)
{
    enum survey_numbering numbering = file->numbering;

    add_index(json, ikm);
    add_milli(json, "nrr", ikm->has_index, ikm->nrr_milli);
    add_milli(json, "nrr_weighted", ikm->has_index, ikm->weighted_milli);
    add_interval(json, ikm);
    json_out_array(json, "unsur");
    for (int number = 1; number <= ELEMENT_COUNT && !is_hidden; number++) {
        enum survey_element element = survey_element_of_number(number, numbering);
        add_element(json, file, &ikm->elements[element], number, ikm->has_index);
    }
    json_out_close_array(json);
    json_out_array(json, "lowest");
    for (size_t i = 0; i < ikm->lowest_count; i++)
        json_out_string(json, NULL, survey_element_key(ikm->lowest[i]));
    json_out_close_array(json);
}

static void add_convention(struct json_out *json, const struct survey_file *file)
{
    enum ikm_weight weight = file->weight;

    json_out_string(json, "weight", ikm_weight_key(IKM_EXACT));
    if (weight == IKM_EXACT || !file->report->ikm.has_index) {
        json_out_string(json, "convention", NULL);
        return;
    }
    json_out_object(json, "convention");
    json_out_string(json, "weight", ikm_weight_key(weight));
    add_centi(json, "ikm", true, ikm_index_with(&file->report->sums, weight));
    json_out_close_object(json);
}

static void add_counts(struct json_out *json, const struct survey_report *report)
{
    json_out_int(json, "flagged", report->sums.flagged);
    json_out_int(json, "abandoned", report->abandoned);
    json_out_object(json, "sample");
    json_out_int(json, "population", report->population);
    json_out_int(json, "required", report->required);
    json_out_int(json, "table_row", report->table_row);
    json_out_close_object(json);
}

/* Values in the order of their enum, "not told" (0) last. */
static void add_part(struct json_out *json, enum survey_by by, const int64_t *counts)
{
    int values = survey_by_values(by);

    json_out_array(json, survey_by_key(by));
    for (int i = 1; i <= values; i++) {
        json_out_object(json, NULL);
        json_out_string(json, "key", survey_by_value_key(by, i % values));
        json_out_int(json, "n", counts[i % values]);
        json_out_close_object(json);
    }
    json_out_close_array(json);
}

static void add_profile(struct json_out *json, const struct survey_report *report)
{
    json_out_object(json, "profile");
    add_part(json, BY_GENDER, report->genders);
    add_part(json, BY_AGE, report->ages);
    add_part(json, BY_EDUCATION, report->educations);
    add_part(json, BY_OCCUPATION, report->occupations);
    json_out_close_object(json);
}

static void add_rows(struct json_out *json, const struct survey_file *file)
{
    const struct survey_report *report = file->report;
    char name[TICKET_NAME_TEXT];

    json_out_string(json, "by", report->by == BY_NOTHING ? NULL : survey_by_key(report->by));
    json_out_array(json, "rows");
    for (size_t i = 0; i < report->row_count; i++) {
        const struct survey_row *row = &report->rows[i];

        words_survey_row(name, sizeof name, report->by, row);
        json_out_object(json, NULL);
        json_out_string(json, "key", row->key);
        json_out_string(json, "name", name);
        json_out_bool(json, "is_hidden", row->is_hidden);
        add_figures(json, file, &row->ikm, row->is_hidden);
        if (row->is_hidden)
            json_out_string(json, "flagged", NULL);
        else
            json_out_int(json, "flagged", row->sums.flagged);
        json_out_close_object(json);
    }
    json_out_close_array(json);
}

static void add_trend(struct json_out *json, const struct survey_report *report)
{
    json_out_array(json, "trend");
    for (size_t i = 0; i < report->trend_count; i++) {
        json_out_object(json, NULL);
        add_period(json, &report->trend[i].period);
        add_index(json, &report->trend[i].ikm);
        add_interval(json, &report->trend[i].ikm);
        json_out_close_object(json);
    }
    json_out_close_array(json);
}

static void add_extras(struct json_out *json, const struct survey_file *file)
{
    const struct questionnaire *form = file->questionnaire;

    json_out_array(json, "extras");
    for (size_t i = 0; form && i < form->extra_count; i++) {
        const struct question *question = &form->extras[i];

        json_out_object(json, NULL);
        json_out_string(json, "key", question->key);
        json_out_string(json, "name", words_in(&question->name, "id"));
        json_out_int(json, "skipped", file->report->extras[i][0]);
        json_out_array(json, "options");
        for (size_t option = 0; option < question->option_count; option++) {
            json_out_object(json, NULL);
            json_out_string(json, "option", words_in(&question->options[option], "id"));
            json_out_int(json, "n", file->report->extras[i][option + 1]);
            json_out_close_object(json);
        }
        json_out_close_array(json);
        json_out_close_object(json);
    }
    json_out_close_array(json);
}

static void add_service(struct json_out *json, const struct survey_report *report)
{
    if (!report->service_id[0]) {
        json_out_string(json, "service", NULL);
        return;
    }
    json_out_object(json, "service");
    json_out_string(json, "id", report->service_id);
    json_out_string(json, "name", report->service_name);
    json_out_close_object(json);
}

void survey_file_json(const struct survey_file *file, struct text *out)
{
    const struct survey_report *report = file->report;
    AUTO_LANG struct lang_scope scope = lang_enter("id");
    struct json_out json;
    char made[26];

    clock_format_iso(report->made_ms, zone_offset_min(file->catalog->office.zone), made);
    json_out_init(&json, out);
    json_out_object(&json, NULL);
    json_out_string(&json, "office", file->catalog->office.id);
    add_period(&json, &report->period);
    add_service(&json, report);
    json_out_string(&json, "made_at", made);
    add_figures(&json, file, &report->ikm, false);
    add_convention(&json, file);
    add_counts(&json, report);
    add_profile(&json, report);
    add_rows(&json, file);
    add_trend(&json, report);
    add_extras(&json, file);
    json_out_close_object(&json);
    text_add(out, "\n");
}
