/* The tree: what each thing is called, what it says, where it stands. */
#include "base/text.h"
#include "ui/words.h"
#include <assert.h>
#include <string.h>

char *frame_keep(struct ui *ui, const char *text)
{
    size_t len = strlen(text);

    if (len > WORDS_MAX_BYTES)
        len = text_valid_utf8(text, WORDS_MAX_BYTES);
    return arena_strndup(frame_now(ui)->arena, text, len);
}

/* What is said: without the marks for bold, a new line is a pause. */
static const char *spoken(struct ui *ui, const char *text)
{
    char *out = frame_keep(ui, text);
    size_t len = 0;

    for (const char *c = out; *c; c++) {
        if (c[0] == '*' && c[1] == '*')
            c++;
        else
            out[len++] = *c == '\n' ? ' ' : *c;
    }
    out[len] = '\0';
    return out;
}

static void add_entry(struct ui *ui, const struct widget *widget, bool is_guarded)
{
    struct page *page = frame_now(ui);
    struct target *target;

    if (page->widget_count == page->widget_room) {
        page->widget_room = page->widget_room ? page->widget_room * 2 : 64;
        page->widgets = mem_resize(page->widgets, page->widget_room, sizeof *page->widgets);
        page->targets = mem_resize(page->targets, page->widget_room, sizeof *page->targets);
    }
    target = &page->targets[page->widget_count];
    text_copy(target->name, sizeof target->name, widget->name);
    target->rect = widget->rect;
    target->is_live = widget->is_touchable && widget->is_enabled;
    target->is_guarded = is_guarded;
    page->widgets[page->widget_count] = *widget;
    page->widgets[page->widget_count++].label = spoken(ui, widget->label);
}

bool frame_widget(struct ui *ui, const char *name, enum widget_role role, const char *label,
                  struct ui_box box, bool is_enabled, bool is_guarded, const char *state)
{
    struct widget widget = {
        .role = role,
        .label = label ? label : "",
        .rect = frame_rect(ui, box),
        .is_enabled = is_enabled,
        .is_touchable = true,
        .state = frame_is_pressed(ui, name)   ? "pressed"
                 : !is_enabled                ? "disabled"
                 : state[0]                   ? state
                 : frame_is_focused(ui, name) ? "focused"
                                              : "",
    };

    text_copy(widget.name, sizeof widget.name, name);
    add_entry(ui, &widget, is_guarded);
    if (!is_enabled || !ui->fired[0] || strcmp(ui->fired, name) != 0)
        return false;
    /* What the caller changes now may already have been drawn above: another frame shows it. */
    ui_ask_wake(ui, ui->input.now_ms);
    return true;
}

void frame_note(struct ui *ui, const char *name, enum widget_role role, const char *label,
                struct ui_box box, const char *state)
{
    struct widget widget = {.role = role,
                            .label = label ? label : "",
                            .rect = frame_rect(ui, box),
                            .is_enabled = true,
                            .state = state};

    text_copy(widget.name, sizeof widget.name, name);
    add_entry(ui, &widget, false);
}

static const char *const roles[] = {
    [ROLE_BUTTON] = "button", [ROLE_CHECKBOX] = "checkbox", [ROLE_TAB] = "tab",
    [ROLE_TEXT] = "text",     [ROLE_STATUS] = "status",     [ROLE_PROGRESS] = "progress",
    [ROLE_IMAGE] = "image",   [ROLE_DIALOG] = "dialog",     [ROLE_HOLD] = "hold",
};
static_assert(sizeof roles / sizeof *roles == ROLE_HOLD + 1, "every role has its word");

const char *widget_role_name(enum widget_role role)
{
    return roles[role];
}
