/* The layout check: what a person could not read or hit, found without a person. */
#include "ui/check.h"
#include "base/attr.h"
#include "base/text.h"
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { TARGET_DESIGN_PX = 64, CONTRAST_TEXT = 700, CONTRAST_DISABLED = 400 };

struct findings {
    const struct display_list *list;
    struct ui_fault *faults;
    size_t max, count;
};

PRINTF_LIKE(2, 3) static void fault(struct findings *findings, const char *format, ...)
{
    char what[200];
    va_list args;

    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    if (findings->count < findings->max)
        (void)text_format(findings->faults[findings->count].text, sizeof findings->faults->text,
                          "%s: %s", findings->list->screen, what);
    findings->count++;
}

/* --- contrast (WCAG 2.2, relative luminance) --------------------------------------------------- */

static double linear(uint32_t channel)
{
    double value = channel / 255.0;

    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

static double luminance(uint32_t color)
{
    return 0.2126 * linear(color >> 24) + 0.7152 * linear((color >> 16) & 0xff)
           + 0.0722 * linear((color >> 8) & 0xff);
}

int ui_contrast(uint32_t a, uint32_t b)
{
    double x = luminance(a);
    double y = luminance(b);

    return (int)((x > y ? (x + 0.05) / (y + 0.05) : (y + 0.05) / (x + 0.05)) * 100);
}

/* --- rectangles -------------------------------------------------------------------------------- */

static bool holds(const struct rect *outer, const struct rect *inner, int slack)
{
    return inner->x >= outer->x - slack && inner->y >= outer->y - slack
           && inner->x + inner->w <= outer->x + outer->w + slack
           && inner->y + inner->h <= outer->y + outer->h + slack;
}

static bool meet(const struct rect *a, const struct rect *b)
{
    return a->x < b->x + b->w && b->x < a->x + a->w && a->y < b->y + b->h && b->y < a->y + a->h;
}

/* The first command that belongs to the topmost layer: what lies before a scrim is out of reach. */
static size_t layer_start(const struct display_list *list)
{
    size_t start = 0;

    for (size_t i = 0; i < list->command_count; i++) {
        const struct display_command *command = &list->commands[i];

        if (command->op == DRAW_FILL && (command->color & 0xff) != 0xff)
            start = i + 1;
    }
    return start;
}

/* --- the checks --------------------------------------------------------------------------------- */

static void check_texts(struct findings *findings)
{
    const struct display_list *list = findings->list;
    const struct rect window = {0, 0, list->width, list->height};

    for (size_t i = layer_start(list); i < list->command_count; i++) {
        const struct display_command *text = &list->commands[i];
        const struct display_command *under = NULL;
        const struct rect middle = {text->rect.x + text->rect.w / 2,
                                    text->rect.y + text->rect.h / 2, 1, 1};
        int contrast;

        if (text->op != DRAW_TEXT)
            continue;
        if (text->is_cut)
            fault(findings, "text is cut: \"%.60s\"", text->text);
        if (!holds(&window, &text->rect, 1))
            fault(findings, "text leaves the window: \"%.60s\"", text->text);
        for (size_t j = 0; j < i; j++) {
            const struct display_command *shape = &list->commands[j];

            if ((shape->op == DRAW_FILL || shape->op == DRAW_ROUND) && (shape->color & 0xff) == 0xff
                && holds(&shape->rect, &middle, 0))
                under = shape;
        }
        if (!under)
            continue;
        contrast = ui_contrast(text->color, under->color);
        if (contrast < CONTRAST_DISABLED)
            fault(findings, "contrast %d.%02d of \"%.60s\"", contrast / 100, contrast % 100,
                  text->text);
    }
}

static bool is_text_of_disabled(const struct display_list *list, const struct rect *rect)
{
    for (size_t i = 0; i < list->widget_count; i++)
        if (!list->widgets[i].is_enabled && meet(&list->widgets[i].rect, rect))
            return true;
    return false;
}

/* Everything that is not on a disabled control must reach 7:1. */
static void check_contrast(struct findings *findings)
{
    const struct display_list *list = findings->list;

    for (size_t i = layer_start(list); i < list->command_count; i++) {
        const struct display_command *text = &list->commands[i];
        const struct rect middle = {text->rect.x + text->rect.w / 2,
                                    text->rect.y + text->rect.h / 2, 1, 1};
        int contrast = CONTRAST_TEXT;

        if (text->op != DRAW_TEXT || is_text_of_disabled(list, &text->rect))
            continue;
        for (size_t j = 0; j < i; j++) {
            const struct display_command *shape = &list->commands[j];

            if ((shape->op == DRAW_FILL || shape->op == DRAW_ROUND) && (shape->color & 0xff) == 0xff
                && holds(&shape->rect, &middle, 0))
                contrast = ui_contrast(text->color, shape->color);
        }
        if (contrast < CONTRAST_TEXT && contrast >= CONTRAST_DISABLED)
            fault(findings, "contrast %d.%02d of \"%.60s\"", contrast / 100, contrast % 100,
                  text->text);
    }
}

static void check_overlapping_texts(struct findings *findings)
{
    const struct display_list *list = findings->list;

    for (size_t i = layer_start(list); i < list->command_count; i++)
        for (size_t j = i + 1; j < list->command_count; j++) {
            const struct display_command *a = &list->commands[i];
            const struct display_command *b = &list->commands[j];
            /* line boxes may touch; glyphs stand in the middle two thirds */
            struct rect ink_a = {a->rect.x, a->rect.y + a->rect.h / 4, a->rect.w, a->rect.h / 2};
            struct rect ink_b = {b->rect.x, b->rect.y + b->rect.h / 4, b->rect.w, b->rect.h / 2};

            if (a->op == DRAW_TEXT && b->op == DRAW_TEXT && meet(&ink_a, &ink_b)
                && a->rect.x + 2 < b->rect.x + b->rect.w && b->rect.x + 2 < a->rect.x + a->rect.w)
                fault(findings, "\"%.40s\" lies on \"%.40s\"", b->text, a->text);
        }
}

static void check_widget(struct findings *findings, const struct widget *widget)
{
    const struct display_list *list = findings->list;
    const struct rect window = {0, 0, list->width, list->height};
    int least = (int)floor(TARGET_DESIGN_PX * list->scale) - 1; /* edges round alone */

    if (!holds(&window, &widget->rect, 1))
        fault(findings, "%s leaves the window", widget->name);
    if (!widget->is_touchable)
        return;
    if (widget->rect.w < least || widget->rect.h < least)
        fault(findings, "%s: %dx%d is under %d design px", widget->name, widget->rect.w,
              widget->rect.h, TARGET_DESIGN_PX);
    if (widget->label[0] == '\0')
        fault(findings, "%s has no label", widget->name);
}

static void check_widgets(struct findings *findings)
{
    const struct display_list *list = findings->list;
    const struct widget *last = NULL;

    for (size_t i = 0; i < list->widget_count; i++) {
        const struct widget *widget = &list->widgets[i];

        check_widget(findings, widget);
        if (!widget->is_touchable)
            continue;
        for (size_t j = 0; j < i; j++) {
            const struct widget *other = &list->widgets[j];

            if (!other->is_touchable)
                continue;
            if (strcmp(other->name, widget->name) == 0)
                fault(findings, "two controls are called %s", widget->name);
            if (meet(&other->rect, &widget->rect))
                fault(findings, "%s overlaps %s", widget->name, other->name);
        }
        /* reading order: downwards, and rightwards within a row */
        if (last && widget->rect.y + widget->rect.h <= last->rect.y)
            fault(findings, "%s comes after %s but stands above it", widget->name, last->name);
        else if (last && widget->rect.y == last->rect.y && widget->rect.x < last->rect.x)
            fault(findings, "%s comes after %s but stands left of it", widget->name, last->name);
        last = widget;
    }
}

size_t ui_check_list(const struct display_list *list, struct ui_fault *faults, size_t max)
{
    struct findings findings = {.list = list, .faults = faults, .max = max};

    check_texts(&findings);
    check_contrast(&findings);
    check_overlapping_texts(&findings);
    check_widgets(&findings);
    return findings.count;
}
