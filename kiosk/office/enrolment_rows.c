/* Calls of the functions that make kiosks. */
#include "office/enrolment_rows.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

enum { NUMBER_TEXT = 24 };

static const char *const outcome_words[] = {"ok", "wrong", "used", "expired", "tries"};
static_assert(ARRAY_LEN(outcome_words) == ENROLMENT_OUTCOMES, "a word for each outcome");

const char *enrolment_outcome_word(enum enrolment_outcome outcome)
{
    return outcome_words[outcome];
}

static struct pg_param hash_param(const uint8_t key_hash[32])
{
    return (struct pg_param){.text = (const char *)key_hash, .len = 32};
}

bool enrolment_known(struct pg *pg, struct uuid *out, const char *code, const uint8_t key_hash[32],
                     struct err *err)
{
    AUTO_ROWS struct pg_rows *rows = NULL;
    const struct pg_param params[] = {PG_TEXT(code), hash_param(key_hash)};

    *out = (struct uuid){0};
    if (!pg_query(pg, &rows, "SELECT office.api_enrol_known($1, $2)", params, ARRAY_LEN(params),
                  err))
        return false;
    return pg_count(rows) == 0 || pg_is_null(rows, 0, 0) || pg_uuid(rows, 0, 0, out)
           || err_set(err, ERR_CORRUPT, "the number of a kiosk is none");
}

bool enrolment_take(struct pg *pg, enum enrolment_outcome *out, int64_t *out_server_ms,
                    const struct enrolment_request *request, const struct uuid *kiosk,
                    const struct authority_issued *issued, struct err *err)
{
    static const char sql[] =
        "SELECT outcome, server_ms FROM office.api_enrol($1, $2, $3, $4, $5, $6)";
    AUTO_ROWS struct pg_rows *rows = NULL;
    char id[UUID_TEXT], until[NUMBER_TEXT];

    uuid_format(kiosk, id);
    (void)text_format(until, sizeof until, "%" PRId64, issued->not_after_ms);
    const struct pg_param params[] = {PG_TEXT(request->code),   PG_TEXT(id),
                                      PG_TEXT(request->device), PG_TEXT(issued->serial),
                                      PG_TEXT(until),           hash_param(issued->key_hash)};
    if (!pg_query(pg, &rows, sql, params, ARRAY_LEN(params), err))
        return false;
    *out_server_ms = pg_int(rows, 0, 1);
    for (int i = 0; i < ENROLMENT_OUTCOMES; i++) {
        *out = (enum enrolment_outcome)i;
        if (pg_count(rows) == 1 && strcmp(pg_text(rows, 0, 0), outcome_words[i]) == 0)
            return true;
    }
    return err_set(err, ERR_CORRUPT, "api_enrol gave no outcome that is known");
}

bool enrolment_renew(struct pg *pg, int64_t *out_server_ms, const struct caller *caller,
                     const struct authority_issued *issued, struct err *err)
{
    AUTO_ROWS struct pg_rows *rows = NULL;
    char until[NUMBER_TEXT];

    (void)text_format(until, sizeof until, "%" PRId64, issued->not_after_ms);
    const struct pg_param params[] = {PG_TEXT(caller->kiosk), PG_TEXT(caller->serial),
                                      PG_TEXT(issued->serial), PG_TEXT(until)};
    if (!pg_query(pg, &rows, "SELECT office.api_renew($1, $2, $3, $4)", params, ARRAY_LEN(params),
                  err))
        return false;
    *out_server_ms = pg_int(rows, 0, 0);
    return true;
}
