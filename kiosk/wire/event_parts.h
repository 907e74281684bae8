/* What every event is built from: the head that all share, and values as the office reads them. */
#pragma once
#include "base/json.h"
#include "wire/event.h"

/* Opens the record with its head and `data`; returns `kind`. */
const char *event_begin(struct json_out *out, struct text *text, const struct event_head *head,
                        const char *kind);
void event_end(struct json_out *out);

void event_put_uuid(struct json_out *out, const char *key, const struct uuid *uuid); /* nil: null */
/* Ids are never empty, so "" is null. */
void event_put_id(struct json_out *out, const char *key, const char *id);
void event_put_day(struct json_out *out, const char *key, int64_t day); /* "2026-11-23" */
