/* Requests for a certificate and their answers read back as they were written, and nothing else is
 * one. */
#include "wire/enrolment.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#define CSR "-----BEGIN CERTIFICATE REQUEST-----\\nMIIB\\n-----END CERTIFICATE REQUEST-----\\n"
#define CERT "-----BEGIN CERTIFICATE-----\\nMIIB\\n-----END CERTIFICATE-----\\n"
#define PIN "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
#define KIOSK "0d0b1f4e-6c2a-4b57-9d61-2f1f4b9c7a10"
#define ANSWER(kiosk, certificate, pins, key, time)                                                \
    "{\"kiosk\":\"" kiosk "\",\"certificate\":\"" certificate "\",\"authority\":\"" CERT           \
    "\",\"pins\":" pins ",\"office_key\":\"" key "\",\"server_time\":" time "}"

enum { MOST = 64 * 1024 };

static bool reads(const char *bytes)
{
    struct enrolment_request out;
    struct err err = {0};
    bool is_read = enrolment_read(&out, bytes, strlen(bytes), &err);

    assert_true(is_read || err.code == ERR_INVALID);
    return is_read;
}

static bool reads_reply(const char *bytes)
{
    struct enrolment out;
    struct err err = {0};
    bool is_read = enrolment_read_reply(&out, bytes, strlen(bytes), &err);

    assert_true(is_read || err.code == ERR_INVALID);
    return is_read;
}

static void request_reads_back_as_it_was_written(void **state)
{
    struct enrolment_request in = {
        .code = "0123456789",
        .csr = "-----BEGIN CERTIFICATE REQUEST-----\nMIIB\n-----END CERTIFICATE REQUEST-----\n",
        .device = "K1"};
    struct enrolment_request back;
    AUTO_TEXT struct text text = {0};

    (void)state;
    text_init(&text, MOST);
    enrolment_write(&text, &in);
    assert_true(enrolment_read(&back, text.data, text.len, NULL));
    assert_memory_equal(&back, &in, sizeof in);
}

static void former_kiosk_reads_back_as_it_was_written(void **state)
{
    struct enrolment_request in = {
        .code = "0123456789",
        .csr = "-----BEGIN CERTIFICATE REQUEST-----\nMIIB\n-----END CERTIFICATE REQUEST-----\n",
        .device = "K1",
        .former = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n",
        .proof = "MEUCIQ=="};
    struct enrolment_request back;
    AUTO_TEXT struct text text = {0};

    (void)state;
    text_init(&text, MOST);
    enrolment_write(&text, &in);
    assert_true(enrolment_read(&back, text.data, text.len, NULL));
    assert_memory_equal(&back, &in, sizeof in);
}

static void renewal_names_no_code(void **state)
{
    struct enrolment_request in = {
        .csr = "-----BEGIN CERTIFICATE REQUEST-----\nMIIB\n-----END CERTIFICATE REQUEST-----\n"};
    struct enrolment_request back;
    AUTO_TEXT struct text text = {0};

    (void)state;
    text_init(&text, MOST);
    enrolment_write(&text, &in);
    assert_null(strstr(text.data, "code"));
    assert_true(enrolment_read(&back, text.data, text.len, NULL));
    assert_memory_equal(&back, &in, sizeof in);
}

static void other_requests_are_refused(void **state)
{
    static const char *const bad[] = {
        "",
        "[]",
        "{}",
        "{\"csr\":1}",
        "{\"csr\":\"MIIB\"}",
        "{\"csr\":\"" CERT "\"}",
        "{\"csr\":\"" CSR "\",\"serial\":\"1\"}",
        "{\"code\":\"0123456789\",\"csr\":\"" CSR "\"}",
        "{\"code\":123456789,\"csr\":\"" CSR "\",\"device\":\"K1\"}",
        "{\"code\":\"012345678\",\"csr\":\"" CSR "\",\"device\":\"K1\"}",
        "{\"code\":\"01234567890\",\"csr\":\"" CSR "\",\"device\":\"K1\"}",
        "{\"code\":\"01234-6789\",\"csr\":\"" CSR "\",\"device\":\"K1\"}",
        "{\"code\":\"\",\"csr\":\"" CSR "\",\"device\":\"K1\"}",
        "{\"code\":\"0123456789\",\"csr\":\"" CSR "\",\"device\":\"\"}",
        "{\"code\":\"0123456789\",\"csr\":\"" CSR "\",\"device\":\"K 1\"}",
        "{\"code\":\"0123456789\",\"csr\":\"" CSR "\",\"device\":\"12345678901234567\"}",
        "{\"code\":\"0123456789\",\"csr\":\"" CSR "\",\"device\":\"K1\",\"former\":\"" CERT "\"}",
        "{\"code\":\"0123456789\",\"csr\":\"" CSR "\",\"device\":\"K1\",\"proof\":\"MEUCIQ==\"}",
        "{\"code\":\"0123456789\",\"csr\":\"" CSR "\",\"device\":\"K1\",\"former\":\"" CERT
        "\",\"proof\":\"\"}",
        "{\"code\":\"0123456789\",\"csr\":\"" CSR "\",\"device\":\"K1\",\"former\":\"" CERT
        "\",\"proof\":\"ME\"}",
        "{\"code\":\"0123456789\",\"csr\":\"" CSR "\",\"device\":\"K1\",\"former\":\"" CSR
        "\",\"proof\":\"MEUCIQ==\"}",
        "{\"csr\":\"" CSR "\",\"former\":\"" CERT "\",\"proof\":\"MEUCIQ==\"}",
        "{\"code\":\"0123456789\",\"csr\":\"" CSR "\",\"device\":\"K1\",\"more\":1}",
    };

    (void)state;
    assert_true(reads("{\"code\":\"0123456789\",\"csr\":\"" CSR "\",\"device\":\"K1\"}"));
    assert_true(reads("{\"csr\":\"" CSR "\"}"));
    for (size_t i = 0; i < ARRAY_LEN(bad); i++)
        assert_false(reads(bad[i]));
}

static void answer_reads_back_as_it_was_written(void **state)
{
    struct enrolment in = {
        .certificate = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n",
        .authority = "-----BEGIN CERTIFICATE-----\nMIIC\n-----END CERTIFICATE-----\n",
        .pins = {PIN, "BAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="},
        .pin_count = 2,
        .office_key = {1, 2, 3},
        .server_ms = 1795401660000};
    struct enrolment back;
    AUTO_TEXT struct text text = {0};

    (void)state;
    assert_true(uuid_parse(KIOSK, &in.kiosk));
    text_init(&text, MOST);
    enrolment_write_reply(&text, &in);
    assert_false(text.overflow);
    assert_true(enrolment_read_reply(&back, text.data, text.len, NULL));
    assert_memory_equal(&back, &in, sizeof in);
}

static void other_answers_are_refused(void **state)
{
    static const char *const bad[] = {
        "",
        "[]",
        "{}",
        ANSWER("no-uuid", CERT, "[\"" PIN "\"]", PIN, "5"),
        ANSWER("00000000-0000-0000-0000-000000000000", CERT, "[\"" PIN "\"]", PIN, "5"),
        ANSWER(KIOSK, "MIIB", "[\"" PIN "\"]", PIN, "5"),
        ANSWER(KIOSK, CERT, "[]", PIN, "5"),
        ANSWER(KIOSK, CERT, "{}", PIN, "5"),
        ANSWER(KIOSK, CERT, "[1]", PIN, "5"),
        ANSWER(KIOSK, CERT, "[\"AAAA\"]", PIN, "5"),
        ANSWER(KIOSK, CERT, "[\"" PIN ";sha256//\"]", PIN, "5"),
        ANSWER(KIOSK, CERT, "[\"" PIN "\",\"" PIN "\",\"" PIN "\",\"" PIN "\",\"" PIN "\"]", PIN,
               "5"),
        ANSWER(KIOSK, CERT, "[\"" PIN "\"]", "AAAA", "5"),
        ANSWER(KIOSK, CERT, "[\"" PIN "\"]", PIN, "0"),
        ANSWER(KIOSK, CERT, "[\"" PIN "\"]", PIN, "\"5\""),
    };

    (void)state;
    assert_true(reads_reply(ANSWER(KIOSK, CERT, "[\"" PIN "\"]", PIN, "5")));
    assert_true(reads_reply(ANSWER(KIOSK, CERT, "[\"" PIN "\"]", PIN, "5,\"later\":[]")));
    for (size_t i = 0; i < ARRAY_LEN(bad); i++)
        assert_false(reads_reply(bad[i]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(request_reads_back_as_it_was_written),
        cmocka_unit_test(former_kiosk_reads_back_as_it_was_written),
        cmocka_unit_test(renewal_names_no_code),
        cmocka_unit_test(other_requests_are_refused),
        cmocka_unit_test(answer_reads_back_as_it_was_written),
        cmocka_unit_test(other_answers_are_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
