/* Judging kiosks. */
#include "device.h"
#include "domain/print.h"
#include "words/words.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

static const int64_t MINUTE_MS = 60 * 1000, HOUR_MS = 3600 * 1000, GIGA = 1000 * 1000 * 1000;

void device_age_words(char *out, size_t size, int64_t at_ms, int64_t now_ms, int offset_min)
{
    int64_t age_ms = now_ms - at_ms;

    if (age_ms < 2 * MINUTE_MS)
        text_copy(out, size, "baru saja");
    else if (age_ms < HOUR_MS)
        text_format(out, size, "%d menit lalu", (int)(age_ms / MINUTE_MS));
    else if (age_ms < 24 * HOUR_MS)
        text_format(out, size, "%d jam lalu", (int)(age_ms / HOUR_MS));
    else
        words_date_time(out, size, at_ms, offset_min);
}

void device_bytes_words(char *out, size_t size, int64_t bytes)
{
    int64_t tenths = bytes / (GIGA / 10);

    if (tenths >= 100)
        text_format(out, size, "%lld GB", (long long)(tenths / 10));
    else
        text_format(out, size, "%d,%d GB", (int)(tenths / 10), (int)(tenths % 10));
}

static void find(struct device_health *health, enum notice kind, const char *format, ...)
    PRINTF_LIKE(3, 4);
static void find(struct device_health *health, enum notice kind, const char *format, ...)
{
    struct device_finding *finding;
    va_list args;

    if (health->count == DEVICE_FINDINGS)
        return;
    finding = &health->findings[health->count++];
    finding->kind = kind;
    va_start(args, format);
    text_format_args(finding->words, sizeof finding->words, format, args);
    va_end(args);
    if (kind > health->kind)
        health->kind = kind;
}

static const char *trouble_words(enum printer_trouble trouble)
{
    switch (trouble) {
    case TROUBLE_NONE:
        return "Printer siap";
    case TROUBLE_NO_PRINTER:
        return "Antrean printer tidak ada: jalankan anjungan-ctl doctor di anjungan";
    case TROUBLE_OFFLINE:
        return "Printer tidak menjawab: periksa kabel dan sakelarnya";
    case TROUBLE_COVER_OPEN:
        return "Penutup printer terbuka";
    case TROUBLE_JAM:
        return "Kertas printer macet";
    case TROUBLE_PAPER_OUT:
        return "Kertas printer habis";
    case TROUBLE_STOPPED:
        return "Antrean printer dihentikan";
    case TROUBLE_REFUSED:
        return "Printer menolak cetakan";
    case TROUBLE_UNKNOWN:
        return "Printer terganggu";
    }
    return "Printer terganggu";
}

static bool is_ready(const char *printer)
{
    return printer[0] == '\0' || strcmp(printer, "ready") == 0 || strcmp(printer, "none") == 0;
}

const char *device_printer_words(const char *printer)
{
    if (printer[0] == '\0')
        return "Tidak diketahui";
    return trouble_words(is_ready(printer) ? TROUBLE_NONE : printer_trouble_from_name(printer));
}

static void judge_printer(const struct heartbeat *heartbeat, struct device_health *out)
{
    if (!is_ready(heartbeat->printer))
        find(out, NOTICE_DANGER, "%s.", device_printer_words(heartbeat->printer));
    else if (strcmp(heartbeat->paper, "out") == 0)
        find(out, NOTICE_DANGER, "Kertas printer habis.");
    if (strcmp(heartbeat->paper, "low") == 0)
        find(out, NOTICE_WARNING, "Kertas printer hampir habis.");
}

static void judge_disk(const struct heartbeat *heartbeat, struct device_health *out)
{
    char left[32];

    if (heartbeat->disk_size <= 0 || heartbeat->disk_free < 0
        || heartbeat->disk_free / (heartbeat->disk_size / 100 + 1) >= DEVICE_DISK_PERCENT)
        return;
    device_bytes_words(left, sizeof left, heartbeat->disk_free);
    find(out, NOTICE_WARNING, "Ruang penyimpanan tinggal %s.", left);
}

static void judge_clock(const struct device *device, struct device_health *out)
{
    const struct heartbeat *heartbeat = &device->heartbeat;
    int64_t off_ms = heartbeat->clock_ms - device->heard_ms;

    if (llabs(off_ms) < DEVICE_CLOCK_MS)
        return;
    if (llabs(off_ms) >= 24 * HOUR_MS) {
        find(out, NOTICE_WARNING, "Jam anjungan meleset lebih dari sehari.");
        return;
    }
    find(out, NOTICE_WARNING, "Jam anjungan %s %lld menit.",
         off_ms > 0 ? "lebih cepat" : "terlambat", llabs(off_ms) / MINUTE_MS);
}

static void judge_backlog(const struct heartbeat *heartbeat, struct device_health *out)
{
    char count[32];

    words_count(count, sizeof count, heartbeat->unsent);
    if (heartbeat->unsent > 0 && heartbeat->oldest_unsent_ms > DEVICE_BACKLOG_MS)
        find(out, NOTICE_WARNING, "%s catatan belum terkirim, tertua %lld jam.", count,
             (long long)(heartbeat->oldest_unsent_ms / HOUR_MS));
    if (heartbeat->set_aside > 0)
        find(out, NOTICE_WARNING, "%lld catatan ditolak server dan disisihkan di anjungan.",
             (long long)heartbeat->set_aside);
}

static void judge_roles(const struct heartbeat *heartbeat, struct device_health *out)
{
    for (size_t i = 0; i < heartbeat->role_count; i++) {
        if (!heartbeat->roles[i].runs)
            find(out, NOTICE_DANGER, "Bagian “%s” tidak berjalan.", heartbeat->roles[i].role);
    }
}

static void judge_streams(const struct device *device, struct device_health *out)
{
    if (device->broken > 0)
        find(out, NOTICE_DANGER, "Rantai catatan tidak cocok pada %lld aliran.",
             (long long)device->broken);
    if (device->gaps > 0)
        find(out, NOTICE_WARNING, "%lld nomor catatan belum tiba.", (long long)device->gaps);
    if (device->quarantined > 0)
        find(out, NOTICE_WARNING, "%lld catatan dikarantina.", (long long)device->quarantined);
    if (device->unread > 0)
        find(out, NOTICE_WARNING, "%lld catatan tidak terbaca.", (long long)device->unread);
}

static void judge_silence(const struct device *device, int64_t now_ms, int offset_min,
                          struct device_health *out)
{
    char age[96];

    if (!device->has_heartbeat) {
        find(out, NOTICE_WARNING, "Belum pernah terhubung.");
        return;
    }
    device_age_words(age, sizeof age, device->heard_ms, now_ms, offset_min);
    if (now_ms - device->heard_ms >= DEVICE_SILENT_MS)
        find(out, now_ms - device->heard_ms >= DEVICE_AWAY_MS ? NOTICE_DANGER : NOTICE_WARNING,
             "Terakhir terhubung %s.", age);
}

static const char *sum_words(const struct device *device, int64_t now_ms, enum notice kind)
{
    if (device->has_heartbeat && now_ms - device->heard_ms >= DEVICE_SILENT_MS)
        return "Tidak terhubung";
    switch (kind) {
    case NOTICE_INFO:
    case NOTICE_GOOD:
        return "Baik";
    case NOTICE_WARNING:
        return "Perlu dilihat";
    case NOTICE_DANGER:
        return "Terganggu";
    }
    return "";
}

/* The worst first, else in their order. */
static void put_worst_first(struct device_health *health)
{
    struct device_finding sorted[DEVICE_FINDINGS];
    size_t count = 0;

    for (int kind = NOTICE_DANGER; kind >= NOTICE_INFO; kind--) {
        for (size_t i = 0; i < health->count; i++) {
            if (health->findings[i].kind == (enum notice)kind)
                sorted[count++] = health->findings[i];
        }
    }
    memcpy(health->findings, sorted, count * sizeof sorted[0]);
}

void device_judge(const struct device *device, int64_t now_ms, int offset_min,
                  struct device_health *out)
{
    *out = (struct device_health){.kind = NOTICE_GOOD};
    if (device->revoked_ms > 0) {
        out->kind = NOTICE_INFO;
        text_copy(out->words, sizeof out->words, "Dicabut");
        return;
    }
    judge_silence(device, now_ms, offset_min, out);
    if (device->has_heartbeat) {
        judge_printer(&device->heartbeat, out);
        judge_disk(&device->heartbeat, out);
        judge_clock(device, out);
        judge_backlog(&device->heartbeat, out);
        judge_roles(&device->heartbeat, out);
    }
    judge_streams(device, out);
    if (device->not_after_ms < now_ms)
        find(out, NOTICE_DANGER, "Sertifikat anjungan sudah berakhir: daftarkan lagi.");
    put_worst_first(out);
    text_copy(out->words, sizeof out->words, sum_words(device, now_ms, out->kind));
}
