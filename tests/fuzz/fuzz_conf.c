/* The configuration reader on any bytes, with the product's own option table. */
#include "app/settings.h"
#include "base/mem.h"
#include "base/text.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void expect(bool is_true)
{
    if (!is_true)
        abort();
}

/* A value that inih takes apart again (a comment sign behind a blank, quotes are plain text). */
static void check_printed(const struct conf *conf, const struct conf_option *options, size_t count)
{
    AUTO_FREE char *printed = NULL;
    struct conf *again = NULL;
    size_t len = 0;
    FILE *stream = open_memstream(&printed, &len);
    struct err err;

    expect(stream != NULL);
    conf_print(conf, stream);
    expect(fclose(stream) == 0);
    expect(conf_parse(&again, "f.conf", printed, len, options, count, &err));
    for (size_t i = 0; i < count; i++)
        expect(strcmp(conf_string(conf, options[i].section, options[i].key),
                      conf_string(again, options[i].section, options[i].key))
               == 0);
    conf_free(again);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct conf *conf = NULL;
    const struct conf_option *options;
    size_t count;
    struct err err;

    options = settings_options(&count);
    if (!conf_parse(&conf, "f.conf", (const char *)bytes, len, options, count, &err)) {
        expect(err.code == ERR_INVALID && strncmp(err.text, "f.conf:", 7) == 0);
        expect(text_valid_utf8(err.text, strlen(err.text)) == strlen(err.text));
        return 0;
    }
    for (size_t i = 0; i < count; i++) {
        if (options[i].type == CONF_INT) {
            int64_t number = conf_int(conf, options[i].section, options[i].key);

            expect(number >= options[i].min && number <= options[i].max);
        }
    }
    check_printed(conf, options, count);
    conf_free(conf);
    return 0;
}
