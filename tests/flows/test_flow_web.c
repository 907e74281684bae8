/* The office's pages as a stranger, an officer and an administrator meet them, over a real database:
 * who gets in, what a form must bring, what stays when someone leaves. */
#include "office/web/route.h"
#include "office/web/session.h"
#include "support/office.h"
#include "support/web_tables.h"
#include "support/web_client.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#define PASSWORD "pasar-terapung-7"
#define KIOSK WEB_KIOSK

static struct office_rig rig;
static char socket_path[OFFICE_PATH], pages[OFFICE_PATH];

static const char *const ACCOUNTS[] = {
    [WEB_ANYONE] = "", [WEB_OFFICER] = "dewi", [WEB_SUPERVISOR] = "budi", [WEB_ADMIN] = "sri"};

static int lay_tables(void **state)
{
    (void)state;
    web_lay_tables(&rig, PASSWORD);
    return 0;
}

static int start_office(void **state)
{
    static const char *const options[] = {"--without", "ingest,enrolment,project", NULL};
    char run[OFFICE_PATH];

    (void)state;
    office_rig_start(&rig, options);
    office_rig_value(&rig, "RUN", run, sizeof run);
    office_rig_value(&rig, "PAGES", pages, sizeof pages);
    assert_true(text_format(socket_path, sizeof socket_path, "%s/web/1.sock", run));
    return 0;
}

static int stop_office(void **state)
{
    (void)state;
    office_rig_stop(&rig);
    return 0;
}

static void open_client(struct web_client *client)
{
    web_client_init(client, socket_path, pages);
}
#define AUTO_CLIENT AUTO(web_client_clear)

/* Signed in, with the token of its forms. */
static void enter_as(struct web_client *client, enum web_role role)
{
    open_client(client);
    if (role == WEB_ANYONE)
        return;
    web_sign_in(client, ACCOUNTS[role], PASSWORD);
    assert_int_equal(client->status, 303);
    web_get(client, "/akun");
    assert_int_equal(client->status, 200);
}

static void sql_says(const char *sql, const char *wanted)
{
    char said[OFFICE_SAID];

    office_rig_sql(&rig, sql, said, sizeof said);
    assert_string_equal(said, wanted);
}

static void refused_form(struct web_client *client)
{
    assert_int_equal(client->status, 403);
    assert_true(web_says(client, "Tidak diizinkan"));
}

/* --- the door --- */

static void stranger_is_led_to_the_door(void **state)
{
    struct web_client client AUTO_CLIENT;

    (void)state;
    open_client(&client);
    web_get(&client, "/perangkat");
    assert_int_equal(client.status, 303);
    assert_string_equal(client.location, "/masuk");
    web_get(&client, "/tidak-ada");
    assert_string_equal(client.location, "/masuk"); /* nor does it learn what there is */
    web_get(&client, "/masuk");
    assert_int_equal(client.status, 200);
    assert_true(web_says(&client, "<label for=\"sandi\">Kata sandi</label>"));
    web_get(&client, "/gaya/office.css");
    assert_int_equal(client.status, 200);
    web_get(&client, "/gaya/../office/office.css");
    assert_int_not_equal(client.status, 200);
    web_get(&client, "/gaya/ikon/..%2fmark.svg");
    assert_int_not_equal(client.status, 200);
}

static void wrong_password_and_unknown_name_are_answered_alike(void **state)
{
    struct web_client known AUTO_CLIENT, unknown AUTO_CLIENT;

    (void)state;
    open_client(&known);
    open_client(&unknown);
    for (int i = 0; i < 7; i++) { /* beyond the limit too */
        web_sign_in(&known, "dewi", "salah-salah-1");
        web_sign_in(&unknown, "siti", "salah-salah-1");
        assert_int_equal(known.status, i < 4 ? 401 : 429);
        assert_int_equal(unknown.status, known.status);
        char *name = strstr(known.body.data, "value=\"dewi\"");
        assert_non_null(name);
        memcpy(name, "value=\"siti\"", 12);
        if (i < 4)
            assert_string_equal(known.body.data, unknown.body.data);
        else /* both name an hour; a minute may end between them */
            assert_true(web_says(&known, "Coba lagi pukul")
                        && web_says(&unknown, "Coba lagi pukul"));
    }
    sql_says("SELECT count(*) FROM office.web_session", "0");
}

static int64_t sign_in_us(struct web_client *client, const char *name)
{
    struct timespec from, until;

    clock_gettime(CLOCK_MONOTONIC, &from);
    web_sign_in(client, name, "salah-salah-1");
    clock_gettime(CLOCK_MONOTONIC, &until);
    assert_int_equal(client->status, 401);
    return (until.tv_sec - from.tv_sec) * 1000000 + (until.tv_nsec - from.tv_nsec) / 1000;
}

/* A busy machine makes some tries slow, so the quickest ones are compared, for as long as it takes. */
static void unknown_name_costs_the_same_work(void **state)
{
    struct web_client client AUTO_CLIENT;
    int64_t known = INT64_MAX, unknown = INT64_MAX;

    (void)state;
    open_client(&client);
    for (int i = 0; i < 40; i++) {
        int64_t a = sign_in_us(&client, "dewi"), b = sign_in_us(&client, "siti");
        known = a < known ? a : known;
        unknown = b < unknown ? b : unknown;
        if (i >= 3 && unknown * 2 > known && known * 2 > unknown)
            return;
        office_rig_sql(&rig, "DELETE FROM office.login_limit", NULL, 0);
    }
    fail_msg("known %lld us, unknown %lld us", (long long)known, (long long)unknown);
}

static void locked_account_opens_when_its_pause_is_over(void **state)
{
    struct web_client client AUTO_CLIENT;

    (void)state;
    open_client(&client);
    for (int i = 0; i < 5; i++)
        web_sign_in(&client, "dewi", "salah-salah-1");
    web_sign_in(&client, "dewi", PASSWORD);
    assert_int_equal(client.status, 429);
    sql_says("SELECT count(*) FROM office.login_limit WHERE subject LIKE 'account:%'"
             " AND until_ms BETWEEN (extract(epoch FROM now()) * 1000) + 240000"
             " AND (extract(epoch FROM now()) * 1000) + 301000",
             "1");
    office_rig_sql(&rig, "UPDATE office.login_limit SET until_ms = 1", NULL, 0);
    web_sign_in(&client, "dewi", PASSWORD);
    assert_int_equal(client.status, 303);
    sql_says("SELECT failures FROM office.login_limit WHERE subject LIKE 'account:%'", "0");
}

static void address_that_tries_many_names_is_stopped(void **state)
{
    struct web_client client AUTO_CLIENT;
    char name[32];

    (void)state;
    open_client(&client);
    for (int i = 0; i < 30; i++) {
        text_format(name, sizeof name, "orang%d", i);
        web_sign_in(&client, name, "salah-salah-1");
    }
    web_sign_in(&client, "dewi", PASSWORD);
    assert_int_equal(client.status, 429);
    text_copy(client.address, sizeof client.address, "10.20.30.41");
    web_sign_in(&client, "dewi", PASSWORD);
    assert_int_equal(client.status, 303);
}

/* --- sessions --- */

static void session_is_a_new_secret_in_a_strict_cookie(void **state)
{
    struct web_client client AUTO_CLIENT;

    (void)state;
    open_client(&client);
    /* what an attacker put there before */
    text_copy(client.cookie, sizeof client.cookie,
              SESSION_COOKIE "=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
    web_sign_in(&client, "sri", PASSWORD);
    assert_int_equal(client.status, 303);
    assert_memory_equal(client.set_cookie, SESSION_COOKIE "=", strlen(SESSION_COOKIE "="));
    assert_non_null(strstr(client.set_cookie, "; Path=/; Secure; HttpOnly; SameSite=Strict"));
    assert_null(strstr(client.set_cookie, "Domain"));
    assert_null(strstr(client.set_cookie, "aaaaaaaa"));
    assert_int_equal(strlen(client.cookie), strlen(SESSION_COOKIE "=") + 64);
    char sql[256];
    text_format(sql, sizeof sql,
                "SELECT count(*) FROM office.web_session WHERE encode(token_hash, 'hex') = '%s'",
                client.cookie + strlen(SESSION_COOKIE "="));
    sql_says(sql, "0"); /* the database knows its digest alone */
    text_format(sql, sizeof sql,
                "SELECT count(*) FROM office.web_session WHERE token_hash = sha256('%s')",
                client.cookie + strlen(SESSION_COOKIE "="));
    sql_says(sql, "1");
}

static void signing_in_again_ends_the_former_session(void **state)
{
    struct web_client client AUTO_CLIENT;
    char former[160];

    (void)state;
    enter_as(&client, WEB_OFFICER);
    text_copy(former, sizeof former, client.cookie);
    web_sign_in(&client, "sri", PASSWORD);
    assert_int_equal(client.status, 303);
    assert_string_not_equal(client.cookie, former);
    text_copy(client.cookie, sizeof client.cookie, former);
    web_get(&client, "/akun");
    assert_string_equal(client.location, "/masuk");
}

static void signing_out_ends_the_session(void **state)
{
    struct web_client client AUTO_CLIENT;
    char former[160];

    (void)state;
    enter_as(&client, WEB_OFFICER);
    text_copy(former, sizeof former, client.cookie);
    web_post(&client, "/keluar", NULL);
    assert_int_equal(client.status, 303);
    assert_non_null(strstr(client.set_cookie, "Max-Age=0"));
    text_copy(client.cookie, sizeof client.cookie, former);
    web_get(&client, "/akun");
    assert_string_equal(client.location, "/masuk");
}

static void signing_out_everywhere_ends_all_sessions_of_the_account(void **state)
{
    struct web_client here AUTO_CLIENT, there AUTO_CLIENT, other AUTO_CLIENT;

    (void)state;
    enter_as(&here, WEB_OFFICER);
    enter_as(&there, WEB_OFFICER);
    enter_as(&other, WEB_ADMIN);
    web_post(&here, "/keluar-semua", NULL);
    web_get(&there, "/akun");
    assert_string_equal(there.location, "/masuk");
    web_get(&other, "/akun");
    assert_int_equal(other.status, 200);
}

static void session_ends_by_idleness_and_by_age(void **state)
{
    struct web_client client AUTO_CLIENT, later AUTO_CLIENT;

    (void)state;
    enter_as(&client, WEB_OFFICER);
    office_rig_sql(&rig, "UPDATE office.web_session SET seen_at = now() - interval '29 min'", NULL,
                   0);
    web_get(&client, "/akun");
    assert_int_equal(client.status, 200);
    sql_says("SELECT seen_at > now() - interval '1 min' FROM office.web_session", "t");
    office_rig_sql(&rig, "UPDATE office.web_session SET seen_at = now() - interval '30 min'", NULL,
                   0);
    web_get(&client, "/akun");
    assert_string_equal(client.location, "/masuk");
    sql_says("SELECT count(*) FROM office.web_session", "0");
    enter_as(&later, WEB_OFFICER);
    office_rig_sql(&rig, "UPDATE office.web_session SET made_at = now() - interval '12 h'", NULL,
                   0);
    web_get(&later, "/akun");
    assert_string_equal(later.location, "/masuk");
}

/* --- forms --- */

static void form_without_the_sessions_token_changes_nothing(void **state)
{
    static const char *const wrong[] = {
        "", "kunci=", "kunci=aa",
        "kunci=0000000000000000000000000000000000000000000000000000000000000000"};
    struct web_client client AUTO_CLIENT, other AUTO_CLIENT;

    (void)state;
    enter_as(&client, WEB_ADMIN);
    enter_as(&other, WEB_ADMIN);
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
        web_send(&client, "POST", "/perangkat/" KIOSK "/cabut", wrong[i]);
        refused_form(&client);
    }
    text_copy(client.token, sizeof client.token,
              other.token); /* of another session, same account */
    web_post(&client, "/perangkat/" KIOSK "/cabut", NULL);
    refused_form(&client);
    sql_says("SELECT count(*) FROM office.kiosk WHERE revoked_at IS NULL", "1");
    sql_says("SELECT count(*) FROM office.audit WHERE act = 'device.revoked'", "0");
}

static void form_of_another_site_changes_nothing(void **state)
{
    static const char *const origins[] = {"https://jahat.example", "null", "http://localhost", ""};
    struct web_client client AUTO_CLIENT;

    (void)state;
    enter_as(&client, WEB_ADMIN);
    for (size_t i = 0; i < ARRAY_LEN(origins); i++) {
        text_copy(client.origin, sizeof client.origin, origins[i]);
        web_post(&client, "/perangkat/" KIOSK "/cabut", NULL);
        refused_form(&client);
        web_sign_in(&client, "dewi", PASSWORD); /* nobody signs a visitor in from elsewhere */
        refused_form(&client);
    }
    sql_says("SELECT count(*) FROM office.kiosk WHERE revoked_at IS NULL", "1");
}

static void page_is_not_changed_by_looking_at_it(void **state)
{
    struct web_client client AUTO_CLIENT;

    (void)state;
    enter_as(&client, WEB_ADMIN);
    web_get(&client, "/keluar");
    assert_int_equal(client.status, 405);
    web_get(&client, "/perangkat/" KIOSK "/cabut");
    assert_int_equal(client.status, 200);
    web_send(&client, "DELETE", "/perangkat", NULL);
    assert_int_equal(client.status, 405);
    sql_says("SELECT count(*) FROM office.kiosk WHERE revoked_at IS NULL", "1");
}

/* --- every route, every role --- */

/* A path with something in its open parts. */
static void fill_path(const char *pattern, char *out, size_t size)
{
    struct text path AUTO_TEXT = {0};

    text_init(&path, size);
    while (*pattern != '\0') {
        size_t len = strcspn(pattern, "{");
        text_add_bytes(&path, pattern, len);
        pattern += len;
        if (*pattern == '{') {
            text_add(&path, "0192f000-0000-7000-8000-00000000000f");
            pattern = strchr(pattern, '}') + 1;
        }
    }
    assert_true(text_copy(out, size, path.data));
}

static void route_answers_its_roles_only(struct web_client *client, enum web_role role,
                                         const struct web_route *route)
{
    bool is_post = strcmp(route->method, "POST") == 0;
    char path[256];

    if (route->least == WEB_ANYONE || strncmp(route->path, "/keluar", 7) == 0)
        return;
    fill_path(route->path, path, sizeof path);
    if (is_post)
        web_post(client, path, NULL);
    else
        web_get(client, path);
    if (role == WEB_ANYONE)
        assert_true(client->status == 303 && strncmp(client->location, "/masuk", 6) == 0);
    else if (role < route->least)
        assert_int_equal(client->status, 403);
    else if (client->status == 403 || client->status >= 500
             || (client->status == 303 && strncmp(client->location, "/masuk", 6) == 0))
        fail_msg("%s %s as %s: %d", route->method, path, web_role_name(role), client->status);
}

static void every_route_answers_its_roles_only(void **state)
{
    (void)state;
    for (int role = WEB_ANYONE; role <= WEB_ADMIN; role++) {
        struct web_client client AUTO_CLIENT;
        enter_as(&client, (enum web_role)role);
        for (size_t i = 0; i < web_route_count; i++)
            route_answers_its_roles_only(&client, (enum web_role)role, &web_routes[i]);
    }
}

static void navigation_shows_what_the_role_may(void **state)
{
    struct web_client client AUTO_CLIENT;

    (void)state;
    enter_as(&client, WEB_OFFICER);
    assert_false(web_says(&client, "href=\"/pengguna\""));
    assert_false(web_says(&client, "href=\"/perangkat\""));
    web_client_clear(&client);
    enter_as(&client, WEB_ADMIN);
    assert_true(web_says(&client, "href=\"/pengguna\""));
    assert_true(web_says(&client, "Sri Wahyuni"));
}

/* --- what the browser is told --- */

static void every_reply_is_strict(void **state)
{
    static const char *const paths[] = {
        "/masuk", "/akun", "/perangkat", "/tidak-ada", "/", "/gaya/office.css", "/gaya/bold.ttf"};
    struct web_client client AUTO_CLIENT;
    char value[512];

    (void)state;
    enter_as(&client, WEB_ADMIN);
    for (size_t i = 0; i < ARRAY_LEN(paths); i++) {
        web_get(&client, paths[i]);
        web_header(&client, "Content-Security-Policy", value, sizeof value);
        assert_string_equal(value, "default-src 'none'; style-src 'self'; img-src 'self'; font-src "
                                   "'self'; form-action 'self'; frame-ancestors 'none'; base-uri "
                                   "'none'");
        web_header(&client, "X-Content-Type-Options", value, sizeof value);
        assert_string_equal(value, "nosniff");
        web_header(&client, "X-Frame-Options", value, sizeof value);
        assert_string_equal(value, "DENY");
        web_header(&client, "Referrer-Policy", value, sizeof value);
        assert_string_equal(value, "same-origin");
        web_header(&client, "Cache-Control", value, sizeof value);
        assert_string_equal(value, strncmp(paths[i], "/gaya/", 6) == 0 ? "public, max-age=86400"
                                                                       : "no-store");
        assert_false(web_says(&client, "<script"));
        assert_false(web_says(&client, " style="));
    }
}

/* --- words of others on pages --- */

static void words_of_others_stay_words(void **state)
{
    static const char *const paths[] = {
        "/perangkat",
        "/perangkat/" KIOSK,
        "/perangkat/" KIOSK "/cabut",
        "/pengguna",
        "/pengguna/budi",
        "/pengguna-baru",
        "/jejak",
        "/akun",
        "/",
        "/ikm",
        "/ikm?dari=2026-11-01&sampai=2026-11-30",
        "/nomor",
        "/nomor?hari=2026-11-20",
        "/pengaduan",
        "/pengaduan/" KIOSK "/%3Cb%3E%221",
        "/katalog",
        "/jejak?akun=%3Cscript%3Ealert(1)%3C%2Fscript%3E%22onload=%22x",
        "/jejak?halaman=%22%3E%3Cscript%3E",
        "/akun?pesan=%3Cscript%3E",
        "/pengguna/%3Cscript%3Ealert(1)%3C%2Fscript%3E",
        "/%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    };
    struct web_client client AUTO_CLIENT;

    (void)state;
    enter_as(&client, WEB_ADMIN);
    web_attack_fields(&rig);
    for (size_t i = 0; i < ARRAY_LEN(paths); i++)
        web_expect_unharmed(&client, paths[i]);
    web_get(&client, "/perangkat");
    assert_true(web_says(&client, "&lt;script&gt;alert(1)"));
    web_get(&client, "/jejak");
    assert_true(web_says(&client, "&lt;script&gt;alert(1)"));
}

static void words_typed_into_forms_stay_words(void **state)
{
    struct web_client client AUTO_CLIENT;
    const char *const user[] = {"nama", WEB_ATTACK, "akun", WEB_ATTACK, "peran", "officer", NULL};
    const char *const note[] = {"catatan", WEB_ATTACK, NULL};

    (void)state;
    enter_as(&client, WEB_ADMIN);
    web_post(&client, "/pengguna-baru", user);
    assert_true(client.status >= 400 && client.status < 500);
    assert_false(web_says(&client, "<script"));
    web_post(&client, "/perangkat-baru", note);
    assert_int_equal(client.status, 200);
    web_expect_unharmed(&client, "/perangkat");
    web_sign_in(&client, "\"><script>", "x");
    assert_false(web_says(&client, "<script"));
}

/* --- accounts --- */

static void new_account_signs_in_once_and_changes_its_password(void **state)
{
    struct web_client admin AUTO_CLIENT, user AUTO_CLIENT;
    const char *const fields[] = {"nama", "Tono", "akun", "tono", "peran", "officer", NULL};
    char made[64];

    (void)state;
    enter_as(&admin, WEB_ADMIN);
    web_post(&admin, "/pengguna-baru", fields);
    assert_int_equal(admin.status, 200);
    web_between(&admin, "<p class=\"once\">", "</p>", made, sizeof made);
    web_post(&admin, "/pengguna-baru", fields);
    assert_int_equal(admin.status, 400);
    assert_true(web_says(&admin, "sudah dipakai"));

    open_client(&user);
    web_sign_in(&user, "tono", made);
    assert_string_equal(user.location, "/sandi");
    web_get(&user, "/akun");
    assert_string_equal(user.location, "/sandi"); /* nothing else before */
    web_get(&user, "/sandi");
    const char *const weak[] = {"lama",           made, "baru", "tono-tono-tono", "ulang",
                                "tono-tono-tono", NULL};
    web_post(&user, "/sandi", weak);
    assert_int_equal(user.status, 400);
    const char *const good[] = {"lama",           made, "baru", "kopi susu gula", "ulang",
                                "kopi susu gula", NULL};
    web_post(&user, "/sandi", good);
    assert_int_equal(user.status, 303);
    web_get(&user, "/akun");
    assert_int_equal(user.status, 200);
    web_sign_in(&user, "tono", made);
    assert_int_equal(user.status, 401);
    web_sign_in(&user, "tono", "kopi susu gula");
    assert_int_equal(user.status, 303);
    sql_says("SELECT string_agg(act, ' ' ORDER BY no) FROM office.audit WHERE account = 'tono'",
             "account.signed_in account.password_changed account.refused account.signed_in");
}

static void changed_password_ends_other_sessions_and_keeps_this_one(void **state)
{
    struct web_client here AUTO_CLIENT, there AUTO_CLIENT;
    const char *const change[] = {"lama",  PASSWORD,         "baru", "kopi susu gula",
                                  "ulang", "kopi susu gula", NULL};
    char former[160];

    (void)state;
    enter_as(&here, WEB_OFFICER);
    enter_as(&there, WEB_OFFICER);
    text_copy(former, sizeof former, here.cookie);
    web_post(&here, "/sandi", change);
    assert_int_equal(here.status, 303);
    assert_string_not_equal(here.cookie, former);
    web_get(&here, "/akun");
    assert_int_equal(here.status, 200);
    web_get(&there, "/akun");
    assert_string_equal(there.location, "/masuk");
}

static void old_password_is_limited_too(void **state)
{
    struct web_client client AUTO_CLIENT;
    const char *const wrong[] = {"lama",  "salah-salah-1",  "baru", "kopi susu gula",
                                 "ulang", "kopi susu gula", NULL};
    const char *const right[] = {"lama",  PASSWORD,         "baru", "kopi susu gula",
                                 "ulang", "kopi susu gula", NULL};

    (void)state;
    enter_as(&client, WEB_OFFICER);
    for (int i = 0; i < 5; i++) {
        web_post(&client, "/sandi", wrong);
        assert_int_equal(client.status, 400);
    }
    web_post(&client, "/sandi", right);
    assert_int_equal(client.status, 429);
    assert_true(web_says(&client, "Tunggu beberapa menit"));
}

static void disabled_account_is_out_at_once(void **state)
{
    struct web_client admin AUTO_CLIENT, user AUTO_CLIENT;

    (void)state;
    enter_as(&admin, WEB_ADMIN);
    enter_as(&user, WEB_OFFICER);
    web_post(&admin, "/pengguna/dewi/nonaktifkan", NULL);
    assert_string_equal(admin.location, "/pengguna/dewi?pesan=akun-dinonaktifkan");
    web_get(&user, "/akun");
    assert_string_equal(user.location, "/masuk");
    web_sign_in(&user, "dewi", PASSWORD);
    assert_int_equal(user.status, 401);
    web_post(&admin, "/pengguna/dewi/aktifkan", NULL);
    web_sign_in(&user, "dewi", PASSWORD);
    assert_int_equal(user.status, 303);
}

static void changed_role_counts_at_the_next_request(void **state)
{
    struct web_client admin AUTO_CLIENT, user AUTO_CLIENT;
    const char *const officer[] = {"peran", "officer", NULL};
    const char *const none[] = {"peran", "superuser", NULL};

    (void)state;
    enter_as(&admin, WEB_ADMIN);
    enter_as(&user, WEB_SUPERVISOR);
    web_get(&user, "/perangkat");
    assert_int_equal(user.status, 200);
    web_post(&admin, "/pengguna/budi/peran", none);
    assert_int_equal(admin.status, 400);
    web_post(&admin, "/pengguna/budi/peran", officer);
    assert_int_equal(admin.status, 303);
    web_get(&user, "/perangkat");
    assert_int_equal(user.status, 403);
}

static void nobody_takes_their_own_rights(void **state)
{
    struct web_client client AUTO_CLIENT;
    const char *const officer[] = {"peran", "officer", NULL};

    (void)state;
    enter_as(&client, WEB_ADMIN);
    web_post(&client, "/pengguna/sri/peran", officer);
    assert_int_equal(client.status, 403);
    web_post(&client, "/pengguna/sri/nonaktifkan", NULL);
    assert_int_equal(client.status, 403);
    sql_says("SELECT role, is_disabled FROM office.account WHERE name = 'sri'", "admin|f");
}

static void reset_password_lifts_the_pause_and_ends_sessions(void **state)
{
    struct web_client admin AUTO_CLIENT, user AUTO_CLIENT;
    char made[64];

    (void)state;
    enter_as(&admin, WEB_ADMIN);
    enter_as(&user, WEB_OFFICER);
    text_copy(admin.address, sizeof admin.address, "10.20.30.50");
    web_post(&admin, "/pengguna/dewi/sandi", NULL);
    web_between(&admin, "<p class=\"once\">", "</p>", made, sizeof made);
    web_get(&user, "/akun");
    assert_string_equal(user.location, "/masuk");
    web_sign_in(&user, "dewi", PASSWORD);
    assert_int_equal(user.status, 401);
    web_sign_in(&user, "dewi", made);
    assert_string_equal(user.location, "/sandi");
}

/* --- kiosks --- */

static void code_is_shown_once_and_kept_as_a_digest(void **state)
{
    struct web_client client AUTO_CLIENT;
    const char *const fields[] = {"catatan", "Lantai 2", NULL};
    char code[64], sql[512];

    (void)state;
    enter_as(&client, WEB_ADMIN);
    web_post(&client, "/perangkat-baru", fields);
    assert_int_equal(client.status, 200);
    web_between(&client, "<p class=\"once\">", "</p>", code, sizeof code);
    assert_int_equal(strlen(code), 11); /* "01234 56789" */
    memmove(code + 5, code + 6, 6);
    text_format(sql, sizeof sql,
                "SELECT note, made_by, expires_at - made_at BETWEEN '14 min 59 s' AND '15 min 1 s'"
                " FROM office.enrolment WHERE code_hash = sha256(salt || '%s')",
                code);
    sql_says(sql, "Lantai 2|sri|t");
    web_get(&client, "/perangkat");
    assert_true(web_says(&client, "Lantai 2"));
    assert_false(web_says(&client, code));
    text_format(sql, sizeof sql,
                "SELECT count(*) FROM office.audit WHERE audit::text LIKE '%%%s%%'", code);
    sql_says(sql, "0");
}

static void kiosk_is_revoked_after_it_was_asked(void **state)
{
    struct web_client client AUTO_CLIENT;

    (void)state;
    enter_as(&client, WEB_ADMIN);
    web_get(&client, "/perangkat/" KIOSK "/cabut");
    assert_true(web_says(&client, "Ya, cabut anjungan ini"));
    web_post(&client, "/perangkat/" KIOSK "/cabut", NULL);
    assert_int_equal(client.status, 303);
    web_get(&client, client.location);
    assert_true(web_says(&client, "Sertifikat anjungan sudah dicabut."));
    assert_false(web_says(&client, "Cabut anjungan ini"));
    web_post(&client, "/perangkat/" KIOSK "/cabut", NULL);
    assert_int_equal(client.status, 404);
    sql_says("SELECT revoked_by FROM office.kiosk WHERE kiosk_id = '" KIOSK "'", "sri");
    sql_says("SELECT account, subject, address FROM office.audit WHERE act = 'device.revoked'",
             "sri|K1|10.20.30.40");
}

/* --- trouble --- */

static void absent_database_is_told_in_words(void **state)
{
    struct web_client client AUTO_CLIENT;

    (void)state;
    enter_as(&client, WEB_ADMIN);
    office_rig_sql(&rig,
                   "ALTER ROLE office_web NOLOGIN;"
                   "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = "
                   "'office_web'",
                   NULL, 0);
    web_get(&client, "/perangkat");
    assert_int_equal(client.status, 503);
    assert_true(web_says(&client, "Anjungan tetap melayani"));
    office_rig_sql(&rig, "ALTER ROLE office_web LOGIN", NULL, 0);
    web_get(&client, "/perangkat");
    assert_int_equal(client.status, 200); /* and the session is still one */
}

static void broken_fields_are_refused(void **state)
{
    struct web_client client AUTO_CLIENT;
    char form[512];

    (void)state;
    enter_as(&client, WEB_ADMIN);
    text_format(form, sizeof form, "kunci=%s&nama=%%ff%%fe&akun=ab&peran=officer", client.token);
    web_send(&client, "POST", "/pengguna-baru", form);
    assert_int_equal(client.status, 400);
    text_format(form, sizeof form, "kunci=%s&nama=a%%01b&akun=ab&peran=officer", client.token);
    web_send(&client, "POST", "/pengguna-baru", form);
    assert_int_equal(client.status, 400);
    text_format(form, sizeof form, "kunci=%s&nama=a%%00b&akun=ab&peran=officer", client.token);
    web_send(&client, "POST", "/pengguna-baru", form);
    assert_int_equal(client.status, 400);
    web_get(&client, "/jejak?hari=2026-02-31");
    assert_int_equal(client.status, 400);
    web_get(&client, "/perangkat/'%20OR%201=1--");
    assert_int_equal(client.status, 404);
    sql_says("SELECT count(*) FROM office.account", "3");
}

#define OF_PAGES(test) cmocka_unit_test_setup(test, lay_tables)

int main(void)
{
    const struct CMUnitTest tests[] = {
        OF_PAGES(stranger_is_led_to_the_door),
        OF_PAGES(wrong_password_and_unknown_name_are_answered_alike),
        OF_PAGES(unknown_name_costs_the_same_work),
        OF_PAGES(locked_account_opens_when_its_pause_is_over),
        OF_PAGES(address_that_tries_many_names_is_stopped),
        OF_PAGES(session_is_a_new_secret_in_a_strict_cookie),
        OF_PAGES(signing_in_again_ends_the_former_session),
        OF_PAGES(signing_out_ends_the_session),
        OF_PAGES(signing_out_everywhere_ends_all_sessions_of_the_account),
        OF_PAGES(session_ends_by_idleness_and_by_age),
        OF_PAGES(form_without_the_sessions_token_changes_nothing),
        OF_PAGES(form_of_another_site_changes_nothing),
        OF_PAGES(page_is_not_changed_by_looking_at_it),
        OF_PAGES(every_route_answers_its_roles_only),
        OF_PAGES(navigation_shows_what_the_role_may),
        OF_PAGES(every_reply_is_strict),
        OF_PAGES(words_of_others_stay_words),
        OF_PAGES(words_typed_into_forms_stay_words),
        OF_PAGES(new_account_signs_in_once_and_changes_its_password),
        OF_PAGES(changed_password_ends_other_sessions_and_keeps_this_one),
        OF_PAGES(old_password_is_limited_too),
        OF_PAGES(disabled_account_is_out_at_once),
        OF_PAGES(changed_role_counts_at_the_next_request),
        OF_PAGES(nobody_takes_their_own_rights),
        OF_PAGES(reset_password_lifts_the_pause_and_ends_sessions),
        OF_PAGES(code_is_shown_once_and_kept_as_a_digest),
        OF_PAGES(kiosk_is_revoked_after_it_was_asked),
        OF_PAGES(absent_database_is_told_in_words),
        OF_PAGES(broken_fields_are_refused),
    };

    return cmocka_run_group_tests_name("web", tests, start_office, stop_office);
}
