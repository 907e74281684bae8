/* Reading the office's configuration and deriving what the processes are told. */
#include "app/office_settings.h"
#include "app/settings.h"
#include "base/mem.h"
#include "base/text.h"
#include "domain/catalog.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *keep(struct office_settings *settings, char *text)
{
    if (settings->text_count == OFFICE_TEXTS)
        abort();
    settings->texts[settings->text_count++] = text;
    return text;
}

static int zone_minutes(const char *name)
{
    int zone = ZONE_WIB;

    while (zone < ZONE_WIT && strcmp(zone_name((enum zone)zone), name) != 0)
        zone++;
    return zone_offset_min((enum zone)zone);
}

/* Only the process that opens letters is given the secret key, by its supervisor. */
static const char *secret_key(struct office_settings *settings)
{
    const char *credentials = getenv("CREDENTIALS_DIRECTORY");

    if (text_is_set(credentials)) {
        AUTO_FREE char *path = mem_format("%s/office.secret", credentials);

        if (access(path, R_OK) == 0)
            return keep(settings, mem_steal(&path));
    }
    return keep(settings, mem_format("%s/keys/office.secret", settings->state_dir));
}

static const char *url_of(struct office_settings *settings, const char *port_key)
{
    const char *host = conf_string(settings->conf, "server", "host");
    int port = (int)conf_int(settings->conf, "server", port_key);

    if (port == 443)
        return keep(settings, mem_format("https://%s", host));
    return keep(settings, mem_format("https://%s:%d", host, port));
}

static void fill(struct office_settings *settings)
{
    const struct conf *conf = settings->conf;
    const char *publisher = conf_string(conf, "keys", "publisher");

    settings->connection = conf_string(conf, "database", "connection");
    settings->state_dir = conf_string(conf, "paths", "state");
    settings->run_dir = conf_string(conf, "paths", "run");
    settings->daemons = (int)conf_int(conf, "ingest", "daemons");
    settings->office = (struct office_options){
        .office_id = conf_string(conf, "office", "id"),
        .office_name = conf_string(conf, "office", "name"),
        .url = url_of(settings, "page_port"),
        .kiosk_url = url_of(settings, "kiosk_port"),
        .offset_min = zone_minutes(conf_string(conf, "office", "zone")),
        .authority_dir = keep(settings, mem_format("%s/authority", settings->state_dir)),
        .pins = keep(settings, mem_format("%s/keys/pins", settings->state_dir)),
        .office_secret = secret_key(settings),
        .office_public = keep(settings, mem_format("%s/keys/office.public", settings->state_dir)),
        .publisher_key =
            publisher[0] != '\0'
                ? publisher
                : keep(settings, mem_format("%s/keys/publisher.public", settings->state_dir)),
        .asset_dir = keep(settings, settings_shared_dir("anjungan", ANJUNGAN_ASSET_DIR)),
        .locale_dir = keep(settings, settings_shared_dir("locale", ANJUNGAN_LOCALE_DIR)),
        .relay_url = conf_string(conf, "relay", "url"),
        .relay_dir = keep(settings, mem_format("%s/relay", settings->state_dir)),
        .workers = (int)conf_int(conf, "ingest", "workers"),
        .start_ms = -1,
    };
    settings->site = (struct office_site){
        .host = conf_string(conf, "server", "host"),
        .run_dir = settings->run_dir,
        .log_dir = conf_string(conf, "paths", "log"),
        .authority_dir = settings->office.authority_dir,
        .page_certificate = conf_string(conf, "server", "page_certificate"),
        .page_key = conf_string(conf, "server", "page_key"),
        .address = conf_string(conf, "server", "address"),
        .page_port = (int)conf_int(conf, "server", "page_port"),
        .kiosk_port = (int)conf_int(conf, "server", "kiosk_port"),
        .daemons = settings->daemons,
    };
}

/* Rules between options. */
static bool check(const struct office_settings *settings, struct err *err)
{
    const struct conf *conf = settings->conf;
    const char *certificate = conf_string(conf, "server", "page_certificate");
    const char *key = conf_string(conf, "server", "page_key");
    const char *relay = conf_string(conf, "relay", "url");

    if (conf_int(conf, "server", "page_port") == conf_int(conf, "server", "kiosk_port"))
        return err_set(err, ERR_INVALID, "%s: [server] page_port and kiosk_port must differ",
                       settings->config_path);
    if ((certificate[0] == '\0') != (key[0] == '\0'))
        return err_set(err, ERR_INVALID, "%s: [server] page_certificate and page_key: both or none",
                       settings->config_path);
    if (relay[0] != '\0' && strncmp(relay, "https://", 8) != 0)
        return err_set(err, ERR_INVALID, "%s: [relay] url \"%s\": allowed is https://…",
                       settings->config_path, relay);
    return true;
}

bool office_settings_read(struct office_settings *out, const char *path, struct err *err)
{
    AUTO_OFFICE_SETTINGS struct office_settings settings = {
        .config_path = path ? path : OFFICE_CONFIG_FILE,
    };
    size_t count = 0;
    const struct conf_option *options = office_settings_options(&count);

    if (!conf_read(&settings.conf, settings.config_path, path == NULL, options, count, err)
        || !check(&settings, err))
        return false;
    fill(&settings);
    *out = settings;
    settings = (struct office_settings){0};
    return true;
}

void office_settings_clear(struct office_settings *settings)
{
    for (size_t i = 0; i < settings->text_count; i++)
        free(settings->texts[i]);
    conf_free(settings->conf);
    *settings = (struct office_settings){0};
}

void office_settings_as(struct office_settings *settings, const char *role)
{
    settings->office.database =
        keep(settings, mem_format("%s user=%s", settings->connection, role));
}

void office_settings_for(struct office_settings *settings, const char *role, const char *verb,
                         int no)
{
    office_settings_as(settings, role);
    settings->office.socket =
        keep(settings, mem_format("%s/%s/%d.sock", settings->run_dir, verb, no));
}
