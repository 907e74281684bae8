/* The complaint's receipt (Bukti Pengaduan): what was promised, never what was written. */
#include "slip_build.h"
#include "domain/calendar.h"
#include "words/complaint.h"
#include "words/complaint_promise.h"
#include "words/report.h"
#include "words/words.h"

/* What one receipt is drawn from, in its language. */
struct complaint_view {
    const struct catalog *catalog;
    const struct complaint *complaint;
    const struct service *service; /* NULL: none was named, or the catalogue no longer has it */
    const char *lang;
    int offset_min;
    int copy;
};

static void add_number(struct slip *slip, const struct complaint_view *view)
{
    struct rows *rows = &slip->rows;

    rows_text(rows, LOOK_RECEIPT, CELL_CENTRE, _("k_cmp", "COMPLAINT RECEIPT"), 0);
    slip_add_copy(slip, view->copy);
    rows_text(rows, LOOK_FILE_NUMBER, CELL_CENTRE, view->complaint->number, 0);
    rows_text(rows, LOOK_CAPTION, CELL_CENTRE, _("k_cmp_no", "complaint number"), 0);
}

/* The Indonesian name is the one told when it was filed, whatever the catalogue says now. */
static void add_facts(struct rows *rows, const struct complaint_view *view)
{
    const struct complaint *complaint = view->complaint;
    const char *service = complaint->service_name;
    char line[WORDS_LINE];

    if (view->service && !text_equal(view->lang, "id"))
        service = words_in(&view->service->name, view->lang);
    rows_rule(rows);
    rows_pair(rows, _("k_cmp_kind", "Kind"), words_complaint_kind(complaint->kind));
    rows_pair(rows, _("k_cmp_service", "Service"), service);
    words_date_time(line, sizeof line, complaint->at_ms, view->offset_min);
    rows_pair(rows, _("k_in", "Received"), line);
    rows_pair(rows, _("k_cmp_reply", "Reply"), words_complaint_reply(complaint->reply));
}

static void add_due(struct slip *slip, const struct complaint *complaint)
{
    char line[WORDS_LINE];

    rows_rule(&slip->rows);
    if (complaint->due_day > 0) {
        slip_add_day(slip, words_complaint_due_caption(complaint->reply), complaint->due_day);
        return;
    }
    words_complaint_due(line, sizeof line, complaint);
    rows_text(&slip->rows, LOOK_NOTE, CELL_LEFT, line, 0);
}

static bool add_code(struct slip *slip, const struct complaint_view *view, struct err *err)
{
    const struct office *office = &view->catalog->office;
    const char *name = words_in(&office->name, view->lang);
    const char *keep = _("k_cmp_keep", "Show this receipt to ask about your complaint.");
    char qr[TICKET_QR_TEXT], date[64], code[64], line[WORDS_LINE];

    if (!complaint_format_qr(qr, office->id, view->complaint->number, view->complaint->code))
        return err_set(err, ERR_INVALID, "office id %s and complaint %s do not fit the QR code",
                       office->id, view->complaint->number);
    text_fill(code, sizeof code, _("k_code", "Code {kode}"), "kode", view->complaint->code, NULL);
    rows_rule(&slip->rows);
    if (!rows_qr(&slip->rows, qr, keep, code, err))
        return false;
    words_short_date(date, sizeof date, view->complaint->at_ms, view->offset_min);
    text_fill(line, sizeof line, _("k_dot", "{a} · {b}"), "a", view->complaint->number, "b", date,
              NULL);
    rows_text(&slip->rows, LOOK_WORDS, CELL_CENTRE, line, 0);
    rows_text(&slip->rows, LOOK_WORDS, CELL_CENTRE, name ? name : office->id, 0);
    return true;
}

/* How to ask, how to have the data deleted, and where else to turn. */
static void add_ways(struct rows *rows, const struct complaint_view *view)
{
    const struct complaints *channels = words_complaint_channels(view->catalog, view->service);
    char line[WORDS_LINE];

    words_complaint_ask(line, sizeof line, &view->catalog->office, view->lang);
    rows_text(rows, LOOK_NOTE, CELL_LEFT, line, 0);
    rows_text(rows, LOOK_NOTE, CELL_LEFT,
              _("k_cmp_erase",
                "To have your complaint and contact erased, show an officer the number and code."),
              0);
    rows_line(rows);
    words_complaint_national(line, sizeof line);
    rows_text(rows, LOOK_NOTE, CELL_CENTRE, line, 0);
    words_complaints(line, sizeof line, channels, view->lang, rows->width == SLIP_80MM);
    rows_text(rows, LOOK_CONTACT, CELL_CENTRE, line, 0);
}

static bool draw_complaint(struct slip **out, enum slip_width width,
                           const struct complaint_view *view, struct err *err)
{
    struct slip *slip = slip_new(width, view->complaint->number, view->complaint->at_ms);

    slip_add_head(slip, &view->catalog->office, view->lang);
    add_number(slip, view);
    add_facts(&slip->rows, view);
    add_due(slip, view->complaint);
    if (!add_code(slip, view, err)) {
        slip_free(slip);
        return false;
    }
    add_ways(&slip->rows, view);
    return slip_finish(slip, out, err);
}

bool slip_complaint(struct slip **out, enum slip_width width, const struct catalog *catalog,
                    const struct complaint *complaint, const char *lang, int copy, struct err *err)
{
    const struct complaint_view view = {
        .catalog = catalog,
        .complaint = complaint,
        .service = catalog_service(catalog, complaint->service_id),
        .lang = lang[0] ? lang : "id",
        .offset_min = zone_offset_min(catalog->office.zone),
        .copy = copy,
    };
    AUTO_LANG struct lang_scope scope = lang_enter(view.lang);

    return draw_complaint(out, width, &view, err);
}
