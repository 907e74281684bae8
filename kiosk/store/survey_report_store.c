/* Reading the survey: nothing here writes. */
#include "store/survey_report_store.h"
#include "store/query.h"
#include "store/survey_reader.h"

#include <assert.h>

/* Only the key's column and the filter differ. The columns stand in the order of survey_reader.c. */
#define READ(key)                                                                                  \
    "SELECT survey_read(?4, persyaratan, prosedur, waktu, biaya, produk, kompetensi, perilaku, "   \
    "sarana, pengaduan, flags, gender, age, education, occupation, bracket, " key                  \
    ") FROM response WHERE day BETWEEN ?1 AND ?2"
#define OF_SERVICE " AND service_id = ?3"

static const struct {
    const char *all;
    const char *of_service;
} reads[] = {
    [BY_NOTHING] = {READ("''"), READ("''") OF_SERVICE},
    [BY_SERVICE] = {READ("service_id"), READ("service_id") OF_SERVICE},
    [BY_SECTOR] = {READ("sector_id"), READ("sector_id") OF_SERVICE},
    [BY_KIOSK] = {READ("device"), READ("device") OF_SERVICE},
};

bool survey_report_store_read(struct db *db, const struct survey_scope *scope, enum survey_by by,
                              void (*each)(void *context, const struct survey_fact *fact),
                              void *context, struct err *err)
{
    enum survey_by column = by < ARRAY_LEN(reads) ? by : BY_NOTHING;
    const char *sql = scope->service_id ? reads[column].of_service : reads[column].all;
    AUTO_QUERY struct query q = query_begin(db, sql);
    struct survey_reader reader = {each, context};

    query_bind_int(&q, 1, scope->from_day);
    query_bind_int(&q, 2, scope->until_day);
    if (scope->service_id)
        query_bind_text(&q, 3, scope->service_id);
    survey_reader_bind(&q, 4, &reader);
    return query_one(&q, "answer", err);
}

bool survey_report_store_count_extras(struct db *db, const struct survey_scope *scope,
                                      const char *form,
                                      int64_t out[EXTRAS_MOST][EXTRA_OPTIONS_MOST + 1],
                                      struct err *err)
{
    static const char sql[] = "SELECT extras, count(*) FROM response WHERE day BETWEEN ?1 AND ?2 "
                              "AND form = ?3 AND (?4 = '' OR service_id = ?4) GROUP BY extras";
    AUTO_QUERY struct query q = query_begin(db, sql);
    uint8_t chosen[EXTRAS_MOST];
    bool has_row = false;

    query_bind_int(&q, 1, scope->from_day);
    query_bind_int(&q, 2, scope->until_day);
    query_bind_text(&q, 3, form);
    query_bind_text(&q, 4, scope->service_id ? scope->service_id : "");
    while (query_step(&q, &has_row, err)) {
        if (!has_row)
            return true;
        size_t count = query_blob(&q, 0, chosen, sizeof chosen);
        for (size_t i = 0; i < count; i++) {
            if (chosen[i] <= EXTRA_OPTIONS_MOST)
                out[i][chosen[i]] += query_int(&q, 1);
        }
    }
    return false;
}

bool survey_report_store_count_abandoned(struct db *db, int64_t from_day, int64_t until_day,
                                         int64_t *out, struct err *err)
{
    static const char sql[] = "SELECT count(*) FROM abandoned WHERE day BETWEEN ?1 AND ?2";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_int(&q, 1, from_day);
    query_bind_int(&q, 2, until_day);
    if (!query_one(&q, "answer", err))
        return false;
    *out = query_int(&q, 0);
    return true;
}

bool survey_report_store_count_served(struct db *db, const struct survey_scope *scope, int64_t *out,
                                      struct err *err)
{
    static const char all[] = "SELECT count(*) FROM session s JOIN ticket t ON t.session = s.no "
                              "WHERE s.local_day BETWEEN ?1 AND ?2 AND t.state = 'done'";
    static const char of_service[] =
        "SELECT count(*) FROM session s JOIN ticket t ON t.session = s.no WHERE s.local_day "
        "BETWEEN ?1 AND ?2 AND t.state = 'done' AND t.service_id = ?3";
    AUTO_QUERY struct query q = query_begin(db, scope->service_id ? of_service : all);

    query_bind_int(&q, 1, scope->from_day);
    query_bind_int(&q, 2, scope->until_day);
    if (scope->service_id)
        query_bind_text(&q, 3, scope->service_id);
    if (!query_one(&q, "answer", err))
        return false;
    *out = query_int(&q, 0);
    return true;
}

bool survey_report_store_knows(struct db *db, const char *service_id, bool *out, struct err *err)
{
    static const char sql[] = "SELECT EXISTS (SELECT 1 FROM response WHERE service_id = ?1)";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_text(&q, 1, service_id);
    if (!query_one(&q, "answer", err))
        return false;
    *out = query_int(&q, 0) != 0;
    return true;
}
