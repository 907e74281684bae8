/* Looking things up in a catalogue, and the names of print states. */
#include "domain/catalog.h"
#include "base/mem.h"
#include "domain/print.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

static void services_are_found_with_and_without_an_index(void **state)
{
    static const struct service services[] = {{.id = "m"}, {.id = "a"}, {.id = "z"}, {.id = "ab"}};
    static const struct service *const sorted[] = {&services[1], &services[3], &services[0],
                                                   &services[2]};
    struct catalog catalog = {.services = services, .service_count = 4};

    (void)state;
    for (int round = 0; round < 2; round++) {
        for (size_t i = 0; i < ARRAY_LEN(services); i++)
            assert_ptr_equal(catalog_service(&catalog, services[i].id), &services[i]);
        assert_null(catalog_service(&catalog, "none"));
        assert_null(catalog_service(&catalog, ""));
        catalog.by_id = sorted;
    }
}

static void groups_are_found_by_id_and_letter(void **state)
{
    static const struct group groups[] = {{.letter = 'A', .id = "intake"},
                                          {.letter = 'B', .id = "A1"}};
    const struct catalog catalog = {.office = {.groups = groups, .group_count = 2}};

    (void)state;
    assert_ptr_equal(catalog_group(&catalog, "intake"), &groups[0]);
    assert_ptr_equal(catalog_group(&catalog, "A"), &groups[0]);
    assert_ptr_equal(catalog_group(&catalog, "B"), &groups[1]);
    assert_null(catalog_group(&catalog, "C"));
    assert_null(catalog_group(&catalog, ""));
    assert_null(catalog_group(&catalog, "a"));
}

static void words_fall_back_to_indonesian(void **state)
{
    const struct words both = {"izin", "permit"};
    const struct words one = {"izin", NULL};
    const struct words none = {NULL, NULL};

    (void)state;
    assert_string_equal(words_in(&both, "en"), "permit");
    assert_string_equal(words_in(&both, "id"), "izin");
    assert_string_equal(words_in(&both, "xx"), "izin");
    assert_string_equal(words_in(&one, "en"), "izin");
    assert_null(words_in(&none, "en"));
}

static void hidden_items_are_not_counted(void **state)
{
    static const struct item items[] = {
        {.text = {"satu", NULL}, .display = {"Satu", NULL}},
        {.text = {"dua", NULL}},
        {.text = {"satu", NULL}, .is_hidden = true},
    };
    const struct item_list list = {.items = items, .count = 3, .is_present = true};
    const struct item_list absent = {0};

    (void)state;
    assert_int_equal(item_list_shown(&list), 2);
    assert_int_equal(item_list_shown(&absent), 0);
    assert_string_equal(item_shown(&items[0])->id, "Satu");
    assert_string_equal(item_shown(&items[1])->id, "dua");
}

static void the_first_channel_that_may_be_shown_is_found(void **state)
{
    static const struct channel channels[] = {
        {.kind = CHANNEL_EMAIL, .is_hidden = true},
        {.kind = CHANNEL_PHONE},
        {.kind = CHANNEL_EMAIL},
    };
    const struct complaints complaints = {.channels = channels, .channel_count = 3};

    (void)state;
    assert_ptr_equal(complaints_channel(&complaints, CHANNEL_EMAIL), &channels[2]);
    assert_ptr_equal(complaints_channel(&complaints, CHANNEL_PHONE), &channels[1]);
    assert_null(complaints_channel(&complaints, CHANNEL_FAX));
}

static void zones_are_whole_hours_east(void **state)
{
    (void)state;
    assert_int_equal(zone_offset_min(ZONE_WIB), 420);
    assert_int_equal(zone_offset_min(ZONE_WITA), 480);
    assert_int_equal(zone_offset_min(ZONE_WIT), 540);
    assert_string_equal(zone_name(ZONE_WITA), "WITA");
}

static void a_catalogue_is_freed_with_its_memory(void **state)
{
    struct arena *memory = arena_new(10000);
    struct catalog *catalog = arena_alloc(memory, 1, sizeof *catalog);

    (void)state;
    catalog->memory = memory;
    assert_true(arena_used(memory) >= sizeof *catalog);
    catalog_free(catalog); /* the leak check watches */
    catalog_free(NULL);
}

static void print_names_read_back(void **state)
{
    (void)state;
    for (int i = 0; i <= TROUBLE_UNKNOWN; i++) {
        enum printer_trouble trouble = (enum printer_trouble)i;

        assert_int_equal(printer_trouble_from_name(printer_trouble_name(trouble)), trouble);
    }
    assert_int_equal(printer_trouble_from_name("on fire"), TROUBLE_UNKNOWN);
    assert_string_equal(slip_kind_name(SLIP_REQUIREMENTS), "requirements");
    assert_string_equal(print_state_name(PRINT_UNCERTAIN), "uncertain");
    for (int i = 0; i <= PRINT_CANCELLED; i++)
        assert_int_equal(print_state_is_final((enum print_state)i), i >= PRINT_PRINTED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(services_are_found_with_and_without_an_index),
        cmocka_unit_test(groups_are_found_by_id_and_letter),
        cmocka_unit_test(words_fall_back_to_indonesian),
        cmocka_unit_test(hidden_items_are_not_counted),
        cmocka_unit_test(the_first_channel_that_may_be_shown_is_found),
        cmocka_unit_test(zones_are_whole_hours_east),
        cmocka_unit_test(a_catalogue_is_freed_with_its_memory),
        cmocka_unit_test(print_names_read_back),
    };

    return cmocka_run_group_tests_name("catalog", tests, NULL, NULL);
}
