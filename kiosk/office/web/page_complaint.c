/* /pengaduan/{kiosk}/{number}: one complaint. Its words are opened on request, by name, and that is
 * noted before they are shown. */
#include "base/secret.h"
#include "complaint_letter.h"
#include "complaint_rows.h"
#include "domain/calendar.h"
#include "form.h"
#include "html.h"
#include "in_force.h"
#include "page.h"
#include "pages.h"
#include "table.h"
#include "words/complaint.h"
#include "words/complaint_promise.h"
#include "words/words.h"

#include <string.h>

enum { PATH_TEXT = 256, CELL_TEXT = 128 };

struct view {
    struct visit *visit;
    const struct catalog *catalog;
    struct office_complaint row;
    char path[PATH_TEXT];                /* of this complaint */
    const struct complaint_words *words; /* NULL: not opened */
    const char *draft;                   /* an answer that was refused, to be mended; NULL: none */
    const char *wrong;                   /* why */
};

/* What an officer does next with a complaint: its button alone is the page's main one. */
enum next_step { STEP_READ, STEP_WEIGH, STEP_ANSWER, STEP_CLOSE };

static enum next_step step_of(const struct view *view)
{
    const struct complaint *complaint = &view->row.complaint;

    bool is_readable = view->words == NULL && view->row.has_words && !complaint->is_erased;

    if (is_readable && complaint->state < COMPLAINT_ANSWERED)
        return STEP_READ;
    if (complaint_may(complaint, COMPLAINT_WEIGH) && complaint->weight == WEIGHT_NOT_SET)
        return STEP_WEIGH;
    return complaint_may(complaint, COMPLAINT_ANSWER) && complaint->reply != REPLY_NONE
               ? STEP_ANSWER
               : STEP_CLOSE;
}

static enum form_weight look_of(const struct view *view, enum next_step step)
{
    return step_of(view) == step ? FORM_PRIMARY : FORM_PLAIN;
}

static bool open_view(struct visit *visit, struct view *out, bool is_held, struct err *err)
{
    AUTO_TEXT struct text path = {0};

    *out = (struct view){.visit = visit};
    if (!in_force_catalog(visit, &out->catalog, err)
        || !(is_held ? complaint_rows_hold : complaint_rows_read)(visit->web, visit->part[0],
                                                                  visit->part[1], &out->row, err))
        return false;
    text_init(&path, PATH_TEXT);
    html_fill(&path, "/pengaduan/{%}/{%}", out->row.kiosk, out->row.complaint.number);
    (void)text_copy(out->path, sizeof out->path, path.data);
    return true;
}

static void put_fact(struct text *out, const char *name, const char *value)
{
    html_fill(out, "<dt>{}</dt><dd>{}</dd>\n", name, value);
}

static void put_time(struct view *view, const char *name, int64_t ms)
{
    char time[CELL_TEXT];

    if (ms <= 0)
        return;
    words_date_time(time, sizeof time, ms, view->visit->web->options->offset_min);
    put_fact(&view->visit->reply->body, name, time);
}

static void put_facts(struct view *view)
{
    struct text *out = &view->visit->reply->body;
    const struct complaint *complaint = &view->row.complaint;
    int64_t today = calendar_day(view->visit->now_ms, view->visit->web->options->offset_min);
    char due[CELL_TEXT];

    html_mark(out, "<section class=\"card\"><h2>Keadaan</h2><dl class=\"facts\">\n");
    put_fact(out, "Keadaan", words_complaint_state(complaint->state));
    put_time(view, "Diterima", complaint->at_ms);
    put_fact(out, "Anjungan", complaint->device);
    put_fact(out, "Jenis", words_complaint_kind(complaint->kind));
    put_fact(out, "Layanan",
             complaint->service_id[0] != '\0'
                 ? in_force_service(view->catalog, complaint->service_id)
                 : "tidak disebut");
    put_fact(out, "Bobot", words_complaint_weight(complaint->weight));
    put_fact(out, "Balasan lewat", words_complaint_reply(complaint->reply));
    if (complaint->due_day > 0) {
        words_short_date(due, sizeof due, complaint->due_day * INT64_C(86400000), 0);
        put_fact(out, "Dijanjikan paling lambat", due);
    }
    put_time(view, "Dijawab", complaint->answered_ms);
    put_time(view, "Selesai", complaint->closed_ms);
    html_mark(out, "</dl>");
    if (complaint_is_overdue(complaint, today))
        page_notice(out, NOTICE_DANGER, "Janji jawaban sudah lewat.");
    html_mark(out, "</section>\n");
}

static void put_letter(struct view *view)
{
    struct text *out = &view->visit->reply->body;
    char path[PATH_TEXT + 8];

    html_mark(out, "<section class=\"card\"><h2>Isi pengaduan</h2>\n");
    if (view->words != NULL) {
        html_fill(out, "<div class=\"letter\">{}</div><dl class=\"facts\">\n", view->words->text);
        put_fact(out, "Nama", view->words->name[0] != '\0' ? view->words->name : "tidak disebut");
        put_fact(out, "Kontak",
                 view->words->contact[0] != '\0' ? view->words->contact : "tidak ditinggalkan");
        html_mark(out, "</dl>\n");
        if (view->words->answer[0] != '\0')
            html_fill(out, "<h3>Jawaban</h3><div class=\"letter\">{}</div>\n", view->words->answer);
    } else if (view->row.complaint.is_erased) {
        html_mark(out, "<p>Isi dan identitasnya sudah dihapus.</p>\n");
    } else if (!view->row.has_words) {
        html_mark(out, "<p>Isinya belum sampai di kantor. Baca di anjungan tempat pengaduan ini "
                       "dicatat.</p>\n");
    } else {
        html_mark(out, "<p>Isi dan identitas tersegel. Siapa yang membukanya akan dicatat.</p>\n");
        text_format(path, sizeof path, "%s/buka", view->path);
        form_act(view->visit, path, look_of(view, STEP_READ), "Buka isi pengaduan");
    }
    html_mark(out, "</section>\n");
}

static void put_routes(struct view *view)
{
    struct text *out = &view->visit->reply->body;

    html_mark(out,
              "<details><summary>Yang diatur standar pelayanan</summary><dl class=\"facts\">\n");
    for (int weight = WEIGHT_RINGAN; weight < WEIGHT_COUNT; weight++) {
        const struct words *route = complaint_route(view->catalog, view->row.complaint.service_id,
                                                    (enum complaint_weight)weight);

        put_fact(out, words_complaint_weight((enum complaint_weight)weight),
                 route != NULL ? words_in(route, "id") : "Standar pelayanan tidak mengaturnya.");
    }
    html_mark(out, "</dl></details>\n");
}

static void put_weighing(struct view *view)
{
    struct text *out = &view->visit->reply->body;
    struct form_option options[WEIGHT_COUNT - 1];
    char path[PATH_TEXT + 8];

    for (int weight = WEIGHT_RINGAN; weight < WEIGHT_COUNT; weight++)
        options[weight - 1] =
            (struct form_option){complaint_weight_key((enum complaint_weight)weight),
                                 words_complaint_weight((enum complaint_weight)weight)};
    html_mark(out, "<section class=\"card\"><h2>Nilai bobot</h2>\n");
    put_routes(view);
    text_format(path, sizeof path, "%s/bobot", view->path);
    form_open(view->visit, path);
    form_select(out, "bobot", "Bobot", options, ARRAY_LEN(options),
                complaint_weight_key(view->row.complaint.weight));
    form_button(out, look_of(view, STEP_WEIGH), "Simpan bobot");
    form_close(view->visit);
    html_mark(out, "</section>\n");
}

static void put_answering(struct view *view)
{
    struct text *out = &view->visit->reply->body;
    char path[PATH_TEXT + 8];

    html_mark(out, "<section class=\"card\"><h2>Jawab</h2>\n");
    text_format(path, sizeof path, "%s/jawab", view->path);
    form_open(view->visit, path);
    form_field(out,
               &(struct form_field){.name = "jawaban",
                                    .label = "Jawaban kantor",
                                    .type = "textarea",
                                    .value = view->draft,
                                    .hint = "Disimpan tersegel dan terbaca juga di meja petugas "
                                            "anjungannya. Sampaikan kepada pelapor lewat cara yang "
                                            "dipilihnya.",
                                    .error = view->wrong,
                                    .most = COMPLAINT_LETTERS});
    form_button(out, look_of(view, STEP_ANSWER), "Simpan jawaban");
    form_close(view->visit);
    html_mark(out, "</section>\n");
}

static void put_acts(struct view *view)
{
    struct text *out = &view->visit->reply->body;
    const struct complaint *complaint = &view->row.complaint;
    char path[PATH_TEXT + 8];

    if (complaint->is_erased)
        return;
    if (complaint_may(complaint, COMPLAINT_ANSWER)) /* before the weight, which is known by then */
        put_answering(view);
    if (complaint_may(complaint, COMPLAINT_WEIGH))
        put_weighing(view);
    if (!complaint_may(complaint, COMPLAINT_CLOSE))
        return;
    html_mark(out, "<section class=\"card\"><h2>Tutup</h2><p>Pengaduan yang sudah ditangani "
                   "ditutup dan tidak dapat dibuka lagi.</p>\n");
    text_format(path, sizeof path, "%s/tutup", view->path);
    form_act(view->visit, path, look_of(view, STEP_CLOSE), "Tutup pengaduan");
    html_mark(out, "</section>\n");
}

static void put_deed(void *context, const struct complaint_deed *deed)
{
    struct view *view = context;
    struct text *out = &view->visit->reply->body;
    int weight = complaint_find_key(KEYS_WEIGHT, deed->weight);
    char time[CELL_TEXT];
    const char *what = strcmp(deed->act, "weighed") == 0    ? "Bobot dinilai"
                       : strcmp(deed->act, "answered") == 0 ? "Dijawab"
                                                            : "Ditutup";

    words_date_time(time, sizeof time, deed->at_ms, view->visit->web->options->offset_min);
    html_fill(out, "<li><b>{}</b>{}{} <small>{}, oleh {}; {}</small></li>\n", what,
              weight > 0 ? ": " : "",
              weight > 0 ? words_complaint_weight((enum complaint_weight)weight) : "", time,
              deed->account,
              deed->is_taken ? "sudah sampai di anjungan" : "belum sampai di anjungan");
}

static bool put_page(struct view *view, struct err *err)
{
    struct visit *visit = view->visit;
    struct text *out = &visit->reply->body;
    char title[64];

    text_format(title, sizeof title, "Pengaduan %s", view->row.complaint.number);
    page_open(visit, &(struct page){.title = title, .here = "/pengaduan"});
    html_mark(
        out,
        "<p><a href=\"/pengaduan\">← Buku Pengaduan</a></p>\n<div class=\"beside work\"><div>\n");
    put_letter(view);
    put_acts(view);
    html_mark(out, "</div><div>\n");
    put_facts(view);
    html_mark(out, "<section class=\"card\"><h2>Tindakan di kantor</h2><ul class=\"deeds\">\n");
    if (!complaint_rows_deeds(visit->web->pg, view->row.kiosk, view->row.complaint.number, put_deed,
                              view, err))
        return false;
    html_mark(out,
              "</ul><p class=\"hint\">Hanya tindakan di halaman ini. Tindakan di anjungan "
              "tercatat dalam jurnal anjungan. Yang berlaku di kedua tempat: keadaan yang paling "
              "lanjut dan bobot yang terakhir.</p></section>\n</div></div>\n");
    page_close(visit);
    return true;
}

bool page_complaint(struct visit *visit, struct err *err)
{
    struct view view;

    return open_view(visit, &view, false, err) && put_page(&view, err);
}

/* The page with the words open, and perhaps an answer to be mended. */
static bool put_open_page(struct view *view, struct err *err)
{
    struct complaint_words words;

    /* Nothing is shown before it is noted who saw it. */
    if (!web_audit(view->visit, "complaint.read", view->row.complaint.number, "", err)
        || !complaint_letter_open(view->visit->web, &view->row, &words, err))
        return false;
    view->words = &words;
    bool is_put = put_page(view, err);
    view->words = NULL;
    secret_wipe(&words, sizeof words);
    return is_put;
}

bool page_complaint_open(struct visit *visit, struct err *err)
{
    struct view view;

    return open_view(visit, &view, false, err) && put_open_page(&view, err);
}

static bool refuse(const struct view *view, struct err *err)
{
    return err_set(err, ERR_BUSY, "complaint %s is %s", view->row.complaint.number,
                   complaint_state_key(view->row.complaint.state));
}

bool page_complaint_weigh(struct visit *visit, struct err *err)
{
    struct view view;
    char weight[16];

    if (!web_field(visit, "bobot", weight, sizeof weight, err)
        || !open_view(visit, &view, true, err))
        return false;
    if (complaint_find_key(KEYS_WEIGHT, weight) <= WEIGHT_NOT_SET)
        return err_set(err, ERR_INVALID, "a weight is ringan, sedang or berat");
    if (!complaint_may(&view.row.complaint, COMPLAINT_WEIGH))
        return refuse(&view, err);
    if (strcmp(complaint_weight_key(view.row.complaint.weight), weight) == 0)
        return web_go(visit, view.path, "");
    return complaint_rows_act(visit->web->pg, &view.row, "weighed", weight, NULL, NULL,
                              visit->account, err)
           && web_audit(visit, "complaint.weighed", view.row.complaint.number, weight, err)
           && web_go(visit, view.path, "bobot-disimpan");
}

static bool keep_answer(struct view *view, const char *answer, struct err *err)
{
    struct visit *visit = view->visit;
    AUTO_TEXT struct text sealed, letter;

    text_init(&sealed, COMPLAINT_SEALED_MOST);
    text_init(&letter, COMPLAINT_SEALED_MOST);
    return complaint_letter_seal(visit->web, answer, &sealed, err)
           && complaint_letter_address(visit->web, view->row.kiosk, answer, &letter, err)
           && complaint_rows_act(visit->web->pg, &view->row, "answered", NULL, &sealed,
                                 letter.len > 0 ? &letter : NULL, visit->account, err)
           && web_audit(visit, "complaint.answered", view->row.complaint.number, "", err)
           && web_go(visit, view->path, "jawaban-disimpan");
}

bool page_complaint_answer(struct visit *visit, struct err *err)
{
    struct view view;
    char answer[COMPLAINT_TEXT];
    size_t letters;

    if (!web_field(visit, "jawaban", answer, sizeof answer, err)
        || !open_view(visit, &view, true, err))
        return false;
    if (!complaint_may(&view.row.complaint, COMPLAINT_ANSWER))
        return refuse(&view, err);
    letters = complaint_letters(answer);
    view.draft = answer;
    if (letters < COMPLAINT_LETTERS_LEAST)
        view.wrong = "Jawaban terlalu pendek: tulis paling sedikit 10 huruf.";
    else if (letters > COMPLAINT_LETTERS)
        view.wrong = "Jawaban terlalu panjang: paling banyak 600 huruf.";
    else if (complaint_seems_to_have_nik(answer))
        view.wrong = "Jawaban memuat enam belas angka seperti NIK. Hapus nomor itu.";
    bool is_done = view.wrong == NULL   ? keep_answer(&view, answer, err)
                   : view.row.has_words ? put_open_page(&view, err)
                                        : put_page(&view, err);
    if (view.wrong != NULL && is_done)
        visit->reply->status = 400;
    secret_wipe(answer, sizeof answer);
    return is_done;
}

bool page_complaint_close(struct visit *visit, struct err *err)
{
    struct view view;

    if (!open_view(visit, &view, true, err))
        return false;
    if (!complaint_may(&view.row.complaint, COMPLAINT_CLOSE))
        return refuse(&view, err);
    return complaint_rows_act(visit->web->pg, &view.row, "closed", NULL, NULL, NULL, visit->account,
                              err)
           && web_audit(visit, "complaint.closed", view.row.complaint.number, "", err)
           && web_go(visit, view.path, "pengaduan-ditutup");
}
