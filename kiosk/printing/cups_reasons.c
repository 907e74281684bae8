/* printer-state-reasons, by prefix. */
#include "printing/cups_reasons.h"
#include "base/attr.h"
#include <string.h>

enum meaning { MEANS_TROUBLE, MEANS_LOW, MEANS_HOLDING, MEANS_SENDING, MEANS_LOST };

static const struct {
    const char *prefix;
    enum meaning meaning;
    enum printer_trouble trouble;
} table[] = {
    {"hold-new-jobs", MEANS_HOLDING, TROUBLE_NONE},
    {"anjungan-sending", MEANS_SENDING, TROUBLE_NONE},
    {"cups-ipp-missing-job-history", MEANS_LOST, TROUBLE_NONE},
    {"media-empty", MEANS_TROUBLE, TROUBLE_PAPER_OUT},
    {"media-needed", MEANS_TROUBLE, TROUBLE_PAPER_OUT},
    {"media-low", MEANS_LOW, TROUBLE_NONE},
    {"media-jam", MEANS_TROUBLE, TROUBLE_JAM},
    {"cutter-", MEANS_TROUBLE, TROUBLE_JAM},
    {"cover-open", MEANS_TROUBLE, TROUBLE_COVER_OPEN},
    {"door-open", MEANS_TROUBLE, TROUBLE_COVER_OPEN},
    {"interlock-open", MEANS_TROUBLE, TROUBLE_COVER_OPEN},
    {"input-tray-missing", MEANS_TROUBLE, TROUBLE_PAPER_OUT},
    {"offline", MEANS_TROUBLE, TROUBLE_OFFLINE},
    {"shutdown", MEANS_TROUBLE, TROUBLE_OFFLINE},
    {"timed-out", MEANS_TROUBLE, TROUBLE_OFFLINE},
    {"paused", MEANS_TROUBLE, TROUBLE_STOPPED},
    {"stopped", MEANS_TROUBLE, TROUBLE_STOPPED},
    {"spool-area-full", MEANS_TROUBLE, TROUBLE_STOPPED},
    {"moving-to-paused", MEANS_TROUBLE, TROUBLE_STOPPED},
};

enum printer_trouble cups_worse(enum printer_trouble a, enum printer_trouble b)
{
    if (a == TROUBLE_NONE || b == TROUBLE_NONE)
        return a == TROUBLE_NONE ? b : a;
    return a < b ? a : b; /* the enum is ordered worst first */
}

void cups_reasons_add(struct cups_reasons *reasons, const char *keyword)
{
    for (size_t i = 0; i < ARRAY_LEN(table); i++) {
        if (strncmp(keyword, table[i].prefix, strlen(table[i].prefix)) != 0)
            continue;
        if (table[i].meaning == MEANS_TROUBLE)
            reasons->trouble = cups_worse(reasons->trouble, table[i].trouble);
        reasons->is_paper_low = reasons->is_paper_low || table[i].meaning == MEANS_LOW;
        reasons->is_holding = reasons->is_holding || table[i].meaning == MEANS_HOLDING;
        reasons->is_sending = reasons->is_sending || table[i].meaning == MEANS_SENDING;
        reasons->is_history_lost = reasons->is_history_lost || table[i].meaning == MEANS_LOST;
        return;
    }
}
