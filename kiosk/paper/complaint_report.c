/* The complaint book's register on A4. */
#include "paper/complaint_report.h"

#include "page_parts.h"

#include "words/complaint.h"
#include "words/period.h"
#include "words/words.h"

#include <assert.h>
#include <inttypes.h>

#define DAY_MS INT64_C(86400000)

enum { SECTION_GAP = 40, CELL_PX = 22, DATE_TEXT = 96 };

struct book {
    const struct catalog *catalog;
    const struct complaint_report *report;
    const char *lang;
};

static void add_head(struct pages *pages, const struct book *book)
{
    const struct complaint_report *report = book->report;
    char period[WORDS_LINE];

    words_period(period, sizeof(period), &report->period);
    page_head(pages,
              &(struct page_head){
                  .catalog = book->catalog,
                  .lang = book->lang,
                  .title = _("bp_title", "Complaint book"),
                  .period = period,
                  .state = report->has_names
                               ? _("bp_with_names", "Identities were opened for this report: keep "
                                                    "it under lock.")
                               : _("bp_without_names", "Identities were not opened."),
                  .made_ms = report->made_ms,
              });
}

static void set_figure(struct page_figure *figure, const char *label, int64_t count)
{
    words_count(figure->figure, FIGURE_TEXT, count);
    figure->label = label;
}

static void add_states(struct pages *pages, const struct complaint_report *report)
{
    struct page_figure figures[COMPLAINT_STATE_COUNT + 2];
    size_t count = 0;

    static_assert(ARRAY_LEN(figures) <= FIGURES_MOST, "one row has room for them");
    set_figure(&figures[count++], _("bp_total", "Complaints"), report->total);
    for (int state = 0; state < COMPLAINT_STATE_COUNT; state++)
        set_figure(&figures[count++], words_complaint_state((enum complaint_state)state),
                   report->by_state[state]);
    set_figure(&figures[count++], _("bp_overdue", "Overdue"), report->overdue);
    page_figures(pages, figures, count);
}

static void add_kinds(struct pages *pages, const struct complaint_report *report)
{
    struct page_figure figures[COMPLAINT_KIND_COUNT + WEIGHT_COUNT];
    size_t count = 0;

    static_assert(ARRAY_LEN(figures) <= FIGURES_MOST, "one row has room for them");
    for (int kind = 0; kind < COMPLAINT_KIND_COUNT; kind++)
        set_figure(&figures[count++], words_complaint_kind((enum complaint_kind)kind),
                   report->by_kind[kind]);
    for (int weight = WEIGHT_RINGAN; weight <= WEIGHT_COUNT; weight++) { /* the unset come last */
        enum complaint_weight shown = (enum complaint_weight)(weight % WEIGHT_COUNT);

        set_figure(&figures[count++], words_complaint_weight(shown), report->by_weight[shown]);
    }
    page_figures(pages, figures, count);
    pages->y += SECTION_GAP / 2;
}

static void date_text(char out[DATE_TEXT], int64_t ms, int offset_min)
{
    if (ms > 0)
        words_short_date(out, DATE_TEXT, ms, offset_min);
    else
        text_copy(out, DATE_TEXT, "–");
}

static void due_text(char out[DATE_TEXT], const struct complaint *complaint, int64_t today)
{
    char date[DATE_TEXT];

    date_text(date, complaint->due_day * DAY_MS, 0);
    if (complaint_is_overdue(complaint, today))
        text_format(out, DATE_TEXT, "%s %s", date, _("bp_late", "OVERDUE"));
    else
        text_copy(out, DATE_TEXT, date);
}

static void add_row(struct pages *pages, struct page_table *table, const struct book *book,
                    const struct complaint_row *row)
{
    const struct complaint *complaint = &row->complaint;
    const int offset_min = zone_offset_min(book->catalog->office.zone);
    char at[DATE_TEXT], answered[DATE_TEXT], due[DATE_TEXT];

    date_text(at, complaint->at_ms, offset_min);
    date_text(answered, complaint->answered_ms, offset_min);
    due_text(due, complaint, book->report->today);
    page_table_row(pages, table,
                   (const char *[CELLS_MOST]){
                       at,
                       complaint->number,
                       words_complaint_identity(book->report, row),
                       words_complaint_kind(complaint->kind),
                       complaint->service_name[0] ? complaint->service_name : "–",
                       words_complaint_weight(complaint->weight),
                       words_complaint_state(complaint->state),
                       due,
                       answered,
                   },
                   false);
}

static void add_register(struct pages *pages, const struct book *book)
{
    char again[128];
    struct page_table table = {
        .title = _("bp_register", "Register of complaints"),
        .again = again,
        .columns = 9,
        .heads = {_("bp_date", "Date"), _("bp_number", "Number"), _("bp_identity", "Identity"),
                  _("bp_kind", "Kind"), _("bp_service", "Service"), _("bp_weight", "Weight"),
                  _("bp_state", "State"), _("bp_due", "Promised"), _("bp_answer", "Answered on")},
        .widths = {172, 150, 340, 200, 0, 180, 160, 190, 190},
        .wide = 4,
        .px = CELL_PX,
    };

    page_again(again, sizeof(again), table.title);
    page_table_measure(pages, &table);
    for (size_t i = 0; i < book->report->row_count; i++)
        add_row(pages, &table, book, &book->report->rows[i]);
    pages->y += 12;
}

static void add_left_out(struct pages *pages, const struct complaint_report *report)
{
    char count[32], line[WORDS_LINE];

    words_count(count, sizeof(count), report->left_out);
    text_fill(line, sizeof(line),
              _("bp_left_out", "{n} more complaints are in the totals, but have no row here."), "n",
              count, NULL);
    if (report->left_out > 0)
        page_note(pages, line);
    if (report->total == 0)
        page_note(pages, _("bp_none", "There were no complaints in this period."));
}

static void draw(struct pages *pages, const void *context)
{
    const struct book *book = context;

    add_head(pages, book);
    add_states(pages, book->report);
    add_kinds(pages, book->report);
    add_register(pages, book);
    add_left_out(pages, book->report);
}

bool complaint_report_pdf(const struct catalog *catalog, const struct complaint_report *report,
                          const char *lang, struct text *out, struct err *err)
{
    AUTO_LANG struct lang_scope scope = lang_enter(lang);
    const struct book book = {catalog, report, lang};
    char period[128], title[WORDS_LINE];

    words_period_name(period, sizeof(period), &report->period);
    text_format(title, sizeof(title), "%s · %s · %s", words_in(&catalog->office.name, lang),
                _("bp_title", "Complaint book"), period);
    return pages_write(&(struct page_document){.paper = PAPER_A4_WIDE,
                                               .title = title,
                                               .has_foot = true,
                                               .made_ms = report->made_ms,
                                               .draw = draw,
                                               .context = &book},
                       out, err);
}
