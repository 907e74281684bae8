/* Which kiosk a person means (see kiosk_named_rows.h). */
#include "office/kiosk_named_rows.h"
#include "base/text.h"

#include <inttypes.h>
#include <string.h>

enum { PREFIX_LEAST = 4 };

/* Each gives how many are meant and one of them. */
static const char by_name_in_use[] = "SELECT count(*), min(kiosk_id::text) FROM office.kiosk"
                                     " WHERE revoked_at IS NULL AND lower(device) = lower($1)";
static const char by_prefix_in_use[] =
    "SELECT count(*), min(kiosk_id::text) FROM office.kiosk"
    " WHERE revoked_at IS NULL AND starts_with(kiosk_id::text, lower($1))";
static const char by_name_knocking[] =
    "SELECT count(DISTINCT n.kiosk_id), min(n.kiosk_id::text) FROM office.knocking n"
    " LEFT JOIN office.kiosk k USING (kiosk_id)"
    " WHERE lower(coalesce(nullif(n.device, ''), k.device)) = lower($1)";
static const char by_prefix_knocking[] =
    "SELECT count(DISTINCT kiosk_id), min(kiosk_id::text) FROM office.knocking"
    " WHERE starts_with(kiosk_id::text, lower($1))";

static bool ask(struct pg *pg, const char *sql, const char *word, int64_t *count,
                char out[UUID_TEXT], struct err *err)
{
    AUTO_ROWS struct pg_rows *rows = NULL;

    if (!pg_query(pg, &rows, sql, (struct pg_param[]){PG_TEXT(word)}, 1, err))
        return false;
    *count = pg_int(rows, 0, 0);
    text_copy_cut(out, UUID_TEXT, pg_text(rows, 0, 1));
    return true;
}

bool kiosk_named_find(struct pg *pg, enum kiosk_set set, const char *word, char out[UUID_TEXT],
                      struct err *err)
{
    struct uuid whole;
    int64_t count = 0;
    size_t len = strlen(word);

    if (uuid_parse(word, &whole)) {
        uuid_format(&whole, out);
        return true;
    }
    if (!ask(pg, set == KIOSKS_IN_USE ? by_name_in_use : by_name_knocking, word, &count, out, err))
        return false;
    bool may_begin = len >= PREFIX_LEAST && strspn(word, "0123456789abcdefABCDEF-") == len;
    if (count == 0 && may_begin
        && !ask(pg, set == KIOSKS_IN_USE ? by_prefix_in_use : by_prefix_knocking, word, &count, out,
                err))
        return false;
    if (count == 1)
        return true;
    if (count > 1)
        return err_set(err, ERR_BUSY,
                       "\"%.40s\" are %" PRId64 " kiosks: name the one you mean by its id, see "
                       "anjungan-office kiosks",
                       word, count);
    return err_set(err, ERR_NOT_FOUND,
                   "no kiosk%s is called \"%.40s\" or has an id that begins so; see "
                   "anjungan-office kiosks",
                   set == KIOSKS_IN_USE ? " in use" : " that knocks", word);
}
