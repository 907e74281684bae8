/* nginx's site from its template: words between @ are filled in. */
#include "office/setup.h"
#include "base/mem.h"
#include "office/setup/embedded.h"

#include <string.h>

enum { LINES_MOST = 8192, NAME_MOST = 32 };

struct pair {
    const char *name; /* "@HOST@" */
    const char *value;
};

static void fill(struct text *out, const char *template, const struct pair *pairs, size_t count)
{
    for (const char *at = template; *at != '\0';) {
        size_t plain = strcspn(at, "@");
        size_t i = 0;

        text_add_bytes(out, at, plain);
        at += plain;
        while (i < count && strncmp(at, pairs[i].name, strlen(pairs[i].name)) != 0)
            i++;
        if (i < count) {
            text_add(out, pairs[i].value);
            at += strlen(pairs[i].name);
        } else if (*at != '\0') {
            text_add_bytes(out, at++, 1); /* an @ of the file's own */
        }
    }
}

/* "8443", on every address of both kinds, or "127.0.0.1:8443". */
static char *listen_words(const struct office_site *site, int port)
{
    if (site->address[0] != '\0')
        return mem_format("%s:%d", site->address, port);
    return mem_format("[::]:%d ipv6only=off", port);
}

void office_site_write(struct text *out, const struct office_site *site)
{
    AUTO_TEXT struct text daemons = {0};
    AUTO_FREE char *kiosk = listen_words(site, site->kiosk_port);
    AUTO_FREE char *page = listen_words(site, site->page_port);
    AUTO_FREE char *certificate = site->page_certificate[0] != '\0'
                                      ? mem_strdup(site->page_certificate)
                                      : mem_format("%s/server.crt", site->authority_dir);
    AUTO_FREE char *key = site->page_key[0] != '\0'
                              ? mem_strdup(site->page_key)
                              : mem_format("%s/server.key", site->authority_dir);

    text_init(&daemons, LINES_MOST);
    for (int i = 1; i <= site->daemons; i++)
        text_addf(&daemons, "%s    server unix:%s/ingest/%d.sock max_fails=0;", i > 1 ? "\n" : "",
                  site->run_dir, i);
    const struct pair pairs[] = {
        {"@INGEST@", daemons.data},
        {"@RUN@", site->run_dir},
        {"@LOG@", site->log_dir},
        {"@HOST@", site->host},
        {"@KIOSK_LISTEN@", kiosk},
        {"@PAGE_LISTEN@", page},
        {"@PAGE_CERTIFICATE@", certificate},
        {"@PAGE_KEY@", key},
        {"@AUTHORITY@", site->authority_dir},
    };
    fill(out, setup_site_file, pairs, ARRAY_LEN(pairs));
}
