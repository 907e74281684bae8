/* Lists to take home: the requirements, and the steps, of a service. */
#include "slip_build.h"
#include "words/words.h"

enum { NESTED_MAX = 4 }; /* deeper headings are printed as lines of the fourth */

struct list_view {
    const struct office *office;
    const struct service *service;
    const char *lang;
    int64_t printed_at_ms;
};

static void add_title(struct rows *rows, const struct list_view *view, const char *heading)
{
    rows_text(rows, LOOK_HEADING, CELL_CENTRE, heading, 0);
    rows_text(rows, LOOK_TITLE, CELL_CENTRE, words_in(&view->service->name, view->lang), 0);
    rows_rule(rows);
}

static void add_facts(struct rows *rows, const struct list_view *view)
{
    const struct service *service = view->service;
    int offset_min = zone_offset_min(view->office->zone);
    char line[WORDS_LINE];

    rows_rule(rows);
    words_fee(line, sizeof(line), service, view->lang);
    rows_pair(rows, _("fee", "Fee"), line);
    words_duration(line, sizeof(line), &service->duration, view->lang);
    rows_pair(rows, _("time", "Time"), line);
    words_date_time(line, sizeof(line), view->printed_at_ms, offset_min);
    rows_pair(rows, _("k_at", "Printed"), line);
}

/* A heading whose lines are being printed. */
struct open_list {
    const struct item *items;
    size_t count;
    size_t next;
};

/* The lines under an item, and theirs, without recursion: the data comes from outside. */
static void add_nested(struct rows *rows, const struct item *item, const char *lang)
{
    struct open_list open[NESTED_MAX] = {{item->lines, item->line_count, 0}};
    int depth = 1;
    char line[WORDS_LINE];

    while (depth > 0) {
        struct open_list *list = &open[depth - 1];
        const struct item *each;

        if (list->next == list->count) {
            depth--;
            continue;
        }
        each = &list->items[list->next++];
        if (each->is_hidden)
            continue;
        text_fill(line, sizeof(line), _("k_nested", "• {text}"), "text",
                  words_in(item_shown(each), lang), NULL);
        rows_check(rows, LOOK_REMARK, "", "", line);
        if (each->line_count > 0 && depth < NESTED_MAX)
            open[depth++] = (struct open_list){each->lines, each->line_count, 0};
    }
}

static void add_requirements(struct rows *rows, const struct list_view *view)
{
    const struct item_list *list = &view->service->requirements;
    char number[16];

    if (item_list_shown(list) == 0) {
        rows_text(rows, LOOK_LIST_HEAD, CELL_LEFT, _("noreq", "Requirements not available yet"), 0);
        return;
    }
    for (size_t i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];

        if (item->is_hidden)
            continue;
        /* Numbers are the document's, so a hidden line leaves a gap. */
        text_format(number, sizeof(number), "%zu", i + 1);
        rows_check(rows, LOOK_CHECK, "[ ]", number, words_in(item_shown(item), view->lang));
        add_nested(rows, item, view->lang);
    }
}

/* Adds a part to "a · b · c"; an absent one changes nothing. */
static void add_part(char *line, size_t size, const char *pattern, const char *part)
{
    char before[WORDS_LINE];

    if (!part || !*part)
        return;
    text_copy(before, sizeof(before), line);
    if (before[0])
        text_fill(line, size, pattern, "a", before, "b", part, NULL);
    else
        text_copy(line, size, part);
}

/* Who does a step and how long it takes: "Petugas Front Office · 10 menit". */
static void add_step_remark(struct rows *rows, const struct step *step, const char *lang)
{
    char actors[WORDS_LINE] = "", time[WORDS_LINE], line[WORDS_LINE] = "";
    const char *dot = _("k_dot", "{a} · {b}");

    for (size_t i = 0; i < step->actor_count; i++)
        add_part(actors, sizeof(actors), _("k_comma", "{a}, {b}"),
                 words_in(&step->actors[i], lang));
    words_duration(time, sizeof(time), &step->duration, lang);
    if (step->is_for_applicant)
        add_part(line, sizeof(line), dot, _("you", "You are here"));
    add_part(line, sizeof(line), dot, actors);
    add_part(line, sizeof(line), dot, time);
    rows_check(rows, LOOK_REMARK, "", "", line);
}

static void add_phases_ending(struct rows *rows, const struct list_view *view, int no)
{
    for (size_t i = 0; i < view->service->phase_count; i++) {
        const struct phase *phase = &view->service->phases[i];
        char from[16], to[16], time[WORDS_LINE], line[WORDS_LINE];

        if (phase->to != no)
            continue;
        text_format(from, sizeof(from), "%d", phase->from);
        text_format(to, sizeof(to), "%d", phase->to);
        words_duration(time, sizeof(time), &phase->duration, view->lang);
        text_fill(line, sizeof(line), _("k_phase", "Steps {a} to {b} together: {time}"), "a", from,
                  "b", to, "time", time, NULL);
        rows_check(rows, LOOK_PHASE, "", "", line);
    }
}

static void add_steps(struct rows *rows, const struct list_view *view)
{
    for (size_t i = 0; i < view->service->step_count; i++) {
        const struct step *step = &view->service->steps[i];
        const struct item *activity = &step->activity;
        char number[16];

        text_format(number, sizeof(number), "%d", step->no);
        rows_check(rows, step->is_for_applicant ? LOOK_CHECK_NOW : LOOK_CHECK,
                   step->is_for_applicant ? "[ ]" : "", number,
                   words_in(item_shown(activity), view->lang));
        add_nested(rows, activity, view->lang);
        add_step_remark(rows, step, view->lang);
        rows_check(rows, LOOK_REMARK, "", "", words_in(&step->note, view->lang));
        add_phases_ending(rows, view, step->no);
    }
}

static bool draw_list(struct slip **out, enum slip_width width, const struct list_view *view,
                      const char *heading,
                      void (*add)(struct rows *rows, const struct list_view *view), struct err *err)
{
    struct slip *slip = slip_new(width, view->service->id, view->printed_at_ms);

    slip_add_head(slip, view->office, view->lang);
    add_title(&slip->rows, view, heading);
    add(&slip->rows, view);
    add_facts(&slip->rows, view);
    slip_add_foot(slip, view->office, view->service, view->lang);
    return slip_finish(slip, out, err);
}

bool slip_requirements(struct slip **out, enum slip_width width, const struct catalog *catalog,
                       const struct service *service, const char *lang, int64_t printed_at_ms,
                       struct err *err)
{
    struct list_view view = {&catalog->office, service, lang, printed_at_ms};
    AUTO_LANG struct lang_scope scope = lang_enter(lang);

    return draw_list(out, width, &view, _("k_req", "REQUIREMENTS"), add_requirements, err);
}

bool slip_steps(struct slip **out, enum slip_width width, const struct catalog *catalog,
                const struct service *service, const char *lang, int64_t printed_at_ms,
                struct err *err)
{
    struct list_view view = {&catalog->office, service, lang, printed_at_ms};
    AUTO_LANG struct lang_scope scope = lang_enter(lang);

    return draw_list(out, width, &view, _("k_steps", "STEPS"), add_steps, err);
}
