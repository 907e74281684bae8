/* Keys of what a report is broken down by, and which cells it keeps to itself. */
#include "domain/survey_report.h"
#include "base/attr.h"
#include "base/text.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *key;
    bool is_profile;
} dimensions[] = {
    [BY_NOTHING] = {"", false},           [BY_SERVICE] = {"service", false},
    [BY_SECTOR] = {"sector", false},      [BY_KIOSK] = {"kiosk", false},
    [BY_GENDER] = {"gender", true},       [BY_AGE] = {"age", true},
    [BY_EDUCATION] = {"education", true}, [BY_OCCUPATION] = {"occupation", true},
    [BY_BRACKET] = {"bracket", false},
};
static_assert(ARRAY_LEN(dimensions) == BY_COUNT, "every dimension has a key");

const char *survey_by_key(enum survey_by by)
{
    return dimensions[by].key;
}

bool survey_by_from_key(const char *key, enum survey_by *out)
{
    for (int by = BY_NOTHING + 1; by < BY_COUNT; by++) {
        if (strcmp(dimensions[by].key, key) == 0) {
            *out = (enum survey_by)by;
            return true;
        }
    }
    return false;
}

bool survey_by_is_profile(enum survey_by by)
{
    return dimensions[by].is_profile;
}

int survey_by_values(enum survey_by by)
{
    static const int counts[BY_COUNT] = {
        [BY_GENDER] = GENDER_COUNT,       [BY_AGE] = AGE_COUNT,
        [BY_EDUCATION] = EDUCATION_COUNT, [BY_OCCUPATION] = OCCUPATION_COUNT,
        [BY_BRACKET] = BRACKET_COUNT,
    };

    return counts[by];
}

const char *survey_by_value_key(enum survey_by by, int value)
{
    switch (by) {
    case BY_GENDER:
        return survey_gender_key((enum survey_gender)value);
    case BY_AGE:
        return survey_age_key((enum survey_age)value);
    case BY_EDUCATION:
        return survey_education_key((enum survey_education)value);
    case BY_OCCUPATION:
        return survey_occupation_key((enum survey_occupation)value);
    case BY_BRACKET:
        return survey_bracket_key((enum survey_bracket)value);
    case BY_NOTHING:
    case BY_SERVICE:
    case BY_SECTOR:
    case BY_KIOSK:
    case BY_COUNT:
        break;
    }
    return "";
}

static void hide(struct survey_row *row)
{
    int64_t n = row->sums.n;

    row->is_hidden = true;
    row->sums = (struct ikm_sums){.n = n};
    row->ikm = (struct ikm){.n = n};
}

/* The smallest row that is still shown; NULL when none is. */
static struct survey_row *smallest_shown(struct survey_row *rows, size_t count)
{
    struct survey_row *smallest = NULL;

    for (size_t i = 0; i < count; i++) {
        if (!rows[i].is_hidden && (!smallest || rows[i].sums.n < smallest->sums.n))
            smallest = &rows[i];
    }
    return smallest;
}

void survey_rows_hide_small(struct survey_row *rows, size_t count)
{
    size_t hidden = 0;
    int64_t together = 0;
    struct survey_row *next;

    while ((next = smallest_shown(rows, count))
           && (next->sums.n < IKM_CELL_LEAST
               || (hidden > 0 && (hidden < 2 || together < IKM_CELL_LEAST)))) {
        together += next->sums.n;
        hidden++;
        hide(next);
    }
}

static const char *service_name(const struct catalog *catalog, const char *id)
{
    const struct service *service = catalog ? catalog_service(catalog, id) : NULL;
    const char *name = service ? words_in(&service->name, "id") : NULL;

    return name ? name : id;
}

static const char *sector_name(const struct catalog *catalog, const char *id)
{
    for (size_t i = 0; catalog && i < catalog->sector_count; i++) {
        const struct sector *sector = &catalog->sectors[i];
        const char *name = words_in(&sector->name, "id");

        if (strcmp(sector->id, id) == 0)
            return name ? name : id;
    }
    return id;
}

static void finish_rows(struct survey_report *report, const struct catalog *catalog)
{
    for (size_t i = 0; i < report->row_count; i++) {
        struct survey_row *row = &report->rows[i];

        ikm_compute(&row->sums, 0, &row->ikm);
        if (report->by == BY_SERVICE)
            text_copy_cut(row->name, sizeof row->name, service_name(catalog, row->key));
        else if (report->by == BY_SECTOR)
            text_copy_cut(row->name, sizeof row->name, sector_name(catalog, row->key));
    }
    if (survey_by_is_profile(report->by))
        survey_rows_hide_small(report->rows, report->row_count);
}

void survey_report_finish(struct survey_report *report, const struct catalog *catalog)
{
    report->required = ikm_sample_required(report->population);
    report->table_row = ikm_sample_table_row(report->population);
    ikm_compute(&report->sums, report->population, &report->ikm);
    if (report->service_id[0] != '\0')
        text_copy_cut(report->service_name, sizeof report->service_name,
                      service_name(catalog, report->service_id));
    finish_rows(report, catalog);
}

void survey_report_clear(struct survey_report *report)
{
    free(report->rows);
    free(report->answers);
    *report = (struct survey_report){0};
}
