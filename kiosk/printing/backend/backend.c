/* One job of CUPS on its way through the ESC/POS backend. */
#include "printing/escpos_backend.h"
#include "base/mem.h"
#include "base/text.h"
#include "printing/backend/deliver.h"
#include "printing/backend/found.h"
#include "printing/backend/journal.h"
#include <cups/backend.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <unistd.h>

/* Why the printer takes nothing while the journal cannot be written. */
#define JOURNAL_FULL "spool-area-full-error"

enum {
    SLIP_MAX = 16 << 20, /* a metre of 80 mm paper is 576 KB */
    LOCK_RETRY_MS = 50,
    MARK_RETRY_MS = 1000
};

/* cupsd reads "LEVEL: text" lines on standard error. */
static int fail(int code, const char *text)
{
    dprintf(STDERR_FILENO, "ERROR: %s\n", text);
    return code;
}

/* A descriptor that becomes readable when cupsd wants us to end. */
static int open_stop(void)
{
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    if (sigprocmask(SIG_BLOCK, &set, NULL) != 0)
        return -1;
    return signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
}

/* The whole slip in memory, so that nothing half-made reaches paper. */
static bool read_slip(int fd, int stop_fd, struct text *out, struct err *err)
{
    char bytes[65536];

    for (;;) {
        if (!escpos_wait(fd, POLLIN, stop_fd, -1))
            return err_set(err, ERR_IO, "stopped while the slip was read");
        ssize_t got = read(fd, bytes, sizeof bytes);
        if (got < 0 && (errno == EINTR || errno == EAGAIN))
            continue;
        if (got < 0)
            return err_set(err, ERR_IO, "the slip cannot be read: %s", strerror(errno));
        if (got == 0)
            break;
        text_add_bytes(out, bytes, (size_t)got);
        if (out->overflow)
            return err_set(err, ERR_FULL, "the slip is over %d bytes", SLIP_MAX);
    }
    return out->len > 0 || err_set(err, ERR_INVALID, "the slip is empty");
}

static bool take_lock(const struct escpos_address *address, int stop_fd, int *out_fd,
                      struct err *err)
{
    while (!escpos_lock(address, out_fd, err)) {
        if (err->code != ERR_BUSY)
            return false;
        if (escpos_wait(stop_fd, POLLIN, -1, LOCK_RETRY_MS))
            return err_set(err, ERR_IO, "stopped while another process had the printer");
    }
    return true;
}

/* What one job needs; the texts are borrowed from the environment and the command line. */
struct job {
    struct escpos_address address;
    const char *cache_dir;
    char key[JOURNAL_KEY];
    int number;
    int stop_fd;
};

static bool read_job(struct job *job, char **argv, struct err *err)
{
    const char *uri = getenv("DEVICE_URI");
    const char *uuid = strstr(argv[5], "job-uuid=");

    job->cache_dir = getenv("CUPS_CACHEDIR");
    if (!uri || !job->cache_dir)
        return err_set(err, ERR_INVALID, "DEVICE_URI and CUPS_CACHEDIR must be set");
    job->number = (int)(strtol(argv[1], NULL, 10) & 0x7fffffff);
    job->stop_fd = open_stop();
    if (job->stop_fd < 0)
        return err_set(err, ERR_IO, "signalfd: %s", strerror(errno));
    return escpos_parse_uri(uri, &job->address, err)
           && journal_key(job->key, uuid ? uuid + strlen("job-uuid=") : "", err);
}

static int report_delivery(const struct job *job, enum delivery delivery)
{
    struct err err = {0};

    dprintf(STDERR_FILENO, "STATE: -anjungan-sending-report\n");
    switch (delivery) {
    case DELIVERY_DONE:
        /* The page is counted by nobody else on a raw queue, so it stands for the proof. */
        if (job->address.ack != ESCPOS_ACK_NONE)
            dprintf(STDERR_FILENO, "PAGE: 1 1\nATTR: job-media-progress=100\nINFO: Printed.\n");
        else
            dprintf(STDERR_FILENO, "ATTR: job-media-progress=100\nINFO: Sent, unconfirmed.\n");
        if (!journal_mark(job->cache_dir, job->key, JOURNAL_DONE, &err))
            dprintf(STDERR_FILENO, "WARNING: %s\n", err.text);
        return CUPS_BACKEND_OK;
    case DELIVERY_STOPPED:
        return fail(CUPS_BACKEND_HOLD, "Stopped while printing; the slip may have come out.");
    case DELIVERY_GONE:
        return fail(CUPS_BACKEND_HOLD,
                    "The printer went away while printing; the slip may have come out.");
    case DELIVERY_UNPROVEN:
        return fail(CUPS_BACKEND_HOLD, "The printer did not confirm; the slip may have come out.");
    }
    return CUPS_BACKEND_HOLD;
}

/* Waits until the printer is ready and the mark of the beginning is on the disk. One that is full is waited
 * for as a printer without paper is, since neither has taken anything of the slip. */
static enum delivery begin(const struct job *job, struct escpos_notice *notice, int *out_fd)
{
    struct err err = {0};
    enum delivery ready = DELIVERY_STOPPED;
    bool is_told = false;

    for (;;) {
        ready =
            escpos_wait_ready(&job->address, &escpos_default_limits, job->stop_fd, notice, out_fd);
        if (ready != DELIVERY_DONE || journal_mark(job->cache_dir, job->key, JOURNAL_BEGUN, &err))
            break;
        escpos_close(out_fd);
        if (!is_told)
            dprintf(STDERR_FILENO, "STATE: +" JOURNAL_FULL "\nWARNING: %s\n", err.text);
        is_told = true;
        if (escpos_wait(job->stop_fd, POLLIN, -1, MARK_RETRY_MS)) {
            ready = DELIVERY_STOPPED;
            break;
        }
    }
    if (is_told)
        dprintf(STDERR_FILENO, "STATE: -" JOURNAL_FULL "\n");
    return ready;
}

/* From the moment of the mark on, the job is never begun again. */
static int deliver(const struct job *job, const struct text *slip, struct escpos_notice *notice)
{
    AUTO(escpos_close) int fd = -1;
    enum delivery ready = begin(job, notice, &fd);

    if (ready == DELIVERY_STOPPED)
        return fail(CUPS_BACKEND_FAILED, "Stopped before printing; " ESCPOS_NOTHING_OUT ".");
    if (ready != DELIVERY_DONE)
        return fail(CUPS_BACKEND_FAILED,
                    "The printer did not become ready; " ESCPOS_NOTHING_OUT ".");
    dprintf(STDERR_FILENO, "STATE: +anjungan-sending-report\nATTR: job-media-progress=1\n");
    return report_delivery(job, escpos_deliver(&job->address, &escpos_default_limits, fd,
                                               job->stop_fd, (const uint8_t *)slip->data, slip->len,
                                               job->number, notice));
}

static int print_job(struct job *job, int input)
{
    AUTO_TEXT struct text slip = {0};
    AUTO(escpos_close) int lock = -1;
    struct escpos_notice notice = {.fd = STDERR_FILENO};
    enum journal_mark mark = JOURNAL_NEW;
    struct err err = {0};

    text_init(&slip, SLIP_MAX);
    /* Under the lock, because an earlier life of this job may still be printing. */
    if (!read_slip(input, job->stop_fd, &slip, &err)
        || !take_lock(&job->address, job->stop_fd, &lock, &err)
        || !journal_look(job->cache_dir, job->key, &mark, &err))
        return fail(CUPS_BACKEND_FAILED, err.text);
    if (mark == JOURNAL_DONE)
        return report_delivery(job, DELIVERY_DONE);
    if (mark == JOURNAL_BEGUN) {
        dprintf(STDERR_FILENO, "ATTR: job-media-progress=1\n"); /* forgotten by a new cupsd */
        return fail(CUPS_BACKEND_HOLD, "Printing was interrupted; the slip may have come out.");
    }
    int code = deliver(job, &slip, &notice);
    /* A fault that nobody looks at any more is not left on the idle queue, where it would go stale. */
    escpos_notice_show(&notice, 0);
    journal_clean(job->cache_dir, job->key, JOURNAL_KEEP);
    return code;
}

/* cupsd asks which devices there are: CLASS URI "MODEL" "INFO" "ID". ESC/POS printers do not announce
 * themselves on a network, so of those only the scheme is told. */
static int list_devices(void)
{
    AUTO_FREE struct found_printer *found = mem_zalloc(FOUND_MOST, sizeof *found);
    size_t count = escpos_find("/dev", "/sys", found);

    for (size_t i = 0; i < count; i++)
        (void)printf("%s %s \"%s\" \"%s%s\" \"%s\"\n", found[i].is_serial ? "serial" : "direct",
                     found[i].uri, found[i].model[0] ? found[i].model : "Unknown",
                     found[i].is_serial ? "Serial line " : "ESC/POS ticket printer ",
                     found[i].model, found[i].id);
    (void)puts("network anjungan-escpos \"Unknown\" \"ESC/POS ticket printer\"");
    return CUPS_BACKEND_OK;
}

int escpos_backend(int argc, char **argv)
{
    struct job job = {.stop_fd = -1};
    struct err err = {0};

    if (argc == 1)
        return list_devices();
    if (argc != 6 && argc != 7) {
        (void)fprintf(stderr, "usage: anjungan-escpos JOB USER TITLE COPIES OPTIONS [FILE]\n");
        return CUPS_BACKEND_FAILED;
    }
    if (signal(SIGPIPE, SIG_IGN) == SIG_ERR || prctl(PR_SET_PDEATHSIG, SIGTERM) != 0)
        return fail(CUPS_BACKEND_FAILED, "signals cannot be set");
    if (!read_job(&job, argv, &err))
        return fail(CUPS_BACKEND_FAILED, err.text);
    AUTO(escpos_close)
    int input = argc == 7 ? open(argv[6], O_RDONLY | O_CLOEXEC) : dup(STDIN_FILENO);
    if (input < 0)
        return fail(CUPS_BACKEND_FAILED, "the slip cannot be opened");
    /* A fault of an earlier job stays on the queue of cupsd until somebody takes it away. */
    dprintf(STDERR_FILENO, "STATE: -anjungan-sending-report," JOURNAL_FULL "\n");
    int code = print_job(&job, input);
    escpos_close(&job.stop_fd);
    return code;
}
