/* Sums over responses, in all and by row. */
#include "domain/survey_tally.h"
#include "base/mem.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { SLOTS = 4096, ANSWERS_FIRST = 1024 };

struct survey_tally {
    enum survey_by by;
    bool keeps_answers;
    struct survey_report sums; /* rows and answers in the order in which they came */
    size_t row_room, answer_room;
    uint16_t slots[SLOTS]; /* of rows by the hash of their key: index + 1, 0 = free */
};

void survey_tally_free(struct survey_tally *tally)
{
    if (tally)
        survey_report_clear(&tally->sums);
    free(tally);
}

static struct survey_row *append_row(struct survey_tally *tally, const char *key, size_t len)
{
    struct survey_report *sums = &tally->sums;

    if (sums->row_count == tally->row_room) {
        tally->row_room = tally->row_room ? tally->row_room * 2 : 16;
        sums->rows = mem_resize(sums->rows, tally->row_room, sizeof *sums->rows);
    }
    struct survey_row *row = &sums->rows[sums->row_count++];
    *row = (struct survey_row){0};
    (void)text_format(row->key, sizeof row->key, "%.*s", (int)len, key);
    return row;
}

static bool has_key(const struct survey_row *row, const char *key, size_t len)
{
    return len < sizeof row->key && memcmp(row->key, key, len) == 0 && row->key[len] == '\0';
}

/* FNV-1a; every response asks, so no row is searched for. */
static uint32_t hash(const char *key, size_t len)
{
    uint32_t value = 2166136261U;

    for (size_t i = 0; i < len; i++)
        value = (value ^ (unsigned char)key[i]) * 16777619U;
    return value;
}

static struct survey_row *find_row(struct survey_tally *tally, const char *key, size_t len)
{
    struct survey_report *sums = &tally->sums;
    size_t slot = hash(key, len) % SLOTS;

    while (tally->slots[slot] > 0) {
        struct survey_row *row = &sums->rows[tally->slots[slot] - 1];
        if (has_key(row, key, len))
            return row;
        slot = (slot + 1) % SLOTS;
    }
    /* The last row takes everybody who comes too late; its key is no id and no device. */
    if (sums->row_count == SURVEY_ROWS_MOST)
        return &sums->rows[SURVEY_ROWS_MOST - 1];
    tally->slots[slot] = (uint16_t)(sums->row_count + 1);
    return sums->row_count == SURVEY_ROWS_MOST - 1 ? append_row(tally, "*", 1)
                                                   : append_row(tally, key, len);
}

static int value_in(enum survey_by by, const struct survey_fact *fact)
{
    switch (by) {
    case BY_GENDER:
        return (int)fact->profile.gender;
    case BY_AGE:
        return (int)fact->profile.age;
    case BY_EDUCATION:
        return (int)fact->profile.education;
    case BY_OCCUPATION:
        return (int)fact->profile.occupation;
    case BY_BRACKET:
        return (int)fact->bracket;
    case BY_NOTHING:
    case BY_SERVICE:
    case BY_SECTOR:
    case BY_KIOSK:
    case BY_COUNT:
        break;
    }
    return 0;
}

struct survey_tally *survey_tally_new(enum survey_by by, bool keeps_answers)
{
    struct survey_tally *tally = mem_zalloc(1, sizeof *tally);

    tally->by = by;
    tally->keeps_answers = keeps_answers;
    for (int value = 1; value < survey_by_values(by); value++)
        append_row(tally, survey_by_value_key(by, value), strlen(survey_by_value_key(by, value)));
    if (survey_by_values(by) > 0)
        append_row(tally, "", 0);
    return tally;
}

static void keep_answers(struct survey_tally *tally, const uint8_t answers[ELEMENT_COUNT])
{
    struct survey_report *sums = &tally->sums;

    if (sums->answer_count == tally->answer_room) {
        tally->answer_room = tally->answer_room ? tally->answer_room * 2 : ANSWERS_FIRST;
        sums->answers = mem_resize(sums->answers, tally->answer_room, sizeof *sums->answers);
    }
    memcpy(sums->answers[sums->answer_count++], answers, sizeof *sums->answers);
}

static struct survey_row *row_of(struct survey_tally *tally, int value, const char *key, size_t len)
{
    int values = survey_by_values(tally->by);

    if (values == 0)
        return find_row(tally, key, len);
    return &tally->sums.rows[value > 0 ? value - 1 : values - 1];
}

void survey_tally_add(struct survey_tally *tally, const struct survey_fact *fact)
{
    struct survey_report *sums = &tally->sums;

    ikm_sums_add(&sums->sums, fact->answers, fact->is_flagged);
    sums->genders[fact->profile.gender]++;
    sums->ages[fact->profile.age]++;
    sums->educations[fact->profile.education]++;
    sums->occupations[fact->profile.occupation]++;
    if (tally->by != BY_NOTHING)
        ikm_sums_add(&row_of(tally, value_in(tally->by, fact), fact->key, fact->key_len)->sums,
                     fact->answers, fact->is_flagged);
    if (tally->keeps_answers)
        keep_answers(tally, fact->answers);
}

static void add_sums(struct ikm_sums *to, const struct ikm_sums *sums)
{
    to->n += sums->n;
    to->squares += sums->squares;
    to->flagged += sums->flagged;
    for (int i = 0; i < ELEMENT_COUNT; i++)
        to->sum[i] += sums->sum[i];
}

void survey_tally_add_part(struct survey_tally *tally, const struct survey_part *part)
{
    add_sums(&tally->sums.sums, &part->sums);
    if (tally->by != BY_NOTHING)
        add_sums(&row_of(tally, part->value, part->key, part->key_len)->sums, &part->sums);
}

static int place_of(const char *key)
{
    return strcmp(key, "*") == 0 ? 2 : key[0] == '\0' ? 1 : 0;
}

static int compare_rows(const void *a, const void *b)
{
    const char *left = ((const struct survey_row *)a)->key;
    const char *right = ((const struct survey_row *)b)->key;
    int places = place_of(left) - place_of(right);

    return places ? places : strcmp(left, right);
}

static void drop_empty(struct survey_report *sums)
{
    size_t kept = 0;

    for (size_t i = 0; i < sums->row_count; i++) {
        if (sums->rows[i].sums.n > 0)
            sums->rows[kept++] = sums->rows[i];
    }
    sums->row_count = kept;
}

void survey_tally_finish(struct survey_tally *tally, struct survey_report *out)
{
    struct survey_report *sums = &tally->sums;

    drop_empty(sums);
    if (survey_by_values(tally->by) == 0 && sums->row_count > 1)
        qsort(sums->rows, sums->row_count, sizeof *sums->rows, compare_rows);
    out->sums = sums->sums;
    out->by = tally->by;
    out->rows = mem_steal(&sums->rows);
    out->row_count = sums->row_count;
    out->answers = mem_steal(&sums->answers);
    out->answer_count = sums->answer_count;
    memcpy(out->genders, sums->genders, sizeof out->genders);
    memcpy(out->ages, sums->ages, sizeof out->ages);
    memcpy(out->educations, sums->educations, sizeof out->educations);
    memcpy(out->occupations, sums->occupations, sizeof out->occupations);
}
