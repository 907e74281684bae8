/* Screen 13: who answers, as far as they like. Parts that do not stand on one page come on another. */
#include "base/text.h"
#include "survey_parts.h"
#include "ui/form.h"
#include "words/survey.h"

enum {
    ROW = 88,
    GAP = 12,
    HEAD_GAP = 12,
    SECTION_GAP = 32,
    SERVICES_SHOWN = 3,
    PICKS_MOST = 8,
};

struct profile_state {
    int page;
    bool has_tickets; /* this database knows slips of today */
};

/* --- sections ---------------------------------------------------------------------------------- */

enum section {
    SECTION_SEX,
    SECTION_AGE,
    SECTION_EDUCATION,
    SECTION_JOB,
    SECTION_SERVICE,
    SECTIONS
};

static const struct label titles[SECTIONS] = {
    W("v_sex", "Sex"),        W("v_age", "Age (years)"),      W("v_edu", "Education"),
    W("v_job", "Occupation"), W("v_svc", "Service received"),
};
/* How many options each has, and how many of them stand side by side. */
static const struct {
    const char *name;
    int count, columns;
} shapes[SECTIONS] = {
    {"sex", GENDER_COUNT - 1, 2},
    {"age", AGE_COUNT - 1, 6},
    {"education", EDUCATION_COUNT - 1, 7},
    {"job", OCCUPATION_COUNT - 1, 3},
    {"service", 0, 1},
};

static const char *age_words(int option)
{
    static const char *const ages[] = {"≤ 19", "20–29", "30–39", "40–49", "50–59", "≥ 60"};

    return ages[option - 1];
}

static const char *option_words(enum section section, int option)
{
    switch (section) {
    case SECTION_SEX:
        return words_gender((enum survey_gender)option);
    case SECTION_AGE:
        return age_words(option);
    case SECTION_EDUCATION:
        return words_education((enum survey_education)option);
    case SECTION_JOB:
        return words_occupation((enum survey_occupation)option);
    case SECTION_SERVICE:
    case SECTIONS:
        break;
    }
    return "";
}

static int chosen_of(const struct survey_profile *profile, enum section section)
{
    switch (section) {
    case SECTION_SEX:
        return (int)profile->gender;
    case SECTION_AGE:
        return (int)profile->age;
    case SECTION_EDUCATION:
        return (int)profile->education;
    case SECTION_JOB:
        return (int)profile->occupation;
    case SECTION_SERVICE:
    case SECTIONS:
        break;
    }
    return 0;
}

/* Touched again, a choice is taken back: every part may be left out. */
static void choose(struct survey_profile *profile, enum section section, int option)
{
    int value = chosen_of(profile, section) == option ? 0 : option;

    switch (section) {
    case SECTION_SEX:
        profile->gender = (enum survey_gender)value;
        break;
    case SECTION_AGE:
        profile->age = (enum survey_age)value;
        break;
    case SECTION_EDUCATION:
        profile->education = (enum survey_education)value;
        break;
    case SECTION_JOB:
        profile->occupation = (enum survey_occupation)value;
        break;
    case SECTION_SERVICE:
    case SECTIONS:
        break;
    }
}

/* Larger words need fewer columns; then no option stands in a row by itself. */
static int columns_of(struct ui *ui, enum section section, int w)
{
    int columns = shapes[section].columns;
    int count = shapes[section].count;
    int widest = 0, rows;

    for (int option = 1; option <= count; option++) {
        int width = ui_text_width(ui, option_words(section, option), F_BODY, W_BOLD);

        widest = width > widest ? width : widest;
    }
    while (columns > 2 && (w - (columns - 1) * GAP) / columns < widest + 8)
        columns--;
    rows = (count + columns - 1) / columns;
    return rows == 1 ? columns : (count + rows - 1) / rows;
}

static int grid_height(struct ui *ui, enum section section, int w)
{
    int columns = columns_of(ui, section, w);
    int rows = (shapes[section].count + columns - 1) / columns;

    return rows * ROW + (rows - 1) * GAP;
}

static void draw_grid(struct ui *ui, struct router *router, enum section section, struct ui_box box)
{
    struct survey_profile *profile = &router_visit(router)->survey.profile;
    int columns = columns_of(ui, section, box.w);
    int w = (box.w - (columns - 1) * GAP) / columns;

    for (int option = 1; option <= shapes[section].count; option++) {
        int at = option - 1;
        char name[WIDGET_NAME];

        (void)text_format(name, sizeof name, "%s-%d", shapes[section].name, option);
        if (ui_pick(ui, &(struct ui_pick){.name = name,
                                          .label = option_words(section, option),
                                          .box = {box.x + at % columns * (w + GAP),
                                                  box.y + at / columns * (ROW + GAP), w, ROW},
                                          .is_selected = chosen_of(profile, section) == option})) {
            choose(profile, section, option);
            ui_ask_wake(ui, ui_now_ms(ui)); /* this frame shows it as it was */
        }
    }
}

/* --- the service ------------------------------------------------------------------------------- */

/* A few services are offered at once; of many, the chosen one and the way to the list. */
struct offers {
    const struct service *services[SERVICES_SHOWN];
    int count;
    bool has_list, has_code;
};

static struct offers offers_of(const struct profile_state *s, struct router *router)
{
    const struct service *chosen = router_visit(router)->survey.service;
    struct offers offers = {.has_list = router_service_count(router) > SERVICES_SHOWN,
                            .has_code = s->has_tickets};

    if (offers.has_list) {
        if (chosen)
            offers.services[offers.count++] = chosen;
        return offers;
    }
    for (size_t i = 0; i < router_service_count(router); i++)
        offers.services[offers.count++] = router_service(router, i);
    return offers;
}

static struct ui_option service_option(const struct service *service, bool is_chosen,
                                       struct ui_box box)
{
    return (struct ui_option){.label = strings_words(&service->name),
                              .mark_first = true,
                              .box = box,
                              .is_selected = is_chosen};
}

static int service_height(struct ui *ui, const struct offers *offers, int w)
{
    int height = offers->has_list || offers->has_code ? ROW : -GAP;

    for (int i = 0; i < offers->count; i++) {
        struct ui_option option =
            service_option(offers->services[i], false, (struct ui_box){0, 0, w, 0});

        height += GAP + ui_option_height(ui, &option);
    }
    return height > 0 ? height : 0;
}

static bool link_button(struct ui *ui, const char *name, const char *label, enum icon icon,
                        struct ui_box box)
{
    return ui_button(ui, &(struct ui_button){.name = name,
                                             .label = label,
                                             .icon = icon,
                                             .kind = UI_HELPER,
                                             .font = F_BODY,
                                             .box = box,
                                             .radius = 16});
}

static void draw_links(struct ui *ui, struct router *router, const struct offers *offers,
                       struct ui_box box)
{
    int w = offers->has_list && offers->has_code ? (box.w - GAP) / 2 : box.w;

    if (offers->has_list
        && link_button(ui, "service-list",
                       offers->count > 0 ? _("v_svc_other", "Choose another")
                                         : _("v_svc_pick", "Choose the service"),
                       ICON_LIST_CHECKS, (struct ui_box){box.x, box.y, w, ROW}))
        router_go(router, &screen_survey_service);
    if (offers->has_code
        && link_button(ui, "service-code", _("v_code_b", "Use the ticket's code"), ICON_TICKET,
                       (struct ui_box){box.x + box.w - w, box.y, w, ROW}))
        router_go(router, &screen_survey_code);
}

static void draw_services(struct ui *ui, struct router *router, const struct offers *offers,
                          struct ui_box box)
{
    struct visit_survey *survey = &router_visit(router)->survey;
    int y = box.y;

    for (int i = 0; i < offers->count; i++) {
        const struct service *service = offers->services[i];
        char name[WIDGET_NAME];
        struct ui_option option = service_option(service, service == survey->service,
                                                 (struct ui_box){box.x, y, box.w, 0});

        (void)text_format(name, sizeof name, "service-%d", i + 1);
        option.name = name;
        option.box.h = ui_option_height(ui, &option);
        if (ui_option(ui, &option)) {
            survey->service = service == survey->service ? NULL : service;
            ui_ask_wake(ui, ui_now_ms(ui));
        }
        y += option.box.h + GAP;
    }
    if (offers->has_list || offers->has_code)
        draw_links(ui, router, offers, (struct ui_box){box.x, y, box.w, ROW});
}

/* --- pages ------------------------------------------------------------------------------------- */

struct place {
    int page, column, y;
};

static int title_height(struct ui *ui, enum section section, int w)
{
    return ui_text_height(ui, strings_label(&titles[section]), F_BODY, W_SEMIBOLD, w) + HEAD_GAP;
}

static int section_height(struct ui *ui, const struct offers *offers, enum section section, int w)
{
    return title_height(ui, section, w)
           + (section == SECTION_SERVICE ? service_height(ui, offers, w)
                                         : grid_height(ui, section, w));
}

/* Fills columns, then pages; returns how many pages there are. */
static int place_sections(struct ui *ui, const struct offers *offers, int w, int room, int columns,
                          struct place places[SECTIONS])
{
    struct place at = {0};

    for (int section = 0; section < SECTIONS; section++) {
        int height = section_height(ui, offers, (enum section)section, w);

        if (at.y > 0 && at.y + height > room) {
            at.y = 0;
            at.column = (at.column + 1) % columns;
            at.page += at.column == 0 ? 1 : 0;
        }
        places[section] = at;
        at.y += height + SECTION_GAP;
    }
    return at.page + 1;
}

static void draw_section(struct ui *ui, struct router *router, const struct offers *offers,
                         enum section section, struct ui_box box)
{
    int used = title_height(ui, section, box.w);

    if (section == SECTION_SERVICE && offers->count == 0 && !offers->has_list && !offers->has_code)
        return;
    part_text(ui, &(struct part_text){.x = box.x,
                                      .y = box.y,
                                      .w = box.w,
                                      .text = strings_label(&titles[section]),
                                      .font = F_BODY,
                                      .weight = W_SEMIBOLD,
                                      .color = C_INK});
    box.y += used;
    if (section == SECTION_SERVICE)
        draw_services(ui, router, offers, box);
    else
        draw_grid(ui, router, section, box);
}

/* --- the frame --------------------------------------------------------------------------------- */

static bool take_one(void *context, const struct ticket *ticket)
{
    bool *has_one = context;

    (void)ticket;
    *has_one = true;
    return false;
}

static void profile_news(void *state, struct router *router)
{
    struct profile_state *s = state;
    struct err err = {0};

    s->has_tickets = false;
    if (!desk_list_tickets(router_desk(router), take_one, &s->has_tickets, &err)
        && err.code != ERR_NOT_FOUND)
        router_desk_failed(router, &err, "looking for tickets of today");
}

static bool profile_back(void *state, struct router *router)
{
    struct profile_state *s = state;

    (void)router;
    if (s->page == 0)
        return false;
    s->page--;
    return true;
}

static int draw_head(struct ui *ui, struct ui_box box)
{
    int used = part_text(ui, &(struct part_text){.x = box.x,
                                                 .y = box.y,
                                                 .w = box.w,
                                                 .text = _("v_you", "About you"),
                                                 .font = F_H1,
                                                 .weight = W_BOLD,
                                                 .color = C_INK,
                                                 .name = "title"});

    return used
           + part_text(ui, &(struct part_text){
                               .x = box.x,
                               .y = box.y + used,
                               .w = box.w,
                               .text = _("v_stat", "For statistics only. Any part may be skipped."),
                               .font = F_BODY,
                               .weight = W_MEDIUM,
                               .color = C_INK2});
}

static void draw_actions(struct profile_state *s, struct ui *ui, struct router *router, int pages)
{
    bool is_first = s->page == 0;
    enum survey_action action = survey_actions(
        ui, &(struct survey_actions){.quiet = is_first ? _("v_skip", "Skip profile")
                                                       : _("prev", "Previous"),
                                     .quiet_name = is_first ? "skip" : "previous",
                                     .quiet_icon = is_first ? ICON_NONE : ICON_ARROW_LEFT,
                                     .next = _("cont", "Continue"),
                                     .next_name = "next",
                                     .next_icon = ICON_ARROW_RIGHT,
                                     .x = PART_X,
                                     .w = ui_width(ui) - 2 * PART_X});

    if (action == SURVEY_QUIET && !is_first) {
        s->page--;
        ui_ask_wake(ui, ui_now_ms(ui));
    } else if (action == SURVEY_QUIET) { /* whatever was touched before is skipped too */
        router_visit(router)->survey.profile = (struct survey_profile){0};
        router_go(router, &screen_survey_question);
    } else if (action == SURVEY_NEXT && s->page + 1 < pages) {
        s->page++;
        ui_forget_touch(ui);
        ui_ask_wake(ui, ui_now_ms(ui));
    } else if (action == SURVEY_NEXT) {
        router_go(router, &screen_survey_question);
    }
}

static void profile_frame(void *state, struct ui *ui, struct router *router)
{
    struct profile_state *s = state;
    struct survey_columns columns = survey_columns(ui);
    bool is_wide = ui_is_landscape(ui);
    const char *note = _("v_noname", "This survey is anonymous. We do not store who you are.");
    int w = columns.left.w;
    int whole = ui_width(ui) - 2 * PART_X;
    int head = draw_head(ui, (struct ui_box){PART_X, columns.left.y, whole, 0}) + 40;
    int note_height = survey_note_height(ui, whole, note);
    int note_y = part_actions(ui) - 20 - note_height;
    int top = ui_is_low_reach(ui) ? UI_LOW_REACH : columns.left.y + head;
    struct offers offers = offers_of(s, router);
    struct place places[SECTIONS];
    int pages = place_sections(ui, &offers, w, note_y - 20 - top, is_wide ? 2 : 1, places);

    if (s->page >= pages)
        s->page = pages - 1;
    for (int section = 0; section < SECTIONS; section++) {
        struct ui_box column = places[section].column == 0 ? columns.left : columns.right;

        if (places[section].page == s->page)
            draw_section(ui, router, &offers, (enum section)section,
                         (struct ui_box){column.x, top + places[section].y, w, 0});
    }
    survey_note(ui, PART_X, note_y, whole, ICON_SHIELD_CHECK, note);
    draw_actions(s, ui, router, pages);
}

const struct screen screen_survey_profile = {
    .name = "survey-profile",
    .state_size = sizeof(struct profile_state),
    .idle_ms = 60000,
    .is_survey = true,
    .enter = profile_news,
    .frame = profile_frame,
    .news = profile_news,
    .back = profile_back,
};
