/* The chrome of all pages. */
#include "page.h"
#include "form.h"
#include "html.h"
#include "message.h"

#include <stdlib.h>
#include <string.h>

struct nav_entry {
    const char *path;
    const char *label;
    const char *icon; /* class of office.css */
    enum web_role least;
};

static const struct nav_entry NAV[] = {
    {"/", "Hari ini", "icon-today", WEB_OFFICER},
    {"/ikm", "IKM", "icon-ikm", WEB_OFFICER},
    {"/nomor", "Nomor antrean", "icon-tickets", WEB_OFFICER},
    {"/pengaduan", "Buku Pengaduan", "icon-complaints", WEB_OFFICER},
    {"/katalog", "Katalog", "icon-catalogue", WEB_SUPERVISOR},
    {"/perangkat", "Perangkat", "icon-devices", WEB_SUPERVISOR},
    {"/pengguna", "Pengguna", "icon-users", WEB_ADMIN},
    {"/jejak", "Jejak audit", "icon-audit", WEB_ADMIN},
};

static void put_head(struct visit *visit, const struct page *page)
{
    struct text *out = &visit->reply->body;
    char seconds[16];

    html_fill(out,
              "<!DOCTYPE html>\n<html lang=\"id\"><head><meta charset=\"utf-8\">"
              "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
              "<meta name=\"color-scheme\" content=\"light\">"
              "<title>{} · {}</title>"
              "<link rel=\"stylesheet\" href=\"/gaya/office.css?v={%}\">"
              "<link rel=\"icon\" href=\"/gaya/mark.svg\">",
              page->title, visit->web->options->office_name, ANJUNGAN_VERSION);
    text_format(seconds, sizeof seconds, "%d", page->refresh_s);
    if (page->refresh_s > 0)
        html_fill(out, "<meta http-equiv=\"refresh\" content=\"{}\">", seconds);
    html_mark(out, "</head>\n<body><a class=\"skip\" href=\"#isi\">Langsung ke isi</a>\n");
}

static void put_nav(struct visit *visit, const char *here)
{
    struct text *out = &visit->reply->body;

    html_mark(out, "<nav class=\"nav\" id=\"menu\" aria-label=\"Menu utama\"><ul>");
    for (size_t i = 0; i < ARRAY_LEN(NAV); i++) {
        if (visit->role < NAV[i].least)
            continue;
        html_fill(out, "<li><a class=\"icon {}\" href=\"{}\"", NAV[i].icon, NAV[i].path);
        if (text_equal(NAV[i].path, here))
            html_mark(out, " aria-current=\"page\"");
        html_fill(out, ">{}</a></li>", NAV[i].label);
    }
    html_mark(out, "</ul><a class=\"nav-close\" href=\"#isi\">Tutup menu</a></nav>\n");
}

static void put_account(struct visit *visit)
{
    struct text *out = &visit->reply->body;

    html_fill(out,
              "<div class=\"who\"><a class=\"icon icon-account\" href=\"/akun\">"
              "<span><b>{}</b><small>{}</small></span></a>",
              visit->shown, web_role_words(visit->role));
    form_act(visit, "/keluar", FORM_PLAIN, "Keluar");
    html_mark(out, "</div>");
    if (!visit->must_change)
        html_mark(out, "<a class=\"nav-open\" href=\"#menu\">Menu</a>");
}

static void put_message(struct visit *visit)
{
    const struct message *message = message_find(web_query(visit, "pesan"));

    if (message != NULL)
        page_notice(&visit->reply->body, message->kind, message->words);
}

void page_open(struct visit *visit, const struct page *page)
{
    struct text *out = &visit->reply->body;
    bool is_signed_in = visit->role > WEB_ANYONE;

    visit->reply->type = "text/html; charset=utf-8";
    put_head(visit, page);
    html_fill(out,
              "<header class=\"top\"><a class=\"brand\" href=\"/\">"
              "<img src=\"/gaya/mark.svg\" width=\"40\" height=\"40\" alt=\"\">"
              "<span><b>{}</b><small>Anjungan Layanan</small></span></a>",
              visit->web->options->office_name);
    if (is_signed_in)
        put_account(visit);
    html_mark(out, "</header>\n");
    if (is_signed_in && !visit->must_change)
        put_nav(visit, page->here);
    html_fill(out, "<main id=\"isi\" tabindex=\"-1\" class=\"{}\"><h1>{}</h1>\n",
              page->is_door     ? "door"
              : page->is_narrow ? "narrow"
                                : "wide",
              page->title);
    put_message(visit);
}

void page_close(struct visit *visit)
{
    html_fill(&visit->reply->body,
              "</main>\n<footer class=\"foot\">{} · Anjungan {}</footer></body></html>\n",
              visit->web->options->office_name, ANJUNGAN_VERSION);
}

static const struct {
    const char *name;
    const char *role;
} NOTICES[] = {
    [NOTICE_INFO] = {"info", "status"},
    [NOTICE_GOOD] = {"good", "status"},
    [NOTICE_WARNING] = {"warning", "status"},
    [NOTICE_DANGER] = {"danger", "alert"},
};

void page_notice(struct text *out, enum notice kind, const char *words)
{
    html_fill(out, "<p class=\"notice {}\" role=\"{}\">{}</p>\n", NOTICES[kind].name,
              NOTICES[kind].role, words);
}

void page_chip(struct text *out, enum notice kind, const char *words)
{
    html_fill(out, "<span class=\"chip {}\">{}</span>", NOTICES[kind].name, words);
}

int page_number(const struct visit *visit)
{
    long number = strtol(web_query(visit, "halaman"), NULL, 10);

    return number < 0 ? 0 : number > 100000 ? 100000 : (int)number;
}
