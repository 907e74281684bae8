/* Accounts and their roles: for administrators. */
#include "account_rows.h"
#include "form.h"
#include "html.h"
#include "limit.h"
#include "page.h"
#include "pages.h"
#include "password.h"
#include "session.h"
#include "table.h"
#include "words/words.h"

#include <string.h>

static const struct form_option ROLE_NAMES[] = {
    {"officer", "Petugas"}, {"supervisor", "Penyelia"}, {"admin", "Pengelola"}};

struct user_list {
    struct visit *visit;
    struct table table;
};

static void put_state(struct text *out, const struct account *account)
{
    if (account->is_disabled)
        page_chip(out, NOTICE_DANGER, "Nonaktif");
    else if (account->must_change)
        page_chip(out, NOTICE_WARNING, "Menunggu ganti kata sandi");
    else
        page_chip(out, NOTICE_GOOD, "Aktif");
}

static void put_user(void *context, const struct account *account)
{
    struct user_list *list = context;
    struct table *table = &list->table;
    char seen[64] = "–";

    if (account->seen_ms > 0)
        words_date_time(seen, sizeof seen, account->seen_ms, list->visit->web->options->offset_min);
    table_row(table);
    table_cell_open(table);
    html_fill(table->out, "<a href=\"/pengguna/{%}\">{}</a>", account->name, account->shown);
    table_cell_close(table);
    table_text(table, account->name);
    table_text(table, web_role_words(account->role));
    table_cell_open(table);
    put_state(table->out, account);
    table_cell_close(table);
    table_text(table, seen);
}

bool page_users(struct visit *visit, struct err *err)
{
    static const struct table_column columns[] = {{"Nama", false},
                                                  {"Akun", false},
                                                  {"Peran", false},
                                                  {"Keadaan", false},
                                                  {"Terakhir terlihat", false}};
    struct text *out = &visit->reply->body;
    struct user_list list = {.visit = visit};

    page_open(visit, &(struct page){.title = "Pengguna", .here = "/pengguna"});
    html_mark(out, "<div class=\"actions\">");
    form_link(out, FORM_PRIMARY, "/pengguna-baru", "Tambah akun");
    html_mark(out, "</div>\n");
    list.table = table_open(out, "Daftar akun", false, columns, ARRAY_LEN(columns));
    if (!account_rows_each(visit->web->pg, put_user, &list, err))
        return false;
    table_close(&list.table, "Belum ada akun.");
    page_close(visit);
    return true;
}

struct new_user {
    struct account account;
    char role[16];
    const char *name_wrong, *shown_wrong;
};

static void put_roles(struct text *out)
{
    html_mark(out, "<dl class=\"facts hint\"><dt>Petugas</dt><dd>melihat antrean, IKM, nomor, dan "
                   "pengaduan</dd><dt>Penyelia</dt><dd>juga katalog dan keadaan perangkat</dd>"
                   "<dt>Pengelola</dt><dd>juga pengguna, jejak audit, pendaftaran dan pencabutan "
                   "anjungan</dd></dl>\n");
}

static void put_new_user_form(struct visit *visit, const struct new_user *user)
{
    struct text *out = &visit->reply->body;

    page_open(visit, &(struct page){.title = "Akun baru", .here = "/pengguna", .is_narrow = true});
    html_mark(out, "<section class=\"card\">");
    form_open(visit, "/pengguna-baru");
    form_field(out, &(struct form_field){.name = "nama",
                                         .label = "Nama petugas",
                                         .value = user->account.shown,
                                         .most = 60,
                                         .error = user->shown_wrong});
    form_field(out,
               &(struct form_field){.name = "akun",
                                    .label = "Nama akun",
                                    .value = user->account.name,
                                    .most = WEB_ACCOUNT_TEXT - 1,
                                    .hint = "Huruf kecil a–z, angka, titik, atau tanda hubung; "
                                            "misalnya siti.rahma",
                                    .error = user->name_wrong});
    form_select(out, "peran", "Peran", ROLE_NAMES, ARRAY_LEN(ROLE_NAMES), user->role);
    put_roles(out);
    html_mark(out, "<p class=\"hint\">Kata sandi pertama dibuatkan dan ditampilkan satu kali. "
                   "Pemilik akun wajib menggantinya saat masuk.</p>");
    form_button(out, FORM_PRIMARY, "Buat akun");
    form_close(visit);
    html_mark(out, "</section>\n");
    page_close(visit);
}

bool page_user_new(struct visit *visit, struct err *err)
{
    (void)err;
    put_new_user_form(visit, &(struct new_user){.role = "officer"});
    return true;
}

/* A password that nobody can look up again. */
static void put_password_once(struct visit *visit, const char *title, const char *name,
                              const char *password)
{
    struct text *out = &visit->reply->body;

    page_open(visit, &(struct page){.title = title, .here = "/pengguna", .is_narrow = true});
    html_fill(out,
              "<section class=\"card\"><p>Sampaikan kepada pemilik akun <b>{}</b>. Kata sandi ini "
              "hanya ditampilkan sekali, dan harus diganti saat pertama kali masuk.</p>"
              "<p class=\"once\">{}</p></section>\n",
              name, password);
    form_link(out, FORM_PRIMARY, "/pengguna", "Selesai");
    page_close(visit);
}

static bool read_new_user(const struct visit *visit, struct new_user *user, struct err *err)
{
    if (!web_field(visit, "nama", user->account.shown, sizeof user->account.shown, err)
        || !web_field(visit, "akun", user->account.name, sizeof user->account.name, err)
        || !web_field(visit, "peran", user->role, sizeof user->role, err))
        return false;
    if (!web_role_from_name(user->role, &user->account.role))
        return err_set(err, ERR_INVALID, "no such role");
    if (user->account.shown[0] == '\0')
        user->shown_wrong = "Isi nama petugas.";
    if (!account_name_is_good(user->account.name))
        user->name_wrong =
            "Nama akun terdiri atas 2 sampai 32 huruf kecil a–z, angka, titik, garis "
            "bawah, atau tanda hubung.";
    user->account.must_change = true;
    return true;
}

static bool add_user(struct visit *visit, struct new_user *user, struct err *err)
{
    char password[PASSWORD_MADE_TEXT];
    struct err taken = {0};

    password_make(password);
    pin_hash(user->account.hash, password);
    if (!account_rows_add(visit->web->pg, &user->account, &taken)) {
        if (taken.code != ERR_BUSY)
            return err_set(err, taken.code, "%s", taken.text);
        user->name_wrong = "Nama akun ini sudah dipakai.";
        visit->reply->status = 400;
        put_new_user_form(visit, user);
        return true;
    }
    put_password_once(visit, "Akun sudah dibuat", user->account.name, password);
    secret_wipe(password, sizeof password);
    return web_audit(visit, "account.added", user->account.name, web_role_words(user->account.role),
                     err);
}

bool page_user_new_post(struct visit *visit, struct err *err)
{
    struct new_user user = {0};

    if (!read_new_user(visit, &user, err))
        return false;
    if (user.name_wrong == NULL && user.shown_wrong == NULL)
        return add_user(visit, &user, err);
    visit->reply->status = 400;
    put_new_user_form(visit, &user);
    return true;
}

/* "/pengguna/NAME/act" */
struct user_path {
    char text[128];
};

static struct user_path path_of(const char *name, const char *act)
{
    struct user_path path = {0};

    text_format(path.text, sizeof path.text, "/pengguna/%s%s", name, act);
    return path;
}

static void put_role_card(struct visit *visit, const struct account *account)
{
    struct text *out = &visit->reply->body;

    html_mark(out, "<section class=\"card\"><h2>Peran</h2>");
    form_open(visit, path_of(account->name, "/peran").text);
    form_select(out, "peran", "Peran", ROLE_NAMES, ARRAY_LEN(ROLE_NAMES),
                web_role_name(account->role));
    put_roles(out);
    form_button(out, FORM_PLAIN, "Simpan peran");
    form_close(visit);
    html_mark(out, "</section>\n");
}

static void put_door_cards(struct visit *visit, const struct account *account)
{
    struct text *out = &visit->reply->body;

    html_mark(out,
              "<section class=\"card\"><h2>Kata sandi</h2><p>Membuat kata sandi baru yang "
              "ditampilkan satu kali. Semua sesi akun ini berakhir, dan penguncian karena salah "
              "sandi dilepas.</p>");
    form_act(visit, path_of(account->name, "/sandi").text, FORM_PLAIN, "Buat kata sandi baru");
    if (account->is_disabled) {
        html_mark(out, "</section>\n<section class=\"card\"><h2>Aktifkan lagi</h2><p>Akun ini "
                       "nonaktif dan tidak dapat masuk.</p>");
        form_act(visit, path_of(account->name, "/aktifkan").text, FORM_PLAIN, "Aktifkan akun");
    } else {
        html_mark(out,
                  "</section>\n<section class=\"card\"><h2>Nonaktifkan</h2><p>Akun tidak dapat "
                  "masuk lagi dan dikeluarkan dari semua sesi. Jejaknya tetap tersimpan.</p>");
        form_act(visit, path_of(account->name, "/nonaktifkan").text, FORM_DANGER,
                 "Nonaktifkan akun");
    }
    html_mark(out, "</section>\n");
}

bool page_user(struct visit *visit, struct err *err)
{
    struct text *out = &visit->reply->body;
    struct account account;

    if (!account_rows_read(visit->web->pg, visit->part[0], &account, err))
        return false;
    page_open(visit,
              &(struct page){.title = account.shown, .here = "/pengguna", .is_narrow = true});
    html_fill(out, "<p class=\"lead\">Akun <b>{}</b> · {} ", account.name,
              web_role_words(account.role));
    put_state(out, &account);
    html_mark(out, "</p>\n");
    if (strcmp(account.name, visit->account) == 0) {
        page_notice(out, NOTICE_INFO, "Ini akun Anda sendiri. Perannya diganti pengelola lain.");
        form_link(out, FORM_PLAIN, "/akun", "Ganti kata sandi saya");
    } else {
        put_role_card(visit, &account);
        put_door_cards(visit, &account);
    }
    page_close(visit);
    return true;
}

/* Nobody takes rights from themselves; so the last administrator stays one. */
static bool read_other(const struct visit *visit, struct account *out, struct err *err)
{
    if (!account_rows_hold_admin(visit->web->pg, visit->account, err)
        || !account_rows_read(visit->web->pg, visit->part[0], out, err))
        return false;
    return strcmp(out->name, visit->account) != 0 || err_set(err, ERR_CLOSED, "one's own account");
}

bool page_user_role(struct visit *visit, struct err *err)
{
    struct account account;
    char name[16];
    enum web_role role;

    if (!web_field(visit, "peran", name, sizeof name, err) || !read_other(visit, &account, err))
        return false;
    if (!web_role_from_name(name, &role))
        return err_set(err, ERR_INVALID, "no such role");
    return account_rows_set_role(visit->web->pg, account.name, role, err)
           && web_audit(visit, "account.role", account.name, web_role_words(role), err)
           && web_go(visit, path_of(account.name, "").text, "peran-diganti");
}

bool page_user_password(struct visit *visit, struct err *err)
{
    struct account account;
    char password[PASSWORD_MADE_TEXT], hash[PIN_HASH_TEXT], subject[LIMIT_SUBJECT_TEXT];
    struct limit none = {0};

    if (!read_other(visit, &account, err))
        return false;
    password_make(password);
    pin_hash(hash, password);
    limit_of_account(account.name, subject);
    put_password_once(visit, "Kata sandi baru", account.name, password);
    secret_wipe(password, sizeof password);
    return account_rows_set_password(visit->web->pg, account.name, hash, true, err)
           && limit_rows_set(visit->web->pg, subject, &none, err)
           && session_end_all(visit->web->pg, account.name, NULL, err)
           && web_audit(visit, "account.password_reset", account.name, "", err);
}

bool page_user_disable(struct visit *visit, struct err *err)
{
    struct account account;

    return read_other(visit, &account, err)
           && account_rows_set_disabled(visit->web->pg, account.name, true, err)
           && session_end_all(visit->web->pg, account.name, NULL, err)
           && web_audit(visit, "account.disabled", account.name, "", err)
           && web_go(visit, path_of(account.name, "").text, "akun-dinonaktifkan");
}

bool page_user_enable(struct visit *visit, struct err *err)
{
    struct account account;

    return read_other(visit, &account, err)
           && account_rows_set_disabled(visit->web->pg, account.name, false, err)
           && web_audit(visit, "account.enabled", account.name, "", err)
           && web_go(visit, path_of(account.name, "").text, "akun-diaktifkan");
}
