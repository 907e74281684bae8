/* The kiosks: how each is, what came of it, and taking one in or out. */
#include "device_rows.h"
#include "form.h"
#include "html.h"
#include "page.h"
#include "pages.h"
#include "table.h"
#include "words/words.h"

#include <string.h>

enum { DEVICES_ON_PAGE = 60 };

struct list {
    struct visit *visit;
    struct table table;
    size_t count;
};

static void put_fact(struct text *out, const char *label, const char *value)
{
    html_fill(out, "<dt>{}</dt><dd>{}</dd>", label, value);
}

static void put_count(struct text *out, const char *label, int64_t count)
{
    char words[32];

    words_count(words, sizeof words, count);
    put_fact(out, label, words);
}

static const char *paper_words(const char *paper)
{
    if (strcmp(paper, "ok") == 0)
        return "Cukup";
    if (strcmp(paper, "low") == 0)
        return "Hampir habis";
    return strcmp(paper, "out") == 0 ? "Habis" : "Tidak diketahui";
}

static void put_clock(struct text *out, const struct device *device, int offset_min)
{
    char time[32], off[64];
    int64_t seconds = (device->heartbeat.clock_ms - device->heard_ms) / 1000;

    words_time(time, sizeof time, device->heartbeat.clock_ms, offset_min);
    text_format(off, sizeof off, "%s (%+lld dtk)", time, (long long)seconds);
    put_fact(out, "Jam", seconds > -60 && seconds < 60 ? "Tepat" : off);
}

static void put_heartbeat(struct text *out, const struct device *device, int offset_min)
{
    const struct heartbeat *heartbeat = &device->heartbeat;
    char free[32], size[32], disk[80];

    device_bytes_words(free, sizeof free, heartbeat->disk_free);
    device_bytes_words(size, sizeof size, heartbeat->disk_size);
    text_format(disk, sizeof disk, "%s bebas dari %s", free, size);
    put_fact(out, "Printer", device_printer_words(heartbeat->printer));
    put_fact(out, "Kertas", paper_words(heartbeat->paper));
    put_fact(out, "Penyimpanan", heartbeat->disk_size > 0 ? disk : "Tidak diketahui");
    put_clock(out, device, offset_min);
    put_count(out, "Belum terkirim", heartbeat->unsent);
    put_count(out, "Survei di anjungan", heartbeat->surveys_held);
    put_fact(out, "Versi", heartbeat->version);
}

static void put_findings(struct text *out, const struct device_health *health)
{
    if (health->count == 0)
        return;
    html_mark(out, "<ul class=\"findings\">");
    for (size_t i = 0; i < health->count; i++) {
        html_fill(out, "<li class=\"{}\">{}</li>",
                  health->findings[i].kind == NOTICE_DANGER ? "danger" : "warning",
                  health->findings[i].words);
    }
    html_mark(out, "</ul>");
}

static void put_device(void *context, const struct device *device)
{
    struct list *list = context;
    struct text *out = &list->visit->reply->body;
    int offset_min = list->visit->web->options->offset_min;
    struct device_health health;
    char heard[96] = "–";

    if (list->count++ == DEVICES_ON_PAGE) /* there is a next page */
        return;
    device_judge(device, list->visit->now_ms, offset_min, &health);
    if (device->has_heartbeat)
        device_age_words(heard, sizeof heard, device->heard_ms, list->visit->now_ms, offset_min);
    html_fill(out,
              "<article class=\"card device\"><header><h2><a href=\"/perangkat/{%}\">{}</a></h2>",
              device->kiosk, device->name);
    page_chip(out, health.kind, health.words);
    html_fill(out, "</header><p class=\"hint\">{}</p>", device->note);
    put_findings(out, &health);
    html_mark(out, "<dl class=\"facts\">");
    put_fact(out, "Terhubung", heard);
    if (device->has_heartbeat && device->revoked_ms == 0)
        put_heartbeat(out, device, offset_min);
    html_mark(out, "</dl></article>\n");
}

static void put_code_line(void *context, const struct code_line *line)
{
    struct list *list = context;
    char until[32];

    words_time(until, sizeof until, line->expires_ms, list->visit->web->options->offset_min);
    table_row(&list->table);
    table_text(&list->table, line->note[0] == '\0' ? "(tanpa catatan)" : line->note);
    table_text(&list->table, web_by_words(line->by));
    table_text(&list->table, until);
}

static bool put_codes(struct visit *visit, struct err *err)
{
    static const struct table_column columns[] = {
        {"Untuk", false}, {"Dibuat oleh", false}, {"Berlaku sampai", false}};
    struct text *out = &visit->reply->body;
    struct list list = {.visit = visit};

    html_mark(out, "<section class=\"card\"><h2>Kode pendaftaran yang masih berlaku</h2>");
    list.table = table_open(out, "Kode yang masih berlaku", false, columns, ARRAY_LEN(columns));
    if (!device_rows_codes(visit->web->pg, visit->now_ms, put_code_line, &list, err))
        return false;
    table_close(&list.table, "Tidak ada.");
    html_mark(out, "</section>\n");
    return true;
}

bool page_devices(struct visit *visit, struct err *err)
{
    struct text *out = &visit->reply->body;
    struct list list = {.visit = visit};
    int page = page_number(visit);

    page_open(visit, &(struct page){.title = "Perangkat", .here = "/perangkat", .refresh_s = 60});
    if (visit->role == WEB_ADMIN) {
        html_mark(out, "<div class=\"actions\">");
        form_link(out, FORM_PRIMARY, "/perangkat-baru", "Daftarkan anjungan");
        html_mark(out, "</div>\n");
    }
    html_mark(out, "<div class=\"cards\">\n");
    if (!device_rows_some(visit->web->pg, page * DEVICES_ON_PAGE, DEVICES_ON_PAGE + 1, put_device,
                          &list, err))
        return false;
    html_mark(out, "</div>\n");
    page_turner(visit, "/perangkat", NULL, 0, page, list.count > DEVICES_ON_PAGE);
    if (list.count == 0 && page == 0)
        page_notice(
            out, NOTICE_INFO,
            "Belum ada anjungan. Buat kode pendaftaran, lalu masukkan kode itu di anjungan.");
    if (visit->role == WEB_ADMIN && !put_codes(visit, err))
        return false;
    page_close(visit);
    return true;
}

static const char *stream_words(const char *name)
{
    if (strcmp(name, "main") == 0)
        return "Kejadian";
    return strcmp(name, "survey") == 0 ? "Survei" : name;
}

static void put_stream(void *context, const struct stream_line *line)
{
    struct list *list = context;
    struct table *table = &list->table;
    char words[160], at[96];

    words_date_time(at, sizeof at, line->changed_ms, list->visit->web->options->offset_min);
    table_row(table);
    table_text(table, stream_words(line->name));
    table_number(table, line->head);
    table_cell_open(table);
    if (line->broken_at > 0) {
        text_format(words, sizeof words, "Putus di nomor %lld", (long long)line->broken_at);
        page_chip(table->out, NOTICE_DANGER, words);
    } else if (line->is_former)
        page_chip(table->out, NOTICE_INFO, "Sudah digantikan");
    else
        page_chip(table->out, line->missing > 0 ? NOTICE_WARNING : NOTICE_GOOD,
                  line->missing > 0 ? "Belum lengkap" : "Lengkap");
    table_cell_close(table);
    table_cell_open(table);
    words_count(words, sizeof words, line->missing);
    html_fill(table->out, "{} ", words);
    if (line->missing > 0)
        html_fill(table->out, "<small>nomor {}</small>", line->gaps);
    table_cell_close(table);
    table_number(table, line->quarantined);
    table_number(table, line->unread);
    table_text(table, at);
}

static bool put_streams(struct visit *visit, const char *kiosk, struct err *err)
{
    static const struct table_column columns[] = {
        {"Aliran", false},          {"Nomor terakhir", true}, {"Keadaan", false},
        {"Belum tiba", false},      {"Dikarantina", true},    {"Tidak terbaca", true},
        {"Terakhir berubah", false}};
    struct list list = {.visit = visit};

    html_mark(&visit->reply->body, "<h2>Catatan yang diterima</h2>");
    list.table = table_open(&visit->reply->body, "Aliran catatan dari anjungan ini", false, columns,
                            ARRAY_LEN(columns));
    if (!device_rows_streams(visit->web->pg, kiosk, put_stream, &list, err))
        return false;
    table_close(&list.table, "Belum ada catatan yang diterima dari anjungan ini.");
    return true;
}

static void put_strange_record(void *context, const struct strange_record *record)
{
    struct list *list = context;
    char at[96];

    list->count++;
    words_date_time(at, sizeof at, record->at_ms, list->visit->web->options->offset_min);
    table_row(&list->table);
    table_text(&list->table, stream_words(record->stream));
    table_number(&list->table, record->seq);
    table_text(&list->table, at);
    table_text(&list->table, record->kind[0] == '\0' ? "Tidak terbaca" : "Dikarantina");
    table_text(&list->table, record->kind[0] == '\0' ? record->why : record->kind);
}

static bool put_strange(struct visit *visit, const char *kiosk, struct err *err)
{
    static const struct table_column columns[] = {{"Aliran", false},
                                                  {"Nomor", true},
                                                  {"Tiba", false},
                                                  {"Masalah", false},
                                                  {"Rincian", false}};
    struct list list = {.visit = visit};

    html_mark(&visit->reply->body, "<h2>Catatan yang perlu dilihat teknisi</h2>");
    list.table = table_open(&visit->reply->body, "Catatan yang dikarantina atau tidak terbaca",
                            false, columns, ARRAY_LEN(columns));
    if (!device_rows_strange(visit->web->pg, kiosk, put_strange_record, &list, err))
        return false;
    table_close(&list.table, "Tidak ada. Catatan lain tetap diterima walau ada yang dikarantina.");
    return true;
}

static void put_identity(struct visit *visit, const struct device *device)
{
    struct text *out = &visit->reply->body;
    int offset_min = visit->web->options->offset_min;
    char at[96];

    html_mark(out, "<section class=\"card\"><h2>Identitas</h2><dl class=\"facts\">");
    put_fact(out, "Pengenal", device->kiosk);
    words_date_time(at, sizeof at, device->enrolled_ms, offset_min);
    put_fact(out, "Terdaftar", at);
    put_fact(out, "Didaftarkan oleh", web_by_words(device->by));
    words_short_date(at, sizeof at, device->not_after_ms, offset_min);
    put_fact(out, "Sertifikat berlaku sampai", at);
    if (device->revoked_ms > 0) {
        words_date_time(at, sizeof at, device->revoked_ms, offset_min);
        put_fact(out, "Dicabut", at);
        put_fact(out, "Dicabut oleh", web_by_words(device->revoked_by));
    }
    html_mark(out, "</dl></section>\n");
}

static void put_health(struct visit *visit, const struct device *device)
{
    struct text *out = &visit->reply->body;
    int offset_min = visit->web->options->offset_min;
    struct device_health health;
    char heard[96];

    device_judge(device, visit->now_ms, offset_min, &health);
    html_fill(out, "<p class=\"lead\">{} ", device->note);
    page_chip(out, health.kind, health.words);
    html_mark(out, "</p>\n<div class=\"cards two\"><section class=\"card\"><h2>Kesehatan</h2>");
    put_findings(out, &health);
    html_mark(out, "<dl class=\"facts\">");
    if (device->has_heartbeat) {
        device_age_words(heard, sizeof heard, device->heard_ms, visit->now_ms, offset_min);
        put_fact(out, "Terhubung", heard);
        put_heartbeat(out, device, offset_min);
        put_count(out, "Versi katalog", device->heartbeat.catalogue);
        put_count(out, "Disisihkan di anjungan", device->heartbeat.set_aside);
    } else {
        put_fact(out, "Terhubung", "Belum pernah");
    }
    html_mark(out, "</dl></section>\n");
    put_identity(visit, device);
    html_mark(out, "</div>\n");
}

bool page_device(struct visit *visit, struct err *err)
{
    struct text *out = &visit->reply->body;
    struct device device;
    char title[64], path[96];

    if (!device_rows_read(visit->web->pg, visit->part[0], &device, err))
        return false;
    text_format(title, sizeof title, "Anjungan %s", device.name);
    page_open(visit, &(struct page){.title = title, .here = "/perangkat"});
    put_health(visit, &device);
    if (!put_streams(visit, device.kiosk, err) || !put_strange(visit, device.kiosk, err))
        return false;
    html_mark(out, "<div class=\"actions\">");
    form_link(out, FORM_PLAIN, "/perangkat", "Kembali ke perangkat");
    text_format(path, sizeof path, "/perangkat/%s/cabut", device.kiosk);
    if (visit->role == WEB_ADMIN && device.revoked_ms == 0)
        form_link(out, FORM_DANGER, path, "Cabut anjungan ini");
    html_mark(out, "</div>\n");
    page_close(visit);
    return true;
}
