/* A small catalogue, and changed copies of it. */
#include "catalog_support.h"
#include "base/file.h"
#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

char *catalog_text(const char *from, const char *to)
{
    char *text = NULL;
    char *changed;
    char *at;
    size_t len;
    struct err err;

    assert_true(file_read(SOURCE_DIR "/tests/unit/wire/office.json", 100000, &text, &len, &err));
    if (from == NULL)
        return text;
    at = strstr(text, from);
    if (at == NULL)
        fail_msg("the good catalogue has no %s", from);
    *at = '\0';
    changed = mem_format("%s%s%s", text, to, at + strlen(from));
    free(text);
    return changed;
}

struct catalog *catalog_of(const char *text)
{
    struct catalog *catalog = NULL;
    struct err err = {0};

    if (!catalog_json_read(&catalog, "a.json", text, strlen(text), NULL, &err))
        fail_msg("%s", err.text);
    return catalog;
}
