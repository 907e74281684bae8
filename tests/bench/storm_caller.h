/* One connection to an office, on which kiosks send batches of records: one kiosk for as long as it is kept, or one after
 * the other. */
#pragma once
#include "base/text.h"
#include "bench/storm_kiosks.h"

#include <curl/curl.h>

enum { STORM_STREAMS = 60, STORM_REPLY = 16 * 1024 };

/* Where it calls. */
struct storm_office {
    char url[OFFICE_PATH], authority[OFFICE_PATH], pins[512];
    struct curl_slist *headers;
};
struct storm_stream {
    struct uuid id;
    int64_t seq;
};
struct storm_caller {
    const struct storm_office *office;
    const struct storm_kiosk *kiosk; /* who it is now */
    struct storm_stream streams[STORM_STREAMS];
    long sent; /* batches of this kiosk */
    CURL *easy;
    struct text body;
    char reply[STORM_REPLY];
    size_t reply_len;
    double due_us;
    bool is_busy;
};
/* Everything asserts. Nobody calls before storm_caller_become. */
void storm_caller_open(struct storm_caller *caller, const struct storm_office *office);
void storm_caller_close(struct storm_caller *caller);
/* Speaks as this kiosk from now on, with streams that are new. It hangs up after each reply or keeps the
 * connection. */
void storm_caller_become(struct storm_caller *caller, const struct storm_kiosk *kiosk,
                         bool hangs_up);
/* Sends `batch` new records on the next of its streams, with the others in `multi`. */
void storm_caller_send(struct storm_caller *caller, CURLM *multi, int batch);
/* How many records the office said it stored. */
long storm_caller_stored(const struct storm_caller *caller);
