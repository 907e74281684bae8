/* Published catalogues: only the publisher's whole file is one. */
#include "wire/signed_catalog.h"
#include "base/id.h"
#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#define CATALOG "{\"office\": \"dua baris\n\"}\n"
/* RFC 8032, 7.1, TEST 1. */
#define SEED "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"
#define KEY "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"

enum { MOST = 4096 };

struct pair {
    uint8_t secret[SIGN_SECRET];
    uint8_t key[SIGN_PUBLIC];
};

static struct pair take_pair(void)
{
    struct pair pair;

    assert_true(id_parse_hex(pair.secret, 32, SEED));
    assert_true(id_parse_hex(pair.key, 32, KEY));
    memcpy(pair.secret + 32, pair.key, sizeof pair.key);
    return pair;
}

static struct signed_catalog example(void)
{
    return (struct signed_catalog){
        .name = "pekanbaru", .version = 7, .catalog = CATALOG, .catalog_len = strlen(CATALOG)};
}

static void publish(struct text *out)
{
    struct pair pair = take_pair();
    struct signed_catalog in = example();

    text_init(out, MOST);
    assert_true(signed_catalog_write(out, &in, pair.secret, NULL));
}

static void refuse(const char *bytes, size_t len)
{
    struct pair pair = take_pair();
    struct signed_catalog out;
    struct err err = {0};

    assert_false(signed_catalog_read(&out, bytes, len, pair.key, &err));
    assert_int_equal(err.code, ERR_INVALID);
    assert_null(strchr(err.text, '\n'));
}

static void published_catalogue_reads_back_as_it_was(void **state)
{
    struct pair pair = take_pair();
    AUTO_TEXT struct text file = {0};
    struct signed_catalog out;

    (void)state;
    publish(&file);
    assert_true(signed_catalog_read(&out, file.data, file.len, pair.key, NULL));
    assert_string_equal(out.name, "pekanbaru");
    assert_int_equal(out.version, 7);
    assert_int_equal(out.catalog_len, strlen(CATALOG));
    assert_memory_equal(out.catalog, CATALOG, strlen(CATALOG));
}

/* The format is read by others than this program: its bytes stand. */
static void first_line_is_the_documented_one(void **state)
{
    static const char begin[] =
        "{\"format\":\"anjungan-catalogue/1\",\"name\":\"pekanbaru\",\"version\":7,\"sha256\":\"";
    AUTO_TEXT struct text file = {0};

    (void)state;
    publish(&file);
    assert_memory_equal(file.data, begin, strlen(begin));
    assert_memory_equal(strchr(file.data, '\n') + 1, CATALOG, strlen(CATALOG));
}

static void changed_byte_anywhere_is_refused(void **state)
{
    AUTO_TEXT struct text file = {0};

    (void)state;
    publish(&file);
    for (size_t i = 0; i < file.len; i++) {
        file.data[i] ^= 1;
        refuse(file.data, file.len);
        file.data[i] ^= 1;
    }
}

static void file_cut_anywhere_is_refused(void **state)
{
    AUTO_TEXT struct text file = {0};

    (void)state;
    publish(&file);
    for (size_t len = 0; len < file.len; len++)
        refuse(file.data, len);
    text_add(&file, " ");
    refuse(file.data, file.len);
}

static void another_publisher_is_refused(void **state)
{
    struct pair pair = take_pair();
    AUTO_TEXT struct text file = {0};
    struct signed_catalog out;
    struct err err;

    (void)state;
    publish(&file);
    pair.key[0] ^= 1;
    assert_false(signed_catalog_read(&out, file.data, file.len, pair.key, &err));
    assert_non_null(strstr(err.text, "not the publisher's"));
}

/* Whoever holds the key may still not sign what no reader takes. */
static void unusable_names_and_versions_are_not_signed(void **state)
{
    static const char *const names[] = {"", "..", "a/b", "Pekanbaru", "a\nb", "a b"};
    struct pair pair = take_pair();
    AUTO_TEXT struct text file = {0};
    struct err err;

    (void)state;
    text_init(&file, MOST);
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        struct signed_catalog in = example();

        assert_true(text_copy(in.name, sizeof in.name, names[i]));
        assert_false(signed_catalog_write(&file, &in, pair.secret, &err));
        assert_int_equal(err.code, ERR_INVALID);
    }
    for (int64_t version = -1; version < 1; version++) {
        struct signed_catalog in = example();

        in.version = version;
        assert_false(signed_catalog_write(&file, &in, pair.secret, &err));
    }
    struct signed_catalog empty = example();
    empty.catalog_len = 0;
    assert_false(signed_catalog_write(&file, &empty, pair.secret, &err));
    assert_int_equal(file.len, 0);
}

static void signed_line_with_further_members_is_refused(void **state)
{
    AUTO_TEXT struct text file = {0};
    AUTO_TEXT struct text more = {0};

    (void)state;
    publish(&file);
    text_init(&more, MOST);
    text_add(&more, "{\"next\":1,");
    text_add_bytes(&more, file.data + 1, file.len - 1);
    refuse(more.data, more.len);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_catalogue_reads_back_as_it_was),
        cmocka_unit_test(first_line_is_the_documented_one),
        cmocka_unit_test(changed_byte_anywhere_is_refused),
        cmocka_unit_test(file_cut_anywhere_is_refused),
        cmocka_unit_test(another_publisher_is_refused),
        cmocka_unit_test(unusable_names_and_versions_are_not_signed),
        cmocka_unit_test(signed_line_with_further_members_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
