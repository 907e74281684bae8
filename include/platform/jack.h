/* The headphone jack: input devices that report SW_HEADPHONE_INSERT (linux/input-event-codes.h), as sound cards and
 * audio keypads do. There may be several; a plug in one of them counts. One thread at a time. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include <stdbool.h>

struct jack;

/* `place` is a folder, in which every device that reports a jack is followed, also one that comes later, or one
 * device, which is followed whatever it reports. A device that goes away was unplugged. ERR_IO: nothing to wait on. */
MUST_USE bool jack_open(struct jack **out, const char *place, struct err *err);
void jack_close(struct jack *jack);

/* Readable (poll) when there is something to read. `jack` may be NULL: -1, which poll passes over. */
int jack_fd(const struct jack *jack);
/* Reads it without waiting; is there a plug in a jack now? */
bool jack_read(struct jack *jack);
