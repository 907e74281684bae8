/* Writes every screen as a picture: screen_pictures OFFICE LANG FOLDER [WIDTH HEIGHT [ROLE]]. For
 * people, who lay them beside the design; no test compares them. */
#include "base/text.h"
#include "platform/window.h"
#include "screens/board_gallery.h"
#include "screens/book_gallery.h"
#include "screens/away.h"
#include "screens/closing.h"
#include "screens/day_gallery.h"
#include "screens/devices_gallery.h"
#include "screens/duty_gallery.h"
#include "screens/form_page.h"
#include "screens/gallery.h"
#include "screens/modes.h"
#include "screens/paper_gallery.h"
#include "screens/receipt_walk.h"
#include "screens/sign_in_gallery.h"
#include "screens/visitor_walks.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct album {
    struct window *window;
    const char *folder;
};
static const char *arguments[4];
static int size[2] = {1080, 1920};
static const char *role = "lobby";

static void keep_picture(struct stage *stage, const char *name, void *context)
{
    struct album *album = context;
    char path[300];
    int width, height;
    const uint32_t *pixels;
    FILE *file;

    window_show(album->window, stage->list, true);
    pixels = window_pixels(album->window, &width, &height);
    assert_true(text_format(path, sizeof path, "%s/%s.ppm", album->folder, name));
    file = fopen(path, "wb");
    assert_non_null(file);
    fprintf(file, "P6 %d %d 255\n", width, height);
    for (int i = 0; i < width * height; i++) {
        const unsigned char rgb[] = {(unsigned char)(pixels[i] >> 16),
                                     (unsigned char)(pixels[i] >> 8), (unsigned char)pixels[i]};

        fwrite(rgb, 1, sizeof rgb, file);
    }
    assert_int_equal(fclose(file), 0);
}

typedef void gallery_fn(struct stage *stage,
                        void (*each)(struct stage *stage, const char *name, void *context),
                        void *context);

/* Each on a stage of its own, because it begins with nobody at work. */
static void staff_walks(struct album *album)
{
    static gallery_fn *const walks[] = {
        sign_in_gallery_walk, devices_gallery_walk, day_gallery_walk, duty_gallery_walk,
        receipt_walk,         paper_gallery_walk,   book_gallery_walk};

    for (size_t i = 0; i < ARRAY_LEN(walks); i++) {
        struct stage stage = {.width = size[0],
                              .height = size[1],
                              .home_lang = arguments[2],
                              .can_narrate = true,
                              .role = role,
                              .measure = window_measure(album->window)};

        stage_open(&stage, arguments[1]);
        walks[i](&stage, keep_picture, album);
        stage_close(&stage);
    }
}

/* "complaint", "complaint-large-low", "printers-low", "exit-contrast" …; NULL: the role is no such walk. */
static const struct visitor_walk *find_mode_walk(void)
{
    for (size_t i = 0; i < visitor_walk_count; i++)
        if (strncmp(role, visitor_walks[i].name, strlen(visitor_walks[i].name)) == 0)
            return &visitor_walks[i];
    return NULL;
}

static unsigned modes_of(const char *name)
{
    const char *dash = strchr(name, '-');

    for (unsigned modes = 0; dash && modes < MODE_TIME; modes++) {
        if (strcmp(modes_name(modes), dash + 1) == 0)
            return modes;
    }
    return 0;
}

/* A morning as in the design. */
static void begin_morning(struct stage *stage)
{
    for (int i = 0; i < 13 + 6; i++)
        stage_issue(stage, "sik-perekam-medis");
    stage_serve(stage, 12, 6 * 60000);
    stage_call(stage, "Loket 2");
    stage_notice(stage);
}

static void open_stage(struct stage *stage)
{
    bool is_lobby = strcmp(role, "lobby") == 0 || strncmp(role, "home", 4) == 0;

    if (strchr(arguments[1], '/')) { /* any catalogue */
        stage_open_file(stage, arguments[1]);
        stage_printer(stage, TROUBLE_NONE, true);
        stage_notice(stage);
    } else {
        stage_open(stage, arguments[1]);
    }
    if (is_lobby && strcmp(arguments[1], "pekanbaru") == 0)
        begin_morning(stage);
}

/* What needs a stage that is open already. */
static void walk_open_stage(struct stage *stage, struct album *album)
{
    const struct visitor_walk *walk = find_mode_walk();

    open_stage(stage);
    if (walk)
        walk->walk(stage, keep_picture, album, modes_of(role));
    else if (strcmp(role, "display") == 0)
        board_gallery_walk(stage, keep_picture, album);
    else if (strcmp(role, "staff") == 0)
        staff_walks(album);
    else
        gallery_walk(stage, keep_picture, album);
    stage_close(stage);
}

static void every_screen_is_drawn(void **state)
{
    const struct visitor_walk *walk = find_mode_walk();
    struct stage stage = {.width = size[0],
                          .height = size[1],
                          .home_lang = arguments[2],
                          .can_narrate = true,
                          .role = walk ? walk->role : role};
    struct album album = {.folder = arguments[3]};
    struct err err = {0};
    struct window_options options = {.title = "pictures",
                                     .asset_dir = SOURCE_DIR "/assets",
                                     .width = size[0],
                                     .height = size[1],
                                     .is_hidden = true};

    (void)state;
    if (!window_open(&album.window, &options, &err))
        fail_msg("%s", err.text);
    stage.measure = window_measure(album.window);
    if (strcmp(role, "forms") == 0) {
        form_page_walk(&stage, keep_picture, &album);
    } else if (strcmp(role, "away") == 0) {
        role = "lobby";
        stage.role = role;
        away_walk(&stage, keep_picture, &album);
    } else {
        if (strcmp(role, "lobby") == 0)
            closing_walk(&stage, keep_picture, &album);
        if (strcmp(role, "staff-day") == 0)
            day_gallery_hours(&stage, keep_picture, &album);
        walk_open_stage(&stage, &album);
    }
    window_close(album.window);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_screen_is_drawn)};

    if (argc != 4 && argc != 6 && argc != 7) {
        fprintf(stderr, "usage: screen_pictures OFFICE LANG FOLDER [WIDTH HEIGHT [ROLE]]\n");
        return 2;
    }
    for (int i = 1; i < 4; i++)
        arguments[i] = argv[i];
    if (argc >= 6) {
        size[0] = (int)strtol(argv[4], NULL, 10);
        size[1] = (int)strtol(argv[5], NULL, 10);
    }
    if (argc == 7)
        role = argv[6];
    return cmocka_run_group_tests(tests, NULL, NULL);
}
