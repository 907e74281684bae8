/* QR codes by libqrencode, as a plain grid. */
#include "base/qr.h"

#include <errno.h>
#include <qrencode.h>
#include <string.h>

enum { QR_MAX_TEXT = 512 }; /* more than version 10-M holds of anything */

static void free_code(QRcode **code)
{
    QRcode_free(*code);
}

bool qr_encode(struct qr *out, const char *text, struct err *err)
{
    AUTO(free_code) QRcode *code = NULL;
    size_t len = strlen(text);

    if (len == 0 || len > QR_MAX_TEXT)
        return err_set(err, ERR_INVALID, "a QR text of %zu bytes; allowed are 1 to %d", len,
                       (int)QR_MAX_TEXT);
    /* Case is kept: the library then takes alphanumeric mode by itself for upper-case texts, and
     * never changes a text to make it fit. */
    code = QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1);
    if (code == NULL && errno == ENOMEM)
        return err_set(err, ERR_FULL, "no memory for a QR code");
    if (code == NULL || code->width > QR_MAX)
        return err_set(err, ERR_INVALID, "a text of %zu bytes does not fit a QR code of %d modules",
                       len, (int)QR_MAX);
    out->size = code->width;
    for (int i = 0; i < code->width * code->width; i++)
        out->dark[i] = code->data[i] & 1;
    return true;
}
