/* The three shipped catalogues: without any finding, and with as many parts as their documents. */
#include "base/mem.h"
#include "base/text.h"
#include "wire/catalog_json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

/* What was counted in the documents; -1: the document says nothing. */
struct expected {
    const char *office;
    const char *service;
    int requirements;
    int steps;
    int legal_basis;
    int facilities;
    int competences;
    int supervision;
    int staff_count;
    int guarantees;
    int security;
    int evaluation;
    int channels;
    int workdays;
    int fee_rp;
    int hidden_requirements;
};

static const struct expected table[] = {
    {"pekanbaru", "sik-perekam-medis", 10, 9, 4, 10, 4, 4, 2, 2, 2, 3, 8, 2, 0, 0},
    {"pekanbaru", "sip-paramedik-inseminator", 11, 9, 4, 10, 3, 4, 1, 2, 2, 3, 8, 2, 0, 0},
    {"pekanbaru", "sik-tenaga-sanitarian", -1, 9, 4, 10, 4, 4, 2, 2, 2, 3, 1, 2, -1, 0},
    {"rokan-hulu", "si-perekam-medik", 11, 11, 6, 2, 5, 2, 1, 5, 4, 2, 5, 5, 0, 0},
    {"bombana", "izin-praktek-perekam-medis", 11, 18, 7, 2, 3, 2, 7, 1, 1, 1, 7, 3, 0, 1},
};

static struct catalog *load(const char *office)
{
    AUTO_FREE char *path = mem_format(SOURCE_DIR "/assets/catalog/%s.json", office);
    AUTO(catalog_issues_clear) struct catalog_issues issues = {0};
    struct catalog *catalog = NULL;
    struct err err = {0};

    if (!catalog_json_load(&catalog, path, &issues, &err))
        fail_msg("%s", err.text);
    if (issues.count > 0)
        fail_msg("%s", issues.items[0].text);
    return catalog;
}

static int count_of(const struct item_list *list)
{
    return list->is_present ? (int)list->count : -1;
}

static void check_service(const struct service *service, const struct expected *expected)
{
    const struct standard *standard = &service->standard;

    assert_int_equal(count_of(&service->requirements), expected->requirements);
    assert_int_equal(service->step_count, expected->steps);
    assert_int_equal(count_of(&standard->legal_basis), expected->legal_basis);
    assert_int_equal(count_of(&standard->facilities), expected->facilities);
    assert_int_equal(count_of(&standard->competences), expected->competences);
    assert_int_equal(count_of(&standard->supervision), expected->supervision);
    assert_int_equal(count_of(&standard->staff_count), expected->staff_count);
    assert_int_equal(count_of(&standard->guarantees), expected->guarantees);
    assert_int_equal(count_of(&standard->security), expected->security);
    assert_int_equal(count_of(&standard->evaluation), expected->evaluation);
    assert_int_equal(standard->complaints.channel_count, expected->channels);
    assert_int_equal(service->duration.unit, DURATION_WORKDAY);
    assert_int_equal(service->duration.value, expected->workdays);
    assert_int_equal(service->has_fee ? (int)service->fee_rp : -1, expected->fee_rp);
    assert_int_equal(service->requirements.count - item_list_shown(&service->requirements),
                     expected->hidden_requirements);
}

static void the_parts_are_as_many_as_in_the_documents(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(table); i++) {
        struct catalog *catalog = load(table[i].office);
        const struct service *service = catalog_service(catalog, table[i].service);

        if (service == NULL)
            fail_msg("%s has no %s", table[i].office, table[i].service);
        check_service(service, &table[i]);
        catalog_free(catalog);
    }
}

static void every_office_has_the_four_groups_and_its_zone(void **state)
{
    static const struct {
        const char *office;
        enum zone zone;
        size_t services;
    } offices[] = {
        {"pekanbaru", ZONE_WIB, 3}, {"rokan-hulu", ZONE_WIB, 1}, {"bombana", ZONE_WITA, 1}};

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(offices); i++) {
        struct catalog *catalog = load(offices[i].office);

        assert_string_equal(catalog->office.id, offices[i].office);
        assert_int_equal(catalog->office.zone, offices[i].zone);
        assert_int_equal(catalog->office.group_count, 4);
        for (size_t letter = 0; letter < 4; letter++)
            assert_int_equal(catalog->office.groups[letter].letter, 'A' + (int)letter);
        assert_int_equal(catalog->service_count, offices[i].services);
        assert_non_null(strstr(catalog->status.en, "not yet confirmed"));
        catalog_free(catalog);
    }
}

static void a_wrong_product_is_kept_but_hidden(void **state)
{
    struct catalog *catalog = load("bombana");
    const struct service *service = catalog_service(catalog, "izin-praktek-perekam-medis");

    (void)state;
    assert_non_null(service);
    assert_true(service->is_product_hidden);
    assert_string_equal(service->product.id, "Izin Praktek Asisten Apoteker");
    assert_true(service->requirements.items[6].is_hidden);
    assert_int_equal(service->phase_count, 3);
    catalog_free(catalog);
}

static void the_shipped_catalogues_survive_being_written(void **state)
{
    static const char *const offices[] = {"pekanbaru", "rokan-hulu", "bombana"};

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(offices); i++) {
        AUTO_TEXT struct text first = {0};
        AUTO_TEXT struct text second = {0};
        struct catalog *catalog = load(offices[i]);
        struct catalog *again = NULL;
        struct err err = {0};

        text_init(&first, 1000000);
        text_init(&second, 1000000);
        catalog_json_write(catalog, &first);
        if (!catalog_json_read(&again, "written", first.data, first.len, NULL, &err))
            fail_msg("%s", err.text);
        catalog_json_write(again, &second);
        assert_string_equal(first.data, second.data);
        catalog_free(again);
        catalog_free(catalog);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_parts_are_as_many_as_in_the_documents),
        cmocka_unit_test(every_office_has_the_four_groups_and_its_zone),
        cmocka_unit_test(a_wrong_product_is_kept_but_hidden),
        cmocka_unit_test(the_shipped_catalogues_survive_being_written),
    };

    return cmocka_run_group_tests_name("catalog shipped", tests, NULL, NULL);
}
