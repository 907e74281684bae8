/* "Pengolahan data survei per responden dan per unsur pelayanan": the official table. */
#include "survey_sheet.h"

#include "words/survey.h"
#include "words/words.h"

#include <assert.h>

enum {
    NUMBER_COLUMN = 264, /* "1–100.000" */
    ROW_HEIGHT = 40,
    PAIR_LABEL = 300,
    CELL_TEXT = 48,
    COLUMNS = 1 + ELEMENT_COUNT,
    GAP = 28,
    LONG_SUMS_FROM = 250000, /* 1.000.000 and more */
    LONG_SUM_PX = 19,
};

static const struct page_text title_look = {38, FONT_BOLD, INK_PRIMARY, PAGE_CENTRE};
static const struct page_text label_look = {26, FONT_SEMIBOLD, INK_SOFT, PAGE_LEFT};
static const struct page_text value_look = {26, FONT_BOLD, INK_TEXT, PAGE_LEFT};

/* One row of the table as texts. */
struct row {
    char texts[COLUMNS][CELL_TEXT];
    const char *cells[CELLS_MOST];
};

static void row_point(struct row *row)
{
    static_assert((int)COLUMNS <= (int)CELLS_MOST, "the table has room for every element");
    for (int i = 0; i < COLUMNS; i++)
        row->cells[i] = row->texts[i];
}

static void add_pair(struct pages *pages, const char *label, const char *value)
{
    const int margin = pages->format->margin;
    int left, right;

    if (!value || !*value)
        return;
    left = page_text(pages, &label_look, label, margin, pages->y, PAIR_LABEL);
    page_text(pages, &value_look, ":", margin + PAIR_LABEL, pages->y, 20);
    right = page_text(pages, &value_look, value, margin + PAIR_LABEL + 24, pages->y,
                      page_content(pages) - PAIR_LABEL - 24);
    pages->y += (left > right ? left : right) + 6;
}

static const char *channel_of(const struct survey_sheet *sheet, enum channel_kind kind)
{
    const struct channel *channel =
        complaints_channel(&sheet->catalog->office.standard.complaints, kind);

    return channel ? words_in(&channel->value, sheet->paper->lang) : NULL;
}

static void phones(char *out, size_t size, const struct survey_sheet *sheet)
{
    const char *phone = channel_of(sheet, CHANNEL_PHONE), *fax = channel_of(sheet, CHANNEL_FAX);

    text_format(out, size, "%s%s%s", phone ? phone : "", phone && fax ? " / " : "", fax ? fax : "");
}

static void respondents(char *out, size_t size, const struct survey_report *report)
{
    char n[CELL_TEXT], required[CELL_TEXT];

    words_count(n, sizeof(n), report->ikm.n);
    words_count(required, sizeof(required), report->required);
    if (report->required == 0)
        text_copy(out, size, n);
    else
        text_fill(out, size, _("sp_of", "{n} of {m} needed"), "n", n, "m", required, NULL);
}

static void add_head(struct pages *pages, const struct survey_sheet *sheet)
{
    const struct office *office = &sheet->catalog->office;
    char line[WORDS_LINE];

    page_line(pages, &title_look,
              _("sp_title", "PROCESSING OF THE PUBLIC SATISFACTION SURVEY BY RESPONDENT AND BY "
                            "SERVICE ELEMENT"));
    pages->y += GAP;
    add_pair(pages, _("sp_unit", "Service unit"), office_title(office, sheet->paper->lang));
    add_pair(pages, _("rp_service", "Service"), sheet_service(sheet));
    words_period(line, sizeof(line), &sheet->report->period);
    add_pair(pages, _("sp_period", "Period"), line);
    add_pair(pages, _("sp_address", "Address"), words_in(&office->address, sheet->paper->lang));
    phones(line, sizeof(line), sheet);
    add_pair(pages, _("sp_phone", "Phone/Fax"), line);
    respondents(line, sizeof(line), sheet->report);
    add_pair(pages, _("sp_respondents", "Respondents"), line);
    pages->y += GAP;
}

/* Blocks of round sizes, so that the first numbers are easy to follow. */
static size_t block_size(size_t count)
{
    static const size_t steps[] = {2, 5, 10};
    size_t size = 1, decade = 1;

    for (size_t i = 0; (count + size - 1) / size > SURVEY_RESPONDENTS_SHOWN; i++) {
        size = decade * steps[i % ARRAY_LEN(steps)];
        decade *= i % ARRAY_LEN(steps) == ARRAY_LEN(steps) - 1 ? 10 : 1;
    }
    return size;
}

static void fill_block(struct row *row, const struct survey_sheet *sheet, size_t from, size_t until)
{
    char first[CELL_TEXT], last[CELL_TEXT];

    words_count(first, sizeof(first), (int64_t)from + 1);
    words_count(last, sizeof(last), (int64_t)until);
    if (until - from == 1)
        text_copy(row->texts[0], CELL_TEXT, first);
    else
        text_format(row->texts[0], CELL_TEXT, "%s–%s", first, last);
    for (int number = 1; number <= ELEMENT_COUNT; number++) {
        enum survey_element element = sheet_element(sheet, number);
        int64_t sum = 0;

        for (size_t i = from; i < until; i++)
            sum += sheet->report->answers[i][element];
        words_count(row->texts[number], CELL_TEXT, sum);
    }
}

static void add_respondents(struct pages *pages, struct page_table *table,
                            const struct survey_sheet *sheet, size_t block)
{
    const size_t count = sheet->report->answer_count;
    struct row row;

    row_point(&row);
    for (size_t from = 0; from < count; from += block) {
        size_t until = from + block < count ? from + block : count;

        if (pages->total > 0) /* counting needs no figures */
            fill_block(&row, sheet, from, until);
        page_table_row(pages, table, row.cells, false);
    }
}

/* Sums, averages and the index are read together: two rows of two lines and the totals. */
enum { FOOT_FOLLOWS = 272 };

enum foot_row { FOOT_SUM, FOOT_NRR, FOOT_WEIGHTED, FOOT_ROWS };

static void add_foot_row(struct pages *pages, struct page_table *table,
                         const struct survey_sheet *sheet, enum foot_row kind)
{
    const char *const names[] = {
        [FOOT_SUM] = _("sp_sum", "Sum of scores"),
        [FOOT_NRR] = _("sp_nrr", "NRR"),
        [FOOT_WEIGHTED] = _("sp_weighted", "Weighted NRR"),
    };
    static_assert(ARRAY_LEN(names) == FOOT_ROWS, "every row of the foot has its name");
    struct row row;

    row_point(&row);
    text_copy(row.texts[0], CELL_TEXT, names[kind]);
    for (int number = 1; number <= ELEMENT_COUNT; number++) {
        const struct ikm_element *element =
            &sheet->report->ikm.elements[sheet_element(sheet, number)];
        char *out = row.texts[number];

        if (!sheet->report->ikm.has_index)
            text_copy(out, CELL_TEXT, "–");
        else if (kind == FOOT_SUM)
            words_count(out, CELL_TEXT, element->sum);
        else
            words_milli(out, CELL_TEXT,
                        kind == FOOT_NRR ? element->nrr_milli : element->weighted_milli);
    }
    page_table_row(pages, table, row.cells, true);
}

/* A total under the nine columns: its name, and the value at the right. */
static void add_total(struct pages *pages, const char *name, const char *mark, const char *value)
{
    const struct page_text name_look = {28, FONT_BOLD, INK_WHITE, PAGE_LEFT};
    const struct page_text total_look = {28, FONT_BOLD, INK_WHITE, PAGE_RIGHT};
    const int margin = pages->format->margin, content = page_content(pages);
    enum { PAD = 12, HEIGHT = 60 };
    char line[96];

    text_format(line, sizeof(line), "%s  %s", mark, value);
    page_box(pages, INK_PRIMARY, margin, pages->y, content, HEIGHT);
    page_text(pages, &name_look, name, margin + PAD, pages->y + PAD, content - 2 * PAD - 320);
    page_text(pages, &total_look, line, margin, pages->y + PAD, content - PAD);
    pages->y += HEIGHT + 4;
}

static void add_totals(struct pages *pages, const struct survey_sheet *sheet)
{
    const struct ikm *ikm = &sheet->report->ikm;
    char value[CELL_TEXT];

    page_need(pages, 128);
    text_copy(value, sizeof(value), "–");
    if (ikm->has_index)
        words_milli(value, sizeof(value), ikm->weighted_milli);
    add_total(pages, _("sp_weighted_total", "Sum of the weighted NRR"), "*)", value);
    words_index(value, sizeof(value), ikm);
    add_total(pages, _("sp_index", "IKM of the service unit"), "**)", value);
    pages->y += GAP;
}

static void add_table(struct pages *pages, const struct survey_sheet *sheet)
{
    char heads[ELEMENT_COUNT][8], again[128];
    struct page_table table = {
        .title = _("sp_table", "Scores of the service elements"),
        .columns = COLUMNS,
        .heads = {_("sp_no", "No. resp.")},
        .widths = {NUMBER_COLUMN},
        .wide = ELEMENT_COUNT, /* the last one takes what division leaves */
        .row_height = ROW_HEIGHT,
    };

    page_again(again, sizeof(again), table.title);
    table.again = again;
    for (int number = 1; number <= ELEMENT_COUNT; number++) {
        text_format(heads[number - 1], sizeof(heads[0]), "U%d", number);
        table.heads[number] = heads[number - 1];
        table.widths[number] = (page_content(pages) - NUMBER_COLUMN) / ELEMENT_COUNT;
        table.aligns[number] = PAGE_CENTRE;
    }
    page_table_measure(pages, &table);
    add_respondents(pages, &table, sheet, block_size(sheet->report->answer_count));
    table.row_height = 0; /* names of the foot may take two lines, its sums one */
    table.px = sheet->report->ikm.n >= LONG_SUMS_FROM ? LONG_SUM_PX : 0;
    table.follows = FOOT_FOLLOWS;
    for (int kind = 0; kind < FOOT_ROWS; kind++) {
        add_foot_row(pages, &table, sheet, (enum foot_row)kind);
        table.follows = 0;
    }
    pages->y += 4;
    add_totals(pages, sheet);
}

static void add_block_note(struct pages *pages, const struct survey_sheet *sheet)
{
    size_t block = block_size(sheet->report->answer_count);
    char size[CELL_TEXT], most[CELL_TEXT], line[WORDS_LINE];

    if (block == 1)
        return;
    words_count(size, sizeof(size), (int64_t)block);
    words_count(most, sizeof(most), SURVEY_RESPONDENTS_SHOWN);
    text_fill(line, sizeof(line),
              _("sp_blocks", "More than {most} respondents: each row below holds the sums of "
                             "{n} respondents, in their order."),
              "most", most, "n", size, NULL);
    page_note(pages, line);
    pages->y += GAP / 2;
}

static void add_elements(struct pages *pages, const struct survey_sheet *sheet)
{
    const struct ikm *ikm = &sheet->report->ikm;
    char again[128];
    struct page_table table = {
        .title = _("sp_averages", "Average score of each service element"),
        .columns = 5,
        .heads = {_("sp_number", "No."), _("sp_element", "Service element"),
                  _("sp_average", "Average score"), _("sp_converted", "Converted (× 25)"),
                  _("sp_quality", "Grade")},
        .widths = {100, 0, 220, 240, 220},
        .aligns = {PAGE_LEFT, PAGE_LEFT, PAGE_RIGHT, PAGE_RIGHT, PAGE_CENTRE},
        .wide = 1,
    };

    page_again(again, sizeof(again), table.title);
    table.again = again;
    page_table_measure(pages, &table);
    for (int number = 1; number <= ELEMENT_COUNT; number++) {
        const struct ikm_element *element = &ikm->elements[sheet_element(sheet, number)];
        char u[8], nrr[CELL_TEXT] = "–", index[CELL_TEXT] = "–", grade[2] = "";

        text_format(u, sizeof(u), "U%d", number);
        if (ikm->has_index) {
            words_milli(nrr, sizeof(nrr), element->nrr_milli);
            words_centi(index, sizeof(index), element->index_centi);
            grade[0] = ikm_grade_letter(element->grade);
        }
        page_table_row(
            pages, &table,
            (const char *[CELLS_MOST]){u, sheet_element_name(sheet, number), nrr, index, grade},
            false);
    }
    pages->y += GAP;
}

static void add_legend(struct pages *pages)
{
    page_note(pages, _("sp_legend_u", "U1 to U9 = the service elements; NRR = average score; "
                                      "IKM = Public Satisfaction Index."));
    page_note(pages, _("sp_legend_marks", "*) = sum of the weighted NRR; **) = sum of the weighted "
                                          "NRR × 25."));
    page_note(pages, _("sp_legend_nrr", "NRR of an element = sum of its scores divided by the "
                                        "number of questionnaires filled in; weighted NRR = NRR "
                                        "of the element × 1/9."));
}

void survey_draw_processing(struct pages *pages, const void *sheet)
{
    add_head(pages, sheet);
    add_block_note(pages, sheet);
    add_table(pages, sheet);
    add_legend(pages);
    sheet_weights(pages, sheet);
    pages->y += GAP;
    sheet_grades(pages, sheet);
    pages->y += GAP;
    add_elements(pages, sheet);
}
