/* Reads the address of an ESC/POS printer as it stands in a queue's device URI. */
#include "base/text.h"
#include "printing/backend/device.h"
#include <stdlib.h>
#include <string.h>

#define SCHEME "anjungan-escpos:"

enum { DEFAULT_PORT = 9100, DEFAULT_BAUD = 9600 };

bool escpos_is_uri(const char *uri)
{
    return strncmp(uri, SCHEME, strlen(SCHEME)) == 0;
}

static bool parse_option(const char *option, size_t len, struct escpos_address *out)
{
    static const struct {
        const char *text;
        enum { ACK, STATUS, FLOW } about;
        int value;
    } options[] = {
        {"ack=process", ACK, ESCPOS_ACK_PROCESS},
        {"ack=gsr", ACK, ESCPOS_ACK_SENSOR},
        {"ack=none", ACK, ESCPOS_ACK_NONE},
        {"status=on", STATUS, true},
        {"status=off", STATUS, false},
        {"flow=rtscts", FLOW, ESCPOS_FLOW_RTSCTS},
        {"flow=xonxoff", FLOW, ESCPOS_FLOW_XONXOFF},
        {"flow=none", FLOW, ESCPOS_FLOW_NONE},
    };

    for (size_t i = 0; i < ARRAY_LEN(options); i++) {
        if (strlen(options[i].text) != len || strncmp(options[i].text, option, len) != 0)
            continue;
        switch (options[i].about) {
        case ACK:
            out->ack = (enum escpos_ack)options[i].value;
            return true;
        case STATUS:
            out->has_status = options[i].value;
            return true;
        case FLOW:
            out->flow = (enum escpos_flow)options[i].value;
            return true;
        }
    }
    return false;
}

/* "baud=" and one of the speeds that serial printers have. */
static bool parse_baud(const char *option, size_t len, struct escpos_address *out)
{
    char text[24];

    if (len >= sizeof text)
        return false;
    memcpy(text, option, len);
    text[len] = '\0';
    for (size_t i = 0; i < escpos_baud_count; i++) {
        char known[24];
        if (text_format(known, sizeof known, "baud=%d", escpos_bauds[i])
            && text_equal(known, text)) {
            out->baud = escpos_bauds[i];
            return true;
        }
    }
    return false;
}

static bool parse_options(const char *query, struct escpos_address *out, struct err *err)
{
    while (*query) {
        size_t len = strcspn(query, "&+");
        if (len > 0 && !parse_option(query, len, out) && !parse_baud(query, len, out))
            return err_set(err, ERR_INVALID, "unknown option %.*s", (int)(len > 40 ? 40 : len),
                           query);
        query += len;
        query += *query != '\0';
    }
    return true;
}

/* HOST, HOST:PORT or [IPV6]:PORT of `len` bytes. */
static bool parse_host(const char *text, size_t len, struct escpos_address *out, struct err *err)
{
    bool is_bracketed = len > 0 && text[0] == '[';
    const char *end = is_bracketed ? memchr(text, ']', len) : memchr(text, ':', len);
    size_t host_len = is_bracketed && end ? (size_t)(end - text) - 1
                      : end               ? (size_t)(end - text)
                                          : len;
    const char *host = text + is_bracketed;
    const char *port = end ? end + is_bracketed : text + len;

    if ((is_bracketed && !end) || host_len == 0 || host_len >= sizeof out->host)
        return err_set(err, ERR_INVALID, "no host in the device address");
    if (memchr(host, '[', host_len) || memchr(host, ']', host_len))
        return err_set(err, ERR_INVALID, "misplaced bracket in the device address");
    memcpy(out->host, host, host_len);
    out->host[host_len] = '\0';
    out->port = DEFAULT_PORT;
    if (port == text + len)
        return true;
    char digits[8];
    char *digits_end = NULL;
    if (*port != ':'
        || !text_format(digits, sizeof digits, "%.*s", (int)(text + len - port - 1), port + 1))
        return err_set(err, ERR_INVALID, "bad port in the device address");
    long value = strtol(digits, &digits_end, 10);
    if (digits_end == digits || *digits_end || value < 1 || value > 65535)
        return err_set(err, ERR_INVALID, "bad port %s in the device address", digits);
    out->port = (int)value;
    return true;
}

bool escpos_parse_uri(const char *uri, struct escpos_address *out, struct err *err)
{
    *out = (struct escpos_address){
        .ack = ESCPOS_ACK_PROCESS, .has_status = true, .baud = DEFAULT_BAUD};
    if (!escpos_is_uri(uri))
        return err_set(err, ERR_INVALID, "not an anjungan-escpos address");
    const char *rest = uri + strlen(SCHEME);
    const char *query = strchr(rest, '?');
    size_t len = query ? (size_t)(query - rest) : strlen(rest);

    if (query && !parse_options(query + 1, out, err))
        return false;
    if (strncmp(rest, "/dev/", 5) == 0) {
        if (len >= sizeof out->path)
            return err_set(err, ERR_INVALID, "the device address is too long");
        memcpy(out->path, rest, len);
        out->path[len] = '\0';
        if (strstr(out->path, "/.."))
            return err_set(err, ERR_INVALID, "%s: not below /dev", out->path);
        return true;
    }
    if (len < 3 || strncmp(rest, "//", 2) != 0)
        return err_set(err, ERR_INVALID, "neither //HOST:PORT/ nor /dev/NAME in the address");
    const char *slash = memchr(rest + 2, '/', len - 2);
    size_t host_len = slash ? (size_t)(slash - rest) - 2 : len - 2;
    return parse_host(rest + 2, host_len, out, err);
}

bool escpos_format_uri(const struct escpos_address *address, char *out, size_t size)
{
    static const char *const acks[] = {[ESCPOS_ACK_PROCESS] = "",
                                       [ESCPOS_ACK_SENSOR] = "&ack=gsr",
                                       [ESCPOS_ACK_NONE] = "&ack=none"};
    static const char *const flows[] = {[ESCPOS_FLOW_RTSCTS] = "",
                                        [ESCPOS_FLOW_XONXOFF] = "&flow=xonxoff",
                                        [ESCPOS_FLOW_NONE] = "&flow=none"};
    bool is_bracketed = strchr(address->host, ':') != NULL;
    char options[80];
    char baud[24] = "";

    if (address->baud != DEFAULT_BAUD)
        (void)text_format(baud, sizeof baud, "&baud=%d", address->baud);
    if (!text_format(options, sizeof options, "%s%s%s%s", acks[address->ack],
                     address->has_status ? "" : "&status=off", baud, flows[address->flow]))
        return false;
    if (options[0])
        options[0] = '?';
    if (address->path[0])
        return text_format(out, size, SCHEME "%s%s", address->path, options);
    return text_format(out, size, SCHEME "//%s%s%s:%d/%s", is_bracketed ? "[" : "", address->host,
                       is_bracketed ? "]" : "", address->port, options);
}
