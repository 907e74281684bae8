/* Bad input from outside: every case ends in a clear message or on the out-of-service screen with a
 * code, and what is mended is taken into service without a hand. */
#include "base/file.h"
#include "base/mem.h"
#include "support/lobby.h"
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { WIDTH = 540, HEIGHT = 960, SECOND = 1000, CATALOG_MAX = 4 << 20, HUGE = 100 << 20 };

static const char good_catalog[] = SOURCE_DIR "/assets/catalog/pekanbaru.json";

static int open_lobby(void **state)
{
    struct lobby *lobby = calloc(1, sizeof *lobby);

    assert_non_null(lobby);
    lobby_open(lobby, WIDTH, HEIGHT);
    *state = lobby;
    return 0;
}

static int close_lobby(void **state)
{
    lobby_close(*state);
    free(*state);
    return 0;
}

static void path_in(const struct lobby *lobby, const char *name, char out[LOBBY_PATH])
{
    assert_true(text_format(out, LOBBY_PATH, "%s/%s", lobby->directory, name));
}

/* --- the configuration ------------------------------------------------------------------------ */

static const struct config_case {
    const char *text;
    const char *place;   /* ":LINE:" */
    const char *what;    /* the wrong word */
    const char *allowed; /* what would have been right */
} config_cases[] = {
    {"[print]\nqueu = x\n", ":2:", "queu", "queue"},
    {"[printer]\nqueue = x\n", ":1:", "[printer]", "[print]"},
    {"[print]\nroll = 72\n", ":2:", "72", "80"},
    {"[device]\n\ndigit = 0\n", ":3:", "\"0\"", "from 1 to 9"},
    {"[device]\ndigit = nine\n", ":2:", "nine", "from 1 to 9"},
    {"[debug]\nallow_now = perhaps\n", ":2:", "perhaps", "yes and no"},
    {"[time]\nidle_percent = 100\nidle_percent = 90\n", ":3:", "idle_percent", ""},
    {"[device\nid = K1\n", ":1:", "]", ""},
    {"no section at all\n", ":1:", "", ""},
    {"[device]\nid = K\xe9\n", ":2:", "UTF-8", ""},
};

static void wrong_key_or_value_stops_every_program_with_file_line_and_what_is_allowed(void **state)
{
    static const char *const list[] = {"ticket", "list", NULL};
    static const struct {
        const char *name;
        const char *const *words;
    } programs[] = {{"anjungan", NULL}, {"anjungan-print", NULL}, {"anjungan-ctl", list}};
    const struct lobby *lobby = *state;

    for (size_t i = 0; i < ARRAY_LEN(config_cases); i++) {
        const struct config_case *c = &config_cases[i];
        char place[LOBBY_PATH + 8];

        assert_true(text_format(place, sizeof place, "%s%s", lobby->config, c->place));
        lobby_configure(lobby, c->text);
        for (size_t p = 0; p < ARRAY_LEN(programs); p++) {
            AUTO_TEXT struct text said;
            int code = lobby_run(lobby, programs[p].name, programs[p].words, &said);

            if (p == 0)
                print_message("  %s", said.data);
            assert_int_equal(code, 1);
            assert_non_null(strstr(said.data, place));
            assert_non_null(strstr(said.data, c->what));
            assert_non_null(strstr(said.data, c->allowed));
        }
    }
}

static void missing_configuration_that_was_named_stops_the_start(void **state)
{
    const struct lobby *lobby = *state;
    AUTO_TEXT struct text said;

    assert_int_equal(unlink(lobby->config), 0);
    assert_int_equal(lobby_run(lobby, "anjungan", NULL, &said), 1);
    assert_non_null(strstr(said.data, lobby->config));
}

static void unknown_words_on_the_command_line_stop_the_start(void **state)
{
    static const char *const cases[][3] = {
        {"--window", "5x5", NULL}, {"--window=abc", NULL, NULL}, {"--role", "kitchen", NULL},
        {"--no-such", NULL, NULL}, {"--ui-tree", NULL, NULL},    {"left over", NULL, NULL},
        {"--window=99999x99999"},
    };
    const struct lobby *lobby = *state;

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO_TEXT struct text said;

        assert_int_equal(lobby_run(lobby, "anjungan", cases[i], &said), 2);
        assert_non_null(strstr(said.data, "--help"));
    }
}

/* --- the catalogue ---------------------------------------------------------------------------- */

static void put(const char *path, const char *bytes, size_t len)
{
    struct err err;

    if (!file_replace(path, bytes, len, false, &err))
        fail_msg("%s", err.text);
    assert_int_equal(chmod(path, 0644), 0);
}

static void put_good(const char *path)
{
    AUTO_FREE char *bytes = NULL;
    size_t len = 0;

    assert_true(file_read(good_catalog, CATALOG_MAX, &bytes, &len, NULL));
    put(path, bytes, len);
}

static void put_truncated(const char *path)
{
    AUTO_FREE char *bytes = NULL;
    size_t len = 0;

    assert_true(file_read(good_catalog, CATALOG_MAX, &bytes, &len, NULL));
    put(path, bytes, len / 2);
}

static void put_broken(const char *path)
{
    AUTO_FREE char *bytes = NULL;
    size_t len = 0;

    assert_true(file_read(good_catalog, CATALOG_MAX, &bytes, &len, NULL));
    *strchr(bytes + len / 2, ':') = ';';
    put(path, bytes, len);
}

static void put_latin1(const char *path)
{
    AUTO_FREE char *bytes = NULL;
    size_t len = 0;

    assert_true(file_read(good_catalog, CATALOG_MAX, &bytes, &len, NULL));
    strstr(bytes, "Pekanbaru")[1] = '\xe9';
    put(path, bytes, len);
}

static void put_utf16(const char *path)
{
    put(path, "\xff\xfe{\0\"\0o\0\"\0:\0{\0}\0}\0", 18);
}

static void put_huge(const char *path)
{
    AUTO_FREE char *bytes = malloc(HUGE);

    assert_non_null(bytes);
    memset(bytes, ' ', HUGE);
    memcpy(bytes, "{\"office\":", 10);
    put(path, bytes, HUGE);
}

static void put_nested(const char *path)
{
    enum { DEPTH = 1 << 20 };
    AUTO_FREE char *bytes = malloc(DEPTH);

    assert_non_null(bytes);
    memset(bytes, '[', DEPTH);
    put(path, bytes, DEPTH);
}

static void put_empty(const char *path)
{
    put(path, "", 0);
}

static void put_meaningless(const char *path)
{
    static const char text[] = "{\"office\": {\"id\": 7, \"colour\": \"red\"}, \"services\": []}";

    put(path, text, sizeof text - 1);
}

static void put_directory(const char *path)
{
    assert_int_equal(mkdir(path, 0755), 0);
}

static void put_nothing(const char *path)
{
    (void)path;
}

static const struct {
    const char *name;
    void (*put)(const char *path);
} catalogs[] = {
    {"broken", put_broken},         {"truncated", put_truncated},
    {"Latin-1", put_latin1},        {"UTF-16", put_utf16},
    {"100 MB", put_huge},           {"a million deep", put_nested},
    {"empty", put_empty},           {"of wrong meaning", put_meaningless},
    {"a directory", put_directory}, {"missing", put_nothing},
};

static void use_catalog(const struct lobby *lobby, const char *path)
{
    char config[LOBBY_PATH + 64];

    assert_true(text_format(config, sizeof config,
                            "[office]\ncatalog = %s\n[print]\nbackend = folder\n", path));
    lobby_configure(lobby, config);
}

static void expect_code(struct lobby *lobby, const char *code)
{
    char label[128];

    lobby_expect(lobby, "out-of-service", 10 * SECOND);
    lobby_label(lobby, "code", label, sizeof label);
    if (!strstr(label, code))
        fail_msg("the screen says %s, wanted %s", label, code);
}

static void wrong_catalogue_is_named_and_serves_again_when_it_is_mended(void **state)
{
    struct lobby *lobby = *state;
    char path[LOBBY_PATH];

    path_in(lobby, "office.json", path);
    use_catalog(lobby, path);
    for (size_t i = 0; i < ARRAY_LEN(catalogs); i++) {
        const char *const check[] = {"catalog", "check", path, NULL};
        AUTO_TEXT struct text said;

        (void)rmdir(path);
        (void)unlink(path);
        catalogs[i].put(path);
        assert_int_equal(lobby_run(lobby, "anjungan-ctl", check, &said), 1);
        assert_non_null(strstr(said.data, path));
        print_message("  %s: %.*s\n", catalogs[i].name, (int)strcspn(said.data, "\n"), said.data);
        lobby_start(lobby, NULL);
        expect_code(lobby, "K1-P03");
        assert_true(lobby_log_has(lobby, path));
        bool is_mended = i % 9 == 0; /* a file that was wrong, and none */
        if (is_mended) {
            (void)rmdir(path);
            put_good(path);
            print_message("  in service again after %lld ms\n",
                          (long long)lobby_expect(lobby, "attract", 8 * SECOND));
        }
        assert_int_equal(lobby_stop(lobby, SIGTERM), 0);
    }
}

/* --- fonts, icons, translations --------------------------------------------------------------- */

static void copy_tree(const char *from, const char *to)
{
    const char *const copy[] = {"cp", "-rL", from, to, NULL};

    assert_int_equal(lobby_exec(copy), 0);
}

/* An installed tree of the kiosk's own, that may be damaged: PREFIX/bin and PREFIX/share. */
static void install(struct lobby *lobby, char prefix[LOBBY_PATH])
{
    char bin[LOBBY_PATH], from[LOBBY_PATH * 2], share[LOBBY_PATH];

    path_in(lobby, "prefix", prefix);
    path_in(lobby, "prefix/bin", bin);
    path_in(lobby, "prefix/share", share);
    assert_int_equal(mkdir(prefix, 0755), 0);
    assert_int_equal(mkdir(bin, 0755), 0);
    assert_true(text_format(from, sizeof from, "%s/anjungan", lobby->bin));
    copy_tree(from, bin);
    assert_true(text_format(from, sizeof from, "%s/../share", lobby->bin));
    copy_tree(from, share);
    assert_true(text_copy(lobby->bin, sizeof lobby->bin, bin));
}

static void kiosk_without_fonts_icons_or_translations_says_which_and_ends(void **state)
{
    static const struct {
        const char *what; /* below PREFIX/share; removed, or filled with garbage */
        const char *garbage;
        const char *said;
    } cases[] = {
        {"anjungan/fonts", NULL, "fonts/AtkinsonHyperlegibleNext"},
        {"anjungan/fonts/AtkinsonHyperlegibleNext_700Bold.ttf", NULL, "_700Bold.ttf"},
        {"anjungan/fonts/AtkinsonHyperlegibleNext_500Medium.ttf", "no font", "_500Medium.ttf"},
        {"anjungan/icons", NULL, "icons/"},
        {"anjungan/icons/printer.svg", NULL, "icons/printer.svg"},
        {"locale/id/LC_MESSAGES/anjungan.mo", NULL, "anjungan.mo"},
        {"locale/id/LC_MESSAGES/anjungan.mo", "no translations", "anjungan.mo"},
    };
    struct lobby *lobby = *state;
    char prefix[LOBBY_PATH];

    install(lobby, prefix);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        char path[LOBBY_PATH * 2], saved[LOBBY_PATH * 2];

        assert_true(text_format(path, sizeof path, "%s/share/%s", prefix, cases[i].what));
        assert_true(text_format(saved, sizeof saved, "%s/saved", prefix));
        assert_int_equal(rename(path, saved), 0);
        if (cases[i].garbage)
            put(path, cases[i].garbage, strlen(cases[i].garbage));
        put(lobby->log, "", 0);
        lobby_start(lobby, NULL);
        int status = lobby_wait_end(lobby, 10 * SECOND);
        print_message("  %s%s: %s\n", cases[i].what, cases[i].garbage ? " (garbage)" : "",
                      lobby_log_has(lobby, "P04") ? "P04" : "another code");
        assert_true(WIFEXITED(status));
        assert_int_equal(WEXITSTATUS(status), 1);
        assert_true(lobby_log_has(lobby, cases[i].said));
        assert_true(lobby_log_has(lobby, "P04"));
        if (cases[i].garbage)
            assert_int_equal(unlink(path), 0);
        assert_int_equal(rename(saved, path), 0);
    }
    lobby_start(lobby, NULL); /* all of it back: it serves */
    lobby_expect(lobby, "attract", 10 * SECOND);
    assert_int_equal(lobby_stop(lobby, SIGTERM), 0);
}

/* As systemd starts it: there nobody reads what it says, so the panel does, until all is mended. */
static void supervised_kiosk_shows_a_code_until_its_files_are_back(void **state)
{
    static const char *const cases[] = {"anjungan/fonts", "anjungan/icons",
                                        "locale/id/LC_MESSAGES/anjungan.mo"};
    struct lobby *lobby = *state;
    char prefix[LOBBY_PATH];

    install(lobby, prefix);
    assert_int_equal(setenv("WATCHDOG_USEC", "20000000", 1), 0);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        char path[LOBBY_PATH * 2], saved[LOBBY_PATH * 2], title[128];

        assert_true(text_format(path, sizeof path, "%s/share/%s", prefix, cases[i]));
        assert_true(text_format(saved, sizeof saved, "%s/saved", prefix));
        assert_int_equal(rename(path, saved), 0);
        lobby_start(lobby, NULL);
        expect_code(lobby, "K1-P04");
        lobby_label(lobby, "title", title, sizeof title);
        assert_string_equal(title, "Anjungan ini sedang tidak melayani");
        assert_int_equal(rename(saved, path), 0);
        int status = lobby_wait_end(lobby, 10 * SECOND); /* it is started anew */
        assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
        lobby_start(lobby, NULL);
        lobby_expect(lobby, "attract", 10 * SECOND);
        assert_int_equal(lobby_stop(lobby, SIGTERM), 0);
    }
    assert_int_equal(unsetenv("WATCHDOG_USEC"), 0);
}

static void supervised_kiosk_with_wrong_settings_shows_a_code_and_gives_no_number(void **state)
{
    static const char *const wrong[] = {
        "[panel]\nrotation = 45\n",
        "[office]\nid = ../pekanbaru\n",
        "[print]\nqueue = a\nsecond_queue = a\n",
        "rubbish\n[device]\nid = K7\n",
    };
    struct lobby *lobby = *state;

    assert_int_equal(setenv("WATCHDOG_USEC", "20000000", 1), 0);
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
        put(lobby->log, "", 0);
        lobby_configure(lobby, wrong[i]);
        lobby_start(lobby, NULL);
        expect_code(lobby, "P06");
        assert_true(lobby_log_has(lobby, "code P06 (the settings are wrong): "));
        if (i + 1 == ARRAY_LEN(wrong)) /* what is right of it holds */
            expect_code(lobby, "K7-P06");
        lobby_configure(lobby, "[device]\nid = K7\n");
        int status = lobby_wait_end(lobby, 10 * SECOND);
        assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
        lobby_start(lobby, NULL);
        lobby_expect(lobby, "attract", 10 * SECOND);
        assert_int_equal(lobby_stop(lobby, SIGTERM), 0);
    }
    assert_int_equal(unsetenv("WATCHDOG_USEC"), 0);
}

static void damaged_icon_is_named_and_the_kiosk_serves_without_it(void **state)
{
    struct lobby *lobby = *state;
    char prefix[LOBBY_PATH], path[LOBBY_PATH], number[16];

    lobby_start_print(lobby); /* the undamaged one */
    install(lobby, prefix);
    path_in(lobby, "prefix/share/anjungan/icons/ticket.svg", path);
    put(path, "<svg", 4);
    lobby_start(lobby, NULL);
    lobby_take_number(lobby, "ticket", number);
    assert_string_equal(number, "A-001");
    assert_true(lobby_log_has(lobby, "icons/ticket.svg"));
    lobby_stop_print(lobby);
    assert_int_equal(lobby_stop(lobby, SIGTERM), 0);
}

/* --- windows ---------------------------------------------------------------------------------- */

static void assert_widgets_lie_inside(const struct lobby *lobby, int width, int height)
{
    AUTO_JSON struct json *tree = lobby_tree(lobby);
    const struct json *widgets = json_get(tree, "widgets");

    assert_true(json_len(widgets) > 2);
    for (size_t i = 0; i < json_len(widgets); i++) {
        const struct json *rect = json_get(json_at(widgets, i), "rect");
        int64_t x = json_int(json_at(rect, 0)), y = json_int(json_at(rect, 1));
        int64_t right = x + json_int(json_at(rect, 2)), bottom = y + json_int(json_at(rect, 3));

        if (x < 0 || y < 0 || right > width || bottom > height)
            fail_msg("%dx%d: %s reaches from %lld,%lld to %lld,%lld", width, height,
                     json_string(json_get(json_at(widgets, i), "name")), (long long)x, (long long)y,
                     (long long)right, (long long)bottom);
    }
}

static void kiosk_serves_on_displays_of_any_size(void **state)
{
    static const struct {
        int width, height;
    } sizes[] = {{320, 240}, {240, 320}, {333, 777}, {1921, 1079}, {4320, 7680}};

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
        struct lobby lobby;
        char number[16];

        lobby_open(&lobby, sizes[i].width, sizes[i].height);
        lobby_start_print(&lobby);
        lobby_start(&lobby, NULL);
        int64_t took = lobby_expect(&lobby, "attract", 20 * SECOND);
        print_message("  %dx%d: first frame after %lld ms\n", sizes[i].width, sizes[i].height,
                      (long long)took);
        assert_widgets_lie_inside(&lobby, sizes[i].width, sizes[i].height);
        lobby_take_number(&lobby, "ticket", number);
        assert_string_equal(number, "A-001");
        assert_widgets_lie_inside(&lobby, sizes[i].width, sizes[i].height);
        lobby_stop_print(&lobby);
        assert_int_equal(lobby_stop(&lobby, SIGTERM), 0);
        lobby_close(&lobby);
    }
}

static void kiosk_lives_in_windows_of_any_size(void **state)
{
    static const char *const sizes[] = {"320x240", "16x16", "4320x7680", "3000x17", "541x961"};
    struct lobby *lobby = *state;

    for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
        const char *const words[] = {"--window", sizes[i], NULL};

        lobby_start(lobby, words);
        lobby_expect(lobby, "attract", 20 * SECOND);
        assert_int_equal(lobby_stop(lobby, SIGTERM), 0);
    }
}

/* --- a scanner of barcodes ------------------------------------------------------------------- */

static void type(struct view *view, int key)
{
    view_key(view, key, true);
    view_key(view, key, false);
}

/* A label may hold the keys that choose and lead on: a scanner types them as fast as it types the rest. */
static void labels_that_are_scanned_choose_nothing(void **state)
{
    enum { TAB = 23, ENTER = 36, FIRST_LETTER = 24, LETTERS = 10, DOWN = 116 };
    static const int leading[] = {ENTER, TAB, TAB, DOWN, DOWN, TAB, DOWN, ENTER};
    struct lobby *lobby = *state;
    AUTO_TEXT struct text numbers;

    lobby_start(lobby, NULL);
    lobby_expect(lobby, "attract", 20 * SECOND);
    lobby_tap(lobby, "start-id");
    lobby_expect(lobby, "home", 20 * SECOND);
    for (int label = 0; label < 20; label++) {
        for (int i = 0; i < LETTERS; i++)
            type(lobby->view, FIRST_LETTER + i);
        for (size_t i = 0; i < ARRAY_LEN(leading); i++)
            type(lobby->view, leading[i]);
        view_sync(lobby->view);
        view_pause(100);
    }
    view_pause(SECOND);
    lobby_expect(lobby, "home", 1);
    assert_int_equal(lobby_numbers(lobby, &numbers), 0);
    lobby_tap(lobby, "take-1");
    lobby_expect(lobby, "confirm", 20 * SECOND);
    assert_int_equal(lobby_stop(lobby, SIGTERM), 0);
}

/* --- a finger gone mad ------------------------------------------------------------------------ */

static unsigned next_random(uint64_t *seed, unsigned below)
{
    *seed = *seed * 6364136223846793005ULL + 1442695040888963407ULL;
    return (unsigned)(*seed >> 33) % below;
}

static void one_gesture(struct lobby *lobby, uint64_t *seed)
{
    struct view *view = lobby->view;
    int x = (int)next_random(seed, WIDTH), y = (int)next_random(seed, HEIGHT);
    unsigned kind = next_random(seed, 20);
    int button = kind < 14 ? 1 : 2 + (int)next_random(seed, 8); /* 4 to 7 are the wheel */
    int key = 9 + (int)next_random(seed, 120);

    view_move(view, x, y);
    if (kind >= 17) {
        view_key(view, key, true);
        if (kind != 19) /* else it stays down for a while */
            view_key(view, key, false);
    } else {
        view_button(view, button, true);
        for (unsigned i = kind % 4; i > 0; i--) /* a drag, perhaps off the screen */
            view_move(view, x + (int)next_random(seed, 400) - 200,
                      y + (int)next_random(seed, 400) - 200);
        if (kind == 13) /* a second button meanwhile */
            view_button(view, 3, true);
        view_button(view, button, false);
        if (kind == 13)
            view_button(view, 3, false);
    }
}

static void let_go(struct view *view)
{
    for (int button = 1; button <= 9; button++)
        view_button(view, button, false);
    for (int key = 9; key < 129; key++)
        view_key(view, key, false);
    view_sync(view);
}

static int64_t frame_of(const struct lobby *lobby)
{
    AUTO_JSON struct json *tree = lobby_tree(lobby);

    return tree ? json_int(json_get(tree, "frame")) : 0;
}

/* Until all of it was heard: only clocks and countdowns still draw, once a second. */
static void wait_heard(const struct lobby *lobby)
{
    int64_t until = view_now_ms() + 240 * SECOND;
    int64_t before, now = frame_of(lobby);

    do {
        assert_true(view_now_ms() < until);
        before = now;
        view_pause(SECOND);
        now = frame_of(lobby);
    } while (now - before > 2);
}

/* What leads on from wherever it was left: questions first, because they cover the rest. */
static bool take_a_way_home(struct lobby *lobby)
{
    static const char *const ways[] = {"idle-end",     "leave-end", "stopping-end", "drop-end",
                                       "access-close", "start-id",  "nav-home",     "stop",
                                       "cancel",       "not-now",   "done"};

    for (size_t i = 0; i < ARRAY_LEN(ways); i++) {
        if (lobby_tap_if(lobby, ways[i]))
            return true;
    }
    return false; /* printing: it goes on by itself */
}

static void walk_home(struct lobby *lobby)
{
    int64_t until = view_now_ms() + 30 * SECOND;

    while (take_a_way_home(lobby) || !lobby_has(lobby, "take-1")) {
        lobby_assert_running(lobby, "home");
        if (view_now_ms() > until)
            lobby_expect(lobby, "home", 0); /* says which screen has no way */
        view_pause(200);
    }
}

static void thousands_of_random_touches_and_keys_leave_the_kiosk_serving(void **state)
{
    enum { GESTURES = 4000, BURST = 8 };
    struct lobby *lobby = *state;
    AUTO_TEXT struct text numbers;
    uint64_t seed = 20261123;
    char number[16];

    if (getenv("SEED"))
        seed = strtoull(getenv("SEED"), NULL, 10);
    print_message("  seed %llu\n", (unsigned long long)seed);
    lobby_configure(lobby, "[time]\nidle_percent = 50\n[print]\nbackend = folder\n");
    lobby_start_print(lobby);
    lobby_start(lobby, NULL);
    lobby_expect(lobby, "attract", 10 * SECOND);
    for (int i = 0; i < GESTURES; i++) {
        one_gesture(lobby, &seed);
        if (i % BURST == 0) {
            view_sync(lobby->view);
            view_pause((int)next_random(&seed, 60));
        }
        if (i % 100 == 0)
            let_go(lobby->view);
        lobby_assert_running(lobby, "a kiosk that takes anything");
    }
    let_go(lobby->view);
    wait_heard(lobby);
    walk_home(lobby);
    print_message("  %zu numbers were taken\n", lobby_numbers(lobby, &numbers));
    int64_t until = view_now_ms() + 20 * SECOND; /* nobody there: it resets by itself, or asks */
    while (!lobby_has(lobby, "start-id") && view_now_ms() < until) {
        if (lobby_has(lobby, "idle-end"))
            lobby_tap(lobby, "idle-end");
        view_pause(100);
    }
    lobby_take_number(lobby, "ticket", number);
    assert_int_equal(number[0], 'A');
    lobby_stop_print(lobby);
    assert_int_equal(lobby_stop(lobby, SIGTERM), 0);
}

#define LOBBY(test) cmocka_unit_test_setup_teardown(test, open_lobby, close_lobby)

int main(void)
{
    const struct CMUnitTest tests[] = {
        LOBBY(wrong_key_or_value_stops_every_program_with_file_line_and_what_is_allowed),
        LOBBY(missing_configuration_that_was_named_stops_the_start),
        LOBBY(unknown_words_on_the_command_line_stop_the_start),
        LOBBY(wrong_catalogue_is_named_and_serves_again_when_it_is_mended),
        LOBBY(kiosk_without_fonts_icons_or_translations_says_which_and_ends),
        LOBBY(supervised_kiosk_shows_a_code_until_its_files_are_back),
        LOBBY(supervised_kiosk_with_wrong_settings_shows_a_code_and_gives_no_number),
        LOBBY(damaged_icon_is_named_and_the_kiosk_serves_without_it),
        cmocka_unit_test(kiosk_serves_on_displays_of_any_size),
        LOBBY(kiosk_lives_in_windows_of_any_size),
        LOBBY(labels_that_are_scanned_choose_nothing),
        LOBBY(thousands_of_random_touches_and_keys_leave_the_kiosk_serving),
    };

    if (!lobby_is_possible())
        return 77;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
