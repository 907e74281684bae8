/* Tells the answers of ESC/POS printers apart. */
#include "printing/backend/answer.h"
#include <string.h>

/* Fixed bits, from the command reference: DLE EOT answers 0xx1xx10, the first byte of an ASB report
 * 0xx1xx00, its other three and GS r 0xx0xxxx, the process ID answer begins 0x37 0x22. */
enum {
    REALTIME_MASK = 0x93,
    REALTIME_BITS = 0x12,
    ASB_BITS = 0x10,
    PLAIN_MASK = 0x90,
    ASB_LEN = 4,
    PROCESS_FIRST = 0x37,
    PROCESS_SECOND = 0x22,
    PROCESS_LEN = 7
};

unsigned escpos_realtime_state(int n, uint8_t answer)
{
    switch (n) {
    case 1:
        return answer & 0x08 ? ESCPOS_OFFLINE : 0;
    case 2:
        return (answer & 0x04 ? ESCPOS_COVER_OPEN : 0U) | (answer & 0x20 ? ESCPOS_PAPER_OUT : 0U);
    case 3: /* recoverable, cutter, unrecoverable, temperature */
        return answer & 0x6c ? ESCPOS_JAM : 0;
    case 4:
        return (answer & 0x60 ? ESCPOS_PAPER_OUT : 0U) | (answer & 0x0c ? ESCPOS_PAPER_LOW : 0U);
    default:
        return 0;
    }
}

unsigned escpos_without_consequences(unsigned state)
{
    if (state & (unsigned)(ESCPOS_COVER_OPEN | ESCPOS_PAPER_OUT | ESCPOS_JAM))
        state &= ~(unsigned)ESCPOS_OFFLINE;
    return state;
}

static unsigned report_state(const uint8_t bytes[ASB_LEN])
{
    unsigned state = 0;

    state |= bytes[0] & 0x08 ? ESCPOS_OFFLINE : 0U;
    state |= bytes[0] & 0x20 ? ESCPOS_COVER_OPEN : 0U;
    state |= bytes[1] & 0x6c ? ESCPOS_JAM : 0U;
    state |= bytes[2] & 0x03 ? ESCPOS_PAPER_LOW : 0U;
    state |= bytes[2] & 0x0c ? ESCPOS_PAPER_OUT : 0U;
    return escpos_without_consequences(state);
}

static enum escpos_event begin(struct escpos_reader *reader, uint8_t byte)
{
    reader->held_len = 0;
    reader->want = 0;
    if ((byte & REALTIME_MASK) == REALTIME_BITS) {
        reader->byte = byte;
        return ESCPOS_REALTIME;
    }
    if ((byte & PLAIN_MASK) == 0) {
        reader->byte = byte;
        return ESCPOS_SENSOR;
    }
    if (byte == PROCESS_FIRST)
        reader->want = PROCESS_LEN;
    else if ((byte & REALTIME_MASK) == ASB_BITS)
        reader->want = ASB_LEN;
    if (reader->want)
        reader->held[reader->held_len++] = byte;
    return ESCPOS_NOTHING;
}

/* Does `byte` fit into the answer that has begun? */
static bool continues(const struct escpos_reader *reader, uint8_t byte)
{
    if (reader->want == ASB_LEN)
        return (byte & PLAIN_MASK) == 0;
    if (reader->held_len == 1)
        return byte == PROCESS_SECOND;
    if (reader->held_len == PROCESS_LEN - 1)
        return byte == 0;
    return byte >= ' ' && byte <= '~';
}

static enum escpos_event finish(struct escpos_reader *reader)
{
    bool is_report = reader->want == ASB_LEN;

    reader->want = 0;
    if (is_report) {
        reader->state = report_state(reader->held);
        return ESCPOS_STATE;
    }
    memcpy(reader->process, reader->held + 2, 4);
    reader->process[4] = '\0';
    return ESCPOS_PROCESS;
}

enum escpos_event escpos_read(struct escpos_reader *reader, uint8_t byte)
{
    if (!reader->want)
        return begin(reader, byte);
    if (!continues(reader, byte)) {
        /* A real-time answer may be put between the bytes of another one. */
        if (reader->want == ASB_LEN && (byte & REALTIME_MASK) == REALTIME_BITS) {
            reader->byte = byte;
            return ESCPOS_REALTIME;
        }
        return begin(reader, byte);
    }
    reader->held[reader->held_len++] = byte;
    return reader->held_len == reader->want ? finish(reader) : ESCPOS_NOTHING;
}
