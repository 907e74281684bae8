/* What an officer is told of two catalogues. */
#include "office/web/catalog_diff.h"
#include "base/mem.h"
#include "base/text.h"
#include "wire/catalog_json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define OFFICE_HEAD                                                                                \
    "{\"format\":\"anjungan-catalog-1\",\"version\":1,\"office\":{\"id\":\"uji\",\"name\":"        \
    "\"Kantor\",\"zone\":\"WIB\",\"groups\":[{\"letter\":\"A\",\"id\":\"berkas\",\"name\":"        \
    "\"Berkas\",\"counters\":[\"Loket 1\"]}]},\"sectors\":[{\"id\":\"umum\",\"name\":\"Umum\"}],"  \
    "\"services\":["

static const char first[] = "{\"id\":\"a\",\"name\":\"Izin A\",\"group\":\"berkas\","
                            "\"requirements\":[{\"text\":\"KTP\"},{\"text\":\"NPWP\"}]}";
static const char mended[] = "{\"id\":\"a\",\"name\":\"Izin A\",\"group\":\"berkas\","
                             "\"sector\":\"umum\",\"requirements\":[{\"text\":\"KTP asli\"},"
                             "{\"text\":\"NPWP\"}]}";
static const char turned[] = "{\"id\":\"a\",\"name\":\"Izin A\",\"group\":\"berkas\","
                             "\"requirements\":[{\"text\":\"NPWP\"},{\"text\":\"KTP\"}]}";
static const char often[] = "{\"id\":\"a\",\"name\":\"Izin A\",\"group\":\"berkas\",\"often\":1,"
                            "\"requirements\":[{\"text\":\"KTP\"},{\"text\":\"NPWP\"}]}";
static const char second[] = "{\"id\":\"b\",\"name\":\"Izin B\",\"group\":\"berkas\","
                             "\"requirements\":[{\"text\":\"KTP\"}]}";

static struct catalog *read_one(const char *services)
{
    AUTO_FREE char *json = mem_format("%s%s]}", OFFICE_HEAD, services);
    struct catalog *catalog;
    struct err err = {0};

    if (!catalog_json_read(&catalog, "uji", json, strlen(json), NULL, &err))
        fail_msg("%s", err.text);
    return catalog;
}

static void note(void *context, const struct catalog_change *change)
{
    static const char *const kinds[] = {"+layanan", "-layanan", "+", "-", "urutan", "lain"};

    text_addf(context, "%s|%s|%s|%s\n", kinds[change->kind],
              change->service ? change->service : "kantor", change->field, change->line);
}

static void assert_diff(const char *before, const char *after, const char *wanted)
{
    struct catalog *old = before ? read_one(before) : NULL;
    struct catalog *new = read_one(after);
    AUTO_TEXT struct text said;
    size_t lines = 0;

    text_init(&said, 1 << 16);
    text_add(&said, "");
    size_t count = catalog_diff(old, new, note, &said);
    assert_string_equal(said.len ? said.data : "", wanted);
    for (size_t i = 0; i < said.len; i++)
        lines += said.data[i] == '\n';
    assert_int_equal(count, lines);
    catalog_free(old);
    catalog_free(new);
}

static void the_same_catalogue_has_no_change(void **state)
{
    (void)state;
    assert_diff(first, first, "");
}

static void a_mended_service_tells_its_lines(void **state)
{
    (void)state;
    assert_diff(first, mended,
                "+|Izin A|Bidang|Umum\n"
                "-|Izin A|Persyaratan|KTP\n"
                "+|Izin A|Persyaratan|KTP asli\n");
}

static void another_order_of_the_same_lines_is_told_as_that(void **state)
{
    (void)state;
    assert_diff(first, turned, "urutan|Izin A|Persyaratan|\n");
}

static void services_come_and_go(void **state)
{
    AUTO_FREE char *both = mem_format("%s,%s", first, second);

    (void)state;
    assert_diff(first, both, "+layanan|Izin B||\n");
    assert_diff(both, first, "-layanan|Izin B||\n");
    assert_diff(NULL, both, "+layanan|Izin A||\n+layanan|Izin B||\n");
}

static void what_has_no_line_of_its_own_is_still_told(void **state)
{
    (void)state;
    assert_diff(first, often, "lain|Izin A|Rincian lain|\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_catalogue_has_no_change),
        cmocka_unit_test(a_mended_service_tells_its_lines),
        cmocka_unit_test(another_order_of_the_same_lines_is_told_as_that),
        cmocka_unit_test(services_come_and_go),
        cmocka_unit_test(what_has_no_line_of_its_own_is_still_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
