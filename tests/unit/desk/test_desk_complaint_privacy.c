/* What people wrote: nowhere on disk to be read, gone to the last byte once erased, and what happens
 * when the key does not fit. */
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "desk/slips.h"
#include "desk/survey.h"
#include "store/complaint_store.h"
#include "store/db.h"
#include "support/complaint_hall.h"
#include "support/survey.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define DAY_MS INT64_C(86400000)
#define SUGGESTION "Kursi tunggu ditambah, zzsaran saya."
#define ANSWER "Zzjawaban: loket dua kini dilayani oleh dua petugas."

static int open_hall(void **state)
{
    struct hall *hall = calloc(1, sizeof *hall);

    hall_open(hall);
    complaint_staff(hall);
    *state = hall;
    return 0;
}

static int close_hall(void **state)
{
    struct hall *hall = *state;

    hall_check(hall);
    hall_close(hall);
    free(hall);
    return 0;
}

/* The sealed words of a complaint as they lie on disk. */
static size_t sealed_words(struct hall *hall, const char *number, uint8_t out[8192])
{
    char hex[2 * 8192 + 1];
    AUTO_FREE char *sql =
        mem_format("SELECT hex(words) FROM complaint WHERE number = '%s'", number);

    hall_text(hall, sql, hex, sizeof hex);
    size_t len = strlen(hex) / 2;
    for (size_t i = 0; i < len; i++) {
        char pair[3] = {hex[2 * i], hex[2 * i + 1], '\0'};

        out[i] = (uint8_t)strtoul(pair, NULL, 16);
    }
    return len;
}

/* Standard error goes into a file of the hall's directory, so that the search finds what was logged. */
static int log_into(const struct hall *hall)
{
    AUTO_FREE char *path = mem_format("%s/log.txt", hall->directory);
    int kept = dup(STDERR_FILENO);
    int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);

    assert_true(kept >= 0 && fd >= 0);
    assert_int_equal(dup2(fd, STDERR_FILENO), STDERR_FILENO);
    close(fd);
    return kept;
}

static void log_back(int kept)
{
    assert_int_equal(dup2(kept, STDERR_FILENO), STDERR_FILENO);
    close(kept);
}

/* Filed, printed, read, weighed, answered and closed; and one refused, for what the log says of it. */
static struct complaint live(struct hall *hall)
{
    struct complaint_request request = complaint_wish();
    struct complaint_words words;
    struct complaint complaint;
    struct print_job job;
    struct uuid print = uuid_v4();
    struct uuid suggestion = uuid_v4();
    struct err err = {0};

    if (!desk_add_suggestion(hall->desk, &suggestion, "izin-a", SUGGESTION, &err))
        fail_msg("%s", err.text);
    request.contact = "zzkontak-salah";
    assert_false(desk_file_complaint(hall->desk, &request, &complaint, &err));
    assert_null(strstr(err.text, "zzkontak"));
    complaint = complaint_filed(hall);
    assert_true(desk_print_complaint(hall->desk, &print, complaint.number, "id", &job, NULL));
    assert_true(desk_read_complaint(hall->desk, complaint.number, "P-07", &words, NULL));
    assert_true(desk_weigh_complaint(hall->desk, complaint.number, WEIGHT_BERAT, "P-07", NULL));
    assert_true(desk_answer_complaint(hall->desk, complaint.number, ANSWER, "P-07", NULL));
    assert_true(desk_close_complaint(hall->desk, complaint.number, "P-07", NULL));
    return complaint;
}

static void assert_no_words(struct hall *hall)
{
    static const char *const secrets[] = {"zzkeluhan", "Zzpelapor",    "Siti Zz",
                                          "0812 3456", "Zzjawaban",    "zzkontak",
                                          "3456 7890", "zzsaran saya", "Kursi tunggu"};

    for (size_t i = 0; i < ARRAY_LEN(secrets); i++) {
        if (hall_strings(hall, secrets[i]) > 0)
            fail_msg("\"%s\" stands on disk", secrets[i]);
    }
}

static void nothing_that_people_wrote_can_be_read_on_disk(void **state)
{
    struct hall *hall = *state;
    int kept = log_into(hall);

    live(hall);
    log_back(kept);
    assert_true(hall_strings(hall, "complaint.received") > 0); /* the search does find */
    assert_true(hall_strings(hall, "PD-1001") > 0);
    assert_true(hall_strings(hall, "making the key") > 0); /* the log, too */
    assert_no_words(hall);
    desk_checkpoint(hall->desk);
    assert_no_words(hall);
    hall_leave(hall);
    assert_no_words(hall);
    hall_enter(hall);
    /* The positive control: the same words unsealed are found. */
    hall_sql(hall, "UPDATE complaint SET words = CAST('" COMPLAINT_STORY "' AS BLOB)");
    assert_true(hall_strings(hall, "zzkeluhan") > 0);
}

static void an_erased_complaint_is_gone_to_the_last_byte(void **state)
{
    struct hall *hall = *state;
    struct complaint complaint = live(hall);
    struct complaint other = complaint_filed(hall);
    uint8_t sealed[8192];
    uint8_t others[8192];
    size_t len = sealed_words(hall, complaint.number, sealed);
    size_t others_len = sealed_words(hall, other.number, others);
    struct complaint_words words;
    struct err err = {0};

    assert_true(len > 100);
    assert_true(hall_bytes(hall, sealed + 4, 40) > 0); /* behind the key's id, which all share */
    assert_false(desk_erase_complaint(hall->desk, complaint.number, "AAAA", "S-01", &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_true(desk_erase_complaint(hall->desk, complaint.number, complaint.code, "S-01", NULL));
    for (size_t at = 4; at + 24 <= len; at += 24)
        assert_int_equal(hall_bytes(hall, sealed + at, 24), 0);
    assert_true(hall_bytes(hall, others + 4, others_len - 4) > 0); /* the others stay */
    complaint = complaint_found(hall, complaint.number);
    assert_true(complaint.is_erased);
    assert_int_equal(complaint.state, COMPLAINT_CLOSED);
    assert_false(desk_read_complaint(hall->desk, complaint.number, "P-07", &words, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM complaint"), 2);
    /* Asking twice is no second event. */
    assert_true(desk_erase_complaint(hall->desk, complaint.number, complaint.code, "S-01", NULL));
    assert_int_equal(
        hall_number(hall, "SELECT count(*) FROM outbox WHERE kind = 'complaint.erased'"), 1);
    char text[256];
    hall_text(hall,
              "SELECT json_extract(CAST(rec AS TEXT), '$.data') FROM outbox "
              "WHERE kind = 'complaint.erased'",
              text, sizeof text);
    assert_string_equal(text, "{\"number\":\"PD-1001\",\"by\":\"visitor\",\"officer\":\"S-01\"}");
}

static void one_that_is_open_is_closed_by_erasing_it(void **state)
{
    struct hall *hall = *state;
    struct complaint complaint = complaint_filed(hall);

    assert_true(desk_erase_complaint(hall->desk, complaint.number, complaint.code, "S-01", NULL));
    complaint = complaint_found(hall, complaint.number);
    assert_int_equal(complaint.state, COMPLAINT_CLOSED);
    assert_int_equal(complaint.closed_ms, HALL_NOW_MS);
    assert_string_equal(complaint.officer, "S-01");
}

static void old_words_are_purged_and_young_or_open_ones_stay(void **state)
{
    struct hall *hall = *state;
    struct complaint old = live(hall);
    uint8_t sealed[8192];
    size_t len = sealed_words(hall, old.number, sealed);
    int64_t count = 0;

    complaint_filed(hall); /* never closed */
    hall_sql(hall, "INSERT INTO suggestion (day, id, service_id, words) VALUES "
                   "(20780, randomblob(16), '', CAST('zzsaran-lama' AS BLOB)), "
                   "(20790, randomblob(16), '', CAST('zzsaran-baru' AS BLOB))");
    clock_fake_set_wall(hall->clock, HALL_NOW_MS + 5 * DAY_MS);
    struct complaint young = complaint_filed(hall);
    assert_true(desk_weigh_complaint(hall->desk, young.number, WEIGHT_RINGAN, "P-07", NULL));
    assert_true(desk_answer_complaint(hall->desk, young.number, ANSWER, "P-07", NULL));
    assert_true(desk_close_complaint(hall->desk, young.number, "P-07", NULL));
    clock_fake_set_wall(hall->clock, HALL_NOW_MS + 365 * DAY_MS);
    assert_true(desk_purge_complaints(hall->desk, 365, &count, NULL));
    assert_int_equal(count, 0); /* not yet older than that */
    clock_fake_set_wall(hall->clock, HALL_NOW_MS + 366 * DAY_MS);
    assert_true(desk_purge_complaints(hall->desk, 365, &count, NULL));
    assert_int_equal(count, 3); /* the complaint, its visitor's suggestion, and the old one */
    assert_true(complaint_found(hall, old.number).is_erased);
    assert_string_equal(complaint_found(hall, old.number).officer, "P-07");
    assert_false(complaint_found(hall, "PD-1002").is_erased);
    assert_false(complaint_found(hall, young.number).is_erased);
    assert_int_equal(hall_bytes(hall, sealed + 4, len - 4), 0);
    assert_int_equal(hall_strings(hall, "zzsaran-lama"), 0);
    assert_true(hall_strings(hall, "zzsaran-baru") > 0);
    assert_true(desk_purge_complaints(hall->desk, 365, &count, NULL));
    assert_int_equal(count, 0);
    char text[256];
    hall_text(hall,
              "SELECT json_extract(CAST(rec AS TEXT), '$.data') FROM outbox "
              "WHERE kind = 'complaint.erased'",
              text, sizeof text);
    assert_string_equal(text, "{\"number\":\"PD-1001\",\"by\":\"retention\",\"officer\":null}");
}

static void a_purge_of_many_leaves_none(void **state)
{
    struct hall *hall = *state;
    int64_t count = 0;

    for (int i = 0; i < 205; i++) {
        struct complaint_request request = complaint_wish();

        complaint_file(hall, &request);
    }
    hall_sql(hall, "UPDATE complaint SET state = 'closed', closed_at = 1795401660000");
    clock_fake_set_wall(hall->clock, HALL_NOW_MS + 400 * DAY_MS);
    assert_true(desk_purge_complaints(hall->desk, 365, &count, NULL));
    assert_int_equal(count, 205);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM complaint WHERE length(words) > 0"),
                     0);
}

static void a_wild_clock_purges_nothing(void **state)
{
    struct hall *hall = *state;
    int64_t count = 0;

    live(hall);
    clock_fake_set_wall(hall->clock, HALL_NOW_MS + 40 * 366 * DAY_MS);
    assert_true(desk_purge_complaints(hall->desk, 365, &count, NULL));
    assert_int_equal(count, 0);
    clock_fake_set_wall(hall->clock, 1000);
    assert_true(desk_purge_complaints(hall->desk, 1, &count, NULL));
    assert_int_equal(count, 0);
    clock_fake_set_wall(hall->clock, HALL_NOW_MS);
    assert_false(complaint_found(hall, "PD-1001").is_erased);
}

static void words_closed_under_a_wrong_clock_are_kept_from_the_right_one_on(void **state)
{
    struct hall *hall = *state;
    int64_t count = 0;

    live(hall);
    live(hall);
    hall_sql(hall, "DELETE FROM suggestion");
    /* Below the floor; and above it, but before the complaint came. */
    hall_sql(hall, "UPDATE complaint SET closed_at = 1000 WHERE number = 'PD-1001'");
    hall_sql(hall, "UPDATE complaint SET closed_at = at - 1 WHERE number = 'PD-1002'");
    assert_true(desk_purge_complaints(hall->desk, 0, &count, NULL));
    assert_int_equal(count, 0);
    assert_int_equal(complaint_found(hall, "PD-1001").closed_ms, HALL_NOW_MS);
    clock_fake_set_wall(hall->clock, HALL_NOW_MS + 30 * DAY_MS);
    assert_true(desk_purge_complaints(hall->desk, 30, &count, NULL));
    assert_int_equal(count, 0);
    clock_fake_set_wall(hall->clock, HALL_NOW_MS + 31 * DAY_MS);
    assert_true(desk_purge_complaints(hall->desk, 30, &count, NULL));
    assert_int_equal(count, 2);
}

static void a_suggestion_on_paper_is_kept_from_its_entry_on(void **state)
{
    struct hall *hall = *state;
    struct survey_form form = survey_paper("434343434", HALL_NOW_MS / DAY_MS - 400);
    int64_t count = 0;

    form.suggestion = SUGGESTION;
    assert_true(desk_enter_survey_form(hall->desk, &form, NULL));
    clock_fake_set_wall(hall->clock, HALL_NOW_MS + 30 * DAY_MS);
    assert_int_equal(survey_release(hall), 1); /* mixing forgets no day */
    assert_true(desk_purge_complaints(hall->desk, 30, &count, NULL));
    assert_int_equal(count, 0);
    clock_fake_set_wall(hall->clock, HALL_NOW_MS + 31 * DAY_MS);
    assert_true(desk_purge_complaints(hall->desk, 30, &count, NULL));
    assert_int_equal(count, 1);
}

static void a_code_is_read_as_people_write_it(void **state)
{
    struct hall *hall = *state;
    struct complaint complaint = complaint_filed(hall);

    hall_sql(hall, "DROP TRIGGER complaint_keeps_its_number;"
                   "UPDATE complaint SET code = '01AB'");
    assert_true(desk_erase_complaint(hall->desk, complaint.number, "oLab", "S-01", NULL));
}

/* Opening fails with the code, saying `says`; nothing is noted as read. */
static void assert_closed(struct hall *hall, enum err_code code, const char *says)
{
    struct complaint_words words;
    struct err err = {0};

    assert_false(desk_read_complaint(hall->desk, "PD-1001", "P-07", &words, &err));
    assert_int_equal(err.code, code);
    if (!strstr(err.text, says))
        fail_msg("\"%s\" does not say \"%s\"", err.text, says);
    assert_int_equal(words.text[0], '\0');
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM journal WHERE kind LIKE '%.read'"), 0);
}

/* Filing fails with words for those who can give the key back, and leaves nothing. */
static void assert_unfiled(struct hall *hall, const char *key)
{
    struct complaint_request request = complaint_wish();
    struct complaint complaint;
    struct err err = {0};
    char id[16];
    int64_t count = hall_number(hall, "SELECT count(*) FROM complaint");

    hall_text(hall, "SELECT value FROM meta WHERE key = 'seal.key_id'", id, sizeof id);
    assert_false(desk_file_complaint(hall->desk, &request, &complaint, &err));
    assert_int_equal(err.code, ERR_IO); /* the screen's "not saved" */
    if (!strstr(err.text, key) || !strstr(err.text, id) || !strstr(err.text, "put back"))
        fail_msg("%s", err.text);
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM complaint"), count);
}

static void a_process_with_another_key_seals_nothing_here(void **state)
{
    struct hall *hall = *state;
    AUTO_FREE char *credential = mem_format("%s/anjungan.seal", hall->directory);
    AUTO_FREE char *key = mem_format("%s/seal.key", hall->directory);
    struct uuid request = uuid_v4();
    struct err err = {0};

    assert_true(file_replace(credential, "0123456789abcdef0123456789abcdef", 32, false, NULL));
    hall_leave(hall);
    setenv("CREDENTIALS_DIRECTORY", hall->directory, 1); /* as a unit of systemd has it */
    hall_enter(hall);
    complaint_filed(hall);
    unsetenv("CREDENTIALS_DIRECTORY"); /* as a shell has it not */
    hall_leave(hall);
    hall_enter(hall);
    assert_unfiled(hall, key);
    assert_false(desk_add_suggestion(hall->desk, &request, NULL, "Kursinya kurang.", &err));
    assert_non_null(strstr(err.text, key));
    assert_int_equal(access(key, F_OK), -1);
    /* The same key in the other place serves. */
    assert_true(file_replace(key, "0123456789abcdef0123456789abcdef", 32, false, NULL));
    complaint_filed(hall);
}

static void without_the_key_nothing_opens_but_the_register_goes_on(void **state)
{
    struct hall *hall = *state;
    AUTO_FREE char *key = mem_format("%s/seal.key", hall->directory);
    struct complaint complaint = complaint_filed(hall);
    struct err err = {0};

    hall_leave(hall);
    assert_int_equal(unlink(key), 0);
    hall_enter(hall);
    assert_closed(hall, ERR_INVALID, key);
    assert_int_equal(access(key, F_OK), -1); /* reading makes no key */
    assert_true(desk_weigh_complaint(hall->desk, complaint.number, WEIGHT_RINGAN, "P-07", NULL));
    assert_false(desk_answer_complaint(hall->desk, complaint.number, ANSWER, "P-07", &err));
    assert_int_equal(err.code, ERR_INVALID);
    assert_int_equal(complaint_found(hall, complaint.number).state, COMPLAINT_IN_PROGRESS);
    /* Nor does filing: under a new key the old words would never open again. */
    assert_unfiled(hall, key);
    assert_true(desk_erase_complaint(hall->desk, complaint.number, complaint.code, "S-01", NULL));
}

static void a_key_lost_for_good_is_replaced_when_a_supervisor_says_so(void **state)
{
    struct hall *hall = *state;
    AUTO_FREE char *key = mem_format("%s/seal.key", hall->directory);
    struct complaint lost = complaint_filed(hall);
    struct complaint_words words;
    struct err err = {0};

    hall_leave(hall);
    assert_int_equal(unlink(key), 0);
    hall_enter(hall);
    assert_false(desk_renew_seal(hall->desk, "P-07", &err)); /* an officer's word is not enough */
    assert_int_equal(err.code, ERR_INVALID);
    assert_unfiled(hall, key);
    assert_true(desk_renew_seal(hall->desk, "S-01", NULL));
    struct complaint kept = complaint_filed(hall);
    assert_true(desk_read_complaint(hall->desk, kept.number, "P-07", &words, NULL));
    assert_false(desk_read_complaint(hall->desk, lost.number, "P-07", &words, &err));
    assert_int_equal(hall_number(hall, "SELECT count(*) FROM journal WHERE kind = 'seal.renewed'"),
                     1);
}

static void another_or_a_damaged_key_is_told_with_its_file(void **state)
{
    struct hall *hall = *state;
    AUTO_FREE char *key = mem_format("%s/seal.key", hall->directory);

    complaint_filed(hall);
    hall_leave(hall);
    assert_true(file_replace(key, "0123456789abcdef0123456789abcdef", 32, false, NULL));
    hall_enter(hall);
    assert_closed(hall, ERR_INVALID, key);
    assert_unfiled(hall, key);
    hall_leave(hall);
    assert_true(file_replace(key, "0123456789abcdef", 16, false, NULL));
    hall_enter(hall);
    assert_closed(hall, ERR_INVALID, key);
    assert_closed(hall, ERR_INVALID, "16 bytes");
}

static void changed_words_are_damage_and_so_are_those_of_another_row(void **state)
{
    struct hall *hall = *state;

    complaint_filed(hall);
    complaint_filed(hall);
    hall_sql(hall, "UPDATE complaint SET words = (SELECT words FROM complaint WHERE number = "
                   "'PD-1002') WHERE number = 'PD-1001'");
    assert_closed(hall, ERR_CORRUPT, "another complaint");
    hall_sql(hall, "UPDATE complaint SET words = CAST(substr(words, 1, 60) || x'00' || "
                   "substr(words, 62) AS BLOB) WHERE number = 'PD-1001'");
    assert_closed(hall, ERR_CORRUPT, "PD-1001");
    hall_sql(hall, "UPDATE complaint SET words = x'0102' WHERE number = 'PD-1001'");
    assert_closed(hall, ERR_CORRUPT, "too short");
}

#define HALL_TEST(name) cmocka_unit_test_setup_teardown(name, open_hall, close_hall)

int main(void)
{
    const struct CMUnitTest tests[] = {
        HALL_TEST(nothing_that_people_wrote_can_be_read_on_disk),
        HALL_TEST(an_erased_complaint_is_gone_to_the_last_byte),
        HALL_TEST(one_that_is_open_is_closed_by_erasing_it),
        HALL_TEST(old_words_are_purged_and_young_or_open_ones_stay),
        HALL_TEST(a_purge_of_many_leaves_none),
        HALL_TEST(a_wild_clock_purges_nothing),
        HALL_TEST(a_process_with_another_key_seals_nothing_here),
        HALL_TEST(words_closed_under_a_wrong_clock_are_kept_from_the_right_one_on),
        HALL_TEST(a_suggestion_on_paper_is_kept_from_its_entry_on),
        HALL_TEST(a_code_is_read_as_people_write_it),
        HALL_TEST(without_the_key_nothing_opens_but_the_register_goes_on),
        HALL_TEST(a_key_lost_for_good_is_replaced_when_a_supervisor_says_so),
        HALL_TEST(another_or_a_damaged_key_is_told_with_its_file),
        HALL_TEST(changed_words_are_damage_and_so_are_those_of_another_row),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
