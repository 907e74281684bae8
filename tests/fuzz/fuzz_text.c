/* UTF-8, cutting, placeholders and JSON strings on any bytes. */
#include "base/json.h"
#include "base/mem.h"
#include "base/text.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void expect(bool is_true)
{
    if (!is_true)
        abort();
}

static bool is_valid(const char *text)
{
    return text_valid_utf8(text, strlen(text)) == strlen(text);
}

/* Every valid code point, written again, gives the bytes that were read. */
static void check_points(const char *text)
{
    const char *at = text;
    const char *before = text;
    uint32_t point;

    while ((point = text_next(&at)) != 0) {
        size_t size = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;

        expect(point <= 0x10FFFF && (point < 0xD800 || point > 0xDFFF));
        expect((size_t)(at - before) == size);
        before = at;
    }
    expect(*at == '\0');
}

static void check_json(const char *text)
{
    AUTO_TEXT struct text written = {0};
    AUTO_JSON struct json *parsed = NULL;
    struct json_out out;
    struct err err;

    text_init(&written, 1024 * 1024);
    json_out_init(&out, &written);
    json_out_string(&out, NULL, text);
    expect(json_parse(&parsed, written.data, written.len, NULL, &err));
    expect(strcmp(json_string(parsed), text) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    AUTO_FREE char *text = mem_zalloc(len + 1, 1);
    AUTO_JSON struct json *parsed = NULL;
    char small[24];
    struct err err;
    size_t valid = text_valid_utf8((const char *)bytes, len);

    expect(valid <= len && text_valid_utf8((const char *)bytes, valid) == valid);
    if (json_parse(&parsed, (const char *)bytes, len, NULL, &err))
        expect(valid == len);
    else
        expect(err.code == ERR_INVALID && is_valid(err.text));
    memcpy(text, bytes, valid);
    check_points(text);
    check_json(text);
    for (size_t size = 1; size <= sizeof small; size++) {
        expect(text_copy(small, size, text) == (strlen(text) < size) && is_valid(small));
        expect(strncmp(small, text, strlen(small)) == 0);
        (void)text_fill(small, size, text, "n", "\xC3\xA9{n}", "m", "", NULL);
        expect(strlen(small) < size && is_valid(small));
    }
    return 0;
}
