/* The layout check: what a person could not read or hit, found without a person. */
#include "ui/check.h"
#include "ui/ui.h"
#include "base/attr.h"
#include "base/text.h"
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { TARGET_DESIGN_PX = 64, GAP_DESIGN_PX = 8, CONTRAST_TEXT = 700, CONTRAST_DISABLED = 400 };

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

static bool is_opaque_shape(const struct display_command *command)
{
    return (command->op == DRAW_FILL || command->op == DRAW_ROUND)
           && (command->color & 0xff) == 0xff;
}

static struct rect middle_of(const struct rect *rect)
{
    return (struct rect){rect->x + rect->w / 2, rect->y + rect->h / 2, 1, 1};
}

/* What the text stands on: the topmost opaque shape before it. */
static const struct display_command *ground_of(const struct display_list *list, size_t text)
{
    const struct rect middle = middle_of(&list->commands[text].rect);

    for (size_t i = text; i-- > 0;)
        if (is_opaque_shape(&list->commands[i]) && holds(&list->commands[i].rect, &middle, 0))
            return &list->commands[i];
    return NULL;
}

static bool is_covered(const struct display_list *list, size_t text)
{
    const struct rect middle = middle_of(&list->commands[text].rect);

    for (size_t i = text + 1; i < list->command_count; i++)
        if (is_opaque_shape(&list->commands[i]) && holds(&list->commands[i].rect, &middle, 0))
            return true;
    return false;
}

static bool is_on_disabled(const struct display_list *list, const struct rect *rect)
{
    for (size_t i = 0; i < list->widget_count; i++)
        if (!list->widgets[i].is_enabled && meet(&list->widgets[i].rect, rect))
            return true;
    return false;
}

static void check_ground(struct findings *findings, size_t index)
{
    const struct display_command *text = &findings->list->commands[index];
    const struct display_command *ground = ground_of(findings->list, index);
    int least = is_on_disabled(findings->list, &text->rect) ? CONTRAST_DISABLED : CONTRAST_TEXT;
    int contrast;

    if (!ground)
        return;
    contrast = ui_contrast(text->color, ground->color);
    if (contrast < least)
        fault(findings, "contrast %d.%02d of \"%.60s\" is under %d", contrast / 100, contrast % 100,
              text->text, least / 100);
    if (text->rect.x < ground->rect.x - 1
        || text->rect.x + text->rect.w > ground->rect.x + ground->rect.w + 1)
        fault(findings, "\"%.60s\" is wider than what it stands on", text->text);
    if (text->baseline - text->size * 7 / 10 < ground->rect.y
        || text->baseline > ground->rect.y + ground->rect.h)
        fault(findings, "\"%.60s\" lies on the edge of what it stands on", text->text);
}

static void check_texts(struct findings *findings)
{
    const struct display_list *list = findings->list;
    const struct rect window = {0, 0, list->width, list->height};

    for (size_t i = layer_start(list); i < list->command_count; i++) {
        const struct display_command *text = &list->commands[i];

        if (text->op != DRAW_TEXT)
            continue;
        if (text->is_cut)
            fault(findings, "text is cut: \"%.60s\"", text->text);
        if (!holds(&window, &text->rect, 1))
            fault(findings, "text leaves the window: \"%.60s\"", text->text);
        if (is_covered(list, i))
            fault(findings, "text is covered: \"%.60s\"", text->text);
        check_ground(findings, i);
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
    bool is_said = widget->is_touchable || widget->role == ROLE_TEXT || widget->role == ROLE_STATUS;

    if (widget->name[0] && !holds(&window, &widget->rect, 1)) /* else its lines are looked at */
        fault(findings, "%s leaves the window", widget->name);
    if (is_said && widget->label[0] == '\0')
        fault(findings, "%s has no label", widget->name);
    if (widget->is_touchable && (widget->rect.w < least || widget->rect.h < least))
        fault(findings, "%s: %dx%d is under %d design px", widget->name, widget->rect.w,
              widget->rect.h, TARGET_DESIGN_PX);
}

/* In low reach nothing has to be touched in the upper half; what only officers hold may stand there. */
static void check_reach(struct findings *findings, const struct widget *widget)
{
    int least = (int)floor(UI_LOW_REACH * findings->list->scale) - 1;

    if (findings->list->is_low_reach && widget->role != ROLE_HOLD && widget->rect.y < least)
        fault(findings, "%s begins at %d, above low reach", widget->name, widget->rect.y);
}

/* Px between two rectangles that do not meet. */
static int gap_between(const struct rect *a, const struct rect *b)
{
    int across = a->x > b->x ? a->x - b->x - b->w : b->x - a->x - a->w;
    int down = a->y > b->y ? a->y - b->y - b->h : b->y - a->y - a->h;

    return across > down ? across : down;
}

static void check_pair(struct findings *findings, const struct widget *a, const struct widget *b)
{
    int least = (int)floor(GAP_DESIGN_PX * findings->list->scale) - 1;

    if (strcmp(a->name, b->name) == 0)
        fault(findings, "two controls are called %s", a->name);
    if (meet(&a->rect, &b->rect))
        fault(findings, "%s overlaps %s", a->name, b->name);
    else if (a->role == ROLE_BUTTON && b->role == ROLE_BUTTON
             && gap_between(&a->rect, &b->rect) < least) /* rows of a list share one frame */
        fault(findings, "%s is closer than %d design px to %s", a->name, GAP_DESIGN_PX, b->name);
}

/* Reading order: downwards, and rightwards within a row. What stands wholly to the right may begin
 * higher: there a column begins. */
static void check_order(struct findings *findings, const struct widget *a, const struct widget *b)
{
    if (b->rect.x >= a->rect.x + a->rect.w)
        return;
    if (b->rect.y + b->rect.h <= a->rect.y)
        fault(findings, "%s comes after %s but stands above it", b->name, a->name);
    else if (b->rect.y == a->rect.y && b->rect.x < a->rect.x)
        fault(findings, "%s comes after %s but stands left of it", b->name, a->name);
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
        check_reach(findings, widget);
        for (size_t j = 0; j < i; j++)
            if (list->widgets[j].is_touchable)
                check_pair(findings, widget, &list->widgets[j]);
        if (last)
            check_order(findings, last, widget);
        last = widget;
    }
}

size_t ui_check_list(const struct display_list *list, struct ui_fault *faults, size_t max)
{
    struct findings findings = {.list = list, .faults = faults, .max = max};

    check_texts(&findings);
    check_overlapping_texts(&findings);
    check_widgets(&findings);
    return findings.count;
}

static bool is_key(const struct widget *widget)
{
    return strncmp(widget->name, "key-", 4) == 0;
}

size_t ui_check_glass(const struct display_list *list, const struct ui_glass *glass,
                      struct ui_fault *faults, size_t max)
{
    struct findings findings = {.list = list, .faults = faults, .max = max};
    const double px_mm = glass->width_mm / list->width;

    for (size_t i = 0; i < list->widget_count; i++) {
        const struct widget *widget = &list->widgets[i];
        const int side = widget->rect.w < widget->rect.h ? widget->rect.w : widget->rect.h;
        const double least = is_key(widget) ? glass->least_key_mm : glass->least_mm;

        if (widget->is_touchable && side * px_mm < least)
            fault(&findings, "%s: %.1f mm is under %g mm on %s", widget->name, side * px_mm, least,
                  glass->name);
    }
    return findings.count;
}
