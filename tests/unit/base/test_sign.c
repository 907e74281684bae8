/* Signatures by the vectors of RFC 8032, letters, key files, base 64 by the vectors of RFC 4648. */
#include "base/sign.h"
#include "base/file.h"
#include "base/id.h"
#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static const struct vector {
    const char *seed;
    const char *key;
    const char *message;
    const char *signature;
} vectors[] = {
    /* RFC 8032, 7.1, TEST 1 to 3. */
    {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
     "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b"
     "4"
     "6bd25bf5f0595bbe24655141438e7a100b"},
    {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
     "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11"
     "d"
     "8c387b2eaeb4302aeeb00d291612bb0c00"},
    {"c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
     "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc"
     "6"
     "594a7c15e9716ed28dc027beceea1ec40a"},
};

struct house {
    char directory[64];
    char secret[96];
    char key[96];
};

static int open_house(void **state)
{
    struct house *house = calloc(1, sizeof *house);
    const char *temporary = getenv("TMPDIR");

    assert_true(text_format(house->directory, sizeof house->directory, "%s/anjungan.XXXXXX",
                            temporary ? temporary : "/tmp"));
    assert_non_null(mkdtemp(house->directory));
    assert_true(text_format(house->secret, sizeof house->secret, "%s/a.secret", house->directory));
    assert_true(text_format(house->key, sizeof house->key, "%s/a.public", house->directory));
    *state = house;
    return 0;
}

static int close_house(void **state)
{
    struct house *house = *state;

    unlink(house->secret);
    unlink(house->key);
    assert_int_equal(rmdir(house->directory), 0); /* nothing else was left */
    free(house);
    return 0;
}

static void take_hex(uint8_t *out, const char *hex)
{
    assert_true(id_parse_hex(out, strlen(hex) / 2, hex));
}

static void signatures_are_those_of_rfc_8032(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(vectors); i++) {
        uint8_t secret[SIGN_SECRET];
        uint8_t message[2];
        uint8_t expected[SIGN_BYTES];
        uint8_t made[SIGN_BYTES];
        size_t len = strlen(vectors[i].message) / 2;

        take_hex(secret, vectors[i].seed);
        take_hex(secret + SIGN_PUBLIC, vectors[i].key);
        take_hex(message, vectors[i].message);
        take_hex(expected, vectors[i].signature);
        sign_bytes(made, secret, message, len);
        assert_memory_equal(made, expected, sizeof made);
        assert_true(sign_check(made, secret + SIGN_PUBLIC, message, len));
    }
}

static void one_changed_bit_anywhere_is_refused(void **state)
{
    uint8_t key[SIGN_PUBLIC];
    uint8_t signature[SIGN_BYTES];
    uint8_t message[2];

    (void)state;
    take_hex(key, vectors[2].key);
    take_hex(signature, vectors[2].signature);
    take_hex(message, vectors[2].message);
    for (size_t bit = 0; bit < sizeof signature * 8; bit++) {
        signature[bit / 8] ^= (uint8_t)(1u << bit % 8);
        assert_false(sign_check(signature, key, message, sizeof message));
        signature[bit / 8] ^= (uint8_t)(1u << bit % 8);
    }
    for (size_t bit = 0; bit < sizeof message * 8; bit++) {
        message[bit / 8] ^= (uint8_t)(1u << bit % 8);
        assert_false(sign_check(signature, key, message, sizeof message));
        message[bit / 8] ^= (uint8_t)(1u << bit % 8);
    }
    assert_false(sign_check(signature, key, message, sizeof message - 1));
    assert_true(sign_check(signature, key, message, sizeof message));
}

static void made_keys_sign_and_check(void **state)
{
    const struct house *house = *state;
    uint8_t secret[SIGN_SECRET];
    uint8_t key[SIGN_PUBLIC];
    uint8_t signature[SIGN_BYTES];
    struct stat info;

    assert_true(sign_make_keys(house->secret, house->key, NULL));
    assert_true(sign_read_secret(house->secret, secret, NULL));
    assert_true(sign_read_public(house->key, key, NULL));
    sign_bytes(signature, secret, "abc", 3);
    assert_true(sign_check(signature, key, "abc", 3));
    assert_int_equal(stat(house->secret, &info), 0);
    assert_int_equal(info.st_mode & 07777, 0600);
    assert_int_equal(stat(house->key, &info), 0);
    assert_int_equal(info.st_mode & 07777, 0644);
}

static void keys_are_not_made_over_others(void **state)
{
    const struct house *house = *state;
    struct err err;

    assert_true(file_replace(house->key, "x", 1, false, NULL));
    assert_false(sign_make_keys(house->secret, house->key, &err));
    assert_int_equal(err.code, ERR_INVALID);
    assert_non_null(strstr(err.text, house->key));
    assert_int_not_equal(access(house->secret, F_OK), 0); /* no half of a pair is left */
    assert_false(box_make_keys(house->secret, house->key, &err));
    assert_int_not_equal(access(house->secret, F_OK), 0);
}

static void one_kind_of_key_is_not_taken_for_another(void **state)
{
    const struct house *house = *state;
    uint8_t key[SIGN_SECRET];
    struct err err;

    assert_true(sign_make_keys(house->secret, house->key, NULL));
    assert_false(sign_read_public(house->secret, key, &err));
    assert_int_equal(err.code, ERR_INVALID);
    assert_false(sign_read_secret(house->key, key, &err));
    assert_false(box_read_public(house->key, key, &err));
    assert_false(box_read_secret(house->secret, key, &err));
    unlink(house->key);
    assert_false(sign_read_public(house->key, key, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
}

static void secret_key_with_another_half_is_refused(void **state)
{
    const struct house *house = *state;
    uint8_t secret[SIGN_SECRET];
    AUTO_TEXT struct text line = {0};
    struct err err;

    take_hex(secret, vectors[0].seed);
    take_hex(secret + SIGN_PUBLIC, vectors[1].key);
    text_init(&line, 256);
    text_add(&line, "anjungan-publisher-secret ");
    assert_true(base64_write(&line, secret, sizeof secret));
    assert_true(file_replace(house->secret, line.data, line.len, false, NULL));
    assert_false(sign_read_secret(house->secret, secret, &err));
    assert_int_equal(err.code, ERR_INVALID);
}

static void damaged_key_files_are_told_from_full_disks(void **state)
{
    const struct house *house = *state;
    char big[300] = "anjungan-publisher ";
    uint8_t key[SIGN_PUBLIC];
    struct err err;

    assert_true(file_replace(house->key, big, sizeof big, false, NULL));
    assert_false(sign_read_public(house->key, key, &err));
    assert_int_equal(err.code, ERR_INVALID);
    assert_true(file_replace(house->key, "anjungan-publisher AAAA\n", 24, false, NULL));
    assert_false(sign_read_public(house->key, key, &err));
    assert_int_equal(err.code, ERR_INVALID);
}

static void only_its_addressee_opens_a_letter(void **state)
{
    const struct house *house = *state;
    AUTO_FREE char *other_secret = mem_format("%s/b.secret", house->directory);
    AUTO_FREE char *other_key = mem_format("%s/b.public", house->directory);
    AUTO_TEXT struct text sealed = {0};
    AUTO_TEXT struct text opened = {0};
    uint8_t key[BOX_PUBLIC];
    uint8_t secret[BOX_SECRET];
    uint8_t other[BOX_SECRET];
    struct err err;

    text_init(&sealed, 1024);
    text_init(&opened, 1024);
    assert_true(box_make_keys(house->secret, house->key, NULL));
    assert_true(box_make_keys(other_secret, other_key, NULL));
    assert_true(box_read_public(house->key, key, NULL));
    assert_true(box_read_secret(house->secret, secret, NULL));
    assert_true(box_read_secret(other_secret, other, NULL));
    unlink(other_secret);
    unlink(other_key);

    assert_true(box_close(&sealed, key, "loket dua", 9, NULL));
    assert_int_equal(sealed.len, 9 + 48);
    assert_false(box_open(&opened, other, sealed.data, sealed.len, &err));
    assert_int_equal(err.code, ERR_CORRUPT);
    assert_true(box_open(&opened, secret, sealed.data, sealed.len, NULL));
    assert_string_equal(opened.data, "loket dua");
    for (size_t len = 0; len < sealed.len; len++)
        assert_false(box_open(&opened, secret, sealed.data, len, &err));
    for (size_t i = 0; i < sealed.len; i++) {
        sealed.data[i] ^= 1;
        assert_false(box_open(&opened, secret, sealed.data, sealed.len, &err));
        sealed.data[i] ^= 1;
    }
    assert_string_equal(opened.data, "loket dua");
}

static void letters_and_texts_keep_their_ceiling(void **state)
{
    AUTO_TEXT struct text out = {0};
    uint8_t key[BOX_PUBLIC] = {9}; /* the base point is a public key like others */
    struct err err;

    (void)state;
    text_init(&out, 50);
    assert_false(box_close(&out, key, "loket", 5, &err));
    assert_int_equal(err.code, ERR_FULL);
}

static void base_64_is_that_of_rfc_4648(void **state)
{
    static const char *const words[][2] = {
        {"", ""},
        {"f", "Zg=="},
        {"fo", "Zm8="},
        {"foo", "Zm9v"},
        {"foob", "Zm9vYg=="},
        {"fooba", "Zm9vYmE="},
        {"foobar", "Zm9vYmFy"},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        AUTO_TEXT struct text written = {0};
        AUTO_TEXT struct text read = {0};
        char exact[8] = "";

        text_init(&written, 64);
        text_init(&read, 64);
        assert_true(base64_write(&written, words[i][0], strlen(words[i][0])));
        assert_int_equal(written.len, strlen(words[i][1]));
        assert_memory_equal(written.len > 0 ? written.data : "", words[i][1], written.len);
        assert_true(base64_add(&read, words[i][1]));
        assert_int_equal(read.len, strlen(words[i][0]));
        assert_true(base64_read(exact, strlen(words[i][0]), words[i][1]));
        assert_string_equal(exact, words[i][0]);
    }
}

static void what_is_no_base_64_is_refused(void **state)
{
    static const char *const bad[] = {"Z",     "Zg",   "Zg=",   "Zg===", "Zh==",        "Zm9v\n",
                                      " Zm9v", "Zm-_", "Zm9v=", "====",  "Zm9vZg==Zg=="};

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        AUTO_TEXT struct text read = {0};
        char exact[16];

        text_init(&read, 64);
        assert_false(base64_add(&read, bad[i]));
        assert_false(base64_read(exact, sizeof exact, bad[i]));
    }
    char two[2];
    assert_false(base64_read(two, sizeof two, "Zm9v")); /* three bytes */
    assert_false(base64_read(two, sizeof two, "Zg=="));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(signatures_are_those_of_rfc_8032),
        cmocka_unit_test(one_changed_bit_anywhere_is_refused),
        cmocka_unit_test_setup_teardown(made_keys_sign_and_check, open_house, close_house),
        cmocka_unit_test_setup_teardown(keys_are_not_made_over_others, open_house, close_house),
        cmocka_unit_test_setup_teardown(one_kind_of_key_is_not_taken_for_another, open_house,
                                        close_house),
        cmocka_unit_test_setup_teardown(secret_key_with_another_half_is_refused, open_house,
                                        close_house),
        cmocka_unit_test_setup_teardown(damaged_key_files_are_told_from_full_disks, open_house,
                                        close_house),
        cmocka_unit_test_setup_teardown(only_its_addressee_opens_a_letter, open_house, close_house),
        cmocka_unit_test(letters_and_texts_keep_their_ceiling),
        cmocka_unit_test(base_64_is_that_of_rfc_4648),
        cmocka_unit_test(what_is_no_base_64_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
