/* How a kiosk is, judged from its last heartbeat: pure rules, the same on every page. */
#pragma once
#include "office/web/page.h"
#include "wire/heartbeat.h"

struct device {
    char kiosk[37]; /* the UUID */
    char name[17];  /* "K1" */
    char note[128]; /* where it stands */
    char by[WEB_ACCOUNT_TEXT];
    int64_t enrolled_ms, not_after_ms;
    int64_t revoked_ms; /* 0: not revoked */
    char revoked_by[WEB_ACCOUNT_TEXT];
    bool has_heartbeat;
    int64_t heard_ms; /* when the last one came */
    struct heartbeat heartbeat;
    int64_t broken, gaps, quarantined,
        unread; /* of its streams: chains, missing numbers, records */
};

enum {
    DEVICE_SILENT_MS = 5 * 60 * 1000, /* a kiosk speaks every minute or so */
    DEVICE_AWAY_MS = 60 * 60 * 1000,
    DEVICE_BACKLOG_MS = 60 * 60 * 1000,
    DEVICE_CLOCK_MS = 2 * 60 * 1000,
    DEVICE_DISK_PERCENT = 10,
    DEVICE_FINDINGS = 16,
};
struct device_finding {
    enum notice kind; /* WARNING or DANGER */
    char words[160];
};
struct device_health {
    enum notice kind; /* the worst; GOOD where nothing was found */
    char words[64];   /* "Baik", "Perlu dilihat", "Terganggu", "Tidak terdengar", "Dicabut" */
    size_t count;     /* the worst first */
    struct device_finding findings[DEVICE_FINDINGS];
};
void device_judge(const struct device *device, int64_t now_ms, int offset_min,
                  struct device_health *out);

/* "Printer siap" … for a heartbeat's word */
const char *device_printer_words(const char *printer);
/* "baru saja", "7 menit lalu", "3 jam lalu", "22 Nov 2026 pukul 09.41" */
void device_age_words(char *out, size_t size, int64_t at_ms, int64_t now_ms, int offset_min);
/* "12,4 GB" */
void device_bytes_words(char *out, size_t size, int64_t bytes);
