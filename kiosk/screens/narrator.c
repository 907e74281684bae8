/* The narrator. */
#include "narrator.h"
#include "domain/spoken.h"
#include "base/text.h"
#include "strings.h"
#include <string.h>

enum { PAGE_WORDS = 1200 };

static uint32_t add_hash(uint32_t hash, const char *text)
{
    for (; *text; text++)
        hash = (hash ^ (uint8_t)*text) * 16777619U;
    return (hash ^ 0xffU) * 16777619U;
}

static const struct widget *find(const struct display_list *list, const char *name)
{
    for (size_t i = 0; i < list->widget_count; i++)
        if (text_equal(list->widgets[i].name, name))
            return &list->widgets[i];
    return NULL;
}

static const struct widget *find_focus(const struct display_list *list)
{
    return list->focus[0] ? find(list, list->focus) : NULL;
}

static bool is_choice(const struct widget *widget)
{
    return widget->is_touchable && widget->is_enabled && widget->role != ROLE_HOLD;
}

/* The first widget of what lies on top: what a dialog covers is not read. */
static size_t top_layer(const struct display_list *list)
{
    size_t first = 0;

    for (size_t i = 0; i < list->widget_count; i++)
        if (list->widgets[i].role == ROLE_DIALOG)
            first = i;
    return first;
}

static size_t count_choices(const struct display_list *list)
{
    size_t count = 0;

    for (size_t i = 0; i < list->widget_count; i++)
        count += is_choice(&list->widgets[i]);
    return count;
}

/* --- lines -------------------------------------------------------------------------------------- */

static void add_sentence(struct text *line, const char *words)
{
    if (!words[0])
        return;
    text_add(line, words);
    text_add(line, strchr(".?!:", words[strlen(words) - 1]) ? " " : ". ");
}

/* What people type is theirs: aloud it is stars. A bar says again what its words say. */
static void tell_words(struct text *line, const struct widget *widget, bool is_private)
{
    char stars[STRINGS_LINE];

    if (widget->role == ROLE_PROGRESS && line->data && strstr(line->data, widget->label))
        return;
    if (is_private || !text_equal(widget->state, "typed")) {
        add_sentence(line, widget->label);
        return;
    }
    spoken_masked(i18n_lang(), widget->label, stars, sizeof stars);
    add_sentence(line, stars);
}

/* Told by themselves: when they are new. */
static bool is_told_apart(const struct widget *widget)
{
    static const char *const names[] = {"toast", "office", "status", "title"};

    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        if (text_equal(widget->name, names[i]))
            return true;
    return false;
}

/* Words on something that is touched are its label: the focus tells them. */
static bool is_on_choice(const struct display_list *list, const struct widget *text)
{
    int x = text->rect.x + text->rect.w / 2;
    int y = text->rect.y + text->rect.h / 2;

    for (size_t i = 0; i < list->widget_count; i++) {
        const struct rect *rect = &list->widgets[i].rect;

        if (is_choice(&list->widgets[i]) && x >= rect->x && x < rect->x + rect->w && y >= rect->y
            && y < rect->y + rect->h)
            return true;
    }
    return false;
}

static bool is_read(const struct display_list *list, const struct widget *widget)
{
    return (widget->role == ROLE_TEXT || widget->role == ROLE_STATUS
            || widget->role == ROLE_PROGRESS)
           && !is_told_apart(widget) && !is_on_choice(list, widget);
}

/* The title, the other words in reading order, then how many choices there are. */
static void tell_page(struct text *line, const struct display_list *list, bool is_private)
{
    const struct widget *title = find(list, "title");
    size_t choices = count_choices(list);
    char count[16], words[STRINGS_LINE];

    if (title && title >= &list->widgets[top_layer(list)])
        add_sentence(line, title->label);
    for (size_t i = top_layer(list); i < list->widget_count && line->len < PAGE_WORDS; i++)
        if (is_read(list, &list->widgets[i]))
            tell_words(line, &list->widgets[i], is_private);
    (void)text_format(count, sizeof count, "%zu", choices);
    (void)text_fill(words, sizeof words, N_("sp_choices", "{n} choice", "{n} choices", choices),
                    "n", count, NULL);
    add_sentence(line, words);
}

static const char *state_words(const struct widget *widget)
{
    if (text_equal(widget->state, "ticked"))
        return widget->role == ROLE_CHECKBOX ? _("sp_ticked", "ticked") : _("on", "On");
    if (text_equal(widget->state, "selected"))
        return _("sp_selected", "selected");
    return widget->role == ROLE_CHECKBOX ? _("sp_unticked", "not ticked") : "";
}

/* "Kertas, belum dicentang. 3 dari 9." */
static void tell_choice(struct text *line, const struct display_list *list,
                        const struct widget *widget)
{
    char at[16], count[16], place[64];
    size_t before = 0;

    for (const struct widget *other = list->widgets; other < widget; other++)
        before += is_choice(other);
    (void)text_format(at, sizeof at, "%zu", before + 1);
    (void)text_format(count, sizeof count, "%zu", count_choices(list));
    (void)text_fill(place, sizeof place, _("sp_place", "{a} of {n}"), "a", at, "n", count, NULL);
    text_add(line, widget->label);
    if (state_words(widget)[0])
        text_addf(line, ", %s", state_words(widget));
    text_add(line, ". ");
    add_sentence(line, place);
}

/* --- what is new -------------------------------------------------------------------------------- */

static uint32_t page_of(const struct display_list *list)
{
    const struct widget *title = find(list, "title");
    size_t top = top_layer(list);
    uint32_t hash = add_hash(2166136261U, list->screen);

    hash = add_hash(hash, title ? title->label : "");
    return add_hash(hash, top > 0 ? "dialog" : "");
}

/* The letter that came; letters that go are not told. */
static void tell_typed(struct narrator *narrator, struct text *line,
                       const struct display_list *list)
{
    size_t typed = 0;

    for (size_t i = 0; i < list->widget_count; i++) {
        const struct widget *widget = &list->widgets[i];
        const char *last = NULL, *at = widget->label;

        if (!text_equal(widget->name, "typed") && !text_equal(widget->state, "typed"))
            continue;
        if (text_equal(widget->state, "empty"))
            continue;
        typed = 0;
        while (*at) {
            last = at;
            (void)text_next(&at);
            typed++;
        }
        if (typed != narrator->typed + 1 || !last)
            continue;
        if (text_equal(widget->state, "typed") && !narrator->is_private)
            add_sentence(line, text_equal(i18n_lang(), "en") ? "star" : "bintang");
        else
            add_sentence(line, last);
    }
    narrator->typed = typed;
}

/* Where one is, once; how it serves, when that changes. */
static void tell_office(struct narrator *narrator, struct text *line,
                        const struct display_list *list)
{
    const struct widget *office = find(list, "office");
    const struct widget *status = find(list, "status");
    uint32_t hash = status ? add_hash(1, status->label) : narrator->status;

    if (office && narrator->page == 0)
        add_sentence(line, office->label);
    if (status && hash != narrator->status)
        add_sentence(line, status->label);
    narrator->status = hash;
}

static void say(struct narrator *narrator, const struct text *line)
{
    if (!line->data || !line->data[0])
        return;
    (void)text_copy(narrator->said, sizeof narrator->said, line->data);
    narrator->has_line = true;
}

void narrator_look(struct narrator *narrator, const struct display_list *list)
{
    AUTO_TEXT struct text line = {0};
    const struct widget *focus = find_focus(list);
    const struct widget *toast = find(list, "toast");
    uint32_t page = page_of(list);
    uint32_t notice = toast ? add_hash(2166136261U, toast->label) : 0;
    uint32_t state = focus ? add_hash(add_hash(2166136261U, focus->label), state_words(focus)) : 0;

    text_init(&line, NARRATION_TEXT - 1);
    if (notice != narrator->notice && toast)
        add_sentence(&line, toast->label);
    tell_office(narrator, &line, list);
    if (page != narrator->page)
        tell_page(&line, list, narrator->is_private);
    if (focus
        && (page != narrator->page || !text_equal(focus->name, narrator->focus)
            || state != narrator->state))
        tell_choice(&line, list, focus);
    tell_typed(narrator, &line, list);
    narrator->page = page;
    narrator->notice = notice;
    narrator->state = state;
    (void)text_copy(narrator->focus, sizeof narrator->focus, focus ? focus->name : "");
    say(narrator, &line);
}

void narrator_repeat(struct narrator *narrator, const struct display_list *list)
{
    AUTO_TEXT struct text line = {0};

    narrator->has_line = narrator->said[0] != '\0';
    if (narrator->has_line)
        return;
    text_init(&line, NARRATION_TEXT - 1);
    tell_page(&line, list, narrator->is_private);
    say(narrator, &line);
}

const char *narrator_take(struct narrator *narrator)
{
    if (!narrator->has_line)
        return NULL;
    narrator->has_line = false;
    return narrator->said;
}
