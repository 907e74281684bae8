/* Enrolment and renewal against an office in memory, and whatever stops them half-way. */
#include "base/file.h"
#include "base/mem.h"
#include "support/certifier.h"
#include "sync/csr.h"
#include "sync/identity_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define URL "https://kantor.example:8443"
#define CODE "0123456789"
#define NOW_MS INT64_C(1795305600000) /* 2026-11-22 */
#define DAY_MS (INT64_C(24) * 3600 * 1000)

enum { STEPS_MOST = 60, CRASHED = 77 };

/* Each of these calls is a step at which the machine may stop. They are put before the C library's
 * by the linker. */
static int step_of_failure; /* 0: none */
static bool crashes;        /* else the call fails, and so do all later ones */

static bool fails_now(void)
{
    if (step_of_failure == 0)
        return false;
    if (step_of_failure > 1) {
        step_of_failure--;
        return false;
    }
    if (crashes)
        _exit(CRASHED);
    errno = EIO;
    return true;
}

#define WRAP(type, name, parameters, arguments)                                                    \
    type __real_##name parameters;                                                                 \
    type __wrap_##name parameters;                                                                 \
    type __wrap_##name parameters                                                                  \
    {                                                                                              \
        return fails_now() ? (type)-1 : __real_##name arguments;                                   \
    }
WRAP(ssize_t, write, (int fd, const void *bytes, size_t len), (fd, bytes, len))
/* Nothing here is cut off from its power: what the real one does besides takes seconds. */
int __wrap_fsync(int fd);
int __wrap_fsync(int fd)
{
    (void)fd;
    return fails_now() ? -1 : 0;
}
/* The database's, which would take a disk's time for each commit. */
int fdatasync(int fd)
{
    (void)fd;
    return 0;
}
WRAP(int, rename, (const char *from, const char *to), (from, to))
WRAP(int, renameat2, (int a, const char *from, int b, const char *to, unsigned flags),
     (a, from, b, to, flags))
WRAP(int, mkdir, (const char *path, mode_t mode), (path, mode))
WRAP(int, rmdir, (const char *path), (path))
WRAP(int, unlink, (const char *path), (path))

struct house {
    char state[64]; /* the kiosk's */
    char files[64]; /* what the identity lies in; without a database, so that it is quick */
    char authority[96];
    struct clock *clock;
    struct desk *desk;
    struct certifier office;
};

static void make_dir(char out[64])
{
    const char *temporary = getenv("TMPDIR");

    assert_true(text_format(out, 64, "%s/anjungan.XXXXXX", temporary ? temporary : "/tmp"));
    assert_non_null(mkdtemp(out));
}

static void remove_dir(const char *path)
{
    AUTO_FREE char *command = mem_format("%s", path);
    const char *const words[] = {"/bin/rm", "-rf", command, NULL};
    pid_t child = fork();
    int status = -1;

    if (child == 0) {
        execv(words[0], (char *const *)words);
        _exit(1);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
}

static int open_house(void **state)
{
    struct house *house = calloc(1, sizeof *house);
    struct err err = {0};

    make_dir(house->state);
    make_dir(house->files);
    house->clock = clock_fake_new(NOW_MS);
    const struct desk_options options = {
        .state_dir = house->state, .clock = house->clock, .device_digit = 1, .ticket_digits = 3};
    if (!desk_open(&house->desk, &options, &err))
        fail_msg("%s", err.text);
    certifier_open(&house->office, NOW_MS);
    certifier_authority_path(&house->office, house->authority);
    *state = house;
    return 0;
}

static int close_house(void **state)
{
    struct house *house = *state;

    step_of_failure = 0;
    desk_close(house->desk);
    clock_free(house->clock);
    certifier_close(&house->office);
    remove_dir(house->state);
    remove_dir(house->files);
    free(house);
    return 0;
}

static struct enrol_options options_of(const struct house *house)
{
    return (struct enrol_options){.state_dir = house->files,
                                  .url = URL,
                                  .code = CODE,
                                  .authority = house->authority,
                                  .device = "K2"};
}

static bool enrol(struct house *house, bool is_again, struct err *err)
{
    struct enrol_options options = options_of(house);

    options.is_again = is_again;
    return identity_enrol_by(certifier_way, house->desk, &options, err);
}

static void must_enrol(struct house *house)
{
    struct err err = {0};

    if (!enrol(house, false, &err))
        fail_msg("%s", err.text);
}

static bool renew(struct house *house, struct identity *identity, struct err *err)
{
    struct transport way = {0};
    const struct transport_options options = {0};

    assert_true(certifier_way(&way, &options, err));
    return identity_renew_by(certifier_way, identity, &way, house->desk, err);
}

static struct identity *must_open(const struct house *house)
{
    struct identity *identity = NULL;
    struct err err = {0};

    if (!identity_open(&identity, house->files, &err))
        fail_msg("%s", err.text);
    return identity;
}

static struct uuid kiosk_of(const struct house *house)
{
    struct identity *identity = must_open(house);
    struct uuid kiosk;

    identity_kiosk(identity, &kiosk);
    identity_close(identity);
    return kiosk;
}

static char *read_part(const struct house *house, const char *name)
{
    AUTO_FREE char *path = mem_format("%s/identity/%s", house->files, name);
    char *bytes = NULL;
    size_t len = 0;

    assert_true(file_read(path, 16 * 1024, &bytes, &len, NULL));
    return bytes;
}

static void assert_nothing_waits(const struct house *house)
{
    AUTO_FREE char *path = mem_format("%s/identity.new", house->files);

    assert_int_not_equal(access(path, F_OK), 0);
}

static void assert_refused(struct house *house, enum err_code code, const char *words)
{
    struct identity *identity = NULL;
    struct err err = {0};

    assert_false(enrol(house, false, &err));
    assert_int_equal(err.code, code);
    if (!strstr(err.text, words))
        fail_msg("\"%s\" is not in \"%s\"", words, err.text);
    assert_false(identity_open(&identity, house->files, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
}

static void enrolled_kiosk_knows_its_office(void **state)
{
    struct house *house = *state;
    struct transport_options way;
    struct stat info;

    must_enrol(house);
    struct identity *identity = must_open(house);
    identity_transport(identity, &way);
    assert_string_equal(way.url, URL);
    assert_non_null(strstr(way.pins, "sha256//"));
    assert_non_null(strchr(way.pins, ';'));
    assert_int_equal(stat(way.key, &info), 0);
    assert_int_equal(info.st_mode & 07777, 0600);
    struct uuid kiosk = kiosk_of(house);
    assert_true(uuid_equal(&kiosk, &house->office.kiosk));
    assert_nothing_waits(house);
    identity_close(identity);
}

static void first_contact_is_bound_to_what_was_told(void **state)
{
    struct house *house = *state;
    struct enrol_options options = options_of(house);
    struct err err = {0};

    options.authority = NULL;
    assert_false(identity_enrol_by(certifier_way, house->desk, &options, &err));
    assert_non_null(strstr(err.text, "--authority"));
    options.pin = "sha256//short";
    assert_false(identity_enrol_by(certifier_way, house->desk, &options, &err));
    assert_non_null(strstr(err.text, "no pin"));
    assert_int_equal(house->office.asked, 0);
    options.pin = "sha256//AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    house->office.try_fault = CERTIFIER_AWAY;
    assert_false(identity_enrol_by(certifier_way, house->desk, &options, &err));
    assert_int_equal(house->office.asked, 1);
    options.authority = "/nonexistent";
    assert_false(identity_enrol_by(certifier_way, house->desk, &options, &err));
    assert_int_equal(house->office.asked, 1);
}

static void new_certificate_is_tried_with_all_that_came(void **state)
{
    struct house *house = *state;

    must_enrol(house);
    assert_int_equal(house->office.tried, 1);
    assert_non_null(strstr(house->office.authority_file, "identity.new/authority.crt"));
    assert_non_null(strstr(house->office.pins_said, "sha256//"));
    assert_int_equal(house->office.verified_ms, NOW_MS);
}

/* A kiosk whose clock is of 1986 checks at the office's time, once it knows it. */
static void wrong_clock_tries_at_the_offices_time(void **state)
{
    struct house *house = *state;

    clock_fake_set_wall(house->clock, INT64_C(504921600000));
    must_enrol(house);
    assert_true(house->office.verified_ms >= NOW_MS);
}

static void refusals_say_what_to_do(void **state)
{
    static const struct {
        int status;
        const char *word;
        enum err_code code;
        const char *text;
    } cases[] = {
        {403, "wrong", ERR_INVALID, "the code is wrong"},
        {403, "used", ERR_INVALID, "used already; make a new one"},
        {403, "expired", ERR_INVALID, "older than 15 minutes"},
        {403, "tries", ERR_INVALID, "too many wrong codes"},
        {429, "often", ERR_OFFLINE, "try again in a minute"},
        {503, "away", ERR_OFFLINE, "doctor"},
        {404, "path", ERR_INVALID, "no office"},
        {418, "tea", ERR_INVALID, "418"},
        {500, "oh", ERR_OFFLINE, "500"},
    };
    struct house *house = *state;

    house->office.fault = CERTIFIER_REFUSES;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        house->office.status = cases[i].status;
        house->office.word = cases[i].word;
        assert_refused(house, cases[i].code, cases[i].text);
    }
}

static void strange_answers_are_not_taken(void **state)
{
    static const struct {
        enum certifier_fault fault;
        enum err_code code;
        const char *text;
    } cases[] = {
        {CERTIFIER_AWAY, ERR_OFFLINE, "no answer from " URL},
        {CERTIFIER_REPLY_LOST, ERR_OFFLINE, "too slowly"},
        {CERTIFIER_DISTRUSTED, ERR_INVALID, "not the office"},
        {CERTIFIER_RAMBLES, ERR_INVALID, "the answer to the enrolment"},
        {CERTIFIER_OTHER_NAME, ERR_INVALID, "another kiosk's"},
        {CERTIFIER_OTHER_KEY, ERR_CORRUPT, "not of the key"},
        {CERTIFIER_OTHER_ISSUER, ERR_INVALID, "not the authority's"},
    };
    struct house *house = *state;

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        house->office.fault = cases[i].fault;
        assert_refused(house, cases[i].code, cases[i].text);
    }
    house->office.fault = CERTIFIER_NONE;
    must_enrol(house);
}

static void wrong_codes_are_not_sent(void **state)
{
    static const char *const codes[] = {"", "123456789", "12345678901", "12345-6789"};
    struct house *house = *state;
    struct enrol_options options = options_of(house);
    struct err err = {0};

    for (size_t i = 0; i < ARRAY_LEN(codes); i++) {
        options.code = codes[i];
        assert_false(identity_enrol_by(certifier_way, house->desk, &options, &err));
        assert_int_equal(err.code, ERR_INVALID);
    }
    assert_int_equal(house->office.asked, 0);
}

static void another_authority_than_the_told_one_is_refused(void **state)
{
    struct house *house = *state;
    struct certifier other;

    certifier_open(&other, NOW_MS); /* now it answers */
    assert_refused(house, ERR_INVALID, "another authority");
    certifier_close(&other);
}

static void lost_answer_is_asked_for_with_the_same_key(void **state)
{
    struct house *house = *state;
    char csr[ENROLMENT_PEM];
    struct csr_facts facts;
    struct err err = {0};
    AUTO_FREE char *key = mem_format("%s/identity/kiosk.key", house->files);

    house->office.fault = CERTIFIER_REPLY_LOST;
    assert_false(enrol(house, false, &err));
    memcpy(csr, house->office.csr, sizeof csr);
    house->office.fault = CERTIFIER_NONE;
    house->office.try_fault = CERTIFIER_AWAY;
    assert_false(enrol(house, false, &err));
    house->office.try_fault = CERTIFIER_NONE;
    must_enrol(house);

    struct authority_issued issued;
    assert_true(
        authority_issue(&issued, house->office.authority, csr, &house->office.kiosk, NOW_MS, NULL));
    assert_true(csr_read(&facts, issued.certificate, key, NULL));
}

static void enrolled_kiosk_is_enrolled_again_only_when_told(void **state)
{
    struct house *house = *state;
    struct uuid first;
    struct err err = {0};

    must_enrol(house);
    first = kiosk_of(house);
    AUTO_FREE char *key = read_part(house, "kiosk.key");
    house->office.kiosk = uuid_v4();
    assert_false(enrol(house, false, &err));
    assert_non_null(strstr(err.text, URL));
    assert_non_null(strstr(err.text, "--again"));
    assert_true(enrol(house, true, &err));
    struct uuid second = kiosk_of(house);
    assert_false(uuid_equal(&first, &second));
    AUTO_FREE char *new_key = read_part(house, "kiosk.key");
    assert_string_not_equal(key, new_key);
    assert_nothing_waits(house);
}

static struct uuid name_of(const struct house *house, const struct enrolment_request *request)
{
    struct uuid named;
    struct err err = {0};

    if (!authority_name(&named, house->office.authority, request, &err))
        fail_msg("%s", err.text);
    return named;
}

static void who_was_a_kiosk_before_proves_which_one(void **state)
{
    struct house *house = *state;
    struct enrolment_request request;
    struct uuid first, named;
    struct err err = {0};

    must_enrol(house);
    assert_string_equal(house->office.last.former, "");
    first = kiosk_of(house);
    assert_true(enrol(house, true, &err));
    request = house->office.last;
    named = name_of(house, &request);
    assert_true(uuid_equal(&first, &named));

    request.code[0] ^= 1; /* a proof is for one code and one request */
    assert_false(authority_name(&named, house->office.authority, &request, &err));
    request = house->office.last;
    request.csr[40] ^= 1;
    assert_false(authority_name(&named, house->office.authority, &request, &err));
    request = house->office.last;
    assert_true(text_copy(request.proof, sizeof request.proof, "AAAA"));
    assert_false(authority_name(&named, house->office.authority, &request, &err));
    assert_int_equal(err.code, ERR_INVALID);
    assert_true(text_copy(request.former, sizeof request.former, "-----BEGIN"));
    assert_false(authority_name(&named, house->office.authority, &request, &err));
}

static void another_offices_kiosk_is_a_new_one(void **state)
{
    struct house *house = *state;
    struct uuid first, named;
    struct err err = {0};
    struct certifier other;

    must_enrol(house);
    first = kiosk_of(house);
    assert_true(enrol(house, true, &err));
    certifier_open(&other, NOW_MS);
    assert_true(authority_name(&named, other.authority, &house->office.last, &err));
    assert_false(uuid_equal(&first, &named));
    certifier_close(&other);
}

static void failed_second_enrolment_keeps_the_first(void **state)
{
    struct house *house = *state;
    struct err err = {0};

    must_enrol(house);
    AUTO_FREE char *key = read_part(house, "kiosk.key");
    house->office.try_fault = CERTIFIER_REFUSES;
    house->office.status = 403;
    house->office.word = "kiosk";
    assert_false(enrol(house, true, &err));
    AUTO_FREE char *after = read_part(house, "kiosk.key");
    assert_string_equal(key, after);
    identity_close(must_open(house));
}

static void certificate_is_due_from_two_thirds_of_its_life(void **state)
{
    struct house *house = *state;

    must_enrol(house);
    struct identity *identity = must_open(house);
    assert_false(identity_is_due(identity, NOW_MS));
    assert_false(identity_is_due(identity, NOW_MS + 485 * DAY_MS));
    assert_true(identity_is_due(identity, NOW_MS + 487 * DAY_MS));
    assert_true(identity_is_due(identity, NOW_MS + 5000 * DAY_MS));
    identity_close(identity);
}

static void renewal_changes_key_and_certificate_and_not_the_kiosk(void **state)
{
    struct house *house = *state;
    struct err err = {0};

    must_enrol(house);
    struct identity *identity = must_open(house);
    AUTO_FREE char *key = read_part(house, "kiosk.key");
    AUTO_FREE char *certificate = read_part(house, "kiosk.crt");
    house->office.now_ms = NOW_MS + 500 * DAY_MS;
    clock_fake_set_wall(house->clock, house->office.now_ms);
    assert_true(identity_is_due(identity, house->office.now_ms));
    if (!renew(house, identity, &err))
        fail_msg("%s", err.text);
    assert_false(identity_is_due(identity, house->office.now_ms));
    AUTO_FREE char *new_key = read_part(house, "kiosk.key");
    AUTO_FREE char *new_certificate = read_part(house, "kiosk.crt");
    assert_string_not_equal(key, new_key);
    assert_string_not_equal(certificate, new_certificate);
    struct uuid kiosk = kiosk_of(house);
    assert_true(uuid_equal(&kiosk, &house->office.kiosk));
    assert_nothing_waits(house);
    identity_close(identity);
}

static void failed_renewal_keeps_the_old_identity(void **state)
{
    struct house *house = *state;
    struct err err = {0};

    must_enrol(house);
    struct identity *identity = must_open(house);
    AUTO_FREE char *key = read_part(house, "kiosk.key");
    for (enum certifier_fault fault = CERTIFIER_AWAY; fault <= CERTIFIER_OTHER_ISSUER; fault++) {
        house->office.fault = fault;
        house->office.status = 403;
        house->office.word = "kiosk";
        assert_false(renew(house, identity, &err));
        AUTO_FREE char *after = read_part(house, "kiosk.key");
        assert_string_equal(key, after);
        identity_close(must_open(house));
    }
    house->office.fault = CERTIFIER_NONE;
    house->office.try_fault = CERTIFIER_DISTRUSTED;
    assert_false(renew(house, identity, &err));
    assert_non_null(strstr(err.text, "trying the new certificate"));
    AUTO_FREE char *after = read_part(house, "kiosk.key");
    assert_string_equal(key, after);
    house->office.try_fault = CERTIFIER_NONE;
    assert_true(renew(house, identity, &err));
    identity_close(identity);
}

static void renewal_to_another_kiosk_is_refused(void **state)
{
    struct house *house = *state;
    struct err err = {0};

    must_enrol(house);
    struct identity *identity = must_open(house);
    house->office.kiosk = uuid_v4();
    assert_false(renew(house, identity, &err));
    assert_non_null(strstr(err.text, "another kiosk's"));
    identity_close(identity);
}

static void damage_is_told_with_the_file(void **state)
{
    static const char *const parts[] = {"kiosk.key", "kiosk.crt", "authority.crt", "office.json"};
    struct house *house = *state;

    must_enrol(house);
    for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
        AUTO_FREE char *path = mem_format("%s/identity/%s", house->files, parts[i]);
        AUTO_FREE char *bytes = read_part(house, parts[i]);
        struct identity *identity = NULL;
        struct err err = {0};

        if (strcmp(parts[i], "authority.crt") != 0) { /* libcurl reads that one */
            assert_true(file_replace(path, "{}", 2, false, NULL));
            assert_false(identity_open(&identity, house->files, &err));
            assert_int_equal(err.code, ERR_CORRUPT);
        }
        unlink(path);
        assert_false(identity_open(&identity, house->files, &err));
        assert_int_equal(err.code, i == 3 ? ERR_NOT_FOUND : ERR_CORRUPT);
        assert_true(file_replace(path, bytes, strlen(bytes), false, NULL));
    }
    identity_close(must_open(house));
}

enum act { ACT_FIRST, ACT_AGAIN, ACT_RENEW };

static bool act(struct house *house, enum act what, struct err *err)
{
    if (what != ACT_RENEW)
        return enrol(house, what == ACT_AGAIN, err);
    struct identity *identity = must_open(house);
    bool is_done = renew(house, identity, err);
    identity_close(identity);
    return is_done;
}

/* A child goes on until the step; false when it came to the end. */
static bool crash_at(struct house *house, enum act what, int step)
{
    pid_t child = fork();
    int status = -1;

    if (child == 0) {
        struct err err = {0};

        crashes = true;
        step_of_failure = step;
        bool is_done = act(house, what, &err);
        step_of_failure = 0;
        if (!is_done)
            (void)fprintf(stderr, "%s\n", err.text);
        _exit(is_done ? 0 : 1);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_true(WEXITSTATUS(status) == 0 || WEXITSTATUS(status) == CRASHED);
    return WEXITSTATUS(status) == CRASHED;
}

/* After it: the old identity or the new one, whole; and the next try succeeds. */
static void assert_whole(struct house *house, enum act what)
{
    struct identity *identity = NULL;
    struct err err = {0};
    bool is_there = identity_open(&identity, house->files, &err);

    if (!is_there) {
        assert_int_equal(what, ACT_FIRST);
        assert_int_equal(err.code, ERR_NOT_FOUND);
    }
    identity_close(identity);
    if (!act(house, is_there && what == ACT_FIRST ? ACT_AGAIN : what, &err))
        fail_msg("%s", err.text);
    identity_close(must_open(house));
    assert_nothing_waits(house);
}

static void start_over(struct house *house, enum act what)
{
    static const char *const dirs[] = {"identity", "identity.new"};
    static const char *const parts[] = {"kiosk.key", "kiosk.crt", "authority.crt", "office.json"};

    for (size_t i = 0; i < ARRAY_LEN(dirs); i++) {
        AUTO_FREE char *dir = mem_format("%s/%s", house->files, dirs[i]);

        for (size_t j = 0; j < ARRAY_LEN(parts); j++) {
            AUTO_FREE char *path = mem_format("%s/%s", dir, parts[j]);

            unlink(path);
        }
        rmdir(dir);
    }
    if (what != ACT_FIRST)
        must_enrol(house);
}

/* The desk's own writes are none of ours (tests/fault): its office key is noted already. */
static void whenever_the_machine_stops_a_whole_identity_serves(void **state)
{
    struct house *house = *state;

    must_enrol(house);
    for (enum act what = ACT_FIRST; what <= ACT_RENEW; what++) {
        int step = 1;

        for (start_over(house, what); crash_at(house, what, step); step++) {
            assert_whole(house, what);
            assert_in_range(step, 1, STEPS_MOST);
            start_over(house, what);
        }
        assert_in_range(step, 15, STEPS_MOST); /* the steps were indeed counted */
    }
}

static void whenever_the_disk_fails_a_whole_identity_serves(void **state)
{
    struct house *house = *state;

    must_enrol(house);
    for (enum act what = ACT_FIRST; what <= ACT_RENEW; what++) {
        bool is_over = false;

        for (int step = 1; !is_over; step++) {
            struct err err = {0};

            start_over(house, what);
            step_of_failure = step;
            bool is_done = act(house, what, &err);
            is_over = step_of_failure > 1; /* not reached */
            step_of_failure = 0;
            if (!is_done)
                assert_true(err.code == ERR_IO || err.code == ERR_FULL);
            assert_true(is_done || !is_over);
            assert_whole(house, what);
            assert_in_range(step, 1, STEPS_MOST);
        }
    }
}

#define WITH_HOUSE(test) cmocka_unit_test_setup_teardown(test, open_house, close_house)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_HOUSE(enrolled_kiosk_knows_its_office),
        WITH_HOUSE(first_contact_is_bound_to_what_was_told),
        WITH_HOUSE(new_certificate_is_tried_with_all_that_came),
        WITH_HOUSE(wrong_clock_tries_at_the_offices_time),
        WITH_HOUSE(refusals_say_what_to_do),
        WITH_HOUSE(strange_answers_are_not_taken),
        WITH_HOUSE(wrong_codes_are_not_sent),
        WITH_HOUSE(another_authority_than_the_told_one_is_refused),
        WITH_HOUSE(lost_answer_is_asked_for_with_the_same_key),
        WITH_HOUSE(enrolled_kiosk_is_enrolled_again_only_when_told),
        WITH_HOUSE(who_was_a_kiosk_before_proves_which_one),
        WITH_HOUSE(another_offices_kiosk_is_a_new_one),
        WITH_HOUSE(failed_second_enrolment_keeps_the_first),
        WITH_HOUSE(certificate_is_due_from_two_thirds_of_its_life),
        WITH_HOUSE(renewal_changes_key_and_certificate_and_not_the_kiosk),
        WITH_HOUSE(failed_renewal_keeps_the_old_identity),
        WITH_HOUSE(renewal_to_another_kiosk_is_refused),
        WITH_HOUSE(damage_is_told_with_the_file),
        WITH_HOUSE(whenever_the_machine_stops_a_whole_identity_serves),
        WITH_HOUSE(whenever_the_disk_fails_a_whole_identity_serves),
    };

    return cmocka_run_group_tests(tests, NULL, NULL) == 0 ? 0 : 1;
}
