/* The queue ticket. */
#include "slip_build.h"
#include "words/words.h"

/* What one ticket is drawn from, in its language. */
struct ticket_view {
    const struct office *office;
    const struct ticket *ticket;
    const struct group *group;     /* NULL when the catalogue no longer has it */
    const struct service *service; /* NULL for a number of a group, or an old service */
    const char *lang;
    int offset_min;
    int copy;
};

static struct ticket_view ticket_view(const struct catalog *catalog, const struct ticket *ticket,
                                      int copy)
{
    return (struct ticket_view){
        .office = &catalog->office,
        .ticket = ticket,
        .group = catalog_group(catalog, ticket->group_id),
        .service = ticket->service_id[0] ? catalog_service(catalog, ticket->service_id) : NULL,
        .lang = ticket->lang[0] ? ticket->lang : "id",
        .offset_min = zone_offset_min(catalog->office.zone),
        .copy = copy,
    };
}

/* The Indonesian name is the one told when the number was taken, whatever the catalogue says now. */
static const char *purpose(const struct ticket_view *view)
{
    const char *told = view->ticket->service_name;

    if (view->service && (!told[0] || !text_equal(view->lang, "id")))
        return words_in(&view->service->name, view->lang);
    if (view->group && (!told[0] || !text_equal(view->lang, "id")))
        return words_in(&view->group->name, view->lang);
    return told;
}

static void add_number(struct slip *slip, const struct ticket_view *view)
{
    struct rows *rows = &slip->rows;

    rows_text(rows, LOOK_HEADING, CELL_CENTRE, _("k_no", "QUEUE NUMBER"), 0);
    if (view->ticket->is_priority)
        rows_badge(rows, ROW_FILLED, _("k_priority", "PRIORITY"));
    slip_add_copy(slip, view->copy);
    rows_number(rows, view->ticket->number);
    rows_text(rows, LOOK_PERMIT, CELL_CENTRE, purpose(view), 2);
}

static void add_printed(struct rows *rows, const struct ticket_view *view)
{
    int64_t at = view->ticket->issued_at_ms;
    char date[128], time[32];

    if (rows->width == SLIP_58MM) {
        words_date(date, sizeof(date), at, view->offset_min);
        words_time(time, sizeof(time), at, view->offset_min);
        rows_pair(rows, date, time);
        return;
    }
    words_date_time(date, sizeof(date), at, view->offset_min);
    /* A copy is printed later than the number was taken; the time told is the number's. */
    rows_pair(rows, view->copy > 0 ? _("k_issued", "Issued") : _("k_at", "Printed"), date);
}

static void add_facts(struct rows *rows, const struct ticket_view *view)
{
    char line[WORDS_LINE];

    rows_rule(rows);
    if (view->group) {
        rows_pair(rows, _("waitat", "Wait in"), words_in(&view->group->wait_at, view->lang));
        words_counters(line, sizeof(line), view->group, view->lang);
        rows_pair(rows, _("k_go", "Go to"), line);
    }
    words_people(line, sizeof(line), view->ticket->people_ahead);
    rows_pair(rows, _("ahead", "Ahead of you"), line);
    words_wait(line, sizeof(line), &view->ticket->wait);
    rows_pair(rows, _("est", "Estimate"), line);
    add_printed(rows, view);
}

/* False when the catalogue has not got every unticked requirement (any more). */
static bool has_all_unticked(const struct ticket_view *view)
{
    for (size_t i = 0; i < view->ticket->unticked_count; i++) {
        if (!view->service || view->ticket->unticked[i] < 1
            || view->ticket->unticked[i] > view->service->requirements.count)
            return false;
    }
    return true;
}

static void add_unticked_texts(struct rows *rows, const struct ticket_view *view)
{
    char line[WORDS_LINE], n[16];

    for (size_t i = 0; i < view->ticket->unticked_count; i++) {
        unsigned number = view->ticket->unticked[i];
        const struct item *item = &view->service->requirements.items[number - 1];

        text_format(n, sizeof(n), "%u", number);
        text_fill(line, sizeof(line), _("k_unticked", "[ ] {n}. {text}"), "n", n, "text",
                  words_in(item_shown(item), view->lang), NULL);
        rows_text(rows, LOOK_ITEM, CELL_LEFT, line, 0);
    }
}

static void add_unticked_numbers(struct rows *rows, const struct ticket_view *view)
{
    const struct ticket *ticket = view->ticket;
    char list[WORDS_LINE], line[WORDS_LINE];

    words_numbers(list, sizeof(list), ticket->unticked, ticket->unticked_count);
    text_fill(line, sizeof(line),
              N_("k_unticked_no", "requirement {list}", "requirements {list}",
                 (unsigned long)ticket->unticked_count),
              "list", list, NULL);
    rows_text(rows, LOOK_ITEM, CELL_LEFT, line, 0);
}

static void add_unticked(struct rows *rows, const struct ticket_view *view, bool is_brief)
{
    char head[64], line[96], n[16];

    if (view->ticket->unticked_count == 0)
        return;
    rows_rule(rows);
    text_format(n, sizeof(n), "%zu", view->ticket->unticked_count);
    text_fill(head, sizeof(head), _("k_miss", "Not ticked ({n})"), "n", n, NULL);
    text_fill(line, sizeof(line), _("k_colon", "{text}:"), "text", head, NULL);
    rows_text(rows, LOOK_LIST_HEAD, CELL_LEFT, line, 0);
    if (is_brief || rows->width == SLIP_58MM || !has_all_unticked(view))
        add_unticked_numbers(rows, view);
    else
        add_unticked_texts(rows, view);
}

/* What the code says, for people without a phone at hand. */
static void add_code_words(struct rows *rows, const char *number, const char *office,
                           const char *date)
{
    char line[WORDS_LINE];

    if (rows->width == SLIP_80MM) {
        text_fill(line, sizeof(line), _("k_note", "{number} · {office} · {date}"), "number", number,
                  "office", office, "date", date, NULL);
        rows_text(rows, LOOK_WORDS, CELL_CENTRE, line, 0);
        return;
    }
    text_fill(line, sizeof(line), _("k_dot", "{a} · {b}"), "a", number, "b", date, NULL);
    rows_text(rows, LOOK_WORDS, CELL_CENTRE, line, 0);
    rows_text(rows, LOOK_WORDS, CELL_CENTRE, office, 0);
}

static bool add_code(struct rows *rows, const struct ticket_view *view, struct err *err)
{
    const struct ticket *ticket = view->ticket;
    const char *office = words_in(&view->office->name, view->lang);
    char qr[TICKET_QR_TEXT], code[64], date[64];

    if (!queue_format_qr(qr, view->office->id, ticket->issued_at_ms, view->offset_min,
                         ticket->number, ticket->code))
        return err_set(err, ERR_INVALID, "office id %s and number %s do not fit the QR code",
                       view->office->id, ticket->number);
    text_fill(code, sizeof(code), _("k_code", "Code {kode}"), "kode", ticket->code, NULL);
    if (!rows_qr(rows, qr, _("k_keep", "Scan to keep this number."), code, err))
        return false;
    words_short_date(date, sizeof(date), ticket->issued_at_ms, view->offset_min);
    add_code_words(rows, ticket->number, office ? office : view->office->id, date);
    return true;
}

static bool draw_ticket(struct slip **out, enum slip_width width, const struct ticket_view *view,
                        bool is_brief, struct err *err)
{
    struct slip *slip = slip_new(width, view->ticket->number, view->ticket->issued_at_ms);
    struct rows *rows = &slip->rows;

    slip_add_head(slip, view->office, view->lang);
    add_number(slip, view);
    add_facts(rows, view);
    add_unticked(rows, view, is_brief);
    if (rows->width == SLIP_80MM)
        rows_rule(rows);
    if (!add_code(rows, view, err)) {
        slip_free(slip);
        return false;
    }
    slip_add_foot(slip, view->office, view->service, view->lang);
    return slip_finish(slip, out, err);
}

bool slip_ticket(struct slip **out, enum slip_width width, const struct catalog *catalog,
                 const struct ticket *ticket, int copy, struct err *err)
{
    struct ticket_view view = ticket_view(catalog, ticket, copy);
    AUTO_LANG struct lang_scope scope = lang_enter(view.lang);
    struct err first = {0};

    if (draw_ticket(out, width, &view, false, &first))
        return true;
    /* A number must reach paper: a list too long to print is told by its numbers instead. */
    if (first.code == ERR_FULL)
        return draw_ticket(out, width, &view, true, err);
    return err_set(err, first.code, "%s", first.text);
}
