/* /katalog: the catalogue in force, its history, and publishing another one: uploaded, checked, compared,
 * and only then published. What was uploaded waits in the database until then. */
#include "base/i18n.h"
#include "base/id.h"
#include "base/sign.h"
#include "catalog_diff.h"
#include "catalogue_rows.h"
#include "form.h"
#include "html.h"
#include "in_force.h"
#include "page.h"
#include "pages.h"
#include "table.h"
#include "wire/catalog_json.h"
#include "wire/signed_catalog.h"
#include "words/words.h"

#include <string.h>

#define LOG_AREA "web"
#include "base/log.h"

enum {
    HISTORY_MOST = 100,
    ISSUES_SHOWN = 200,
    CHANGES_SHOWN = 2000,
    TAG_TEXT = 65,
    CELL_TEXT = 96
};

/* An uploaded file as far as it was understood. */
struct candidate {
    struct text file;
    char tag[TAG_TEXT];         /* SHA-256 of the file, hexadecimal */
    struct signed_catalog head; /* what it says of itself */
    struct catalog *catalog;    /* NULL: it cannot be read */
    struct catalog_issues issues;
    int64_t version;   /* in force */
    char refusal[512]; /* why it cannot be published; "" = it can */
};

static void clear_candidate(struct candidate *candidate)
{
    text_clear(&candidate->file);
    catalog_free(candidate->catalog);
    catalog_issues_clear(&candidate->issues);
}

static void write_tag(const struct text *file, char out[TAG_TEXT])
{
    uint8_t sha[32];

    id_sha256(sha, file->data, file->len, NULL, 0);
    id_format_hex(out, sha, sizeof sha);
}

static void refuse(struct candidate *candidate, const char *words, const char *detail)
{
    text_format(candidate->refusal, sizeof candidate->refusal, "%s%s%s", words,
                detail[0] != '\0' ? " " : "", detail);
}

/* Fills the candidate from its file; whatever is wrong is its refusal. False: the database's
 * trouble alone. */
static bool examine(struct visit *visit, struct candidate *candidate, struct err *err)
{
    const struct office_options *options = visit->web->options;
    uint8_t key[SIGN_PUBLIC];
    struct err cause = {0};
    char number[32];

    candidate->issues.words = i18n_text;
    write_tag(&candidate->file, candidate->tag);
    if (!catalogue_rows_version(visit->web->pg, options->office_id, &candidate->version, err))
        return false;
    if (!sign_read_public(options->publisher_key, key, &cause)) {
        refuse(candidate,
               "Kunci penerbit belum dipasang di server ini; minta kepada pengelola server.", "");
        return true;
    }
    if (!signed_catalog_read(&candidate->head, candidate->file.data, candidate->file.len, key,
                             &cause)) {
        log_info("an uploaded catalogue is refused: %s", cause.text);
        refuse(candidate,
               "Berkas ini bukan katalog yang ditandatangani penerbit, atau berubah sesudahnya.",
               "");
        return true;
    }
    if (!catalog_json_read(&candidate->catalog, "katalog", candidate->head.catalog,
                           candidate->head.catalog_len, &candidate->issues, &cause)) {
        candidate->catalog = NULL;
        refuse(candidate, "Isi katalog salah; perbaiki, tandatangani, lalu unggah lagi.", "");
    } else if (strcmp(candidate->head.name, options->office_id) != 0) {
        refuse(candidate, "Katalog ini milik kantor lain:", candidate->head.name);
    } else if (candidate->head.version <= candidate->version) {
        text_format(number, sizeof number, "%lld.", (long long)candidate->version);
        refuse(candidate, "Versinya harus lebih tinggi daripada yang berlaku, yaitu", number);
    }
    return true;
}

static void put_issues(struct text *out, const struct catalog_issues *issues)
{
    char line[CELL_TEXT];

    if (issues->count == 0)
        return;
    text_format(line, sizeof line, "%zu kesalahan, %zu peringatan", issues->error_count,
                issues->warning_count);
    html_fill(
        out, "<section class=\"card\"><h2>Hasil pemeriksaan</h2><p>{}</p><ul class=\"findings\">\n",
        line);
    for (size_t i = 0; i < issues->count && i < ISSUES_SHOWN; i++)
        html_fill(out, "<li class=\"{}\">{}</li>\n",
                  issues->items[i].is_error ? "danger" : "warning", issues->items[i].text);
    html_mark(out, "</ul></section>\n");
}

struct changes {
    struct text *out;
    const char *service; /* whose changes are being written */
    char field[CELL_TEXT];
    bool is_list_open, has_head;
    size_t shown;
};

static void end_list(struct changes *changes)
{
    if (changes->is_list_open)
        html_mark(changes->out, "</ul>\n");
    changes->is_list_open = false;
}

static void put_head(struct changes *changes, const struct catalog_change *change)
{
    if (changes->has_head && text_equal(changes->service, change->service))
        return;
    end_list(changes);
    changes->service = change->service;
    changes->has_head = true;
    changes->field[0] = '\0';
    html_fill(changes->out, "<h3>{}</h3>\n", change->service != NULL ? change->service : "Kantor");
}

static void put_line(struct changes *changes, const struct catalog_change *change)
{
    bool is_added = change->kind == CHANGE_LINE_ADDED;

    if (!changes->is_list_open || strcmp(changes->field, change->field) != 0) {
        end_list(changes);
        html_fill(changes->out, "<p class=\"field-name\">{}</p><ul class=\"lines\">\n",
                  change->field);
        (void)text_copy(changes->field, sizeof changes->field, change->field);
        changes->is_list_open = true;
    }
    html_fill(changes->out, "<li class=\"{}\"><span class=\"aloud\">{}</span>{}</li>\n",
              is_added ? "added" : "removed", is_added ? "Baru: " : "Hilang: ", change->line);
}

static void put_change(void *context, const struct catalog_change *change)
{
    struct changes *changes = context;

    if (changes->shown++ >= CHANGES_SHOWN)
        return;
    put_head(changes, change);
    switch (change->kind) {
    case CHANGE_SERVICE_ADDED:
        html_mark(changes->out, "<p>Layanan baru.</p>\n");
        break;
    case CHANGE_SERVICE_REMOVED:
        html_mark(changes->out, "<p>Layanan dihapus.</p>\n");
        break;
    case CHANGE_ORDER:
        end_list(changes);
        html_fill(changes->out, "<p class=\"field-name\">{}: urutannya berubah.</p>\n",
                  change->field);
        break;
    case CHANGE_OTHER:
        end_list(changes);
        html_fill(changes->out, "<p class=\"field-name\">{} berubah.</p>\n", change->field);
        break;
    case CHANGE_LINE_ADDED:
    case CHANGE_LINE_REMOVED:
        put_line(changes, change);
        break;
    }
}

static void put_changes(struct text *out, const struct catalog *before, const struct catalog *after)
{
    struct changes changes = {.out = out};

    html_mark(out, "<section class=\"card changes\"><h2>Perbedaan dengan yang berlaku</h2>\n");
    size_t count = catalog_diff(before, after, put_change, &changes);
    end_list(&changes);
    if (count == 0)
        html_mark(out, "<p>Isinya sama.</p>\n");
    if (count > CHANGES_SHOWN)
        html_mark(out, "<p class=\"hint\">Perbedaan selebihnya tidak ditampilkan.</p>\n");
    html_mark(out, "</section>\n");
}

static void put_fact(struct text *out, const char *name, const char *value)
{
    html_fill(out, "<dt>{}</dt><dd>{}</dd>\n", name, value);
}

static void put_facts(struct text *out, const struct candidate *candidate)
{
    char value[CELL_TEXT];

    html_mark(out, "<section class=\"card\"><h2>Berkas</h2><dl class=\"facts\">\n");
    put_fact(out, "Katalog", candidate->head.name);
    text_format(value, sizeof value, "%lld", (long long)candidate->head.version);
    put_fact(out, "Versi", value);
    if (candidate->catalog != NULL) {
        words_count(value, sizeof value, (int64_t)candidate->catalog->service_count);
        put_fact(out, "Layanan", value);
    }
    html_mark(out, "</dl></section>\n");
}

static void put_publishing(struct visit *visit, const struct candidate *candidate)
{
    struct text *out = &visit->reply->body;

    if (visit->role < WEB_ADMIN) {
        page_notice(out, NOTICE_INFO, "Hanya pengelola yang dapat menerbitkan katalog.");
        return;
    }
    html_mark(out,
              "<section class=\"card\"><h2>Terbitkan</h2><p>Semua anjungan mengambil katalog ini "
              "dan memakainya begitu layarnya tidak dipakai.</p>\n");
    form_open(visit, "/katalog/terbitkan");
    form_hidden(out, "tanda", candidate->tag);
    form_button(out, FORM_PRIMARY, "Terbitkan katalog ini");
    form_close(visit);
    html_mark(out, "</section>\n");
}

static bool put_candidate(struct visit *visit, const struct candidate *candidate, struct err *err)
{
    struct text *out = &visit->reply->body;
    const struct catalog *current;

    if (!in_force_catalog(visit, &current, err))
        return false;
    page_open(visit, &(struct page){.title = "Periksa katalog", .here = "/katalog"});
    html_mark(out, "<p><a href=\"/katalog\">← Katalog</a></p>\n");
    if (candidate->refusal[0] != '\0')
        page_notice(out, NOTICE_DANGER, candidate->refusal);
    else
        page_notice(out, NOTICE_GOOD, "Tanda tangan dan isinya benar.");
    if (candidate->head.name[0] != '\0')
        put_facts(out, candidate);
    put_issues(out, &candidate->issues);
    if (candidate->catalog != NULL)
        put_changes(out, current, candidate->catalog);
    if (candidate->refusal[0] == '\0')
        put_publishing(visit, candidate);
    page_close(visit);
    return true;
}

bool page_catalogue_check(struct visit *visit, struct err *err)
{
    struct candidate candidate = {0};
    size_t len = 0;
    const char *file = http_field(visit->request, "berkas", &len);

    if (file == NULL || len == 0)
        return web_go(visit, "/katalog", "berkas-kosong");
    text_init(&candidate.file, WEB_FORM_MOST);
    text_add_bytes(&candidate.file, file, len);
    bool is_done = examine(visit, &candidate, err)
                   && (candidate.refusal[0] != '\0'
                       || catalogue_rows_keep_draft(visit->web->pg, visit->account, &candidate.file,
                                                    candidate.tag, err))
                   && put_candidate(visit, &candidate, err);
    clear_candidate(&candidate);
    return is_done;
}

/* Checked again: the key, the version in force and the draft may have changed since it was shown. */
static bool publish(struct visit *visit, struct candidate *candidate, const char *tag,
                    struct err *err)
{
    char version[32];

    if (!catalogue_rows_draft(visit->web->pg, visit->account, tag, &candidate->file, err)
        || !examine(visit, candidate, err))
        return false;
    if (candidate->refusal[0] != '\0')
        return put_candidate(visit, candidate, err);
    text_format(version, sizeof version, "%lld", (long long)candidate->head.version);
    return catalogue_rows_publish(visit->web->pg, candidate->head.name, candidate->head.version,
                                  &candidate->file, candidate->tag, visit->account, err)
           && web_audit(visit, "catalogue.published", candidate->head.name, version, err)
           && web_go(visit, "/katalog", "katalog-diterbitkan");
}

bool page_catalogue_publish(struct visit *visit, struct err *err)
{
    struct candidate candidate = {0};
    char tag[TAG_TEXT];

    if (!web_field(visit, "tanda", tag, sizeof tag, err))
        return false;
    text_init(&candidate.file, WEB_FORM_MOST);
    bool is_done = publish(visit, &candidate, tag, err);
    clear_candidate(&candidate);
    return is_done;
}

struct history {
    struct visit *visit;
    struct table table;
    bool has_newest;
};

static void put_version(void *context, const struct catalogue_row *row)
{
    struct history *history = context;
    struct table *table = &history->table;
    char cell[CELL_TEXT];

    table_row(table);
    table_cell_open(table);
    text_format(cell, sizeof cell, "%lld", (long long)row->version);
    html_fill(table->out, "<b>{}</b> ", cell);
    if (!history->has_newest)
        page_chip(table->out, NOTICE_GOOD, "Berlaku");
    history->has_newest = true;
    table_cell_close(table);
    words_date_time(cell, sizeof cell, row->published_ms, history->visit->web->options->offset_min);
    table_text(table, cell);
    table_text(table, row->published_by);
    words_count(cell, sizeof cell, (row->bytes + 1023) / 1024);
    table_text(table, cell);
    text_format(cell, sizeof cell, "%.12s", row->tag);
    table_text(table, cell);
}

static bool put_history(struct visit *visit, struct err *err)
{
    static const struct table_column columns[] = {{"Versi", false},
                                                  {"Diterbitkan", false},
                                                  {"Oleh", false},
                                                  {"Kilobita", true},
                                                  {"Sidik", false}};
    struct history history = {.visit = visit};

    html_mark(&visit->reply->body, "<section><h2>Riwayat</h2>\n");
    history.table = table_open(&visit->reply->body, "Katalog yang pernah diterbitkan", false,
                               columns, ARRAY_LEN(columns));
    if (!catalogue_rows_list(visit->web->pg, visit->web->options->office_id, HISTORY_MOST,
                             put_version, &history, err))
        return false;
    table_close(&history.table,
                "Belum ada katalog yang diterbitkan; anjungan memakai katalog bawaan.");
    html_mark(&visit->reply->body, "</section>\n");
    return true;
}

static void put_services(struct text *out, const struct catalog *catalog)
{
    static const struct table_column columns[] = {{"Layanan", false},
                                                  {"Bidang", false},
                                                  {"Kelompok", false},
                                                  {"Waktu", false},
                                                  {"Biaya", false}};
    char cell[256];

    html_mark(out, "<section><h2>Layanan yang berlaku</h2>\n");
    struct table table = table_open(out, "Layanan", false, columns, ARRAY_LEN(columns));
    for (size_t i = 0; i < catalog->service_count; i++) {
        const struct service *service = &catalog->services[i];

        table_row(&table);
        table_text(&table, in_force_service(catalog, service->id));
        table_text(&table, service->sector ? words_in(&service->sector->name, "id") : "–");
        table_text(&table, service->group ? words_in(&service->group->name, "id") : "–");
        words_duration(cell, sizeof cell, &service->duration, "id");
        table_text(&table, service->duration.unit != DURATION_NONE ? cell : "–");
        words_fee(cell, sizeof cell, service, "id");
        table_text(&table, service->has_fee ? cell : "–");
    }
    table_close(&table, "Katalog ini belum memuat layanan.");
    html_mark(out, "</section>\n");
}

static void put_upload(struct visit *visit)
{
    struct text *out = &visit->reply->body;

    html_mark(out, "<section class=\"card\"><h2>Unggah katalog baru</h2>\n");
    form_open_upload(visit, "/katalog/periksa");
    form_field(out, &(struct form_field){
                        .name = "berkas",
                        .label = "Berkas katalog bertanda tangan",
                        .type = "file",
                        .hint = "Dibuat dengan anjungan-ctl catalog sign. Belum terbit: diperiksa "
                                "dan dibandingkan lebih dahulu.",
                    });
    form_button(out, FORM_PRIMARY, "Periksa");
    form_close(visit);
    html_mark(out, "</section>\n");
}

bool page_catalogue(struct visit *visit, struct err *err)
{
    const struct catalog *catalog;

    if (!in_force_catalog(visit, &catalog, err))
        return false;
    page_open(visit, &(struct page){.title = "Katalog", .here = "/katalog"});
    put_upload(visit);
    if (!put_history(visit, err))
        return false;
    put_services(&visit->reply->body, catalog);
    page_close(visit);
    return true;
}
