/* Draws the slip of a print job in the printer's format. */
#include "printing/document.h"
#include "base/mem.h"
#include "desk/complaints.h"
#include "desk/office.h"
#include "desk/receipts.h"
#include "desk/report.h"
#include "desk/ticket.h"
#include "domain/calendar.h"
#include "paper/slip.h"
#include <assert.h>
#include <string.h>

#define LOG_AREA "print"
#include "base/log.h"

enum {
    DOCUMENT_MAX = 8 << 20, /* a ticket is 60 KB; the longest list stays far below this */
    DOTS_PER_MM = 8
};

static void slip_auto_free(struct slip **slip)
{
    slip_free(*slip);
}

static const struct {
    enum slip_width width;
    bool is_pdf;
} formats[] = {
    [PRINTER_ESCPOS_80] = {SLIP_80MM, false},
    [PRINTER_ESCPOS_58] = {SLIP_58MM, false},
    [PRINTER_PDF_80] = {SLIP_80MM, true},
    [PRINTER_PDF_58] = {SLIP_58MM, true},
};
static_assert(ARRAY_LEN(formats) == PRINTER_PDF_58 + 1, "one row per format");

/* What a slip is drawn from. */
struct drawing {
    enum slip_width width;
    struct desk *desk;
    const struct catalog *catalog;
    const struct print_job *job;
};

static bool draw_ticket(struct slip **out, const struct drawing *drawing, struct err *err)
{
    AUTO_FREE struct ticket *ticket = mem_zalloc(1, sizeof *ticket);

    return desk_find_ticket(drawing->desk, &drawing->job->ticket, ticket, err)
           && slip_ticket(out, drawing->width, drawing->catalog, ticket, drawing->job->copy, err);
}

static bool draw_list(struct slip **out, const struct drawing *drawing, struct err *err)
{
    const struct print_job *job = drawing->job;
    const struct service *service = catalog_service(drawing->catalog, job->service_id);

    if (!service)
        return err_set(err, ERR_NOT_FOUND, "print job %lld: no service %s in the catalogue",
                       (long long)job->id, job->service_id);
    if (job->kind == SLIP_STEPS)
        return slip_steps(out, drawing->width, drawing->catalog, service, job->lang,
                          job->created_at_ms, err);
    return slip_requirements(out, drawing->width, drawing->catalog, service, job->lang,
                             job->created_at_ms, err);
}

/* The applicant's name is wiped from memory: only the paper keeps it. */
static bool draw_receipt(struct slip **out, const struct drawing *drawing, struct err *err)
{
    const struct print_job *job = drawing->job;
    struct receipt receipt;
    bool is_drawn =
        desk_find_receipt(drawing->desk, job->subject, &receipt, err)
        && slip_receipt(out, drawing->width, drawing->catalog, &receipt, job->lang, job->copy, err);

    explicit_bzero(receipt.applicant, sizeof receipt.applicant);
    return is_drawn;
}

static bool draw_complaint(struct slip **out, const struct drawing *drawing, struct err *err)
{
    const struct print_job *job = drawing->job;
    struct complaint complaint;

    return desk_find_complaint(drawing->desk, job->subject, &complaint, err)
           && slip_complaint(out, drawing->width, drawing->catalog, &complaint, job->lang,
                             job->copy, err);
}

/* The day as it is now: what happened since the slip was asked for is in it. */
static bool draw_report(struct slip **out, const struct drawing *drawing, struct err *err)
{
    const struct print_job *job = drawing->job;
    struct day_report report;
    int64_t day = 0;

    if (!calendar_parse_day(job->subject, &day))
        return err_set(err, ERR_CORRUPT, "print job %lld: \"%s\" is no day", (long long)job->id,
                       job->subject);
    if (!desk_day_report(drawing->desk, day, &report, err))
        return false;
    bool is_drawn = slip_report(out, drawing->width, drawing->catalog, &report, job->lang, err);
    day_report_clear(&report);
    return is_drawn;
}

static bool draw_thanks(struct slip **out, const struct drawing *drawing, struct err *err)
{
    return slip_thanks(out, drawing->width, drawing->catalog, drawing->job->lang, err);
}

static bool draw_test(struct slip **out, const struct drawing *drawing, struct err *err)
{
    const struct print_job *job = drawing->job;

    return slip_test(out, drawing->width, drawing->catalog, job->subject, job->lang,
                     job->created_at_ms, err);
}

static bool (*const draws[])(struct slip **out, const struct drawing *drawing, struct err *err) = {
    [SLIP_TICKET] = draw_ticket, [SLIP_REQUIREMENTS] = draw_list, [SLIP_STEPS] = draw_list,
    [SLIP_THANKS] = draw_thanks, [SLIP_RECEIPT] = draw_receipt,   [SLIP_COMPLAINT] = draw_complaint,
    [SLIP_REPORT] = draw_report, [SLIP_TEST] = draw_test,
};
static_assert(ARRAY_LEN(draws) == SLIP_TEST + 1, "one row per kind of slip");

/* Between two slips nothing borrows from the catalogue. */
static void take_catalog(struct desk *desk)
{
    struct err err = {0};
    bool has_changed = false;

    if (!desk_refresh_catalog(desk, &has_changed, &err))
        log_warn("%s; slips keep to the one before", err.text);
}

static bool draw(struct slip **out, enum slip_width width, struct desk *desk,
                 const struct print_job *job, struct err *err)
{
    take_catalog(desk);
    const struct drawing drawing = {width, desk, desk_catalog(desk), job};

    if (!drawing.catalog)
        return err_set(err, ERR_NOT_FOUND, "print job %lld: there is no catalogue",
                       (long long)job->id);
    return draws[job->kind](out, &drawing, err);
}

bool document_encode(struct document *out, const struct slip *slip, const struct printer *printer,
                     enum printer_format format, struct err *err)
{
    int need_mm = (slip_height_dots(slip) + DOTS_PER_MM - 1) / DOTS_PER_MM;

    *out = (struct document){0};
    text_init(&out->bytes, DOCUMENT_MAX);
    bool is_made = true;
    if (formats[format].is_pdf)
        is_made = printer->fit(printer->context, need_mm, &out->page_mm, err)
                  && slip_pdf(slip, out->page_mm, &out->bytes, err);
    else
        slip_escpos(slip, &out->bytes);
    if (is_made && out->bytes.overflow)
        is_made = err_set(err, ERR_INVALID, "the slip is over %d bytes", DOCUMENT_MAX);
    if (!is_made)
        document_clear(out);
    return is_made;
}

bool document_make(struct document *out, struct desk *desk, const struct print_job *job,
                   const struct printer *printer, enum printer_format format, struct err *err)
{
    AUTO(slip_auto_free) struct slip *slip = NULL;

    *out = (struct document){0};
    return draw(&slip, formats[format].width, desk, job, err)
           && (document_encode(out, slip, printer, format, err)
               || err_add(err, "print job %lld", (long long)job->id));
}

void document_clear(struct document *document)
{
    text_clear(&document->bytes);
}
