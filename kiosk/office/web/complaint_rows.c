/* The view complaint_now and the table complaint_act. */
#include "complaint_rows.h"
#include "domain/calendar.h"

#include <string.h>

enum {
    COLUMN_KIOSK,
    COLUMN_NUMBER,
    COLUMN_DEVICE,
    COLUMN_KIND,
    COLUMN_SERVICE,
    COLUMN_REPLY,
    COLUMN_AT,
    COLUMN_DUE,
    COLUMN_WEIGHT,
    COLUMN_STATE,
    COLUMN_ANSWERED,
    COLUMN_CLOSED,
    COLUMN_ERASED,
    COLUMN_WORDS,
};

#define MS(column) "coalesce((extract(epoch FROM " column ") * 1000)::bigint, 0)"
#define COMPLAINTS                                                                                                                                                \
    "SELECT c.kiosk_id, c.number, coalesce(k.device, ''), c.kind, c.service, c.reply, " MS(                                                                       \
        "c."                                                                                                                                                      \
        "recei"                                                                                                                                                   \
        "ved_"                                                                                                                                                    \
        "at") ", coalesce(c.due - date '1970-01-01', 0), c.weight, c.state, " MS("c.answered_at") ", " MS("c.closed_at") ", c.erased_at IS NOT NULL, c.has_words" \
                                                                                                                         " FROM office.complaint_now c"           \
                                                                                                                         " LEFT JOIN office.kiosk k USING (kiosk_id)"

/* A key that this version does not know is the first of its list. */
static int key_at(const struct pg_rows *rows, size_t row, int column, enum complaint_keys keys)
{
    int found = complaint_find_key(keys, pg_text(rows, row, column));

    return found < 0 ? 0 : found;
}

static void from_row(const struct pg_rows *rows, size_t row, struct office_complaint *out)
{
    struct complaint *complaint = &out->complaint;

    *out = (struct office_complaint){.has_words = pg_bool(rows, row, COLUMN_WORDS)};
    (void)text_copy(out->kiosk, sizeof out->kiosk, pg_text(rows, row, COLUMN_KIOSK));
    (void)text_copy(complaint->number, sizeof complaint->number, pg_text(rows, row, COLUMN_NUMBER));
    (void)text_copy(complaint->device, sizeof complaint->device, pg_text(rows, row, COLUMN_DEVICE));
    (void)text_copy(complaint->service_id, sizeof complaint->service_id,
                    pg_text(rows, row, COLUMN_SERVICE));
    complaint->kind = (enum complaint_kind)key_at(rows, row, COLUMN_KIND, KEYS_KIND);
    complaint->reply = (enum complaint_reply)key_at(rows, row, COLUMN_REPLY, KEYS_REPLY);
    complaint->weight = (enum complaint_weight)key_at(rows, row, COLUMN_WEIGHT, KEYS_WEIGHT);
    complaint->state = (enum complaint_state)key_at(rows, row, COLUMN_STATE, KEYS_STATE);
    complaint->at_ms = pg_int(rows, row, COLUMN_AT);
    complaint->due_day = pg_int(rows, row, COLUMN_DUE);
    complaint->answered_ms = pg_int(rows, row, COLUMN_ANSWERED);
    complaint->closed_ms = pg_int(rows, row, COLUMN_CLOSED);
    complaint->is_erased = pg_bool(rows, row, COLUMN_ERASED);
}

static void name_states(unsigned states, char *out, size_t size)
{
    AUTO_TEXT struct text list;

    text_init(&list, 256);
    text_add(&list, "{");
    for (int state = 0; state < COMPLAINT_STATE_COUNT; state++) {
        if ((states & 1U << state) != 0)
            text_addf(&list, "%s%s", list.len > 1 ? "," : "",
                      complaint_state_key((enum complaint_state)state));
    }
    text_add(&list, "}");
    (void)text_copy(out, size, list.data);
}

bool complaint_rows_list(const struct web *web, const struct complaint_filter *filter,
                         complaint_rows_each *each, void *context, struct err *err)
{
    static const char where[] =
        " WHERE ($1::text = ''"
        " OR (c.received_at >= nullif($1, '')::date::timestamp AT TIME ZONE $7::interval"
        " AND c.received_at < (nullif($2, '')::date + 1)::timestamp AT TIME ZONE $7::interval))"
        " AND c.state = ANY ($3::text[]) AND ($4::text = '' OR c.kind = $4)"
        " AND ($5::text = '' OR (c.due < nullif($5, '')::date AND c.erased_at IS NULL"
        " AND c.state IN ('received', 'in_progress')))";
    AUTO_ROWS struct pg_rows *rows = NULL;
    AUTO_TEXT struct text sql;
    char from[16] = "", until[16] = "", states[128], overdue[16] = "", most[24], skip[24],
         offset[16];

    if (filter->until_day > 0) {
        calendar_format_day(filter->from_day, from);
        calendar_format_day(filter->until_day, until);
    }
    if (filter->overdue_on > 0)
        calendar_format_day(filter->overdue_on, overdue);
    name_states(filter->states, states, sizeof states);
    text_format(most, sizeof most, "%lld", (long long)filter->most);
    text_format(skip, sizeof skip, "%lld", (long long)filter->skip);
    text_format(offset, sizeof offset, "%d min", web->options->offset_min);
    text_init(&sql, 4096);
    text_addf(
        &sql,
        "%s%s ORDER BY c.received_at %s NULLS LAST, c.number LIMIT $6::bigint OFFSET $8::bigint",
        COMPLAINTS, where, filter->is_oldest_first ? "ASC" : "DESC");
    const struct pg_param values[] = {
        PG_TEXT(from),
        PG_TEXT(until),
        PG_TEXT(states),
        PG_TEXT(filter->kind < 0 ? "" : complaint_kind_key((enum complaint_kind)filter->kind)),
        PG_TEXT(overdue),
        PG_TEXT(most),
        PG_TEXT(offset),
        PG_TEXT(skip),
    };
    if (!pg_query(web->pg, &rows, sql.data, values, ARRAY_LEN(values), err))
        return false;
    for (size_t i = 0; i < pg_count(rows); i++) {
        struct office_complaint complaint;

        from_row(rows, i, &complaint);
        each(context, &complaint);
    }
    return true;
}

bool complaint_rows_totals(struct pg *pg, int64_t today, struct complaint_totals *out,
                           struct err *err)
{
    static const char sql[] =
        "SELECT state, count(*), count(*) FILTER (WHERE due < $1::date AND erased_at IS NULL"
        " AND state IN ('received', 'in_progress')) FROM office.complaint_now GROUP BY state";
    AUTO_ROWS struct pg_rows *rows = NULL;
    char day[16];

    calendar_format_day(today, day);
    *out = (struct complaint_totals){0};
    if (!pg_query(pg, &rows, sql, (struct pg_param[]){PG_TEXT(day)}, 1, err))
        return false;
    for (size_t i = 0; i < pg_count(rows); i++) {
        out->by_state[key_at(rows, i, 0, KEYS_STATE)] += pg_int(rows, i, 1);
        out->overdue += pg_int(rows, i, 2);
    }
    return true;
}

bool complaint_rows_read(const struct web *web, const char *kiosk, const char *number,
                         struct office_complaint *out, struct err *err)
{
    static const char sql[] = COMPLAINTS " WHERE c.kiosk_id = $1 AND c.number = $2";
    AUTO_ROWS struct pg_rows *rows = NULL;
    struct uuid id;

    if (!uuid_parse(kiosk, &id))
        return err_set(err, ERR_NOT_FOUND, "no kiosk is called '%s'", kiosk);
    if (!pg_query(web->pg, &rows, sql, (struct pg_param[]){PG_TEXT(kiosk), PG_TEXT(number)}, 2,
                  err))
        return false;
    if (pg_count(rows) == 0)
        return err_set(err, ERR_NOT_FOUND, "no complaint %s of that kiosk", number);
    from_row(rows, 0, out);
    return true;
}

bool complaint_rows_hold(const struct web *web, const char *kiosk, const char *number,
                         struct office_complaint *out, struct err *err)
{
    return pg_run(web->pg, "SELECT pg_advisory_xact_lock(hashtextextended($1 || $2, 5))",
                  (struct pg_param[]){PG_TEXT(kiosk), PG_TEXT(number)}, 2, err)
           && complaint_rows_read(web, kiosk, number, out, err);
}

bool complaint_rows_letter(struct pg *pg, const char *kiosk, const char *number, struct text *out,
                           struct err *err)
{
    static const char sql[] = "SELECT words FROM office.complaint WHERE kiosk_id = $1"
                              " AND number = $2 AND words IS NOT NULL";
    AUTO_ROWS struct pg_rows *rows = NULL;

    if (!pg_query(pg, &rows, sql, (struct pg_param[]){PG_TEXT(kiosk), PG_TEXT(number)}, 2, err))
        return false;
    if (pg_count(rows) == 0)
        return err_set(err, ERR_NOT_FOUND, "complaint %s has no words here", number);
    return pg_bytes(rows, 0, 0, out)
           || err_set(err, ERR_CORRUPT, "the letter of complaint %s cannot be read", number);
}

bool complaint_rows_answer(struct pg *pg, const char *kiosk, const char *number, struct text *out,
                           struct err *err)
{
    static const char sql[] = "SELECT answer FROM office.complaint_act WHERE kiosk_id = $1"
                              " AND number = $2 AND answer IS NOT NULL ORDER BY no DESC LIMIT 1";
    AUTO_ROWS struct pg_rows *rows = NULL;

    if (!pg_query(pg, &rows, sql, (struct pg_param[]){PG_TEXT(kiosk), PG_TEXT(number)}, 2, err))
        return false;
    return pg_count(rows) == 0 || pg_bytes(rows, 0, 0, out)
           || err_set(err, ERR_CORRUPT, "the answer to complaint %s cannot be read", number);
}

bool complaint_rows_deeds(struct pg *pg, const char *kiosk, const char *number,
                          void (*each)(void *context, const struct complaint_deed *deed),
                          void *context, struct err *err)
{
    static const char sql[] = "SELECT a.act, coalesce(a.weight, ''), a.account, " MS(
        "a.at") ", a.seq <= coalesce((h.body ->> 'decisions')::bigint, 0)"
                " FROM office.complaint_act a LEFT JOIN office.heartbeat h USING (kiosk_id)"
                " WHERE a.kiosk_id = $1 AND a.number = $2 ORDER BY a.no LIMIT 200";
    AUTO_ROWS struct pg_rows *rows = NULL;

    if (!pg_query(pg, &rows, sql, (struct pg_param[]){PG_TEXT(kiosk), PG_TEXT(number)}, 2, err))
        return false;
    for (size_t i = 0; i < pg_count(rows); i++)
        each(context, &(struct complaint_deed){.act = pg_text(rows, i, 0),
                                               .weight = pg_text(rows, i, 1),
                                               .account = pg_text(rows, i, 2),
                                               .at_ms = pg_int(rows, i, 3),
                                               .is_taken = pg_bool(rows, i, 4)});
    return true;
}

bool complaint_rows_kiosk_key(struct pg *pg, const char *kiosk, uint8_t out[BOX_PUBLIC],
                              bool *is_known, struct err *err)
{
    static const char sql[] = "SELECT letter_key FROM office.decision_head WHERE kiosk_id = $1"
                              " AND letter_key IS NOT NULL";
    AUTO_ROWS struct pg_rows *rows = NULL;
    AUTO_TEXT struct text key;

    text_init(&key, BOX_PUBLIC + 1);
    if (!pg_query(pg, &rows, sql, (struct pg_param[]){PG_TEXT(kiosk)}, 1, err))
        return false;
    *is_known = pg_count(rows) > 0;
    if (!*is_known)
        return true;
    if (!pg_bytes(rows, 0, 0, &key) || key.len != BOX_PUBLIC)
        return err_set(err, ERR_CORRUPT, "the key of kiosk %s cannot be read", kiosk);
    memcpy(out, key.data, BOX_PUBLIC);
    return true;
}

static struct pg_param bytes_or_null(const struct text *bytes)
{
    return (struct pg_param){.text = bytes != NULL ? bytes->data : NULL,
                             .len = bytes != NULL ? bytes->len : 0};
}

bool complaint_rows_act(struct pg *pg, const struct office_complaint *complaint, const char *act,
                        const char *weight, const struct text *answer, const struct text *letter,
                        const char *account, struct err *err)
{
    static const char sql[] = "INSERT INTO office.complaint_act (kiosk_id, number, act, weight,"
                              " answer, letter, account) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    const struct pg_param values[] = {
        PG_TEXT(complaint->kiosk),
        PG_TEXT(complaint->complaint.number),
        PG_TEXT(act),
        PG_TEXT(weight),
        bytes_or_null(answer),
        bytes_or_null(letter),
        PG_TEXT(account),
    };

    return pg_run(pg, sql, values, ARRAY_LEN(values), err);
}
