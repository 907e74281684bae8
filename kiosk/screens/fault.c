/* The table of fault codes. */
#include "screens/fault.h"

const struct fault fault_database = {"P02", "the database cannot be opened, read or written",
                                     ALERT_DATABASE};
const struct fault fault_catalog = {"P03", "the office's catalogue is missing or wrong",
                                    ALERT_CATALOG};
const struct fault fault_assets = {"P04", "fonts, icons or translations are missing", ALERT_ASSETS};
const struct fault fault_settings = {"P06", "the settings are wrong", ALERT_SETTINGS};
const struct fault fault_disk_full = {"P05", "the disk is full", ALERT_DISK_FULL};

const struct fault *fault_of(enum err_code code)
{
    switch (code) {
    case ERR_INVALID:
    case ERR_NOT_FOUND:
        return &fault_catalog;
    case ERR_FULL:
        return &fault_disk_full;
    case ERR_NONE:
    case ERR_CLOSED:
    case ERR_BUSY:
    case ERR_OFFLINE:
    case ERR_IO:
    case ERR_CORRUPT:
        break;
    }
    return &fault_database;
}
