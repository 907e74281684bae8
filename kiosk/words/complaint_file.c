/* The complaint book's lines. */
#include "words/complaint_file.h"
#include "domain/calendar.h"
#include "words/complaint.h"
#include "words/csv_table.h"
#include "words/words.h"

static int64_t day_of(int64_t ms, int offset_min)
{
    return ms > 0 ? calendar_day(ms, offset_min) : 0;
}

static void add_heads(struct csv_table *table)
{
    csv_add_head(table, "tanggal", _("bp_date", "Date"));
    csv_add_head(table, "nomor", _("bp_number", "Number"));
    csv_add_head(table, "identitas", _("bp_identity", "Identity"));
    csv_add_head(table, "jenis", _("bp_kind", "Kind"));
    csv_add_head(table, "layanan", _("bp_service", "Service"));
    csv_add_head(table, "bobot", _("bp_weight", "Weight"));
    csv_add_head(table, "keadaan", _("bp_state", "State"));
    csv_add_head(table, "janji", _("bp_due", "Promised"));
    csv_add_head(table, "jawaban", _("bp_answer", "Answered on"));
    csv_add_head(table, "terlambat", _("bp_overdue", "Overdue"));
    csv_end_line(table);
}

static void add_row(struct csv_table *table, const struct complaint_report *report, int offset_min,
                    const struct complaint_row *row)
{
    const struct complaint *complaint = &row->complaint;
    bool is_local = table->is_local;
    bool is_overdue = complaint_is_overdue(complaint, report->today);

    csv_add_day(table, day_of(complaint->at_ms, offset_min));
    csv_add_text(table, complaint->number);
    csv_add_text(table, is_local ? words_complaint_identity(report, row) : row->name);
    csv_add_text(table, is_local ? words_complaint_kind(complaint->kind)
                                 : complaint_kind_key(complaint->kind));
    csv_add_text(table, is_local ? complaint->service_name : complaint->service_id);
    csv_add_text(table, is_local ? words_complaint_weight(complaint->weight)
                                 : complaint_weight_key(complaint->weight));
    csv_add_text(table, is_local ? words_complaint_state(complaint->state)
                                 : complaint_state_key(complaint->state));
    csv_add_day(table, complaint->due_day);
    csv_add_day(table, day_of(complaint->answered_ms, offset_min));
    if (is_local)
        csv_add_text(table, is_overdue ? _("bp_yes", "yes") : "");
    else
        csv_add_number(table, true, is_overdue);
    csv_end_line(table);
}

void complaint_file_csv(const struct complaint_report *report, int offset_min, bool is_local,
                        struct text *out)
{
    AUTO_LANG struct lang_scope language = lang_enter("id");
    struct csv_table table;

    csv_table_init(&table, out, is_local);
    add_heads(&table);
    for (size_t i = 0; i < report->row_count; i++)
        add_row(&table, report, offset_min, &report->rows[i]);
}
