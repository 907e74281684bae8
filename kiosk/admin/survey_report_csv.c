/* survey report --format csv and csv-id: one table, the same columns in every line.
 *
 * A line is a scope: the period in all, each row of a breakdown, each point of the trend. "csv" is
 * RFC 4180 for programs: heads are keys, numbers have a point, lines end in CRLF, UTF-8 without a mark.
 * "csv-id" opens by a double click in LibreOffice with the Indonesian locale: semicolons, decimal
 * commas, Indonesian heads, and a byte order mark that tells UTF-8. Texts are quoted, numbers are not;
 * a text that a spreadsheet would take for a formula has an apostrophe in front. What does not exist,
 * and what a small cell keeps to itself, is empty. */
#include "admin/survey_report_output.h"
#include "base/mem.h"
#include "domain/calendar.h"
#include "words/survey.h"
#include "words/words.h"

#include <assert.h>
#include <csv.h>
#include <string.h>

struct table {
    struct text *out;
    const struct survey_wish *wish;
    bool is_local; /* csv-id */
    bool has_field;
};

/* One line: where it comes from. `row` and `point` are NULL for the total. */
struct scope {
    const char *part;
    const struct survey_row *row;
    const struct period *period;
    const struct ikm *ikm;
};

static void begin_field(struct table *table)
{
    if (table->has_field)
        text_add(table->out, table->is_local ? ";" : ",");
    table->has_field = true;
}

static void end_line(struct table *table)
{
    text_add(table->out, "\r\n");
    table->has_field = false;
}

static bool is_formula(const char *value)
{
    return value[0] != '\0' && strchr("=+-@\t\r", value[0]) != NULL;
}

static void add_quoted(struct table *table, const char *value)
{
    size_t len = strlen(value), room = 2 * len + 2;
    AUTO_FREE char *quoted = mem_zalloc(room, 1);

    begin_field(table);
    text_add_bytes(table->out, quoted, csv_write2(quoted, room, value, len, '"'));
}

static void add_text(struct table *table, const char *value)
{
    AUTO_FREE char *safe = mem_format("%s%s", is_formula(value) ? "'" : "", value);

    add_quoted(table, safe);
}

static void add_number(struct table *table, bool is_known, int64_t value)
{
    begin_field(table);
    if (is_known)
        text_addf(table->out, "%lld", (long long)value);
}

static void add_decimal(struct table *table, bool is_known, int value, int unit, int digits)
{
    begin_field(table);
    if (is_known)
        text_addf(table->out, "%d%s%0*d", value / unit, table->is_local ? "," : ".", digits,
                  value % unit);
}

static void add_centi(struct table *table, bool is_known, int centi)
{
    add_decimal(table, is_known, centi, 100, 2);
}

static void add_milli(struct table *table, bool is_known, int milli)
{
    add_decimal(table, is_known, milli, 1000, 3);
}

static void add_letter(struct table *table, bool is_known, enum ikm_grade grade)
{
    const char letter[] = {is_known ? ikm_grade_letter(grade) : '\0', '\0'};

    add_text(table, letter);
}

static void add_day(struct table *table, int64_t day)
{
    char text[16];

    calendar_format_day(day, text);
    begin_field(table);
    text_add(table->out, text);
}

/* A head by its key, or in Indonesian. */
static void add_head(struct table *table, const char *key, const char *name)
{
    add_text(table, table->is_local ? name : key);
}

static void add_element_heads(struct table *table, int number)
{
    enum survey_element element =
        survey_element_of_number(number, table->wish->admin->survey_numbering);
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
        add_head(table, key, name);
    }
}

static void add_heads(struct table *table)
{
    add_head(table, "part", _("ic_part", "Part"));
    add_head(table, "key", _("ic_key", "Key"));
    add_head(table, "name", _("ic_name", "Name"));
    add_head(table, "from", _("ic_from", "From"));
    add_head(table, "until", _("ic_until", "Until"));
    add_head(table, "n", _("it_respondents", "Respondents"));
    add_head(table, "ikm", _("it_ikm", "IKM"));
    add_head(table, "mutu", _("it_grade", "Grade"));
    add_head(table, "kinerja", _("it_performance", "Performance"));
    add_head(table, "low", _("ic_low", "95% from"));
    add_head(table, "high", _("ic_high", "95% to"));
    add_head(table, "nrr", _("it_nrr", "NRR"));
    add_head(table, "nrr_weighted", _("ic_weighted", "Weighted NRR"));
    for (int number = 1; number <= ELEMENT_COUNT; number++)
        add_element_heads(table, number);
    add_head(table, "flagged", _("ic_flagged", "Marked as doubtful"));
    add_head(table, "abandoned", _("ic_abandoned", "Not finished"));
    add_head(table, "population", _("ic_population", "People served"));
    add_head(table, "required", _("ic_required", "Sample by the formula"));
    add_head(table, "table_row", _("ic_table_row", "Sample by the table"));
    add_head(table, "weight", _("ic_weight", "Weight"));
    add_head(table, "convention_weight", _("ic_convention", "Weight for comparison"));
    add_head(table, "convention_ikm", _("ic_convention_ikm", "For comparison, not the index"));
    end_line(table);
}

static void add_place(struct table *table, const struct scope *scope)
{
    const struct survey_report *report = table->wish->report;
    char name[TICKET_NAME_TEXT];

    add_text(table, scope->part);
    if (scope->row) {
        words_survey_row(name, sizeof name, report->by, scope->row);
        /* "-19" is a band of ages of our own; services and devices are somebody's texts. */
        if (survey_by_values(report->by) > 0)
            add_quoted(table, scope->row->key);
        else
            add_text(table, scope->row->key);
        add_text(table, name);
    } else {
        period_format(scope->period, name, sizeof name);
        begin_field(table);
        text_add(table->out, name);
        words_period_name(name, sizeof name, scope->period);
        add_text(table, name);
    }
    add_day(table, scope->period->from_day);
    add_day(table, scope->period->until_day);
}

static void add_index(struct table *table, const struct ikm *ikm)
{
    add_number(table, true, ikm->n);
    add_centi(table, ikm->has_index, ikm->index_centi);
    add_letter(table, ikm->has_index, ikm->grade);
    add_text(table, ikm->has_index ? ikm_grade_performance(ikm->grade) : "");
    add_centi(table, ikm->has_interval, ikm->low_centi);
    add_centi(table, ikm->has_interval, ikm->high_centi);
    add_milli(table, ikm->has_index, ikm->nrr_milli);
    add_milli(table, ikm->has_index, ikm->weighted_milli);
}

static void add_elements(struct table *table, const struct ikm *ikm)
{
    for (int number = 1; number <= ELEMENT_COUNT; number++) {
        enum survey_element key =
            survey_element_of_number(number, table->wish->admin->survey_numbering);
        const struct ikm_element *element = &ikm->elements[key];

        add_number(table, ikm->has_index, element->sum);
        add_milli(table, ikm->has_index, element->nrr_milli);
        add_milli(table, ikm->has_index, element->weighted_milli);
        add_centi(table, ikm->has_index, element->index_centi);
        add_letter(table, ikm->has_index, element->grade);
    }
}

/* The sample and the convention are known of the period in all alone. */
static void add_rest(struct table *table, const struct scope *scope)
{
    const struct survey_report *report = table->wish->report;
    enum ikm_weight weight = table->wish->admin->survey_weight;
    bool is_total = scope->ikm == &report->ikm;
    bool has_other = is_total && weight != IKM_EXACT && report->ikm.has_index;

    if (scope->row)
        add_number(table, !scope->row->is_hidden, scope->row->sums.flagged);
    else
        add_number(table, is_total, report->sums.flagged);
    add_number(table, is_total, report->abandoned);
    add_number(table, is_total, report->population);
    add_number(table, is_total, report->required);
    add_number(table, is_total, report->table_row);
    /* A spreadsheet takes "1/9" for a day in September. */
    add_text(table, table->is_local ? _("ic_exact", "exactly 1/9") : ikm_weight_key(IKM_EXACT));
    if (weight == IKM_0_11)
        add_decimal(table, has_other, 11, 100, 2);
    else
        add_decimal(table, has_other, 111, 1000, 3);
    add_centi(table, has_other, has_other ? ikm_index_with(&report->sums, weight) : 0);
}

static void add_scope(struct table *table, const struct scope *scope)
{
    add_place(table, scope);
    add_index(table, scope->ikm);
    add_elements(table, scope->ikm);
    add_rest(table, scope);
    end_line(table);
}

static void write_table(struct table *table)
{
    const struct survey_report *report = table->wish->report;
    AUTO_LANG struct lang_scope language = lang_enter("id");
    const bool is_local = table->is_local;

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

bool survey_write_csv(const void *wish, struct text *out, struct err *err)
{
    (void)err;
    write_table(&(struct table){.out = out, .wish = wish});
    return true;
}

bool survey_write_csv_id(const void *wish, struct text *out, struct err *err)
{
    (void)err;
    text_add(out, "\xef\xbb\xbf");
    write_table(&(struct table){.out = out, .wish = wish, .is_local = true});
    return true;
}
