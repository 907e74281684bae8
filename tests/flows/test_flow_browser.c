/* What officers see and do, in a real browser, over real kiosks and a real office. Pictures of the pages
 * go to $PICTURES where it is set. */
#include "support/answers.h"
#include "support/lobby.h"
#include "support/office.h"
#include "support/patience.h"
#include "support/webdriver.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { WIDTH = 540, HEIGHT = 960, SECOND = 1000, CATALOG_MOST = 4 << 20 };

static const char password[] = "kunci rumah gadang 27";

struct scene {
    struct office_rig office;
    struct browser browser;
    struct lobby lobby;
    char pages[OFFICE_PATH];
    pid_t sync;
};

/* --- the parts -------------------------------------------------------------------------------- */

static void go(struct scene *scene, const char *path)
{
    AUTO_FREE char *url = mem_format("%s%s", scene->pages, path);

    browser_go(&scene->browser, url);
}

/* As they are on a phone and on a desk. */
static void look_at(struct scene *scene, const char *name)
{
    static const struct {
        const char *name;
        int width, height;
    } windows[] = {{"phone", 390, 844}, {"desk", 1280, 800}};
    const char *pictures = getenv("PICTURES");

    for (size_t i = 0; i < ARRAY_LEN(windows); i++) {
        browser_resize(&scene->browser, windows[i].width, windows[i].height);
        if (pictures) {
            AUTO_FREE char *path = mem_format("%s/%s-%s.png", pictures, name, windows[i].name);

            browser_picture(&scene->browser, path);
        }
        AUTO_FREE char *seen = mem_format("%s on a %s", name, windows[i].name);
        browser_look(&scene->browser, seen);
    }
}

/* The one-time password of the server's console is exchanged at the first sign-in. */
static void sign_in(struct scene *scene)
{
    static const char *const add[] = {"account", "add", "kepala", "admin", NULL};
    char said[1024], once[64] = "";

    assert_int_equal(office_rig_program(&scene->office, add, said, sizeof said), 0);
    print_message("%s\n", said);
    assert_int_equal(sscanf(strstr(said, ": ") + 2, "%63s", once), 1);
    go(scene, "/");
    look_at(scene, "masuk");
    browser_type(&scene->browser, "#akun", "kepala");
    browser_type(&scene->browser, "#sandi", once);
    browser_click(&scene->browser, "form.form button");
    look_at(scene, "sandi");
    browser_type(&scene->browser, "#lama", once);
    browser_type(&scene->browser, "#baru", password);
    browser_type(&scene->browser, "#ulang", password);
    browser_click(&scene->browser, "main form.form button");
    go(scene, "/");
    assert_true(browser_has(&scene->browser, "dl.figures"));
}

static void pages_of_an_empty_office_say_what_to_do(void **state)
{
    static const char *const paths[][2] = {
        {"/", "hari-ini"},           {"/ikm", "ikm"},           {"/nomor", "nomor"},
        {"/pengaduan", "buku"},      {"/katalog", "katalog"},   {"/perangkat", "perangkat"},
        {"/perangkat-baru", "kode"}, {"/pengguna", "pengguna"}, {"/pengguna-baru", "pengguna-baru"},
        {"/jejak", "jejak"},         {"/akun", "akun"},
    };
    struct scene *scene = *state;

    sign_in(scene);
    for (size_t i = 0; i < ARRAY_LEN(paths); i++) {
        go(scene, paths[i][0]);
        look_at(scene, paths[i][1]);
    }
}

/* --- one story -------------------------------------------------------------------------------- */

/* The code stands on the page once; the IT person types it at the kiosk. */
static void enrol_from_the_page(struct scene *scene)
{
    char code[32], digits[16] = "", url[OFFICE_PATH], command[512];
    const char *pin;
    size_t count = 0;
    AUTO_TEXT struct text said;

    go(scene, "/perangkat-baru");
    browser_type(&scene->browser, "#catatan", "Lobi utama");
    browser_click(&scene->browser, "main form.form button");
    look_at(scene, "kode-sekali");
    browser_read(&scene->browser, "p.once", code, sizeof code);
    for (const char *at = code; *at; at++)
        if (*at >= '0' && *at <= '9')
            digits[count++] = *at;
    assert_int_equal(count, 10);
    office_rig_value(&scene->office, "URL", url, sizeof url);
    browser_read(&scene->browser, "p.command", command, sizeof command);
    pin = strstr(command, "--pin ");
    assert_non_null(pin);
    const char *const words[] = {"enrol", url, digits, "--pin", pin + strlen("--pin "), NULL};
    text_init(&said, 1 << 16);
    if (lobby_run(&scene->lobby, "anjungan-ctl", words, &said) != 0)
        fail_msg("enrol: %s", said.data);
}

static void start_sync(struct scene *scene)
{
    scene->sync = office_rig_start_sync(&scene->office, scene->lobby.state, scene->lobby.config);
}

static void a_kiosk_is_enrolled_and_seen(void **state)
{
    struct scene *scene = *state;

    enrol_from_the_page(scene);
    start_sync(scene);
    go(scene, "/perangkat");
    browser_expect(&scene->browser, "main", "Lobi utama", 5 * SECOND);
    browser_expect(&scene->browser, "main", "Belum terkirim", 10 * SECOND);
    look_at(scene, "perangkat-satu");
}

static void answer_survey(struct lobby *lobby)
{
    answers_start(lobby);
    (void)answers_begin(lobby);
    for (int i = 0; i < ELEMENT_COUNT; i++)
        answers_give(lobby, i + 1, 1 + i % 4);
    lobby_expect(lobby, "survey-thanks", 10 * SECOND);
}

static void a_survey_is_counted_within_two_seconds(void **state)
{
    struct scene *scene = *state;

    go(scene, "/");
    answer_survey(&scene->lobby);
    int64_t took = browser_expect(&scene->browser, "dl.figures", "1 masih di anjungan", 2 * SECOND);
    print_message("  the survey shows %lld ms after the thanks\n", (long long)took);
    look_at(scene, "hari-ini-survei");
    assert_int_equal(lobby_stop(&scene->lobby, SIGTERM), 0);
}

static void type_keys(struct lobby *lobby, const char *text)
{
    for (; *text; text++) {
        char name[16];

        assert_true(text_format(name, sizeof name, *text == ' ' ? "key-space" : "key-%c", *text));
        lobby_tap(lobby, name);
    }
}

static void file_complaint(struct lobby *lobby, char number[32])
{
    lobby_start(lobby, NULL);
    lobby_expect(lobby, "attract", 10 * SECOND);
    lobby_tap(lobby, "start-id");
    lobby_expect(lobby, "home", 5 * SECOND);
    lobby_tap(lobby, "complain");
    lobby_expect(lobby, "complaint-text", 5 * SECOND);
    type_keys(lobby, "antre lama");
    lobby_tap(lobby, "next");
    lobby_expect(lobby, "complaint-contact", 5 * SECOND);
    lobby_tap(lobby, "none");
    lobby_tap(lobby, "next");
    lobby_expect(lobby, "complaint-check", 5 * SECOND);
    lobby_tap(lobby, "send");
    lobby_expect(lobby, "complaint-sent", 5 * SECOND);
    lobby_label(lobby, "number", number, 32);
    assert_int_equal(lobby_stop(lobby, SIGTERM), 0);
}

/* Until the kiosk's own program says it. */
static void ctl(struct scene *scene, const char *const *words, const char *expected)
{
    int64_t until = view_now_ms() + patience_ms(10 * SECOND);

    for (;;) {
        AUTO_TEXT struct text said = {0};
        int code = lobby_run(&scene->lobby, "anjungan-ctl", words, &said);

        if (code == 0 && strstr(said.data, expected))
            return;
        if (code != 0 || view_now_ms() > until)
            fail_msg("%s %s ends with %d and does not say %s: %s", words[0], words[1], code,
                     expected, said.data);
        view_pause(100);
    }
}

/* Of the kiosk's own desk, who also keeps its book. */
static void add_officer(const struct lobby *lobby)
{
    AUTO_FREE char *command =
        mem_format("echo 246813 | '%s/anjungan-ctl' --state '%s' --config '%s' staff add P-07 "
                   "'Petugas Contoh' --role supervisor --pin-stdin >/dev/null",
                   lobby->bin, lobby->state, lobby->config);
    const char *const words[] = {"sh", "-c", command, NULL};

    assert_int_equal(lobby_exec(words), 0);
}

/* What its heartbeats say every minute, it says when it starts. */
static void hear_each_other(struct scene *scene)
{
    office_rig_end(scene->sync, SIGTERM);
    start_sync(scene);
}

static void a_complaint_is_read_and_answered(void **state)
{
    struct scene *scene = *state;
    char number[32];

    file_complaint(&scene->lobby, number);
    hear_each_other(scene); /* its key for letters is known */
    office_rig_wait(&scene->office,
                    "SELECT count(*) FROM office.decision_head WHERE letter_key IS NOT NULL", "1",
                    10 * SECOND);
    go(scene, "/pengaduan");
    browser_expect(&scene->browser, "main", number, 5 * SECOND);
    look_at(scene, "buku-satu");
    browser_click(&scene->browser, "main tbody a");
    browser_click(&scene->browser, "form[action$='/buka'] button");
    browser_expect(&scene->browser, "main", "ntre lama", 0);
    look_at(scene, "pengaduan-terbuka");
    browser_click(&scene->browser, "form[action$='/bobot'] button");
    browser_click(&scene->browser, "form[action$='/buka'] button");
    browser_type(&scene->browser, "#jawaban", "Loket kedua dibuka sejak hari ini.");
    browser_click(&scene->browser, "form[action$='/jawab'] button");
    look_at(scene, "pengaduan-dijawab");
    go(scene, "/pengaduan");
    browser_expect(&scene->browser, "main", "Dijawab", 0);
}

/* Nobody at the desk works on it again; and what the desk does is on the office's page. */
static void what_the_office_answered_is_at_the_kiosks_desk(void **state)
{
    static const char *const list[] = {"complaint", "list", "--state", "answered", "--json", NULL};
    static const char *const show[] = {"complaint", "show", "PD-1001", "--open",
                                       "--officer", "P-07", NULL};
    static const char *const shut[] = {"complaint", "close", "PD-1001", "--officer", "P-07", NULL};
    struct scene *scene = *state;

    add_officer(&scene->lobby);
    hear_each_other(scene);
    ctl(scene, list, "\"office_state\":\"answered\"");
    ctl(scene, show, "Loket kedua dibuka sejak hari ini.");
    go(scene, "/pengaduan");
    browser_click(&scene->browser, "main tbody a");
    browser_expect(&scene->browser, "ul.deeds", "sudah sampai di anjungan", 10 * SECOND);
    look_at(scene, "pengaduan-sampai");
    ctl(scene, shut, "");
    office_rig_wait(&scene->office, "SELECT state FROM office.complaint_now", "closed",
                    10 * SECOND);
    go(scene, "/pengaduan");
    browser_expect(&scene->browser, "main", "Selesai", 0);
}

/* The publisher signs another name of the office at home; its key never was on the server. */
static void sign_catalog(struct scene *scene, char path[OFFICE_PATH])
{
    static const char old[] = "DPMPTSP Kota Pekanbaru", new[] = "DPMPTSP Kota Percobaan";
    AUTO_FREE char *plain = mem_format("%s/pekanbaru.json", scene->lobby.directory);
    AUTO_FREE char *secret = mem_format("%s/publisher.secret", scene->lobby.directory);
    AUTO_FREE char *bytes = NULL;
    size_t len = 0;
    AUTO_TEXT struct text said;
    struct err err = {0};

    assert_true(
        file_read(SOURCE_DIR "/assets/catalog/pekanbaru.json", CATALOG_MOST, &bytes, &len, &err));
    char *at = memmem(bytes, len, old, strlen(old));
    assert_non_null(at);
    memcpy(at, new, strlen(new) - 1); /* as long but for the last letter */
    at[strlen(old) - 1] = 'n';
    assert_true(file_replace(plain, bytes, len, false, &err));
    assert_true(text_format(path, OFFICE_PATH, "%s/katalog.signed", scene->lobby.directory));
    const char *const words[] = {"catalog", "sign",  "--key", secret, "--version",
                                 "2",       "--out", path,    plain,  NULL};
    text_init(&said, 1 << 16);
    if (lobby_run(&scene->lobby, "anjungan-ctl", words, &said) != 0)
        fail_msg("catalog sign: %s", said.data);
}

static bool shows(const struct lobby *lobby, const char *part)
{
    AUTO_FREE char *tree = NULL;
    size_t len = 0;
    struct err err = {0};

    return file_read(lobby->tree, CATALOG_MOST, &tree, &len, &err)
           && memmem(tree, len, part, strlen(part));
}

static void a_published_catalogue_is_shown_at_the_kiosk(void **state)
{
    struct scene *scene = *state;
    char path[OFFICE_PATH];

    sign_catalog(scene, path);
    lobby_start(&scene->lobby, NULL);
    lobby_expect(&scene->lobby, "attract", 10 * SECOND);
    assert_true(shows(&scene->lobby, "Kota Pekanbaru"));
    go(scene, "/katalog");
    browser_attach(&scene->browser, "input[type=file]", path);
    browser_click(&scene->browser, "form[action='/katalog/periksa'] button");
    look_at(scene, "katalog-periksa");
    browser_click(&scene->browser, "form[action='/katalog/terbitkan'] button");
    look_at(scene, "katalog-terbit");
    /* It asks every few minutes, and when it starts. */
    office_rig_end(scene->sync, SIGTERM);
    start_sync(scene);
    int64_t until = view_now_ms() + patience_ms(10 * SECOND);
    while (!shows(&scene->lobby, "Kota Percobaan")) {
        if (view_now_ms() > until)
            fail_msg("the kiosk does not show the new catalogue");
        view_pause(100);
    }
    assert_int_equal(lobby_stop(&scene->lobby, SIGTERM), 0);
}

/* What the kiosk's desk shows of the office is this word; it stands there after a 403 alone. */
static void wait_until_refused(struct scene *scene)
{
    AUTO_FREE char *uri = mem_format("file:%s/anjungan.db?mode=ro", scene->lobby.state);
    const char *const ask[] = {"/usr/bin/python3", "-c",
                               "import sqlite3, sys\n"
                               "db = sqlite3.connect(sys.argv[1], uri=True)\n"
                               "said = db.execute('SELECT contact FROM office').fetchone()[0]\n"
                               "sys.exit(said != 'refused')",
                               uri, NULL};
    int64_t until = view_now_ms() + patience_ms(15 * SECOND);

    while (lobby_exec(ask) != 0) {
        if (view_now_ms() > until)
            fail_msg("the kiosk does not know that the office refuses it");
        view_pause(200);
    }
}

static void a_revoked_kiosk_is_refused(void **state)
{
    struct scene *scene = *state;

    go(scene, "/perangkat");
    browser_click(&scene->browser, "article.device h2 a");
    look_at(scene, "perangkat-rinci");
    browser_click(&scene->browser, "a[href$='/cabut']");
    look_at(scene, "perangkat-cabut");
    browser_click(&scene->browser, "form[action$='/cabut'] button");
    browser_expect(&scene->browser, "main", "icabut", 0);
    office_rig_end(scene->sync, SIGTERM);
    start_sync(scene);
    wait_until_refused(scene);
}

/* The office and its kiosks know the publisher's public key. */
static void make_publisher(struct scene *scene)
{
    AUTO_FREE char *secret = mem_format("%s/publisher.secret", scene->lobby.directory);
    AUTO_FREE char *public = mem_format("%s/publisher.public", scene->lobby.directory);
    AUTO_FREE char *config =
        mem_format("[print]\nbackend = folder\n[sync]\npublisher_key = %s\n", public);
    const char *const words[] = {"catalog", "keys", secret, public, NULL};
    AUTO_FREE char *at_office = mem_format("%s/keys/publisher.public", scene->office.directory);
    const char *const copy[] = {"cp", public, at_office, NULL};
    AUTO_TEXT struct text said;

    text_init(&said, 1 << 16);
    if (lobby_run(&scene->lobby, "anjungan-ctl", words, &said) != 0)
        fail_msg("catalog keys: %s", said.data);
    lobby_configure(&scene->lobby, config);
    assert_int_equal(lobby_exec(copy), 0);
}

static int open_scene(void **state)
{
    struct scene *scene = mem_zalloc(1, sizeof *scene);

    office_rig_start(&scene->office, NULL);
    browser_open(&scene->browser, 1280, 800);
    lobby_open(&scene->lobby, WIDTH, HEIGHT);
    make_publisher(scene);
    office_rig_value(&scene->office, "PAGES", scene->pages, sizeof scene->pages);
    *state = scene;
    return 0;
}

static int close_scene(void **state)
{
    struct scene *scene = *state;

    if (scene->lobby.kiosk > 0)
        (void)lobby_stop(&scene->lobby, SIGKILL);
    if (scene->sync > 0)
        office_rig_end(scene->sync, SIGTERM);
    lobby_close(&scene->lobby);
    browser_close(&scene->browser);
    office_rig_stop(&scene->office);
    free(scene);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_of_an_empty_office_say_what_to_do),
        cmocka_unit_test(a_kiosk_is_enrolled_and_seen),
        cmocka_unit_test(a_survey_is_counted_within_two_seconds),
        cmocka_unit_test(a_complaint_is_read_and_answered),
        cmocka_unit_test(what_the_office_answered_is_at_the_kiosks_desk),
        cmocka_unit_test(a_published_catalogue_is_shown_at_the_kiosk),
        cmocka_unit_test(a_revoked_kiosk_is_refused),
    };

    if (!lobby_is_possible() || !browser_is_possible())
        return 77;
    return cmocka_run_group_tests(tests, open_scene, close_scene);
}
