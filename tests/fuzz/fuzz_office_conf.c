/* office.conf as anybody may write it: what is taken is whole, and a refusal names the file. */
#include "app/office_settings.h"
#include "base/mem.h"
#include "base/text.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void expect(bool is_true)
{
    if (!is_true)
        abort();
}

static void check(struct office_settings *settings)
{
    const struct office_site *site = &settings->site;

    expect(site->page_port >= 1 && site->page_port <= 65535);
    expect(site->kiosk_port >= 1 && site->kiosk_port <= 65535);
    expect(site->page_port != site->kiosk_port);
    expect((site->page_certificate[0] == '\0') == (site->page_key[0] == '\0'));
    expect(settings->daemons >= 1 && settings->office.workers >= 1);
    expect(text_is_set(settings->office.office_id) && text_is_set(settings->office.url));
    office_settings_for(settings, "kiosk_api", "ingest", settings->daemons);
    expect(text_is_set(settings->office.database) && text_is_set(settings->office.socket));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    AUTO_OFFICE_SETTINGS struct office_settings settings = {0};
    int fd = memfd_create("office.conf", MFD_CLOEXEC);
    AUTO_FREE char *path = mem_format("/proc/self/fd/%d", fd);
    struct err err;

    expect(fd >= 0 && write(fd, bytes, len) == (ssize_t)len);
    if (office_settings_read(&settings, path, &err))
        check(&settings);
    else
        expect(err.code == ERR_INVALID && strncmp(err.text, path, strlen(path)) == 0
               && text_valid_utf8(err.text, strlen(err.text)) == strlen(err.text));
    close(fd);
    return 0;
}
