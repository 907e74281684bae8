/* Asks a printer what it can answer. */
#include "printing/backend/probe.h"
#include "base/clock.h"
#include "printing/backend/answer.h"
#include <poll.h>
#include <string.h>
#include <unistd.h>

enum { QUIET_MS = 100, ANSWER_MOST = 4096, DRAIN_LOOKS = 20, DRAIN_MS = 10 };

/* The id is one that no job has: jobs have four digits. */
static const char process[5] = "anj?";

struct question {
    const char *bytes;
    size_t len;
    enum escpos_event event;
};

static const struct question questions[] = {
    {"\x1d(H\x06\x00"
     "00anj?",
     11, ESCPOS_PROCESS},
    {"\x1dr\x01", 3, ESCPOS_SENSOR},
};

static bool is_answer(const struct question *question, const struct escpos_reader *reader,
                      enum escpos_event event)
{
    return event == question->event
           && (event != ESCPOS_PROCESS || strcmp(reader->process, process) == 0);
}

/* Reads until the answer or the end of the time. More than one answer to one question is none. */
static bool await(const struct escpos_address *address, int fd, const struct question *question,
                  int64_t end_ms, bool *out, struct err *err)
{
    struct escpos_reader reader = {0};
    uint8_t bytes[64];
    size_t len = 0;
    int answers = 0;

    *out = false;
    for (size_t seen = 0; seen < ANSWER_MOST; seen += len + 1) {
        int64_t left = end_ms - clock_machine_mono_ms();
        int wait_ms = answers && left > QUIET_MS ? QUIET_MS : (int)left;
        if (left < 0 || !escpos_wait(fd, POLLIN, -1, wait_ms))
            break;
        if (!escpos_receive(address, fd, bytes, sizeof bytes, &len, err))
            return false;
        for (size_t i = 0; i < len; i++)
            answers += is_answer(question, &reader, escpos_read(&reader, bytes[i]));
    }
    *out = answers == 1;
    return true;
}

static bool ask(const struct escpos_address *address, int fd, const struct question *question,
                int timeout_ms, bool *out, struct err *err)
{
    int64_t end_ms = clock_machine_mono_ms() + timeout_ms;

    *out = false;
    if (!escpos_flush_answers(address, fd, -1, QUIET_MS, end_ms, err))
        return false;
    if (!(escpos_wait(fd, POLLOUT, -1, timeout_ms) & POLLOUT)
        || write(fd, question->bytes, question->len) != (ssize_t)question->len)
        return err_set(err, ERR_OFFLINE, "the printer takes no questions");
    return await(address, fd, question, end_ms, out, err);
}

/* The print process asks a resting printer for a second now and then. */
static bool take_lock(const struct escpos_address *address, int timeout_ms, int *lock,
                      struct err *err)
{
    int64_t end_ms = clock_machine_mono_ms() + timeout_ms;
    struct err fault = {0};

    while (!escpos_lock(address, lock, &fault)) {
        if (fault.code != ERR_BUSY || clock_machine_mono_ms() > end_ms)
            return err_set(err, fault.code, "%s", fault.text);
        (void)poll(NULL, 0, DRAIN_MS);
    }
    return true;
}

bool escpos_probe(const struct escpos_address *address, bool with_confirmation, int timeout_ms,
                  struct escpos_probe *out, struct err *err)
{
    static const char restart[] = {0x1b, '@'};
    AUTO(escpos_close) int lock = -1;
    AUTO(escpos_close) int fd = -1;

    *out = (struct escpos_probe){.state = ESCPOS_OFFLINE};
    if (!take_lock(address, timeout_ms, &lock, err)
        || !escpos_connect(address, timeout_ms, -1, &fd, err)
        || !escpos_ask_state(address, fd, -1, timeout_ms, &out->state, err))
        return false;
    /* One that answers no DLE EOT may still be one; with a fault it obeys nothing until that is mended. */
    if (!with_confirmation || (out->state & ESCPOS_FAULTS & ~(unsigned)ESCPOS_OFFLINE))
        return true;
    out->was_asked = true;
    bool is_asked = ask(address, fd, &questions[0], timeout_ms, &out->answers_process, err)
                    && ask(address, fd, &questions[1], timeout_ms, &out->answers_sensor, err);
    /* Letters of a question that it did not know wait in its line for the next slip. */
    if (is_asked && write(fd, restart, sizeof restart) != (ssize_t)sizeof restart)
        return err_set(err, ERR_OFFLINE, "the printer takes nothing more");
    for (int i = 0; is_asked && !escpos_is_drained(fd) && i < DRAIN_LOOKS; i++)
        (void)poll(NULL, 0, DRAIN_MS);
    return is_asked;
}
