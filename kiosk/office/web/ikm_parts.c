/* The survey's report as HTML. */
#include "ikm_parts.h"
#include "chart.h"
#include "html.h"
#include "table.h"
#include "words/survey.h"
#include "words/words.h"

#include <assert.h>

enum { CELL_TEXT = 48, NAME_TEXT = TICKET_NAME_TEXT, INDEX_LEAST = 2500, INDEX_MOST = 10000 };

static void put_figure(struct text *out, const char *name, const char *value, const char *note)
{
    html_fill(out, "<div class=\"figure\"><dt>{}</dt><dd><b>{}</b>", name, value);
    if (text_is_set(note))
        html_fill(out, "<small>{}</small>", note);
    html_mark(out, "</dd></div>\n");
}

static void put_count(struct text *out, const char *name, int64_t value, const char *note)
{
    char figure[CELL_TEXT];

    words_count(figure, sizeof figure, value);
    put_figure(out, name, figure, note);
}

void ikm_figures(struct text *out, const struct ikm_view *view)
{
    const struct survey_report *report = view->report;
    const struct ikm *ikm = &report->ikm;
    const char letter[] = {ikm->has_index ? ikm_grade_letter(ikm->grade) : '-', '\0'};
    char figure[2 * CELL_TEXT], low[CELL_TEXT], high[CELL_TEXT];

    html_mark(out, "<dl class=\"figures\">\n");
    words_index(figure, sizeof figure, ikm);
    put_figure(out, "Nilai IKM", figure, "skala 25 sampai 100");
    put_figure(out, "Mutu pelayanan", letter,
               ikm->has_index ? words_grade(ikm->grade) : "belum ada data");
    words_count(low, sizeof low, report->required);
    text_format(figure, sizeof figure, "dari %s yang disyaratkan", low);
    put_count(out, "Responden", ikm->n, report->required > 0 ? figure : "");
    words_centi(low, sizeof low, ikm->low_centi);
    words_centi(high, sizeof high, ikm->high_centi);
    text_format(figure, sizeof figure, "%s – %s", low, high);
    html_fill(
        out,
        "<div class=\"figure\"><dt>Rentang kepercayaan 95%</dt><dd><b class=\"words\">{}</b></dd>"
        "</div>\n",
        ikm->has_interval ? figure : "–");
    put_count(out, "Ditandai meragukan", report->sums.flagged, "ikut dihitung");
    put_count(out, "Tidak selesai", report->abandoned, "tidak dihitung");
    html_mark(out, "</dl>\n");
}

/* Where the grades begin, as labels of a scale. */
struct guides {
    struct chart_guide lines[3];
    char texts[3][CELL_TEXT];
};

static void fill_guides(struct guides *out)
{
    static const enum ikm_grade grades[] = {GRADE_C, GRADE_B, GRADE_A};

    static_assert(ARRAY_LEN(grades) == ARRAY_LEN(out->lines), "a line a grade");
    for (size_t i = 0; i < ARRAY_LEN(grades); i++) {
        text_format(out->texts[i], sizeof out->texts[i], "%c", ikm_grade_letter(grades[i]));
        out->lines[i] = (struct chart_guide){ikm_grade_least(grades[i]), out->texts[i]};
    }
}

static void put_grade_legend(struct text *out)
{
    char bounds[3][CELL_TEXT];

    words_centi(bounds[0], CELL_TEXT, ikm_grade_least(GRADE_A));
    words_centi(bounds[1], CELL_TEXT, ikm_grade_least(GRADE_B));
    words_centi(bounds[2], CELL_TEXT, ikm_grade_least(GRADE_C));
    html_fill(out, "<p class=\"hint\">Garis putus-putus: batas mutu A {}, B {}, C {}.</p>\n",
              bounds[0], bounds[1], bounds[2]);
}

/* Where all nine are equal none is low. */
static bool is_among_lowest(const struct ikm *ikm, enum survey_element element)
{
    for (size_t i = 0; i < ikm->lowest_count && ikm->lowest_count < ELEMENT_COUNT; i++) {
        if (ikm->lowest[i] == element)
            return true;
    }
    return false;
}

static enum survey_element element_at(int number)
{
    return survey_element_of_number(number, NUMBERING_QUESTIONNAIRE);
}

static void put_element_chart(struct text *out, const struct ikm *ikm)
{
    struct chart_bar bars[ELEMENT_COUNT];
    char labels[ELEMENT_COUNT][NAME_TEXT], figures[ELEMENT_COUNT][CELL_TEXT];
    struct guides guides = {0};

    fill_guides(&guides);
    for (int i = 0; i < ELEMENT_COUNT; i++) {
        const struct ikm_element *element = &ikm->elements[element_at(i + 1)];

        text_format(labels[i], sizeof labels[i], "U%d %s", i + 1,
                    words_element_brief(element->element));
        words_centi(figures[i], sizeof figures[i], element->index_centi);
        bars[i] = (struct chart_bar){labels[i], figures[i], element->index_centi, -1,
                                     is_among_lowest(ikm, element->element)};
    }
    chart_bars(out,
               &(struct chart){.id = "unsur",
                               .title = "Nilai setiap unsur",
                               .words = "Batang mendatar, satu untuk setiap unsur, pada skala 25 "
                                        "sampai 100; tiga unsur terendah diberi warna lain. "
                                        "Angkanya ada di tabel.",
                               .least = INDEX_LEAST,
                               .most = INDEX_MOST,
                               .guides = guides.lines,
                               .guide_count = ARRAY_LEN(guides.lines)},
               bars, ELEMENT_COUNT);
}

static void put_lowest(struct text *out, const struct ikm_view *view)
{
    const struct ikm *ikm = &view->report->ikm;
    char figure[CELL_TEXT];

    if (ikm->lowest_count == ELEMENT_COUNT) {
        html_mark(out, "<p>Semua unsur bernilai sama.</p>\n");
        return;
    }
    html_mark(out, "<h3>Unsur terendah</h3><ol class=\"lowest\">\n");
    for (size_t i = 0; i < ikm->lowest_count; i++) {
        words_centi(figure, sizeof figure, ikm->elements[ikm->lowest[i]].index_centi);
        html_fill(out, "<li>{} <b>{}</b></li>\n",
                  words_element(ikm->lowest[i], view->questionnaire), figure);
    }
    html_mark(out, "</ol>\n");
}

static void put_element_row(struct table *table, const struct ikm_element *element, int number,
                            const struct questionnaire *questionnaire)
{
    const char letter[] = {ikm_grade_letter(element->grade), '\0'};
    char cell[NAME_TEXT];

    table_row(table);
    text_format(cell, sizeof cell, "U%d %s", number,
                words_element(element->element, questionnaire));
    table_text(table, cell);
    words_milli(cell, sizeof cell, element->nrr_milli);
    table_text(table, cell);
    words_milli(cell, sizeof cell, element->weighted_milli);
    table_text(table, cell);
    words_centi(cell, sizeof cell, element->index_centi);
    table_text(table, cell);
    table_text(table, letter);
    table_number(table, element->rank);
}

void ikm_elements(struct text *out, const struct ikm_view *view)
{
    static const struct table_column columns[] = {
        {"Unsur", false}, {"NRR", true},  {"NRR tertimbang", true},
        {"Nilai", true},  {"Mutu", true}, {"Urutan dari bawah", true},
    };
    const struct ikm *ikm = &view->report->ikm;

    html_mark(out, "<section><h2>Unsur pelayanan</h2>\n");
    if (!ikm->has_index) {
        html_mark(out,
                  "<p class=\"empty\">Belum ada jawaban survei pada periode ini.</p></section>\n");
        return;
    }
    html_mark(out, "<div class=\"beside\"><div>\n");
    put_element_chart(out, ikm);
    put_grade_legend(out);
    put_lowest(out, view);
    html_mark(out, "</div><div class=\"compact\">\n");
    struct table table = table_open(out, "Nilai setiap unsur", false, columns, ARRAY_LEN(columns));
    for (int number = 1; number <= ELEMENT_COUNT; number++)
        put_element_row(&table, &ikm->elements[element_at(number)], number, view->questionnaire);
    table_close(&table, "");
    html_mark(out, "</div></div></section>\n");
}

enum { SCALE_STEP = 1000 };

/* A line may leave out what lies far below and above it: to whole tens around its intervals. */
static void narrow_scale(const struct survey_report *report, struct chart *chart)
{
    int low = INDEX_MOST, high = INDEX_LEAST;

    for (size_t i = 0; i < report->trend_count; i++) {
        const struct ikm *ikm = &report->trend[i].ikm;
        int least = ikm->has_interval ? ikm->low_centi : ikm->index_centi;
        int most = ikm->has_interval ? ikm->high_centi : ikm->index_centi;

        if (ikm->has_index && least < low)
            low = least;
        if (ikm->has_index && most > high)
            high = most;
    }
    low = low / SCALE_STEP * SCALE_STEP - SCALE_STEP;
    high = (high / SCALE_STEP + 1) * SCALE_STEP + SCALE_STEP / 2;
    chart->least = low < INDEX_LEAST ? INDEX_LEAST : low;
    chart->most = high > INDEX_MOST || high <= low ? INDEX_MOST : high;
}

/* Those within the scale. */
static void keep_guides(struct chart *chart, struct guides *guides)
{
    chart->guides = guides->lines;
    for (size_t i = 0; i < ARRAY_LEN(guides->lines); i++) {
        if (guides->lines[i].value > chart->least && guides->lines[i].value < chart->most)
            guides->lines[chart->guide_count++] = guides->lines[i];
    }
}

static void put_trend_chart(struct text *out, const struct survey_report *report)
{
    struct chart_point points[SURVEY_TREND_MOST];
    char labels[SURVEY_TREND_MOST][NAME_TEXT], figures[SURVEY_TREND_MOST][CELL_TEXT];
    struct guides guides = {0};

    fill_guides(&guides);
    for (size_t i = 0; i < report->trend_count; i++) {
        const struct ikm *ikm = &report->trend[i].ikm;

        words_period_brief(labels[i], sizeof labels[i], &report->trend[i].period);
        words_index(figures[i], sizeof figures[i], ikm);
        points[i] = (struct chart_point){
            .label = labels[i],
            .figure = figures[i],
            .value = ikm->index_centi,
            .low = ikm->has_interval ? ikm->low_centi : 1,
            .high = ikm->has_interval ? ikm->high_centi : 0,
            .is_gap = !ikm->has_index,
        };
    }
    struct chart chart = {
        .id = "tren",
        .title = "IKM dari periode ke periode",
        .words = "Garis nilai IKM dari periode yang terlama; garis tegak adalah rentang "
                 "kepercayaan 95%, garis putus-putus batas mutu. Angkanya ada di "
                 "tabel."};
    narrow_scale(report, &chart);
    keep_guides(&chart, &guides);
    chart_trend(out, &chart, points, report->trend_count);
}

static void put_interval(struct table *table, const struct ikm *ikm)
{
    char low[CELL_TEXT], high[CELL_TEXT], cell[2 * CELL_TEXT];

    words_centi(low, sizeof low, ikm->low_centi);
    words_centi(high, sizeof high, ikm->high_centi);
    text_format(cell, sizeof cell, "%s – %s", low, high);
    table_text(table, ikm->has_interval ? cell : "–");
}

static void put_index(struct table *table, const struct ikm *ikm)
{
    const char letter[] = {ikm->has_index ? ikm_grade_letter(ikm->grade) : '-', '\0'};
    char cell[CELL_TEXT];

    words_index(cell, sizeof cell, ikm);
    table_text(table, cell);
    table_text(table, ikm->has_index ? letter : "–");
}

void ikm_trend(struct text *out, const struct ikm_view *view)
{
    static const struct table_column columns[] = {{"Periode", false},
                                                  {"Responden", true},
                                                  {"IKM", true},
                                                  {"Mutu", true},
                                                  {"Rentang 95%", true}};
    const struct survey_report *report = view->report;
    char name[NAME_TEXT];

    html_mark(out, "<section><h2>Perkembangan</h2><div class=\"beside\"><div>\n");
    put_trend_chart(out, report);
    html_mark(out, "</div><div class=\"compact\">\n");
    struct table table =
        table_open(out, "IKM dari periode ke periode", false, columns, ARRAY_LEN(columns));
    for (size_t i = report->trend_count; i-- > 0;) {
        table_row(&table);
        words_period_name(name, sizeof name, &report->trend[i].period);
        table_text(&table, name);
        table_number(&table, report->trend[i].ikm.n);
        put_index(&table, &report->trend[i].ikm);
        put_interval(&table, &report->trend[i].ikm);
    }
    table_close(&table, "");
    html_mark(out, "</div></div></section>\n");
}

/* Services lead to their own figures. */
static void put_row_name(struct table *table, const struct ikm_view *view,
                         const struct survey_row *row)
{
    char name[NAME_TEXT], address[512];
    struct ikm_wish wish = *view->wish;

    words_survey_row(name, sizeof name, view->report->by, row);
    if (view->report->by != BY_SERVICE || row->key[0] == '\0' || row->key[0] == '*') {
        table_text(table, name);
        return;
    }
    text_copy(wish.service, sizeof wish.service, row->key);
    ikm_wish_address(&wish, view->path, address, sizeof address);
    table_cell_open(table);
    html_fill(table->out, "<a href=\"{}\">{}</a>", address, name);
    table_cell_close(table);
}

static void put_row_elements(struct table *table, const struct survey_row *row)
{
    char cell[CELL_TEXT];

    for (int number = 1; number <= ELEMENT_COUNT; number++) {
        words_milli(cell, sizeof cell, row->ikm.elements[element_at(number)].nrr_milli);
        table_text(table, row->ikm.has_index ? cell : "–");
    }
}

void ikm_rows(struct text *out, const struct ikm_view *view)
{
    enum { COLUMNS = ELEMENT_COUNT + 4 };
    static const char *const heads[ELEMENT_COUNT] = {"U1", "U2", "U3", "U4", "U5",
                                                     "U6", "U7", "U8", "U9"};
    const struct survey_report *report = view->report;
    struct table_column columns[COLUMNS] = {
        {words_survey_by(report->by), false}, {"Responden", true}, {"IKM", true}, {"Mutu", true}};
    bool has_hidden = false;

    for (int i = 0; i < ELEMENT_COUNT; i++)
        columns[i + 4] = (struct table_column){heads[i], true};
    html_fill(out, "<section class=\"compact\"><h2>Menurut {}</h2>\n", words_survey_by(report->by));
    struct table table = table_open(out, "Rincian IKM", false, columns, COLUMNS);
    for (size_t i = 0; i < report->row_count; i++) {
        const struct survey_row *row = &report->rows[i];

        has_hidden = has_hidden || row->is_hidden;
        table_row(&table);
        put_row_name(&table, view, row);
        table_number(&table, row->ikm.n);
        put_index(&table, &row->ikm);
        put_row_elements(&table, row);
    }
    table_close(&table, "Belum ada jawaban survei pada periode ini.");
    html_mark(
        out,
        "<p class=\"hint\">U1 sampai U9 adalah nilai rata-rata per unsur, skala 1 sampai 4.</p>\n");
    if (has_hidden)
        html_mark(out, "<p class=\"hint\">Baris dengan kurang dari 5 responden hanya menyebut "
                       "jumlahnya agar jawaban seseorang tidak dapat dikenali; jika perlu, baris "
                       "terkecil berikutnya ikut disembunyikan.</p>\n");
    html_mark(out, "</section>\n");
}

/* Values in the order of their enum, "not told" (0) last. */
static void put_part(struct text *out, enum survey_by by, const int64_t *counts, int64_t all)
{
    const struct table_column columns[] = {
        {words_survey_by(by), false}, {"Jumlah", true}, {"Bagian", true}};
    int values = survey_by_values(by);
    char cell[NAME_TEXT];

    struct table table = table_open(out, words_survey_by(by), false, columns, ARRAY_LEN(columns));
    for (int i = 1; i <= values; i++) {
        struct survey_row row = {0};

        text_copy(row.key, sizeof row.key, survey_by_value_key(by, i % values));
        words_survey_row(cell, sizeof cell, by, &row);
        table_row(&table);
        table_text(&table, cell);
        table_number(&table, counts[i % values]);
        words_percent(cell, sizeof cell, counts[i % values], all);
        table_text(&table, cell);
    }
    table_close(&table, "");
}

void ikm_respondents(struct text *out, const struct ikm_view *view)
{
    const struct survey_report *report = view->report;

    html_mark(out, "<section><h2>Responden</h2><div class=\"parts compact\">\n");
    put_part(out, BY_GENDER, report->genders, report->ikm.n);
    put_part(out, BY_AGE, report->ages, report->ikm.n);
    put_part(out, BY_EDUCATION, report->educations, report->ikm.n);
    put_part(out, BY_OCCUPATION, report->occupations, report->ikm.n);
    html_mark(out, "</div></section>\n");
}

static void put_extra(struct text *out, const struct question *question, const int64_t *counts)
{
    static const struct table_column columns[] = {{"Jawaban", false}, {"Jumlah", true}};
    const char *name = words_in(&question->name, "id");

    struct table table =
        table_open(out, name ? name : question->key, true, columns, ARRAY_LEN(columns));
    for (size_t i = 0; i < question->option_count; i++) {
        table_row(&table);
        table_text(&table, words_in(&question->options[i], "id"));
        table_number(&table, counts[i + 1]);
    }
    table_row(&table);
    table_text(&table, "Tidak diisi");
    table_number(&table, counts[0]);
    table_close(&table, "");
}

void ikm_extras(struct text *out, const struct ikm_view *view)
{
    const struct questionnaire *form = view->questionnaire;

    if (form == NULL || form->extra_count == 0)
        return;
    html_mark(out, "<section><h2>Pertanyaan tambahan</h2><div class=\"parts compact\">\n");
    for (size_t i = 0; i < form->extra_count; i++)
        put_extra(out, &form->extras[i], view->report->extras[i]);
    html_mark(out, "</div></section>\n");
}
