/* The Buku Pengaduan for officers: who waits for an answer, since when, and until when. What people
 * wrote is on no row. */
#include "base/text.h"
#include "desk/complaints.h"
#include "domain/calendar.h"
#include "parts.h"
#include "staff_parts.h"
#include "words/complaint.h"

enum {
    TABS = 104,
    GAP = 24,
    ROW = 116,
    ROW_GAP = 16,
    PAGER = 104,
    NUMBER_W = 212,
    STATE_W = 336,
    PAD = 28,
    ROWS_MOST = 24
};

enum book_list { BOOK_OPEN, BOOK_OVERDUE, BOOK_ALL, BOOK_LISTS };

struct book_state {
    struct complaint_counts counts;
    struct complaint rows[ROWS_MOST];
    size_t row_count;
    size_t list; /* enum book_list */
    int page;
    size_t each;   /* rows on a page, as the last frame had room */
    bool is_stale; /* read again before the next frame is placed */
    int64_t today;
};

/* --- reading ------------------------------------------------------------------------------------ */

static int64_t count_all(const struct complaint_counts *counts)
{
    int64_t total = 0;

    for (int state = 0; state < COMPLAINT_STATE_COUNT; state++)
        total += counts->by_state[state];
    return total;
}

static int64_t count_open(const struct complaint_counts *counts)
{
    return count_all(counts) - counts->by_state[COMPLAINT_CLOSED];
}

static size_t total_of(const struct book_state *s, enum book_list list)
{
    switch (list) {
    case BOOK_OPEN:
        return (size_t)count_open(&s->counts);
    case BOOK_OVERDUE:
        return (size_t)s->counts.overdue;
    case BOOK_ALL:
    case BOOK_LISTS:
        break;
    }
    return (size_t)count_all(&s->counts);
}

static bool keep_row(void *context, const struct complaint *complaint)
{
    struct book_state *s = context;

    s->rows[s->row_count++] = *complaint;
    return s->row_count < ROWS_MOST;
}

/* Those that wait stand in the order in which they came; the whole book begins with the newest. */
static void read_rows(struct book_state *s, struct router *router)
{
    static const unsigned open =
        1U << COMPLAINT_RECEIVED | 1U << COMPLAINT_IN_PROGRESS | 1U << COMPLAINT_ANSWERED;
    struct complaint_query query = {.states = s->list == BOOK_OPEN ? open : 0,
                                    .is_overdue = s->list == BOOK_OVERDUE,
                                    .is_oldest_first = s->list != BOOK_ALL,
                                    .most = s->each};
    struct err err = {0};

    s->is_stale = false;
    s->row_count = 0;
    s->today = calendar_day(clock_now_ms(router_clock(router)), router_offset_min(router));
    if (!router_desk(router))
        return;
    if (!desk_count_complaints(router_desk(router), &s->counts, &err)) {
        router_desk_failed(router, &err, "counting the complaints");
        return;
    }
    (void)part_staff_pages(total_of(s, (enum book_list)s->list), s->each, &s->page);
    query.skip = (size_t)s->page * s->each;
    if (!desk_list_complaints(router_desk(router), &query, keep_row, s, &err))
        router_desk_failed(router, &err, "listing the complaints");
}

static void book_enter(void *state, struct router *router)
{
    struct book_state *s = state;

    (void)router;
    s->is_stale = true;
}

/* --- rows --------------------------------------------------------------------------------------- */

static void day_words(char *out, size_t size, const char *pattern, int64_t day)
{
    static const int64_t day_ms = INT64_C(86400000);
    char date[64];

    words_short_date(date, sizeof date, day * day_ms, 0);
    (void)text_fill(out, size, pattern, "date", date, NULL);
}

/* What the second line at the right says: how it stands with the promise. */
static enum ui_color promise(char *out, size_t size, const struct book_state *s,
                             const struct router *router, const struct complaint *complaint)
{
    if (complaint->is_erased) {
        (void)text_copy(out, size, _("bk_erased", "Text erased"));
        return C_INK2;
    }
    if (complaint->answered_ms > 0) {
        day_words(out, size, _("bk_answered", "Answered {date}"),
                  calendar_day(complaint->answered_ms, router_offset_min(router)));
        return C_INK2;
    }
    if (complaint->due_day == 0) {
        (void)text_copy(out, size, _("bk_no_due", "No date is promised"));
        return C_INK2;
    }
    bool is_late = complaint_is_overdue(complaint, s->today);
    day_words(out, size,
              is_late ? _("bk_late", "Overdue since {date}") : _("bk_due", "Promised for {date}"),
              complaint->due_day);
    return is_late ? C_WARNING : C_INK2;
}

static void draw_middle(struct ui *ui, const struct router *router,
                        const struct complaint *complaint, struct ui_box box)
{
    char what[STRINGS_LINE], cut[STRINGS_LINE], when[64], below[STRINGS_LINE];

    strings_dotted(what, sizeof what, words_complaint_kind(complaint->kind),
                   complaint->service_name);
    part_cut(ui, cut, sizeof cut, what, F_NAV, W_SEMIBOLD, box.w, 40);
    words_short_date(when, sizeof when, complaint->at_ms, router_offset_min(router));
    strings_dotted(below, sizeof below, when, words_complaint_weight(complaint->weight));
    ui_text(ui, &(struct ui_text){.box = {box.x, box.y + box.h / 2 - 44, box.w, 44},
                                  .text = cut,
                                  .font = F_NAV,
                                  .weight = W_SEMIBOLD,
                                  .color = C_INK,
                                  .max_lines = 1,
                                  .is_middle = true});
    ui_text(ui, &(struct ui_text){.box = {box.x, box.y + box.h / 2, box.w, 40},
                                  .text = below,
                                  .font = F_CAPTION,
                                  .weight = W_MEDIUM,
                                  .color = C_INK2,
                                  .max_lines = 1,
                                  .is_middle = true});
}

static void draw_state(struct ui *ui, const struct book_state *s, const struct router *router,
                       const struct complaint *complaint, struct ui_box box)
{
    char words[STRINGS_LINE];
    enum ui_color ink = promise(words, sizeof words, s, router, complaint);
    bool is_new = complaint->state == COMPLAINT_RECEIVED;

    ui_text(ui, &(struct ui_text){.box = {box.x, box.y + box.h / 2 - 44, box.w, 44},
                                  .text = words_complaint_progress(complaint),
                                  .font = F_NAV,
                                  .weight = W_BOLD,
                                  .color = is_new ? C_INFO : C_INK,
                                  .align = UI_RIGHT,
                                  .max_lines = 1,
                                  .is_middle = true});
    ui_text(ui, &(struct ui_text){.box = {box.x, box.y + box.h / 2, box.w, 40},
                                  .text = words,
                                  .font = F_CAPTION,
                                  .weight = ink == C_WARNING ? W_BOLD : W_MEDIUM,
                                  .color = ink,
                                  .align = UI_RIGHT,
                                  .max_lines = 1,
                                  .is_middle = true});
}

static bool draw_row(struct ui *ui, const struct book_state *s, const struct router *router,
                     const struct complaint *complaint, struct ui_box box)
{
    bool is_late = complaint_is_overdue(complaint, s->today);
    char name[WIDGET_NAME];
    struct ui_box in;

    (void)text_format(name, sizeof name, "complaint-%s", complaint->number);
    bool fired = ui_surface(ui,
                            &(struct ui_surface){.name = name,
                                                 .spoken = complaint->number,
                                                 .kind = is_late ? UI_TILE_NOTED : UI_TILE,
                                                 .box = box},
                            &in);
    ui_text(ui, &(struct ui_text){.box = {in.x + PAD, in.y, NUMBER_W, in.h},
                                  .text = complaint->number,
                                  .font = F_TITLE,
                                  .weight = W_BOLD,
                                  .color = C_INK,
                                  .max_lines = 1,
                                  .is_middle = true});
    int x = in.x + PAD + NUMBER_W;
    int right = in.x + in.w - PAD - STATE_W;
    draw_middle(ui, router, complaint, (struct ui_box){x, in.y, right - x - STAFF_GAP, in.h});
    draw_state(ui, s, router, complaint, (struct ui_box){right, in.y, STATE_W, in.h});
    return fired;
}

/* As many rows as the box has room for. */
static void keep_fresh(struct book_state *s, struct router *router, struct ui_box box)
{
    size_t each = (size_t)((box.h - PAGER - GAP + ROW_GAP) / (ROW + ROW_GAP));

    each = each < ROWS_MOST ? each : ROWS_MOST;
    s->is_stale = s->is_stale || s->each != each;
    s->each = each;
    if (s->is_stale)
        read_rows(s, router);
}

static void draw_rows(struct ui *ui, struct book_state *s, struct router *router, struct ui_box box)
{
    int before = s->page;

    if (s->row_count == 0)
        part_centred_line(ui, (struct ui_box){box.x, box.y + 160, box.w, 56}, ICON_CIRCLE_CHECK,
                          _("bk_none", "There are no complaints here"), C_INK2, false);
    for (size_t i = 0; i < s->row_count; i++) {
        struct ui_box row = {box.x, box.y + (int)i * (ROW + ROW_GAP), box.w, ROW};

        if (draw_row(ui, s, router, &s->rows[i], row))
            router_open_complaint(router, s->rows[i].number);
    }
    struct staff_pages pages =
        part_staff_pages(total_of(s, (enum book_list)s->list), s->each, &s->page);
    part_staff_pager(ui, (struct ui_box){box.x, box.y + box.h - PAGER, box.w, PAGER}, &s->page,
                     pages.pages);
    if (s->page != before) {
        s->is_stale = true;
        ui_ask_wake(ui, ui_now_ms(ui));
    }
}

/* --- the screen --------------------------------------------------------------------------------- */

static void draw_tabs(struct ui *ui, struct book_state *s, struct ui_box box)
{
    char open[64], overdue[64], all[64];

    strings_count(open, sizeof open, _("bk_open", "Not closed ({n})"), count_open(&s->counts));
    strings_count(overdue, sizeof overdue, _("bk_overdue", "Overdue ({n})"), s->counts.overdue);
    strings_count(all, sizeof all, _("all", "All ({n})"), count_all(&s->counts));
    const struct ui_tab tabs[BOOK_LISTS] = {
        [BOOK_OPEN] = {"list-open", open, ICON_HOURGLASS},
        [BOOK_OVERDUE] = {"list-overdue", overdue, ICON_TRIANGLE_ALERT},
        [BOOK_ALL] = {"list-all", all, ICON_LIST_CHECKS},
    };
    int chosen = ui_tabs(ui, box, tabs, ARRAY_LEN(tabs), s->list);

    if (chosen >= 0 && (size_t)chosen != s->list) {
        s->list = (size_t)chosen;
        s->page = 0;
        s->is_stale = true;
        ui_ask_wake(ui, ui_now_ms(ui));
    }
}

static void book_frame(void *state, struct ui *ui, struct router *router)
{
    struct book_state *s = state;
    int top = part_staff_top(ui) + GAP;
    struct ui_box box = {STAFF_MARGIN, top + TABS + GAP, ui_width(ui) - 2 * STAFF_MARGIN, 0};

    box.h = ui_height(ui) - STAFF_MARGIN - box.y;
    (void)part_staff_bar(ui, router,
                         &(struct staff_bar){.title = _("bp_title", "Complaint book"),
                                             .subtitle = router_office(router),
                                             .has_back = true});
    keep_fresh(s, router, box);
    draw_tabs(ui, s, (struct ui_box){box.x, top, box.w, TABS});
    draw_rows(ui, s, router, box);
}

const struct screen screen_staff_book = {
    .name = "staff-book",
    .state_size = sizeof(struct book_state),
    .idle_ms = 120000,
    .is_staff = true,
    .enter = book_enter,
    .frame = book_frame,
    .news = book_enter,
};
