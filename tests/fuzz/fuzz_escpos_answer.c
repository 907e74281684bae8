/* What a printer, or a stranger at its port, may send: states stay within their set, and after any
 * nonsense the next proof is recognized. */
#include "printing/backend/answer.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void expect(bool holds)
{
    if (!holds)
        abort();
}

static bool is_known(unsigned state)
{
    return (state & ~(ESCPOS_FAULTS | (unsigned)ESCPOS_PAPER_LOW)) == 0;
}

static void expect_sense(const struct escpos_reader *reader, enum escpos_event event)
{
    expect(reader->held_len <= sizeof reader->held && reader->want <= sizeof reader->held);
    expect(reader->want == 0 || reader->held_len < reader->want);
    if (event == ESCPOS_STATE)
        expect(is_known(reader->state));
    if (event == ESCPOS_PROCESS) {
        expect(strlen(reader->process) == 4);
        for (const char *at = reader->process; *at; at++)
            expect(*at >= ' ' && *at <= '~');
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    /* 0xff belongs to no answer: it ends whatever had begun. */
    static const uint8_t proof[] = {0xff, 0x37, 0x22, 'J', '0', '4', '2', 0};
    struct escpos_reader reader = {0};
    enum escpos_event event = ESCPOS_NOTHING;

    for (size_t i = 0; i < len; i++) {
        event = escpos_read(&reader, bytes[i]);
        expect_sense(&reader, event);
        for (int n = -1; n <= ESCPOS_QUESTIONS + 1; n++)
            expect(is_known(escpos_realtime_state(n, bytes[i])));
    }
    for (size_t i = 0; i < sizeof proof; i++)
        event = escpos_read(&reader, proof[i]);
    expect(event == ESCPOS_PROCESS && strcmp(reader.process, "J042") == 0);
    return 0;
}
