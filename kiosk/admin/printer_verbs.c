/* printers. */
#include "admin/machine.h"
#include "admin/verbs_internal.h"
#include "base/clock.h"
#include "base/json.h"
#include "desk/health.h"
#include "desk/slips.h"

#include <inttypes.h>

enum { PRINTER_LINE = 2048, PRINTER_ROWS = 8 };
#define DAY_MS INT64_C(86400000)

/* What the database knows of one printer's slips. */
struct printer_slips {
    char queue[64];
    int waiting, uncertain, failed;
};

struct printer_row {
    size_t no; /* from 1 */
    struct admin_printer printer;
    int64_t since_ms; /* 0: not known */
    struct printer_slips slips;
};

struct printer_table {
    const struct admin *admin;
    struct desk *desk; /* NULL: without what the database knows */
    int offset_min;
    bool is_json;
    struct printer_row rows[PRINTER_ROWS];
    size_t count;
};

static bool count_slip(void *context, const struct slip_line *slip)
{
    struct printer_table *table = context;
    struct printer_slips *slips = &table->rows[0].slips;

    /* What was not begun yet is going to the first one. */
    for (size_t i = 1; i < table->count; i++) {
        if (text_equal(slip->job.printer, table->rows[i].printer.status.queue))
            slips = &table->rows[i].slips;
    }
    if (slip->job.state == PRINT_UNCERTAIN)
        slips->uncertain++;
    else if (slip->job.state == PRINT_FAILED)
        slips->failed++;
    else
        slips->waiting++;
    return true;
}

/* The database adds to what the printers say; without it they are told all the same. */
static void add_database(struct printer_table *table)
{
    struct desk_options options = table->admin->desk;
    struct err err = {0};

    options.only_looks = true;
    if (!desk_open(&table->desk, &options, &err)) {
        table->desk = NULL;
        verb_note(table->admin, "without slips and times: %s", err.text);
        return;
    }
    table->offset_min = zone_offset_min(desk_catalog(table->desk)->office.zone);
    bool is_read = desk_list_slips(table->desk, clock_now_ms(table->admin->desk.clock) - DAY_MS,
                                   count_slip, table, &err);
    for (size_t i = 0; i < table->count && is_read; i++) {
        const struct printer_status *status = &table->rows[i].printer.status;

        is_read = desk_printer_since(table->desk, status->queue, status->trouble,
                                     &table->rows[i].since_ms, &err);
    }
    if (!is_read)
        verb_note(table->admin, "slips and times are not complete: %s", err.text);
}

static void write_json(struct text *line, const struct printer_row *row, const char *since)
{
    const struct printer_status *status = &row->printer.status;
    struct json_out json;

    json_out_init(&json, line);
    json_out_object(&json, NULL);
    json_out_int(&json, "no", (int64_t)row->no);
    json_out_string(&json, "queue", status->queue);
    json_out_string(&json, "device", row->printer.device);
    json_out_bool(&json, "ready", status->trouble == TROUBLE_NONE);
    json_out_string(&json, "trouble", printer_trouble_name(status->trouble));
    json_out_string(&json, "since", since);
    json_out_bool(&json, "paper_low", status->is_paper_low);
    json_out_bool(&json, "confirming", status->is_confirming);
    json_out_bool(&json, "printing", row->printer.is_printing);
    json_out_int(&json, "waiting", row->slips.waiting);
    json_out_int(&json, "uncertain", row->slips.uncertain);
    json_out_int(&json, "failed", row->slips.failed);
    json_out_close_object(&json);
}

static void write_line(struct text *line, const struct printer_row *row, const char *since)
{
    const struct printer_status *status = &row->printer.status;

    text_addf(line, "%zu  %-12s %s  %s%s%s%s%s, %s; slips: %d wait, %d uncertain, %d failed",
              row->no, status->queue[0] != '\0' ? status->queue : "(default)",
              row->printer.device[0] != '\0' ? row->printer.device : "-",
              row->printer.is_printing && status->trouble == TROUBLE_NONE
                  ? "printing"
                  : verb_trouble_words(status->trouble),
              since[0] != '\0' ? " since " : "", since,
              status->is_paper_low && status->trouble != TROUBLE_PAPER_OUT ? ", paper low" : "",
              status->trouble == TROUBLE_NONE && status->is_confirming && !status->is_paper_low
                  ? ", paper in"
                  : "",
              !status->is_known       ? "not asked"
              : status->is_confirming ? "confirms"
                                      : "does not confirm",
              row->slips.waiting, row->slips.uncertain, row->slips.failed);
}

static bool print_row(const struct printer_table *table, const struct printer_row *row)
{
    AUTO_TEXT struct text line = {0};
    char since[26] = "";

    text_init(&line, PRINTER_LINE);
    if (row->since_ms > 0)
        clock_format_iso(row->since_ms, table->offset_min, since);
    if (table->is_json)
        write_json(&line, row, since);
    else
        write_line(&line, row, since);
    return verb_print_line(table->admin, &line);
}

int verb_printers(const struct admin *admin, int count, char **words)
{
    const struct admin_machine *machine = admin->machine;
    struct printer_table table = {.admin = admin};
    const struct argument arguments[] = {{"--json", &table.is_json, NULL}};
    int code = ADMIN_OK;
    struct err err = {0};

    if (!arguments_take(admin, arguments, ARRAY_LEN(arguments), &count, words))
        return ADMIN_USAGE;
    if (count > 0)
        return verb_fail(admin, ADMIN_USAGE, "\"%s\" does not belong to printers", words[0]);
    if (machine->printer_count == 0)
        verb_note(admin, "no printer: pages go into %s, for training", machine->folder);
    for (; table.count < machine->printer_count && table.count < PRINTER_ROWS; table.count++) {
        struct printer_row *row = &table.rows[table.count];

        row->no = table.count + 1;
        if (!machine->ask_printer(machine->context, table.count, &row->printer, &err))
            code = verb_fail(admin, ADMIN_FAILED, "%s. As root: systemctl restart cups", err.text);
    }
    if (table.count > 0)
        add_database(&table);
    for (size_t i = 0; i < table.count; i++) {
        if (!print_row(&table, &table.rows[i]))
            code = ADMIN_FAILED;
    }
    desk_close(table.desk);
    return code;
}
