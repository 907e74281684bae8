/* The pins of the server's keys, for those who tell them to kiosks: the authority's folder is not theirs. */
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "office/office.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

enum { PINS_MOST = 1024 };

bool office_show_pins(const struct office_options *options, struct err *err)
{
    AUTO_FREE char *path = mem_format("%s/pins", options->authority_dir);
    AUTO_FREE char *pins = NULL;
    AUTO_FREE char *shown = NULL;
    size_t len = 0;

    if (!file_read(path, PINS_MOST, &pins, &len, err))
        return false;
    if ((!file_read(options->pins, PINS_MOST, &shown, &len, NULL) || strcmp(shown, pins) != 0)
        && !file_replace(options->pins, pins, strlen(pins), true, err))
        return false;
    return chmod(options->pins, 0644) == 0
           || err_set(err, ERR_IO, "%s: %s", options->pins, strerror(errno));
}

bool office_read_pin(const struct office_options *options, char out[OFFICE_PIN])
{
    AUTO_FREE char *pins = NULL;
    size_t len = 0;

    if (!file_read(options->pins, PINS_MOST, &pins, &len, NULL))
        return false;
    pins[strcspn(pins, "\n")] = '\0';
    return pins[0] != '\0' && text_copy(out, OFFICE_PIN, pins);
}
