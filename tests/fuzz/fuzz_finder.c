/* Search by any text, typed letter by letter: what is found first is what a finder finds that was never
 * asked before, no permit comes twice, and marks stand on words of the name. */
#include "base/mem.h"
#include "base/text.h"
#include "domain/finder.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static const struct sector health = {"kesehatan", {"Kesehatan", "Health"}, "heart-pulse"};
static const struct service services[] = {
    {.id = "sik-perekam-medis",
     .name = {"Surat Izin Kerja Perekam Medis", "Medical Recorder's Work Permit"},
     .sector = &health},
    {.id = "sip-dokter",
     .name = {"Surat Izin Praktik Dokter Umum", "Physician's Practice Licence"},
     .sector = &health},
    {.id = "sip-apoteker", .name = {"Surat Izin Praktik Apoteker", NULL}, .often = 2},
    {.id = "inseminator", .name = {"Izin Inseminator", NULL}, .often = 1},
    {.id = "imb", .name = {"Izin Mendirikan Bangunan", NULL}},
};
static const struct catalog catalog = {.services = services, .service_count = ARRAY_LEN(services)};

static void expect(bool is_true)
{
    if (!is_true)
        abort();
}

static void check_marks(const char *name, const char *text)
{
    struct find_mark marks[FIND_MARKS];
    size_t count = finder_marks(name, text, marks);
    size_t end = 0;

    expect(count <= FIND_MARKS);
    for (size_t i = 0; i < count; i++) {
        expect(marks[i].len > 0 && marks[i].at >= end);
        end = marks[i].at + marks[i].len;
        expect(end <= strlen(name));
    }
}

static void check_found(struct finder *finder, const char *text)
{
    struct finder *fresh = finder_new(&catalog);
    const struct service *const *found, *const *expected;
    size_t count = finder_find(finder, text, &found);
    unsigned seen = 0;

    expect(count <= ARRAY_LEN(services) && count == finder_find(fresh, text, &expected));
    for (size_t i = 0; i < count; i++) {
        unsigned bit = 1U << (found[i] - services);

        expect(found[i] == expected[i] && (seen & bit) == 0);
        seen |= bit;
        check_marks(found[i]->name.id, text);
    }
    finder_free(fresh);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    AUTO_FREE char *text = mem_zalloc(len + 1, 1);
    struct finder *finder = finder_new(&catalog);
    const char *at;
    size_t valid = text_valid_utf8((const char *)bytes, len);

    memcpy(text, bytes, valid);
    at = text;
    while (text_next(&at) != 0) {
        AUTO_FREE char *typed = mem_zalloc((size_t)(at - text) + 1, 1);

        memcpy(typed, text, (size_t)(at - text));
        check_found(finder, typed);
    }
    check_marks(text, "izin perekam");
    finder_free(finder);
    return 0;
}
