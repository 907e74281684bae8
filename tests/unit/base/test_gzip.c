/* gzip: what is packed comes back, and what was not packed is told apart. */
#include "base/gzip.h"
#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { MOST = 1 << 20 };

static void pack(struct text *out, const void *bytes, size_t len)
{
    struct err err = {0};

    text_init(out, MOST);
    assert_true(gzip_pack(out, bytes, len, &err));
}

static void what_is_packed_comes_back(void **state)
{
    static const size_t lens[] = {0, 1, 100, 16 * 1024, 16 * 1024 + 1, 500 * 1000};
    AUTO_FREE uint8_t *bytes = mem_zalloc(500 * 1000, 1);

    (void)state;
    for (size_t i = 0; i < 500 * 1000; i++)
        bytes[i] = (uint8_t)(i * i >> 7);
    for (size_t i = 0; i < ARRAY_LEN(lens); i++) {
        AUTO_TEXT struct text packed, back;
        struct err err = {0};

        pack(&packed, bytes, lens[i]);
        text_init(&back, MOST);
        assert_true(gzip_unpack(&back, packed.data, packed.len, lens[i], &err));
        assert_int_equal(back.len, lens[i]);
        assert_memory_equal(back.data, bytes, lens[i]);
    }
}

static void a_bomb_stops_at_its_bound(void **state)
{
    AUTO_FREE char *zeros = mem_zalloc(MOST, 1);
    AUTO_TEXT struct text packed, out;
    struct err err = {0};

    (void)state;
    pack(&packed, zeros, MOST);
    assert_true(packed.len < MOST / 100);
    text_init(&out, MOST);
    assert_false(gzip_unpack(&out, packed.data, packed.len, 100 * 1000, &err));
    assert_int_equal(err.code, ERR_FULL);
    assert_true(out.len <= 100 * 1000);
}

static void a_stream_cut_anywhere_is_refused(void **state)
{
    AUTO_TEXT struct text packed;

    (void)state;
    pack(&packed, "antrean antrean antrean", 23);
    for (size_t len = 0; len < packed.len; len++) {
        AUTO_TEXT struct text out;
        struct err err = {0};

        text_init(&out, MOST);
        assert_false(gzip_unpack(&out, packed.data, len, MOST, &err));
        assert_int_equal(err.code, ERR_INVALID);
    }
}

static void bytes_behind_the_end_are_refused(void **state)
{
    AUTO_TEXT struct text packed, out;
    struct err err = {0};

    (void)state;
    pack(&packed, "nomor", 5);
    text_add_bytes(&packed, "x", 1);
    text_init(&out, MOST);
    assert_false(gzip_unpack(&out, packed.data, packed.len, MOST, &err));
    assert_int_equal(err.code, ERR_INVALID);
}

static void a_full_buffer_is_told(void **state)
{
    uint8_t noise[2000];
    AUTO_TEXT struct text packed, small;
    struct err err = {0};

    (void)state;
    for (size_t i = 0; i < sizeof noise; i++)
        noise[i] = (uint8_t)(i * 167 + (i * i >> 3));
    text_init(&small, 20);
    assert_false(gzip_pack(&small, noise, sizeof noise, &err));
    assert_int_equal(err.code, ERR_FULL);
    pack(&packed, noise, sizeof noise);
    text_clear(&small);
    text_init(&small, 20);
    assert_false(gzip_unpack(&small, packed.data, packed.len, MOST, &err));
    assert_int_equal(err.code, ERR_FULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_packed_comes_back),
        cmocka_unit_test(a_bomb_stops_at_its_bound),
        cmocka_unit_test(a_stream_cut_anywhere_is_refused),
        cmocka_unit_test(bytes_behind_the_end_are_refused),
        cmocka_unit_test(a_full_buffer_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
