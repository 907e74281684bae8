/* The tables kiosk, heartbeat, stream and enrolment, as the devices' pages need them. */
#include "device_rows.h"

#include <inttypes.h>
#include <string.h>

/* Streams that a later one took over are not waited for: what they lacked came again in that one. */
static const char DEVICE_SQL[] =
    "SELECT k.kiosk_id, k.device, k.note, k.enrolled_by,"
    " (extract(epoch FROM k.enrolled_at) * 1000)::bigint,"
    " (extract(epoch FROM k.not_after) * 1000)::bigint,"
    " (extract(epoch FROM k.revoked_at) * 1000)::bigint, k.revoked_by,"
    " (extract(epoch FROM h.at) * 1000)::bigint, h.body::text, s.broken, s.gaps,"
    " (SELECT count(*) FROM office.event e WHERE e.kiosk_id = k.kiosk_id AND e.is_quarantined),"
    " (SELECT count(*) FROM office.unread u WHERE u.kiosk_id = k.kiosk_id)"
    " FROM (SELECT kiosk_id, device, note, enrolled_by, enrolled_at, not_after, revoked_at, "
    "revoked_by"
    " FROM office.kiosk WHERE ($1 = '' OR kiosk_id = nullif($1, '')::uuid)"
    " ORDER BY revoked_at IS NOT NULL, device, kiosk_id OFFSET $2::bigint LIMIT $3::bigint) AS k"
    " LEFT JOIN office.heartbeat h ON h.kiosk_id = k.kiosk_id"
    " CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE t.chain_broken_at IS NOT NULL) AS broken,"
    " coalesce(sum(CASE WHEN isempty(t.got) THEN 0 ELSE upper(t.got) - 1"
    " - (SELECT sum(upper(r) - lower(r)) FROM unnest(t.got) AS r) END), 0) AS gaps"
    " FROM office.stream t WHERE t.kiosk_id = k.kiosk_id AND NOT EXISTS (SELECT FROM office.stream "
    "n"
    " WHERE n.kiosk_id = t.kiosk_id AND n.previous = t.stream_id)) AS s"
    " ORDER BY k.revoked_at IS NOT NULL, k.device, k.kiosk_id";

static void device_from_row(const struct pg_rows *rows, size_t row, struct device *out)
{
    const char *body = pg_text(rows, row, 9);
    struct err err;

    *out = (struct device){.enrolled_ms = pg_int(rows, row, 4),
                           .not_after_ms = pg_int(rows, row, 5),
                           .revoked_ms = pg_int(rows, row, 6),
                           .heard_ms = pg_int(rows, row, 8),
                           .broken = pg_int(rows, row, 10),
                           .gaps = pg_int(rows, row, 11),
                           .quarantined = pg_int(rows, row, 12),
                           .unread = pg_int(rows, row, 13)};
    text_copy(out->kiosk, sizeof out->kiosk, pg_text(rows, row, 0));
    text_copy(out->name, sizeof out->name, pg_text(rows, row, 1));
    text_copy(out->note, sizeof out->note, pg_text(rows, row, 2));
    text_copy(out->by, sizeof out->by, pg_text(rows, row, 3));
    text_copy(out->revoked_by, sizeof out->revoked_by, pg_text(rows, row, 7));
    /* One that cannot be read is as good as none: the page says that the kiosk was not heard. */
    out->has_heartbeat =
        body[0] != '\0' && heartbeat_read(&out->heartbeat, body, strlen(body), &err);
}

/* What stands in an address may be anything. */
static bool is_kiosk(const char *text, struct err *err)
{
    struct uuid kiosk;

    return uuid_parse(text, &kiosk) || err_set(err, ERR_NOT_FOUND, "no kiosk named");
}

/* `kiosk` "": all. */
static bool ask(struct pg *pg, struct pg_rows **out, const char *kiosk, int skip, int most,
                struct err *err)
{
    char from[16], count[16];

    text_format(from, sizeof from, "%d", skip);
    text_format(count, sizeof count, "%d", most);
    return pg_query(pg, out, DEVICE_SQL,
                    (struct pg_param[]){PG_TEXT(kiosk), PG_TEXT(from), PG_TEXT(count)}, 3, err);
}

bool device_rows_some(struct pg *pg, int skip, int most,
                      void (*each)(void *context, const struct device *device), void *context,
                      struct err *err)
{
    struct pg_rows *rows AUTO_ROWS = NULL;
    struct device device;

    if (!ask(pg, &rows, "", skip, most, err))
        return false;
    for (size_t i = 0; i < pg_count(rows); i++) {
        device_from_row(rows, i, &device);
        each(context, &device);
    }
    return true;
}

bool device_rows_each(struct pg *pg, void (*each)(void *context, const struct device *device),
                      void *context, struct err *err)
{
    return device_rows_some(pg, 0, DEVICES_MOST, each, context, err);
}

bool device_rows_read(struct pg *pg, const char *kiosk, struct device *out, struct err *err)
{
    struct pg_rows *rows AUTO_ROWS = NULL;

    if (!is_kiosk(kiosk, err) || !ask(pg, &rows, kiosk, 0, 1, err))
        return false;
    if (pg_count(rows) == 0)
        return err_set(err, ERR_NOT_FOUND, "no such kiosk");
    device_from_row(rows, 0, out);
    return true;
}

bool device_rows_revoke(struct pg *pg, const char *kiosk, const char *account, int64_t now_ms,
                        struct err *err)
{
    struct pg_rows *rows AUTO_ROWS = NULL;
    char now[32];
    const char *sql = "UPDATE office.kiosk SET revoked_at = to_timestamp($3::bigint / 1000.0),"
                      " revoked_by = $2 WHERE kiosk_id = $1::uuid AND revoked_at IS NULL"
                      " RETURNING kiosk_id";

    text_format(now, sizeof now, "%" PRId64, now_ms);
    if (!is_kiosk(kiosk, err)
        || !pg_query(pg, &rows, sql,
                     (struct pg_param[]){PG_TEXT(kiosk), PG_TEXT(account), PG_TEXT(now)}, 3, err))
        return false;
    return pg_count(rows) == 1 || err_set(err, ERR_NOT_FOUND, "no such kiosk in use");
}

bool device_rows_streams(struct pg *pg, const char *kiosk,
                         void (*each)(void *context, const struct stream_line *line), void *context,
                         struct err *err)
{
    struct pg_rows *rows AUTO_ROWS = NULL;
    const char *sql =
        "SELECT t.name, t.contiguous, coalesce(upper(t.got) - 1, 0), t.chain_broken_at,"
        " (SELECT coalesce(sum(upper(g) - lower(g)), 0) FROM unnest(m.gaps) AS g),"
        " (SELECT string_agg(CASE WHEN upper(g) - lower(g) = 1 THEN lower(g)::text"
        " ELSE lower(g) || '–' || upper(g) - 1 END, ', ' ORDER BY lower(g))"
        " FROM (SELECT g FROM unnest(m.gaps) AS g ORDER BY lower(g) LIMIT 6) AS f(g)),"
        " (SELECT count(*) FROM office.event e WHERE e.kiosk_id = t.kiosk_id"
        " AND e.stream_id = t.stream_id AND e.is_quarantined),"
        " (SELECT count(*) FROM office.unread u WHERE u.kiosk_id = t.kiosk_id"
        " AND u.stream_id = t.stream_id),"
        " (extract(epoch FROM t.changed_at) * 1000)::bigint,"
        " EXISTS (SELECT FROM office.stream n WHERE n.kiosk_id = t.kiosk_id"
        " AND n.previous = t.stream_id)"
        " FROM office.stream t CROSS JOIN LATERAL (SELECT CASE WHEN isempty(t.got)"
        " THEN '{}'::int8multirange"
        " ELSE int8multirange(int8range(1, upper(t.got))) - t.got END AS gaps) AS m"
        " WHERE t.kiosk_id = $1::uuid ORDER BY t.ordinal DESC LIMIT 50";

    if (!is_kiosk(kiosk, err)
        || !pg_query(pg, &rows, sql, (struct pg_param[]){PG_TEXT(kiosk)}, 1, err))
        return false;
    for (size_t i = 0; i < pg_count(rows); i++) {
        struct stream_line line = {.name = pg_text(rows, i, 0),
                                   .contiguous = pg_int(rows, i, 1),
                                   .head = pg_int(rows, i, 2),
                                   .broken_at = pg_int(rows, i, 3),
                                   .missing = pg_int(rows, i, 4),
                                   .gaps = pg_text(rows, i, 5),
                                   .quarantined = pg_int(rows, i, 6),
                                   .unread = pg_int(rows, i, 7),
                                   .changed_ms = pg_int(rows, i, 8),
                                   .is_former = pg_bool(rows, i, 9)};
        each(context, &line);
    }
    return true;
}

bool device_rows_strange(struct pg *pg, const char *kiosk,
                         void (*each)(void *context, const struct strange_record *record),
                         void *context, struct err *err)
{
    struct pg_rows *rows AUTO_ROWS = NULL;
    const char *sql =
        "SELECT t.name, x.seq, (extract(epoch FROM x.at) * 1000)::bigint, x.kind, x.why FROM"
        " (SELECT e.kiosk_id, e.stream_id, e.seq, e.received_at AS at, e.kind, '' AS why"
        " FROM office.event e WHERE e.kiosk_id = $1::uuid AND e.is_quarantined"
        " UNION ALL SELECT u.kiosk_id, u.stream_id, u.seq, u.at, '', u.why"
        " FROM office.unread u WHERE u.kiosk_id = $1::uuid) AS x"
        " JOIN office.stream t ON t.kiosk_id = x.kiosk_id AND t.stream_id = x.stream_id"
        " ORDER BY x.at DESC, x.seq DESC LIMIT 20";

    if (!is_kiosk(kiosk, err)
        || !pg_query(pg, &rows, sql, (struct pg_param[]){PG_TEXT(kiosk)}, 1, err))
        return false;
    for (size_t i = 0; i < pg_count(rows); i++) {
        struct strange_record record = {.stream = pg_text(rows, i, 0),
                                        .seq = pg_int(rows, i, 1),
                                        .at_ms = pg_int(rows, i, 2),
                                        .kind = pg_text(rows, i, 3),
                                        .why = pg_text(rows, i, 4)};
        each(context, &record);
    }
    return true;
}

bool device_rows_codes(struct pg *pg, int64_t now_ms,
                       void (*each)(void *context, const struct code_line *line), void *context,
                       struct err *err)
{
    struct pg_rows *rows AUTO_ROWS = NULL;
    char now[32];
    const char *sql = "SELECT note, made_by, (extract(epoch FROM expires_at) * 1000)::bigint"
                      " FROM office.enrolment WHERE kiosk_id IS NULL AND tries < 5"
                      " AND expires_at > to_timestamp($1::bigint / 1000.0)"
                      " ORDER BY expires_at DESC LIMIT 50";

    text_format(now, sizeof now, "%" PRId64, now_ms);
    if (!pg_query(pg, &rows, sql, (struct pg_param[]){PG_TEXT(now)}, 1, err))
        return false;
    for (size_t i = 0; i < pg_count(rows); i++) {
        struct code_line line = {.note = pg_text(rows, i, 0),
                                 .by = pg_text(rows, i, 1),
                                 .expires_ms = pg_int(rows, i, 2)};
        each(context, &line);
    }
    return true;
}
