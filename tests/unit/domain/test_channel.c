/* What a phone is told by the code of a channel. */
#include "domain/channel.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const char *uri_of(enum channel_kind kind, const char *value)
{
    static char uri[CHANNEL_URI_TEXT];
    const struct channel channel = {.kind = kind, .value = {value, NULL}};

    return channel_uri(uri, &channel) ? uri : NULL;
}

static void numbers_lose_their_spelling(void **state)
{
    (void)state;
    assert_string_equal(uri_of(CHANNEL_PHONE, "(0761) 28262"), "TEL:076128262");
    assert_string_equal(uri_of(CHANNEL_PHONE, "+62 761-28262"), "TEL:+6276128262");
    assert_string_equal(uri_of(CHANNEL_SMS, "0811 7515 133"), "SMSTO:08117515133");
    assert_string_equal(uri_of(CHANNEL_SMS, "1708"), "SMSTO:1708");
}

static void whatsapp_gets_the_countrys_code(void **state)
{
    (void)state;
    assert_string_equal(uri_of(CHANNEL_WHATSAPP, "0822 9959 1122"), "HTTPS://WA.ME/6282299591122");
    assert_string_equal(uri_of(CHANNEL_WHATSAPP, "+62 822 9959 1122"),
                        "HTTPS://WA.ME/6282299591122");
    assert_string_equal(uri_of(CHANNEL_WHATSAPP, "6282299591122"), "HTTPS://WA.ME/6282299591122");
}

static void addresses_keep_their_letters(void **state)
{
    (void)state;
    assert_string_equal(uri_of(CHANNEL_EMAIL, "dpmptsprohul@gmail.com"),
                        "mailto:dpmptsprohul@gmail.com");
    assert_string_equal(uri_of(CHANNEL_WEB, "dpmptsp.rokanhulukab.go.id"),
                        "http://dpmptsp.rokanhulukab.go.id");
    assert_string_equal(uri_of(CHANNEL_WEB, "https://sipp.menpan.go.id/a?b=1"),
                        "https://sipp.menpan.go.id/a?b=1");
    assert_string_equal(uri_of(CHANNEL_FACEBOOK, "facebook.com/dpmptsp"),
                        "http://facebook.com/dpmptsp");
}

static void what_is_not_plain_gets_no_code(void **state)
{
    (void)state;
    assert_null(uri_of(CHANNEL_PHONE, "(0761) 28262 / 28263"));
    assert_null(uri_of(CHANNEL_PHONE, "081234567890 081234567891"));
    assert_null(uri_of(CHANNEL_PHONE, "ext. 12"));
    assert_null(uri_of(CHANNEL_PHONE, "12"));
    assert_null(uri_of(CHANNEL_EMAIL, "a@b.id, c@d.id"));
    assert_null(uri_of(CHANNEL_EMAIL, "a@b.id?bcc=c"));
    assert_null(uri_of(CHANNEL_EMAIL, "@b.id"));
    assert_null(uri_of(CHANNEL_WEB, "javascript:alert(1).x"));
    assert_null(uri_of(CHANNEL_WEB, "ftp://a.b"));
    assert_null(uri_of(CHANNEL_WEB, "a.b@evil.example"));
    assert_null(uri_of(CHANNEL_FACEBOOK, "Dinas Pmptsp"));
    assert_null(uri_of(CHANNEL_TWITTER, "Dinas Pmptsp @dpmptsprohul"));
    assert_null(uri_of(CHANNEL_LETTER, "Jl. Jenderal Sudirman No. 464"));
    assert_null(uri_of(CHANNEL_FAX, "(0761) 42003"));
    assert_null(uri_of(CHANNEL_WEB, NULL));
}

static void hidden_or_too_long_is_no_code(void **state)
{
    static char value[CHANNEL_URI_TEXT + 8];
    static char uri[CHANNEL_URI_TEXT];
    const struct channel hidden = {
        .kind = CHANNEL_WEB, .value = {"a.go.id", NULL}, .is_hidden = true};

    (void)state;
    assert_false(channel_uri(uri, &hidden));
    for (size_t i = 0; i + 1 < sizeof value; i++)
        value[i] = i == 1 ? '.' : 'a';
    assert_null(uri_of(CHANNEL_WEB, value));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_lose_their_spelling),
        cmocka_unit_test(whatsapp_gets_the_countrys_code),
        cmocka_unit_test(addresses_keep_their_letters),
        cmocka_unit_test(what_is_not_plain_gets_no_code),
        cmocka_unit_test(hidden_or_too_long_is_no_code),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
