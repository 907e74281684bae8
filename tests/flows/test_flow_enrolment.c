/* A kiosk becomes one of the office's, keeps its certificate and loses it: the real programs, nginx
 * and PostgreSQL between them. */
#include "base/file.h"
#include "base/json.h"
#include "base/mem.h"
#include "support/office.h"
#include "sync/csr.h"
#include "sync/identity.h"
#include "wire/heartbeat.h"

#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

enum { STATE_TEXT = 96, ANSWER_BYTES = 64 * 1024, WORDS = 20 };

static struct office_rig rig;
static int kiosk_count;

static int start_office(void **state)
{
    const char *const options[] = {"--ingest", "1", "--without", "web,project,relay", NULL};

    (void)state;
    office_rig_start(&rig, options);
    return 0;
}

static int stop_office(void **state)
{
    (void)state;
    office_rig_stop(&rig);
    return 0;
}

enum { TRIES = 20, AGAIN_MS = 500 };

/* A state directory, which goes with the rig's. */
static void make_state(char out[STATE_TEXT])
{
    assert_true(text_format(out, STATE_TEXT, "%s/kiosk-%d", rig.directory, ++kiosk_count));
    assert_int_equal(mkdir(out, 0770), 0);
}

/* `anjungan-ctl [before] enrol URL words` for the kiosk; what it says into `said`. */
static int type_enrol(const char *state, const char *now, const char *const *words,
                      char said[OFFICE_SAID])
{
    char url[OFFICE_PATH];
    const char *all[WORDS] = {"anjungan-ctl", "--state", state};
    size_t count = 3;

    office_rig_value(&rig, "URL", url, sizeof url);
    if (now) {
        all[count++] = "--now";
        all[count++] = now;
    }
    all[count++] = "enrol";
    all[count++] = url;
    for (; *words; words++)
        all[count++] = *words;
    /* Only so many may try in a second; a person would wait as long. */
    int code = office_rig_run(all, said, OFFICE_SAID);
    for (int i = 0; i < TRIES && code != 0 && strstr(said, "too many requests"); i++) {
        (void)poll(NULL, 0, AGAIN_MS);
        code = office_rig_run(all, said, OFFICE_SAID);
    }
    return code;
}

static void must_enrol(const char *state, const char *now)
{
    char code[11], authority[OFFICE_PATH], said[OFFICE_SAID];

    office_rig_code(&rig, code);
    office_rig_value(&rig, "AUTHORITY", authority, sizeof authority);
    const char *const words[] = {code, "--authority", authority, "--again", NULL};
    if (type_enrol(state, now, words, said) != 0)
        fail_msg("%s", said);
}

static struct identity *must_open(const char *state)
{
    struct identity *identity = NULL;
    struct err err = {0};

    if (!identity_open(&identity, state, &err))
        fail_msg("%s", err.text);
    return identity;
}

/* The status of one request as this kiosk; 0 where there is none. */
static int status_by(const struct transport_options *options, const char *method, const char *path,
                     const char *body, enum transport_result *out_result)
{
    AUTO(transport_close) struct transport transport = {0};
    AUTO(transport_reply_clear) struct transport_reply reply = {0};
    const struct transport_request request = {.method = method,
                                              .path = path,
                                              .type = body ? "application/json" : NULL,
                                              .body = body,
                                              .body_len = body ? strlen(body) : 0,
                                              .reply_most = ANSWER_BYTES};
    struct err err = {0};

    assert_true(transport_curl_open(&transport, options, &err));
    enum transport_result result = transport.send(transport.context, &request, &reply, &err);
    if (out_result)
        *out_result = result;
    return result == TRANSPORT_ANSWERED ? reply.status : 0;
}

static int status_of(const char *state)
{
    struct identity *identity = must_open(state);
    struct transport_options options;
    struct uuid kiosk;
    char id[UUID_TEXT];

    identity_transport(identity, &options);
    identity_kiosk(identity, &kiosk);
    uuid_format(&kiosk, id);
    AUTO_FREE char *path = mem_format("/v1/streams/%s", id);
    int status = status_by(&options, "GET", path, NULL, NULL);
    identity_close(identity);
    return status;
}

static void kiosk_id(const char *state, char out[UUID_TEXT])
{
    struct identity *identity = must_open(state);
    struct uuid kiosk;

    identity_kiosk(identity, &kiosk);
    uuid_format(&kiosk, out);
    identity_close(identity);
}

/* The acts that the audit has of a kiosk, in their order. */
static void assert_audit(const char *id, const char *acts)
{
    AUTO_FREE char *sql = mem_format("SELECT string_agg(act || coalesce(' by ' || nullif(account, "
                                     "''), ''), ', ' ORDER BY no) FROM office.audit WHERE subject "
                                     "= '%s'",
                                     id);
    char said[OFFICE_SAID];

    office_rig_sql(&rig, sql, said, sizeof said);
    assert_string_equal(said, acts);
}

static void an_office_without_kiosks_says_so(void **state)
{
    static const char *const words[] = {"kiosks", NULL};
    char said[OFFICE_SAID];

    (void)state;
    assert_int_equal(office_rig_program(&rig, words, said, sizeof said), 0);
    assert_string_equal(said,
                        "no kiosk is enrolled yet: anjungan-office code makes a code for one\n");
}

static void enrolled_kiosk_is_served_and_others_are_not(void **state)
{
    char dir[STATE_TEXT], url[OFFICE_PATH], authority[OFFICE_PATH];

    (void)state;
    make_state(dir);
    must_enrol(dir, NULL);
    assert_int_equal(status_of(dir), 200);

    office_rig_value(&rig, "URL", url, sizeof url);
    office_rig_value(&rig, "AUTHORITY", authority, sizeof authority);
    const struct transport_options nobody = {.url = url, .authority = authority};
    assert_int_equal(status_by(&nobody, "POST", "/v1/renew", "{}", NULL), 400);
    assert_int_equal(status_by(&nobody, "GET", "/v1/catalogue/pekanbaru", NULL, NULL), 401);
}

static void pin_alone_tells_the_office(void **state)
{
    char dir[STATE_TEXT], code[11], pins[OFFICE_PATH], said[OFFICE_SAID];

    (void)state;
    make_state(dir);
    office_rig_code(&rig, code);
    office_rig_value(&rig, "PINS", pins, sizeof pins);
    pins[strcspn(pins, ";")] = '\0';
    const char *const wrong[] = {code, "--pin",
                                 "sha256//AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", NULL};
    const char *const none[] = {code, NULL};
    const char *const right[] = {code, "--pin", pins, NULL};
    assert_int_equal(type_enrol(dir, NULL, wrong, said), 1);
    assert_non_null(strstr(said, "is not the office"));
    assert_int_equal(type_enrol(dir, NULL, none, said), 1);
    assert_non_null(strstr(said, "--authority FILE"));
    assert_int_equal(type_enrol(dir, NULL, right, said), 0);
    assert_int_equal(status_of(dir), 200);
}

static void another_authority_is_not_believed(void **state)
{
    char dir[STATE_TEXT], code[11], said[OFFICE_SAID];

    (void)state;
    make_state(dir);
    office_rig_code(&rig, code);
    AUTO_FREE char *key = mem_format("%s/other.key", dir);
    AUTO_FREE char *other = mem_format("%s/other.crt", dir);
    const char *const make[] = {"/usr/bin/openssl",
                                "req",
                                "-x509",
                                "-newkey",
                                "rsa:2048",
                                "-nodes",
                                "-keyout",
                                key,
                                "-out",
                                other,
                                "-subj",
                                "/CN=Lain",
                                NULL};
    assert_int_equal(office_rig_run(make, NULL, 0), 0);
    const char *const words[] = {code, "--authority", other, NULL};
    assert_int_equal(type_enrol(dir, NULL, words, said), 1);
    assert_non_null(strstr(said, "is not the office"));
}

static void open_desk(const char *dir, struct clock **clock, struct desk **out)
{
    struct err err = {0};

    *clock = clock_system_new(-1);
    const struct desk_options options = {
        .state_dir = dir, .clock = *clock, .device_digit = 1, .ticket_digits = 3};
    if (!desk_open(out, &options, &err))
        fail_msg("%s", err.text);
}

static void copy_part(const char *dir, const char *name, char out[OFFICE_PATH])
{
    AUTO_FREE char *from = mem_format("%s/identity/%s", dir, name);
    AUTO_FREE char *bytes = NULL;
    size_t len = 0;

    assert_true(text_format(out, OFFICE_PATH, "%s/%s.old", dir, name));
    assert_true(file_read(from, ANSWER_BYTES, &bytes, &len, NULL));
    assert_true(file_replace(out, bytes, len, false, NULL));
}

static void must_renew(const char *dir)
{
    struct identity *identity = must_open(dir);
    struct transport_options options;
    struct transport transport = {0};
    struct clock *clock = NULL;
    struct desk *desk = NULL;
    struct err err = {0};

    open_desk(dir, &clock, &desk);
    identity_transport(identity, &options);
    assert_true(transport_curl_open(&transport, &options, &err));
    if (!identity_renew(identity, &transport, desk, &err))
        fail_msg("%s", err.text);
    transport_close(&transport);
    identity_close(identity);
    desk_close(desk);
    clock_free(clock);
}

/* The old certificate serves until the new one was used: the answer to a renewal may be lost. */
/* What a kiosk only does with the certificate that it kept. */
static int beat(const char *state)
{
    static const struct heartbeat well = {.device = "K1", .printer = "ready"};
    struct identity *identity = must_open(state);
    struct transport_options options;
    AUTO_TEXT struct text body = {0};

    identity_transport(identity, &options);
    text_init(&body, ANSWER_BYTES);
    heartbeat_write(&body, &well);
    int status = status_by(&options, "POST", "/v1/heartbeat", body.data, NULL);
    identity_close(identity);
    return status;
}

static void renewed_certificate_ends_the_old_one_once_the_kiosk_works_with_it(void **state)
{
    char dir[STATE_TEXT], old_key[OFFICE_PATH], old_crt[OFFICE_PATH], csr[ENROLMENT_PEM];
    char id[UUID_TEXT], new_id[UUID_TEXT];
    struct transport_options old;
    struct err err = {0};
    AUTO_TEXT struct text body = {0};
    struct enrolment_request request = {0};

    (void)state;
    make_state(dir);
    must_enrol(dir, NULL);
    kiosk_id(dir, id);
    copy_part(dir, "kiosk.key", old_key);
    copy_part(dir, "kiosk.crt", old_crt);
    struct identity *identity = must_open(dir);
    identity_transport(identity, &old);
    old.key = old_key;
    old.certificate = old_crt;

    assert_true(csr_write(csr, old_key, &err));
    memcpy(request.csr, csr, sizeof request.csr);
    text_init(&body, ANSWER_BYTES);
    enrolment_write(&body, &request);
    assert_int_equal(status_by(&old, "POST", "/v1/renew", body.data, NULL), 200); /* … lost */
    assert_int_equal(status_of(dir), 200);
    assert_int_equal(status_by(&old, "POST", "/v1/renew", body.data, NULL), 200);
    must_renew(dir);
    assert_int_equal(status_of(dir), 200);
    AUTO_FREE char *path = mem_format("/v1/streams/%s", id);
    /* Tried, which a kiosk does before it keeps the new one: should that fail, the old one must do. */
    assert_int_equal(status_by(&old, "GET", path, NULL, NULL), 200);
    assert_int_equal(beat(dir), 200);
    assert_int_equal(status_by(&old, "GET", path, NULL, NULL), 403);
    assert_int_equal(status_by(&old, "POST", "/v1/renew", body.data, NULL), 403);
    kiosk_id(dir, new_id);
    assert_string_equal(id, new_id);
    assert_audit(id, "device.enrolled, device.renewed, device.renewed, device.renewed");
    identity_close(identity);
}

static void revoked_kiosk_is_refused_until_it_is_enrolled_again(void **state)
{
    char dir[STATE_TEXT], id[UUID_TEXT], again[UUID_TEXT], said[OFFICE_SAID];

    (void)state;
    make_state(dir);
    must_enrol(dir, NULL);
    kiosk_id(dir, id);
    assert_int_equal(status_of(dir), 200);
    AUTO_FREE char *name =
        mem_format("UPDATE office.kiosk SET device = 'K77' WHERE kiosk_id = '%s'", id);
    office_rig_sql(&rig, name, NULL, 0);
    const char *const nobody[] = {"revoke", "K99", NULL};
    assert_int_equal(office_rig_program(&rig, nobody, said, sizeof said), 1);
    assert_non_null(strstr(said, "no kiosk in use is called \"K99\""));
    office_rig_sql(&rig,
                   "INSERT INTO office.kiosk (kiosk_id, device, serial, not_after, enrolled_by)"
                   " VALUES (gen_random_uuid(), 'K77', 'AB77', now() + interval '1 day', 'x')",
                   NULL, 0);
    const char *const revoke[] = {"revoke", "k77", NULL};
    assert_int_equal(office_rig_program(&rig, revoke, said, sizeof said), 1);
    assert_non_null(strstr(said, "\"k77\" are 2 kiosks"));
    office_rig_sql(&rig, "DELETE FROM office.kiosk WHERE serial = 'AB77'", NULL, 0);
    if (office_rig_program(&rig, revoke, said, sizeof said) != 0)
        fail_msg("%s", said);
    assert_int_equal(status_of(dir), 403);
    struct identity *identity = must_open(dir);
    struct transport_options options;
    struct transport transport = {0};
    struct clock *clock = NULL;
    struct desk *desk = NULL;
    struct err err = {0};
    open_desk(dir, &clock, &desk);
    identity_transport(identity, &options);
    assert_true(transport_curl_open(&transport, &options, &err));
    assert_false(identity_renew(identity, &transport, desk, &err));
    assert_non_null(strstr(err.text, "revoked"));
    transport_close(&transport);
    identity_close(identity);
    desk_close(desk);
    clock_free(clock);

    must_enrol(dir, NULL);
    assert_int_equal(status_of(dir), 200);
    kiosk_id(dir, again);
    assert_string_equal(id, again); /* what it delivered is not counted twice */
    assert_audit(id, "device.enrolled, device.revoked, device.enrolled");
    office_rig_sql(&rig,
                   "SELECT (SELECT count(*) FROM office.audit WHERE act = 'device.code') -"
                   " (SELECT count(*) FROM office.enrolment)",
                   said, sizeof said);
    assert_string_equal(said, "0"); /* each code that was made stands there too */
}

/* Of a kiosk that was enrolled after the backup, nothing is known; of one that renewed, an old serial. */
static void kiosk_that_an_old_backup_does_not_know_comes_back_under_its_number(void **state)
{
    char dir[STATE_TEXT], id[UUID_TEXT], again[UUID_TEXT];

    (void)state;
    make_state(dir);
    must_enrol(dir, NULL);
    kiosk_id(dir, id);
    AUTO_FREE char *forget = mem_format(
        "UPDATE office.kiosk SET serial = '01', old_serial = NULL WHERE kiosk_id = '%s'", id);
    AUTO_FREE char *remove = mem_format("DELETE FROM office.kiosk WHERE kiosk_id = '%s'", id);
    office_rig_sql(&rig, forget, NULL, 0);
    assert_int_equal(status_of(dir), 403);
    must_enrol(dir, NULL);
    assert_int_equal(status_of(dir), 200);
    office_rig_sql(&rig, remove, NULL, 0);
    assert_int_equal(status_of(dir), 403);
    must_enrol(dir, NULL);
    assert_int_equal(status_of(dir), 200);
    kiosk_id(dir, again);
    assert_string_equal(id, again);
}

static int adopt(const char *id, char said[OFFICE_SAID])
{
    const char *const words[] = {"kiosks", "adopt", id, NULL};

    return office_rig_program(&rig, words, said, OFFICE_SAID);
}

static bool is_knocking(const char *id)
{
    static const char *const words[] = {"kiosks", NULL};
    AUTO_FREE char *line = mem_format("%s K1 knocks since ", id);
    char said[OFFICE_SAID];

    assert_int_equal(office_rig_program(&rig, words, said, sizeof said), 0);
    AUTO_FREE char *row = mem_format("%s K1 heard ", id);
    const char *found = strstr(said, line);
    assert_true(!found || !strstr(said, row)); /* one line for each */
    return found != NULL;
}

/* Its row is lost, or an older certificate stands there; it has a good one, and a person says that it is ours. */
static void kiosk_that_a_restored_office_lost_is_adopted_without_a_visit(void **state)
{
    char dir[STATE_TEXT], id[UUID_TEXT], said[OFFICE_SAID];

    (void)state;
    make_state(dir);
    must_enrol(dir, NULL);
    kiosk_id(dir, id);
    AUTO_FREE char *remove = mem_format("DELETE FROM office.kiosk WHERE kiosk_id = '%s'", id);
    AUTO_FREE char *forget = mem_format("UPDATE office.kiosk SET serial = '01', not_after = "
                                        "not_after - interval '1 day' WHERE kiosk_id = "
                                        "'%s'; DELETE FROM office.heartbeat WHERE kiosk_id = '%s'",
                                        id, id);
    AUTO_FREE char *copy = mem_format("INSERT INTO office.knock VALUES ('%s', 'FF', 'K1')", id);
    AUTO_FREE char *later = mem_format("UPDATE office.kiosk SET serial = '02', not_after = "
                                       "not_after + interval '1 day' WHERE kiosk_id = '%s'; "
                                       "DELETE FROM office.heartbeat WHERE kiosk_id = '%s'",
                                       id, id);
    AUTO_FREE char *undo = mem_format("UPDATE office.kiosk SET not_after = not_after - interval "
                                      "'1 day' WHERE kiosk_id = '%s'",
                                      id);
    AUTO_FREE char *no_copy = mem_format("DELETE FROM office.knock WHERE serial = 'FF'");
    AUTO_FREE char *revoke = mem_format("UPDATE office.kiosk SET revoked_at = now(), revoked_by = "
                                        "'x' WHERE kiosk_id = '%s'",
                                        id);
    office_rig_sql(&rig, remove, NULL, 0);
    assert_int_equal(beat(dir), 403);
    assert_false(is_knocking(id)); /* this office was never restored */
    office_rig_sql(&rig, "INSERT INTO office.meta VALUES ('restored_at', clock_timestamp()::text)",
                   NULL, 0);
    assert_int_equal(beat(dir), 403);
    assert_true(is_knocking(id));
    office_rig_sql(&rig, copy, NULL, 0);
    assert_int_equal(adopt(id, said), 1);
    assert_non_null(strstr(said, "one of them may be a copy's"));
    office_rig_sql(&rig, no_copy, NULL, 0);
    assert_int_equal(adopt(id, said), 0);
    assert_int_equal(beat(dir), 200);
    assert_false(is_knocking(id));
    assert_audit(id, "device.enrolled, device.enrolled, device.adopted");

    /* Another certificate of one that works with its own here is none of ours. */
    office_rig_sql(&rig, copy, NULL, 0);
    assert_int_equal(adopt(id, said), 1);
    assert_non_null(strstr(said, "no kiosk"));
    office_rig_sql(&rig, no_copy, NULL, 0);

    office_rig_sql(&rig, later, NULL, 0); /* what knocks was superseded: a copy of a disk */
    assert_int_equal(beat(dir), 403);
    assert_false(is_knocking(id));
    assert_int_equal(adopt(id, said), 1);
    office_rig_sql(&rig, undo, NULL, 0);

    office_rig_sql(&rig, forget, NULL, 0); /* it renewed after the backup */
    assert_int_equal(beat(dir), 403);
    assert_true(is_knocking(id)); /* in one line, and not as one that is well too */
    char start[14];
    assert_true(text_format(start, sizeof start, "%.13s", id));
    if (adopt(start, said) != 0)
        fail_msg("%s", said);
    assert_int_equal(beat(dir), 200);

    office_rig_sql(&rig, forget, NULL, 0);
    office_rig_sql(&rig, revoke, NULL, 0);
    assert_int_equal(beat(dir), 403);
    assert_false(is_knocking(id));
    assert_int_equal(adopt(id, said), 1);
    assert_int_equal(beat(dir), 403);
    office_rig_sql(&rig, "DELETE FROM office.meta WHERE key = 'restored_at'", NULL, 0);
}

/* Straight to the process: nginx lets one a second through. Gives the word of the refusal, "" for none. */
static void ask(const char *code, const char *key, char out[32])
{
    char run[OFFICE_PATH], said[OFFICE_SAID];
    struct enrolment_request request = {.device = "K1"};
    AUTO_TEXT struct text body = {0};
    AUTO_JSON struct json *answer = NULL;

    office_rig_value(&rig, "RUN", run, sizeof run);
    AUTO_FREE char *socket = mem_format("%s/enrolment/1.sock", run);
    assert_true(text_copy(request.code, sizeof request.code, code));
    assert_true(csr_write(request.csr, key, NULL));
    text_init(&body, ANSWER_BYTES);
    enrolment_write(&body, &request);
    const char *const words[] = {"/usr/bin/curl",
                                 "-s",
                                 "--unix-socket",
                                 socket,
                                 "-H",
                                 "Content-Type: application/json",
                                 "--data-binary",
                                 body.data,
                                 "http://kantor/v1/enrol",
                                 NULL};
    assert_int_equal(office_rig_run(words, said, sizeof said), 0);
    assert_true(json_parse(&answer, said, strlen(said), NULL, NULL));
    const struct json *word = json_get(answer, "error");
    assert_true(text_copy(out, 32, word ? json_string(word) : ""));
}

static void assert_word(const char *code, const char *key, const char *word)
{
    char said[32];

    ask(code, key, said);
    assert_string_equal(said, word);
}

static void make_key(const char *dir, const char *name, char out[OFFICE_PATH])
{
    AUTO_TEXT struct text pem = {0};

    text_init(&pem, ENROLMENT_PEM);
    assert_true(csr_make_key(&pem, NULL));
    assert_true(text_format(out, OFFICE_PATH, "%s/%s.key", dir, name));
    assert_true(file_create(out, pem.data, pem.len, 0600, NULL));
}

static void code_makes_one_kiosk(void **state)
{
    char dir[STATE_TEXT], first[OFFICE_PATH], second[OFFICE_PATH], code[11], before[32], after[32];

    (void)state;
    make_state(dir);
    make_key(dir, "first", first);
    make_key(dir, "second", second);
    office_rig_code(&rig, code);
    office_rig_sql(&rig, "SELECT count(*) FROM office.kiosk", before, sizeof before);
    assert_word(code, first, "");
    assert_word(code, first, ""); /* it did not hear the answer */
    assert_word(code, second, "used");
    office_rig_sql(&rig, "SELECT count(*) - 1 FROM office.kiosk", after, sizeof after);
    assert_string_equal(before, after);
}

static void code_ends_after_five_wrong_ones_and_in_time(void **state)
{
    char dir[STATE_TEXT], key[OFFICE_PATH], code[11];

    (void)state;
    make_state(dir);
    make_key(dir, "kiosk", key);
    office_rig_sql(&rig, "DELETE FROM office.enrolment", NULL, 0);
    office_rig_code(&rig, code);
    const char *wrong = strcmp(code, "0000000000") == 0 ? "0000000001" : "0000000000";
    for (int i = 0; i < 4; i++)
        assert_word(wrong, key, "wrong");
    assert_word(code, key, ""); /* the fifth try is the right one */

    make_key(dir, "other", key);
    office_rig_code(&rig, code);
    for (int i = 0; i < 5; i++)
        assert_word(wrong, key, "wrong");
    assert_word(code, key, "tries");

    office_rig_code(&rig, code);
    office_rig_sql(
        &rig, "UPDATE office.enrolment SET expires_at = clock_timestamp() - interval '1 second'",
        NULL, 0);
    assert_word(code, key, "expired");
    assert_word("1234567890", key, "wrong");
}

static void wrong_clocks_enrol_and_are_served(void **state)
{
    static const char *const clocks[] = {"1986-01-01T00:00:00Z", "2046-11-22T00:00:00Z"};
    char dir[STATE_TEXT];
    struct transport_options options;
    enum transport_result result;

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(clocks); i++) {
        make_state(dir);
        must_enrol(dir, clocks[i]);
        assert_int_equal(status_of(dir), 200);
        /* Without the floor they would not. */
        struct identity *identity = must_open(dir);
        identity_transport(identity, &options);
        assert_true(clock_parse_iso(clocks[i], 0, &options.verify_ms));
        assert_int_equal(status_by(&options, "GET", "/v1/catalogue/pekanbaru", NULL, &result), 0);
        assert_int_equal(result, TRANSPORT_DISTRUSTED);
        identity_close(identity);
    }
}

/* The next key becomes the server's, and another one the next. */
static void rotate_server_key(void)
{
    const char *const words[] = {"authority", NULL};
    AUTO_FREE char *next = mem_format("%s/authority/next.key", rig.directory);
    AUTO_FREE char *key = mem_format("%s/authority/server.key", rig.directory);

    assert_int_equal(rename(next, key), 0);
    assert_int_equal(office_rig_program(&rig, words, NULL, 0), 0);
    office_rig_kill(&rig, "nginx");
    office_rig_up(&rig, "nginx");
}

static void kiosks_follow_the_servers_next_key(void **state)
{
    char renewing[STATE_TEXT], sleeping[STATE_TEXT];

    (void)state;
    make_state(renewing);
    make_state(sleeping);
    must_enrol(renewing, NULL);
    must_enrol(sleeping, NULL);
    rotate_server_key();
    assert_int_equal(status_of(renewing), 200);
    assert_int_equal(status_of(sleeping), 200);
    must_renew(renewing);
    rotate_server_key();
    assert_int_equal(status_of(renewing), 200);
    assert_int_equal(status_of(sleeping), 0); /* it knows neither the key nor the one to come */
}

static void enrolment_touches_no_table(void **state)
{
    char said[OFFICE_SAID];

    (void)state;
    office_rig_sql(&rig,
                   "SELECT count(*) FROM pg_class c WHERE c.relnamespace = 'office'::regnamespace"
                   " AND c.relkind IN ('r', 'p', 'v', 'm', 'S')"
                   " AND (CASE WHEN c.relkind = 'S' THEN has_sequence_privilege('kiosk_enrol',"
                   " c.oid, 'USAGE, SELECT, UPDATE') ELSE has_table_privilege('kiosk_enrol', c.oid,"
                   " 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')"
                   " OR has_any_column_privilege('kiosk_enrol', c.oid,"
                   " 'SELECT, INSERT, UPDATE, REFERENCES') END)",
                   said, sizeof said);
    assert_string_equal(said, "0");
    office_rig_sql(&rig,
                   "SELECT string_agg(proname, ' ' ORDER BY proname) FROM pg_proc"
                   " WHERE pronamespace = 'office'::regnamespace"
                   " AND has_function_privilege('kiosk_enrol', oid, 'EXECUTE')",
                   said, sizeof said);
    assert_string_equal(said, "api_enrol api_enrol_known api_renew");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_office_without_kiosks_says_so),
        cmocka_unit_test(enrolled_kiosk_is_served_and_others_are_not),
        cmocka_unit_test(pin_alone_tells_the_office),
        cmocka_unit_test(another_authority_is_not_believed),
        cmocka_unit_test(renewed_certificate_ends_the_old_one_once_the_kiosk_works_with_it),
        cmocka_unit_test(revoked_kiosk_is_refused_until_it_is_enrolled_again),
        cmocka_unit_test(kiosk_that_an_old_backup_does_not_know_comes_back_under_its_number),
        cmocka_unit_test(kiosk_that_a_restored_office_lost_is_adopted_without_a_visit),
        cmocka_unit_test(code_makes_one_kiosk),
        cmocka_unit_test(code_ends_after_five_wrong_ones_and_in_time),
        cmocka_unit_test(wrong_clocks_enrol_and_are_served),
        cmocka_unit_test(enrolment_touches_no_table),
        /* Last: the rig's pins are old then. */
        cmocka_unit_test(kiosks_follow_the_servers_next_key),
    };

    return cmocka_run_group_tests(tests, start_office, stop_office);
}
