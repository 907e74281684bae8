/* What a printer can be asked: its state, and which question it answers when a slip is out. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "printing/backend/device.h"
#include <stdbool.h>

struct escpos_probe {
    unsigned state;       /* as escpos_ask_state; ESCPOS_OFFLINE: it answers no DLE EOT */
    bool was_asked;       /* the rest was asked for too */
    bool answers_process; /* GS ( H, with the id that was asked for */
    bool answers_sensor;  /* GS r 1 */
};

/* Asks the printer under its lock. DLE EOT prints nothing, ever. `with_confirmation`: also GS ( H and GS r,
 * unless a fault keeps it from obeying; a printer that knows one of them not may put a few letters on
 * paper, so ask a person first. ERR_OFFLINE: not reachable. ERR_BUSY: somebody else talks to it. */
MUST_USE bool escpos_probe(const struct escpos_address *address, bool with_confirmation,
                           int timeout_ms, struct escpos_probe *out, struct err *err);
