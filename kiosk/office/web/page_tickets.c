/* /nomor: every number of a day and what became of it; and a number looked for on any day. */
#include "day_figures.h"
#include "domain/calendar.h"
#include "download.h"
#include "form.h"
#include "html.h"
#include "in_force.h"
#include "pages.h"
#include "paper/report.h"
#include "paper/slip.h"
#include "table.h"
#include "words/csv_table.h"
#include "words/report.h"
#include "words/words.h"

#include <ctype.h>
#include <string.h>

enum {
    PAGE_ROWS = 100,
    FOUND_MOST = 50,
    CELL_TEXT = 96,
    NUMBER_TEXT = 24,
    OPTIONS_MOST = 64,
    KIOSKS_MOST = 32,
    DEVICE_TEXT = 17,
};

struct wish {
    int64_t day;
    char number[NUMBER_TEXT]; /* looked for; "" = the day's list */
    char group[64], device[DEVICE_TEXT];
    enum fate fate;
};

/* "a14", "A 014" and "A-014" are the same number. */
static void tidy_number(const char *text, char out[NUMBER_TEXT])
{
    char letters[NUMBER_TEXT] = "", digits[NUMBER_TEXT] = "";
    size_t letter_count = 0, digit_count = 0;
    bool is_marked = strchr(text, '-') != NULL; /* "A2-001": a series may end in a digit */
    const char *dash = strchr(text, '-');

    for (const char *at = text; *at != '\0'; at++) {
        bool is_series = is_marked ? at < dash : isalpha((unsigned char)*at);

        if (!isalnum((unsigned char)*at))
            continue;
        if (is_series && letter_count + 1 < 4)
            letters[letter_count++] = (char)toupper((unsigned char)*at);
        else if (isdigit((unsigned char)*at) && digit_count + 1 < 10)
            digits[digit_count++] = *at;
    }
    while (digit_count > 3 && digits[0] == '0')
        memmove(digits, digits + 1, digit_count--);
    out[0] = '\0';
    if (letter_count > 0 && digit_count > 0)
        text_format(out, NUMBER_TEXT, "%s-%.*s%s", letters,
                    digit_count < 3 ? (int)(3 - digit_count) : 0, "000", digits);
}

static bool read_wish(struct visit *visit, struct wish *out, struct err *err)
{
    const char *day = web_query(visit, "hari");

    *out = (struct wish){.day = calendar_day(visit->now_ms, visit->web->options->offset_min)};
    if (day[0] != '\0' && !calendar_parse_day(day, &out->day))
        return err_set(err, ERR_INVALID, "'%s' is no day", day);
    if (!fate_from_key(web_query(visit, "keadaan"), &out->fate))
        return err_set(err, ERR_INVALID, "'%s' is no fate", web_query(visit, "keadaan"));
    (void)text_copy(out->group, sizeof out->group, web_query(visit, "kelompok"));
    (void)text_copy(out->device, sizeof out->device, web_query(visit, "anjungan"));
    tidy_number(web_query(visit, "nomor"), out->number);
    return true;
}

/* A list under way. Rows outside the page are counted only. */
struct list {
    struct visit *visit;
    const struct catalog *catalog;
    const struct wish *wish;
    struct table table;
    struct csv_table *csv; /* NULL: a page */
    struct day_pass *pass; /* NULL: none is wanted */
    int64_t first, shown, matched;
    bool has_previous;
    struct office_ticket previous; /* its texts live as long as the answer of the database */
    char devices[KIOSKS_MOST][DEVICE_TEXT];
    size_t device_count;
};

static bool is_wanted(const struct list *list, const struct office_ticket *ticket)
{
    const struct wish *wish = list->wish;

    return (wish->group[0] == '\0' || strcmp(wish->group, ticket->group) == 0)
           && (wish->device[0] == '\0' || strcmp(wish->device, ticket->device) == 0)
           && fate_is(wish->fate, ticket);
}

static bool is_on_page(struct list *list)
{
    int64_t place = list->matched++;

    if (list->csv != NULL)
        return true;
    if (place < list->first || list->shown == PAGE_ROWS)
        return false;
    list->shown++;
    return true;
}

static const struct table_column COLUMNS[] = {
    {"Nomor", false}, {"Terbit", false},  {"Kelompok, layanan", false},
    {"Cetak", false}, {"Keadaan", false}, {"Loket, petugas", false},
    {"Tunggu", true}, {"Layan", true},
};

/* Two facts of one cell: the second below the first. */
static void put_pair(struct list *list, const char *first, const char *second)
{
    table_cell_open(&list->table);
    html_fill(list->table.out, "<span class=\"pair\">{}", first[0] != '\0' ? first : "–");
    if (second[0] != '\0')
        html_fill(list->table.out, "<small>{}</small>", second);
    html_mark(list->table.out, "</span>");
    table_cell_close(&list->table);
}

static void put_chip(struct list *list, enum notice kind, const char *words)
{
    table_cell_open(&list->table);
    page_chip(list->table.out, kind, words);
    table_cell_close(&list->table);
}

static void put_span(struct list *list, int64_t ms)
{
    char span[CELL_TEXT];

    words_span(span, sizeof span, ms);
    table_text(&list->table, span);
}

static void put_number(struct list *list, const struct office_ticket *ticket)
{
    char day[16];

    table_cell_open(&list->table);
    html_fill(list->table.out, "<b class=\"ticket\">{}</b>",
              ticket->number[0] != '\0' ? ticket->number : "(belum diterima)");
    if (ticket->is_priority)
        html_mark(list->table.out, " <small>prioritas</small>");
    if (list->wish->number[0] != '\0' && ticket->day > 0) {
        calendar_format_day(ticket->day, day);
        html_fill(list->table.out, " <a href=\"/nomor?hari={%}\">{}</a>", day, day);
    }
    table_cell_close(&list->table);
}

static void put_ticket(struct list *list, const struct office_ticket *ticket)
{
    struct table *table = &list->table;
    char paper[CELL_TEXT], time[32];
    enum notice kind;

    table_row(table);
    put_number(list, ticket);
    words_time(time, sizeof time, ticket->issued_ms, list->visit->web->options->offset_min);
    put_pair(list, ticket->issued_ms > 0 ? time : "", ticket->device);
    put_pair(list, in_force_group(list->catalog, ticket->group),
             ticket->service[0] != '\0' ? in_force_service(list->catalog, ticket->service) : "");
    fate_paper_words(ticket, paper, sizeof paper, &kind);
    if (ticket->copies > 0)
        text_format(paper + strlen(paper), sizeof paper - strlen(paper), " (+%lld salinan)",
                    (long long)ticket->copies);
    put_chip(list, kind, paper);
    const char *state = fate_state_words(ticket, &kind);
    put_chip(list, kind, state);
    put_pair(list, ticket->counter, ticket->officer);
    put_span(list, ticket->wait_ms);
    put_span(list, ticket->service_ms);
}

static void name_gap(const struct fate_gap *gap, const char *series, char *out, size_t size)
{
    if (gap->from == gap->until)
        text_format(out, size, "%s-%03lld", series, (long long)gap->from);
    else
        text_format(out, size, "%s-%03lld – %s-%03lld", series, (long long)gap->from, series,
                    (long long)gap->until);
}

static void put_gap(struct list *list, const struct fate_gap *gap, const struct office_ticket *next)
{
    struct table *table = &list->table;
    char name[CELL_TEXT];

    name_gap(gap, next->series, name, sizeof name);
    table_row(table);
    table_cell_open(table);
    html_fill(table->out, "<b class=\"ticket\">{}</b>", name);
    table_cell_close(table);
    put_pair(list, "", next->device);
    table_text(table, "–");
    table_text(table, "–");
    put_chip(list, NOTICE_DANGER, fate_words(FATE_MISSING));
    for (int i = 0; i < 3; i++)
        table_text(table, "–");
}

static void add_time(struct list *list, int64_t ms)
{
    struct civil at = calendar_civil(ms, list->visit->web->options->offset_min);
    char text[24] = "";

    if (ms > 0)
        text_format(text, sizeof text, "%04d-%02d-%02d %02d:%02d:%02d", at.year, at.month, at.day,
                    at.hour, at.minute, at.second);
    csv_begin_field(list->csv);
    text_add(list->csv->out, text);
}

static void add_ticket(struct list *list, const struct office_ticket *ticket)
{
    struct csv_table *csv = list->csv;
    char paper[CELL_TEXT];
    enum notice kind;

    csv_add_text(csv, ticket->number);
    csv_add_text(csv, ticket->device);
    add_time(list, ticket->issued_ms);
    csv_add_text(csv, csv->is_local ? in_force_group(list->catalog, ticket->group) : ticket->group);
    csv_add_text(csv, csv->is_local ? in_force_service(list->catalog, ticket->service)
                                    : ticket->service);
    csv_add_number(csv, true, ticket->is_priority);
    fate_paper_words(ticket, paper, sizeof paper, &kind);
    csv_add_text(csv, csv->is_local ? paper : ticket->is_on_screen ? "on_screen" : ticket->slip);
    csv_add_number(csv, true, ticket->copies);
    csv_add_text(csv, csv->is_local ? fate_state_words(ticket, &kind) : ticket->state);
    csv_add_text(csv, ticket->counter);
    csv_add_text(csv, ticket->officer);
    add_time(list, ticket->called_ms);
    add_time(list, ticket->finished_ms);
    csv_add_number(csv, ticket->wait_ms >= 0, ticket->wait_ms / 1000);
    csv_add_number(csv, ticket->service_ms >= 0, ticket->service_ms / 1000);
    csv_end_line(csv);
}

static void add_gap(struct list *list, int64_t seq, const struct office_ticket *next)
{
    struct csv_table *csv = list->csv;
    char number[32];

    text_format(number, sizeof number, "%s-%03lld", next->series, (long long)seq);
    csv_add_text(csv, number);
    csv_add_text(csv, next->device);
    for (int i = 0; i < 6; i++)
        csv_begin_field(csv);
    csv_add_text(csv, csv->is_local ? fate_words(FATE_MISSING) : "missing");
    for (int i = 0; i < 6; i++)
        csv_begin_field(csv);
    csv_end_line(csv);
}

static void note_gap(struct list *list, const struct office_ticket *ticket)
{
    const struct fate_gap gap =
        fate_gap_between(list->has_previous ? &list->previous : NULL, ticket);
    const struct wish *wish = list->wish;

    /* Of a missing number neither group nor slip is known. */
    if (gap.until < gap.from || (wish->fate != FATE_ANY && wish->fate != FATE_MISSING)
        || wish->group[0] != '\0'
        || (wish->device[0] != '\0' && strcmp(wish->device, ticket->device) != 0))
        return;
    if (list->csv == NULL) {
        if (is_on_page(list))
            put_gap(list, &gap, ticket);
        return;
    }
    for (int64_t seq = gap.from; seq <= gap.until && !list->csv->out->overflow; seq++)
        add_gap(list, seq, ticket);
}

static void note_device(struct list *list, const char *device)
{
    for (size_t i = 0; i < list->device_count; i++) {
        if (strcmp(list->devices[i], device) == 0)
            return;
    }
    if (device[0] != '\0' && list->device_count < KIOSKS_MOST)
        (void)text_copy(list->devices[list->device_count++], DEVICE_TEXT, device);
}

static void note_ticket(void *context, const struct office_ticket *ticket)
{
    struct list *list = context;

    if (list->wish->number[0] == '\0')
        note_gap(list, ticket);
    note_device(list, ticket->device);
    list->previous = *ticket;
    list->has_previous = true;
    if (list->pass != NULL)
        day_pass_add(list->pass, ticket);
    if (!is_wanted(list, ticket) || !is_on_page(list))
        return;
    if (list->csv != NULL)
        add_ticket(list, ticket);
    else
        put_ticket(list, ticket);
}

static void put_choice(struct list *list)
{
    struct visit *visit = list->visit;
    struct text *out = &visit->reply->body;
    const struct office *office = &list->catalog->office;
    struct form_option groups[OPTIONS_MOST] = {{"", "Semua kelompok"}};
    struct form_option kiosks[KIOSKS_MOST + 2] = {{"", "Semua anjungan"}};
    struct form_option fates[FATES];
    size_t group_count = 1, kiosk_count = 1;
    char day[16];

    for (size_t i = 0; i < office->group_count && group_count < OPTIONS_MOST; i++)
        groups[group_count++] = (struct form_option){
            office->groups[i].id, in_force_group(list->catalog, office->groups[i].id)};
    if (list->wish->device[0] != '\0')
        note_device(list, list->wish->device);
    for (size_t i = 0; i < list->device_count; i++)
        kiosks[kiosk_count++] = (struct form_option){list->devices[i], list->devices[i]};
    for (int i = 0; i < FATES; i++)
        fates[i] = (struct form_option){fate_key((enum fate)i), fate_words((enum fate)i)};
    calendar_format_day(list->wish->day, day);
    form_open_query(visit, "/nomor");
    form_field(out,
               &(struct form_field){.name = "hari", .label = "Hari", .type = "date", .value = day});
    form_select(out, "kelompok", "Kelompok", groups, group_count, list->wish->group);
    form_select(out, "keadaan", "Keadaan", fates, FATES, fate_key(list->wish->fate));
    form_select(out, "anjungan", "Anjungan", kiosks, kiosk_count, list->wish->device);
    form_field(out, &(struct form_field){.name = "nomor",
                                         .label = "Cari nomor, semua hari",
                                         .value = list->wish->number,
                                         .most = NUMBER_TEXT - 1,
                                         .is_optional = true});
    form_button(out, FORM_PRIMARY, "Tampilkan");
    form_close(visit);
}

static void put_summary(struct list *list, const struct day_report *report)
{
    struct text *out = &list->visit->reply->body;
    char line[WORDS_LINE];

    words_day(line, sizeof line, report->day);
    html_fill(out, "<p class=\"period\">{}</p>\n", line);
    report_state(line, sizeof line, report, list->visit->web->options->offset_min);
    html_fill(out, "<p class=\"scope\">{} ", line);
    if (report->total.issued > 0) {
        report_numbers(line, sizeof line, report);
        html_fill(out, "{}", line);
    }
    html_mark(out, "</p>\n");
}

static void put_turner(struct list *list, int page)
{
    char day[16];

    calendar_format_day(list->wish->day, day);
    const struct page_word words[] = {
        {"hari", day},
        {"kelompok", list->wish->group},
        {"keadaan", fate_key(list->wish->fate)},
        {"anjungan", list->wish->device},
    };
    page_turner(list->visit, "/nomor", words, ARRAY_LEN(words), page,
                list->matched > list->first + list->shown);
}

static void put_files(struct text *out, int64_t today)
{
    char day[16];

    calendar_format_day(today, day);
    html_fill(out,
              "<section class=\"files\"><h2>Unduh</h2><ul>"
              "<li><a class=\"icon icon-download\" href=\"/nomor/laporan.pdf?hari={%}\">Laporan "
              "hari ini (PDF)</a></li>"
              "<li><a class=\"icon icon-download\" href=\"/nomor/tabel.csv?hari={%}\">Lembar kerja "
              "(CSV)</a></li>"
              "<li><a class=\"icon icon-download\" href=\"/nomor/data.csv?hari={%}\">Data "
              "(CSV)</a></li></ul></section>\n",
              day, day, day);
}

/* The rows are written first, into a text of their own: the choice above them names the kiosks they
 * came from. */
static bool put_day(struct list *list, int page, struct err *err)
{
    struct visit *visit = list->visit;
    AUTO_TEXT struct text rows;
    struct session_line sessions;
    struct day_figures figures;
    bool is_read;

    text_init(&rows, WEB_PAGE_MOST);
    list->table = table_open(&rows, "Nomor pada hari ini", false, COLUMNS, ARRAY_LEN(COLUMNS));
    list->pass = day_pass_new(list->catalog, visit->web->options->offset_min);
    is_read = ticket_rows_sessions(visit->web->pg, list->wish->day, &sessions, err)
              && ticket_rows_of_day(visit->web->pg, list->wish->day, note_ticket, list, err);
    if (is_read) {
        table_close(&list->table, "Tidak ada nomor yang sesuai.");
        day_pass_finish(list->pass, &sessions, list->wish->day, visit->now_ms, &figures);
        put_choice(list);
        put_summary(list, &figures.report);
        html_mark(&visit->reply->body, "<div class=\"dense\">");
        text_add_bytes(&visit->reply->body, rows.data, rows.len);
        html_mark(&visit->reply->body, "</div>");
        put_turner(list, page);
        put_files(&visit->reply->body, list->wish->day);
        day_figures_clear(&figures);
    }
    day_pass_free(list->pass);
    return is_read;
}

static bool put_found(struct list *list, struct err *err)
{
    struct text *out = &list->visit->reply->body;

    put_choice(list);
    html_fill(out, "<p class=\"period\">Nomor {} pada semua hari</p>\n", list->wish->number);
    list->table = table_open(out, "Nomor yang ditemukan", false, COLUMNS, ARRAY_LEN(COLUMNS));
    if (!ticket_rows_find(list->visit->web->pg, list->wish->number, FOUND_MOST, note_ticket, list,
                          err))
        return false;
    table_close(&list->table, "Nomor ini tidak ditemukan.");
    html_mark(out, "<p class=\"hint\">Paling banyak 50 hari terakhir ditampilkan.</p>\n");
    return true;
}

bool page_tickets(struct visit *visit, struct err *err)
{
    struct list list = {.visit = visit};
    struct wish wish;
    int page = page_number(visit);

    if (!read_wish(visit, &wish, err) || !in_force_catalog(visit, &list.catalog, err))
        return false;
    list.wish = &wish;
    list.first = (int64_t)page * PAGE_ROWS;
    page_open(visit, &(struct page){.title = "Nomor antrean", .here = "/nomor"});
    if (!(wish.number[0] != '\0' ? put_found(&list, err) : put_day(&list, page, err)))
        return false;
    page_close(visit);
    return true;
}

static void add_heads(struct csv_table *csv)
{
    static const struct {
        const char *key, *words;
    } heads[] = {
        {"number", "Nomor"},        {"device", "Anjungan"},       {"issued_at", "Terbit"},
        {"group", "Kelompok"},      {"service", "Layanan"},       {"priority", "Prioritas"},
        {"slip", "Cetak"},          {"copies", "Salinan"},        {"state", "Keadaan"},
        {"counter", "Loket"},       {"officer", "Petugas"},       {"called_at", "Dipanggil"},
        {"finished_at", "Selesai"}, {"wait_s", "Tunggu (detik)"}, {"service_s", "Layan (detik)"},
    };

    for (size_t i = 0; i < ARRAY_LEN(heads); i++)
        csv_add_head(csv, heads[i].key, heads[i].words);
    csv_end_line(csv);
}

static bool send_csv(struct visit *visit, bool is_local, struct err *err)
{
    struct list list = {.visit = visit};
    struct csv_table csv;
    struct wish wish;
    char day[16], name[64];

    if (!read_wish(visit, &wish, err) || !in_force_catalog(visit, &list.catalog, err))
        return false;
    wish.number[0] = '\0';
    list.wish = &wish;
    list.csv = &csv;
    calendar_format_day(wish.day, day);
    text_format(name, sizeof name, "nomor-%s.csv", day);
    download_as(visit, "text/csv; charset=utf-8", name);
    csv_table_init(&csv, &visit->reply->body, is_local);
    add_heads(&csv);
    return ticket_rows_of_day(visit->web->pg, wish.day, note_ticket, &list, err)
           && (!visit->reply->body.overflow
               || err_set(err, ERR_FULL, "the day's numbers do not fit one file"));
}

bool page_tickets_csv(struct visit *visit, struct err *err)
{
    return send_csv(visit, false, err);
}

bool page_tickets_csv_local(struct visit *visit, struct err *err)
{
    return send_csv(visit, true, err);
}

static void pass_on(void *context, const struct office_ticket *ticket)
{
    day_pass_add(context, ticket);
}

static bool draw(struct visit *visit, const struct catalog *catalog,
                 const struct day_report *report, struct err *err)
{
    char fonts[512];

    text_format(fonts, sizeof fonts, "%s/fonts", visit->web->options->asset_dir);
    if (!paper_open(fonts, err))
        return false;
    bool is_drawn = report_pdf(catalog, report, "id", &visit->reply->body, err);
    paper_close();
    return is_drawn;
}

bool page_tickets_pdf(struct visit *visit, struct err *err)
{
    const struct catalog *catalog;
    struct session_line sessions;
    struct day_figures figures = {0};
    struct wish wish;
    char day[16], name[64];

    if (!read_wish(visit, &wish, err) || !in_force_catalog(visit, &catalog, err))
        return false;
    struct day_pass *pass = day_pass_new(catalog, visit->web->options->offset_min);
    bool is_done = ticket_rows_sessions(visit->web->pg, wish.day, &sessions, err)
                   && ticket_rows_of_day(visit->web->pg, wish.day, pass_on, pass, err);
    if (is_done) {
        day_pass_finish(pass, &sessions, wish.day, visit->now_ms, &figures);
        calendar_format_day(wish.day, day);
        text_format(name, sizeof name, "laporan-%s.pdf", day);
        download_as(visit, "application/pdf", name);
        is_done = draw(visit, catalog, &figures.report, err);
    }
    day_pass_free(pass);
    day_figures_clear(&figures);
    return is_done;
}
