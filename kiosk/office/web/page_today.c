/* /: the hall as it is now. */
#include "chart.h"
#include "day_figures.h"
#include "device_rows.h"
#include "domain/calendar.h"
#include "html.h"
#include "in_force.h"
#include "pages.h"
#include "survey_rows.h"
#include "table.h"
#include "words/report.h"
#include "words/words.h"

enum {
    REFRESH_S = 10,
    CELL_TEXT = 64,
    NAME_TEXT = TICKET_NAME_TEXT,
    HOURS = 24,
    UNPRINTED_SHOWN = 20,
    GROUPS_SHOWN = 26,
};
#define MINUTE_MS INT64_C(60000)
#define DAY_MS INT64_C(86400000)

/* What one pass over the day's numbers leaves for the page. */
struct today {
    struct visit *visit;
    const struct catalog *catalog;
    struct day_pass *pass;
    struct day_figures figures;
    struct text unprinted; /* rows of a list, written during the pass */
    int64_t unprinted_count;
    struct text devices; /* cards of a list, likewise */
    int64_t surveys, surveys_held;
};

static void note_unprinted(struct today *today, const struct office_ticket *ticket)
{
    enum notice kind;
    char paper[CELL_TEXT], time[32];

    if (ticket->number[0] == '\0' || !fate_is(FATE_UNPRINTED, ticket))
        return;
    if (today->unprinted_count++ >= UNPRINTED_SHOWN)
        return;
    fate_paper_words(ticket, paper, sizeof paper, &kind);
    words_time(time, sizeof time, ticket->issued_ms, today->visit->web->options->offset_min);
    html_fill(&today->unprinted, "<li><b class=\"ticket\">{}</b> <span>{} · {} · {}</span></li>\n",
              ticket->number, time, ticket->device, paper);
}

static void note_ticket(void *context, const struct office_ticket *ticket)
{
    struct today *today = context;

    day_pass_add(today->pass, ticket);
    note_unprinted(today, ticket);
}

static void note_surveys(void *context, const struct survey_part *part)
{
    *(int64_t *)context += part->sums.n;
}

static void put_figure(struct text *out, const char *name, int64_t value, const char *note)
{
    char figure[32];

    words_count(figure, sizeof figure, value);
    html_fill(out, "<div class=\"figure\"><dt>{}</dt><dd><b>{}</b><small>{}</small></dd></div>\n",
              name, figure, note);
}

static void put_span(struct text *out, const char *name, int64_t ms, const char *note)
{
    char figure[CELL_TEXT];

    words_span(figure, sizeof figure, ms);
    html_fill(out,
              "<div class=\"figure\"><dt>{}</dt><dd><b "
              "class=\"span\">{}</b><small>{}</small></dd></div>\n",
              name, figure, note);
}

/* Those still at a kiosk may be of another day: they are no part of the figure. */
static void put_surveys(struct text *out, const struct today *today)
{
    char figure[32], held[32];

    words_count(figure, sizeof figure, today->surveys);
    words_count(held, sizeof held, today->surveys_held);
    html_fill(out,
              "<div class=\"figure\"><dt>Survei</dt><dd><b>{}</b><small>sudah diterima hari "
              "ini</small>",
              figure);
    if (today->surveys_held > 0)
        html_fill(out, "<small>{} masih di anjungan</small>", held);
    html_mark(out, "</dd></div>\n");
}

static void put_figures(struct text *out, const struct today *today)
{
    const struct report_row *total = &today->figures.report.total;

    html_mark(out, "<dl class=\"figures eight\">\n");
    put_figure(out, "Menunggu", total->fate[FATE_WAITING], "orang");
    put_figure(out, "Di loket", total->fate[FATE_IN_SERVICE], "dipanggil atau dilayani");
    put_figure(out, "Selesai", total->fate[FATE_SERVED], "orang dilayani");
    put_figure(out, "Dilewati", total->fate[FATE_SKIPPED], "nomor");
    put_figure(out, "Terbit", total->issued, "nomor");
    put_span(out, "Tunggu, median", total->wait.median, "separuh menunggu lebih singkat");
    put_span(out, "Tunggu, rata-rata", today->figures.wait_mean_ms, "mereka yang sudah dipanggil");
    put_surveys(out, today);
    html_mark(out, "</dl>\n");
}

static int64_t minutes(int64_t ms)
{
    return ms < 0 ? 0 : (ms + MINUTE_MS / 2) / MINUTE_MS;
}

static void put_wait_chart(struct text *out, const struct report_table *groups)
{
    struct chart_bar bars[GROUPS_SHOWN];
    char figures[GROUPS_SHOWN][CELL_TEXT];
    size_t count = 0;
    int64_t most = 0;
    bool has_waits = false;

    for (size_t i = 0; i < groups->count && count < GROUPS_SHOWN; i++) {
        const struct report_row *row = &groups->rows[i];

        text_format(figures[count], sizeof figures[count], row->wait.median < 0 ? "–" : "%lld mnt",
                    (long long)minutes(row->wait.median));
        bars[count] = (struct chart_bar){row->name, figures[count], minutes(row->wait.median),
                                         row->wait.p90 < 0 ? -1 : minutes(row->wait.p90), false};
        has_waits = has_waits || row->wait.median >= 0;
        if (minutes(row->wait.p90) > most)
            most = minutes(row->wait.p90);
        count++;
    }
    const struct chart chart = {
        .id = "tunggu",
        .title = "Waktu tunggu per kelompok, menit",
        .words = "Batang: median waktu tunggu setiap kelompok; garis tipis sampai batas yang "
                 "menaungi sembilan dari sepuluh orang. Angkanya ada di tabel.",
        .most = chart_round(most),
    };
    if (has_waits)
        chart_bars(out, &chart, bars, count);
    else
        chart_empty(out, &chart);
}

static void put_hour_chart(struct text *out, const struct report_table *hours)
{
    struct chart_column columns[HOURS];
    size_t count = 0;
    int64_t most = 0;

    for (size_t i = 0; i < hours->count && count < HOURS; i++) {
        const struct report_row *row = &hours->rows[i];

        columns[count++] = (struct chart_column){row->key, row->fate[FATE_SERVED],
                                                 row->issued - row->fate[FATE_SERVED]};
        if (row->issued > most)
            most = row->issued;
    }
    const struct chart chart = {
        .id = "jam",
        .title = "Nomor terbit per jam",
        .words = "Kolom setiap jam terbit: bagian penuh sudah selesai dilayani, bagian bergaris "
                 "tepi belum. Angkanya ada di tabel.",
        .most = chart_round(most),
    };
    if (most == 0) {
        chart_empty(out, &chart);
        return;
    }
    chart_columns(out, &chart, columns, count);
    html_mark(out, "<p class=\"legend\"><span><i class=\"swatch\"></i> selesai dilayani</span> "
                   "<span><i class=\"swatch rest\"></i> belum, dilewati, atau batal</span></p>\n");
}

static void put_table(struct text *out, const struct day_report *report, enum report_kind kind)
{
    static const enum report_column shown[] = {
        COLUMN_ISSUED,  COLUMN_WAITING,     COLUMN_IN_SERVICE, COLUMN_SERVED,
        COLUMN_SKIPPED, COLUMN_WAIT_MEDIAN, COLUMN_WAIT_P90,
    };
    struct table_column columns[ARRAY_LEN(shown) + 1] = {{report_kind_head(kind), false}};
    const struct report_table *rows = report_table(report, kind);
    char cell[NAME_TEXT];

    for (size_t i = 0; i < ARRAY_LEN(shown); i++)
        columns[i + 1] = (struct table_column){report_column_head(shown[i]), true};
    struct table table =
        table_open(out, report_kind_title(kind), false, columns, ARRAY_LEN(columns));
    for (size_t i = 0; i < rows->count; i++) {
        table_row(&table);
        report_row_name(cell, sizeof cell, kind, &rows->rows[i]);
        table_text(&table, cell);
        for (size_t column = 0; column < ARRAY_LEN(shown); column++) {
            report_cell(cell, sizeof cell, &rows->rows[i], shown[column]);
            table_text(&table, cell);
        }
    }
    table_close(&table, "Belum ada nomor pada hari ini.");
}

static void put_waits(struct text *out, const struct day_report *report)
{
    html_mark(out, "<section><h2>Per kelompok</h2><div class=\"beside\"><div>\n");
    put_wait_chart(out, &report->groups);
    html_mark(out, "</div><div class=\"compact four\">\n");
    put_table(out, report, REPORT_GROUPS);
    html_mark(out, "<p class=\"hint\">Waktu tunggu dalam menit.</p></div></div></section>\n"
                   "<section><h2>Per jam terbit</h2><div class=\"beside\"><div>\n");
    put_hour_chart(out, &report->hours);
    html_mark(out, "</div><div class=\"compact four\">\n");
    put_table(out, report, REPORT_HOURS);
    html_mark(out, "</div></div></section>\n");
}

static void put_device(struct today *today, const struct device *device)
{
    struct text *out = &today->devices;
    int offset_min = today->visit->web->options->offset_min;
    struct device_health health;
    char heard[96] = "belum pernah terhubung";

    if (device->revoked_ms > 0)
        return;
    device_judge(device, today->visit->now_ms, offset_min, &health);
    if (device->has_heartbeat)
        device_age_words(heard, sizeof heard, device->heard_ms, today->visit->now_ms, offset_min);
    html_fill(out, "<li class=\"card device\"><header><h3>{}</h3>", device->name);
    page_chip(out, health.kind, health.words);
    html_fill(out, "</header><p class=\"hint\">{}{}{}</p>", device->note,
              device->note[0] != '\0' ? " · " : "", heard);
    if (health.count > 0) {
        html_mark(out, "<ul class=\"findings\">");
        for (size_t i = 0; i < health.count; i++)
            html_fill(out, "<li class=\"{}\">{}</li>",
                      health.findings[i].kind == NOTICE_DANGER ? "danger" : "warning",
                      health.findings[i].words);
        html_mark(out, "</ul>");
    }
    html_mark(out, "</li>\n");
}

static void put_help(void *context, const struct help_line *line)
{
    struct today *today = context;
    char time[96];

    device_age_words(time, sizeof time, line->at_ms, today->visit->now_ms,
                     today->visit->web->options->offset_min);
    html_fill(&today->visit->reply->body,
              "<p class=\"notice warning\" role=\"status\"><span>Pengunjung memanggil petugas di "
              "<b>{}</b>, {}.</span></p>\n",
              line->device, time);
}

static void put_unprinted(struct text *out, struct today *today)
{
    char count[32], day[16];

    if (today->unprinted_count == 0)
        return;
    words_count(count, sizeof count, today->unprinted_count);
    calendar_format_day(today->figures.report.day, day);
    html_fill(out, "<section><h2>Nomor yang belum tercetak ({})</h2><ul class=\"plain-list\">\n",
              count);
    text_add_bytes(out, today->unprinted.data, today->unprinted.len);
    html_fill(out,
              "</ul><p><a href=\"/nomor?hari={%}&amp;keadaan={%}\">Lihat semua di daftar "
              "nomor</a></p></section>\n",
              day, fate_key(FATE_UNPRINTED));
}

static void put_devices(struct text *out, const struct today *today)
{
    html_mark(out, "<section><h2>Keadaan anjungan</h2>\n");
    if (today->devices.len > 0) {
        html_mark(out, "<ul class=\"cards\">\n");
        text_add_bytes(out, today->devices.data, today->devices.len);
        html_mark(out, "</ul></section>\n");
        return;
    }
    html_mark(out, "<p class=\"card empty\">Belum ada anjungan yang terdaftar.");
    if (today->visit->role >= WEB_SUPERVISOR)
        html_mark(out, " <a href=\"/perangkat-baru\">Daftarkan anjungan</a>");
    html_mark(out, "</p></section>\n");
}

static bool put_page(struct today *today, struct err *err)
{
    struct visit *visit = today->visit;
    struct text *out = &visit->reply->body;
    const struct day_report *report = &today->figures.report;
    int64_t day_starts = report->day * DAY_MS - visit->web->options->offset_min * MINUTE_MS;
    char date[96], state[256];

    page_open(visit, &(struct page){.title = "Hari ini", .here = "/", .refresh_s = REFRESH_S});
    words_day(date, sizeof date, report->day);
    report_state(state, sizeof state, report, visit->web->options->offset_min);
    html_fill(out, "<p class=\"period\">{}</p>\n<p class=\"scope\">{}</p>\n", date, state);
    if (!ticket_rows_help(visit->web->pg, day_starts, put_help, today, err))
        return false;
    put_figures(out, today);
    put_waits(out, report);
    put_unprinted(out, today);
    put_devices(out, today);
    page_close(visit);
    return true;
}

/* Answers stay at the kiosk until their half-day is over; how many they are is told at once. */
static void note_device(void *context, const struct device *device)
{
    struct today *today = context;

    put_device(today, device);
    if (device->has_heartbeat && device->revoked_ms == 0)
        today->surveys_held += device->heartbeat.surveys_held;
}

static bool read_day(struct today *today, struct err *err)
{
    struct visit *visit = today->visit;
    int64_t day = calendar_day(visit->now_ms, visit->web->options->offset_min);
    struct session_line sessions;

    if (!ticket_rows_sessions(visit->web->pg, day, &sessions, err)
        || !ticket_rows_of_day(visit->web->pg, day, note_ticket, today, err)
        || !survey_rows_sum(visit->web->pg, &(struct survey_scope){day, day, ""}, BY_NOTHING,
                            note_surveys, &today->surveys, err)
        || !device_rows_each(visit->web->pg, note_device, today, err))
        return false;
    day_pass_finish(today->pass, &sessions, day, visit->now_ms, &today->figures);
    return true;
}

bool page_today(struct visit *visit, struct err *err)
{
    struct today today = {.visit = visit};
    bool is_done;

    if (!in_force_catalog(visit, &today.catalog, err))
        return false;
    today.pass = day_pass_new(today.catalog, visit->web->options->offset_min);
    text_init(&today.unprinted, WEB_PAGE_MOST);
    text_init(&today.devices, WEB_PAGE_MOST);
    is_done = read_day(&today, err) && put_page(&today, err);
    text_clear(&today.unprinted);
    text_clear(&today.devices);
    day_pass_free(today.pass);
    day_figures_clear(&today.figures);
    return is_done;
}
