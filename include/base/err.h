/* An error: a code for the program and one line of text for the log.
 *
 * What can fail returns bool and takes a caller-owned `struct err *` last. The place that knows
 * the fact sets it once, naming the wrong value; callers pass it on untouched and add context only
 * at a floor's edge. Visitors never see the text. `err` may be NULL where the caller does not ask. */
#pragma once
#include "base/attr.h"
#include <stdbool.h>

enum err_code {
    ERR_NONE,
    ERR_NOT_FOUND, /* what was named does not exist */
    ERR_INVALID,   /* input breaks a rule; the text names file, place and value */
    ERR_CLOSED,    /* the service, group or day is closed */
    ERR_BUSY,      /* another process holds it longer than we wait */
    ERR_OFFLINE,   /* the other side (printer, cupsd, server) is not there */
    ERR_FULL,      /* disk, buffer or quota is full */
    ERR_IO,        /* the machine failed to read or write */
    ERR_CORRUPT,   /* stored data is damaged */
};

struct err {
    enum err_code code;
    char text[512]; /* UTF-8, one line, cut at a character border when too long */
};

/* Sets `err` and returns false, so that failing reads `return err_set(…);`. */
bool err_set(struct err *err, enum err_code code, const char *format, ...) PRINTF_LIKE(3, 4);

/* Puts "context: " before the text that is already there. Returns false. */
bool err_add(struct err *err, const char *format, ...) PRINTF_LIKE(2, 3);
