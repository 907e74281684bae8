/* Asks for a newer catalogue every few minutes, by its tag. */
#include "base/text.h"
#include "sync_internal.h"
#include "wire/signed_catalog.h"

#define LOG_AREA "sync"
#include "base/alert.h"

enum { CATALOG_EVERY_MS = 5 * 60 * 1000, CATALOG_APART_MS = 60 * 1000, PATH_TEXT = 96 };

static void take(struct sync *sync, const struct transport_reply *answer)
{
    struct err err = {0};

    if (desk_take_catalog(sync->options.desk, answer->body.data, answer->body.len, answer->etag,
                          &err))
        log_info("a new catalogue is there");
    else
        log_alert(ALERT_CATALOG_REFUSED, "the office's catalogue is not taken: %s", err.text);
}

/* Not more often than every minute: a large one on a slow line must not keep events waiting. */
int64_t sync_catalog_next(const struct sync *sync)
{
    int64_t apart_ms = sync->catalog_asked_ms + CATALOG_APART_MS;

    return sync->catalog_ms > apart_ms ? sync->catalog_ms : apart_ms;
}

bool sync_catalog_step(struct sync *sync)
{
    AUTO(transport_reply_clear) struct transport_reply answer = {0};
    struct err err = {0};
    char path[PATH_TEXT];
    char tag[80];

    if (sync_now(sync) < sync_catalog_next(sync))
        return false;
    sync->catalog_asked_ms = sync_now(sync);
    sync->catalog_ms = sync_around(sync, CATALOG_EVERY_MS);
    if (!desk_catalog_tag(sync->options.desk, tag, &err)) {
        sync_local_failed(sync, &err);
        return true;
    }
    (void)text_format(path, sizeof path, "/v1/catalogue/%s", sync->options.office_id);
    const struct transport_request request = {.method = "GET",
                                              .path = path,
                                              .if_none_match = tag[0] != '\0' ? tag : NULL,
                                              .reply_most = SIGNED_CATALOG_BYTES};
    enum verdict verdict = sync_ask(sync, &request, &answer);
    if (verdict == VERDICT_GOOD && answer.status == 200)
        take(sync, &answer);
    if (answer.status != 404) /* it has published none */
        sync_complain(&sync->catalog_said, "hand out its catalogue", verdict, answer.status);
    return true;
}
