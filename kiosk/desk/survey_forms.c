/* Answers on paper: typed in by an officer, or read from a file. */
#include "desk/survey_internal.h"
#include "base/mem.h"
#include "domain/calendar.h"
#include "store/journal_store.h"
#include "store/survey_mark_store.h"
#include <stdlib.h>
#include <string.h>

#define FORM_ENTERED "survey.entered" /* in the journal */

/* Only what could have been answered: a form of tomorrow is a slip of the finger. */
static bool check_day(struct desk *desk, const struct survey_form *form, struct err *err)
{
    char day[16];
    struct half_day now;

    if (!desk_survey_half_day(desk, clock_now_ms(desk->clock), &now, err))
        return false;
    calendar_format_day(form->day, day);
    if (form->day <= 0 || form->day > now.day)
        return err_set(err, ERR_INVALID, "%s is no day up to today", day);
    return (unsigned)form->bracket < BRACKET_COUNT
           || err_set(err, ERR_INVALID, "a half of the day that there is no name for");
}

/* On paper nobody knows how long it took, and how fast somebody types says nothing: no doubts. */
static bool fill_form(struct desk *desk, const struct survey_form *form, enum survey_source source,
                      struct response_row *row, struct err *err)
{
    if (!desk_survey_fill(desk, form->service_id, &form->profile, form->answers, row, err)
        || !check_day(desk, form, err))
        return false;
    if (text_is_set(form->suggestion) && !desk_survey_check_suggestion(form->suggestion, err))
        return false;
    row->response.id = uuid_is_nil(&form->request) ? uuid_v4() : form->request;
    row->response.day = form->day;
    row->response.bracket = form->bracket;
    row->response.source = source;
    return true;
}

static bool add_form(struct desk *desk, const struct survey_form *form,
                     const struct response_row *row, struct err *err)
{
    struct uuid id = uuid_v4(); /* of the suggestion: not the response's */

    return response_store_add(desk->db, row, false, err)
           && (!text_is_set(form->suggestion)
               || desk_survey_keep_suggestion(desk, &id, form->day, form->service_id,
                                              form->suggestion, err));
}

bool desk_enter_survey_form(struct desk *desk, const struct survey_form *form, struct err *err)
{
    AUTO_TX struct tx tx = {0};
    struct response_row row;
    bool is_known = false;
    char day[16];

    if (uuid_is_nil(&form->request) || !text_is_set(form->officer))
        return err_set(err, ERR_INVALID, "a form needs the id of its request and an officer");
    if (!desk_begin(desk, &tx, err) || !fill_form(desk, form, SURVEY_FORM, &row, err)
        || !response_store_has(desk->db, &form->request, &is_known, err))
        return false;
    if (is_known)
        return true;
    calendar_format_day(form->day, day);
    return add_form(desk, form, &row, err) && desk_survey_note_past(desk, form->day, err)
           && desk_journal(desk, clock_now_ms(desk->clock), form->officer, FORM_ENTERED, day, "",
                           err)
           && desk_commit(desk, &tx, err);
}

bool desk_count_survey_forms(struct desk *desk, const char *officer, int64_t *out, struct err *err)
{
    int offset_min = desk_offset_min(desk);
    struct civil day = calendar_civil(clock_now_ms(desk->clock), offset_min);

    day.hour = day.minute = day.second = 0;
    return desk_enter(desk, err)
           && journal_store_count_by(desk->db, FORM_ENTERED, officer, calendar_ms(&day, offset_min),
                                     out, err);
}

/* What stands in a row, but for the suggestion: a fingerprint of both would prove whose words they
 * are to anybody who can read the suggestions. */
struct likeness {
    uint8_t bytes[8 + 1 + 4 + ELEMENT_COUNT + 64];
};

static struct likeness likeness_of(const struct survey_form *form)
{
    struct likeness out = {{0}};
    uint8_t *at = out.bytes;

    for (int i = 0; i < 8; i++)
        *at++ = (uint8_t)((uint64_t)form->day >> (8 * i));
    *at++ = (uint8_t)form->bracket;
    *at++ = (uint8_t)form->profile.gender;
    *at++ = (uint8_t)form->profile.age;
    *at++ = (uint8_t)form->profile.education;
    *at++ = (uint8_t)form->profile.occupation;
    memcpy(at, form->answers, ELEMENT_COUNT);
    at += ELEMENT_COUNT;
    (void)text_copy((char *)at, 64, form->service_id ? form->service_id : "");
    return out;
}

/* A row of the file, where it stands, and the how manieth of its like it is. */
struct counted {
    struct likeness like;
    size_t at;
};

static int compare(const void *a, const void *b)
{
    const struct counted *left = a;
    const struct counted *right = b;
    int order = memcmp(&left->like, &right->like, sizeof left->like);

    if (order != 0)
        return order;
    return (left->at > right->at) - (left->at < right->at);
}

/* A fingerprint or a response on its way into the database, and its row's place in the file. */
struct placed {
    uint8_t key[FINGERPRINT_BYTES];
    size_t at;
};

static int compare_placed(const void *a, const void *b)
{
    return memcmp(((const struct placed *)a)->key, ((const struct placed *)b)->key,
                  FINGERPRINT_BYTES);
}

/* The fingerprints of all rows, in their own order: where the database keeps them, neighbours are
 * written together, and a large file does not touch every page again for every row. */
static void take_fingerprints(const struct survey_import *import, struct placed *out)
{
    AUTO_FREE struct counted *rows = mem_zalloc(import->count + 1, sizeof *rows);
    uint64_t nth = 0;

    for (size_t i = 0; i < import->count; i++) {
        rows[i].like = likeness_of(&import->forms[i]);
        rows[i].at = i;
    }
    qsort(rows, import->count, sizeof *rows, compare);
    for (size_t i = 0; i < import->count; i++) {
        bool is_like_last =
            i > 0 && memcmp(&rows[i].like, &rows[i - 1].like, sizeof rows[i].like) == 0;
        nth = is_like_last ? nth + 1 : 1;
        id_sha256(out[i].key, &rows[i].like, sizeof rows[i].like, &nth, sizeof nth);
        out[i].at = rows[i].at;
    }
    qsort(out, import->count, sizeof *out, compare_placed);
}

/* The responses in the order of the table: by day, then by their random ids. */
static void take_order(const struct response_row *rows, size_t count, struct placed *out)
{
    for (size_t i = 0; i < count; i++) {
        out[i] = (struct placed){.at = i};
        for (int byte = 0; byte < 8; byte++)
            out[i].key[byte] = (uint8_t)((uint64_t)rows[i].response.day >> (56 - 8 * byte));
        memcpy(out[i].key + 8, rows[i].response.id.bytes, sizeof rows[i].response.id.bytes);
    }
    qsort(out, count, sizeof *out, compare_placed);
}

/* Of the file as a whole, suggestions and all: so that it alone is known again without a question. */
static void take_file_print(const struct survey_import *import, uint8_t out[FINGERPRINT_BYTES])
{
    static const char start[] = "a file of forms";

    id_sha256(out, start, sizeof start, NULL, 0);
    for (size_t i = 0; i < import->count; i++) {
        struct likeness like = likeness_of(&import->forms[i]);
        const char *words = import->forms[i].suggestion ? import->forms[i].suggestion : "";
        uint8_t row[FINGERPRINT_BYTES], both[2 * FINGERPRINT_BYTES];

        id_sha256(row, &like, sizeof like, words, strlen(words));
        memcpy(both, out, FINGERPRINT_BYTES);
        memcpy(both + FINGERPRINT_BYTES, row, FINGERPRINT_BYTES);
        id_sha256(out, both, sizeof both, NULL, 0);
    }
}

/* A file read to the end, before anybody has to wait for the database. */
struct sheet {
    const struct survey_import *import;
    struct response_row *rows;
    struct placed *prints, *order;
    bool *is_wanted; /* at the rows' places */
    uint8_t file_print[FINGERPRINT_BYTES];
};

static void sheet_clear(struct sheet *sheet)
{
    free(sheet->rows);
    free(sheet->prints);
    free(sheet->order);
    free(sheet->is_wanted);
}

static bool read_sheet(struct desk *desk, const struct survey_import *import, struct sheet *out,
                       struct err *err)
{
    struct err cause = {0};

    out->import = import;
    out->rows = mem_zalloc(import->count + 1, sizeof *out->rows);
    out->prints = mem_zalloc(import->count + 1, sizeof *out->prints);
    out->order = mem_zalloc(import->count + 1, sizeof *out->order);
    out->is_wanted = mem_zalloc(import->count + 1, sizeof *out->is_wanted);
    for (size_t i = 0; i < import->count; i++) {
        if (!fill_form(desk, &import->forms[i], SURVEY_IMPORT, &out->rows[i], &cause))
            return err_set(err, cause.code, "row %zu: %s", i + 1, cause.text);
    }
    take_fingerprints(import, out->prints);
    take_file_print(import, out->file_print);
    take_order(out->rows, import->count, out->order);
    return true;
}

static bool add_prints(struct desk *desk, struct sheet *sheet, struct survey_imported *out,
                       struct err *err)
{
    for (size_t i = 0; i < sheet->import->count; i++) {
        bool is_new = false;

        if (!survey_import_store_add(desk->db, sheet->prints[i].key, &is_new, err))
            return false;
        out->known += is_new ? 0 : 1;
        is_new = is_new || sheet->import->mode == IMPORT_ALL;
        out->added += is_new ? 1 : 0;
        sheet->is_wanted[sheet->prints[i].at] = is_new;
    }
    return true;
}

static bool add_sheet(struct desk *desk, struct sheet *sheet, struct survey_imported *out,
                      struct err *err)
{
    bool is_new_file = false;

    if (!survey_import_store_add(desk->db, sheet->file_print, &is_new_file, err)
        || !add_prints(desk, sheet, out, err))
        return false;
    /* The same file once more adds nothing. Of another one nobody can tell without asking. */
    if (sheet->import->mode == IMPORT_ASK && out->known > 0 && (is_new_file || out->added > 0))
        return err_set(err, ERR_BUSY, "%zu rows are known from an earlier import, %zu are new",
                       out->known, out->added);
    /* Sorted by their days: the first row is of the oldest. */
    if (sheet->import->count > 0
        && !desk_survey_note_past(desk, sheet->rows[sheet->order[0].at].response.day, err))
        return false;
    for (size_t i = 0; i < sheet->import->count; i++) {
        size_t at = sheet->order[i].at;

        if (sheet->is_wanted[at]
            && !add_form(desk, &sheet->import->forms[at], &sheet->rows[at], err))
            return false;
    }
    return true;
}

static bool note_import(struct desk *desk, const struct survey_import *import,
                        const struct survey_imported *counts, struct err *err)
{
    const char *who = import->count > 0 && import->forms[0].officer ? import->forms[0].officer : "";
    const char *slash = import->file_name ? strrchr(import->file_name, '/') : NULL;
    const char *name = slash ? slash + 1 : import->file_name;
    char detail[64];

    (void)text_format(detail, sizeof detail, "%zu added, %zu known", counts->added, counts->known);
    return desk_journal(desk, clock_now_ms(desk->clock), who, "survey.imported", name ? name : "",
                        detail, err);
}

static bool is_timely(struct desk *desk, const struct survey_import *import,
                      struct survey_imported *out, struct err *err)
{
    struct session session;
    enum session_now state;

    if (import->count <= IMPORT_BESIDE_VISITORS || import->lets_visitors_wait)
        return true;
    if (!desk_session_look(desk, clock_now_ms(desk->clock), &session, &state, err))
        return false;
    out->is_untimely = state == SESSION_GOES_ON;
    return !out->is_untimely
           || err_set(
               err, ERR_BUSY,
               "a day of numbers is open, and visitors would wait for %zu forms; import more "
               "than %d once staff have closed the day",
               import->count, IMPORT_BESIDE_VISITORS);
}

bool desk_import_survey(struct desk *desk, const struct survey_import *import,
                        struct survey_imported *out, struct err *err)
{
    AUTO_TX struct tx tx = {0};
    AUTO(sheet_clear) struct sheet sheet = {0};

    *out = (struct survey_imported){0};
    if (!desk_enter(desk, err) || !is_timely(desk, import, out, err)
        || !read_sheet(desk, import, &sheet, err) || !desk_begin(desk, &tx, err)
        || !add_sheet(desk, &sheet, out, err))
        return false;
    if (out->added == 0)
        return true;
    return note_import(desk, import, out, err) && desk_commit(desk, &tx, err);
}
