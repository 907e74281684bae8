/* The catalogue reader on any bytes. What it takes, it must write, and read back the same. */
#include "base/mem.h"
#include "base/text.h"
#include "wire/catalog_json.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void expect(bool is_true)
{
    if (!is_true)
        abort();
}

static void check_findings(const struct catalog_issues *issues, bool is_good)
{
    expect(is_good == (issues->error_count == 0));
    for (size_t i = 0; i < issues->count; i++) {
        const char *text = issues->items[i].text;

        expect(strncmp(text, "f.json:", 7) == 0 && strchr(text, '\n') == NULL);
        expect(text_valid_utf8(text, strlen(text)) == strlen(text));
    }
}

static void check_written(const struct catalog *catalog)
{
    AUTO_TEXT struct text first = {0};
    AUTO_TEXT struct text second = {0};
    struct catalog *again = NULL;
    struct err err;

    text_init(&first, 64 * 1024 * 1024);
    text_init(&second, 64 * 1024 * 1024);
    catalog_json_write(catalog, &first);
    expect(!first.overflow);
    expect(catalog_json_read(&again, "f.json", first.data, first.len, NULL, &err));
    catalog_json_write(again, &second);
    expect(strcmp(first.data, second.data) == 0);
    catalog_free(again);
}

static const char *as_it_is(const char *key, const char *english)
{
    (void)key;
    return english;
}

/* The way through another language's words finds the same. */
static void check_words(const uint8_t *bytes, size_t len, const struct catalog_issues *issues)
{
    AUTO(catalog_issues_clear) struct catalog_issues again = {.words = as_it_is};
    struct catalog *catalog = NULL;

    check_findings(&again,
                   catalog_json_read(&catalog, "f.json", (const char *)bytes, len, &again, NULL));
    catalog_free(catalog);
    expect(again.count == issues->count);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    AUTO(catalog_issues_clear) struct catalog_issues issues = {0};
    struct catalog *catalog = NULL;
    struct err err;
    bool is_good = catalog_json_read(&catalog, "f.json", (const char *)bytes, len, &issues, &err);

    check_findings(&issues, is_good);
    check_words(bytes, len, &issues);
    if (!is_good)
        return 0;
    for (size_t i = 0; i < catalog->service_count; i++)
        expect(catalog_service(catalog, catalog->services[i].id) == &catalog->services[i]);
    check_written(catalog);
    catalog_free(catalog);
    return 0;
}
