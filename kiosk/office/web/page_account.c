/* One's own account: the password, and signing out everywhere. */
#include "account_rows.h"
#include "form.h"
#include "html.h"
#include "limit.h"
#include "page.h"
#include "pages.h"
#include "password.h"
#include "session.h"

#include <string.h>

struct change {
    char old[PASSWORD_TEXT], new[PASSWORD_TEXT], again[PASSWORD_TEXT];
};
struct complaints {
    const char *old, *new, *again; /* NULL: fine */
};

static void put_password_form(struct visit *visit, const struct complaints *wrong)
{
    struct text *out = &visit->reply->body;

    form_open(visit, "/sandi");
    form_username(out, visit->account);
    form_field(out, &(struct form_field){.name = "lama",
                                         .label = "Kata sandi sekarang",
                                         .type = "password",
                                         .complete = "current-password",
                                         .error = wrong->old});
    form_field(out, &(struct form_field){.name = "baru",
                                         .label = "Kata sandi baru",
                                         .type = "password",
                                         .complete = "new-password",
                                         .most = PASSWORD_MOST,
                                         .hint = "Paling sedikit 10 huruf.",
                                         .error = wrong->new});
    form_field(out, &(struct form_field){.name = "ulang",
                                         .label = "Kata sandi baru, sekali lagi",
                                         .type = "password",
                                         .complete = "new-password",
                                         .most = PASSWORD_MOST,
                                         .error = wrong->again});
    form_button(out, FORM_PRIMARY, "Ganti kata sandi");
    form_close(visit);
}

static void put_password_page(struct visit *visit, const struct complaints *wrong)
{
    struct text *out = &visit->reply->body;

    page_open(visit, &(struct page){.title = "Ganti kata sandi", .is_narrow = true});
    if (visit->must_change)
        page_notice(out, NOTICE_INFO,
                    "Kata sandi Anda dibuatkan oleh pengelola. Ganti dengan milik Anda sendiri "
                    "sebelum melanjutkan.");
    html_mark(out, "<section class=\"card\">");
    put_password_form(visit, wrong);
    html_mark(out, "</section>\n");
    page_close(visit);
}

bool page_password(struct visit *visit, struct err *err)
{
    (void)err;
    put_password_page(visit, &(struct complaints){0});
    return true;
}

bool page_account(struct visit *visit, struct err *err)
{
    struct text *out = &visit->reply->body;

    (void)err;
    page_open(visit, &(struct page){.title = "Akun saya", .here = "/akun", .is_narrow = true});
    html_fill(out,
              "<section class=\"card\"><dl class=\"facts\"><dt>Nama akun</dt><dd>{}</dd>"
              "<dt>Nama</dt><dd>{}</dd><dt>Peran</dt><dd>{}</dd></dl></section>\n",
              visit->account, visit->shown, web_role_words(visit->role));
    html_mark(out, "<section class=\"card\"><h2>Kata sandi</h2>");
    put_password_form(visit, &(struct complaints){0});
    html_mark(out,
              "</section>\n<section class=\"card\"><h2>Keluar dari semua perangkat</h2>"
              "<p>Pakai jika Anda lupa keluar di komputer lain, atau ponsel Anda hilang. Semua "
              "sesi akun ini berakhir, termasuk yang ini.</p>");
    form_act(visit, "/keluar-semua", FORM_PLAIN, "Keluar dari semua perangkat");
    html_mark(out, "</section>\n");
    page_close(visit);
    return true;
}

/* Whoever found an open session shall not find out the password as well. */
static bool check_old(struct visit *visit, const struct change *change, struct complaints *wrong,
                      struct err *err)
{
    char subject[LIMIT_SUBJECT_TEXT];
    struct account account;
    struct limit limit;

    limit_of_account(visit->account, subject);
    if (!limit_rows_take(visit->web->pg, subject, visit->now_ms, &limit, err)
        || !account_rows_read(visit->web->pg, visit->account, &account, err))
        return false;
    if (limit_is_closed(&limit, visit->now_ms))
        return err_set(err, ERR_FULL, "too many wrong passwords");
    if (pin_check(account.hash, change->old))
        return true;
    wrong->old = "Kata sandi sekarang tidak cocok.";
    limit_fail(&limit, LIMIT_ACCOUNT_TRIES, visit->now_ms);
    return limit_rows_set(visit->web->pg, subject, &limit, err);
}

static void check_new(const struct visit *visit, const struct change *change,
                      struct complaints *wrong)
{
    wrong->new = password_trouble(change->new, visit->account);
    if (wrong->new == NULL && strcmp(change->new, change->old) == 0)
        wrong->new = "Kata sandi baru sama dengan yang sekarang.";
    if (strcmp(change->new, change->again) != 0)
        wrong->again = "Kedua kata sandi baru tidak sama.";
}

static bool set_password(struct visit *visit, const char *password, struct err *err)
{
    char hash[PIN_HASH_TEXT];

    pin_hash(hash, password);
    return account_rows_set_password(visit->web->pg, visit->account, hash, false, err)
           && session_end_all(visit->web->pg, visit->account, NULL, err)
           && session_begin(visit, visit->account, err)
           && web_audit(visit, "account.password_changed", "", "", err)
           && web_go(visit, "/akun", "sandi-diganti");
}

static bool change_password(struct visit *visit, const struct change *change, struct err *err)
{
    struct complaints wrong = {0};

    check_new(visit, change, &wrong);
    if (wrong.new == NULL && wrong.again == NULL && !check_old(visit, change, &wrong, err))
        return false;
    if (wrong.old == NULL && wrong.new == NULL &&wrong.again == NULL)
        return set_password(visit, change->new, err);
    visit->reply->status = 400;
    put_password_page(visit, &wrong);
    return true;
}

bool page_password_post(struct visit *visit, struct err *err)
{
    struct change change = {0};

    bool is_done = web_secret(visit, "lama", change.old, sizeof change.old, err)
                   && web_secret(visit, "baru", change.new, sizeof change.new, err)
                   && web_secret(visit, "ulang", change.again, sizeof change.again, err)
                   && change_password(visit, &change, err);
    secret_wipe(&change, sizeof change);
    return is_done;
}
