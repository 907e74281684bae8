/* Rows and totals of the complaint book. */
#include "domain/complaint_report.h"

#include "base/mem.h"
#include "base/secret.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { ROWS_AT_FIRST = 64 };

/* realloc would leave the old names behind. */
static void grow(struct complaint_report *report)
{
    size_t room = report->row_room ? report->row_room * 2 : ROWS_AT_FIRST;
    struct complaint_row *rows = mem_zalloc(room, sizeof(*rows));

    if (report->row_count > 0) {
        memcpy(rows, report->rows, report->row_count * sizeof(*rows));
        secret_wipe(report->rows, report->row_count * sizeof(*rows));
    }
    free(report->rows);
    report->rows = rows;
    report->row_room = room;
}

void complaint_report_add(struct complaint_report *report, const struct complaint *complaint,
                          const char *name)
{
    struct complaint_row *row;

    report->total++;
    report->by_kind[complaint->kind]++;
    report->by_weight[complaint->weight]++;
    report->by_state[complaint->state]++;
    report->overdue += complaint_is_overdue(complaint, report->today);
    if (report->row_count >= COMPLAINT_ROWS_MOST) {
        report->left_out++;
        return;
    }
    if (report->row_count == report->row_room)
        grow(report);
    row = &report->rows[report->row_count++];
    row->complaint = *complaint;
    if (name && report->has_names && !complaint->is_erased)
        text_copy(row->name, sizeof(row->name), name);
}

void complaint_report_clear(struct complaint_report *report)
{
    if (report->row_count > 0)
        secret_wipe(report->rows, report->row_count * sizeof(*report->rows));
    free(report->rows);
    *report = (struct complaint_report){0};
}
