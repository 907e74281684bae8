/* IPP answers as bytes, looked through before libcups reads them: it nests collections on its stack
 * as deep as the other side says. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include <cups/ipp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    IPP_BYTES_MAX = 2 << 20, /* 500 jobs are 130 KB, the largest queue description 60 KB */
    IPP_VALUES_MAX = 50000,
    IPP_DEPTH_MAX = 8
};

/* Whole, well-formed and within the limits above. ERR_INVALID says what is wrong. Bytes behind the end
 * are not looked at. */
MUST_USE bool ipp_bytes_check(const uint8_t *bytes, size_t len, struct err *err);

/* Reads an answer. `*out` is yours (ippDelete). ERR_INVALID. */
MUST_USE bool ipp_bytes_read(const uint8_t *bytes, size_t len, ipp_t **out, struct err *err);
