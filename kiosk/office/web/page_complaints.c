/* /pengaduan: the register of complaints, and its files a month. */
#include "base/secret.h"
#include "complaint_letter.h"
#include "complaint_rows.h"
#include "domain/calendar.h"
#include "domain/complaint_report.h"
#include "download.h"
#include "form.h"
#include "html.h"
#include "in_force.h"
#include "page.h"
#include "pages.h"
#include "paper/complaint_report.h"
#include "paper/slip.h"
#include "table.h"
#include "words/complaint.h"
#include "words/complaint_file.h"
#include "words/period.h"
#include "words/words.h"

#include <string.h>

#define LOG_AREA "web"
#include "base/log.h"

enum { PAGE_ROWS = 50, MONTHS = 24, CELL_TEXT = 96, PERIOD_TEXT = 64 };

/* What an officer looks at; the first is what is shown unasked. */
static const struct {
    const char *key, *words;
    unsigned states;
    bool is_overdue;
} views[] = {
    {"belum-selesai", "Belum selesai",
     1U << COMPLAINT_RECEIVED | 1U << COMPLAINT_IN_PROGRESS | 1U << COMPLAINT_ANSWERED, false},
    {"terlambat", "Terlambat", 1U << COMPLAINT_RECEIVED | 1U << COMPLAINT_IN_PROGRESS, true},
    {"diterima", "Diterima", 1U << COMPLAINT_RECEIVED, false},
    {"diproses", "Diproses", 1U << COMPLAINT_IN_PROGRESS, false},
    {"dijawab", "Dijawab", 1U << COMPLAINT_ANSWERED, false},
    {"selesai", "Selesai", 1U << COMPLAINT_CLOSED, false},
    {"semua", "Semua", (1U << COMPLAINT_STATE_COUNT) - 1, false},
};

struct wish {
    bool has_month;
    struct period month;
    size_t view;
    int kind; /* -1: any */
};

static int64_t today_of(const struct visit *visit)
{
    return calendar_day(visit->now_ms, visit->web->options->offset_min);
}

static bool read_month(const char *text, struct period *out, struct err *err)
{
    return (period_parse(text, out) && out->kind == PERIOD_MONTH)
           || err_set(err, ERR_INVALID, "'%s' is no month", text);
}

static bool read_wish(struct visit *visit, struct wish *out, struct err *err)
{
    const char *month = web_query(visit, "bulan");
    const char *view = web_query(visit, "keadaan");
    const char *kind = web_query(visit, "jenis");

    *out = (struct wish){.has_month = month[0] != '\0', .kind = -1};
    if (out->has_month && !read_month(month, &out->month, err))
        return false;
    for (size_t i = 0; i < ARRAY_LEN(views); i++) {
        if (strcmp(views[i].key, view) == 0)
            out->view = i;
    }
    if (kind[0] != '\0')
        out->kind = complaint_find_key(KEYS_KIND, kind);
    return true;
}

struct list {
    struct visit *visit;
    const struct catalog *catalog;
    struct table table;
    int64_t today, shown;
};

static void put_due(struct list *list, const struct complaint *complaint)
{
    struct text *out = list->table.out;
    char day[CELL_TEXT] = "–";

    if (complaint->due_day > 0)
        words_short_date(day, sizeof day, complaint->due_day * INT64_C(86400000), 0);
    table_cell_open(&list->table);
    html_fill(out, "<span class=\"pair\">{}", day);
    if (complaint_is_overdue(complaint, list->today))
        page_chip(out, NOTICE_DANGER, "Terlambat");
    html_mark(out, "</span>");
    table_cell_close(&list->table);
}

static enum notice kind_of(enum complaint_state state)
{
    switch (state) {
    case COMPLAINT_RECEIVED:
        return NOTICE_WARNING;
    case COMPLAINT_IN_PROGRESS:
        return NOTICE_INFO;
    case COMPLAINT_ANSWERED:
    case COMPLAINT_CLOSED:
    case COMPLAINT_STATE_COUNT:
        break;
    }
    return NOTICE_GOOD;
}

static void put_row(void *context, const struct office_complaint *row)
{
    struct list *list = context;
    struct table *table = &list->table;
    const struct complaint *complaint = &row->complaint;
    char day[CELL_TEXT];

    if (list->shown++ >= PAGE_ROWS)
        return;
    table_row(table);
    table_cell_open(table);
    html_fill(table->out, "<a class=\"ticket\" href=\"/pengaduan/{%}/{%}\">{}</a>", row->kiosk,
              complaint->number, complaint->number);
    table_cell_close(table);
    words_short_date(day, sizeof day, complaint->at_ms, list->visit->web->options->offset_min);
    table_text(table, complaint->at_ms > 0 ? day : "–");
    table_text(table, words_complaint_kind(complaint->kind));
    table_text(table, complaint->service_id[0] != '\0'
                          ? in_force_service(list->catalog, complaint->service_id)
                          : "–");
    table_text(table, words_complaint_weight(complaint->weight));
    table_cell_open(table);
    page_chip(table->out, kind_of(complaint->state),
              complaint->is_erased ? "Dihapus" : words_complaint_state(complaint->state));
    table_cell_close(table);
    put_due(list, complaint);
}

static void put_total(struct text *out, const char *name, int64_t count, const char *view)
{
    char figure[32];

    words_count(figure, sizeof figure, count);
    html_fill(
        out,
        "<div class=\"figure\"><dt>{}</dt><dd><b><a href=\"/pengaduan?keadaan={%}\">{}</a></b>"
        "</dd></div>\n",
        name, view, figure);
}

static void put_totals(struct text *out, const struct complaint_totals *totals)
{
    html_mark(out, "<dl class=\"figures\">\n");
    put_total(out, "Diterima, belum dinilai", totals->by_state[COMPLAINT_RECEIVED], "diterima");
    put_total(out, "Diproses", totals->by_state[COMPLAINT_IN_PROGRESS], "diproses");
    put_total(out, "Dijawab", totals->by_state[COMPLAINT_ANSWERED], "dijawab");
    put_total(out, "Selesai", totals->by_state[COMPLAINT_CLOSED], "selesai");
    put_total(out, "Terlambat", totals->overdue, "terlambat");
    html_mark(out, "</dl>\n");
}

/* The last two years' months, newest first. */
struct months {
    struct form_option options[MONTHS + 1];
    char keys[MONTHS][PERIOD_TEXT], names[MONTHS][PERIOD_TEXT];
};

static void fill_months(struct months *out, int64_t today, const char *none)
{
    struct period month = period_of(PERIOD_MONTH, today);

    out->options[0] = (struct form_option){"", none};
    for (int i = 0; i < MONTHS; i++) {
        period_format(&month, out->keys[i], PERIOD_TEXT);
        words_period_name(out->names[i], PERIOD_TEXT, &month);
        out->options[i + 1] = (struct form_option){out->keys[i], out->names[i]};
        month = period_before(&month);
    }
}

static void put_choice(struct visit *visit, const struct wish *wish)
{
    struct text *out = &visit->reply->body;
    struct form_option states[ARRAY_LEN(views)],
        kinds[COMPLAINT_KIND_COUNT + 1] = {{"", "Semua jenis"}};
    struct months months;
    char month[PERIOD_TEXT] = "";

    for (size_t i = 0; i < ARRAY_LEN(views); i++)
        states[i] = (struct form_option){views[i].key, views[i].words};
    for (int i = 0; i < COMPLAINT_KIND_COUNT; i++)
        kinds[i + 1] = (struct form_option){complaint_kind_key((enum complaint_kind)i),
                                            words_complaint_kind((enum complaint_kind)i)};
    if (wish->has_month)
        period_format(&wish->month, month, sizeof month);
    fill_months(&months, today_of(visit), "Semua bulan");
    form_open_query(visit, "/pengaduan");
    form_select(out, "keadaan", "Keadaan", states, ARRAY_LEN(states), views[wish->view].key);
    form_select(out, "bulan", "Diterima pada bulan", months.options, MONTHS + 1, month);
    form_select(out, "jenis", "Jenis", kinds, ARRAY_LEN(kinds),
                wish->kind < 0 ? "" : complaint_kind_key((enum complaint_kind)wish->kind));
    form_button(out, FORM_PRIMARY, "Tampilkan");
    form_close(visit);
}

static void put_files(struct visit *visit)
{
    struct text *out = &visit->reply->body;
    static const struct form_option formats[] = {
        {"pdf", "Buku (PDF)"}, {"csv-id", "Lembar kerja (CSV)"}, {"csv", "Data (CSV)"}};
    struct months months;

    fill_months(&months, today_of(visit), "Pilih bulan");
    html_mark(out, "<section class=\"card files\"><h2>Unduh Buku Pengaduan</h2>"
                   "<p class=\"hint\">Isi pengaduan tidak ikut. Setiap unduhan dicatat.</p>\n");
    form_open(visit, "/pengaduan/buku");
    form_select_as(out, "bulan-unduh", "bulan", "Bulan", months.options + 1, MONTHS,
                   months.keys[0]);
    form_select(out, "format", "Bentuk", formats, ARRAY_LEN(formats), "pdf");
    if (visit->role >= WEB_SUPERVISOR)
        form_check(out, "identitas", "Dengan identitas pelapor", false);
    form_button(out, FORM_PLAIN, "Unduh");
    form_close(visit);
    html_mark(out, "</section>\n");
}

static bool put_register(struct visit *visit, const struct wish *wish,
                         const struct catalog *catalog, struct err *err)
{
    static const struct table_column columns[] = {
        {"Nomor", false}, {"Diterima", false}, {"Jenis", false},         {"Layanan", false},
        {"Bobot", false}, {"Keadaan", false},  {"Janji jawaban", false},
    };
    struct text *out = &visit->reply->body;
    struct list list = {.visit = visit, .catalog = catalog, .today = today_of(visit)};
    int page = page_number(visit);
    const struct complaint_filter filter = {
        .from_day = wish->has_month ? wish->month.from_day : 0,
        .until_day = wish->has_month ? wish->month.until_day : 0,
        .states = views[wish->view].states,
        .kind = wish->kind,
        .overdue_on = views[wish->view].is_overdue ? list.today : 0,
        .skip = (int64_t)page * PAGE_ROWS,
        .most = PAGE_ROWS + 1,
    };
    char month[PERIOD_TEXT] = "";

    html_mark(out, "<div class=\"dense\">");
    list.table = table_open(out, "Buku Pengaduan", false, columns, ARRAY_LEN(columns));
    if (!complaint_rows_list(visit->web, &filter, put_row, &list, err))
        return false;
    table_close(&list.table, "Tidak ada pengaduan yang sesuai.");
    html_mark(out, "</div>\n");
    if (wish->has_month)
        period_format(&wish->month, month, sizeof month);
    const struct page_word words[] = {
        {"keadaan", views[wish->view].key},
        {"bulan", month},
        {"jenis", wish->kind < 0 ? "" : complaint_kind_key((enum complaint_kind)wish->kind)},
    };
    page_turner(visit, "/pengaduan", words, ARRAY_LEN(words), page, list.shown > PAGE_ROWS);
    return true;
}

bool page_complaints(struct visit *visit, struct err *err)
{
    const struct catalog *catalog;
    struct complaint_totals totals;
    struct wish wish;

    if (!read_wish(visit, &wish, err) || !in_force_catalog(visit, &catalog, err)
        || !complaint_rows_totals(visit->web->pg, today_of(visit), &totals, err))
        return false;
    page_open(visit, &(struct page){.title = "Buku Pengaduan", .here = "/pengaduan"});
    put_totals(&visit->reply->body, &totals);
    put_choice(visit, &wish);
    if (!put_register(visit, &wish, catalog, err))
        return false;
    put_files(visit);
    page_close(visit);
    return true;
}

/* The month's book in the making. */
struct book {
    struct visit *visit;
    const struct catalog *catalog;
    struct complaint_report report;
};

/* What cannot be opened is one row's loss, and told in the log. */
static void open_name(struct book *book, const struct office_complaint *complaint,
                      char out[COMPLAINT_NAME])
{
    struct complaint_words words;
    struct err err = {0};

    out[0] = '\0';
    if (!complaint->has_words)
        return;
    if (complaint_letter_open(book->visit->web, complaint, &words, &err))
        (void)text_copy(out, COMPLAINT_NAME, words.name[0] != '\0' ? words.name : words.contact);
    else
        log_error("complaint %s: %s; its row stays without a name", complaint->complaint.number,
                  err.text);
    secret_wipe(&words, sizeof words);
}

static void add_row(void *context, const struct office_complaint *row)
{
    struct book *book = context;
    struct complaint complaint = row->complaint;
    char name[COMPLAINT_NAME] = "";

    if (complaint.service_id[0] != '\0')
        text_copy_cut(complaint.service_name, sizeof complaint.service_name,
                      in_force_service(book->catalog, complaint.service_id));
    if (book->report.has_names)
        open_name(book, row, name);
    complaint_report_add(&book->report, &complaint, name);
    secret_wipe(name, sizeof name);
}

static bool draw(const struct book *book, struct err *err)
{
    struct visit *visit = book->visit;
    char fonts[512];

    text_format(fonts, sizeof fonts, "%s/fonts", visit->web->options->asset_dir);
    if (!paper_open(fonts, err))
        return false;
    bool is_drawn =
        complaint_report_pdf(book->catalog, &book->report, "id", &visit->reply->body, err);
    paper_close();
    return is_drawn;
}

static bool send_book(struct book *book, const char *month, const char *format, struct err *err)
{
    struct visit *visit = book->visit;
    bool is_pdf = strcmp(format, "pdf") == 0;
    char name[96];

    text_format(name, sizeof name, "buku-pengaduan-%s.%s", month, is_pdf ? "pdf" : "csv");
    download_as(visit, is_pdf ? "application/pdf" : "text/csv; charset=utf-8", name);
    if (is_pdf)
        return draw(book, err);
    complaint_file_csv(&book->report, visit->web->options->offset_min,
                       strcmp(format, "csv-id") == 0, &visit->reply->body);
    return true;
}

bool page_complaints_book(struct visit *visit, struct err *err)
{
    struct book book = {.visit = visit};
    char month[PERIOD_TEXT], format[16], wants_names[4];
    struct period period;

    if (!web_field(visit, "bulan", month, sizeof month, err)
        || !web_field(visit, "format", format, sizeof format, err)
        || !web_field(visit, "identitas", wants_names, sizeof wants_names, err)
        || !read_month(month, &period, err))
        return false;
    bool has_names = strcmp(wants_names, "1") == 0;
    if (has_names && visit->role < WEB_SUPERVISOR)
        return err_set(err, ERR_CLOSED, "identities are for supervisors");
    const struct complaint_filter filter = {
        .from_day = period.from_day,
        .until_day = period.until_day,
        .states = (1U << COMPLAINT_STATE_COUNT) - 1,
        .kind = -1,
        .is_oldest_first = true,
        .most = COMPLAINT_ROWS_MOST,
    };
    book.report = (struct complaint_report){.period = period,
                                            .made_ms = visit->now_ms,
                                            .today = today_of(visit),
                                            .has_names = has_names};
    /* Who takes it is noted before a name is seen. */
    bool is_sent = web_audit(visit, "complaint.exported", month, has_names ? "identitas" : "", err)
                   && in_force_catalog(visit, &book.catalog, err)
                   && complaint_rows_list(visit->web, &filter, add_row, &book, err)
                   && send_book(&book, month, format, err);
    complaint_report_clear(&book.report);
    return is_sent;
}
