/* Device addresses are read strictly; the lock is held by one at a time. */
#include "printing/backend/device.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void network_address_is_read(void **state)
{
    struct escpos_address address;
    struct err err = {0};

    (void)state;
    assert_true(escpos_parse_uri("anjungan-escpos://10.0.0.7:9101/?ack=gsr", &address, &err));
    assert_string_equal(address.host, "10.0.0.7");
    assert_int_equal(address.port, 9101);
    assert_int_equal(address.ack, ESCPOS_ACK_SENSOR);
    assert_true(address.has_status);
    assert_string_equal(address.path, "");
}

static void port_is_9100_unless_given(void **state)
{
    struct escpos_address address;

    (void)state;
    assert_true(escpos_parse_uri("anjungan-escpos://printer.local/", &address, NULL));
    assert_int_equal(address.port, 9100);
    assert_int_equal(address.ack, ESCPOS_ACK_PROCESS);
    assert_true(escpos_parse_uri("anjungan-escpos://[fe80::1]:91", &address, NULL));
    assert_string_equal(address.host, "fe80::1");
    assert_int_equal(address.port, 91);
}

static void device_file_is_read_with_its_options(void **state)
{
    struct escpos_address address;

    (void)state;
    assert_true(
        escpos_parse_uri("anjungan-escpos:/dev/usb/lp0?status=off&ack=none", &address, NULL));
    assert_string_equal(address.path, "/dev/usb/lp0");
    assert_int_equal(address.ack, ESCPOS_ACK_NONE);
    assert_false(address.has_status);
}

static void wrong_addresses_are_refused(void **state)
{
    static const char *const wrong[] = {
        "",
        "socket://10.0.0.7/",
        "anjungan-escpos:",
        "anjungan-escpos:/",
        "anjungan-escpos://",
        "anjungan-escpos:///",
        "anjungan-escpos://:9100/",
        "anjungan-escpos://a:0/",
        "anjungan-escpos://a:65536/",
        "anjungan-escpos://a:91x/",
        "anjungan-escpos://a:/",
        "anjungan-escpos://a:99999999999999/",
        "anjungan-escpos://[::1/",
        "anjungan-escpos:/etc/passwd",
        "anjungan-escpos:/dev/../etc/passwd",
        "anjungan-escpos://a/?ack=yes",
        "anjungan-escpos://a/?ack=gsr&what",
    };
    struct escpos_address address;

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct err err = {0};
        assert_false(escpos_parse_uri(wrong[i], &address, &err));
        assert_int_equal(err.code, ERR_INVALID);
        assert_true(err.text[0] != '\0');
    }
}

static void long_address_is_refused(void **state)
{
    char uri[2048] = "anjungan-escpos://";
    struct escpos_address address;

    (void)state;
    memset(uri + strlen(uri), 'a', sizeof uri - 1 - strlen("anjungan-escpos://"));
    uri[sizeof uri - 1] = '\0';
    assert_false(escpos_parse_uri(uri, &address, NULL));
}

static void lock_is_held_by_one(void **state)
{
    struct escpos_address address;
    struct escpos_address other;
    struct err err = {0};
    int first = -1;
    int second = -1;
    int third = -1;

    (void)state;
    assert_true(escpos_parse_uri("anjungan-escpos://unit.test:4711/", &address, NULL));
    assert_true(escpos_parse_uri("anjungan-escpos://unit.test:4712/", &other, NULL));
    assert_true(escpos_lock(&address, &first, &err));
    assert_false(escpos_lock(&address, &second, &err));
    assert_int_equal(err.code, ERR_BUSY);
    assert_true(escpos_lock(&other, &third, &err));
    escpos_close(&first);
    assert_true(escpos_lock(&address, &second, &err));
    escpos_close(&second);
    escpos_close(&third);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(network_address_is_read),
        cmocka_unit_test(port_is_9100_unless_given),
        cmocka_unit_test(device_file_is_read_with_its_options),
        cmocka_unit_test(wrong_addresses_are_refused),
        cmocka_unit_test(long_address_is_refused),
        cmocka_unit_test(lock_is_held_by_one),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
