/* Rows of response and abandoned. */
#include "store/response_store.h"
#include "store/query.h"
#include "base/text.h"

#define RESPONSE_COLUMNS                                                                           \
    "day, id, bracket, source, flags, persyaratan, prosedur, waktu, biaya, produk, kompetensi, "   \
    "perilaku, sarana, pengaduan, gender, age, education, occupation, service_id, sector_id, "     \
    "device, form, extras"

enum response_column {
    RESPONSE_DAY,
    RESPONSE_ID,
    RESPONSE_BRACKET,
    RESPONSE_SOURCE,
    RESPONSE_FLAGS,
    RESPONSE_ANSWERS, /* nine, in the order of enum survey_element */
    RESPONSE_GENDER = RESPONSE_ANSWERS + ELEMENT_COUNT,
    RESPONSE_AGE,
    RESPONSE_EDUCATION,
    RESPONSE_OCCUPATION,
    RESPONSE_SERVICE_ID,
    RESPONSE_SECTOR_ID,
    RESPONSE_DEVICE,
    RESPONSE_FORM,
    RESPONSE_EXTRAS,
    RESPONSE_IS_SENT,
};

static void response_from_row(const struct query *q, struct response_row *out)
{
    struct survey_response *response = &out->response;

    *out = (struct response_row){0};
    response->day = query_int(q, RESPONSE_DAY);
    response->id = query_uuid(q, RESPONSE_ID);
    response->bracket = (enum survey_bracket)query_int(q, RESPONSE_BRACKET);
    response->source = (enum survey_source)query_int(q, RESPONSE_SOURCE);
    response->flags = (unsigned)query_int(q, RESPONSE_FLAGS);
    for (int i = 0; i < ELEMENT_COUNT; i++)
        response->answers[i] = (uint8_t)query_int(q, RESPONSE_ANSWERS + i);
    response->profile.gender = (enum survey_gender)query_int(q, RESPONSE_GENDER);
    response->profile.age = (enum survey_age)query_int(q, RESPONSE_AGE);
    response->profile.education = (enum survey_education)query_int(q, RESPONSE_EDUCATION);
    response->profile.occupation = (enum survey_occupation)query_int(q, RESPONSE_OCCUPATION);
    query_text(q, RESPONSE_SERVICE_ID, response->service_id, sizeof response->service_id);
    query_text(q, RESPONSE_SECTOR_ID, response->sector_id, sizeof response->sector_id);
    query_text(q, RESPONSE_DEVICE, response->device, sizeof response->device);
    query_text(q, RESPONSE_FORM, out->form, sizeof out->form);
    out->extra_count = query_blob(q, RESPONSE_EXTRAS, response->extras, EXTRAS_MOST);
}

bool response_store_add(struct db *db, const struct response_row *row, bool is_sent,
                        struct err *err)
{
    static const char sql[] =
        "INSERT INTO response (" RESPONSE_COLUMNS ", is_sent) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, "
        "?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24)";
    const struct survey_response *response = &row->response;
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_int(&q, RESPONSE_DAY + 1, response->day);
    query_bind_uuid(&q, RESPONSE_ID + 1, &response->id);
    query_bind_int(&q, RESPONSE_BRACKET + 1, response->bracket);
    query_bind_int(&q, RESPONSE_SOURCE + 1, response->source);
    query_bind_int(&q, RESPONSE_FLAGS + 1, response->flags);
    for (int i = 0; i < ELEMENT_COUNT; i++)
        query_bind_int(&q, RESPONSE_ANSWERS + i + 1, response->answers[i]);
    query_bind_int(&q, RESPONSE_GENDER + 1, response->profile.gender);
    query_bind_int(&q, RESPONSE_AGE + 1, response->profile.age);
    query_bind_int(&q, RESPONSE_EDUCATION + 1, response->profile.education);
    query_bind_int(&q, RESPONSE_OCCUPATION + 1, response->profile.occupation);
    query_bind_text(&q, RESPONSE_SERVICE_ID + 1, response->service_id);
    query_bind_text(&q, RESPONSE_SECTOR_ID + 1, response->sector_id);
    query_bind_text(&q, RESPONSE_DEVICE + 1, response->device);
    query_bind_text(&q, RESPONSE_FORM + 1, row->form);
    query_bind_blob(&q, RESPONSE_EXTRAS + 1, response->extras, row->extra_count);
    query_bind_int(&q, RESPONSE_IS_SENT + 1, is_sent);
    return query_run(&q, NULL, err);
}

bool response_store_has(struct db *db, const struct uuid *id, bool *out, struct err *err)
{
    static const char sql[] = "SELECT 1 FROM response WHERE id = ?1";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_uuid(&q, 1, id);
    return query_step(&q, out, err);
}

bool response_store_last_day(struct db *db, int64_t *out, struct err *err)
{
    static const char sql[] =
        "SELECT day FROM response WHERE source = 0 ORDER BY day DESC, id DESC LIMIT 1";
    AUTO_QUERY struct query q = query_begin(db, sql);
    bool has_row = false;

    if (!query_step(&q, &has_row, err))
        return false;
    *out = has_row ? query_int(&q, 0) : 0;
    return true;
}

bool abandoned_store_add(struct db *db, const struct abandoned_row *row, bool is_sent,
                         struct err *err)
{
    static const char sql[] = "INSERT INTO abandoned (day, id, bracket, device, answered, is_sent) "
                              "VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_int(&q, 1, row->day);
    query_bind_uuid(&q, 2, &row->id);
    query_bind_int(&q, 3, row->bracket);
    query_bind_text(&q, 4, row->device);
    query_bind_int(&q, 5, row->answered);
    query_bind_int(&q, 6, is_sent);
    return query_run(&q, NULL, err);
}

bool abandoned_store_has(struct db *db, const struct uuid *id, bool *out, struct err *err)
{
    static const char sql[] = "SELECT 1 FROM abandoned WHERE id = ?1";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_uuid(&q, 1, id);
    return query_step(&q, out, err);
}

bool response_store_unsent(struct db *db, int64_t until_day, struct half_day *out, size_t most,
                           size_t *count, struct err *err)
{
    static const char sql[] =
        "SELECT day, bracket FROM response WHERE is_sent = 0 AND day <= ?1 "
        "UNION SELECT day, bracket FROM abandoned WHERE is_sent = 0 AND day <= ?1 "
        "ORDER BY day, bracket LIMIT ?2";
    AUTO_QUERY struct query q = query_begin(db, sql);
    bool has_row = true;

    query_bind_int(&q, 1, until_day);
    query_bind_int(&q, 2, (int64_t)most);
    for (*count = 0;; (*count)++) {
        if (!query_step(&q, &has_row, err))
            return false;
        if (!has_row)
            return true;
        out[*count] = (struct half_day){.day = query_int(&q, 0),
                                        .bracket = (enum survey_bracket)query_int(&q, 1)};
    }
}

bool response_store_list_unsent(struct db *db, const struct half_day *half_day,
                                struct response_row *out, size_t most, size_t *count,
                                struct err *err)
{
    static const char sql[] =
        "SELECT " RESPONSE_COLUMNS " FROM response INDEXED BY response_unsent "
        "WHERE is_sent = 0 AND day = ?1 AND bracket = ?2 ORDER BY id LIMIT ?3";
    AUTO_QUERY struct query q = query_begin(db, sql);
    bool has_row = true;

    query_bind_int(&q, 1, half_day->day);
    query_bind_int(&q, 2, half_day->bracket);
    query_bind_int(&q, 3, (int64_t)most);
    for (*count = 0;; (*count)++) {
        if (!query_step(&q, &has_row, err))
            return false;
        if (!has_row)
            return true;
        response_from_row(&q, &out[*count]);
    }
}

bool abandoned_store_list_unsent(struct db *db, const struct half_day *half_day,
                                 struct abandoned_row *out, size_t most, size_t *count,
                                 struct err *err)
{
    static const char sql[] =
        "SELECT id, device, answered FROM abandoned WHERE is_sent = 0 AND day = ?1 "
        "AND bracket = ?2 ORDER BY id LIMIT ?3";
    AUTO_QUERY struct query q = query_begin(db, sql);
    bool has_row = true;

    query_bind_int(&q, 1, half_day->day);
    query_bind_int(&q, 2, half_day->bracket);
    query_bind_int(&q, 3, (int64_t)most);
    for (*count = 0;; (*count)++) {
        if (!query_step(&q, &has_row, err))
            return false;
        if (!has_row)
            return true;
        out[*count] = (struct abandoned_row){.id = query_uuid(&q, 0),
                                             .day = half_day->day,
                                             .bracket = half_day->bracket,
                                             .answered = (int)query_int(&q, 2)};
        query_text(&q, 1, out[*count].device, sizeof out[*count].device);
    }
}

bool response_store_count_unsent(struct db *db, int64_t *out, struct err *err)
{
    static const char sql[] = "SELECT count(*) FROM response WHERE is_sent = 0";
    AUTO_QUERY struct query q = query_begin(db, sql);

    if (!query_one(&q, "count of responses", err))
        return false;
    *out = query_int(&q, 0);
    return true;
}

static bool took_one(struct query *q, int64_t day, const struct uuid *id, struct err *err)
{
    int64_t rows = 0;

    query_bind_int(q, 1, day);
    query_bind_uuid(q, 2, id);
    return query_run(q, &rows, err)
           && (rows == 1 || err_set(err, ERR_NOT_FOUND, "no such unsent row"));
}

bool response_store_take(struct db *db, int64_t day, const struct uuid *id, struct err *err)
{
    static const char sql[] = "DELETE FROM response WHERE day = ?1 AND id = ?2 AND is_sent = 0";
    AUTO_QUERY struct query q = query_begin(db, sql);

    return took_one(&q, day, id, err);
}

bool abandoned_store_take(struct db *db, int64_t day, const struct uuid *id, struct err *err)
{
    static const char sql[] = "DELETE FROM abandoned WHERE day = ?1 AND id = ?2 AND is_sent = 0";
    AUTO_QUERY struct query q = query_begin(db, sql);

    return took_one(&q, day, id, err);
}
