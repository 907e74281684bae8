/* The support bundle: what somebody far away needs to see what is wrong with this machine, in one
 * archive that holds no visitor, no officer's name and no secret. */
#pragma once
#include "admin/verbs.h"
#include "base/attr.h"
#include "base/conf.h"
#include "base/err.h"
#include <stdio.h>

struct support_facts {
    const char *device;      /* "K1" */
    const char *role;        /* "lobby" */
    const char *office;      /* its id */
    const char *help_line;   /* somebody's words: hidden wherever they stand; "" = none */
    const struct conf *conf; /* shown without words of anybody's */
};

/* Writes a .tar.gz to `out`: versions, doctor's findings, settings, units, the journal of a week, counts of
 * the database, printers. What cannot be asked here is said in its file. ERR_IO, ERR_FULL. */
MUST_USE bool support_bundle_write(const struct admin *admin, const struct support_facts *facts,
                                   FILE *out, struct err *err);
