/* Each cause that makes the office tell kiosks to wait is in its log once, in words that say what to do, however many
 * ask; and that it is over, too. */
#include "support/office.h"

#include "base/attr.h"
#include "base/mem.h"
#include "base/text.h"
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { ASKED = 6, SQL_MS = 60000, LOG = 256 * 1024, LOOK_MS = 100, PATIENCE = 600 };

#define JSON "Content-Type: application/json"

static struct office_rig rig;
static char kiosk[64], serial[64];

static void read_fact(const char *facts, const char *name, char *out, size_t size)
{
    const char *at = strstr(facts, name);

    assert_non_null(at);
    assert_true(
        text_format(out, size, "%.*s", (int)strcspn(at + strlen(name), "\n"), at + strlen(name)));
}

static int start_office(void **state)
{
    static const char *const options[] = {"--ingest", "1", NULL};
    char facts[OFFICE_SAID];

    (void)state;
    office_rig_start(&rig, options);
    const char *const words[] = {SOURCE_DIR "/tests/support/office-rig", "certificate",
                                 rig.directory, "k", NULL};
    assert_int_equal(office_rig_run(words, facts, sizeof facts), 0);
    read_fact(facts, "KIOSK=", kiosk, sizeof kiosk);
    read_fact(facts, "SERIAL=", serial, sizeof serial);
    return 0;
}

static int stop_office(void **state)
{
    (void)state;
    office_rig_stop(&rig);
    return 0;
}

/* How often `part` has said `text`. */
static int told(const char *part, const char *text)
{
    AUTO_FREE char *path = mem_format("%s/log/%s.log", rig.directory, part);
    AUTO_FREE char *bytes = mem_zalloc(1, LOG);
    FILE *file = fopen(path, "re");
    int times = 0;

    assert_non_null(file);
    assert_true(fread(bytes, 1, LOG - 1, file) < LOG - 1);
    assert_int_equal(fclose(file), 0);
    for (const char *at = bytes; (at = strstr(at, text)); at++)
        times++;
    return times;
}

/* A worker asks as nginx would; the status. */
static int ask(const char *process, const char *const *what)
{
    AUTO_FREE char *socket = mem_format("%s/run/%s/1.sock", rig.directory, process);
    AUTO_FREE char *dn = mem_format("Anjungan-Kiosk-Dn: CN=%s", kiosk);
    AUTO_FREE char *mark = mem_format("Anjungan-Kiosk-Serial: %s", serial);
    const char *words[24] = {"/usr/bin/curl",
                             "-s",
                             "-o",
                             "/dev/null",
                             "-w",
                             "%{http_code}",
                             "--unix-socket",
                             socket,
                             "-H",
                             "Anjungan-Kiosk-Verify: SUCCESS",
                             "-H",
                             dn,
                             "-H",
                             mark};
    char said[64];

    for (size_t i = 0, at = 14; what[i]; i++)
        words[at++] = what[i];
    assert_int_equal(office_rig_run(words, said, sizeof said), 0);
    return (int)strtol(said, NULL, 10);
}

static const char *const stream[] = {"http://x/v1/streams/00000000-0000-4000-8000-000000000001",
                                     NULL};
static const char *const events[] = {
    "-H",
    "Content-Type: application/x-ndjson",
    "-H",
    "Anjungan-Stream: main",
    "-d",
    "{\"seq\":1,\"rec\":{\"v\":1,\"id\":\"00000000-0000-4000-8000-0000000000a1\",\"kind\":\"t\"}}"
    "\n",
    "http://x/v1/streams/00000000-0000-4000-8000-000000000001/events",
    NULL};

static void ask_often(const char *process, const char *const *what, int status)
{
    for (int i = 0; i < ASKED; i++)
        assert_int_equal(ask(process, what), status);
}

static void sql(const char *text)
{
    office_rig_sql(&rig, text, NULL, 0);
}

/* Both workers connect anew, with the role's settings as they are now. */
static void drop_connections(void)
{
    sql("SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity WHERE usename = "
        "'kiosk_api'");
}

/* Said by each of the two workers at most. */
static void assert_said(const char *part, const char *text)
{
    int times = told(part, text);

    if (times < 1 || times > 2)
        fail_msg("%d times: %s", times, text);
}

static void assert_over(const char *text)
{
    AUTO_FREE char *over = mem_format("over: %s", text);

    for (int i = 0; i < 50 && told("ingest-1", over) == 0; i++)
        assert_true(ask("ingest", stream) == 200);
    assert_true(told("ingest-1", over) > 0);
}

/* A part with a pace of its own says it when it next looks. */
static void wait_until_told(const char *part, const char *text)
{
    for (int i = 0; i < PATIENCE && told(part, text) == 0; i++)
        (void)poll(NULL, 0, LOOK_MS);
    assert_true(told(part, text) > 0);
}

static void a_database_that_is_away_is_said_once_by_each_process(void **state)
{
    (void)state;
    assert_int_equal(ask("ingest", stream), 200);
    office_rig_kill(&rig, "postgres");
    ask_often("ingest", stream, 503);
    assert_said("ingest-1", "the database is away (");
    assert_said("ingest-1", "systemctl status postgresql");
    wait_until_told("project", "the database is away (");
    office_rig_up(&rig, "postgres");
    (void)ask("ingest", stream);
    assert_over("the database was away and answers again");
    (void)office_rig_wait(&rig, "SELECT 1", "1", SQL_MS);
    wait_until_told("project", "over: the database was away");
    assert_said("project", "the database is away (");
    assert_int_equal(told("project", "over: the database was away"), 1);
}

/* Without a cookie the page of signing in asks the database nothing, so it proves nothing. */
static void a_page_without_the_database_does_not_say_that_it_is_back(void **state)
{
    static const char *const nobody[] = {"http://x/masuk", NULL};
    static const char *const somebody[] = {
        "-H",
        "Cookie: __Host-anjungan=0000000000000000000000000000000000000000000000000000000000000000",
        "http://x/masuk", NULL};

    (void)state;
    office_rig_kill(&rig, "postgres");
    for (int i = 0; i < ASKED; i++) {
        assert_int_equal(ask("web", somebody), 503);
        assert_int_equal(ask("web", nobody), 200);
    }
    int over = told("web", "over: ");
    assert_said("web", "the database is away (");
    office_rig_up(&rig, "postgres");
    assert_int_equal(over, 0);
    for (int i = 0; i < 50 && told("web", "over: ") == 0; i++)
        (void)ask("web", somebody);
    assert_int_equal(told("web", "over: the database was away"), 1);
}

static void no_free_connection_is_said_once(void **state)
{
    (void)state;
    sql("ALTER ROLE kiosk_api CONNECTION LIMIT 0");
    drop_connections();
    ask_often("ingest", stream, 503);
    sql("ALTER ROLE kiosk_api CONNECTION LIMIT -1");
    assert_int_equal(ask("ingest", stream), 200);
    assert_said("ingest-1", "the database has no free connection (");
    assert_said("ingest-1", "max_connections");
}

static void a_database_that_forgets_is_said_once(void **state)
{
    (void)state;
    sql("ALTER ROLE kiosk_api SET synchronous_commit = off");
    drop_connections();
    ask_often("ingest", events, 503);
    sql("ALTER ROLE kiosk_api RESET synchronous_commit");
    assert_said("ingest-1", "does not keep what it confirms through a power cut (");
    drop_connections();
    for (int i = 0; i < 50 && told("ingest-1", "over: the database keeps again") == 0; i++)
        (void)ask("ingest", events);
    assert_true(told("ingest-1", "over: the database keeps again") > 0);
}

/* And a statement that took too long is not tried again while somebody waits for its answer. */
static void a_slow_statement_is_said_once_and_not_tried_again(void **state)
{
    AUTO_FREE char *hold = mem_format("host=%s/sock dbname=anjungan user=superuser", rig.directory);
    const char *const words[] = {"/bin/sh", "-c",
                                 "psql -XqAt \"$0\" -c 'BEGIN; LOCK TABLE office.event; SELECT "
                                 "pg_sleep(60)' >/dev/null 2>&1 </dev/null &",
                                 hold, NULL};

    (void)state;
    sql("ALTER ROLE kiosk_api SET statement_timeout = '300ms'");
    drop_connections();
    assert_int_equal(office_rig_run(words, NULL, 0), 0);
    (void)office_rig_wait(&rig,
                          "SELECT count(*) FROM pg_locks WHERE relation = 'office.event'::regclass "
                          "AND mode = 'AccessExclusiveLock' AND granted",
                          "1", SQL_MS);
    int before = told("postgres", "canceling statement due to statement timeout");
    ask_often("ingest", events, 503);
    assert_int_equal(told("postgres", "canceling statement due to statement timeout") - before,
                     ASKED);
    sql("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE query LIKE "
        "'BEGIN; LOCK%'");
    sql("ALTER ROLE kiosk_api SET statement_timeout = '20s'");
    assert_said("ingest-1", "a statement took longer than its role may (");
}

/* The commit waits for it; the process does not wait longer than nginx. */
static void a_standby_that_is_away_is_said_once(void **state)
{
    (void)state;
    sql("ALTER ROLE kiosk_api SET statement_timeout = '100ms'");
    drop_connections();
    sql("ALTER SYSTEM SET synchronous_standby_names = 'nobody'");
    sql("SELECT pg_reload_conf()");
    (void)office_rig_wait(&rig, "SHOW synchronous_standby_names", "nobody", SQL_MS);
    int waits = 0; /* PostgreSQL's own processes hear of it one after the other */
    for (int i = 0;
         i < 200 && (waits < 3 || told("ingest-1", "the database does not answer in time (") == 0);
         i++) {
        AUTO_FREE char *path =
            mem_format("http://x/v1/streams/00000000-0000-4000-8000-00000001%04d/events", i);
        AUTO_FREE char *body = mem_format("{\"seq\":1,\"rec\":{\"v\":1,\"id\":\"00000000-0000-4000-"
                                          "8000-0000000b%04d\",\"kind\":\"t\"}}\n",
                                          i);
        const char *const fresh[] = {"-H", "Content-Type: application/x-ndjson",
                                     "-H", "Anjungan-Stream: main",
                                     "-d", body,
                                     path, NULL};

        waits += ask("ingest", fresh) == 503;
    }
    assert_true(waits >= 3);
    sql("ALTER SYSTEM RESET synchronous_standby_names");
    sql("SELECT pg_reload_conf()");
    sql("SET synchronous_commit = local; ALTER ROLE kiosk_api SET statement_timeout = '20s'");
    assert_said("ingest-1", "the database does not answer in time (");
    assert_said("ingest-1", "pg_stat_replication");
}

static void an_authority_that_cannot_be_read_is_said_once(void **state)
{
    static const char *const enrol[] = {"-H",
                                        JSON,
                                        "-d",
                                        "{\"code\":\"0123456789\",\"device\":\"K1\",\"csr\":\"-----"
                                        "BEGIN CERTIFICATE REQUEST-----\\nAA==\\n"
                                        "-----END CERTIFICATE REQUEST-----\\n\"}",
                                        "http://x/v1/enrol",
                                        NULL};
    AUTO_FREE char *key = mem_format("%s/authority/authority.key", rig.directory);
    AUTO_FREE char *aside = mem_format("%s.aside", key);

    (void)state;
    assert_int_equal(rename(key, aside), 0);
    ask_often("enrolment", enrol, 503);
    assert_int_equal(rename(aside, key), 0);
    assert_int_equal(ask("enrolment", enrol), 400); /* which is no request at all */
    assert_int_equal(told("enrolment", "the authority cannot be read"), 1);
    assert_int_equal(told("enrolment", "over: the authority can be read"), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_database_that_is_away_is_said_once_by_each_process),
        cmocka_unit_test(a_page_without_the_database_does_not_say_that_it_is_back),
        cmocka_unit_test(no_free_connection_is_said_once),
        cmocka_unit_test(a_database_that_forgets_is_said_once),
        cmocka_unit_test(a_slow_statement_is_said_once_and_not_tried_again),
        cmocka_unit_test(a_standby_that_is_away_is_said_once),
        cmocka_unit_test(an_authority_that_cannot_be_read_is_said_once),
    };

    return cmocka_run_group_tests_name("office trouble", tests, start_office, stop_office);
}
