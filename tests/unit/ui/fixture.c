#include "fixture.h"
#include "base/attr.h"
#include "base/text.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

static int fixed_width(void *context, enum ui_weight weight, int size_px, const char *text,
                       size_t bytes)
{
    int characters = 0;

    (void)context;
    (void)weight;
    for (size_t i = 0; i < bytes; i++)
        characters += ((unsigned char)text[i] & 0xc0) != 0x80;
    return characters * (size_px / 2);
}

static void fixed_extent(void *context, enum ui_weight weight, int size_px, int *ascent,
                         int *height)
{
    (void)context;
    (void)weight;
    *ascent = size_px;
    *height = size_px + size_px / 4;
}

const struct ui_measure fixture_measure = {fixed_width, fixed_extent, NULL};

void stage_open(struct stage *stage, void (*draw)(struct stage *stage))
{
    *stage = (struct stage){
        .ui = ui_new(&fixture_measure),
        .input = {.width = 1080, .height = 1920, .now_ms = 10000},
        .theme = ui_theme_get(false, false),
        .draw = draw,
    };
    stage_frame(stage, UI_NONE);
}

void stage_close(struct stage *stage)
{
    ui_free(stage->ui);
}

static void run(struct stage *stage, struct ui_event event)
{
    stage->input.event = event;
    ui_begin(stage->ui, &stage->input, "stage", stage->theme);
    stage->draw(stage);
    stage->list = ui_end(stage->ui);
}

void stage_frame(struct stage *stage, enum ui_event_kind kind)
{
    run(stage, (struct ui_event){.kind = kind});
}

void stage_touch(struct stage *stage, enum ui_event_kind kind, int x, int y)
{
    run(stage, (struct ui_event){kind, x, y});
}

void stage_tap(struct stage *stage, int x, int y)
{
    stage_touch(stage, UI_DOWN, x, y);
    stage->input.now_ms += 60;
    stage_touch(stage, UI_UP, x, y);
}

const struct widget *stage_widget(const struct stage *stage, const char *name)
{
    for (size_t i = 0; i < stage->list->widget_count; i++)
        if (strcmp(stage->list->widgets[i].name, name) == 0)
            return &stage->list->widgets[i];
    fail_msg("there is no widget %s", name);
    return NULL;
}

const char *stage_state(const struct stage *stage, const char *name)
{
    const struct widget *widget = stage_widget(stage, name);

    return widget ? widget->state : "missing";
}

const struct display_command *stage_text(const struct stage *stage, const char *text)
{
    for (size_t i = 0; i < stage->list->command_count; i++)
        if (stage->list->commands[i].op == DRAW_TEXT
            && strcmp(stage->list->commands[i].text, text) == 0)
            return &stage->list->commands[i];
    return NULL;
}

void draw_two_buttons(struct stage *stage)
{
    struct ui_button one = {
        .name = "one", .label = "One", .font = F_BODY, .box = {64, 200, 400, 112}};
    struct ui_button two = {
        .name = "two", .label = "Two", .font = F_BODY, .box = {64, 400, 400, 112}};

    stage->fired.one += ui_button(stage->ui, &one);
    stage->fired.two += ui_button(stage->ui, &two);
}
