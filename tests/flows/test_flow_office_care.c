/* Looking after the office: doctor names what is wrong, a backup is whole, restoring it makes the office
 * another incarnation. */
#include "support/office.h"

#include "base/attr.h"
#include "base/mem.h"
#include "base/text.h"
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static struct office_rig rig;

/* One kiosk, a backup, an administrator and a publisher's key: nothing to be found. */
static int start_office(void **state)
{
    const char *const account[] = {"account", "add", "kepala", "admin", NULL};
    const char *const backup[] = {"backup", NULL};
    char said[OFFICE_SAID], path[OFFICE_PATH];

    (void)state;
    office_rig_start(&rig, NULL);
    assert_int_equal(office_rig_program(&rig, account, said, sizeof said), 0);
    assert_true(text_format(path, sizeof path, "%s/keys/publisher.public", rig.directory));
    FILE *key = fopen(path, "we");
    assert_non_null(key);
    assert_int_equal(fclose(key), 0);
    office_rig_sql(&rig,
                   "INSERT INTO office.kiosk (kiosk_id, device, serial, not_after, enrolled_by)"
                   " VALUES ('00000000-0000-4000-8000-000000000001', 'K1', 'AB',"
                   " clock_timestamp() + interval '700 days', 'test');"
                   " INSERT INTO office.heartbeat VALUES ('00000000-0000-4000-8000-000000000001',"
                   " clock_timestamp(), '{}')",
                   NULL, 0);
    if (office_rig_program(&rig, backup, said, sizeof said) != 0)
        fail_msg("%s", said);
    return 0;
}

static int stop_office(void **state)
{
    (void)state;
    office_rig_stop(&rig);
    return 0;
}

static void doctor_is_content_with_a_good_office(void **state)
{
    const char *const doctor[] = {"doctor", NULL};
    char said[OFFICE_SAID];

    (void)state;
    int code = office_rig_program(&rig, doctor, said, sizeof said);
    /* How full the disk of this machine is, and who keeps its clock, is not the office's. */
    for (char *line = said; (line = strstr(line, "BAD  disk")) != NULL;)
        memcpy(line, "ok  ", 4);
    char *clock = strstr(said, "look clock");
    if (clock)
        memcpy(clock, "ok  ", 4);
    assert_non_null(strstr(said, "ok   standby: none is set up"));
    assert_non_null(strstr(said, " (kiosks) answers with this office's certificate"));
    assert_non_null(strstr(said, " (pages) answers with this office's certificate"));
    if (strstr(said, "BAD ") || strstr(said, "look "))
        fail_msg("%s", said);
    (void)code;
}

/* What is spoilt, what doctor must say, and how it is mended again. */
struct trouble {
    const char *spoil;
    const char *says;
    const char *mend;
};

#define K1 "'00000000-0000-4000-8000-000000000001'"
#define STREAM "'00000000-0000-4000-8000-0000000000aa'"
#define NAMELESS "'00000000-0000-4000-8000-0000000000bb'"

static const struct trouble troubles[] = {
    {"ALTER SYSTEM SET fsync = off", "BAD  PostgreSQL: fsync is off", "ALTER SYSTEM RESET fsync"},
    {"ALTER SYSTEM SET synchronous_commit = off", "BAD  PostgreSQL: synchronous_commit is off",
     "ALTER SYSTEM RESET synchronous_commit"},
    {"ALTER SYSTEM SET synchronous_standby_names = 'FIRST 2 (b, c)'",
     "BAD  standby: 0 of 2 that PostgreSQL waits for are connected "
     "(synchronous_standby_names = FIRST 2 (b, c))",
     "ALTER SYSTEM RESET synchronous_standby_names"},
    {"GRANT SELECT ON office.event TO kiosk_api", "BAD  rights: kiosks' roles reach tables: event",
     "REVOKE SELECT ON office.event FROM kiosk_api"},
    {"GRANT EXECUTE ON FUNCTION office.take_batch TO kiosk_api",
     "BAD  rights: kiosks' roles may call inner functions: take_batch",
     "REVOKE EXECUTE ON FUNCTION office.take_batch FROM kiosk_api"},
    {"ALTER ROLE office_web SUPERUSER",
     "BAD  rights: roles are missing or may too much: office_web",
     "ALTER ROLE office_web NOSUPERUSER"},
    {"ALTER ROLE office_project RESET statement_timeout",
     "BAD  rights: statements may take for ever: office_project",
     "ALTER ROLE office_project SET statement_timeout = '30s'"},
    {"UPDATE office.account SET is_disabled = true", "BAD  accounts: no administrator",
     "UPDATE office.account SET is_disabled = false"},
    {"UPDATE office.heartbeat SET at = at - interval '1 hour'",
     "look kiosks: 1 of 1 not heard of for 15 minutes (K1)",
     "UPDATE office.heartbeat SET at = clock_timestamp()"},
    {"UPDATE office.kiosk SET not_after = clock_timestamp() + interval '3 days'",
     "look kiosks: certificates of 1 end within 45 days (K1)",
     "UPDATE office.kiosk SET not_after = clock_timestamp() + interval '700 days'"},
    {"INSERT INTO office.stream (kiosk_id, stream_id, name, got, projected, contiguous) VALUES (" K1
     "," STREAM ", 'main', '{[1,3),[5,9)}', '{[1,3),[5,9)}', 2)",
     "look records: 1 streams with missing numbers (K1 main from 3)", "DELETE FROM office.stream"},
    {"INSERT INTO office.stream (kiosk_id, stream_id, name, chain_broken_at) VALUES (" K1 "," STREAM
     ", 'main', 7)",
     "look records: 1 streams whose chain does not fit (K1 main at 7)",
     "DELETE FROM office.stream"},
    {"INSERT INTO office.event (kiosk_id, stream_id, seq, id, kind, quality, rec, sha, "
     "is_quarantined)"
     " VALUES (" K1 "," STREAM ", 1, " STREAM ", '', 0, 'x', 'x', true)",
     "look records: 1 that cannot be read at all (K1 1)", "DELETE FROM office.event"},
    {"INSERT INTO office.unread (kiosk_id, stream_id, seq, why) VALUES (" K1 "," STREAM ", 1, 'x')",
     "look records: 1 of a kind this server does not understand (K1 1)",
     "DELETE FROM office.unread"},
    {"INSERT INTO office.meta VALUES ('restored_at', (now() - interval '1 hour')::text);"
     " INSERT INTO office.knock VALUES (" STREAM ", 'AA', 'K9'), (" NAMELESS ", 'BB', '')",
     "look kiosks: 2 knock that this office lost when it was restored (K9 "
     "00000000-0000-4000-8000-0000000000aa, 00000000-0000-4000-8000-0000000000bb)",
     "DELETE FROM office.knock; DELETE FROM office.meta WHERE key = 'restored_at'"},
    {"UPDATE office.schema_version SET version = 1000 WHERE version ="
     " (SELECT max(version) FROM office.schema_version)",
     "BAD  schema: a newer program made version 1000",
     "UPDATE office.schema_version SET version ="
     " (SELECT count(*) FROM office.schema_version) WHERE version = 1000"},
};

static void doctor_names_each_trouble_and_what_to_do(void **state)
{
    const char *const doctor[] = {"doctor", NULL};

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(troubles); i++) {
        char said[OFFICE_SAID];

        office_rig_sql(&rig, troubles[i].spoil, NULL, 0);
        office_rig_sql(&rig, "SELECT pg_reload_conf()", NULL, 0);
        if (strncmp(troubles[i].spoil, "ALTER SYSTEM", 12) == 0)
            (void)office_rig_wait(&rig,
                                  "SELECT count(*) FROM pg_settings WHERE setting IN ('off',"
                                  " 'FIRST 2 (b, c)') AND name IN ('fsync', 'synchronous_commit',"
                                  " 'synchronous_standby_names')",
                                  "1", 5000);
        assert_int_equal(office_rig_program(&rig, doctor, said, sizeof said), 1);
        if (!strstr(said, troubles[i].says))
            fail_msg("no \"%s\" in:\n%s", troubles[i].says, said);
        office_rig_sql(&rig, troubles[i].mend, NULL, 0);
        office_rig_sql(&rig, "SELECT pg_reload_conf()", NULL, 0);
    }
    doctor_is_content_with_a_good_office(state);
}

static void doctor_sees_a_dead_process_and_a_database_that_is_away(void **state)
{
    const char *const doctor[] = {"doctor", NULL};
    const char *const kiosks[] = {"kiosks", NULL};
    char said[OFFICE_SAID];

    (void)state;
    office_rig_kill(&rig, "ingest-2");
    assert_int_equal(office_rig_program(&rig, doctor, said, sizeof said), 1);
    assert_non_null(strstr(said, "BAD  ingest 2 does not answer"));
    office_rig_kill(&rig, "postgres");
    assert_int_equal(office_rig_program(&rig, doctor, said, sizeof said), 1);
    assert_non_null(strstr(said, "systemctl status postgresql"));
    assert_int_equal(office_rig_program(&rig, kiosks, said, sizeof said), 1);
    assert_non_null(strstr(said, "\nIs PostgreSQL running (systemctl status postgresql)?"));
    office_rig_up(&rig, "postgres");
    assert_int_equal(office_rig_program(&rig, kiosks, said, sizeof said), 0);
    office_rig_up(&rig, "ingest-2");
}

/* Not a whole second machine: what keeps the records of the first one, and says so, is a standby to it. */
static void doctor_knows_a_standby_that_is_there(void **state)
{
    const char *const doctor[] = {"doctor", NULL};
    const char *const follow[] = {"/bin/sh", "-c",
                                  "mkdir \"$0\"/wal && { \"${PG_BIN:-/usr/lib/postgresql/15/bin}\"/"
                                  "pg_receivewal -n --synchronous -D \"$0\"/wal"
                                  " -d \"host=$0/sock user=superuser application_name=b\""
                                  " >\"$0\"/log/wal.log 2>&1 & }",
                                  rig.directory, NULL};
    char said[OFFICE_SAID];

    assert_int_equal(office_rig_run(follow, NULL, 0), 0);
    office_rig_sql(&rig, "ALTER SYSTEM SET synchronous_standby_names = 'b'", NULL, 0);
    office_rig_sql(&rig, "SELECT pg_reload_conf()", NULL, 0);
    (void)office_rig_wait(
        &rig, "SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'", "1", 10000);
    (void)office_rig_program(&rig, doctor, said, sizeof said);
    if (!strstr(said, "ok   standby: 1 of 1 "))
        fail_msg("%s", said);
    office_rig_sql(&rig, "REVOKE pg_read_all_stats FROM office_owner", NULL, 0);
    assert_int_equal(office_rig_program(&rig, doctor, said, sizeof said), 1);
    assert_non_null(strstr(said, "BAD  standby: cannot be checked"));
    office_rig_sql(&rig, "GRANT pg_read_all_stats TO office_owner", NULL, 0);
    office_rig_sql(&rig, "ALTER SYSTEM RESET synchronous_standby_names", NULL, 0);
    office_rig_sql(&rig, "SELECT pg_reload_conf()", NULL, 0);
    office_rig_sql(&rig, "SELECT pg_terminate_backend(pid) FROM pg_stat_replication", NULL, 0);
    (void)office_rig_wait(&rig, "SHOW synchronous_standby_names", "", 5000);
    doctor_is_content_with_a_good_office(state);
}

static void doctor_sees_what_nginx_shows(void **state)
{
    const char *const doctor[] = {"doctor", NULL};
    const char *const exchange[] = {"/bin/sh", "-c",
                                    "cd \"$0\"/authority && mv server.crt ours &&"
                                    " cp authority.crt server.crt",
                                    rig.directory, NULL};
    const char *const mend[] = {"/bin/sh", "-c", "cd \"$0\"/authority && mv ours server.crt",
                                rig.directory, NULL};
    char said[OFFICE_SAID];

    assert_int_equal(office_rig_run(exchange, NULL, 0), 0);
    assert_int_equal(office_rig_program(&rig, doctor, said, sizeof said), 1);
    assert_int_equal(office_rig_run(mend, NULL, 0), 0);
    assert_non_null(strstr(said, " (kiosks) another certificate is shown"));
    assert_non_null(strstr(said, " (pages) another certificate is shown"));
    office_rig_kill(&rig, "web");
    assert_int_equal(office_rig_program(&rig, doctor, said, sizeof said), 1);
    assert_non_null(strstr(said, " (kiosks) answers with this office's certificate"));
    assert_non_null(strstr(said, " (pages) the answer is 50"));
    office_rig_up(&rig, "web");
    office_rig_kill(&rig, "nginx");
    assert_int_equal(office_rig_program(&rig, doctor, said, sizeof said), 1);
    assert_non_null(strstr(said, "BAD  nginx: nobody answers at 127.0.0.1:"));
    office_rig_up(&rig, "nginx");
    doctor_is_content_with_a_good_office(state);
}

static void an_account_that_is_there_is_not_made_anew(void **state)
{
    const char *const again[] = {"account", "add", "kepala", "officer", NULL};
    const char *const set[] = {"account", "set", "kepala", "admin", NULL};
    const char *const none[] = {"account", "set", "nobody", "admin", NULL};
    static const char what[] = "SELECT role, hash FROM office.account WHERE name = 'kepala'";
    char said[OFFICE_SAID], before[512], after[512];

    (void)state;
    office_rig_sql(&rig, what, before, sizeof before);
    assert_int_equal(office_rig_program(&rig, again, said, sizeof said), 1);
    assert_non_null(strstr(said, "there is an account kepala already, of role admin"));
    assert_non_null(strstr(said, "account set kepala"));
    office_rig_sql(&rig, what, after, sizeof after);
    assert_string_equal(before, after);
    assert_int_equal(office_rig_program(&rig, set, said, sizeof said), 0);
    office_rig_sql(&rig, what, after, sizeof after);
    assert_string_not_equal(before, after);
    assert_int_equal(office_rig_program(&rig, none, said, sizeof said), 1);
    assert_non_null(strstr(said, "there is no account nobody"));
    office_rig_sql(&rig, "SELECT count(*) FROM office.account", said, sizeof said);
    assert_string_equal(said, "1");
}

/* The newest backup, made now. */
static void make_backup(char path[OFFICE_PATH])
{
    const char *const backup[] = {"backup", NULL};
    char said[OFFICE_SAID];

    if (office_rig_program(&rig, backup, said, sizeof said) != 0)
        fail_msg("%s", said);
    said[strcspn(said, "\n")] = '\0';
    assert_true(text_copy(path, OFFICE_PATH, said));
}

static int restore(const char *path, char *said, size_t size)
{
    const char *const words[] = {"restore", path, NULL};

    return office_rig_program(&rig, words, said, size);
}

static void a_backup_is_for_its_owner_alone_and_old_ones_go(void **state)
{
    char path[OFFICE_PATH], said[OFFICE_SAID];
    struct stat is;

    (void)state;
    make_backup(path);
    assert_int_equal(stat(path, &is), 0);
    assert_int_equal(is.st_mode & 07777, 0600);
    for (int i = 10; i < 30; i++) {
        AUTO_FREE char *old =
            mem_format("%s/backups/anjungan-office-201001%02dT000000Z.tar", rig.directory, i);
        FILE *file = fopen(old, "we");

        assert_non_null(file);
        assert_int_equal(fclose(file), 0);
    }
    make_backup(path);
    const char *const list[] = {"/bin/sh", "-c", "ls -A \"$0\"/backups | wc -l", rig.directory,
                                NULL};
    assert_int_equal(office_rig_run(list, said, sizeof said), 0);
    assert_string_equal(said, "14\n");
}

static void a_backup_goes_into_an_empty_database_alone(void **state)
{
    char path[OFFICE_PATH], said[OFFICE_SAID];

    (void)state;
    make_backup(path);
    assert_int_equal(restore(path, said, sizeof said), 1);
    assert_non_null(strstr(said, "a backup goes into an empty one"));
    assert_int_equal(restore("/nonexistent.tar", said, sizeof said), 1);
    assert_non_null(strstr(said, "/nonexistent.tar: No such file"));
    assert_null(strstr(said, "empty"));
}

/* A tar that replaces a key just before it packs: a restore would refuse what it made. */
static void a_key_that_changes_while_it_is_packed_makes_no_backup(void **state)
{
    static const char script[] =
        "mkdir -p \"$0/odd\" && printf '#!/bin/sh\\n[ \"$1\" != -cf ] || printf x"
        " >>%s/keys/pins\\nexec /bin/tar \"$@\"\\n' \"$0\" >\"$0/odd/tar\""
        " && chmod 755 \"$0/odd\" \"$0/odd/tar\"";
    AUTO_FREE char *usual = mem_strdup(getenv("PATH"));
    AUTO_FREE char *odd = mem_format("%s/odd:%s", rig.directory, usual);
    AUTO_FREE char *pins = mem_format("%s/keys/pins", rig.directory);
    const char *const make[] = {"/bin/sh", "-c", script, rig.directory, NULL};
    const char *const mend[] = {"/usr/bin/truncate", "-s", "-1", pins, NULL};
    const char *const backup[] = {"backup", NULL};
    char said[OFFICE_SAID];

    (void)state;
    assert_int_equal(office_rig_run(make, NULL, 0), 0);
    assert_int_equal(setenv("PATH", odd, 1), 0);
    int result = office_rig_program(&rig, backup, said, sizeof said);
    assert_int_equal(setenv("PATH", usual, 1), 0);
    assert_int_equal(office_rig_run(mend, NULL, 0), 0);
    assert_int_equal(result, 1);
    if (!strstr(said, "keys changed"))
        fail_msg("%s", said);
}

static void a_damaged_backup_changes_nothing(void **state)
{
    char path[OFFICE_PATH], said[OFFICE_SAID], before[256], after[256];
    static const char what[] = "SELECT value FROM office.meta WHERE key = 'incarnation'";
    struct stat is;

    (void)state;
    make_backup(path);
    office_rig_sql(&rig, "DELETE FROM office.kiosk", NULL, 0);
    office_rig_sql(&rig, what, before, sizeof before);
    assert_int_equal(stat(path, &is), 0);
    for (off_t len = is.st_size / 3; len > 0; len -= is.st_size / 9) {
        assert_int_equal(truncate(path, len), 0);
        assert_int_equal(restore(path, said, sizeof said), 1);
    }
    office_rig_sql(&rig, what, after, sizeof after);
    assert_string_equal(before, after);
}

/* What is done to the files of a good one before they are packed again, and what restore says. */
static const struct {
    const char *spoil, *says;
} spoilt[] = {
    {"rm -r authority", "missing or changed"},
    {"rm keys/office.secret", "missing or changed"},
    {"printf x >>keys/pins", "missing or changed"},
    {"rm database.dump", "missing or changed"},
    {"sed -i '1s/format 1/format 2/' contents", "a newer program made it"},
    {"rm -r contents authority", "its authority cannot be used"},
    {"rm -r contents keys", "its key of letters"},
    {"rm contents database.dump", "it has no database"},
    {"rm contents; truncate -s -2000 database.dump", "cannot be read"},
    {"rm -r contents authority; openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 "
     "-nodes"
     " -subj /CN=x -keyout k -out c 2>/dev/null; mkdir authority; mv k authority/authority.key;"
     " printf x >authority/authority.crt",
     "its authority cannot be used"},
};

static void a_backup_that_is_not_whole_changes_nothing(void **state)
{
    static const char what[] = "SELECT string_agg(key || value, ' ' ORDER BY key) FROM office.meta";
    char path[OFFICE_PATH], said[OFFICE_SAID], before[1024], after[1024];
    AUTO_FREE char *bad = mem_format("%s/bad.tar", rig.directory);

    (void)state;
    office_rig_sql(&rig, "INSERT INTO office.schema_version VALUES (1000, 'x')", NULL, 0);
    make_backup(path);
    AUTO_FREE char *newer = mem_strdup(path);
    office_rig_sql(&rig, "DELETE FROM office.schema_version WHERE version = 1000", NULL, 0);
    office_rig_sql(&rig, "DELETE FROM office.kiosk", NULL, 0);
    office_rig_sql(&rig, what, before, sizeof before);
    assert_int_equal(restore(newer, said, sizeof said), 1);
    assert_non_null(strstr(said, "schema version 1000, newer than"));
    assert_int_equal(unlink(newer), 0);
    make_backup(path);
    for (size_t i = 0; i < ARRAY_LEN(spoilt); i++) {
        AUTO_FREE char *script =
            mem_format("set -e; t=$(mktemp -d); tar -xf \"$0\" -C $t; cd $t; %s; tar -cf \"$1\" .; "
                       "rm -rf $t",
                       spoilt[i].spoil);
        const char *const words[] = {"/bin/sh", "-c", script, path, bad, NULL};

        if (office_rig_run(words, said, sizeof said) != 0)
            fail_msg("%s: %s", spoilt[i].spoil, said);
        assert_int_equal(restore(bad, said, sizeof said), 1);
        if (!strstr(said, spoilt[i].says) || !strstr(said, "nothing was changed"))
            fail_msg("%s: %s", spoilt[i].spoil, said);
    }
    office_rig_sql(&rig, what, after, sizeof after);
    assert_string_equal(before, after);
    const char *const aside[] = {"/bin/sh", "-c", "ls -A \"$0\" | grep -E 'before-restore|making'",
                                 rig.directory, NULL};
    assert_int_equal(office_rig_run(aside, said, sizeof said), 1); /* and leaves nothing behind */
}

static void a_restored_office_is_another_incarnation_with_the_same_keys(void **state)
{
    static const char what[] = "SELECT value FROM office.meta WHERE key = 'incarnation'";
    char path[OFFICE_PATH], said[OFFICE_SAID], before[256], after[256];
    const char *const same[] = {"/bin/sh", "-c",
                                "cd \"$0\" && for folder in authority keys; do"
                                " diff -r $folder $folder.before-restore-*; done",
                                rig.directory, NULL};

    (void)state;
    office_rig_sql(&rig,
                   "INSERT INTO office.kiosk (kiosk_id, device, serial, not_after, enrolled_by)"
                   " VALUES (" K1 ", 'K1', 'AB', clock_timestamp() + interval '9 days', 'test')"
                   " ON CONFLICT DO NOTHING",
                   NULL, 0);
    make_backup(path);
    office_rig_sql(&rig, what, before, sizeof before);
    office_rig_sql(&rig, "DELETE FROM office.kiosk", NULL, 0);
    if (restore(path, said, sizeof said) != 0)
        fail_msg("%s", said);
    office_rig_sql(&rig, what, after, sizeof after);
    assert_string_not_equal(before, after);
    office_rig_sql(&rig, "SELECT device FROM office.kiosk", said, sizeof said);
    assert_string_equal(said, "K1");
    office_rig_sql(&rig, "SELECT count(*) FROM office.meta WHERE key = 'restored_at'", said,
                   sizeof said); /* so that it is kept who knocks */
    assert_string_equal(said, "1");
    if (office_rig_run(same, said, sizeof said) != 0)
        fail_msg("%s", said);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(doctor_is_content_with_a_good_office),
        cmocka_unit_test(doctor_names_each_trouble_and_what_to_do),
        cmocka_unit_test(doctor_sees_a_dead_process_and_a_database_that_is_away),
        cmocka_unit_test(doctor_knows_a_standby_that_is_there),
        cmocka_unit_test(doctor_sees_what_nginx_shows),
        cmocka_unit_test(an_account_that_is_there_is_not_made_anew),
        cmocka_unit_test(a_backup_is_for_its_owner_alone_and_old_ones_go),
        cmocka_unit_test(a_backup_goes_into_an_empty_database_alone),
        cmocka_unit_test(a_key_that_changes_while_it_is_packed_makes_no_backup),
        cmocka_unit_test(a_damaged_backup_changes_nothing),
        cmocka_unit_test(a_backup_that_is_not_whole_changes_nothing),
        cmocka_unit_test(a_restored_office_is_another_incarnation_with_the_same_keys),
    };

    return cmocka_run_group_tests_name("office care", tests, start_office, stop_office);
}
