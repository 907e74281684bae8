/* Turning pages, and the pages that say what went wrong. */
#include "form.h"
#include "html.h"
#include "page.h"

#include <string.h>

static void put_turn(struct text *out, const char *path, const struct page_word *words,
                     size_t count, int page, const char *label)
{
    char number[16];

    text_format(number, sizeof number, "%d", page);
    html_fill(out, "<a class=\"button\" href=\"{}?halaman={%}", path, number);
    for (size_t i = 0; i < count; i++) {
        if (text_is_set(words[i].value))
            html_fill(out, "&amp;{%}={%}", words[i].name, words[i].value);
    }
    html_fill(out, "\">{}</a>", label);
}

void page_turner(struct visit *visit, const char *path, const struct page_word *words, size_t count,
                 int page, bool has_more)
{
    struct text *out = &visit->reply->body;
    char number[16];

    if (page == 0 && !has_more)
        return;
    text_format(number, sizeof number, "%d", page + 1);
    html_mark(out, "<nav class=\"turner\" aria-label=\"Halaman\">");
    if (page > 0)
        put_turn(out, path, words, count, page - 1, "Sebelumnya");
    html_fill(out, "<span>Halaman {}</span>", number);
    if (has_more)
        put_turn(out, path, words, count, page + 1, "Berikutnya");
    html_mark(out, "</nav>\n");
}

struct trouble {
    int status;
    const char *again_s; /* when to come again, for programs; NULL: not said */
    const char *title;
    const char *words; /* what happened, and what a person can do now */
};

static const struct trouble TROUBLES[] = {
    {500, NULL, "Ada gangguan di server",
     "Permintaan ini gagal dan tidak ada yang berubah. Coba sekali lagi. Jika tetap gagal, beri "
     "tahu "
     "teknisi: jam kejadian dan halaman ini cukup, rinciannya ada di catatan server."},
    {400, NULL, "Isian tidak dapat diproses",
     "Ada isian yang tidak sah, terlalu panjang, atau tidak lengkap. Kembali ke halaman "
     "sebelumnya, "
     "periksa isian, lalu kirim lagi."},
    {403, NULL, "Tidak diizinkan",
     "Akun Anda tidak berhak melakukan ini, atau formulirnya sudah kedaluwarsa. Muat ulang halaman "
     "lalu coba lagi. Jika Anda memerlukan hak ini, hubungi pengelola."},
    {404, NULL, "Halaman tidak ditemukan",
     "Alamat ini tidak ada, atau datanya sudah dihapus. Periksa alamatnya, atau mulai dari halaman "
     "Hari ini."},
    {405, NULL, "Cara membuka halaman ini keliru",
     "Alamat ini hanya menerima kiriman formulir. Buka halamannya dari menu, lalu kirim dari "
     "sana."},
    {429, "300", "Terlalu banyak percobaan",
     "Batasnya sudah tercapai. Tunggu beberapa menit, lalu coba lagi."},
    {503, "30", "Basis data sedang tidak terjangkau",
     "Anjungan tetap melayani dan menyimpan datanya sendiri; tidak ada yang hilang. Tunggu satu "
     "menit, "
     "lalu muat ulang. Jika lebih dari sepuluh menit, hubungi teknisi."},
};

static const struct trouble *trouble_of(int status)
{
    for (size_t i = 0; i < ARRAY_LEN(TROUBLES); i++) {
        if (TROUBLES[i].status == status)
            return &TROUBLES[i];
    }
    return &TROUBLES[0];
}

/* What the page had written goes; the ceiling stays. */
static void start_anew(struct http_reply *reply)
{
    if (reply->body.data != NULL)
        memset(reply->body.data, 0, reply->body.len);
    reply->body.len = 0;
    reply->body.overflow = false;
    reply->header_count = 0;
}

void page_trouble(struct visit *visit, int status)
{
    const struct trouble *trouble = trouble_of(status);
    struct text *out = &visit->reply->body;
    char code[16];

    start_anew(visit->reply);
    visit->reply->status = trouble->status;
    if (trouble->again_s != NULL)
        http_reply_header(visit->reply, "Retry-After", trouble->again_s);
    page_open(visit, &(struct page){.title = trouble->title, .is_narrow = true});
    html_fill(out, "<p class=\"lead\">{}</p>", trouble->words);
    form_link(out, FORM_PRIMARY, "/", "Ke halaman Hari ini");
    text_format(code, sizeof code, "%d", trouble->status);
    html_fill(out, "<p class=\"hint\">Kode {}</p>", code);
    page_close(visit);
}
