/* Walks over tags, names and values (RFC 8010, 3.1) without keeping any. */
#include "printing/ipp_bytes.h"
#include <string.h>

enum {
    HEADER = 8,
    TAG_END = 0x03,
    TAG_FIRST_VALUE = 0x10,
    TAG_BEGIN_COLLECTION = 0x34,
    TAG_END_COLLECTION = 0x37
};

struct bytes {
    const uint8_t *at;
    size_t left;
};

static bool skip(struct bytes *bytes, size_t len)
{
    if (len > bytes->left)
        return false;
    bytes->at += len;
    bytes->left -= len;
    return true;
}

/* A length of two bytes and as many bytes as it says. */
static bool skip_counted(struct bytes *bytes)
{
    if (bytes->left < 2)
        return false;
    size_t len = (size_t)bytes->at[0] << 8 | bytes->at[1];
    return skip(bytes, 2) && skip(bytes, len);
}

bool ipp_bytes_check(const uint8_t *bytes, size_t len, struct err *err)
{
    struct bytes rest = {bytes, len};
    int depth = 0;

    if (len > IPP_BYTES_MAX)
        return err_set(err, ERR_INVALID, "the answer is over %d bytes", IPP_BYTES_MAX);
    if (!skip(&rest, HEADER))
        return err_set(err, ERR_INVALID, "the answer has %zu bytes", len);
    for (int values = 0; rest.left > 0; values++) {
        uint8_t tag = *rest.at;

        (void)skip(&rest, 1);
        if (tag == TAG_END)
            return depth == 0 || err_set(err, ERR_INVALID, "the answer ends inside a collection");
        if (values == IPP_VALUES_MAX)
            return err_set(err, ERR_INVALID, "the answer has over %d values", IPP_VALUES_MAX);
        if (tag < TAG_FIRST_VALUE)
            continue; /* a group begins */
        depth += (tag == TAG_BEGIN_COLLECTION) - (tag == TAG_END_COLLECTION);
        if (depth < 0 || depth > IPP_DEPTH_MAX)
            return err_set(err, ERR_INVALID, "collections in the answer are nested %d deep", depth);
        if (!skip_counted(&rest) || !skip_counted(&rest))
            break;
    }
    return err_set(err, ERR_INVALID, "the answer breaks off after %zu bytes", len);
}

static ssize_t take(void *context, ipp_uchar_t *out, size_t want)
{
    struct bytes *bytes = context;
    size_t len = want < bytes->left ? want : bytes->left;

    memcpy(out, bytes->at, len);
    (void)skip(bytes, len);
    return (ssize_t)len;
}

bool ipp_bytes_read(const uint8_t *bytes, size_t len, ipp_t **out, struct err *err)
{
    struct bytes rest = {bytes, len};

    *out = NULL;
    if (!ipp_bytes_check(bytes, len, err))
        return false;
    ipp_t *ipp = ippNew();
    for (ipp_state_t state = IPP_STATE_IDLE; state != IPP_STATE_DATA;) {
        state = ippReadIO(&rest, take, 1, NULL, ipp);
        if (state == IPP_STATE_ERROR) {
            ippDelete(ipp);
            return err_set(err, ERR_INVALID, "the answer is no IPP");
        }
    }
    *out = ipp;
    return true;
}
