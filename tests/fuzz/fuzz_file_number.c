/* File numbers as anything may be typed: what is taken reads back as itself, and never overflows. */
#include "base/mem.h"
#include "domain/receipt.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void expect(bool holds)
{
    if (!holds)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    AUTO_FREE char *text = mem_zalloc(len + 1, 1);
    char number[FILE_NUMBER_TEXT], again[FILE_NUMBER_TEXT], qr[TICKET_QR_TEXT];

    memcpy(text, bytes, len);
    if (!receipt_parse_number(text, number))
        return 0;
    expect(strlen(number) >= 11 && strlen(number) < FILE_NUMBER_TEXT);
    expect(receipt_parse_number(number, again) && strcmp(number, again) == 0);
    expect(receipt_format_qr(qr, "pekanbaru", number));
    return 0;
}
