/* Codes in the table enrolment. */
#include "base/clock.h"
#include "base/id.h"
#include "code.h"
#include "office/office.h"
#include "office/web/audit_rows.h"

#include <string.h>

static void pick_code(char out[CODE_TEXT])
{
    for (int i = 0; i < CODE_TEXT - 1; i++)
        out[i] = (char)('0' + id_random_below(10));
    out[CODE_TEXT - 1] = '\0';
}

bool code_make(struct pg *pg, const char *note, const char *by, char out[CODE_TEXT],
               struct err *err)
{
    uint8_t random[32], hash[32];

    pick_code(out);
    id_random_key(random);
    id_sha256(hash, random, CODE_SALT, out, strlen(out));
    return pg_run(pg,
                  "INSERT INTO office.enrolment (code_hash, salt, note, made_by, expires_at)"
                  " VALUES ($1, $2, $3, $4, clock_timestamp() + interval '15 minutes')",
                  (struct pg_param[]){{.text = (const char *)hash, .len = sizeof hash},
                                      {.text = (const char *)random, .len = CODE_SALT},
                                      PG_TEXT(note),
                                      PG_TEXT(by)},
                  4, err);
}

bool office_make_code(const struct office_options *options, const char *note, const char *by,
                      char out[CODE_TEXT], struct err *err)
{
    struct clock *clock = clock_system_new(options->start_ms);
    struct pg *pg = pg_new(options->database);
    bool is_made = pg_begin(pg, err) && code_make(pg, note, by, out, err)
                   && audit_rows_add(pg, "", "device.code", note, "", "", clock_now_ms(clock), err)
                   && pg_commit(pg, err);

    pg_free(pg);
    clock_free(clock);
    return is_made;
}
