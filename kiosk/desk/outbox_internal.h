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
/* What a record that is delivered now is marked with: the office's time, and never 0. */
int64_t outbox_mark(struct desk *desk);
/* Inside a transaction: what became of a record, into the journal. */
MUST_USE bool outbox_note(struct desk *desk, const char *kind, const char *stream, int64_t seq,
                          const char *detail, struct err *err);
