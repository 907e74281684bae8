/* Rows of print_job. */
#include "store/print_store.h"
#include "store/query.h"
#include "base/text.h"
#include <assert.h>

#define JOB_COLUMNS                                                                                \
    "id, uuid, kind, ticket, subject, service_id, copy, lang, state, trouble, is_wanted, "         \
    "printer, "                                                                                    \
    "cups_job, created_at, changed_at, only_printer"

enum job_column {
    JOB_ID,
    JOB_UUID,
    JOB_KIND,
    JOB_TICKET,
    JOB_SUBJECT,
    JOB_SERVICE_ID,
    JOB_COPY,
    JOB_LANG,
    JOB_STATE,
    JOB_TROUBLE,
    JOB_IS_WANTED,
    JOB_PRINTER,
    JOB_CUPS_JOB,
    JOB_CREATED_AT,
    JOB_CHANGED_AT,
    JOB_ONLY_PRINTER,
};

static_assert(SLIP_TEST == 7 && PRINT_CANCELLED == 6,
              "kinds and states of a job are also named in the schema");

/* The schema allows no other names, so that the last one may stand for "none of the others". */
static enum slip_kind kind_from_name(const char *name)
{
    for (int kind = SLIP_TICKET; kind < SLIP_TEST; kind++) {
        if (text_equal(name, slip_kind_name((enum slip_kind)kind)))
            return (enum slip_kind)kind;
    }
    return SLIP_TEST;
}

static enum print_state state_from_name(const char *name)
{
    for (int state = PRINT_QUEUED; state < PRINT_CANCELLED; state++) {
        if (text_equal(name, print_state_name((enum print_state)state)))
            return (enum print_state)state;
    }
    return PRINT_CANCELLED;
}

static void job_from_row(const struct query *q, struct print_job *out)
{
    char name[32];

    *out = (struct print_job){
        .id = query_int(q, JOB_ID),
        .uuid = query_uuid(q, JOB_UUID),
        .ticket = query_uuid(q, JOB_TICKET),
        .copy = (int)query_int(q, JOB_COPY),
        .is_wanted = query_int(q, JOB_IS_WANTED) != 0,
        .cups_job = (int)query_int(q, JOB_CUPS_JOB),
        .created_at_ms = query_int(q, JOB_CREATED_AT),
        .changed_at_ms = query_int(q, JOB_CHANGED_AT),
        .only_printer = (int)query_int(q, JOB_ONLY_PRINTER),
    };
    query_text(q, JOB_SUBJECT, out->subject, sizeof out->subject);
    query_text(q, JOB_SERVICE_ID, out->service_id, sizeof out->service_id);
    query_text(q, JOB_LANG, out->lang, sizeof out->lang);
    query_text(q, JOB_PRINTER, out->printer, sizeof out->printer);
    query_text(q, JOB_KIND, name, sizeof name);
    out->kind = kind_from_name(name);
    query_text(q, JOB_STATE, name, sizeof name);
    out->state = state_from_name(name);
    query_text(q, JOB_TROUBLE, name, sizeof name);
    out->trouble = printer_trouble_from_name(name);
}

bool print_store_add(struct db *db, struct print_job *job, const struct uuid *request,
                     struct err *err)
{
    static const char sql[] =
        "INSERT INTO print_job (uuid, request, kind, ticket, service_id, copy, lang, state, "
        "trouble, is_wanted, printer, cups_job, created_at, changed_at, is_over, subject, "
        "only_printer, id) VALUES "
        "(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, "
        "CASE ?3 WHEN 'thanks' THEN -1 "
        "ELSE (SELECT max(ifnull(max(id), 0), 0) + 1 FROM print_job) END)";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_uuid(&q, 1, &job->uuid);
    query_bind_uuid(&q, 2, request);
    query_bind_text(&q, 3, slip_kind_name(job->kind));
    query_bind_uuid(&q, 4, &job->ticket);
    query_bind_text(&q, 5, job->service_id);
    query_bind_int(&q, 6, job->copy);
    query_bind_text(&q, 7, job->lang);
    query_bind_text(&q, 8, print_state_name(job->state));
    query_bind_text(&q, 9, printer_trouble_name(job->trouble));
    query_bind_int(&q, 10, job->is_wanted);
    query_bind_text(&q, 11, job->printer);
    query_bind_int(&q, 12, job->cups_job);
    query_bind_int(&q, 13, job->created_at_ms);
    query_bind_int(&q, 14, job->changed_at_ms);
    query_bind_int(&q, 15, print_state_is_final(job->state));
    query_bind_text(&q, 16, job->subject);
    query_bind_int(&q, 17, job->only_printer);
    if (!query_run(&q, NULL, err))
        return false;
    job->id = query_last_row(&q);
    return true;
}

bool print_store_update(struct db *db, const struct print_job *job, struct err *err)
{
    static const char sql[] =
        "UPDATE print_job SET uuid = ?2, state = ?3, trouble = ?4, is_wanted = ?5, printer = ?6, "
        "cups_job = ?7, changed_at = ?8, is_over = ?9 WHERE id = ?1";
    int64_t rows = 0;
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_int(&q, 1, job->id);
    query_bind_uuid(&q, 2, &job->uuid);
    query_bind_text(&q, 3, print_state_name(job->state));
    query_bind_text(&q, 4, printer_trouble_name(job->trouble));
    query_bind_int(&q, 5, job->is_wanted);
    query_bind_text(&q, 6, job->printer);
    query_bind_int(&q, 7, job->cups_job);
    query_bind_int(&q, 8, job->changed_at_ms);
    query_bind_int(&q, 9, print_state_is_final(job->state));
    if (!query_run(&q, &rows, err))
        return false;
    return rows > 0 || err_set(err, ERR_NOT_FOUND, "no print job %lld", (long long)job->id);
}

bool print_store_delete_thanks(struct db *db, struct err *err)
{
    static const char sql[] = "DELETE FROM print_job WHERE id = -1 AND is_over = 1";
    AUTO_QUERY struct query q = query_begin(db, sql);

    return query_run(&q, NULL, err);
}

bool print_store_find(struct db *db, int64_t id, struct print_job *out, struct err *err)
{
    static const char sql[] = "SELECT " JOB_COLUMNS " FROM print_job WHERE id = ?1";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_int(&q, 1, id);
    if (!query_one(&q, "such print job", err))
        return false;
    job_from_row(&q, out);
    return true;
}

bool print_store_find_request(struct db *db, const struct uuid *request, struct print_job *out,
                              struct err *err)
{
    static const char sql[] = "SELECT " JOB_COLUMNS " FROM print_job WHERE request = ?1";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_uuid(&q, 1, request);
    if (!query_one(&q, "print job of that request", err))
        return false;
    job_from_row(&q, out);
    return true;
}

bool print_store_find_newest(struct db *db, const struct uuid *ticket, struct print_job *out,
                             struct err *err)
{
    static const char sql[] = "SELECT " JOB_COLUMNS " FROM print_job WHERE ticket = ?1 "
                              "ORDER BY copy DESC LIMIT 1";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_uuid(&q, 1, ticket);
    if (!query_one(&q, "print job of that ticket", err))
        return false;
    job_from_row(&q, out);
    return true;
}

bool print_store_find_numbered(struct db *db, const char *subject, struct print_job *out,
                               struct err *err)
{
    static const char sql[] = "SELECT " JOB_COLUMNS " FROM print_job WHERE "
                              "(kind = 'receipt' OR kind = 'complaint') AND subject = ?1 "
                              "ORDER BY copy DESC LIMIT 1";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_text(&q, 1, subject);
    if (!query_one(&q, "print job of that number", err))
        return false;
    job_from_row(&q, out);
    return true;
}

bool print_store_count_copies(struct db *db, const struct uuid *ticket, int *out, struct err *err)
{
    static const char sql[] = "SELECT count(*) FROM print_job WHERE ticket = ?1 "
                              "AND state <> 'failed' AND state <> 'cancelled'";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_uuid(&q, 1, ticket);
    if (!query_one(&q, "answer", err))
        return false;
    *out = (int)query_int(&q, 0);
    return true;
}

bool print_store_list_begun(struct db *db, struct print_job *out, size_t most, size_t *count,
                            struct err *err)
{
    static const char sql[] = "SELECT " JOB_COLUMNS " FROM print_job WHERE is_over = 0 "
                              "AND state <> 'queued' ORDER BY id LIMIT ?1";
    AUTO_QUERY struct query q = query_begin(db, sql);
    bool has_row = true;

    query_bind_int(&q, 1, (int64_t)most);
    for (*count = 0; *count < most; ++*count) {
        if (!query_step(&q, &has_row, err))
            return false;
        if (!has_row)
            return true;
        job_from_row(&q, &out[*count]);
    }
    return true;
}

bool print_store_find_next(struct db *db, struct print_job *out, struct err *err)
{
    static const char sql[] = "SELECT " JOB_COLUMNS " FROM print_job WHERE is_over = 0 "
                              "AND state = 'queued' ORDER BY id LIMIT 1";
    AUTO_QUERY struct query q = query_begin(db, sql);

    if (!query_one(&q, "print job to do", err))
        return false;
    job_from_row(&q, out);
    return true;
}

bool print_store_list(struct db *db, int64_t since_ms,
                      bool (*each)(void *context, const struct print_job *job), void *context,
                      struct err *err)
{
    static const char sql[] =
        "SELECT " JOB_COLUMNS " FROM print_job AS job WHERE kind <> 'thanks' AND (is_over = 0 OR "
        "((state = 'failed' OR state = 'uncertain') AND changed_at >= ?1 AND NOT EXISTS "
        "(SELECT 1 FROM print_job AS newer WHERE newer.ticket = job.ticket "
        "AND newer.copy > job.copy) AND NOT EXISTS (SELECT 1 FROM print_job AS newer "
        "WHERE (newer.kind = 'receipt' OR newer.kind = 'complaint') AND newer.kind = job.kind "
        "AND newer.subject = job.subject AND newer.copy > job.copy))) ORDER BY id";
    AUTO_QUERY struct query q = query_begin(db, sql);
    struct print_job job;
    bool has_row = true;

    query_bind_int(&q, 1, since_ms);
    while (has_row) {
        if (!query_step(&q, &has_row, err))
            return false;
        if (!has_row)
            return true;
        job_from_row(&q, &job);
        if (!each(context, &job))
            return true;
    }
    return true;
}

bool print_store_find_next_at(struct db *db, const struct print_turn *turn, struct print_job *out,
                              struct err *err)
{
    static const char sql[] =
        "SELECT " JOB_COLUMNS " FROM print_job WHERE is_over = 0 AND state = 'queued' "
        "AND (only_printer = ?1 OR (?2 AND (only_printer = 0 OR only_printer > ?3))) "
        "ORDER BY id LIMIT 1";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_int(&q, 1, turn->printer);
    query_bind_int(&q, 2, turn->takes_any);
    query_bind_int(&q, 3, turn->printer_count);
    if (!query_one(&q, "print job to do", err))
        return false;
    job_from_row(&q, out);
    return true;
}

bool print_store_count_missing(struct db *db, int64_t session, int64_t *out, struct err *err)
{
    static const char sql[] =
        "SELECT count(*) FROM print_job AS job CROSS JOIN ticket ON ticket.id = job.ticket "
        "WHERE job.ticket IS NOT NULL AND (job.state = 'failed' OR job.state = 'uncertain') "
        "AND ticket.session = ?1 AND NOT EXISTS (SELECT 1 FROM print_job AS newer "
        "WHERE newer.ticket = job.ticket AND newer.copy > job.copy)";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_int(&q, 1, session);
    if (!query_one(&q, "answer", err))
        return false;
    *out = query_int(&q, 0);
    return true;
}
