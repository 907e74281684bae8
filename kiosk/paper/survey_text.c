/* The survey's report as aligned text. */
#include "paper/survey_text.h"
#include "columns.h"
#include "words/survey.h"
#include "words/words.h"

#include <stdio.h>
#include <string.h>

enum { NAME_WIDTH = 46, CELL_BYTES = 64, ELEMENT_CELLS = 5 };

static void add_line(struct text *out, const char *text)
{
    if (text[0])
        columns_wrap(out, text, SURVEY_TEXT_COLUMNS);
}

static void add_head(struct text *out, const struct catalog *catalog,
                     const struct survey_report *report, const char *lang)
{
    char line[WORDS_LINE];

    text_addf(out, "%s\n", _("it_title", "Public satisfaction index (IKM)"));
    add_line(out, words_in(&catalog->office.name, lang));
    words_period(line, sizeof line, &report->period);
    add_line(out, line);
    if (report->service_id[0])
        (void)text_fill(line, sizeof line, _("it_service", "Service: {name}"), "name",
                        report->service_name, NULL);
    else
        (void)text_copy(line, sizeof line, _("it_all_services", "All services"));
    add_line(out, line);
}

static void add_index(struct text *out, const struct survey_report *report)
{
    char index[CELL_BYTES], letter[2] = {0}, line[WORDS_LINE];

    if (!report->ikm.has_index) {
        add_line(out, _("it_none", "No answers yet, so there is no index."));
        return;
    }
    letter[0] = ikm_grade_letter(report->ikm.grade);
    words_centi(index, sizeof index, report->ikm.index_centi);
    (void)text_fill(line, sizeof line, _("it_index", "IKM {index} · grade {letter} · {grade}"),
                    "index", index, "letter", letter, "grade", words_grade(report->ikm.grade),
                    NULL);
    add_line(out, line);
}

static void add_sentences(struct text *out, const struct survey_report *report,
                          enum ikm_weight weight)
{
    char line[WORDS_LINE];

    words_sample(line, sizeof line, report);
    add_line(out, line);
    words_interval(line, sizeof line, &report->ikm, report->population);
    add_line(out, line);
    words_doubted(line, sizeof line, report);
    add_line(out, line);
    add_line(out, words_exact_weight());
    words_other_weight(line, sizeof line, &report->sums, weight);
    add_line(out, line);
}

/* The columns behind a name: right-aligned below their heads, as wide as these are or more. */
static void add_cells(struct text *out, const char *const *heads, const char *const *cells,
                      size_t count)
{
    enum { LEAST = 7 };

    for (size_t i = 0; i < count; i++) {
        int width = columns_width(heads[i]) > LEAST ? columns_width(heads[i]) : LEAST;

        text_add(out, "  ");
        columns_right(out, cells[i], width);
    }
    text_add(out, "\n");
}

static void add_element(struct text *out, const struct ikm_element *element, bool has_index,
                        int number, const char *name, const char *const heads[ELEMENT_CELLS])
{
    char cells[ELEMENT_CELLS][CELL_BYTES] = {"–", "–", "–", "–", "–"};
    char title[CELL_BYTES * 4];

    (void)text_format(title, sizeof title, "U%d  %s", number, name);
    if (has_index) {
        words_count(cells[0], CELL_BYTES, element->sum);
        words_milli(cells[1], CELL_BYTES, element->nrr_milli);
        words_milli(cells[2], CELL_BYTES, element->weighted_milli);
        words_centi(cells[3], CELL_BYTES, element->index_centi);
        (void)text_format(cells[4], CELL_BYTES, "%c", ikm_grade_letter(element->grade));
    }
    columns_name(out, title, NAME_WIDTH);
    add_cells(out, heads, (const char *const[]){cells[0], cells[1], cells[2], cells[3], cells[4]},
              ELEMENT_CELLS);
}

static void add_elements(struct text *out, const struct survey_report *report,
                         const struct questionnaire *questionnaire, enum survey_numbering numbering)
{
    const char *const heads[ELEMENT_CELLS] = {
        _("it_sum", "Sum"),          _("it_nrr", "NRR"),     _("it_weighted", "Weighted"),
        _("it_index_head", "Index"), _("it_grade", "Grade"),
    };

    text_add(out, "\n");
    columns_left(out, _("it_element", "Element"), NAME_WIDTH);
    add_cells(out, heads, heads, ELEMENT_CELLS);
    for (int number = 1; number <= ELEMENT_COUNT; number++) {
        enum survey_element element = survey_element_of_number(number, numbering);

        add_element(out, &report->ikm.elements[element], report->ikm.has_index, number,
                    words_element(element, questionnaire), heads);
    }
}

static void add_lowest(struct text *out, const struct survey_report *report,
                       const struct questionnaire *questionnaire, enum survey_numbering numbering)
{
    if (report->ikm.lowest_count == 0)
        return;
    text_addf(out, "\n%s\n",
              _("it_lowest", "Lowest three (equal elements share a rank), to be improved first"));
    for (size_t i = 0; i < report->ikm.lowest_count; i++) {
        const struct ikm_element *element = &report->ikm.elements[report->ikm.lowest[i]];
        char index[CELL_BYTES], line[WORDS_LINE];

        words_centi(index, sizeof index, element->index_centi);
        (void)text_format(line, sizeof line, "%d. U%d %s: %s (%c)", element->rank,
                          survey_element_number(element->element, numbering),
                          words_element(element->element, questionnaire), index,
                          ikm_grade_letter(element->grade));
        add_line(out, line);
    }
}

enum { SCOPE_CELLS = 4 };

/* A line of a breakdown or of the trend. */
static void add_scope(struct text *out, const char *name, const struct ikm *ikm, bool is_hidden,
                      const char *const heads[SCOPE_CELLS])
{
    char cells[2][CELL_BYTES];
    char letter[4] = "–";
    const char *grade = "–";

    words_count(cells[0], CELL_BYTES, ikm->n);
    words_index(cells[1], CELL_BYTES, ikm);
    if (ikm->has_index && !is_hidden) {
        (void)text_format(letter, sizeof letter, "%c", ikm_grade_letter(ikm->grade));
        grade = words_grade(ikm->grade);
    }
    columns_name(out, name, NAME_WIDTH);
    add_cells(out, heads, (const char *const[]){cells[0], cells[1], letter, grade}, SCOPE_CELLS);
}

static void add_scope_head(struct text *out, const char *title,
                           const char *const heads[SCOPE_CELLS])
{
    text_add(out, "\n");
    columns_left(out, title, NAME_WIDTH);
    add_cells(out, heads, heads, SCOPE_CELLS);
}

static void add_rows(struct text *out, const struct survey_report *report,
                     const char *const heads[SCOPE_CELLS])
{
    char name[TICKET_NAME_TEXT];
    bool has_hidden = false;

    if (report->by == BY_NOTHING)
        return;
    add_scope_head(out, words_survey_by(report->by), heads);
    for (size_t i = 0; i < report->row_count; i++) {
        const struct survey_row *row = &report->rows[i];

        words_survey_row(name, sizeof name, report->by, row);
        add_scope(out, name, &row->ikm, row->is_hidden, heads);
        has_hidden = has_hidden || row->is_hidden;
    }
    add_scope(out, _("rp_total", "Total"), &report->ikm, false, heads);
    if (has_hidden)
        add_line(out,
                 _("it_hidden",
                   "Groups of fewer than 5 respondents show their number only; so does the next "
                   "smallest where it would give them away."));
}

static void add_trend(struct text *out, const struct survey_report *report,
                      const char *const heads[SCOPE_CELLS])
{
    char name[WORDS_LINE];

    if (report->trend_count == 0)
        return;
    add_scope_head(out, _("it_trend", "Trend"), heads);
    for (size_t i = 0; i < report->trend_count; i++) {
        words_period_name(name, sizeof name, &report->trend[i].period);
        add_scope(out, name, &report->trend[i].ikm, false, heads);
    }
}

/* The office's own questions: how many chose which option. */
static void add_extras(struct text *out, const struct survey_report *report,
                       const struct questionnaire *form, const char *lang, const char *head)
{
    int width = columns_width(head) + 2;
    char count[CELL_BYTES];

    for (size_t i = 0; form && i < form->extra_count; i++) {
        const struct question *question = &form->extras[i];

        text_add(out, "\n");
        columns_name(out, words_in(&question->name, lang), NAME_WIDTH);
        columns_right(out, head, width);
        text_add(out, "\n");
        for (size_t option = 0; option < question->option_count; option++) {
            words_count(count, sizeof count, report->extras[i][option + 1]);
            columns_name(out, words_in(&question->options[option], lang), NAME_WIDTH);
            columns_right(out, count, width);
            text_add(out, "\n");
        }
    }
}

void survey_report_text(const struct catalog *catalog, const struct survey_report *report,
                        const struct questionnaire *questionnaire,
                        const struct survey_text_style *style, struct text *out)
{
    AUTO_LANG struct lang_scope scope = lang_enter(style->lang);
    const char *const heads[SCOPE_CELLS] = {
        _("it_respondents", "Respondents"),
        _("it_ikm", "IKM"),
        _("it_grade", "Grade"),
        _("it_performance", "Performance"),
    };

    add_head(out, catalog, report, style->lang);
    text_add(out, "\n");
    add_index(out, report);
    add_sentences(out, report, style->weight);
    add_elements(out, report, questionnaire, style->numbering);
    add_lowest(out, report, questionnaire, style->numbering);
    add_rows(out, report, heads);
    add_trend(out, report, heads);
    add_extras(out, report, questionnaire, style->lang, heads[0]);
}
