/* The lobby's screen as a visitor meets it: finds widgets in the tree, touches them, walks. */
#include "base/file.h"
#include "base/mem.h"
#include "support/lobby.h"
#include "support/patience.h"
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

enum {
    TREE_MAX = 4 << 20,
    LOG_MAX = 4 << 20,
    GUARD_MS = 450,  /* the kiosk ignores the echo of a tap for 400 ms */
    SETTLE_MS = 400, /* a window that has just come is still given its focus */
    HOLD_MS = 60,
    NOTICED_MS = 3000,
    POLL_MS = 15,
    PATIENCE_MS = 60000,
};

struct json *lobby_tree(const struct lobby *lobby)
{
    AUTO_FREE char *bytes = NULL;
    size_t len = 0;
    struct json *tree = NULL;
    struct err err;

    if (!file_read(lobby->tree, TREE_MAX, &bytes, &len, &err))
        return NULL;
    if (!json_parse(&tree, bytes, len, NULL, &err))
        fail_msg("%s: %s", lobby->tree, err.text);
    return tree;
}

void lobby_assert_running(struct lobby *lobby, const char *wanted)
{
    AUTO_FREE char *log = NULL;
    size_t len = 0;

    if (lobby_is_running(lobby))
        return;
    (void)!file_read(lobby->log, LOG_MAX, &log, &len, NULL);
    fail_msg("the kiosk has ended; wanted was %s; the log:\n%s", wanted, log ? log : "");
}

static const struct json *find(const struct json *tree, const char *name)
{
    const struct json *widgets = tree ? json_get(tree, "widgets") : NULL;

    for (size_t i = 0; widgets && i < json_len(widgets); i++)
        if (text_equal(json_string(json_get(json_at(widgets, i), "name")), name))
            return json_at(widgets, i);
    return NULL;
}

static bool is_one_of(const char *name, const char *alternatives)
{
    for (const char *at = alternatives; *at; at += strcspn(at, "|"), at += *at == '|')
        if (strlen(name) == strcspn(at, "|") && strncmp(at, name, strlen(name)) == 0)
            return true;
    return false;
}

int64_t lobby_expect(struct lobby *lobby, const char *screens, int64_t ms)
{
    int64_t from = view_now_ms();
    char seen[64] = "nothing";

    for (;;) {
        AUTO_JSON struct json *tree = lobby_tree(lobby);
        const char *screen = tree ? json_string(json_get(tree, "screen")) : NULL;

        if (screen && lobby->quiet_from == 0)
            lobby->quiet_from = view_now_ms() + SETTLE_MS;
        if (screen && is_one_of(screen, screens))
            return view_now_ms() - from;
        if (screen)
            assert_true(text_copy(seen, sizeof seen, screen));
        lobby_assert_running(lobby, screens);
        if (view_now_ms() - from > patience_ms(ms)) {
            AUTO_FREE char *log = NULL;
            size_t len = 0;

            (void)!file_read(lobby->log, LOG_MAX, &log, &len, NULL);
            fail_msg("the screen is %s after %lld ms, wanted %s; the log:\n%s", seen,
                     (long long)(view_now_ms() - from), screens, log ? log : "");
        }
        view_pause(POLL_MS);
    }
}

bool lobby_has(const struct lobby *lobby, const char *widget)
{
    AUTO_JSON struct json *tree = lobby_tree(lobby);

    return find(tree, widget) != NULL;
}

void lobby_label(const struct lobby *lobby, const char *widget, char *out, size_t size)
{
    AUTO_JSON struct json *tree = lobby_tree(lobby);
    const struct json *found = find(tree, widget);

    if (!found)
        fail_msg("no widget %s on the screen %s", widget,
                 tree ? json_string(json_get(tree, "screen")) : "nothing");
    assert_true(text_copy(out, size, json_string(json_get(found, "label"))));
}

/* Its middle, where it is there and can be touched. */
static bool middle_of(const struct json *tree, const char *widget, int *x, int *y)
{
    const struct json *found = find(tree, widget);
    const struct json *rect = found ? json_get(found, "rect") : NULL;

    if (!found || !json_bool(json_get(found, "enabled")))
        return false;
    *x = (int)(json_int(json_at(rect, 0)) + json_int(json_at(rect, 2)) / 2);
    *y = (int)(json_int(json_at(rect, 1)) + json_int(json_at(rect, 3)) / 2);
    return true;
}

void lobby_find(const struct lobby *lobby, const char *widget, int *x, int *y)
{
    int64_t until = view_now_ms() + PATIENCE_MS;

    for (;;) {
        AUTO_JSON struct json *tree = lobby_tree(lobby);

        if (middle_of(tree, widget, x, y))
            return;
        if (view_now_ms() > until)
            fail_msg("no enabled widget %s on the screen %s", widget,
                     tree ? json_string(json_get(tree, "screen")) : "nothing");
        view_pause(POLL_MS);
    }
}

/* Frames count up; -1: there is none yet. */
static int64_t frame_of(const struct lobby *lobby)
{
    AUTO_JSON struct json *tree = lobby_tree(lobby);

    return tree ? json_int(json_get(tree, "frame")) : -1;
}

/* The kiosk counts its 400 ms from when it comes to a tap, which on a busy machine is later than the tap; the frame
 * in which the widget looks pressed says when that was. A finger on nothing leads to no frame. */
static void tap_at(struct lobby *lobby, int x, int y)
{
    int64_t before = frame_of(lobby), from = view_now_ms();

    view_tap(lobby->view, x, y, HOLD_MS);
    while (frame_of(lobby) == before && view_now_ms() - from < NOTICED_MS)
        view_pause(POLL_MS);
    lobby->quiet_from = view_now_ms() + GUARD_MS;
}

static void wait_quiet(const struct lobby *lobby)
{
    int64_t left = lobby->quiet_from - view_now_ms();

    if (left > 0)
        view_pause((int)left);
}

void lobby_tap(struct lobby *lobby, const char *widget)
{
    int x = 0, y = 0;

    wait_quiet(lobby);
    lobby_find(lobby, widget, &x, &y);
    tap_at(lobby, x, y);
}

bool lobby_tap_if(struct lobby *lobby, const char *widget)
{
    for (;;) { /* where it was before the guard against echoes ended, another page may be now */
        AUTO_JSON struct json *tree = lobby_tree(lobby);
        int x = 0, y = 0;

        if (!middle_of(tree, widget, &x, &y))
            return false;
        if (lobby->quiet_from <= view_now_ms()) {
            tap_at(lobby, x, y);
            return true;
        }
        wait_quiet(lobby);
    }
}

void lobby_tap_twice(struct lobby *lobby, const char *widget, int gap_ms)
{
    int x = 0, y = 0;

    wait_quiet(lobby);
    lobby_find(lobby, widget, &x, &y);
    view_tap(lobby->view, x, y, gap_ms);
    view_pause(gap_ms);
    view_tap(lobby->view, x, y, gap_ms);
    lobby->quiet_from = view_now_ms() + GUARD_MS;
}

void lobby_take_number(struct lobby *lobby, const char *screens, char number[16])
{
    lobby_expect(lobby, "attract", PATIENCE_MS);
    lobby_tap(lobby, "start-id");
    lobby_expect(lobby, "home", PATIENCE_MS);
    lobby_tap(lobby, "take-1");
    lobby_expect(lobby, "confirm", PATIENCE_MS);
    lobby_tap(lobby, "take-general");
    lobby_expect(lobby, screens, PATIENCE_MS);
    lobby_label(lobby, "number", number, 16);
}

void lobby_finish(struct lobby *lobby)
{
    if (lobby_has(lobby, "printed")) /* the printer cannot tell: the visitor is asked */
        lobby_tap(lobby, "printed");
    lobby_tap(lobby, "done");
    lobby_expect(lobby, "attract", PATIENCE_MS);
}
