/* The catalogue reader: what it reads, hides, inherits and writes; and files that are no catalogue. */
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "catalog_support.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int open_catalog(void **state)
{
    AUTO_FREE char *text = catalog_text(NULL, NULL);

    *state = catalog_of(text);
    return 0;
}

static int close_catalog(void **state)
{
    catalog_free(*state);
    return 0;
}

static void the_office_is_read(void **state)
{
    const struct catalog *catalog = *state;
    const struct office *office = &catalog->office;

    assert_int_equal(catalog->version, 3);
    assert_string_equal(catalog->status.id, "not yet confirmed");
    assert_int_equal(catalog->sector_count, 1);
    assert_string_equal(catalog->sectors[0].icon, "heart-pulse");
    assert_string_equal(office->id, "contoh");
    assert_int_equal(office->zone, ZONE_WITA);
    assert_int_equal(office->hours_count, 2);
    assert_int_equal(office->hours[1].weekday, 1);
    assert_int_equal(office->hours[1].from_min, 13 * 60);
    assert_int_equal(office->hours[1].to_min, 24 * 60);
    assert_int_equal(office->group_count, 2);
    assert_int_equal(office->groups[0].letter, 'A');
    assert_int_equal(office->groups[0].counter_count, 2);
    assert_string_equal(office->groups[0].counters[1].id, "Loket 2");
    assert_string_equal(office->groups[0].wait_at.id, "Ruang tunggu");
    assert_string_equal(office->groups[1].name.en, "Information");
    assert_null(office->groups[1].wait_at.id);
    assert_int_equal(office->groups[0].quota, 60);
    assert_int_equal(office->groups[0].last_ticket_min, 14 * 60 + 30);
    assert_int_equal(office->groups[1].quota, 0);
    assert_int_equal(office->groups[1].last_ticket_min, 0);
    assert_string_equal(office->pledge_title.id, "Maklumat");
    assert_int_equal(office->pledge.count, 2);
    assert_int_equal(catalog->review.count, 2);
}

static void a_service_is_read_with_all_its_parts(void **state)
{
    const struct service *service = catalog_service(*state, "izin-satu");

    assert_non_null(service);
    assert_string_equal(service->name.en, "Permit One");
    assert_string_equal(service->sector->id, "health");
    assert_int_equal(service->group->letter, 'A');
    assert_int_equal(service->often, 1);
    assert_int_equal(service->requirements.count, 3);
    assert_string_equal(item_shown(&service->requirements.items[1])->id, "Fotokopi ijazah");
    assert_string_equal(service->requirements.items[1].text.id, "Foto copy ijasah");
    assert_string_equal(service->requirements.items[1].brief.id, "Ijazah");
    assert_int_equal(service->step_count, 3);
    assert_true(service->steps[0].is_for_applicant);
    assert_string_equal(service->steps[0].input.id, "Berkas");
    assert_false(service->steps[1].is_for_applicant);
    assert_int_equal(service->steps[1].actor_count, 2);
    assert_int_equal(service->steps[1].duration.unit, DURATION_MINUTE);
    assert_int_equal(service->steps[2].duration.unit, DURATION_NONE);
    assert_int_equal(service->phase_count, 1);
    assert_int_equal(service->phases[0].to, 3);
    assert_int_equal(service->duration.value, 2);
    assert_int_equal(service->duration.unit, DURATION_WORKDAY);
    assert_string_equal(service->duration.note.id, "berkas lengkap");
    assert_true(service->has_fee);
    assert_int_equal(service->fee_rp, 0);
    assert_true(service->notify_sms);
    assert_int_equal(service->notify_letter.unit, DURATION_NONE);
    assert_int_equal(service->standard.staff_total, 2);
    assert_string_equal(service->source.number, "1/2024");
    assert_false(service->standard.evaluation.is_present);
}

static void absent_parts_come_from_the_office(void **state)
{
    const struct service *one = catalog_service(*state, "izin-satu");
    const struct service *two = catalog_service(*state, "izin-dua");

    assert_int_equal(one->standard.security.count, 2);
    assert_string_equal(two->standard.security.items[0].text.id, "Aman sendiri");
    assert_int_equal(two->standard.security.count, 1);
    assert_true(one->standard.complaints.is_present);
    assert_int_equal(two->standard.complaints.handling.items[1].line_count, 2);
    assert_int_equal(two->standard.complaints.deadline.value, 5);
    assert_string_equal(two->standard.complaints.routes.ringan.en, "At once");
    assert_null(two->standard.complaints.routes.sedang.id);
    assert_string_equal(two->standard.complaints.routes.berat.id, "Ke bupati");
    assert_false(two->requirements.is_present);
    assert_int_equal(two->fee_rp, 25000);
    assert_null(two->sector);
}

static void marks_hide_only_what_they_name(void **state)
{
    const struct service *one = catalog_service(*state, "izin-satu");
    const struct channel *channels = one->standard.complaints.channels;

    assert_int_equal(item_list_shown(&one->requirements), 2);
    assert_false(one->requirements.items[0].is_hidden);
    assert_true(one->requirements.items[2].is_hidden);
    assert_true(channels[0].is_hidden);
    assert_false(channels[1].is_hidden);
    assert_int_equal(one->review.count, 2);
    assert_int_equal(one->review.marks[0].kind, REVIEW_DOUBLED);
}

static void every_kind_of_line_can_be_hidden(void **state)
{
    static const struct {
        const char *from;
        const char *item;
    } cases[] = {
        {"requirements[2]\", \"kind\": \"doubled", "product\", \"kind\": \"wrong"},
        {"requirements[2]\", \"kind\": \"doubled", "steps[1]\", \"kind\": \"wrong"},
        {"requirements[2]\", \"kind\": \"doubled", "legal_basis[0]\", \"kind\": \"wrong"},
        {"office.groups\", \"kind\": \"setting", "office.pledge.lines[1]\", \"kind\": \"wrong"},
        {"office.groups\", \"kind\": \"setting",
         "office.standard.complaints.handling[1].lines[0]\", \"kind\": \"wrong"},
        {"office.groups\", \"kind\": \"setting", "services[1].security[0]\", \"kind\": \"wrong"},
    };
    bool is_hidden[ARRAY_LEN(cases)];

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO_FREE char *text = catalog_text(cases[i].from, cases[i].item);
        struct catalog *catalog = catalog_of(text);
        const struct service *one = catalog_service(catalog, "izin-satu");
        const struct service *two = catalog_service(catalog, "izin-dua");
        const bool hidden[] = {
            one->is_product_hidden,
            one->steps[1].activity.is_hidden,
            one->standard.legal_basis.items[0].is_hidden,
            catalog->office.pledge.items[1].is_hidden,
            two->standard.complaints.handling.items[1].lines[0].is_hidden,
            two->standard.security.items[0].is_hidden,
        };

        memcpy(is_hidden, hidden, sizeof is_hidden);
        catalog_free(catalog);
        for (size_t at = 0; at < ARRAY_LEN(cases); at++)
            assert_int_equal(is_hidden[at], at == i);
    }
}

static void what_is_written_reads_back_and_writes_the_same(void **state)
{
    AUTO_TEXT struct text first = {0};
    AUTO_TEXT struct text second = {0};
    struct catalog *again;

    text_init(&first, 1000000);
    text_init(&second, 1000000);
    catalog_json_write(*state, &first);
    again = catalog_of(first.data);
    catalog_json_write(again, &second);
    catalog_free(again);
    assert_string_equal(first.data, second.data);
    assert_null(strchr(first.data, '\n'));
}

static void a_service_is_written_with_its_inherited_parts(void **state)
{
    AUTO_TEXT struct text text = {0};

    text_init(&text, 100000);
    catalog_json_write_service(catalog_service(*state, "izin-dua"), &text);
    assert_non_null(strstr(text.data, "{\"id\":\"izin-dua\",\"name\":{\"id\":\"Izin Dua\",\"en\":"
                                      "\"Permit Two\"},\"group\":\"info\","));
    assert_non_null(strstr(text.data, "\"security\":[\"Aman sendiri\"]"));
    assert_non_null(strstr(text.data, "\"deadline\":{\"value\":5,\"unit\":\"day\","));
    assert_non_null(strstr(text.data, "\"routes\":{\"ringan\":{\"id\":\"Dijawab langsung\","));
}

static void no_cut_catalogue_is_taken(void **state)
{
    AUTO_FREE char *text = catalog_text(NULL, NULL);
    size_t len = strlen(text);

    (void)state;
    while (len > 0 && text[len - 1] != '}')
        len--;
    for (size_t cut = 0; cut < len; cut++) {
        struct catalog *catalog = NULL;
        struct err err;

        assert_false(catalog_json_read(&catalog, "a.json", text, cut, NULL, &err));
        assert_null(catalog);
        assert_int_equal(err.code, ERR_INVALID);
        assert_memory_equal(err.text, "a.json:", 7);
    }
}

static void other_bytes_are_no_catalogue(void **state)
{
    static const struct {
        const char *bytes;
        size_t len;
        const char *message;
    } cases[] = {
        {"", 0, "a.json:1:1: the text ends too early"},
        {"[]", 2, "a.json: $: must be an object, not a list"},
        {"null", 4, "a.json: $: must be an object, not null"},
        {"{\0}", 3, "a.json:1:2: a NUL byte; allowed is UTF-8 text"},
        {"\xFF\xFE{\0}\0", 6, "a.json:1:1: is UTF-16; save it as UTF-8"},
        {"PK\x03\x04", 4, "a.json:1:2: invalid token near 'PK'"},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct catalog *catalog = NULL;
        struct err err;

        assert_false(
            catalog_json_read(&catalog, "a.json", cases[i].bytes, cases[i].len, NULL, &err));
        assert_string_equal(err.text, cases[i].message);
    }
}

static void a_deep_file_is_refused(void **state)
{
    enum { DEEP = 1000000 };
    char *text = malloc(DEEP);
    struct catalog *catalog = NULL;
    struct err err;

    (void)state;
    assert_non_null(text);
    memset(text, '[', DEEP);
    assert_false(catalog_json_read(&catalog, "a.json", text, DEEP, NULL, &err));
    assert_string_equal(err.text, "a.json:1:65: nested too deeply; allowed are 64 levels");
    free(text);
}

static void a_file_of_100_mb_is_refused_unread(void **state)
{
    char path[] = "/tmp/anjungan-big-XXXXXX";
    int fd = mkstemp(path);
    struct catalog *catalog = NULL;
    struct err err;

    (void)state;
    assert_true(fd >= 0);
    assert_int_equal(ftruncate(fd, 100000000), 0); /* a hole: no disk is filled */
    (void)close(fd);
    assert_false(catalog_json_load(&catalog, path, NULL, &err));
    assert_int_equal(unlink(path), 0);
    assert_int_equal(err.code, ERR_FULL);
    assert_non_null(strstr(err.text, "has 100000000 bytes; allowed are at most 67108864"));
    assert_false(catalog_json_load(&catalog, path, NULL, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
}

static void thousands_of_services_are_all_found(void **state)
{
    enum { MANY = 10000 };
    AUTO_TEXT struct text more = {0};
    AUTO_FREE char *whole = NULL;
    struct catalog *catalog;
    char id[24];

    (void)state;
    text_init(&more, 10000000);
    for (int i = 0; i < MANY; i++)
        text_addf(&more,
                  "{\"id\":\"x-%d\",\"name\":{\"id\":\"X\",\"en\":\"X\"},\"group\":\"info\"},",
                  i * 7919 % MANY);
    text_add(&more, "{\"id\": \"izin-dua\",");
    whole = catalog_text("{\"id\": \"izin-dua\",", more.data);
    catalog = catalog_of(whole);
    assert_int_equal(catalog->service_count, MANY + 2);
    for (int i = 0; i < MANY; i++) {
        (void)text_format(id, sizeof id, "x-%d", i);
        assert_non_null(catalog_service(catalog, id));
    }
    assert_null(catalog_service(catalog, "x-10000"));
    catalog_free(catalog);
}

#define WITH_CATALOG(test) cmocka_unit_test_setup_teardown(test, open_catalog, close_catalog)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_CATALOG(the_office_is_read),
        WITH_CATALOG(a_service_is_read_with_all_its_parts),
        WITH_CATALOG(absent_parts_come_from_the_office),
        WITH_CATALOG(marks_hide_only_what_they_name),
        cmocka_unit_test(every_kind_of_line_can_be_hidden),
        WITH_CATALOG(what_is_written_reads_back_and_writes_the_same),
        WITH_CATALOG(a_service_is_written_with_its_inherited_parts),
        cmocka_unit_test(no_cut_catalogue_is_taken),
        cmocka_unit_test(other_bytes_are_no_catalogue),
        cmocka_unit_test(a_deep_file_is_refused),
        cmocka_unit_test(a_file_of_100_mb_is_refused_unread),
        cmocka_unit_test(thousands_of_services_are_all_found),
    };

    return cmocka_run_group_tests_name("catalog json", tests, NULL, NULL);
}
