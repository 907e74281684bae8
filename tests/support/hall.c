/* A hall on disk, and what must always hold in it. */
#include "support/hall.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "desk/survey.h"
#include "desk/ticket.h"
#include "store/db.h"
#include "store/outbox_store.h"
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static const char office_head[] =
    "{\"format\":\"anjungan-catalog-1\",\"version\":1,\"office\":{\"id\":\"pekanbaru\",\"name\":"
    "\"DPMPTSP Kota Pekanbaru\",\"zone\":\"WIB\",\"groups\":["
    "{\"letter\":\"A\",\"id\":\"intake\",\"name\":\"Penerimaan berkas\",\"counters\":[\"Loket "
    "1\",\"Loket 4\"]},"
    "{\"letter\":\"B\",\"id\":\"information\",\"name\":\"Informasi\",\"counters\":[\"Loket "
    "2\",\"Loket 4\"]},"
    "{\"letter\":\"C\",\"id\":\"collection\",\"name\":\"Pengambilan izin\",\"counters\":[\"Loket "
    "3\"]}]},\"sectors\":[{\"id\":\"umum\",\"name\":\"Umum\"}],\"services\":["
    "{\"id\":\"izin-a\",\"name\":\"Izin "
    "A\",\"sector\":\"umum\",\"group\":\"intake\",\"requirements\":[{\"text\":\"KTP\"}]},"
    "{\"id\":\"izin-b\",\"name\":\"Izin B\",\"group\":\"information\",\"requirements\":[{\"text\":"
    "\"KTP\"}]},"
    "{\"id\":\"panjang\",\"group\":\"collection\",\"requirements\":[{\"text\":\"KTP\"}],\"name\":"
    "\"";

static void write_office(const struct hall *hall)
{
    AUTO_TEXT struct text office;

    text_init(&office, 64 * 1024);
    text_add(&office, office_head);
    for (int i = 0; i < 40; i++)
        text_add(&office, "Izin té "); /* 360 bytes, with a letter of two */
    text_add(&office, "\"}]}");
    assert_true(file_replace(hall->catalog, office.data, office.len, false, NULL));
}

void hall_prepare(struct hall *hall)
{
    const char *temporary = getenv("TMPDIR");

    *hall = (struct hall){.clock = clock_fake_new(HALL_NOW_MS)};
    assert_true(text_format(hall->directory, sizeof hall->directory, "%s/anjungan.XXXXXX",
                            temporary ? temporary : "/tmp"));
    assert_non_null(mkdtemp(hall->directory));
    assert_true(
        text_format(hall->catalog, sizeof hall->catalog, "%s/office.json", hall->directory));
    write_office(hall);
}

bool hall_desk(const struct hall *hall, struct desk **out, struct err *err)
{
    const struct desk_options options = {.state_dir = hall->directory,
                                         .catalog_path = hall->catalog,
                                         .holidays_path = hall->holidays[0] ? hall->holidays : NULL,
                                         .office_id = "pekanbaru",
                                         .publisher_key = hall->publisher,
                                         .seal_path = hall->seal[0] ? hall->seal : NULL,
                                         .restore_from = hall->restore_from,
                                         .device = "K1",
                                         .complaint_days = hall->complaint_days,
                                         .questionnaire_path =
                                             hall->questionnaire[0] ? hall->questionnaire : NULL,
                                         .clock = hall->clock,
                                         .device_digit = 1,
                                         .ticket_digits = 3,
                                         .clock_floor_ms = HALL_FLOOR_MS};

    return desk_open(out, &options, err);
}

void hall_enter(struct hall *hall)
{
    struct err err = {0};

    if (!hall_desk(hall, &hall->desk, &err))
        fail_msg("%s", err.text);
}

void hall_leave(struct hall *hall)
{
    desk_close(hall->desk);
    hall->desk = NULL;
}

static void write_questionnaire(const struct hall *hall)
{
    AUTO_TEXT struct text form;

    text_init(&form, 16 * 1024);
    text_add(&form, "{\"format\":\"anjungan-questionnaire-1\",\"id\":\"uji\",\"version\":3,"
                    "\"title\":\"Survei\",\"source\":\"PermenPANRB 14/2017\",\"questions\":[");
    for (int i = 0; i < ELEMENT_COUNT; i++) {
        const char *key = survey_element_key((enum survey_element)i);

        text_addf(&form,
                  "%s{\"key\":\"%s\",\"name\":\"%s\",\"text\":\"Bagaimana %s?\","
                  "\"options\":[\"a\",\"b\",\"c\",\"d\"]}",
                  i > 0 ? "," : "", key, key, key);
    }
    text_add(&form, "],\"extras\":[{\"key\":\"parkir\",\"name\":\"Parkir\",\"text\":\"Bagaimana "
                    "parkir?\",\"options\":[\"a\",\"b\",\"c\"]}]}");
    assert_true(file_replace(hall->questionnaire, form.data, form.len, false, NULL));
}

void hall_ask(struct hall *hall)
{
    assert_true(text_format(hall->questionnaire, sizeof hall->questionnaire,
                            "%s/questionnaire.json", hall->directory));
    write_questionnaire(hall);
    hall_leave(hall);
    hall_enter(hall);
    if (!desk_questionnaire(hall->desk))
        fail_msg("%s", desk_questionnaire_trouble(hall->desk));
}

void hall_open(struct hall *hall)
{
    hall_prepare(hall);
    hall_enter(hall);
}

void hall_close(struct hall *hall)
{
    hall_leave(hall);
    clock_free(hall->clock);
    pid_t child = fork();
    if (child == 0) {
        execlp("rm", "rm", "-rf", hall->directory, (char *)NULL);
        _exit(1);
    }
    if (child > 0)
        (void)waitpid(child, NULL, 0);
}

bool hall_try(struct hall *hall, const struct uuid *request, struct ticket *out, struct err *err)
{
    const struct ticket_request wish = {
        .request = *request, .service = "izin-a", .lang = "id", .wants_slip = true};

    return desk_issue_ticket(hall->desk, &wish, out, err);
}

struct ticket hall_issue(struct hall *hall, const char *service, bool is_priority)
{
    const struct ticket_request wish = {.request = uuid_v4(),
                                        .service = service,
                                        .is_priority = is_priority,
                                        .lang = "id",
                                        .wants_slip = true};
    struct ticket ticket;
    struct err err = {0};

    if (!desk_issue_ticket(hall->desk, &wish, &ticket, &err))
        fail_msg("%s", err.text);
    return ticket;
}

static sqlite3 *connect(const struct hall *hall)
{
    AUTO_FREE char *path = mem_format("%s/anjungan.db", hall->directory);
    sqlite3 *handle = NULL;

    assert_int_equal(sqlite3_open_v2(path, &handle, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
    sqlite3_busy_timeout(handle, 5000);
    sqlite3_exec(handle, "PRAGMA foreign_keys=ON", NULL, NULL, NULL);
    return handle;
}

void hall_text(const struct hall *hall, const char *sql, char *out, size_t size)
{
    sqlite3 *handle = connect(hall);
    sqlite3_stmt *statement = NULL;

    if (sqlite3_prepare_v2(handle, sql, -1, &statement, NULL) != SQLITE_OK
        || sqlite3_step(statement) != SQLITE_ROW)
        fail_msg("%s: %s", sql, sqlite3_errmsg(handle));
    const char *value = (const char *)sqlite3_column_text(statement, 0);
    text_copy(out, size, value ? value : "");
    sqlite3_finalize(statement);
    sqlite3_close(handle);
}

int64_t hall_number(const struct hall *hall, const char *sql)
{
    char value[32];

    hall_text(hall, sql, value, sizeof value);
    return strtoll(value, NULL, 10);
}

void hall_sql(const struct hall *hall, const char *sql)
{
    sqlite3 *handle = connect(hall);

    if (sqlite3_exec(handle, sql, NULL, NULL, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(handle));
    sqlite3_close(handle);
}

bool hall_sql_refused(const struct hall *hall, const char *sql)
{
    sqlite3 *handle = connect(hall);
    int code = sqlite3_exec(handle, sql, NULL, NULL, NULL);

    sqlite3_close(handle);
    return (code & 0xff) == SQLITE_CONSTRAINT;
}

bool hall_plan_scans(const struct hall *hall, const char *sql)
{
    enum { DETAIL = 3 };
    sqlite3 *handle = connect(hall);
    sqlite3_stmt *statement = NULL;
    bool scans = false;

    assert_int_equal(sqlite3_prepare_v2(handle, sql, -1, &statement, NULL), SQLITE_OK);
    while (sqlite3_step(statement) == SQLITE_ROW) {
        const char *detail = (const char *)sqlite3_column_text(statement, DETAIL);
        /* A walk through a partial index reads just what it is for. */
        scans = scans || strstr(detail, "TEMP B-TREE")
                || (strstr(detail, "SCAN") && !strstr(detail, "print_job_open")
                    && !strstr(detail, "print_job_missing") && !strstr(detail, "complaint_open"));
    }
    sqlite3_finalize(statement);
    sqlite3_close(handle);
    return scans;
}

/* Each counts rows that must not be there. */
static const char *const broken[] = {
    "SELECT count(*) FROM (SELECT session, series FROM ticket GROUP BY session, series "
    "HAVING count(*) <> max(seq) OR min(seq) <> 1)",
    "SELECT count(*) FROM (SELECT session FROM ticket GROUP BY session "
    "HAVING count(*) <> max(place) OR count(DISTINCT place) <> count(*))",
    "SELECT count(*) FROM (SELECT t.session, t.series FROM ticket t GROUP BY 1, 2 HAVING "
    "max(t.seq) "
    "<> (SELECT max(l.hi) FROM line l WHERE l.session = t.session AND l.series = t.series))",
    "SELECT count(*) FROM line l WHERE waiting <> (SELECT count(*) FROM ticket t WHERE "
    "t.session = l.session AND t.series = l.series AND t.group_id = l.group_id AND "
    "t.state = 'waiting')",
    "SELECT count(*) FROM line l WHERE priority <> (SELECT count(*) FROM ticket t WHERE "
    "t.session = l.session AND t.series = l.series AND t.group_id = l.group_id AND "
    "t.state = 'waiting' AND t.is_priority = 1)",
    "SELECT abs((SELECT count(*) FROM ticket) - (SELECT count(DISTINCT id) FROM outbox "
    "WHERE kind = 'ticket.issued'))",
    "SELECT count(*) FROM session WHERE closed_at = 0 AND no <> (SELECT max(no) FROM session)",
    "SELECT count(*) FROM print_job WHERE is_over <> (state NOT IN ('queued', 'sending', "
    "'printing'))",
};

void hall_check(const struct hall *hall)
{
    const struct db_options options = {.state_dir = hall->directory,
                                       .boot_id = clock_boot_id(hall->clock),
                                       .now_ms = clock_now_ms(hall->clock)};
    struct db *db = NULL;
    struct err err = {0};

    if (!db_open(&db, &options, &err) || !db_check(db, &err)
        || !outbox_store_check(db, 1 << 30, &err))
        fail_msg("%s", err.text);
    assert_false(db_quarantine(db)->happened);
    db_close(db);
    for (size_t i = 0; i < ARRAY_LEN(broken); i++) {
        if (hall_number(hall, broken[i]) != 0)
            fail_msg("does not hold: %s", broken[i]);
    }
}
