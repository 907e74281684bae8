/* The survey's report as CSV (words/csv_table.h): one table, the same columns in every line.
 *
 * A line is a scope: the period in all, each row of a breakdown, each point of the trend. What does
 * not exist, and what a small cell keeps to itself, is empty. */
#include "base/mem.h"
#include "words/csv_table.h"
#include "words/survey.h"
#include "words/survey_files.h"
#include "words/words.h"

struct table {
    struct csv_table csv;
    const struct survey_file *file;
};

/* One line: where it comes from. `row` and `point` are NULL for the total. */
struct scope {
    const char *part;
    const struct survey_row *row;
    const struct period *period;
    const struct ikm *ikm;
};

static void add_centi(struct table *table, bool is_known, int centi)
{
    csv_add_decimal(&table->csv, is_known, centi, 100, 2);
}

static void add_milli(struct table *table, bool is_known, int milli)
{
    csv_add_decimal(&table->csv, is_known, milli, 1000, 3);
}

static void add_letter(struct table *table, bool is_known, enum ikm_grade grade)
{
    const char letter[] = {is_known ? ikm_grade_letter(grade) : '\0', '\0'};

    csv_add_text(&table->csv, letter);
}

static void add_element_heads(struct table *table, int number)
{
    enum survey_element element = survey_element_of_number(number, table->file->numbering);
    const struct {
        const char *key;
        const char *name;
    } figures[] = {
        {"sum", _("it_sum", "Sum")},
        {"nrr", _("it_nrr", "NRR")},
        {"nrr_weighted", _("it_weighted", "Weighted")},
        {"index", _("it_index_head", "Index")},
        {"mutu", _("it_grade", "Grade")},
    };

    for (size_t i = 0; i < ARRAY_LEN(figures); i++) {
        AUTO_FREE char *key = mem_format("%s_%s", survey_element_key(element), figures[i].key);
        AUTO_FREE char *name =
            mem_format("U%d %s: %s", number, words_element_brief(element), figures[i].name);
        csv_add_head(&table->csv, key, name);
    }
}

static void add_heads(struct table *table)
{
    csv_add_head(&table->csv, "part", _("ic_part", "Part"));
    csv_add_head(&table->csv, "key", _("ic_key", "Key"));
    csv_add_head(&table->csv, "name", _("ic_name", "Name"));
    csv_add_head(&table->csv, "from", _("ic_from", "From"));
    csv_add_head(&table->csv, "until", _("ic_until", "Until"));
    csv_add_head(&table->csv, "n", _("it_respondents", "Respondents"));
    csv_add_head(&table->csv, "ikm", _("it_ikm", "IKM"));
    csv_add_head(&table->csv, "mutu", _("it_grade", "Grade"));
    csv_add_head(&table->csv, "kinerja", _("it_performance", "Performance"));
    csv_add_head(&table->csv, "low", _("ic_low", "95% from"));
    csv_add_head(&table->csv, "high", _("ic_high", "95% to"));
    csv_add_head(&table->csv, "nrr", _("it_nrr", "NRR"));
    csv_add_head(&table->csv, "nrr_weighted", _("ic_weighted", "Weighted NRR"));
    for (int number = 1; number <= ELEMENT_COUNT; number++)
        add_element_heads(table, number);
    csv_add_head(&table->csv, "flagged", _("ic_flagged", "Marked as doubtful"));
    csv_add_head(&table->csv, "abandoned", _("ic_abandoned", "Not finished"));
    csv_add_head(&table->csv, "population", _("ic_population", "People served"));
    csv_add_head(&table->csv, "required", _("ic_required", "Sample by the formula"));
    csv_add_head(&table->csv, "table_row", _("ic_table_row", "Sample by the table"));
    csv_add_head(&table->csv, "weight", _("ic_weight", "Weight"));
    csv_add_head(&table->csv, "convention_weight", _("ic_convention", "Weight for comparison"));
    csv_add_head(&table->csv, "convention_ikm",
                 _("ic_convention_ikm", "For comparison, not the index"));
    csv_end_line(&table->csv);
}

static void add_place(struct table *table, const struct scope *scope)
{
    const struct survey_report *report = table->file->report;
    char name[TICKET_NAME_TEXT];

    csv_add_text(&table->csv, scope->part);
    if (scope->row) {
        words_survey_row(name, sizeof name, report->by, scope->row);
        /* "-19" is a band of ages of our own; services and devices are somebody's texts. */
        if (survey_by_values(report->by) > 0)
            csv_add_quoted(&table->csv, scope->row->key);
        else
            csv_add_text(&table->csv, scope->row->key);
        csv_add_text(&table->csv, name);
    } else {
        period_format(scope->period, name, sizeof name);
        csv_begin_field(&table->csv);
        text_add(table->csv.out, name);
        words_period_name(name, sizeof name, scope->period);
        csv_add_text(&table->csv, name);
    }
    csv_add_day(&table->csv, scope->period->from_day);
    csv_add_day(&table->csv, scope->period->until_day);
}

static void add_index(struct table *table, const struct ikm *ikm)
{
    csv_add_number(&table->csv, true, ikm->n);
    add_centi(table, ikm->has_index, ikm->index_centi);
    add_letter(table, ikm->has_index, ikm->grade);
    csv_add_text(&table->csv, ikm->has_index ? ikm_grade_performance(ikm->grade) : "");
    add_centi(table, ikm->has_interval, ikm->low_centi);
    add_centi(table, ikm->has_interval, ikm->high_centi);
    add_milli(table, ikm->has_index, ikm->nrr_milli);
    add_milli(table, ikm->has_index, ikm->weighted_milli);
}

static void add_elements(struct table *table, const struct ikm *ikm)
{
    for (int number = 1; number <= ELEMENT_COUNT; number++) {
        enum survey_element key = survey_element_of_number(number, table->file->numbering);
        const struct ikm_element *element = &ikm->elements[key];

        csv_add_number(&table->csv, ikm->has_index, element->sum);
        add_milli(table, ikm->has_index, element->nrr_milli);
        add_milli(table, ikm->has_index, element->weighted_milli);
        add_centi(table, ikm->has_index, element->index_centi);
        add_letter(table, ikm->has_index, element->grade);
    }
}

/* The sample and the convention are known of the period in all alone. */
static void add_rest(struct table *table, const struct scope *scope)
{
    const struct survey_report *report = table->file->report;
    enum ikm_weight weight = table->file->weight;
    bool is_total = scope->ikm == &report->ikm;
    bool has_other = is_total && weight != IKM_EXACT && report->ikm.has_index;

    if (scope->row)
        csv_add_number(&table->csv, !scope->row->is_hidden, scope->row->sums.flagged);
    else
        csv_add_number(&table->csv, is_total, report->sums.flagged);
    csv_add_number(&table->csv, is_total, report->abandoned);
    csv_add_number(&table->csv, is_total, report->population);
    csv_add_number(&table->csv, is_total, report->required);
    csv_add_number(&table->csv, is_total, report->table_row);
    /* A spreadsheet takes "1/9" for a day in September. */
    csv_add_text(&table->csv,
                 table->csv.is_local ? _("ic_exact", "exactly 1/9") : ikm_weight_key(IKM_EXACT));
    if (weight == IKM_0_11)
        csv_add_decimal(&table->csv, has_other, 11, 100, 2);
    else
        csv_add_decimal(&table->csv, has_other, 111, 1000, 3);
    add_centi(table, has_other, has_other ? ikm_index_with(&report->sums, weight) : 0);
}

static void add_scope(struct table *table, const struct scope *scope)
{
    add_place(table, scope);
    add_index(table, scope->ikm);
    add_elements(table, scope->ikm);
    add_rest(table, scope);
    csv_end_line(&table->csv);
}

static void write_table(struct table *table)
{
    const struct survey_report *report = table->file->report;
    AUTO_LANG struct lang_scope language = lang_enter("id");
    const bool is_local = table->csv.is_local;

    add_heads(table);
    add_scope(table, &(struct scope){is_local ? _("rp_total", "Total") : "total", NULL,
                                     &report->period, &report->ikm});
    for (size_t i = 0; i < report->row_count; i++)
        add_scope(table, &(struct scope){is_local ? words_survey_by(report->by)
                                                  : survey_by_key(report->by),
                                         &report->rows[i], &report->period, &report->rows[i].ikm});
    for (size_t i = 0; i < report->trend_count; i++)
        add_scope(table, &(struct scope){is_local ? _("it_trend", "Trend") : "trend", NULL,
                                         &report->trend[i].period, &report->trend[i].ikm});
}

void survey_file_csv(const struct survey_file *file, bool is_local, struct text *out)
{
    struct table table = {.file = file};

    csv_table_init(&table.csv, out, is_local);
    write_table(&table);
}
