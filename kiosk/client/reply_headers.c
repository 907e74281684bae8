/* Reads the headers of an answer, line by line. */
#include "reply_headers.h"
#include "base/attr.h"
#include "base/text.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { VALUE_TEXT = 128, WAIT_DIGITS = 9 };

void reply_headers_init(struct reply_headers *headers)
{
    *headers = (struct reply_headers){.date_s = -1, .retry_after_s = -1, .retry_at_s = -1};
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* False: another header, or a value that is longer than any of these may be. */
static bool read_value(const char *line, size_t len, const char *name, char out[VALUE_TEXT])
{
    size_t at = strlen(name);

    if (len <= at || strncasecmp(line, name, at) != 0 || line[at] != ':')
        return false;
    at++;
    while (at < len && is_blank(line[at]))
        at++;
    while (len > at && is_blank(line[len - 1]))
        len--;
    if (len - at >= VALUE_TEXT || memchr(line + at, '\0', len - at))
        return false;
    memcpy(out, line + at, len - at);
    out[len - at] = '\0';
    return true;
}

static bool is_number(const char *value)
{
    size_t digits = strspn(value, "0123456789");

    return digits > 0 && digits <= WAIT_DIGITS && value[digits] == '\0';
}

static void take_retry_after(struct reply_headers *headers, const char *value)
{
    headers->retry_after_s = is_number(value) ? strtoll(value, NULL, 10) : -1;
    headers->retry_at_s = headers->retry_after_s < 0 ? (int64_t)curl_getdate(value, NULL) : -1;
}

void reply_headers_take(struct reply_headers *headers, const char *line, size_t len)
{
    char value[VALUE_TEXT];

    if (len >= 5 && memcmp(line, "HTTP/", 5) == 0)
        reply_headers_init(headers);
    else if (read_value(line, len, "Date", value))
        headers->date_s = (int64_t)curl_getdate(value, NULL);
    else if (read_value(line, len, "Retry-After", value))
        take_retry_after(headers, value);
    else if (read_value(line, len, "ETag", value)
             && !text_copy(headers->etag, sizeof headers->etag, value))
        headers->etag[0] = '\0'; /* half of a tag is another one */
}

int64_t reply_headers_retry_after(const struct reply_headers *headers)
{
    if (headers->retry_after_s >= 0)
        return headers->retry_after_s;
    if (headers->retry_at_s < 0 || headers->date_s < 0)
        return -1;
    return headers->retry_at_s > headers->date_s ? headers->retry_at_s - headers->date_s : 0;
}
