/* A printer behind a CUPS queue. */
#include "base/clock.h"
#include "base/mem.h"
#include "base/text.h"
#include "printing/backend/answer.h"
#include "printing/backend/device.h"
#include "printing/cups_client.h"
#include "printing/cups_job.h"
#include "printing/cups_queue.h"
#include "printing/printer.h"
#include <stdlib.h>
#include <string.h>
#define LOG_AREA "print"
#include "base/log.h"

enum {
    PROBE_CONNECT_MS = 700, /* with the question under 2 s: a fault must show by then */
    PROBE_ANSWER_MS = 800,
    RESUME_EVERY_MS = 1000,
    OVER_MS = 60000, /* after cupsd's end of a job, until its own of an IPP printer */
    QUEUE_EVERY = 8, /* looks at an untroubled device between two looks at its queue: 2 minutes */
};

struct cups_printer {
    char wanted[64]; /* "" = the default queue */
    int roll_mm;
    struct cups_queue queue;
    bool has_queue;         /* `queue` was read and is to be believed */
    int looks;              /* since it was read */
    int64_t resumed_ms;     /* last try to set the queue going */
    bool is_resume_refused; /* so that it is logged once */
    int followed;           /* the job that was asked for without a break since it was sent */
    int lost_before; /* the job before which an IPP printer was known to have forgotten one */
    int given_up;    /* the job that was cancelled */
    int over;        /* the job that is over for cupsd, but not for its IPP printer … */
    int64_t over_ms; /* … since then, without a fault that would explain it */
};

/* --- the device itself ----------------------------------------------------------------------- */

static const struct {
    unsigned state;
    enum printer_trouble trouble;
} device_troubles[] = {
    {ESCPOS_OFFLINE, TROUBLE_OFFLINE},
    {ESCPOS_COVER_OPEN, TROUBLE_COVER_OPEN},
    {ESCPOS_JAM, TROUBLE_JAM},
    {ESCPOS_PAPER_OUT, TROUBLE_PAPER_OUT},
};

/* Asks an ESC/POS printer under the lock of the backend. False when it is busy with a job: then
 * cupsd's reasons are fresh and tell more. */
static bool probe_escpos(const struct cups_queue *queue, struct printer_status *status)
{
    struct escpos_address address;
    AUTO(escpos_close) int lock = -1;
    AUTO(escpos_close) int fd = -1;
    unsigned state = ESCPOS_OFFLINE;

    if (!escpos_parse_uri(queue->device_uri, &address, NULL)) {
        status->trouble = TROUBLE_NO_PRINTER;
        return true;
    }
    if (!address.has_status)
        return true;
    if (!escpos_lock(&address, &lock, NULL))
        return false;
    if (escpos_connect(&address, PROBE_CONNECT_MS, -1, &fd, NULL)
        && !escpos_ask_state(&address, fd, -1, PROBE_ANSWER_MS, &state, NULL))
        state = ESCPOS_OFFLINE;
    for (size_t i = 0; i < ARRAY_LEN(device_troubles); i++) {
        if (state & device_troubles[i].state)
            status->trouble = cups_worse(status->trouble, device_troubles[i].trouble);
    }
    status->is_paper_low = (state & ESCPOS_PAPER_LOW) != 0;
    return true;
}

static void take_reasons(const struct cups_reasons *reasons, struct printer_status *status)
{
    status->trouble = cups_worse(status->trouble, reasons->trouble);
    status->is_paper_low = status->is_paper_low || reasons->is_paper_low;
}

/* Reasons that cupsd keeps of an idle queue are its last job's: only the device knows better. */
static void probe(const struct cups_queue *queue, struct printer_status *status)
{
    struct cups_reasons reasons = {0};
    struct err err = {0};

    switch (queue->device) {
    case DEVICE_ESCPOS:
        if (!probe_escpos(queue, status))
            take_reasons(&queue->reasons, status);
        return;
    case DEVICE_IPP:
        if (cups_ask_ipp_device(queue->device_uri, &reasons, &err))
            take_reasons(&reasons, status);
        else if (err.code == ERR_OFFLINE)
            status->trouble = TROUBLE_OFFLINE;
        return;
    case DEVICE_RAW:
    case DEVICE_DRIVER:
        if (queue->is_printing)
            take_reasons(&queue->reasons, status);
        return;
    }
}

/* --- the queue ------------------------------------------------------------------------------- */

static bool read_queue(struct cups_printer *printer, bool with_pages, struct err *err)
{
    char name[64];

    printer->has_queue = false;
    printer->looks = 0;
    if (!text_copy(name, sizeof name, printer->wanted)
        || (!name[0] && !cups_default_queue(name, sizeof name, err)))
        return false;
    printer->has_queue = cups_queue_read(&printer->queue, name, with_pages, err);
    return printer->has_queue;
}

/* Knows the queue's name and device, from cupsd or from before. */
static bool know_queue(struct cups_printer *printer, struct err *err)
{
    return printer->has_queue || read_queue(printer, false, err);
}

static bool is_pdf(const struct cups_printer *printer)
{
    return printer->queue.device == DEVICE_IPP || printer->queue.device == DEVICE_DRIVER;
}

static enum printer_format format_of(const struct cups_printer *printer)
{
    if (is_pdf(printer))
        return printer->roll_mm == 58 ? PRINTER_PDF_58 : PRINTER_PDF_80;
    return printer->roll_mm == 58 ? PRINTER_ESCPOS_58 : PRINTER_ESCPOS_80;
}

/* Nobody at a kiosk pauses a queue: cupsd and backends do, and people by mistake. Who wants it to stay
 * so tells it to accept no jobs (cupsreject). `why` is for the log. */
static void set_going(struct cups_printer *printer, const char *why)
{
    int64_t now = clock_machine_mono_ms();
    struct err err = {0};

    if (printer->queue.is_rejecting || now - printer->resumed_ms < RESUME_EVERY_MS)
        return;
    printer->resumed_ms = now;
    if (cups_queue_resume(&printer->queue, &err)) {
        log_warn("queue %s %s: set going again", printer->queue.name, why);
        printer->queue.is_stopped = false;
        printer->is_resume_refused = false;
        return;
    }
    if (!printer->is_resume_refused)
        log_warn("queue %s %s: %s", printer->queue.name, why, err.text);
    printer->is_resume_refused = true;
}

static bool is_confirming(const struct cups_queue *queue)
{
    struct escpos_address address;

    if (queue->device == DEVICE_ESCPOS)
        return escpos_parse_uri(queue->device_uri, &address, NULL)
               && address.ack != ESCPOS_ACK_NONE;
    return queue->device == DEVICE_IPP;
}

static bool cups_look(void *context, enum printer_format *format, struct printer_status *status,
                      struct err *err)
{
    struct cups_printer *printer = context;
    struct err fault = {0};

    *status = (struct printer_status){0};
    (void)text_copy(status->queue, sizeof status->queue, printer->wanted);
    if ((!printer->has_queue || printer->looks >= QUEUE_EVERY)
        && !read_queue(printer, false, &fault)) {
        status->trouble = TROUBLE_NO_PRINTER;
        return fault.code == ERR_NOT_FOUND || err_set(err, fault.code, "%s", fault.text);
    }
    printer->looks++;
    *format = format_of(printer);
    (void)text_copy(status->queue, sizeof status->queue, printer->queue.name);
    status->is_confirming = is_confirming(&printer->queue);
    if (printer->queue.is_stopped)
        set_going(printer, "is paused");
    if (printer->queue.is_stopped)
        status->trouble = TROUBLE_STOPPED;
    else
        probe(&printer->queue, status);
    if (status->trouble != TROUBLE_NONE)
        printer->has_queue = false; /* what ends the trouble may be a change of the queue */
    return true;
}

static bool cups_fit(void *context, int need_mm, int *page_mm, struct err *err)
{
    struct cups_printer *printer = context;

    *page_mm = 0;
    if (!read_queue(printer, true, err))
        return false;
    if (!is_pdf(printer))
        return true;
    if (printer->queue.page_count == 0) /* cupsd makes the description of a new queue by and by */
        return err_set(err, ERR_BUSY, "queue %s lists no page sizes yet", printer->queue.name);
    const struct cups_page *page = cups_page_choose(printer->queue.pages, printer->queue.page_count,
                                                    printer->roll_mm, need_mm);
    if (!page)
        return err_set(err, ERR_INVALID, "queue %s lists no page %d mm wide and %d mm long",
                       printer->queue.name, printer->roll_mm, need_mm);
    *page_mm = page->length_mm;
    return true;
}

/* --- jobs ------------------------------------------------------------------------------------ */

static bool cups_create(void *context, const char *name, int page_mm, int *out_job, struct err *err)
{
    struct cups_printer *printer = context;
    char resource[CUPS_URI_TEXT];
    AUTO_IPP ipp_t *answer = NULL;

    if (!know_queue(printer, err))
        return false;
    ipp_t *request = cups_request(IPP_OP_CREATE_JOB, printer->queue.name);
    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_NAME, "job-name", NULL, name);
    const struct cups_page *page =
        page_mm ? cups_page_choose(printer->queue.pages, printer->queue.page_count,
                                   printer->roll_mm, page_mm)
                : NULL;
    if (page)
        ippAddString(request, IPP_TAG_JOB, IPP_TAG_KEYWORD, "media", NULL, page->name);
    cups_queue_resource(resource, printer->queue.name);
    if (!cups_call(request, resource, &answer, err)) {
        printer->has_queue = false;
        return false;
    }
    *out_job = cups_integer(answer, "job-id", 0);
    printer->lost_before = printer->queue.reasons.is_history_lost ? *out_job : 0;
    return *out_job > 0 || err_set(err, ERR_OFFLINE, "cupsd made a job without a number");
}

static bool cups_send_document(void *context, int job, const void *bytes, size_t len,
                               struct err *err)
{
    struct cups_printer *printer = context;
    bool is_sent = cups_send(printer->queue.name, job,
                             is_pdf(printer) ? "application/pdf" : "application/vnd.cups-raw",
                             bytes, len, err);

    printer->followed = is_sent ? job : 0;
    return is_sent;
}

static bool cups_find(void *context, const char *name, int *out_job, bool *has_document,
                      struct err *err)
{
    struct cups_printer *printer = context;
    struct cups_job job;

    *out_job = 0;
    *has_document = false;
    if (!know_queue(printer, err) || !cups_job_find(&job, printer->queue.name, name, err))
        return false;
    *out_job = job.id;
    *has_document = job.id && cups_job_has_document(&job);
    return true;
}

/* The end of a job at an IPP printer, which knows more of it than cupsd. */
static enum printed_answer ask_printer_itself(struct cups_printer *printer,
                                              const struct cups_job *facts,
                                              struct printer_status *status)
{
    struct cups_job own;
    struct err err = {0};
    bool was_lost = printer->queue.reasons.is_history_lost && printer->lost_before != facts->id;

    if (!cups_job_ask_device(&own, printer->queue.device_uri, facts->name, &err))
        return ANSWER_UNCERTAIN;
    enum printed_answer answer = cups_job_judge_ipp(facts, &own, was_lost);
    if (answer != ANSWER_PRINTING)
        return answer;
    int64_t now = clock_machine_mono_ms();
    probe(&printer->queue, status);
    if (printer->over != facts->id || status->trouble != TROUBLE_NONE)
        printer->over_ms = now;
    printer->over = facts->id;
    return printer->given_up == facts->id || now - printer->over_ms > OVER_MS ? ANSWER_UNCERTAIN
                                                                              : ANSWER_PRINTING;
}

static bool cups_ask(void *context, int job, const char *name, enum printed_answer *answer,
                     enum printer_trouble *trouble, struct err *err)
{
    struct cups_printer *printer = context;
    struct printer_status status = {0};
    struct cups_job facts;

    /* The queue first: what it says while the job still runs is not older than the job's state. */
    if (!read_queue(printer, false, err) || !cups_job_read(&facts, printer->queue.name, job, err)) {
        printer->followed = 0; /* what cupsd forgot with its old life is not known any more */
        return false;
    }
    if (!text_equal(facts.name, name))
        return err_set(err, ERR_NOT_FOUND, "job %d is another one", job);
    facts.is_followed = printer->followed == job;
    if (facts.state == IPP_JSTATE_PENDING && printer->queue.is_stopped)
        set_going(printer, "was paused");
    *answer = cups_job_judge(&facts, &printer->queue);
    if (printer->queue.is_printing)
        take_reasons(&printer->queue.reasons, &status);
    if (printer->queue.is_stopped)
        status.trouble = cups_worse(status.trouble, TROUBLE_STOPPED);
    else if (*answer == ANSWER_PRINTING && status.trouble == TROUBLE_NONE
             && printer->queue.device == DEVICE_IPP)
        probe(&printer->queue, &status); /* of a printer that is off cupsd gives no reason */
    if (printer->queue.device == DEVICE_IPP && facts.was_started
        && facts.state >= IPP_JSTATE_CANCELED)
        *answer = ask_printer_itself(printer, &facts, &status);
    *trouble = status.trouble;
    return true;
}

static bool cups_cancel(void *context, int job, struct err *err)
{
    struct cups_printer *printer = context;
    AUTO_IPP ipp_t *answer = NULL;
    struct cups_job facts;
    struct err fault = {0};

    printer->given_up = job;
    if (!know_queue(printer, err))
        return false;
    ipp_t *request = cups_request(IPP_OP_CANCEL_JOB, printer->queue.name);
    ippAddInteger(request, IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job);
    if (cups_call(request, "/jobs", &answer, &fault) || fault.code == ERR_NOT_FOUND)
        return true;
    /* Refused: no fault when the job is over already. */
    if (fault.code != ERR_OFFLINE && cups_job_read(&facts, printer->queue.name, job, err)
        && facts.state >= IPP_JSTATE_CANCELED)
        return true;
    return err_set(err, fault.code, "job %d: %s", job, fault.text);
}

bool printer_cups_open(struct printer *out, const char *queue, int roll_mm, struct err *err)
{
    AUTO_FREE struct cups_printer *printer = mem_zalloc(1, sizeof *printer);

    if (roll_mm != 80 && roll_mm != 58)
        return err_set(err, ERR_INVALID, "roll %d: 80 or 58 mm", roll_mm);
    printer->roll_mm = roll_mm;
    if (!text_copy(printer->wanted, sizeof printer->wanted, queue))
        return err_set(err, ERR_INVALID, "%s: queue name too long", queue);
    cups_client_open();
    *out = (struct printer){
        .context = mem_steal(&printer),
        .look = cups_look,
        .fit = cups_fit,
        .create = cups_create,
        .send = cups_send_document,
        .find = cups_find,
        .ask = cups_ask,
        .cancel = cups_cancel,
        .free = free,
    };
    return true;
}
