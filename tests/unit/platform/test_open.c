/* Opening: what is missing is named. */
#include "base/file.h"
#include "base/mem.h"
#include "platform/window.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A copy of the assets by links, of which a test may take one away. */
struct copy {
    char dir[64];
};

static void link_all(const char *from_dir, const char *to_dir, const char *const *names)
{
    for (size_t i = 0; names[i]; i++) {
        AUTO_FREE char *from = mem_format("%s/%s", from_dir, names[i]);
        AUTO_FREE char *to = mem_format("%s/%s", to_dir, names[i]);

        assert_int_equal(symlink(from, to), 0);
    }
}

static void make_copy(struct copy *copy, bool with_icons)
{
    static const char *const fonts[] = {"AtkinsonHyperlegibleNext_500Medium.ttf",
                                        "AtkinsonHyperlegibleNext_600SemiBold.ttf",
                                        "AtkinsonHyperlegibleNext_700Bold.ttf", NULL};
    static const char *const top[] = {"mark.svg", "icons", NULL};
    AUTO_FREE char *font_dir = NULL;
    struct err err;

    memcpy(copy->dir, "/tmp/anjungan-assets-XXXXXX", 28);
    assert_non_null(mkdtemp(copy->dir));
    font_dir = mem_format("%s/fonts", copy->dir);
    assert_true(file_make_dir(font_dir, &err));
    link_all(SOURCE_DIR "/assets/fonts", font_dir, fonts);
    if (with_icons)
        link_all(SOURCE_DIR "/assets", copy->dir, top);
}

static void drop_copy(const struct copy *copy)
{
    static const char *const all[] = {"fonts/AtkinsonHyperlegibleNext_500Medium.ttf",
                                      "fonts/AtkinsonHyperlegibleNext_600SemiBold.ttf",
                                      "fonts/AtkinsonHyperlegibleNext_700Bold.ttf", "mark.svg",
                                      "icons"};
    AUTO_FREE char *font_dir = mem_format("%s/fonts", copy->dir);

    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        AUTO_FREE char *path = mem_format("%s/%s", copy->dir, all[i]);

        (void)unlink(path);
    }
    assert_int_equal(rmdir(font_dir), 0);
    assert_int_equal(rmdir(copy->dir), 0);
}

static bool try_open(const char *asset_dir, struct err *err)
{
    struct window_options options = {
        .title = "open", .asset_dir = asset_dir, .width = 320, .height = 240, .is_hidden = true};
    struct window *window;

    *err = (struct err){0};
    if (!window_open(&window, &options, err))
        return false;
    window_close(window);
    return true;
}

static void complete_assets_open(void **state)
{
    struct copy copy;
    struct err err;

    (void)state;
    make_copy(&copy, true);
    assert_true(try_open(copy.dir, &err));
    drop_copy(&copy);
}

static void missing_font_is_named(void **state)
{
    struct copy copy;
    struct err err;
    AUTO_FREE char *path = NULL;

    (void)state;
    make_copy(&copy, true);
    path = mem_format("%s/fonts/AtkinsonHyperlegibleNext_700Bold.ttf", copy.dir);
    assert_int_equal(unlink(path), 0);
    assert_false(try_open(copy.dir, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_non_null(strstr(err.text, "AtkinsonHyperlegibleNext_700Bold.ttf"));
    drop_copy(&copy);
}

static void broken_font_is_named(void **state)
{
    struct copy copy;
    struct err err;
    AUTO_FREE char *path = NULL;

    (void)state;
    make_copy(&copy, true);
    path = mem_format("%s/fonts/AtkinsonHyperlegibleNext_500Medium.ttf", copy.dir);
    assert_int_equal(unlink(path), 0);
    assert_true(file_replace(path, "no font", 7, false, &err));
    assert_false(try_open(copy.dir, &err));
    assert_int_equal(err.code, ERR_CORRUPT);
    assert_non_null(strstr(err.text, "AtkinsonHyperlegibleNext_500Medium.ttf"));
    drop_copy(&copy);
}

static void missing_icons_are_named(void **state)
{
    struct copy copy;
    struct err err;

    (void)state;
    make_copy(&copy, false);
    assert_false(try_open(copy.dir, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_non_null(strstr(err.text, "mark.svg"));
    drop_copy(&copy);
    assert_false(try_open("/no/such/place", &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_non_null(strstr(err.text, "/no/such/place"));
}

static void missing_display_is_offline(void **state)
{
    struct window_options options = {
        .title = "open", .asset_dir = SOURCE_DIR "/assets", .width = 320, .height = 240};
    struct window *window = NULL;
    struct err err = {0};

    (void)state;
    assert_int_equal(setenv("SDL_VIDEODRIVER", "no-such-driver", 1), 0);
    assert_false(window_open(&window, &options, &err));
    assert_int_equal(err.code, ERR_OFFLINE);
    assert_true(strlen(err.text) > 10);
    assert_int_equal(unsetenv("SDL_VIDEODRIVER"), 0);
}

static void closing_nothing_is_allowed(void **state)
{
    struct err err;

    (void)state;
    window_close(NULL);
    for (int i = 0; i < 3; i++) /* again and again */
        assert_true(try_open(SOURCE_DIR "/assets", &err));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(missing_display_is_offline), /* first: later ones ask for the dummy */
        cmocka_unit_test(complete_assets_open),       cmocka_unit_test(missing_font_is_named),
        cmocka_unit_test(broken_font_is_named),       cmocka_unit_test(missing_icons_are_named),
        cmocka_unit_test(closing_nothing_is_allowed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
