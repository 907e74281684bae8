/* UUIDs, slip codes, digests and QR codes. */
#include "base/id.h"
#include "base/qr.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

static void uuids_carry_their_version(void **state)
{
    char text[UUID_TEXT];
    struct uuid a = uuid_v4();
    struct uuid b = uuid_v4();

    (void)state;
    uuid_format(&a, text);
    assert_int_equal(text[14], '4');
    assert_non_null(strchr("89ab", text[19]));
    assert_false(uuid_equal(&a, &b));
    a = uuid_v7(INT64_C(0x0123456789AB));
    uuid_format(&a, text);
    assert_memory_equal(text, "01234567-89ab-7", 15);
    assert_non_null(strchr("89ab", text[19]));
}

static void uuids_are_read_and_written(void **state)
{
    static const char *const bad[] = {
        "",
        "01234567-89ab-7def-8123-456789abcde",
        "01234567-89ab-7def-8123-456789abcdef0",
        "01234567089ab-7def-8123-456789abcdef",
        "0123456g-89ab-7def-8123-456789abcdef",
        "{1234567-89ab-7def-8123-456789abcde}",
    };
    char text[UUID_TEXT];
    struct uuid uuid;
    struct uuid nil = {{0}};

    (void)state;
    assert_true(uuid_parse("01234567-89AB-7def-8123-456789abcDEF", &uuid));
    uuid_format(&uuid, text);
    assert_string_equal(text, "01234567-89ab-7def-8123-456789abcdef");
    assert_false(uuid_is_nil(&uuid));
    assert_true(uuid_is_nil(&nil));
    for (size_t i = 0; i < ARRAY_LEN(bad); i++)
        assert_false(uuid_parse(bad[i], &uuid));
}

static void codes_have_four_unmistakable_letters(void **state)
{
    char code[5];

    (void)state;
    for (int i = 0; i < 2000; i++) {
        id_random_code(code);
        assert_int_equal(strlen(code), 4);
        assert_int_equal(strspn(code, "0123456789ABCDEFGHJKMNPQRSTVWXYZ"), 4);
    }
}

static void digests_cover_the_parts_in_order(void **state)
{
    static const uint8_t abc[32] = {0xba, 0x78, 0x16, 0xbf, 0x8f, 0x01, 0xcf, 0xea,
                                    0x41, 0x41, 0x40, 0xde, 0x5d, 0xae, 0x22, 0x23,
                                    0xb0, 0x03, 0x61, 0xa3, 0x96, 0x17, 0x7a, 0x9c,
                                    0xb4, 0x10, 0xff, 0x61, 0xf2, 0x00, 0x15, 0xad};
    uint8_t out[32];

    (void)state;
    id_sha256(out, "a", 1, "bc", 2);
    assert_memory_equal(out, abc, 32);
    id_sha256(out, NULL, 0, "abc", 3);
    assert_memory_equal(out, abc, 32);
    id_sha256(out, "abc", 3, NULL, 0);
    assert_memory_equal(out, abc, 32);
}

static void an_upper_case_text_of_38_characters_fits_version_2(void **state)
{
    struct qr *qr = malloc(sizeof *qr);
    struct err err;

    (void)state;
    assert_non_null(qr);
    assert_true(qr_encode(qr, "ANJ1:PEKANBARU:20261123:A-014:7F3K", &err));
    assert_int_equal(qr->size, 25);
    assert_true(qr_encode(qr, "ANJ1:ROKAN-HULUX:20261123:A2-1000:7F3K", &err));
    assert_int_equal(qr->size, 25);
    assert_true(qr_encode(qr, "anj1:pekanbaru:20261123:a-014:7f3k", &err));
    assert_true(qr->size > 25); /* small letters need bytes */
    /* the three finder patterns have dark corners */
    assert_int_equal(qr->dark[0], 1);
    assert_int_equal(qr->dark[qr->size - 1], 1);
    assert_int_equal(qr->dark[(qr->size - 1) * qr->size], 1);
    free(qr);
}

static void what_does_not_fit_a_qr_code_is_refused(void **state)
{
    struct qr *qr = malloc(sizeof *qr);
    char longer[600];
    struct err err;

    (void)state;
    assert_non_null(qr);
    memset(longer, 'x', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    assert_false(qr_encode(qr, "", &err));
    assert_int_equal(err.code, ERR_INVALID);
    assert_false(qr_encode(qr, longer, &err));
    longer[213] = '\0'; /* version 10-M holds 213 bytes */
    assert_true(qr_encode(qr, longer, &err));
    assert_int_equal(qr->size, QR_MAX);
    longer[213] = 'x';
    longer[214] = '\0';
    assert_false(qr_encode(qr, longer, &err));
    assert_string_equal(err.text, "a text of 214 bytes does not fit a QR code of 57 modules");
    free(qr);
}

/* RFC 4231, test case 1; its key of 20 bytes is the same one with zeros behind it. */
static void a_mark_is_the_hmac_of_the_standard(void **state)
{
    static const uint8_t expected[32] = {0xb0, 0x34, 0x4c, 0x61, 0xd8, 0xdb, 0x38, 0x53,
                                         0x5c, 0xa8, 0xaf, 0xce, 0xaf, 0x0b, 0xf1, 0x2b,
                                         0x88, 0x1d, 0xc2, 0x00, 0xc9, 0x83, 0x3d, 0xa7,
                                         0x26, 0xe9, 0x37, 0x6c, 0x2e, 0x32, 0xcf, 0xf7};
    uint8_t key[32] = {0};
    uint8_t mark[32];

    (void)state;
    memset(key, 0x0b, 20);
    id_hmac_sha256(mark, key, "Hi There", 8);
    assert_memory_equal(mark, expected, sizeof expected);
}

static void keys_differ_and_small_numbers_all_come(void **state)
{
    uint8_t a[32];
    uint8_t b[32];
    unsigned seen = 0;

    (void)state;
    id_random_key(a);
    id_random_key(b);
    assert_memory_not_equal(a, b, sizeof a);
    for (int i = 0; i < 1000; i++)
        seen |= 1u << id_random_below(6);
    assert_int_equal(seen, 0x3f);
    assert_int_equal(id_random_below(1), 0);
}

static void a_code_is_read_as_people_type_it(void **state)
{
    static const char *const none[] = {"", "7F3", "7F3KK", "7F3?", "7F3U", "7 3K", "é12"};
    char code[5];

    (void)state;
    assert_true(id_read_code("7f3k", code));
    assert_string_equal(code, "7F3K");
    assert_true(id_read_code("oOiL", code));
    assert_string_equal(code, "0011");
    for (size_t i = 0; i < ARRAY_LEN(none); i++)
        assert_false(id_read_code(none[i], code));
}

static void hexadecimal_digits_read_back(void **state)
{
    static const uint8_t bytes[] = {0x00, 0x7f, 0xA5, 0xff};
    uint8_t back[sizeof bytes];
    char text[2 * sizeof bytes + 1];

    (void)state;
    id_format_hex(text, bytes, sizeof bytes);
    assert_string_equal(text, "007fa5ff");
    assert_true(id_parse_hex(back, sizeof back, "007FA5ff"));
    assert_memory_equal(back, bytes, sizeof bytes);
    assert_false(id_parse_hex(back, sizeof back, "007fa5f"));
    assert_false(id_parse_hex(back, sizeof back, "007fa5ff00"));
    assert_false(id_parse_hex(back, sizeof back, "007fa5fg"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(uuids_carry_their_version),
        cmocka_unit_test(uuids_are_read_and_written),
        cmocka_unit_test(codes_have_four_unmistakable_letters),
        cmocka_unit_test(digests_cover_the_parts_in_order),
        cmocka_unit_test(an_upper_case_text_of_38_characters_fits_version_2),
        cmocka_unit_test(what_does_not_fit_a_qr_code_is_refused),
        cmocka_unit_test(a_mark_is_the_hmac_of_the_standard),
        cmocka_unit_test(keys_differ_and_small_numbers_all_come),
        cmocka_unit_test(a_code_is_read_as_people_type_it),
        cmocka_unit_test(hexadecimal_digits_read_back),
    };

    return cmocka_run_group_tests_name("id", tests, NULL, NULL);
}
