/* Reads queues from cupsd and states from IPP printers. */
#include "printing/cups_queue.h"
#include "base/text.h"
#include "printing/backend/device.h"
#include <string.h>

enum { DEVICE_MS = 1000 };

/* Adds the keywords of printer-state-reasons; absent, empty and strange ones are none. */
static void read_reasons(ipp_t *ipp, struct cups_reasons *out)
{
    ipp_attribute_t *attribute = ippFindAttribute(ipp, "printer-state-reasons", IPP_TAG_ZERO);
    int count = attribute ? ippGetCount(attribute) : 0;

    for (int i = 0; i < count; i++) {
        const char *keyword = ippGetString(attribute, i, NULL);
        if (keyword)
            cups_reasons_add(out, keyword);
    }
}

static enum cups_device device_of(const char *uri, const char *make_and_model)
{
    static const char *const ipp_schemes[] = {"ipp:", "ipps:", "dnssd:", "implicitclass:"};

    if (escpos_is_uri(uri))
        return DEVICE_ESCPOS;
    for (size_t i = 0; i < ARRAY_LEN(ipp_schemes); i++) {
        if (strncmp(uri, ipp_schemes[i], strlen(ipp_schemes[i])) == 0)
            return DEVICE_IPP;
    }
    return strstr(make_and_model, "Raw") ? DEVICE_RAW : DEVICE_DRIVER;
}

static void read_pages(ipp_t *ipp, struct cups_queue *out)
{
    ipp_attribute_t *attribute = ippFindAttribute(ipp, "media-supported", IPP_TAG_ZERO);
    int count = attribute ? ippGetCount(attribute) : 0;

    for (int i = 0; i < count && out->page_count < MEDIA_MAX; i++) {
        const char *name = ippGetString(attribute, i, NULL);
        if (name && cups_page_parse(name, &out->pages[out->page_count]))
            out->page_count++;
    }
}

bool cups_queue_take(struct cups_queue *out, const char *name, ipp_t *answer, struct err *err)
{
    int state = cups_integer(answer, "printer-state", IPP_PSTATE_IDLE);

    *out = (struct cups_queue){0};
    /* A part of an address is another address. */
    if (!text_copy(out->name, sizeof out->name, name)
        || !text_copy(out->device_uri, sizeof out->device_uri,
                      cups_string(answer, "device-uri", "")))
        return err_set(err, ERR_INVALID, "queue %.40s: its name or device-uri is too long", name);
    out->device = device_of(out->device_uri, cups_string(answer, "printer-make-and-model", ""));
    read_reasons(answer, &out->reasons);
    out->is_rejecting =
        !cups_integer(answer, "printer-is-accepting-jobs", 1) || out->reasons.is_holding;
    out->is_stopped = state == IPP_PSTATE_STOPPED || out->is_rejecting;
    out->is_printing = state == IPP_PSTATE_PROCESSING;
    read_pages(answer, out);
    return true;
}

bool cups_queue_read(struct cups_queue *out, const char *name, bool with_pages, struct err *err)
{
    static const char *const wanted[] = {
        "printer-state", "printer-state-reasons",  "printer-is-accepting-jobs",
        "device-uri",    "printer-make-and-model", "media-supported"};
    char resource[CUPS_URI_TEXT];
    ipp_t *request = cups_request(IPP_OP_GET_PRINTER_ATTRIBUTES, name);
    AUTO_IPP ipp_t *answer = NULL;

    *out = (struct cups_queue){0};
    ippAddStrings(request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes",
                  (int)ARRAY_LEN(wanted) - !with_pages, NULL, wanted);
    cups_queue_resource(resource, name);
    if (!cups_call(request, resource, &answer, err))
        return err_add(err, "queue %s", name);
    return cups_queue_take(out, name, answer, err);
}

void cups_device_take(struct cups_reasons *out, ipp_t *answer)
{
    *out = (struct cups_reasons){0};
    read_reasons(answer, out);
    if (out->trouble == TROUBLE_NONE
        && cups_integer(answer, "printer-state", IPP_PSTATE_IDLE) == IPP_PSTATE_STOPPED)
        out->trouble = TROUBLE_UNKNOWN;
}

bool cups_ask_ipp_device(const char *uri, struct cups_reasons *out, struct err *err)
{
    static const char *const wanted[] = {"printer-state", "printer-state-reasons"};
    ipp_t *request = ippNewRequest(IPP_OP_GET_PRINTER_ATTRIBUTES);
    AUTO_IPP ipp_t *answer = NULL;

    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", NULL, uri);
    ippAddStrings(request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes",
                  ARRAY_LEN(wanted), NULL, wanted);
    if (!cups_call_device(uri, DEVICE_MS, request, &answer, err))
        return false;
    cups_device_take(out, answer);
    return true;
}
