/* The doctor's lines about what a test cannot have in earnest: each bites, and is silent a day before. */
#include "office/doctor/doctor_internal.h"
#include "base/file.h"
#include "base/mem.h"
#include "office/certificate.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#define HOUR_MS (INT64_C(3600) * 1000)
#define DAY_MS (24 * HOUR_MS)
#define BACKUP "anjungan-office-20261122T000000Z.tar"

static const char *const files[] = {"authority.key", "authority.crt", "server.key",
                                    "server.crt",    "next.key",      "pins"};

struct house {
    char dir[64];
    char *path; /* of a file that is missing */
    struct office_options office;
    struct office_site site;
    struct office_doctor what;
    struct exam exam;
    char *said;
    size_t len;
};

/* An authority, and nothing else: no key of letters, no backup. */
static int open_house(void **state)
{
    struct house *house = mem_zalloc(1, sizeof *house);
    const char *temporary = getenv("TMPDIR");
    struct err err = {0};

    assert_true(text_format(house->dir, sizeof house->dir, "%s/anjungan.XXXXXX",
                            temporary ? temporary : "/tmp"));
    assert_non_null(mkdtemp(house->dir));
    if (!office_make_authority(house->dir, "kantor.example", &err))
        fail_msg("%s", err.text);
    house->path = mem_format("%s/missing", house->dir);
    house->office = (struct office_options){
        .authority_dir = house->dir, .publisher_key = house->path, .office_public = house->path};
    house->site = (struct office_site){.page_certificate = ""};
    house->what = (struct office_doctor){.office = &house->office,
                                         .site = &house->site,
                                         .backup_dir = house->dir,
                                         .backup_hours = 26,
                                         .certificate_days = 45,
                                         .disk_percent = 15};
    house->what.out = open_memstream(&house->said, &house->len);
    assert_non_null(house->what.out);
    house->exam = (struct exam){.what = &house->what};
    *state = house;
    return 0;
}

static int close_house(void **state)
{
    struct house *house = *state;

    assert_int_equal(fclose(house->what.out), 0);
    for (size_t i = 0; i < ARRAY_LEN(files); i++) {
        AUTO_FREE char *path = mem_format("%s/%s", house->dir, files[i]);

        unlink(path);
    }
    AUTO_FREE char *backup = mem_format("%s/%s", house->dir, BACKUP);
    unlink(backup);
    assert_int_equal(rmdir(house->dir), 0);
    free(house->path);
    free(house->said);
    free(house);
    return 0;
}

/* What was said since the last call: one of the lines begins so, and so many lines count as found. */
static void assert_said(struct house *house, const char *line, int found)
{
    assert_int_equal(fflush(house->what.out), 0);
    const char *at = strstr(house->said, line);
    if (!at || (at != house->said && at[-1] != '\n'))
        fail_msg("no \"%s\" in:\n%s", line, house->said);
    if (house->exam.found != found)
        fail_msg("%d found, not %d:\n%s", house->exam.found, found, house->said);
    house->exam.found = 0;
    assert_int_equal(fseeko(house->what.out, 0, SEEK_SET), 0);
}

static int64_t end_of(const struct house *house, const char *name)
{
    AUTO_FREE char *path = mem_format("%s/%s", house->dir, name);
    AUTO_CERTIFICATE X509 *certificate = NULL;
    struct tm end = {0};

    assert_true(certificate_read(&certificate, path, NULL));
    assert_int_equal(ASN1_TIME_to_tm(X509_get0_notAfter(certificate), &end), 1);
    return (int64_t)timegm(&end) * 1000;
}

static void a_certificate_is_spoken_of_before_it_ends_and_after(void **state)
{
    struct house *house = *state;
    static const struct {
        const char *name, *act;
    } certificates[] = {{"server.crt", "As root: anjungan-office setup renews it"},
                        {"authority.crt", "Plan a new authority: every kiosk enrols anew"}};

    for (size_t i = 0; i < ARRAY_LEN(certificates); i++) {
        const char *name = certificates[i].name;
        AUTO_FREE char *path = mem_format("%s/%s", house->dir, name);
        AUTO_FREE char *good = mem_format("ok   certificate %s: 45 days left\n", path);
        AUTO_FREE char *soon =
            mem_format("look certificate %s ends in 44 days. %s\n", path, certificates[i].act);
        AUTO_FREE char *over =
            mem_format("BAD  certificate %s has ended. %s\n", path, certificates[i].act);
        int64_t end_ms = end_of(house, name);

        house->exam.now_ms = end_ms - 45 * DAY_MS;
        doctor_check_certificate(&house->exam, path, certificates[i].act);
        assert_said(house, good, 0);
        house->exam.now_ms++;
        doctor_check_certificate(&house->exam, path, certificates[i].act);
        assert_said(house, soon, 1);
        house->exam.now_ms = end_ms;
        doctor_check_certificate(&house->exam, path, certificates[i].act);
        assert_said(house, over, 1);
    }
}

static void files_are_looked_at_one_by_one(void **state)
{
    struct house *house = *state;

    house->exam.now_ms = end_of(house, "server.crt");
    doctor_check_files(&house->exam); /* the server's, no publisher's key, no key of letters */
    AUTO_FREE char *server = mem_format("BAD  certificate %s/server.crt has ended", house->dir);
    assert_said(house, server, 3);
    house->exam.now_ms = end_of(house, "authority.crt");
    doctor_check_files(&house->exam);
    AUTO_FREE char *authority =
        mem_format("BAD  certificate %s/authority.crt has ended", house->dir);
    assert_said(house, authority, 4);
}

static void a_certificate_of_the_pages_own_is_looked_at_too(void **state)
{
    struct house *house = *state;
    AUTO_FREE char *line = mem_format("BAD  certificate: cannot read %s", house->path);

    house->exam.now_ms = end_of(house, "server.crt") - 100 * DAY_MS;
    house->site.page_certificate = house->path;
    doctor_check_files(&house->exam);
    assert_said(house, line, 3);
}

static void a_disk_with_little_room_is_bad(void **state)
{
    struct house *house = *state;

    doctor_judge_disk(&house->exam, "/d", 15);
    assert_said(house, "ok   disk of /d: 15 % free\n", 0);
    doctor_judge_disk(&house->exam, "/d", 14);
    assert_said(house, "BAD  disk of /d: 14 % free. Make room", 1);
    house->what.disk_percent = 101; /* more than any disk has */
    doctor_check_disks(&house->exam);
    AUTO_FREE char *line = mem_format("BAD  disk of %s: ", house->dir);
    assert_said(house, line, access("/var/lib/postgresql", F_OK) == 0 ? 2 : 1);
}

static void an_old_backup_is_bad_and_so_is_none(void **state)
{
    struct house *house = *state;
    AUTO_FREE char *path = mem_format("%s/%s", house->dir, BACKUP);
    struct stat is;

    doctor_check_backup(&house->exam);
    assert_said(house, "BAD  backup: there is none in ", 1);
    assert_true(file_create(path, "x", 1, 0600, NULL));
    assert_int_equal(stat(path, &is), 0);
    house->exam.now_ms = (int64_t)is.st_mtim.tv_sec * 1000 + 26 * HOUR_MS - 1;
    doctor_check_backup(&house->exam);
    assert_said(house, "ok   backup: the newest is 25 hours old\n", 0);
    house->exam.now_ms++;
    doctor_check_backup(&house->exam);
    assert_said(house, "BAD  backup: the newest in ", 1);
    house->exam.now_ms -= 40 * HOUR_MS; /* the clock was ahead when it was made, or is behind now */
    doctor_check_backup(&house->exam);
    assert_said(house, "BAD  backup: the newest in ", 1);
}

static void a_clock_that_nothing_keeps_right_is_named(void **state)
{
    struct house *house = *state;

    doctor_judge_clock(&house->exam, 15999999);
    assert_said(house, "ok   clock: ", 0);
    doctor_judge_clock(&house->exam, 16000000); /* what the kernel says after its start */
    assert_said(house, "look clock: nothing keeps it right", 1);
}

static void one_machine_alone_is_fine_and_a_missing_standby_is_bad(void **state)
{
    struct house *house = *state;
    static const struct {
        struct doctor_standbys are;
        const char *says;
        int found;
    } cases[] = {
        {{.names = "", .may_see = true}, "ok   standby: none is set up", 0},
        {{.names = ""}, "ok   standby: none is set up", 0},
        {{.names = "*", .needed = 1, .may_see = true}, "BAD  standby: 0 of 1 ", 1},
        {{.names = "b", .needed = 1, .connected = 1, .may_see = true}, "ok   standby: 1 of 1 ", 0},
        {{.names = "ANY 2 (b, c)", .needed = 2, .connected = 1, .may_see = true},
         "BAD  standby: 1 of 2 ",
         1},
        {{.names = "ANY 1 (b, c)", .needed = 1, .connected = 2, .may_see = true},
         "ok   standby: 2 of 1 ",
         0},
        {{.names = "b", .needed = 1}, "BAD  standby: cannot be checked", 1},
    };

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        doctor_judge_standbys(&house->exam, &cases[i].are);
        assert_said(house, cases[i].says, cases[i].found);
    }
}

static void a_site_is_fine_only_when_all_of_it_answers(void **state)
{
    struct house *house = *state;
    static const struct {
        struct doctor_port port;
        const char *says;
        int found;
    } cases[] = {
        {{.no = 8443, .subject = "kiosks"}, "BAD  nginx: nobody answers at 127.0.0.1:8443", 1},
        {{.no = 8443, .subject = "kiosks", .is_open = true},
         "BAD  nginx: at 127.0.0.1:8443 (kiosks) nobody speaks TLS 1.3",
         1},
        {{.no = 8443, .subject = "kiosks", .is_open = true, .is_tls = true, .status = 404},
         "BAD  nginx: at 127.0.0.1:8443 (kiosks) another certificate",
         1},
        {{.no = 443, .subject = "pages", .is_open = true, .is_tls = true, .is_ours = true},
         "BAD  nginx: at 127.0.0.1:443 (pages) no answer",
         1},
        {{.no = 443,
          .subject = "pages",
          .is_open = true,
          .is_tls = true,
          .is_ours = true,
          .status = 502},
         "BAD  nginx: at 127.0.0.1:443 (pages) the answer is 502",
         1},
        {{.no = 443,
          .subject = "pages",
          .is_open = true,
          .is_tls = true,
          .is_ours = true,
          .status = 303},
         "ok   nginx: 127.0.0.1:443 (pages) answers with this office's certificate",
         0},
    };

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct doctor_port port = cases[i].port;

        port.address = "127.0.0.1";
        doctor_judge_port(&house->exam, &port);
        assert_said(house, cases[i].says, cases[i].found);
    }
}

int main(void)
{
#define HOUSE_TEST(name) cmocka_unit_test_setup_teardown(name, open_house, close_house)
    const struct CMUnitTest tests[] = {
        HOUSE_TEST(a_certificate_is_spoken_of_before_it_ends_and_after),
        HOUSE_TEST(files_are_looked_at_one_by_one),
        HOUSE_TEST(a_certificate_of_the_pages_own_is_looked_at_too),
        HOUSE_TEST(a_disk_with_little_room_is_bad),
        HOUSE_TEST(an_old_backup_is_bad_and_so_is_none),
        HOUSE_TEST(a_clock_that_nothing_keeps_right_is_named),
        HOUSE_TEST(one_machine_alone_is_fine_and_a_missing_standby_is_bad),
        HOUSE_TEST(a_site_is_fine_only_when_all_of_it_answers),
    };

    return cmocka_run_group_tests_name("doctor", tests, NULL, NULL);
}
