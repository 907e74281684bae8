/* The process of the pages. */
#include "base/i18n.h"
#include "base/secret.h"
#include "office/office.h"
#include "in_force.h"
#include "web_internal.h"

#include <string.h>

#define LOG_AREA "web"
#include "base/log.h"

enum { IDLE_S = 60, CONNECTIONS_MOST = 128 };

bool office_web_run(const struct office_options *options, int stop_fd, struct err *err)
{
    struct web web = {.options = options};
    struct http_server *server = NULL;
    struct http_server_options door = {.socket = options->socket,
                                       .listen_fd = -1,
                                       .body_most = WEB_FORM_MOST,
                                       .idle_s = IDLE_S,
                                       .connection_most = CONNECTIONS_MOST,
                                       .handle = web_handle,
                                       .context = &web};

    if (!i18n_open(options->locale_dir, err))
        return false;
    i18n_use("id");
    web.pg = pg_new(options->database);
    web.clock = clock_system_new(options->start_ms);
    web.trouble = (struct troubles){.area = LOG_AREA, .clock = web.clock, .pg = web.pg};
    pin_hash(web.nobody_hash, "nobody");
    /* The database is asked with the first request: while it is away, pages say so. */
    bool is_open = http_server_open(&server, &door, err);
    if (is_open) {
        log_info("pages for %s on %s", options->office_id, options->socket);
        http_server_run(server, stop_fd);
    }
    http_server_close(server);
    in_force_clear(&web);
    clock_free(web.clock);
    pg_free(web.pg);
    return is_open;
}
