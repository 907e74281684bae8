/* QR codes as a grid of modules; drawing them is the business of ui and paper. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include <stdbool.h>
#include <stdint.h>

enum { QR_MAX = 57 }; /* version 10 */

struct qr {
    int size;                      /* modules per side, without the quiet zone; 0 = empty */
    uint8_t dark[QR_MAX * QR_MAX]; /* row by row, 1 = dark */
};

/* Error correction M; alphanumeric mode where the text allows it. ERR_INVALID when too long. */
MUST_USE bool qr_encode(struct qr *out, const char *text, struct err *err);
