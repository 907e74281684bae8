/* The tables ticket, session and help_call. */
#include "ticket_rows.h"
#include "domain/calendar.h"

enum {
    COLUMN_KIOSK,
    COLUMN_DEVICE,
    COLUMN_SESSION,
    COLUMN_NUMBER,
    COLUMN_SERIES,
    COLUMN_SEQ,
    COLUMN_SERVICE,
    COLUMN_GROUP,
    COLUMN_PRIORITY,
    COLUMN_DAY,
    COLUMN_ISSUED,
    COLUMN_CALLED,
    COLUMN_FINISHED,
    COLUMN_ON_SCREEN,
    COLUMN_SLIP,
    COLUMN_TROUBLE,
    COLUMN_COPIES,
    COLUMN_STATE,
    COLUMN_COUNTER,
    COLUMN_OFFICER,
    COLUMN_WAIT,
    COLUMN_SERVICE_MS,
};

#define MS(column) "coalesce((extract(epoch FROM " column ") * 1000)::bigint, 0)"
#define TICKETS                                                                                    \
    "SELECT t.kiosk_id, coalesce(k.device, ''), coalesce(t.session_id::text, ''), t.number,"       \
    " t.series, t.seq, coalesce(t.service, ''), t.grp, coalesce(t.priority, '') <> '',"            \
    " coalesce(t.day - date '1970-01-01', 0), " MS("t.issued_at") ", " MS("t.called_at") ", " MS(  \
        "t.finished_at") ", t.is_on_screen, t.slip, t.slip_trouble, t.copies, t.state, t.counter," \
                         " t.officer, coalesce(t.wait_ms, -1), coalesce(t.service_ms, -1)"         \
                         " FROM office.ticket t LEFT JOIN office.kiosk k USING (kiosk_id)"

static void hand_out(const struct pg_rows *rows, ticket_rows_each *each, void *context)
{
    for (size_t i = 0; i < pg_count(rows); i++)
        each(context, &(struct office_ticket){
                          .kiosk = pg_text(rows, i, COLUMN_KIOSK),
                          .device = pg_text(rows, i, COLUMN_DEVICE),
                          .session = pg_text(rows, i, COLUMN_SESSION),
                          .number = pg_text(rows, i, COLUMN_NUMBER),
                          .series = pg_text(rows, i, COLUMN_SERIES),
                          .seq = pg_int(rows, i, COLUMN_SEQ),
                          .service = pg_text(rows, i, COLUMN_SERVICE),
                          .group = pg_text(rows, i, COLUMN_GROUP),
                          .is_priority = pg_bool(rows, i, COLUMN_PRIORITY),
                          .day = pg_int(rows, i, COLUMN_DAY),
                          .issued_ms = pg_int(rows, i, COLUMN_ISSUED),
                          .called_ms = pg_int(rows, i, COLUMN_CALLED),
                          .finished_ms = pg_int(rows, i, COLUMN_FINISHED),
                          .is_on_screen = pg_bool(rows, i, COLUMN_ON_SCREEN),
                          .slip = pg_text(rows, i, COLUMN_SLIP),
                          .slip_trouble = pg_text(rows, i, COLUMN_TROUBLE),
                          .copies = pg_int(rows, i, COLUMN_COPIES),
                          .state = pg_text(rows, i, COLUMN_STATE),
                          .counter = pg_text(rows, i, COLUMN_COUNTER),
                          .officer = pg_text(rows, i, COLUMN_OFFICER),
                          .wait_ms = pg_int(rows, i, COLUMN_WAIT),
                          .service_ms = pg_int(rows, i, COLUMN_SERVICE_MS),
                      });
}

bool ticket_rows_of_day(struct pg *pg, int64_t day, ticket_rows_each *each, void *context,
                        struct err *err)
{
    static const char sql[] =
        TICKETS " WHERE t.day = $1"
                " ORDER BY k.device, t.kiosk_id, t.session_id, t.series, t.seq";
    AUTO_ROWS struct pg_rows *rows = NULL;
    char text[16];

    calendar_format_day(day, text);
    if (!pg_query(pg, &rows, sql, (struct pg_param[]){PG_TEXT(text)}, 1, err))
        return false;
    hand_out(rows, each, context);
    return true;
}

bool ticket_rows_find(struct pg *pg, const char *number, int most, ticket_rows_each *each,
                      void *context, struct err *err)
{
    static const char sql[] =
        TICKETS " WHERE t.number = $1 ORDER BY t.day DESC NULLS LAST LIMIT $2";
    AUTO_ROWS struct pg_rows *rows = NULL;
    char count[16];

    text_format(count, sizeof count, "%d", most);
    if (!pg_query(pg, &rows, sql, (struct pg_param[]){PG_TEXT(number), PG_TEXT(count)}, 2, err))
        return false;
    hand_out(rows, each, context);
    return true;
}

bool ticket_rows_sessions(struct pg *pg, int64_t day, struct session_line *out, struct err *err)
{
    static const char sql[] = "SELECT count(*), count(*) FILTER (WHERE closed_at IS NULL), " MS(
        "min(opened_at)") ", " MS("max(closed_at)") " FROM office.session WHERE day = $1";
    AUTO_ROWS struct pg_rows *rows = NULL;
    char text[16];

    calendar_format_day(day, text);
    if (!pg_query(pg, &rows, sql, (struct pg_param[]){PG_TEXT(text)}, 1, err))
        return false;
    *out = (struct session_line){
        .count = pg_int(rows, 0, 0),
        .open = pg_int(rows, 0, 1),
        .opened_ms = pg_int(rows, 0, 2),
        .closed_ms = pg_int(rows, 0, 3),
    };
    return true;
}

bool ticket_rows_help(struct pg *pg, int64_t from_ms,
                      void (*each)(void *context, const struct help_line *line), void *context,
                      struct err *err)
{
    static const char sql[] =
        "SELECT device, screen, " MS("at") " FROM office.help_call WHERE answered_at IS NULL"
                                           " AND at >= to_timestamp($1::float8 / 1000)"
                                           " ORDER BY at LIMIT 50";
    AUTO_ROWS struct pg_rows *rows = NULL;
    char from[24];

    text_format(from, sizeof from, "%lld", (long long)from_ms);
    if (!pg_query(pg, &rows, sql, (struct pg_param[]){PG_TEXT(from)}, 1, err))
        return false;
    for (size_t i = 0; i < pg_count(rows); i++)
        each(context, &(struct help_line){.device = pg_text(rows, i, 0),
                                          .screen = pg_text(rows, i, 1),
                                          .at_ms = pg_int(rows, i, 2)});
    return true;
}
