/* A guided visit: taps through the kiosk as a person would, by a written script, and saves pictures.
 *
 *   tour --tree FILE --out DIR [--printer DIR] SCRIPT
 *
 * It knows the kiosk from outside only: it taps by XTest, reads pixels by XGetImage, and finds what
 * to tap in the widget tree that the kiosk writes after each frame. Lines of the script:
 *
 *   wait SCREEN[|SCREEN…] [SECONDS]   until one of these screens is open and its picture stands still
 *   see WIDGET [SECONDS]              until it is shown
 *   only WIDGET                       skips the lines up to the next empty one unless it is shown
 *   tap WIDGET                        a name, or its beginning and *: the first enabled one that fits
 *   touch LABEL                       the same by what stands on it, _ for a space
 *   hold WIDGET SECONDS               keeps the finger on it
 *   type PREFIX TEXT                  taps PREFIX and each character of TEXT, as keypads name keys
 *   tick N ROLE                       the first N enabled widgets of a role
 *   picture NAME                      saves NAME.png
 *   printer FLAG on|off|SECONDS       a fault of the virtual printer
 *   say TEXT */
#include "base/err.h"
#include "base/file.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/text.h"
#include "tour/view.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    TREE_MAX_BYTES = 1 << 20,
    PATIENCE_MS = 15000,
    STILL_MS = 400,
    MOVING_MS = 1500,
    HOLD_MS = 140,
    WORDS_MAX = 4
};

struct tour {
    struct view *view;
    const char *tree_path;
    const char *out_dir;
    const char *printer_dir; /* flag files of the virtual printer; NULL: none */
    int pictures;
    bool is_skipping; /* after an `only` that did not hold, up to an empty line */
};

struct spot {
    int x, y;
};

/* The tree is replaced by a rename, so what is read is whole. */
static struct json *read_tree(const struct tour *tour)
{
    AUTO_FREE char *bytes = NULL;
    size_t len;
    struct json *tree;
    struct err err;
    if (!file_read(tour->tree_path, TREE_MAX_BYTES, &bytes, &len, &err))
        return NULL;
    return json_parse(&tree, bytes, len, NULL, &err) ? tree : NULL;
}

static bool is_one_of(const char *name, const char *alternatives)
{
    size_t len = name ? strlen(name) : 0;
    for (const char *at = alternatives; at && len > 0; at = strchr(at, '|')) {
        at += *at == '|';
        if (strncmp(at, name, len) == 0 && (at[len] == '\0' || at[len] == '|'))
            return true;
    }
    return false;
}

static bool name_fits(const char *name, const char *pattern)
{
    size_t len = strlen(pattern);
    if (len > 0 && pattern[len - 1] == '*')
        return name && strncmp(name, pattern, len - 1) == 0;
    return text_equal(name, pattern);
}

static struct spot middle_of(const struct json *widget)
{
    const struct json *rect = json_get(widget, "rect");
    int64_t x = json_int(json_at(rect, 0)), y = json_int(json_at(rect, 1));
    int64_t w = json_int(json_at(rect, 2)), h = json_int(json_at(rect, 3));
    return (struct spot){(int)(x + w / 2), (int)(y + h / 2)};
}

/* The `index`-th enabled widget whose `key` fits. */
static bool find_spot(const struct json *tree, const char *key, const char *pattern, int index,
                      struct spot *out)
{
    const struct json *widgets = json_get(tree, "widgets");
    for (size_t i = 0; widgets && i < json_len(widgets); i++) {
        const struct json *widget = json_at(widgets, i);
        if (!name_fits(json_string(json_get(widget, key)), pattern)
            || !json_bool(json_get(widget, "enabled")) || index-- > 0)
            continue;
        *out = middle_of(widget);
        return true;
    }
    return false;
}

static bool wait_for(struct tour *tour, const char *screens, int patience_ms, struct err *err)
{
    int64_t now = view_now_ms(), until = now + patience_ms, right_since = now, still_since = now;
    uint64_t last = 0;
    char seen[64] = "nothing";
    for (; now < until; now = view_now_ms()) {
        AUTO_JSON struct json *tree = read_tree(tour);
        const char *screen = tree ? json_string(json_get(tree, "screen")) : NULL;
        uint64_t sum = view_sum(tour->view);
        (void)text_copy(seen, sizeof seen, screen ? screen : "nothing");
        if (!is_one_of(screen, screens))
            right_since = now;
        if (sum != last)
            still_since = now;
        /* A countdown or a progress bar never stands still. */
        if (now - right_since >= MOVING_MS
            || (now - right_since >= STILL_MS && now - still_since >= STILL_MS))
            return true;
        last = sum;
        view_pause(40);
    }
    return err_set(err, ERR_NOT_FOUND, "waited %d s for screen %s, saw %s", patience_ms / 1000,
                   screens, seen);
}

static bool press_one(struct tour *tour, const char *key, const char *pattern, int index,
                      int hold_ms, struct err *err)
{
    int64_t until = view_now_ms() + PATIENCE_MS;
    while (view_now_ms() < until) {
        AUTO_JSON struct json *tree = read_tree(tour);
        struct spot spot;
        if (tree && find_spot(tree, key, pattern, index, &spot)) {
            view_tap(tour->view, spot.x, spot.y, hold_ms);
            view_rest(tour->view);
            return true;
        }
        view_pause(50);
    }
    return err_set(err, ERR_NOT_FOUND, "no enabled widget with %s '%s'", key, pattern);
}

static bool tap_one(struct tour *tour, const char *key, const char *pattern, int index,
                    struct err *err)
{
    return press_one(tour, key, pattern, index, HOLD_MS, err);
}

static bool do_wait(struct tour *tour, char **words, int count, struct err *err)
{
    int patience_ms = count > 2 ? (int)strtol(words[2], NULL, 10) * 1000 : PATIENCE_MS;
    return wait_for(tour, words[1], patience_ms, err);
}

static bool do_see(struct tour *tour, char **words, int count, struct err *err)
{
    long patience_ms = count > 2 ? strtol(words[2], NULL, 10) * 1000 : PATIENCE_MS;
    int64_t until = view_now_ms() + patience_ms;
    struct spot spot;
    while (view_now_ms() < until) {
        AUTO_JSON struct json *tree = read_tree(tour);
        if (tree && find_spot(tree, "name", words[1], 0, &spot))
            return true;
        view_pause(50);
    }
    return err_set(err, ERR_NOT_FOUND, "waited %ld s for '%s'", patience_ms / 1000, words[1]);
}

static bool do_only(struct tour *tour, char **words, int count, struct err *err)
{
    AUTO_JSON struct json *tree = read_tree(tour);
    struct spot spot;
    (void)count;
    (void)err;
    tour->is_skipping = !tree || !find_spot(tree, "name", words[1], 0, &spot);
    return true;
}

static bool do_tap(struct tour *tour, char **words, int count, struct err *err)
{
    (void)count;
    if (!tap_one(tour, "name", words[1], 0, err))
        return false;
    view_pause(450); /* the guard against double taps lets the next one through */
    return true;
}

static bool do_touch(struct tour *tour, char **words, int count, struct err *err)
{
    (void)count;
    for (char *at = words[1]; *at; at++)
        *at = *at == '_' ? ' ' : *at;
    if (!tap_one(tour, "label", words[1], 0, err))
        return false;
    view_pause(450);
    return true;
}

static bool do_hold(struct tour *tour, char **words, int count, struct err *err)
{
    long hold_ms = count > 2 ? strtol(words[2], NULL, 10) * 1000 : 0;
    return press_one(tour, "name", words[1], 0, (int)hold_ms + HOLD_MS, err);
}

static bool do_type(struct tour *tour, char **words, int count, struct err *err)
{
    char name[64];
    for (const char *at = count > 2 ? words[2] : ""; *at; at++) {
        if (!text_format(name, sizeof name, "%s%c", words[1], *at)
            || !tap_one(tour, "name", name, 0, err))
            return false;
    }
    return true;
}

static bool do_tick(struct tour *tour, char **words, int count, struct err *err)
{
    long wanted = strtol(words[1], NULL, 10);
    for (int i = 0; count > 2 && i < wanted; i++) {
        if (!tap_one(tour, "role", words[2], i, err))
            return false;
        view_pause(450);
    }
    return true;
}

static bool do_picture(struct tour *tour, char **words, int count, struct err *err)
{
    (void)count;
    char path[4096];
    if (view_colours(tour->view, 8) < 8)
        return err_set(err, ERR_INVALID, "picture %s: the display is empty", words[1]);
    if (!text_format(path, sizeof path, "%s/%s.png", tour->out_dir, words[1]))
        return err_set(err, ERR_INVALID, "the folder's name is too long");
    if (!view_save(tour->view, path, err))
        return false;
    tour->pictures++;
    printf("  %s\n", path);
    return true;
}

static bool do_printer(struct tour *tour, char **words, int count, struct err *err)
{
    char path[4096];
    if (!tour->printer_dir)
        return err_set(err, ERR_NOT_FOUND, "there is no virtual printer to disturb");
    if (!text_format(path, sizeof path, "%s/%s", tour->printer_dir, words[1]))
        return err_set(err, ERR_INVALID, "the folder's name is too long");
    if (count > 2 && !text_equal(words[2], "off"))
        return file_replace(path, words[2], strlen(words[2]), false, err);
    return unlink(path) == 0 || errno == ENOENT
           || err_set(err, ERR_IO, "%s: %s", path, strerror(errno));
}

static const struct {
    const char *name;
    bool (*act)(struct tour *tour, char **words, int count, struct err *err);
} commands[] = {
    {"wait", do_wait},       {"see", do_see},         {"only", do_only}, {"tap", do_tap},
    {"touch", do_touch},     {"hold", do_hold},       {"type", do_type}, {"tick", do_tick},
    {"picture", do_picture}, {"printer", do_printer},
};

static bool run_line(struct tour *tour, char *line, struct err *err)
{
    line[strcspn(line, "#\n")] = '\0';
    if (tour->is_skipping) {
        tour->is_skipping = line[0] != '\0';
        return true;
    }
    if (strncmp(line, "say ", 4) == 0) {
        puts(line + 4);
        return true;
    }
    char *words[WORDS_MAX], *rest = NULL;
    int count = 0;
    for (char *word = strtok_r(line, " ", &rest); word && count < WORDS_MAX;
         word = strtok_r(NULL, " ", &rest))
        words[count++] = word;
    if (count == 0)
        return true;
    for (size_t i = 0; i < ARRAY_LEN(commands); i++) {
        if (text_equal(words[0], commands[i].name) && count > 1)
            return commands[i].act(tour, words, count, err);
    }
    return err_set(err, ERR_INVALID, "no command '%s'", words[0]);
}

static bool run_script(struct tour *tour, const char *path, struct err *err)
{
    FILE *script = fopen(path, "re");
    if (!script)
        return err_set(err, ERR_NOT_FOUND, "%s: %s", path, strerror(errno));
    char line[512];
    bool ok = true;
    for (int number = 1; ok && fgets(line, sizeof line, script); number++) {
        ok = run_line(tour, line, err);
        if (!ok)
            err_add(err, "%s:%d", path, number);
    }
    fclose(script);
    return ok;
}

int main(int argc, char **argv)
{
    struct tour tour = {.out_dir = "."};
    struct err err;
    int at = 1;
    setvbuf(stdout, NULL, _IOLBF, 0);
    for (; at + 1 < argc && argv[at][0] == '-'; at += 2) {
        if (text_equal(argv[at], "--tree"))
            tour.tree_path = argv[at + 1];
        else if (text_equal(argv[at], "--out"))
            tour.out_dir = argv[at + 1];
        else if (text_equal(argv[at], "--printer"))
            tour.printer_dir = argv[at + 1];
        else
            break;
    }
    if (at != argc - 1 || !tour.tree_path) {
        fputs("usage: tour --tree FILE --out DIR [--printer DIR] SCRIPT\n", stderr);
        return 2;
    }
    bool ok = view_open(&tour.view, &err) && run_script(&tour, argv[at], &err);
    if (!ok) {
        char path[4096];
        struct err unsaved;
        fprintf(stderr, "tour: %s\n", err.text);
        if (tour.view && text_format(path, sizeof path, "%s/stopped-here.png", tour.out_dir)
            && view_save(tour.view, path, &unsaved))
            fprintf(stderr, "tour: the screen at that moment: %s\n", path);
    }
    view_close(tour.view);
    return ok && tour.pictures > 0 ? 0 : 1;
}
