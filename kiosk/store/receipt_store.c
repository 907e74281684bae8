/* Rows of receipt. */
#include "store/receipt_store.h"
#include "store/numbers.h"
#include "store/query.h"

#define RECEIPT_COLUMNS                                                                            \
    "request, file_number, ticket, number, service_id, service_name, applicant, received, asked, " \
    "officer, counter, at, due_day, workdays, is_due_sure"

enum receipt_column {
    RECEIPT_REQUEST,
    RECEIPT_FILE_NUMBER,
    RECEIPT_TICKET,
    RECEIPT_NUMBER,
    RECEIPT_SERVICE_ID,
    RECEIPT_SERVICE_NAME,
    RECEIPT_APPLICANT,
    RECEIPT_RECEIVED,
    RECEIPT_ASKED,
    RECEIPT_OFFICER,
    RECEIPT_COUNTER,
    RECEIPT_AT,
    RECEIPT_DUE_DAY,
    RECEIPT_WORKDAYS,
    RECEIPT_IS_DUE_SURE,
};

static void receipt_from_row(const struct query *q, struct receipt *out)
{
    *out = (struct receipt){
        .request = query_uuid(q, RECEIPT_REQUEST),
        .ticket = query_uuid(q, RECEIPT_TICKET),
        .asked = (int)query_int(q, RECEIPT_ASKED),
        .at_ms = query_int(q, RECEIPT_AT),
        .due_day = query_int(q, RECEIPT_DUE_DAY),
        .workdays = (int)query_int(q, RECEIPT_WORKDAYS),
        .is_due_sure = query_int(q, RECEIPT_IS_DUE_SURE) != 0,
    };
    query_text(q, RECEIPT_FILE_NUMBER, out->file_number, sizeof out->file_number);
    query_text(q, RECEIPT_NUMBER, out->number, sizeof out->number);
    query_text(q, RECEIPT_SERVICE_ID, out->service_id, sizeof out->service_id);
    query_text(q, RECEIPT_SERVICE_NAME, out->service_name, sizeof out->service_name);
    query_text(q, RECEIPT_APPLICANT, out->applicant, sizeof out->applicant);
    query_text(q, RECEIPT_OFFICER, out->officer, sizeof out->officer);
    query_text(q, RECEIPT_COUNTER, out->counter, sizeof out->counter);
    out->received_count = numbers_from_row(q, RECEIPT_RECEIVED, out->received, TICKET_MAX_UNTICKED);
}

bool receipt_store_add(struct db *db, const struct receipt *receipt, int month, int64_t seq,
                       struct err *err)
{
    static const char sql[] = "INSERT INTO receipt (" RECEIPT_COLUMNS ", month, seq) VALUES (?1, "
                              "?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, "
                              "?17)";
    uint8_t received[2 * TICKET_MAX_UNTICKED];
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_uuid(&q, 1, &receipt->request);
    query_bind_text(&q, 2, receipt->file_number);
    query_bind_uuid(&q, 3, &receipt->ticket);
    query_bind_text(&q, 4, receipt->number);
    query_bind_text(&q, 5, receipt->service_id);
    query_bind_text(&q, 6, receipt->service_name);
    query_bind_text(&q, 7, receipt->applicant);
    query_bind_blob(&q, 8, received,
                    numbers_pack(receipt->received, receipt->received_count, received));
    query_bind_int(&q, 9, receipt->asked);
    query_bind_text(&q, 10, receipt->officer);
    query_bind_text(&q, 11, receipt->counter);
    query_bind_int(&q, 12, receipt->at_ms);
    query_bind_int(&q, 13, receipt->due_day);
    query_bind_int(&q, 14, receipt->workdays);
    query_bind_int(&q, 15, receipt->is_due_sure);
    query_bind_int(&q, 16, month);
    query_bind_int(&q, 17, seq);
    return query_run(&q, NULL, err);
}

bool receipt_store_last_seq(struct db *db, int month, int64_t *out, struct err *err)
{
    static const char sql[] =
        "SELECT seq FROM receipt WHERE month = ?1 ORDER BY month DESC, seq DESC LIMIT 1";
    bool has_row = false;
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_int(&q, 1, month);
    if (!query_step(&q, &has_row, err))
        return false;
    *out = has_row ? query_int(&q, 0) : 0;
    return true;
}

bool receipt_store_find(struct db *db, const char *file_number, struct receipt *out,
                        struct err *err)
{
    static const char sql[] = "SELECT " RECEIPT_COLUMNS " FROM receipt WHERE file_number = ?1";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_text(&q, 1, file_number);
    if (!query_one(&q, "receipt of that number", err))
        return false;
    receipt_from_row(&q, out);
    return true;
}

bool receipt_store_find_request(struct db *db, const struct uuid *request, struct receipt *out,
                                struct err *err)
{
    static const char sql[] = "SELECT " RECEIPT_COLUMNS " FROM receipt WHERE request = ?1";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_uuid(&q, 1, request);
    if (!query_one(&q, "receipt of that request", err))
        return false;
    receipt_from_row(&q, out);
    return true;
}

bool receipt_store_find_ticket(struct db *db, const struct uuid *ticket, struct receipt *out,
                               struct err *err)
{
    static const char sql[] =
        "SELECT " RECEIPT_COLUMNS " FROM receipt WHERE ticket = ?1 ORDER BY at DESC LIMIT 1";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_uuid(&q, 1, ticket);
    if (!query_one(&q, "receipt of that ticket", err))
        return false;
    receipt_from_row(&q, out);
    return true;
}

bool receipt_store_has_old_name(struct db *db, int64_t before_ms, bool *out, struct err *err)
{
    static const char sql[] = "SELECT 1 FROM receipt WHERE applicant <> '' AND at < ?1 LIMIT 1";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_int(&q, 1, before_ms);
    return query_step(&q, out, err);
}

bool receipt_store_forget(struct db *db, int64_t before_ms, int64_t *count, struct err *err)
{
    static const char sql[] = "UPDATE receipt SET applicant = '' WHERE applicant <> '' AND at < ?1";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_int(&q, 1, before_ms);
    return query_run(&q, count, err);
}
