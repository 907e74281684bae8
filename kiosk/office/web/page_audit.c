/* Who did what on these pages, and when. */
#include "audit_rows.h"
#include "domain/calendar.h"
#include "form.h"
#include "html.h"
#include "page.h"
#include "pages.h"
#include "table.h"
#include "words/words.h"

#include <string.h>

enum { LINES = 40 };
static const int64_t DAY_MS = 24 * 3600 * (int64_t)1000;

/* Names of acts as they are kept, and as people read them. */
static const struct {
    const char *act, *words;
} ACTS[] = {
    {"account.signed_in", "Masuk"},
    {"account.refused", "Gagal masuk"},
    {"account.signed_out", "Keluar"},
    {"account.signed_out_everywhere", "Keluar dari semua perangkat"},
    {"account.password_changed", "Mengganti kata sandi sendiri"},
    {"account.password_reset", "Membuat kata sandi baru untuk"},
    {"account.added", "Membuat akun"},
    {"account.set", "Menetapkan akun dengan perintah"},
    {"account.role", "Mengganti peran"},
    {"account.disabled", "Menonaktifkan akun"},
    {"account.enabled", "Mengaktifkan akun"},
    {"device.code", "Membuat kode pendaftaran anjungan"},
    {"device.enrolled", "Anjungan terdaftar"},
    {"device.adopted", "Menerima lagi anjungan setelah pemulihan"},
    {"device.renewed", "Sertifikat anjungan diperbarui"},
    {"device.revoked", "Mencabut anjungan"},
    {"catalogue.published", "Menerbitkan katalog"},
    {"complaint.read", "Membuka pengaduan"},
    {"complaint.weighed", "Menilai bobot pengaduan"},
    {"complaint.answered", "Menjawab pengaduan"},
    {"complaint.closed", "Menutup pengaduan"},
    {"complaint.exported", "Mengunduh Buku Pengaduan"},
};

static const char *words_of(const char *act)
{
    for (size_t i = 0; i < ARRAY_LEN(ACTS); i++) {
        if (strcmp(ACTS[i].act, act) == 0)
            return ACTS[i].words;
    }
    return act;
}

/* A role is kept by name where a command gave it. */
static const char *detail_of(const struct audit_line *line)
{
    enum web_role role;

    return strncmp(line->act, "account.", 8) == 0 && web_role_from_name(line->detail, &role)
               ? web_role_words(role)
               : line->detail;
}

struct audit_list {
    struct visit *visit;
    struct table table;
    size_t count;
};

static void put_line(void *context, const struct audit_line *line)
{
    struct audit_list *list = context;
    char at[96];

    if (list->count++ == LINES) /* one more than shown: there is a next page */
        return;
    words_date_time(at, sizeof at, line->at_ms, list->visit->web->options->offset_min);
    table_row(&list->table);
    table_text(&list->table, at);
    table_text(&list->table, line->account[0] == '\0' ? "–" : web_by_words(line->account));
    table_text(&list->table, words_of(line->act));
    table_cell_open(&list->table);
    html_text(list->table.out, line->subject);
    if (line->detail[0] != '\0')
        html_fill(list->table.out, " <small>{}</small>", detail_of(line));
    table_cell_close(&list->table);
    table_text(&list->table, line->address);
}

static void put_wish(struct visit *visit, const char *day, const char *account)
{
    struct text *out = &visit->reply->body;

    form_open_query(visit, "/jejak");
    form_field(
        out,
        &(struct form_field){
            .name = "hari", .label = "Hari", .type = "date", .value = day, .is_optional = true});
    form_field(out, &(struct form_field){.name = "akun",
                                         .label = "Nama akun",
                                         .value = account,
                                         .most = WEB_ACCOUNT_TEXT - 1,
                                         .is_optional = true});
    form_button(out, FORM_PLAIN, "Tampilkan");
    form_close(visit);
}

bool page_audit(struct visit *visit, struct err *err)
{
    static const struct table_column columns[] = {
        {"Waktu", false}, {"Akun", false}, {"Tindakan", false}, {"Pada", false}, {"Alamat", false}};
    const char *wanted = web_query(visit, "hari"), *account = web_query(visit, "akun");
    int page = page_number(visit);
    struct audit_list list = {.visit = visit};
    struct audit_wish wish = {.until_ms = visit->now_ms + DAY_MS,
                              .account = account,
                              .skip = page * LINES,
                              .most = LINES + 1};
    const struct page_word words[] = {{"hari", wanted}, {"akun", account}};
    int64_t day;

    if (wanted[0] != '\0' && !calendar_parse_day(wanted, &day))
        return err_set(err, ERR_INVALID, "a day that is none");
    if (wanted[0] != '\0') {
        wish.from_ms = day * DAY_MS - visit->web->options->offset_min * 60000;
        wish.until_ms = wish.from_ms + DAY_MS;
    }
    page_open(visit, &(struct page){.title = "Jejak audit", .here = "/jejak"});
    put_wish(visit, wanted, account);
    list.table = table_open(&visit->reply->body, "Tindakan di halaman ini, terbaru di atas", false,
                            columns, ARRAY_LEN(columns));
    if (!audit_rows_each(visit->web->pg, &wish, put_line, &list, err))
        return false;
    table_close(&list.table, "Tidak ada catatan untuk pilihan ini.");
    page_turner(visit, "/jejak", words, ARRAY_LEN(words), page, list.count > LINES);
    page_close(visit);
    return true;
}
