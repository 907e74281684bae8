/* The readers of requests for a certificate and of their answers, on any bytes. What they take is
 * written again as something that they take. */
#include "wire/enrolment.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

enum { MOST = 256 * 1024 };

static void expect(bool is_true)
{
    if (!is_true)
        abort();
}

static void try_request(const char *bytes, size_t len)
{
    static struct enrolment_request taken, again;
    AUTO_TEXT struct text text = {0};

    if (!enrolment_read(&taken, bytes, len, NULL))
        return;
    text_init(&text, MOST);
    enrolment_write(&text, &taken);
    expect(enrolment_read(&again, text.data, text.len, NULL));
    expect(memcmp(&taken, &again, sizeof taken) == 0);
}

static void try_answer(const char *bytes, size_t len)
{
    static struct enrolment taken, again;
    AUTO_TEXT struct text text = {0};

    if (!enrolment_read_reply(&taken, bytes, len, NULL))
        return;
    expect(taken.pin_count >= 1 && taken.pin_count <= ENROLMENT_PINS && taken.server_ms > 0);
    text_init(&text, MOST);
    enrolment_write_reply(&text, &taken);
    expect(enrolment_read_reply(&again, text.data, text.len, NULL));
    expect(memcmp(&taken, &again, sizeof taken) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    try_request((const char *)bytes, len);
    try_answer((const char *)bytes, len);
    return 0;
}
