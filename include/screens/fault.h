/* Why a kiosk does not serve: the code that staff read out, and what it means. */
#pragma once
#include "base/alert.h"
#include "base/err.h"
#include <stddef.h>

struct fault {
    const char *code;    /* "P02", shown as "Kode K1-P02" */
    const char *meaning; /* for the log and the manual */
    enum alert alert;    /* how the journal explains it */
};

extern const struct fault fault_database;  /* P02 */
extern const struct fault fault_catalog;   /* P03 */
extern const struct fault fault_assets;    /* P04 */
extern const struct fault fault_disk_full; /* P05 */
extern const struct fault fault_settings;  /* P06 */

/* The fault behind an error of opening or using the desk. */
const struct fault *fault_of(enum err_code code);
