/* The reader of holidays on any bytes. What it takes is in order and can be found. */
#include "base/text.h"
#include "wire/holidays_json.h"

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

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    AUTO(catalog_issues_clear) struct catalog_issues issues = {0};
    struct holidays *table = NULL;
    struct err err;
    bool is_good = holidays_json_read(&table, "f.json", (const char *)bytes, len, &issues, &err);

    check_findings(&issues, is_good);
    if (!is_good)
        return 0;
    for (size_t i = 0; i < table->count; i++) {
        expect(holidays_find(table, table->days[i].day) == &table->days[i]);
        expect(table->days[i].day >= table->from_day && table->days[i].day <= table->until_day);
        expect(table->days[i].name.id != NULL);
    }
    holidays_free(table);
    return 0;
}
