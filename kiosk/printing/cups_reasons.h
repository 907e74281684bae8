/* What printer-state-reasons mean to a kiosk. */
#pragma once
#include "domain/print.h"
#include <stdbool.h>
#include <stddef.h>

struct cups_reasons {
    enum printer_trouble trouble; /* the worst one */
    bool is_paper_low;
    bool is_holding;      /* new jobs are held, by a person's will */
    bool is_sending;      /* anjungan-escpos has sent its first byte */
    bool is_history_lost; /* cupsd's ipp backend did not find a job any more that the printer had */
};

/* Reasons are matched by their beginning, because one fault comes as media-empty, media-empty-report,
 * -warning or -error. Unknown ones mean nothing. */
void cups_reasons_add(struct cups_reasons *reasons, const char *keyword);

/* The worse of two troubles. */
enum printer_trouble cups_worse(enum printer_trouble a, enum printer_trouble b);
