/* A visitor without a plan. */
#include "screens/monkey.h"
#include "base/text.h"
#include "screens/router_internal.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { HOMEWARD_STEPS = 80, HOMEWARD_PAUSE_MS = 5000, LEFT_MS = 600000, VISIT_TOUCHES_MOST = 150 };

static uint32_t next(struct monkey *monkey)
{
    uint32_t *seed = &monkey->seed;

    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed;
}

static int below(struct monkey *monkey, int limit)
{
    return (int)(next(monkey) % (uint32_t)limit);
}

static void pass(struct monkey *monkey, int most_ms)
{
    clock_fake_advance(monkey->stage.clock, below(monkey, most_ms) + 1);
}

/* --- what must hold ------------------------------------------------------------------------------- */

static uint64_t mixed(uint64_t hash, const void *bytes, size_t count)
{
    const unsigned char *at = bytes;

    for (size_t i = 0; i < count; i++)
        hash = (hash ^ at[i]) * 1099511628211u;
    return hash;
}

/* What a person sees and what a screen reader is told. */
static uint64_t look(const struct display_list *list)
{
    uint64_t hash = mixed(14695981039346656037u, list->screen, strlen(list->screen));

    for (size_t i = 0; i < list->command_count; i++) {
        const struct display_command *command = &list->commands[i];

        hash = mixed(hash, &command->rect, sizeof command->rect);
        hash = mixed(hash, &command->color, sizeof command->color);
        if (command->op == DRAW_TEXT)
            hash = mixed(hash, command->text, strlen(command->text));
    }
    for (size_t i = 0; i < list->widget_count; i++) {
        hash = mixed(hash, list->widgets[i].label, strlen(list->widgets[i].label));
        hash = mixed(hash, list->widgets[i].state, strlen(list->widgets[i].state));
    }
    return hash;
}

static const struct widget *live(const struct stage *stage, const char *name)
{
    const struct widget *widget = stage_widget(stage, name);

    return widget && widget->is_touchable && widget->is_enabled ? widget : NULL;
}

/* The answer that gives everything up, of whatever asks. */
static const struct widget *giving_up(const struct stage *stage)
{
    for (size_t i = 0; i < stage->list->widget_count; i++) {
        const struct widget *widget = &stage->list->widgets[i];
        size_t length = strlen(widget->name);

        if (length > 4 && strcmp(widget->name + length - 4, "-end") == 0 && widget->is_touchable)
            return widget;
    }
    return NULL;
}

static void assert_zeros(const void *bytes, size_t count, const char *what)
{
    const unsigned char *at = bytes;

    for (size_t i = 0; i < count; i++)
        if (at[i])
            fail_msg("byte %zu of the %s outlived the visit", i, what);
}

/* The kiosk's first member is its router. */
static void assert_visit_is_gone(const struct stage *stage)
{
    const struct router *router = (const struct router *)(const void *)stage->kiosk;
    struct visit visit = router->visit;

    memset(visit.lang, 0, sizeof visit.lang); /* the house's */
    assert_zeros(&visit, sizeof visit, "visit");
    assert_zeros(&router->shift, sizeof router->shift, "shift");
    assert_zeros(router->toast, sizeof router->toast, "notice");
    assert_int_equal(router->depth, 1);
}

static void tap_both(struct stage *old, struct stage *fresh, const char *name)
{
    if (!live(old, name) || !live(fresh, name))
        return;
    stage_tap(old, name);
    stage_settle(fresh);
    stage_tap(fresh, name);
    stage_settle(old);
    if (look(old->list) != look(fresh->list))
        fail_msg("after a visit %s is not as on a kiosk that was just started (by %s)",
                 stage_screen(old), name);
}

/* The next visitor meets what the first one of the day met. */
static void assert_all_is_fresh(struct monkey *monkey)
{
    static const char *const way[] = {"wake",  "start",    "begin",    "type",    "search",
                                      "clear", "nav-home", "complain", "nav-home"};
    struct stage fresh;

    assert_visit_is_gone(&monkey->stage);
    stage_printer(&monkey->stage, TROUBLE_NONE,
                  true); /* one that is silent is told late at first */
    stage_notice(&monkey->stage);
    stage_open_beside(&fresh, &monkey->stage);
    stage_settle(&monkey->stage); /* both have seen this minute */
    if (look(monkey->stage.list) != look(fresh.list))
        fail_msg("after a visit %s is not as on a kiosk that was just started",
                 stage_screen(&monkey->stage));
    for (size_t i = 0; i < ARRAY_LEN(way); i++)
        tap_both(&monkey->stage, &fresh, way[i]);
    stage_close_beside(&fresh);
    monkey->wipes++;
}

/* The visitor is gone, wherever that was. */
static void leave(struct monkey *monkey)
{
    char from[48];

    text_copy(from, sizeof from, stage_screen(&monkey->stage));
    stage_wait(&monkey->stage, LEFT_MS);
    if (strcmp(stage_screen(&monkey->stage), monkey->first) != 0)
        fail_msg("%s, left alone, became %s", from, stage_screen(&monkey->stage));
    assert_all_is_fresh(monkey);
}

static void act(struct monkey *monkey, enum ui_event_kind kind, int x, int y)
{
    stage_event(&monkey->stage, kind, x, y);
}

/* A slip is coming out, or an officer's screen is open, which locks. */
static bool goes_on_by_itself(const struct stage *stage)
{
    const char *screen = stage_screen(stage);

    return strcmp(screen, "printing") == 0 || strncmp(screen, "staff", 5) == 0;
}

/* "Beranda", or where something asks the answer that leads there. */
static void go_home(struct monkey *monkey)
{
    struct stage *stage = &monkey->stage;
    char from[48];

    text_copy(from, sizeof from, stage_screen(stage));
    act(monkey, UI_CANCEL, 0, 0);
    for (int step = 0; step < HOMEWARD_STEPS; step++) {
        const struct widget *end = giving_up(stage);

        if (!end
            && (strcmp(stage_screen(stage), monkey->home) == 0
                || strcmp(stage_screen(stage), monkey->first) == 0)) {
            monkey->homecomings++;
            return;
        }
        if (end)
            stage_tap(stage, end->name);
        else if (live(stage, "nav-home"))
            stage_tap(stage, "nav-home");
        else if (live(stage, "access-close"))
            stage_tap(stage, "access-close"); /* over a slip that is coming out */
        else if (goes_on_by_itself(stage))
            stage_wait(stage, HOMEWARD_PAUSE_MS);
        else
            break;
    }
    fail_msg("no way home from %s, still on %s", from, stage_screen(stage));
}

/* --- what it does --------------------------------------------------------------------------------- */

static const struct widget *any_target(struct monkey *monkey)
{
    const struct display_list *list = monkey->stage.list;
    int count = 0;

    for (size_t i = 0; i < list->widget_count; i++)
        count += list->widgets[i].is_touchable;
    if (count == 0)
        return NULL;
    count = below(monkey, count);
    for (size_t i = 0; i < list->widget_count; i++)
        if (list->widgets[i].is_touchable && count-- == 0)
            return &list->widgets[i];
    return NULL;
}

static void tap_at(struct monkey *monkey, int x, int y)
{
    act(monkey, UI_DOWN, x, y);
    pass(monkey, 250);
    act(monkey, UI_UP, x, y);
}

static int any_x(struct monkey *monkey)
{
    return below(monkey, monkey->stage.width + 200) - 100;
}

static int any_y(struct monkey *monkey)
{
    return below(monkey, monkey->stage.height + 200) - 100;
}

static void tap_target(struct monkey *monkey, int times)
{
    const struct widget *widget = any_target(monkey);
    struct rect at;

    for (int tries = 0; tries < 3 && widget && strncmp(widget->name, "nav-", 4) == 0; tries++)
        widget = any_target(monkey); /* it would hardly get anywhere */

    if (!widget || widget->rect.w <= 0 || widget->rect.h <= 0)
        return;
    at = widget->rect;
    for (int i = 0; i < times; i++)
        tap_at(monkey, at.x + below(monkey, at.w), at.y + below(monkey, at.h));
}

static void drag(struct monkey *monkey)
{
    act(monkey, UI_DOWN, any_x(monkey), any_y(monkey));
    for (int i = below(monkey, 6); i > 0; i--)
        act(monkey, UI_MOVE, any_x(monkey), any_y(monkey));
    act(monkey, below(monkey, 4) ? UI_UP : UI_CANCEL, any_x(monkey), any_y(monkey));
}

static void stray(struct monkey *monkey)
{
    static const enum ui_event_kind kinds[] = {UI_DOWN, UI_UP, UI_MOVE, UI_CANCEL};

    act(monkey, kinds[below(monkey, ARRAY_LEN(kinds))], any_x(monkey), any_y(monkey));
}

static void press(struct monkey *monkey)
{
    static const enum ui_event_kind keys[] = {UI_KEY_NEXT, UI_KEY_NEXT, UI_KEY_PREVIOUS,
                                              UI_KEY_OK,   UI_KEY_OK,   UI_KEY_BACK};

    act(monkey, keys[below(monkey, ARRAY_LEN(keys))], 0, 0);
}

static void move_world(struct monkey *monkey)
{
    struct stage *stage = &monkey->stage;

    if (below(monkey, 2))
        stage_printer(stage, (enum printer_trouble)below(monkey, TROUBLE_UNKNOWN + 1),
                      below(monkey, 2));
    else
        stage_printer(stage, TROUBLE_NONE, true);
    if (strcmp(stage_screen(stage), "printing") == 0 && below(monkey, 2)) {
        stage_move_job(stage, PRINT_PRINTING, TROUBLE_NONE);
        stage_move_job(stage, PRINT_PRINTED, TROUBLE_NONE);
    }
    stage_notice(stage);
}

static void change_panel(struct monkey *monkey)
{
    static const int panels[][2] = {{1080, 1920}, {1080, 1920}, {1920, 1080}, {800, 1280},
                                    {1280, 800},  {540, 960},   {2160, 3840}};
    const int *panel = panels[below(monkey, ARRAY_LEN(panels))];

    monkey->stage.width = panel[0];
    monkey->stage.height = panel[1];
    act(monkey, UI_NONE, 0, 0);
}

static void do_something(struct monkey *monkey)
{
    int what = below(monkey, 200);

    if (what < 120)
        tap_target(monkey, 1);
    else if (what < 140)
        tap_at(monkey, any_x(monkey), any_y(monkey));
    else if (what < 150)
        drag(monkey);
    else if (what < 158)
        stray(monkey);
    else if (what < 178)
        press(monkey);
    else if (what < 186)
        tap_target(monkey, 2 + below(monkey, 5)); /* a trembling hand */
    else if (what < 190)
        pass(monkey, 30000);
    else if (what < 197)
        move_world(monkey);
    else if (what < 199)
        change_panel(monkey);
    else
        leave(monkey);
    pass(monkey, 600);
    act(monkey, UI_NONE, 0, 0);
}

static void note_screen(struct monkey *monkey)
{
    const char *name = stage_screen(&monkey->stage);

    for (size_t i = 0; i < monkey->screen_count; i++)
        if (strcmp(monkey->screens[i], name) == 0)
            return;
    assert_true(monkey->screen_count < MONKEY_SCREENS);
    text_copy(monkey->screens[monkey->screen_count++], sizeof monkey->screens[0], name);
}

void monkey_morning(struct monkey *monkey, const char *role, uint32_t seed, int touches)
{
    bool is_exit = strcmp(role, "exit") == 0;
    int homeward = 0;

    monkey->seed = seed * 2654435761U + 1; /* a xorshift stands still at 0 */
    monkey->first = is_exit ? "survey-start" : "attract";
    monkey->home = is_exit ? "survey-start" : "home";
    monkey->stage = (struct stage){.role = role};
    stage_open(&monkey->stage, "pekanbaru");
    for (int i = 0; i < touches; i++) {
        do_something(monkey);
        note_screen(monkey);
        if (homeward-- <= 0) {
            go_home(monkey);
            if (below(monkey, 2))
                leave(monkey);
            homeward = 10 + below(monkey, VISIT_TOUCHES_MOST);
        }
    }
    leave(monkey);
    monkey->touches += touches;
    stage_close(&monkey->stage);
}
