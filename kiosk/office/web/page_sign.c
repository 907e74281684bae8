/* Signing in and out. An unknown name, a disabled account and a wrong password are answered alike, after
 * the same work. */
#include "account_rows.h"
#include "base/secret.h"
#include "form.h"
#include "html.h"
#include "limit.h"
#include "page.h"
#include "pages.h"
#include "password.h"
#include "session.h"
#include "words/words.h"

#include <string.h>

#define LOG_AREA "web"
#include "base/log.h"

static void put_form(struct visit *visit, const char *name, const char *wrong)
{
    struct text *out = &visit->reply->body;

    page_open(visit, &(struct page){.title = "Masuk", .is_door = true});
    if (wrong[0] != '\0')
        page_notice(out, NOTICE_DANGER, wrong);
    html_mark(out, "<section class=\"card\">");
    form_open(visit, "/masuk");
    form_field(out, &(struct form_field){.name = "akun",
                                         .label = "Nama akun",
                                         .value = name,
                                         .complete = "username",
                                         .most = WEB_ACCOUNT_TEXT - 1});
    form_field(out, &(struct form_field){.name = "sandi",
                                         .label = "Kata sandi",
                                         .type = "password",
                                         .complete = "current-password",
                                         .most = 128});
    form_button(out, FORM_PRIMARY, "Masuk");
    form_close(visit);
    html_mark(
        out,
        "<p class=\"hint\">Lupa kata sandi? Pengelola dapat membuatkan yang baru.</p></section>\n");
    page_close(visit);
}

bool page_sign_in(struct visit *visit, struct err *err)
{
    (void)err;
    if (visit->role > WEB_ANYONE)
        return web_go(visit, "/", "");
    put_form(visit, "", "");
    return true;
}

struct door {
    char account[LIMIT_SUBJECT_TEXT], address[LIMIT_SUBJECT_TEXT];
    struct limit of_account, of_address;
};

/* Addresses first, always: two tries never wait for each other crosswise. */
static bool door_take(struct visit *visit, const char *name, struct door *door, struct err *err)
{
    limit_of_account(name, door->account);
    limit_of_address(visit->address, door->address);
    return limit_rows_forget(visit->web->pg, visit->now_ms, err)
           && limit_rows_take(visit->web->pg, door->address, visit->now_ms, &door->of_address, err)
           && limit_rows_take(visit->web->pg, door->account, visit->now_ms, &door->of_account, err);
}

static bool door_fail(struct visit *visit, struct door *door, struct err *err)
{
    limit_fail(&door->of_account, LIMIT_ACCOUNT_TRIES, visit->now_ms);
    limit_fail(&door->of_address, LIMIT_ADDRESS_TRIES, visit->now_ms);
    return limit_rows_set(visit->web->pg, door->address, &door->of_address, err)
           && limit_rows_set(visit->web->pg, door->account, &door->of_account, err);
}

static bool say_wrong(struct visit *visit, const char *name, const struct door *door)
{
    int64_t until_ms = door->of_account.until_ms > door->of_address.until_ms
                           ? door->of_account.until_ms
                           : door->of_address.until_ms;
    char time[16], words[256];

    visit->reply->status = 401;
    if (until_ms <= visit->now_ms) {
        put_form(visit, name, "Nama akun atau kata sandi tidak cocok. Periksa lalu coba lagi.");
        return true;
    }
    visit->reply->status = 429;
    words_time(time, sizeof time, until_ms + 60 * 1000, visit->web->options->offset_min);
    text_format(words, sizeof words,
                "Nama akun atau kata sandi tidak cocok, dan percobaannya sudah terlalu banyak. "
                "Coba lagi pukul %s.",
                time);
    put_form(visit, name, words);
    return true;
}

static bool let_in(struct visit *visit, const struct account *account, struct door *door,
                   struct err *err)
{
    door->of_account = (struct limit){0};
    text_copy(visit->account, sizeof visit->account, account->name);
    log_info("an account of role %s signed in", web_role_name(account->role));
    return limit_rows_set(visit->web->pg, door->account, &door->of_account, err)
           && session_begin(visit, account->name, err)
           && web_audit(visit, "account.signed_in", "", "", err)
           && web_go(visit, account->must_change ? "/sandi" : "/", "");
}

static bool keep_out(struct visit *visit, const char *name, bool is_known, struct door *door,
                     struct err *err)
{
    text_copy(visit->account, sizeof visit->account, is_known ? name : "");
    bool is_kept = door_fail(visit, door, err) && web_audit(visit, "account.refused", "", "", err);
    visit->account[0] = '\0';
    return is_kept && say_wrong(visit, name, door);
}

bool page_sign_in_post(struct visit *visit, struct err *err)
{
    char name[WEB_ACCOUNT_TEXT], password[PASSWORD_TEXT];
    struct account account = {0};
    struct err unknown = {0};
    struct door door = {0};

    if (!web_field(visit, "akun", name, sizeof name, err)
        || !web_secret(visit, "sandi", password, sizeof password, err)
        || !door_take(visit, name, &door, err))
        return false;
    bool is_known = account_rows_read(visit->web->pg, name, &account, &unknown);
    if (!is_known && unknown.code != ERR_NOT_FOUND)
        return err_set(err, unknown.code, "%s", unknown.text);
    bool fits = pin_check(is_known ? account.hash : visit->web->nobody_hash, password);
    secret_wipe(password, sizeof password);
    bool is_closed = limit_is_closed(&door.of_account, visit->now_ms)
                     || limit_is_closed(&door.of_address, visit->now_ms);
    if (is_closed)
        return say_wrong(visit, name, &door);
    if (fits && is_known && !account.is_disabled)
        return let_in(visit, &account, &door, err);
    return keep_out(visit, name, is_known, &door, err);
}

bool page_sign_out(struct visit *visit, struct err *err)
{
    return web_audit(visit, "account.signed_out", "", "", err) && session_end(visit, err)
           && web_go(visit, "/masuk", "keluar");
}

bool page_sign_out_everywhere(struct visit *visit, struct err *err)
{
    return web_audit(visit, "account.signed_out_everywhere", "", "", err)
           && session_end_all(visit->web->pg, visit->account, NULL, err) && session_end(visit, err)
           && web_go(visit, "/masuk", "keluar-semua");
}
