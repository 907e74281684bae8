/* The connection to PostgreSQL (see office/pg.h). */
#include "office/pg.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"

#include <errno.h>
#include <libpq-fe.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

#define LOG_AREA "office"

enum {
    ANSWER_MS = 40000, /* where the role may take as long as it wants */
    GRACE_MS = 2000,   /* beyond what it may: a commit may wait for a standby */
    LONG_MS = 3600000,
    PARAMS = 24,
    GOODBYE_READS = 8,
    STATE_TEXT = 6
};

struct pg {
    char *conninfo;
    PGconn *connection; /* NULL: none was made yet */
    bool is_in_tx;
    bool is_doubtful;       /* a commit was said to be done before the standby had it */
    char state[STATE_TEXT]; /* see pg_state */
    int64_t wait_ms;
    uint64_t answers;
};
struct pg_rows {
    PGresult *result;
};

/* Whatever the server's or the role's settings are: what our statements take for granted. How long
 * one may take is the role's alone (sql/roles.sql), below what nginx waits. */
static const char session_settings[] =
    "-c search_path=office,pg_temp -c timezone=UTC -c jit=off -c datestyle=ISO -c bytea_output=hex "
    "-c lock_timeout=10s -c idle_in_transaction_session_timeout=60s";

struct pg *pg_new(const char *conninfo)
{
    struct pg *pg = mem_zalloc(1, sizeof *pg);

    pg->conninfo = mem_strdup(conninfo);
    pg->wait_ms = ANSWER_MS;
    return pg;
}

static void hang_up(struct pg *pg)
{
    PQfinish(pg->connection);
    pg->connection = NULL;
}

void pg_free(struct pg *pg)
{
    if (!pg)
        return;
    hang_up(pg);
    free(pg->conninfo);
    free(pg);
}

const char *pg_state(const struct pg *pg)
{
    return pg->state;
}

uint64_t pg_answers(const struct pg *pg)
{
    return pg->answers;
}

/* PostgreSQL's messages are several lines. */
static bool say_failure(struct pg *pg, const char *state, enum err_code code, const char *message,
                        struct err *err)
{
    AUTO_FREE char *line = mem_strdup(message ? message : "no reason was given");
    size_t len = strlen(line);

    while (len > 0 && line[len - 1] == '\n')
        line[--len] = '\0';
    text_mend(line);
    text_copy_cut(pg->state, sizeof pg->state, state);
    return err_set(err, code, "database: %s", line);
}

/* A commit that did not wait for the standby is reported as done, with a warning; whoever acknowledges
 * it may lose it when the standby takes over. The function's name is the only mark that does not
 * depend on the language. */
static void take_notice(void *context, const PGresult *notice)
{
    struct pg *pg = context;
    const char *function = PQresultErrorField(notice, PG_DIAG_SOURCE_FUNCTION);
    const char *severity = PQresultErrorField(notice, PG_DIAG_SEVERITY_NONLOCALIZED);

    if (text_equal(function, "SyncRepWaitForLSN"))
        pg->is_doubtful = true; /* and the statement fails */
    else if (text_equal(severity, "WARNING"))
        log_warn("database: %s", PQresultErrorField(notice, PG_DIAG_MESSAGE_PRIMARY));
}

/* Also a server that was restarted while we were silent has said goodbye by now. */
static bool is_connected(const struct pg *pg)
{
    struct pollfd fd = {.events = POLLIN};

    if (!pg->connection || PQstatus(pg->connection) != CONNECTION_OK)
        return false;
    fd.fd = PQsocket(pg->connection);
    for (int i = 0; i < GOODBYE_READS && poll(&fd, 1, 0) > 0; i++) {
        if (PQconsumeInput(pg->connection) != 1)
            return false; /* its last words may be read before the end of the line */
    }
    return true;
}

/* Until the server said something, or the connection or our patience ends. */
static bool wait_for_server(struct pg *pg, int64_t end_ms)
{
    struct pollfd fd = {.fd = PQsocket(pg->connection), .events = POLLIN};
    int flush;
    int64_t left_ms;

    while ((flush = PQflush(pg->connection)) >= 0) {
        if (flush == 0 && !PQisBusy(pg->connection))
            return true;
        fd.events = (short)(flush > 0 ? POLLIN | POLLOUT : POLLIN);
        left_ms = end_ms - clock_machine_mono_ms();
        if (left_ms <= 0 || (poll(&fd, 1, (int)left_ms) < 0 && errno != EINTR))
            return false;
        if ((fd.revents & ~POLLOUT) != 0 && PQconsumeInput(pg->connection) != 1)
            return false;
    }
    return false;
}

/* The last answer to what was sent, all of it read; NULL: the connection is lost. A server that never
 * answers (a standby that a commit waits for) must not hold us for ever. */
static PGresult *take_answer(struct pg *pg)
{
    int64_t end_ms = clock_machine_mono_ms() + pg->wait_ms;
    PGresult *last = NULL;
    PGresult *next;

    while (wait_for_server(pg, end_ms)) {
        next = PQgetResult(pg->connection);
        if (!next)
            return last;
        if (last && PQresultStatus(last) == PGRES_FATAL_ERROR) {
            PQclear(next); /* the first failure is the one to tell */
            continue;
        }
        PQclear(last);
        last = next;
    }
    PQclear(last);
    return NULL;
}

static const struct {
    const char *state; /* SQLSTATE, or the first letters of it */
    enum err_code code;
} codes[] = {
    {"AN404", ERR_NOT_FOUND}, {"AN403", ERR_CLOSED},  {"AN429", ERR_FULL},  {"AN503", ERR_OFFLINE},
    {"AN", ERR_INVALID},      {"08", ERR_OFFLINE},    {"57P", ERR_OFFLINE}, {"40", ERR_BUSY},
    {"55P03", ERR_OFFLINE},   {"57014", ERR_OFFLINE}, {"22", ERR_CORRUPT},  {"54", ERR_CORRUPT},
};

static bool say_answer(struct pg *pg, const PGresult *result, struct err *err)
{
    const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const char *primary = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);

    for (size_t i = 0; state && i < ARRAY_LEN(codes); i++) {
        if (strncmp(state, codes[i].state, strlen(codes[i].state)) == 0)
            return say_failure(pg, state, codes[i].code, primary, err);
    }
    /* Without the detail beneath it, which has values of rows. */
    AUTO_FREE char *line = mem_format("%s %s", state ? state : "no state", primary ? primary : "");
    return say_failure(pg, state ? state : "", ERR_IO, line, err);
}

/* Takes the answer to what was just sent. */
static bool finish(struct pg *pg, bool is_sent, PGresult **out, struct err *err)
{
    AUTO_FREE char *why = NULL;
    PGresult *result = NULL;
    ExecStatusType status;

    if (is_sent)
        result = take_answer(pg);
    if (!result || PQstatus(pg->connection) != CONNECTION_OK) {
        why = mem_strdup(result ? PQresultErrorMessage(result) : PQerrorMessage(pg->connection));
        PQclear(result);
        hang_up(pg);
        return text_is_set(why) ? say_failure(pg, "08006", ERR_OFFLINE, why, err)
                                : say_failure(pg, "MUTE", ERR_OFFLINE, "no answer in time", err);
    }
    status = PQresultStatus(result);
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) {
        say_answer(pg, result, err);
        PQclear(result);
        return false;
    }
    if (pg->is_doubtful) {
        PQclear(result);
        return say_failure(pg, "SYNC", ERR_OFFLINE, "the standby did not confirm the commit", err);
    }
    pg->state[0] = '\0';
    pg->answers++;
    *out = result;
    return true;
}

/* libpq gives no SQLSTATE of a connection that was not made. */
static const char *refusal_state(const char *message)
{
    return strstr(message, "too many clients") || strstr(message, "connection slots")
                   || strstr(message, "too many connections")
               ? "53300"
               : "AWAY";
}

/* Longer than the role's statements may take, nobody answers any more. */
static bool learn_patience(struct pg *pg, struct err *err)
{
    static const char sql[] = "SELECT setting FROM pg_settings WHERE name = 'statement_timeout'";
    PGresult *result;
    int64_t most_ms;

    pg->wait_ms = ANSWER_MS;
    if (!finish(pg, PQsendQuery(pg->connection, sql), &result, err))
        return false;
    most_ms = strtoll(PQgetvalue(result, 0, 0), NULL, 10);
    PQclear(result);
    if (most_ms > 0)
        pg->wait_ms = most_ms + GRACE_MS;
    return true;
}

bool pg_connect(struct pg *pg, struct err *err)
{
    /* Later words win, so the file's own may change all but the last ones. */
    const char *const keywords[] = {"connect_timeout", "dbname",           "options",
                                    "client_encoding", "application_name", NULL};
    const char *const values[] = {"5",    pg->conninfo,      session_settings,
                                  "UTF8", "anjungan-office", NULL};

    if (is_connected(pg))
        return true;
    hang_up(pg);
    pg->is_in_tx = false;
    pg->connection = PQconnectdbParams(keywords, values, 1);
    if (PQstatus(pg->connection) != CONNECTION_OK) {
        const char *why = PQerrorMessage(pg->connection);

        say_failure(pg, refusal_state(why), ERR_OFFLINE, why, err);
        hang_up(pg);
        return false;
    }
    (void)PQsetNoticeReceiver(pg->connection, take_notice, pg);
    return learn_patience(pg, err);
}

static bool be_ready(struct pg *pg, struct err *err)
{
    if (pg->is_in_tx && !is_connected(pg))
        return say_failure(pg, "08006", ERR_OFFLINE, "connection lost within a transaction", err);
    pg->is_doubtful = false;
    return pg_connect(pg, err);
}

static bool ask(struct pg *pg, PGresult **out, const char *sql, const struct pg_param *params,
                size_t count, struct err *err)
{
    const char *values[PARAMS];
    int lengths[PARAMS];
    int formats[PARAMS];
    bool is_sent;

    if (count > PARAMS)
        return err_set(err, ERR_INVALID, "a statement with %zu parameters", count);
    if (!be_ready(pg, err))
        return false;
    for (size_t i = 0; i < count; i++) {
        values[i] = params[i].text;
        lengths[i] = (int)params[i].len;
        formats[i] = params[i].len > 0;
    }
    is_sent = PQsendQueryParams(pg->connection, sql, (int)count, NULL, values, lengths, formats, 0);
    return finish(pg, is_sent, out, err);
}

bool pg_query(struct pg *pg, struct pg_rows **out, const char *sql, const struct pg_param *params,
              size_t count, struct err *err)
{
    PGresult *result;

    if (!ask(pg, &result, sql, params, count, err))
        return false;
    *out = mem_zalloc(1, sizeof **out);
    (*out)->result = result;
    return true;
}

bool pg_run(struct pg *pg, const char *sql, const struct pg_param *params, size_t count,
            struct err *err)
{
    PGresult *result;

    if (!ask(pg, &result, sql, params, count, err))
        return false;
    PQclear(result);
    return true;
}

bool pg_script(struct pg *pg, const char *sql, struct err *err)
{
    PGresult *result;
    int64_t usual_ms;
    bool is_done;

    if (!be_ready(pg, err))
        return false;
    usual_ms = pg->wait_ms;
    pg->wait_ms = LONG_MS; /* an index over all events takes its time */
    is_done = finish(pg, PQsendQuery(pg->connection, sql), &result, err);
    pg->wait_ms = usual_ms;
    if (is_done)
        PQclear(result);
    return is_done;
}

bool pg_begin(struct pg *pg, struct err *err)
{
    if (!pg_run(pg, "BEGIN", NULL, 0, err))
        return false;
    pg->is_in_tx = true;
    return true;
}

bool pg_commit(struct pg *pg, struct err *err)
{
    PGresult *result;
    bool is_done;

    if (!ask(pg, &result, "COMMIT", NULL, 0, err)) {
        pg_undo(pg);
        return false;
    }
    pg->is_in_tx = false;
    /* A transaction in which a statement failed answers COMMIT with ROLLBACK, and no error. */
    is_done = strcmp(PQcmdStatus(result), "COMMIT") == 0;
    PQclear(result);
    return is_done || err_set(err, ERR_IO, "database: a failed transaction was not committed");
}

void pg_undo(struct pg *pg)
{
    struct err err;
    char state[STATE_TEXT];

    if (!pg->is_in_tx)
        return;
    memcpy(state, pg->state, sizeof state); /* of what made us undo */
    if (pg->connection && !pg_run(pg, "ROLLBACK", NULL, 0, &err))
        hang_up(pg); /* the server undoes what it lost sight of */
    memcpy(pg->state, state, sizeof state);
    pg->is_in_tx = false;
}

void pg_rows_free(struct pg_rows *rows)
{
    if (!rows)
        return;
    PQclear(rows->result);
    free(rows);
}

void pg_rows_auto_free(struct pg_rows **slot)
{
    pg_rows_free(*slot);
    *slot = NULL;
}

size_t pg_count(const struct pg_rows *rows)
{
    return (size_t)PQntuples(rows->result);
}

bool pg_is_null(const struct pg_rows *rows, size_t row, int column)
{
    return PQgetisnull(rows->result, (int)row, column) == 1;
}

const char *pg_text(const struct pg_rows *rows, size_t row, int column)
{
    return PQgetvalue(rows->result, (int)row, column);
}

int64_t pg_int(const struct pg_rows *rows, size_t row, int column)
{
    return strtoll(pg_text(rows, row, column), NULL, 10);
}

bool pg_bool(const struct pg_rows *rows, size_t row, int column)
{
    return pg_text(rows, row, column)[0] == 't';
}

bool pg_uuid(const struct pg_rows *rows, size_t row, int column, struct uuid *out)
{
    return uuid_parse(pg_text(rows, row, column), out);
}

bool pg_bytes(const struct pg_rows *rows, size_t row, int column, struct text *out)
{
    size_t len = 0;
    unsigned char *bytes = PQunescapeBytea((const unsigned char *)pg_text(rows, row, column), &len);

    if (!bytes)
        return false;
    text_add_bytes(out, bytes, len);
    PQfreemem(bytes);
    return !out->overflow;
}
