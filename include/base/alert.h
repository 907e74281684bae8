/* What somebody has to look after: log lines with an id of their own, which the journal's catalogue
 * (assets/journal) explains: what happened, what it means for visitors, what to do.
 *
 * journalctl -x shows the explanation below the line; journalctl ANJUNGAN_ALERT=printer finds one
 * kind. An id never changes its meaning and is never used again. */
#pragma once
#include "base/attr.h"
#include "base/log.h"

enum alert {
    ALERT_DATABASE,
    ALERT_CATALOG,
    ALERT_ASSETS,
    ALERT_SETTINGS,
    ALERT_DISK_FULL,
    ALERT_DISPLAY,
    ALERT_IN_SERVICE,
    ALERT_QUARANTINE,
    ALERT_BACKUP,
    ALERT_RESTORED,
    ALERT_UPDATED,
    ALERT_UPDATE_UNDONE,
    ALERT_UPDATE_STUCK,
    ALERT_CLOCK,
    ALERT_PICTURE,
    ALERT_TOUCH,
    ALERT_SPEAKER,
    ALERT_SURVEY,
    ALERT_PRINTER,
    ALERT_PRINTER_READY,
    ALERT_OFFICE_AWAY,
    ALERT_OFFICE_REFUSES,
    ALERT_OFFICE_REACHED,
    ALERT_CERTIFICATE,
    ALERT_CATALOG_REFUSED,
    ALERT_SET_ASIDE,
    ALERT_SERVER,
    ALERT_SERVER_WELL,
    ALERT_SERVER_BACKUP,
    ALERT_COUNT
};

struct alert_row {
    const char *name; /* "printer-trouble" */
    const char *id;   /* MESSAGE_ID: 128 bits in hex */
    enum log_level level;
};

extern const struct alert_row alert_rows[ALERT_COUNT];

/* Logs like log_line. Where the journal reads standard error the line goes to it with the fields
 * MESSAGE_ID and ANJUNGAN_ALERT. */
void alert_line(enum alert alert, const char *area, const char *format, ...) PRINTF_LIKE(3, 4);
/* Into the journal alone, for what a command does and tells its person in other words. Nothing where there is
 * no journal. */
void alert_note(enum alert alert, const char *area, const char *format, ...) PRINTF_LIKE(3, 4);
#define log_alert(alert, ...) alert_line(alert, LOG_AREA, __VA_ARGS__)
