/* What the files of the outbox share. */
#pragma once
#include "desk/desk_internal.h"
#include "desk/outbox.h"
#include "store/delivery_store.h"

/* Inside a transaction: closes an open stream, begins the next one of its name, says why in the journal,
 * and moves what it can. */
MUST_USE bool outbox_renew(struct desk *desk, const struct delivery_stream *old, const char *why,
                           int64_t at_ms, struct err *err);
/* Inside a transaction: moves the next waiting records of a closed stream to the open one of its
 * name, with their ids; so few that nobody in the hall waits for it. */
MUST_USE bool outbox_move(struct desk *desk, const struct delivery_stream *from, int64_t at_ms,
                          struct err *err);
/* Inside a transaction: the same for one record. */
MUST_USE bool outbox_move_one(struct desk *desk, const struct delivery_stream *from, int64_t seq,
                              int64_t at_ms, struct err *err);
