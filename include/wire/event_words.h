/* What people wrote, on its way to the office: in letters that only the office's key opens
 * (base/sign.h, box_close). Neither the kiosk nor the office's database can read them.
 *
 * "complaint.words": {"number":"PD-1031","words":BASE64,"key":HEX}: key names the office's key by
 * the first four bytes of its SHA-256. Opened: {"text":TEXT,"name":TEXT,"contact":TEXT,
 * "answer":TEXT}; sent when it was filed and again when it was answered: the newest counts. After
 * "complaint.erased" the office destroys all of them. */
#pragma once
#include "domain/complaint.h"
#include "wire/event.h"

struct event_words {
    const char *number;
    const void *sealed;
    size_t sealed_len;
    const uint8_t *office_key; /* BOX_PUBLIC bytes */
};
const char *event_complaint_words(struct text *out, const struct event_head *head,
                                  const struct event_words *data);
