/* The test page of a queue that was just made. */
#include "base/clock.h"
#include "base/id.h"
#include "printing/document.h"
#include "printing/setup_internal.h"
#include <poll.h>

enum { SETTLE_MS = 40000, LOOK_MS = 200 };

static void auto_slip(struct slip **slip)
{
    slip_free(*slip);
}

static void auto_printer(struct printer *printer)
{
    if (printer->free)
        printer->free(printer->context);
}

static void auto_document(struct document *document)
{
    document_clear(document);
}

static bool send(const struct printer *printer, const struct document *document, const char *name,
                 int *job, struct err *err)
{
    return printer->create(printer->context, name, document->page_mm, job, err)
           && printer->send(printer->context, *job, document->bytes.data, document->bytes.len, err);
}

static bool draw(const struct printer_setup *setup, const struct setup_plan *plan,
                 const struct printer *printer, struct document *out, struct err *err)
{
    AUTO(auto_slip) struct slip *slip = NULL;
    enum printer_format format;
    struct printer_status status;

    return printer->look(printer->context, &format, &status, err)
           && setup->draw_test(setup->context, plan->roll_mm == 58 ? SLIP_58MM : SLIP_80MM, &slip,
                               err)
           && document_encode(out, slip, printer, format, err);
}

/* Where the answer is not clear the page is taken back as far as that goes. */
static int await(const struct printer_setup *setup, const struct printer *printer, int job,
                 const char *name, enum setup_page *out)
{
    int64_t end_ms = clock_machine_mono_ms() + SETTLE_MS;
    enum printed_answer answer = ANSWER_WAITING;
    enum printer_trouble trouble = TROUBLE_NONE;
    struct err err = {0};

    while (clock_machine_mono_ms() < end_ms) {
        if (!printer->ask(printer->context, job, name, &answer, &trouble, &err))
            return setup_fail(setup, SETUP_FAILED, "the test page: %s", err.text);
        if (answer == ANSWER_PRINTED || answer == ANSWER_UNCERTAIN) {
            *out = answer == ANSWER_PRINTED ? SETUP_PAGE_PRINTED : SETUP_PAGE_SENT;
            return SETUP_DONE;
        }
        if (answer == ANSWER_NOT_PRINTED)
            return setup_fail(setup, SETUP_FAILED, "the test page did not come out");
        (void)poll(NULL, 0, LOOK_MS);
    }
    if (!printer->cancel(printer->context, job, &err))
        return setup_fail(setup, SETUP_FAILED, "the test page waits in the queue: %s", err.text);
    return setup_fail(setup, SETUP_FAILED, "the test page did not come out in %d s (%s)",
                      SETTLE_MS / 1000, printer_trouble_name(trouble));
}

int setup_print_test(const struct printer_setup *setup, const struct setup_plan *plan,
                     enum setup_page *out)
{
    AUTO(auto_printer) struct printer printer = {0};
    AUTO(auto_document) struct document document = {0};
    struct uuid id = uuid_v4();
    char name[UUID_TEXT];
    int job = 0;
    struct err err = {0};

    uuid_format(&id, name);
    if (!printer_cups_open(&printer, plan->name, plan->roll_mm, &err)
        || !draw(setup, plan, &printer, &document, &err)
        || !send(&printer, &document, name, &job, &err))
        return setup_fail(setup, SETUP_FAILED, "the test page: %s", err.text);
    return await(setup, &printer, job, name, out);
}
