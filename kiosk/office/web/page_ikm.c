/* /ikm: the satisfaction index of any period, and its files. */
#include "device_rows.h"
#include "download.h"
#include "form.h"
#include "html.h"
#include "ikm_parts.h"
#include "ikm_wish.h"
#include "in_force.h"
#include "page.h"
#include "pages.h"
#include "domain/calendar.h"
#include "paper/slip.h"
#include "paper/survey_report.h"
#include "survey_figures.h"
#include "words/survey.h"
#include "words/survey_files.h"
#include "words/words.h"

#include <string.h>

enum { ADDRESS_TEXT = 512, OPTION_MOST = 2048, RECAP_TREND = 4 };

static bool read_wish(struct visit *visit, struct ikm_wish *out, struct err *err)
{
    const struct ikm_words words = {
        .period = web_query(visit, "periode"),
        .kind = web_query(visit, "jenis"),
        .day = web_query(visit, "hari"),
        .until = web_query(visit, "sampai"),
        .service = web_query(visit, "layanan"),
        .by = web_query(visit, "rinci"),
    };

    return ikm_wish_read(&words, calendar_day(visit->now_ms, visit->web->options->offset_min), out,
                         err);
}

static void put_services(struct text *out, const struct catalog *catalog, const char *chosen)
{
    struct form_option options[OPTION_MOST] = {{"", "Semua layanan"}};
    size_t count = 1;
    bool is_known = chosen[0] == '\0';

    for (size_t i = 0; i < catalog->service_count && count + 1 < OPTION_MOST; i++) {
        const struct service *service = &catalog->services[i];

        is_known = is_known || strcmp(service->id, chosen) == 0;
        options[count++] =
            (struct form_option){service->id, in_force_service(catalog, service->id)};
    }
    if (!is_known) /* of an older catalogue */
        options[count++] = (struct form_option){chosen, chosen};
    form_select(out, "layanan", "Layanan", options, count, chosen);
}

static void put_choice(struct visit *visit, const struct catalog *catalog,
                       const struct ikm_wish *wish)
{
    struct text *out = &visit->reply->body;
    struct form_option kinds[PERIOD_KINDS], bys[BY_COUNT];
    char from[16], until[16];

    for (int i = 0; i < PERIOD_KINDS; i++)
        kinds[i] = (struct form_option){ikm_kind_key((enum period_kind)i),
                                        ikm_kind_words((enum period_kind)i)};
    for (int by = BY_SERVICE; by < BY_COUNT; by++)
        bys[by - 1] = (struct form_option){survey_by_key((enum survey_by)by),
                                           words_survey_by((enum survey_by)by)};
    calendar_format_day(wish->period.from_day, from);
    calendar_format_day(wish->period.until_day, until);
    form_open_query(visit, "/ikm");
    form_select(out, "jenis", "Periode", kinds, ARRAY_LEN(kinds), ikm_kind_key(wish->period.kind));
    form_field(out, &(struct form_field){.name = "hari",
                                         .label = "Hari di dalamnya, atau mulai",
                                         .type = "date",
                                         .value = from});
    form_field(out, &(struct form_field){.name = "sampai",
                                         .label = "Sampai (rentang tanggal)",
                                         .type = "date",
                                         .value = until,
                                         .is_optional = true});
    put_services(out, catalog, wish->service);
    form_select(out, "rinci", "Rincian menurut", bys, BY_COUNT - 1, survey_by_key(wish->by));
    form_button(out, FORM_PRIMARY, "Tampilkan");
    form_close(visit);
}

/* No way leads to days that nobody has lived yet. */
static void put_turner(struct text *out, const struct ikm_wish *wish, int64_t today)
{
    struct ikm_wish other = *wish;
    char before[ADDRESS_TEXT], after[ADDRESS_TEXT], before_name[128], after_name[128];

    other.period = period_before(&wish->period);
    ikm_wish_address(&other, "/ikm", before, sizeof before);
    words_period_name(before_name, sizeof before_name, &other.period);
    other.period = ikm_period_after(&wish->period);
    ikm_wish_address(&other, "/ikm", after, sizeof after);
    words_period_name(after_name, sizeof after_name, &other.period);
    html_fill(out, "<p class=\"period-turner\"><a href=\"{}\" rel=\"prev\">← {}</a>", before,
              before_name);
    if (other.period.from_day <= today)
        html_fill(out, " <a href=\"{}\" rel=\"next\">{} →</a>", after, after_name);
    html_mark(out, "</p>\n");
}

static void put_files(struct text *out, const struct ikm_wish *wish)
{
    static const struct {
        const char *path, *words;
    } files[] = {
        {"/ikm/papan.pdf", "Papan A4 (PDF)"},     {"/ikm/papan-a3.pdf", "Papan A3 (PDF)"},
        {"/ikm/rekap.pdf", "Rekap (PDF)"},        {"/ikm/pengolahan.pdf", "Tabel pengolahan (PDF)"},
        {"/ikm/tabel.csv", "Lembar kerja (CSV)"}, {"/ikm/data.csv", "Data (CSV)"},
        {"/ikm/data.json", "Data (JSON)"},
    };
    char address[ADDRESS_TEXT];

    html_mark(out, "<section class=\"files\"><h2>Unduh</h2><ul>\n");
    for (size_t i = 0; i < ARRAY_LEN(files); i++) {
        ikm_wish_address(wish, files[i].path, address, sizeof address);
        html_fill(out, "<li><a class=\"icon icon-download\" href=\"{}\">{}</a></li>\n", address,
                  files[i].words);
    }
    html_mark(out, "</ul></section>\n");
}

static void put_notes(struct text *out, const struct survey_report *report)
{
    char line[WORDS_LINE];

    html_mark(out, "<section class=\"notes\"><h2>Catatan</h2>\n");
    html_fill(out, "<p>{}</p>\n", words_exact_weight());
    words_sample(line, sizeof line, report);
    html_fill(out, "<p>{}</p>\n", line);
    words_interval(line, sizeof line, &report->ikm, report->population);
    if (line[0] != '\0')
        html_fill(out, "<p>{}</p>\n", line);
    words_doubted(line, sizeof line, report);
    html_fill(out, "<p>{}</p></section>\n", line);
}

/* Answers that kiosks keep until their half-day is over, and of which day they may be. */
struct held {
    const struct period *period;
    int offset_min;
    int64_t count;
};

static void note_held(void *context, const struct device *device)
{
    struct held *held = context;
    int64_t day = calendar_day(device->heard_ms, held->offset_min);

    if (device->has_heartbeat && device->revoked_ms == 0 && day >= held->period->from_day
        && day <= held->period->until_day)
        held->count += device->heartbeat.surveys_held;
}

static void put_held(struct text *out, int64_t count)
{
    char figure[32];

    words_count(figure, sizeof figure, count);
    if (count > 0)
        html_fill(
            out,
            "<p class=\"notice info\" role=\"status\"><span>{} jawaban masih di anjungan dan "
            "belum dihitung. Anjungan mengirimnya setelah setengah hari berakhir.</span></p>\n",
            figure);
}

static void put_report(struct visit *visit, const struct catalog *catalog,
                       const struct ikm_wish *wish, const struct survey_report *report,
                       int64_t held)
{
    struct text *out = &visit->reply->body;
    const struct ikm_view view = {report, in_force_questionnaire(visit), wish, "/ikm"};
    char period[256];

    page_open(visit, &(struct page){.title = "Indeks Kepuasan Masyarakat", .here = "/ikm"});
    put_choice(visit, catalog, wish);
    put_turner(out, wish, calendar_day(visit->now_ms, visit->web->options->offset_min));
    words_period(period, sizeof period, &report->period);
    html_fill(out, "<p class=\"period\">{}</p>\n<p class=\"scope\">{}</p>\n", period,
              report->service_id[0] != '\0' ? report->service_name : "Semua layanan");
    put_held(out, held);
    ikm_figures(out, &view);
    ikm_elements(out, &view);
    ikm_trend(out, &view);
    ikm_rows(out, &view);
    ikm_respondents(out, &view);
    ikm_extras(out, &view);
    put_notes(out, report);
    put_files(out, wish);
    page_close(visit);
}

static bool read_report(struct visit *visit, const struct ikm_wish *wish,
                        const struct figures_query *query, const struct catalog **catalog,
                        struct survey_report *out, struct err *err)
{
    struct figures_query whole = *query;

    whole.period = wish->period;
    whole.service = wish->service;
    whole.by = wish->by;
    return in_force_catalog(visit, catalog, err)
           && survey_figures_read(visit->web->pg, &whole, *catalog, in_force_questionnaire(visit),
                                  visit->now_ms, out, err);
}

bool page_ikm(struct visit *visit, struct err *err)
{
    const struct catalog *catalog;
    struct survey_report report;
    struct ikm_wish wish;

    if (!read_wish(visit, &wish, err))
        return false;
    const struct figures_query query = {.trend = ikm_trend_length(wish.period.kind)};
    struct held held = {&wish.period, visit->web->options->offset_min, 0};
    if (!device_rows_each(visit->web->pg, note_held, &held, err)
        || !read_report(visit, &wish, &query, &catalog, &report, err))
        return false;
    put_report(visit, catalog, &wish, &report, held.count);
    survey_report_clear(&report);
    return true;
}

static void name_file(const struct ikm_wish *wish, const char *part, const char *end, char *out,
                      size_t size)
{
    char period[64];

    period_format(&wish->period, period, sizeof period);
    text_format(out, size, "ikm-%s%s%s%s", part, part[0] != '\0' ? "-" : "", period, end);
}

static bool send_table(struct visit *visit, bool is_json, bool is_local, struct err *err)
{
    const struct figures_query query = {0};
    const struct catalog *catalog;
    struct survey_report report;
    struct ikm_wish wish;
    char name[160];

    if (!read_wish(visit, &wish, err) || !read_report(visit, &wish, &query, &catalog, &report, err))
        return false;
    const struct survey_file file = {catalog, in_force_questionnaire(visit), &report,
                                     NUMBERING_QUESTIONNAIRE, IKM_EXACT};
    name_file(&wish, "", is_json ? ".json" : ".csv", name, sizeof name);
    download_as(visit, is_json ? "application/json" : "text/csv; charset=utf-8", name);
    if (is_json)
        survey_file_json(&file, &visit->reply->body);
    else
        survey_file_csv(&file, is_local, &visit->reply->body);
    survey_report_clear(&report);
    return true;
}

bool page_ikm_csv(struct visit *visit, struct err *err)
{
    return send_table(visit, false, false, err);
}

bool page_ikm_csv_local(struct visit *visit, struct err *err)
{
    return send_table(visit, false, true, err);
}

bool page_ikm_json(struct visit *visit, struct err *err)
{
    return send_table(visit, true, false, err);
}

static bool draw(struct visit *visit, const struct catalog *catalog,
                 const struct survey_report *report, enum survey_page page, struct err *err)
{
    const struct survey_paper paper = {page, NUMBERING_QUESTIONNAIRE, IKM_EXACT, "id"};
    char fonts[512];

    text_format(fonts, sizeof fonts, "%s/fonts", visit->web->options->asset_dir);
    if (!paper_open(fonts, err))
        return false;
    bool is_drawn = survey_report_pdf(catalog, report, in_force_questionnaire(visit), &paper,
                                      &visit->reply->body, err);
    paper_close();
    return is_drawn;
}

static bool send_pdf(struct visit *visit, const char *key, struct err *err)
{
    struct figures_query query = {0};
    const struct catalog *catalog;
    struct survey_report report;
    struct ikm_wish wish;
    enum survey_page page;
    char name[160];

    if (!survey_page_from_key(key, &page))
        return err_set(err, ERR_NOT_FOUND, "no document is called '%s'", key);
    if (!read_wish(visit, &wish, err))
        return false;
    query.wants_answers = page == SURVEY_PROCESSING;
    query.trend = page == SURVEY_RECAP && wish.period.kind != PERIOD_RANGE ? RECAP_TREND : 0;
    if (!read_report(visit, &wish, &query, &catalog, &report, err))
        return false;
    name_file(&wish, key, ".pdf", name, sizeof name);
    download_as(visit, "application/pdf", name);
    bool is_drawn = draw(visit, catalog, &report, page, err);
    survey_report_clear(&report);
    return is_drawn;
}

bool page_ikm_pdf(struct visit *visit, struct err *err)
{
    char key[WEB_PART_TEXT];
    size_t len = strlen(visit->part[0]);
    static const char end[] = ".pdf";

    if (len < sizeof end || strcmp(visit->part[0] + len - strlen(end), end) != 0)
        return err_set(err, ERR_NOT_FOUND, "no document is called '%s'", visit->part[0]);
    text_format(key, sizeof key, "%.*s", (int)(len - strlen(end)), visit->part[0]);
    return send_pdf(visit, key, err);
}
