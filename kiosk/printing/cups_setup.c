/* Makes and changes queues through libcups. */
#include "printing/cups_setup.h"
#include "base/clock.h"
#include "base/text.h"
#include "printing/cups_client.h"
#include "printing/cups_media.h"
#include <ctype.h>
#include <poll.h>
#include <string.h>

#define ERROR_POLICY "abort-job"
#define RAW_MODEL "Local Raw Printer"

enum {
    DEVICE_MS = 3000,
    MADE_MS = 20000, /* cupsd asks a driverless printer in the background */
    LOOK_MS = 100,
    NAME_MOST = 63,
    SHORT_SLIP_MM = 60 /* a page of this length has every roll printer */
};

bool cups_is_queue_name(const char *name)
{
    size_t len = strlen(name);

    for (const char *at = name; *at; at++) {
        if (!isalnum((unsigned char)*at) && *at != '-' && *at != '_')
            return false;
    }
    return len > 0 && len <= NAME_MOST && name[0] != '-';
}

/* --- the queue ------------------------------------------------------------------------------- */

static bool read_queue(const char *name, ipp_t **out, struct err *err)
{
    static const char *const wanted[] = {"device-uri",
                                         "printer-error-policy",
                                         "printer-is-accepting-jobs",
                                         "printer-is-shared",
                                         "printer-make-and-model",
                                         "printer-state",
                                         "printer-state-message",
                                         "media-supported"};
    char resource[CUPS_URI_TEXT];
    ipp_t *request = cups_request(IPP_OP_GET_PRINTER_ATTRIBUTES, name);

    ippAddStrings(request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes",
                  ARRAY_LEN(wanted), NULL, wanted);
    cups_queue_resource(resource, name);
    return cups_call(request, resource, out, err);
}

static bool is_as_wished(ipp_t *queue, const struct cups_wish *wish)
{
    bool is_raw = text_equal(cups_string(queue, "printer-make-and-model", ""), RAW_MODEL);

    return text_equal(cups_string(queue, "device-uri", ""), wish->uri)
           && text_equal(cups_string(queue, "printer-error-policy", ""), ERROR_POLICY)
           && cups_integer(queue, "printer-is-accepting-jobs", 0)
           && !cups_integer(queue, "printer-is-shared", 1)
           && cups_integer(queue, "printer-state", 0) != IPP_PSTATE_STOPPED
           && is_raw == !wish->is_driverless
           && (!wish->is_driverless || ippFindAttribute(queue, "media-supported", IPP_TAG_ZERO));
}

bool cups_queue_is_right(const struct cups_wish *wish, bool *out, struct err *err)
{
    AUTO_IPP ipp_t *queue = NULL;
    struct err fault = {0};

    *out = false;
    if (read_queue(wish->name, &queue, &fault)) {
        *out = is_as_wished(queue, wish);
        return true;
    }
    return fault.code == ERR_NOT_FOUND || err_set(err, fault.code, "%s", fault.text);
}

static bool add_queue(const struct cups_wish *wish, struct err *err)
{
    ipp_t *request = cups_request(IPP_OP_CUPS_ADD_MODIFY_PRINTER, wish->name);

    ippAddString(request, IPP_TAG_PRINTER, IPP_TAG_NAME, "ppd-name", NULL,
                 wish->is_driverless ? "everywhere" : "raw");
    ippAddString(request, IPP_TAG_PRINTER, IPP_TAG_URI, "device-uri", NULL, wish->uri);
    ippAddString(request, IPP_TAG_PRINTER, IPP_TAG_TEXT, "printer-info", NULL,
                 "Ticket printer of the kiosk");
    ippAddString(request, IPP_TAG_PRINTER, IPP_TAG_NAME, "printer-error-policy", NULL,
                 ERROR_POLICY);
    ippAddBoolean(request, IPP_TAG_PRINTER, "printer-is-shared", 0);
    ippAddBoolean(request, IPP_TAG_PRINTER, "printer-is-accepting-jobs", 1);
    ippAddInteger(request, IPP_TAG_PRINTER, IPP_TAG_ENUM, "printer-state", IPP_PSTATE_IDLE);
    return cups_call_admin(request, err);
}

static bool wait_until_right(const struct cups_wish *wish, struct err *err)
{
    int64_t end_ms = clock_machine_mono_ms() + MADE_MS;
    bool is_right = false;

    while (cups_queue_is_right(wish, &is_right, err)) {
        if (is_right)
            return true;
        if (clock_machine_mono_ms() > end_ms)
            return err_set(err, ERR_INVALID, "cupsd could not make a queue for %s", wish->uri);
        (void)poll(NULL, 0, LOOK_MS);
    }
    return false;
}

bool cups_queue_make(const struct cups_wish *wish, struct err *err)
{
    AUTO_IPP ipp_t *before = NULL;
    struct err fault = {0};
    bool is_new = !read_queue(wish->name, &before, &fault);

    if (is_new && fault.code != ERR_NOT_FOUND)
        return err_set(err, fault.code, "%s", fault.text);
    if (!add_queue(wish, err))
        return false;
    if (wait_until_right(wish, err))
        return true;
    if (is_new && !cups_call_admin(cups_request(IPP_OP_CUPS_DELETE_PRINTER, wish->name), &fault))
        return err_add(err, "queue %s stays half made", wish->name);
    return false;
}

/* --- the default ----------------------------------------------------------------------------- */

bool cups_default_read(char *out, size_t size, struct err *err)
{
    AUTO_IPP ipp_t *answer = NULL;
    struct err fault = {0};

    out[0] = '\0';
    if (cups_call(ippNewRequest(IPP_OP_CUPS_GET_DEFAULT), "/", &answer, &fault))
        return text_copy(out, size, cups_string(answer, "printer-name", ""))
               || err_set(err, ERR_INVALID, "the default queue's name is too long");
    return fault.code == ERR_NOT_FOUND || err_set(err, fault.code, "%s", fault.text);
}

bool cups_default_make(const char *name, struct err *err)
{
    return cups_call_admin(cups_request(IPP_OP_CUPS_SET_DEFAULT, name), err);
}

bool cups_queues_each(void (*each)(void *context, const char *name, const char *uri), void *context,
                      struct err *err)
{
    static const char *const wanted[] = {"printer-name", "device-uri"};
    ipp_t *request = ippNewRequest(IPP_OP_CUPS_GET_PRINTERS);
    AUTO_IPP ipp_t *answer = NULL;
    struct err fault = {0};
    const char *name = "";

    ippAddStrings(request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes",
                  ARRAY_LEN(wanted), NULL, wanted);
    if (!cups_call(request, "/", &answer, &fault)) /* "not found": there is none */
        return fault.code == ERR_NOT_FOUND || err_set(err, fault.code, "%s", fault.text);
    char uri[1024] = "";
    for (ipp_attribute_t *at = ippFirstAttribute(answer); at; at = ippNextAttribute(answer)) {
        const char *key = ippGetName(at);
        const char *value = ippGetString(at, 0, NULL);
        if (text_equal(key, "device-uri") && value)
            text_copy_cut(uri, sizeof uri, value);
        if (text_equal(key, "printer-name") && value)
            name = value;
        if (uri[0] && name[0]) {
            each(context, name, uri);
            uri[0] = '\0';
            name = "";
        }
    }
    return true;
}

/* --- an IPP printer -------------------------------------------------------------------------- */

static bool takes_our_pages(ipp_t *printer)
{
    static const char *const formats[] = {"application/pdf", "image/pwg-raster", "image/urf"};
    ipp_attribute_t *list = ippFindAttribute(printer, "document-format-supported", IPP_TAG_ZERO);

    for (size_t i = 0; list && i < ARRAY_LEN(formats); i++) {
        if (ippContainsString(list, formats[i]))
            return true;
    }
    return false;
}

static bool has_page(ipp_t *printer, int roll_mm)
{
    ipp_attribute_t *list = ippFindAttribute(printer, "media-supported", IPP_TAG_ZERO);
    struct cups_page pages[MEDIA_MAX];
    size_t count = 0;

    for (int i = 0; list && i < ippGetCount(list) && count < MEDIA_MAX; i++) {
        const char *name = ippGetString(list, i, NULL);
        if (name && cups_page_parse(name, &pages[count]))
            count++;
    }
    return cups_page_choose(pages, count, roll_mm, SHORT_SLIP_MM) != NULL;
}

bool cups_ipp_examine(const char *uri, int roll_mm, char *model, size_t size, struct err *err)
{
    static const char *const wanted[] = {"printer-make-and-model", "document-format-supported",
                                         "media-supported"};
    ipp_t *request = ippNewRequest(IPP_OP_GET_PRINTER_ATTRIBUTES);
    AUTO_IPP ipp_t *answer = NULL;

    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", NULL, uri);
    ippAddStrings(request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes",
                  ARRAY_LEN(wanted), NULL, wanted);
    if (!cups_call_device(uri, DEVICE_MS, request, &answer, err))
        return false;
    text_copy_cut(model, size, cups_string(answer, "printer-make-and-model", "IPP printer"));
    text_mend(model);
    if (!takes_our_pages(answer))
        return err_set(err, ERR_INVALID, "%s takes neither PDF nor the rasters of IPP Everywhere",
                       model);
    return has_page(answer, roll_mm)
           || err_set(err, ERR_INVALID, "%s has no page for a roll of %d mm", model, roll_mm);
}
