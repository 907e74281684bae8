/* Brings up printer, cupsd, desk and print process, and takes them down again by process id. */
#include "support/print_house.h"

#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "desk/slips.h"
#include "desk/ticket.h"
#include "support/desk_fixture.h"
#include "support/patience.h"
#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

/* A Monday morning of the office, whenever the test runs: no day ends in its middle. */
#define MORNING_MS INT64_C(1795401660000)

enum { POLL_MS = 10, START_MS = 10000, SLIP_MAX = 16 << 20 };

int64_t house_now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void house_time(const struct print_house *house, char out[HOUSE_TIME])
{
    int64_t now_ms = clock_now_ms(house->clock);
    char seconds[26];

    clock_format_iso(now_ms, 0, seconds);
    assert_true(text_format(out, HOUSE_TIME, "%.19s.%03dZ", seconds, (int)(now_ms % 1000)));
}

void house_pause(int64_t ms)
{
    (void)poll(NULL, 0, (int)ms);
}

static void child_output(int fd)
{
    if (fd >= 0)
        (void)dup2(fd, STDOUT_FILENO);
}

int house_run(char *const arguments[], char output[HOUSE_OUTPUT])
{
    int ends[2] = {-1, -1};
    int status = -1;
    size_t len = 0;

    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        child_output(ends[1]);
        execvp(arguments[0], arguments);
        _exit(127);
    }
    close(ends[1]);
    if (output) {
        for (ssize_t got = 1; got > 0 && len<HOUSE_OUTPUT - 1; len += got> 0 ? (size_t)got : 0)
            got = read(ends[0], output + len, HOUSE_OUTPUT - 1 - len);
        output[len] = '\0';
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    close(ends[0]);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

void house_value(const char *output, const char *name, char *out, size_t size)
{
    char key[32];

    assert_true(text_format(key, sizeof key, "%s=", name));
    const char *at = strstr(output, key);
    if (!at)
        fail_msg("no %s in: %s", key, output);
    at += strlen(key);
    assert_true(text_format(out, size, "%.*s", (int)strcspn(at, "\n"), at));
}

void house_signal_cupsd(const struct print_house *house, int signal)
{
    char path[HOUSE_PATH];
    AUTO_FREE char *text = NULL;
    size_t len = 0;

    assert_true(text_format(path, sizeof path, "%s/printer/cupsd.pid", house->directory));
    assert_true(file_read(path, 32, &text, &len, NULL));
    pid_t pid = (pid_t)strtol(text, NULL, 10);
    assert_true(pid > 1);
    assert_int_equal(kill(pid, signal), 0);
}

void house_start_cupsd(struct print_house *house)
{
    char output[HOUSE_OUTPUT];
    char directory[HOUSE_PATH];
    char *start[] = {(char *)(uintptr_t)SOURCE_DIR "/kiosk/virtual-printer",
                     (char *)(uintptr_t) "start", directory, NULL};

    assert_int_equal(setenv("BIN", BINARY_DIR "/bin", 1), 0);
    assert_true(text_format(directory, sizeof directory, "%s/printer", house->directory));
    int code = house_run(start, output);
    if (code != 0)
        fail_msg("the virtual printer does not start: %s", output);
    house_value(output, "CUPS_SERVER", house->server, sizeof house->server);
    house_value(output, "QUEUE", house->queue, sizeof house->queue);
    house_value(output, "PAPER", house->paper, sizeof house->paper);
    house_value(output, "CONTROL", house->control, sizeof house->control);
    assert_int_equal(setenv("CUPS_SERVER", house->server, 1), 0);
}

bool house_add_ipp(struct print_house *house, char paper[HOUSE_PATH])
{
    char output[HOUSE_OUTPUT], directory[HOUSE_PATH], uri[HOUSE_PATH];
    char *start[] = {(char *)(uintptr_t)SOURCE_DIR "/tests/support/ipp-printer",
                     (char *)(uintptr_t) "start", directory, (char *)(uintptr_t) "80", NULL};
    char *add[] = {(char *)(uintptr_t) "/usr/sbin/lpadmin",
                   (char *)(uintptr_t) "-p",
                   (char *)(uintptr_t) "roll",
                   (char *)(uintptr_t) "-E",
                   (char *)(uintptr_t) "-v",
                   uri,
                   (char *)(uintptr_t) "-m",
                   (char *)(uintptr_t) "everywhere",
                   NULL};

    assert_true(text_format(directory, sizeof directory, "%s/ipp", house->directory));
    int code = house_run(start, output);
    if (code == 77) {
        printf("%s", output);
        return false;
    }
    if (code != 0)
        fail_msg("%s", output);
    house_value(output, "URI", uri, sizeof uri);
    house_value(output, "PAPER", paper, HOUSE_PATH);
    assert_int_equal(house_run(add, NULL), 0);
    return true;
}

/* Its port is written down once it listens. */
static int start_printer(struct house_printer *printer, const char *port_file)
{
    int64_t from = house_now_ms();

    assert_true(file_make_dir(printer->paper, NULL) && file_make_dir(printer->control, NULL));
    printer->pid = fork();
    assert_true(printer->pid >= 0);
    if (printer->pid == 0) {
        execl(BINARY_DIR "/bin/anjungan-virtual-printer", "anjungan-virtual-printer", "--control",
              printer->control, "--paper", printer->paper, "--port-file", port_file, (char *)NULL);
        _exit(127);
    }
    for (;;) {
        AUTO_FREE char *port = NULL;
        size_t len = 0;
        if (file_read(port_file, 15, &port, &len, NULL) && len > 0)
            return (int)strtol(port, NULL, 10);
        assert_true(house_now_ms() - from < START_MS);
        house_pause(POLL_MS);
    }
}

void house_add_second(struct print_house *house, int roll_mm)
{
    struct house_printer *second = &house->second;
    char top[HOUSE_PATH / 2], port_file[HOUSE_PATH], uri[HOUSE_PATH];
    char *add[] = {(char *)(uintptr_t) "/usr/sbin/lpadmin",
                   (char *)(uintptr_t) "-p",
                   second->queue,
                   (char *)(uintptr_t) "-E",
                   (char *)(uintptr_t) "-v",
                   uri,
                   (char *)(uintptr_t) "-o",
                   (char *)(uintptr_t) "printer-error-policy=abort-job",
                   NULL};

    *second = (struct house_printer){.roll_mm = roll_mm};
    assert_true(text_copy(second->queue, sizeof second->queue, "second"));
    assert_true(text_format(top, sizeof top, "%s/second", house->directory));
    assert_true(text_format(second->paper, HOUSE_PATH, "%s/paper", top));
    assert_true(text_format(second->control, HOUSE_PATH, "%s/control", top));
    assert_true(text_format(port_file, sizeof port_file, "%s/port", top));
    assert_true(file_make_dir(top, NULL));
    int port = start_printer(second, port_file);
    assert_true(text_format(uri, sizeof uri, "anjungan-escpos://127.0.0.1:%d/", port));
    assert_int_equal(house_run(add, NULL), 0);
}

void house_open(struct print_house *house, int roll_mm)
{
    struct err err = {0};

    *house = (struct print_house){.roll_mm = roll_mm, .clock = clock_system_new(MORNING_MS)};
    assert_true(text_copy(house->directory, sizeof house->directory, "/tmp/anjungan-flow.XXXXXX"));
    assert_non_null(mkdtemp(house->directory));
    assert_int_equal(chmod(house->directory, 0755), 0); /* cupsd's backends run as lp */
    assert_true(text_format(house->state, HOUSE_PATH, "%s/state", house->directory));
    assert_true(text_format(house->catalog, HOUSE_PATH, "%s/office.json", house->directory));
    assert_true(file_make_dir(house->state, NULL));
    desk_fixture_write_office(house->catalog);
    const struct desk_options options = {
        .state_dir = house->state,
        .catalog_path = house->catalog,
        .clock = house->clock,
        .device_digit = 1,
        .ticket_digits = 3,
    };
    if (!desk_open(&house->desk, &options, &err))
        fail_msg("%s", err.text);
    house_start_cupsd(house);
}

void house_close(struct print_house *house)
{
    char directory[HOUSE_PATH];
    char *stop[] = {(char *)(uintptr_t)SOURCE_DIR "/kiosk/virtual-printer",
                    (char *)(uintptr_t) "stop", directory, NULL};
    char ipp[HOUSE_PATH];
    char *stop_ipp[] = {(char *)(uintptr_t)SOURCE_DIR "/tests/support/ipp-printer",
                        (char *)(uintptr_t) "stop", ipp, NULL};
    char *clean[] = {(char *)(uintptr_t) "rm", (char *)(uintptr_t) "-rf", house->directory, NULL};

    if (house->print > 0)
        (void)house_stop_print(house, SIGTERM);
    assert_true(text_format(directory, sizeof directory, "%s/printer", house->directory));
    (void)house_run(stop, NULL);
    /* Also where a test failed before it could do so itself. */
    assert_true(text_format(ipp, sizeof ipp, "%s/ipp", house->directory));
    if (access(ipp, F_OK) == 0)
        (void)house_run(stop_ipp, NULL);
    if (house->second.pid > 0) {
        (void)kill(house->second.pid, SIGTERM);
        (void)waitpid(house->second.pid, NULL, 0);
    }
    desk_close(house->desk);
    clock_free(house->clock);
    (void)house_run(clean, NULL);
}

void house_start_print(struct print_house *house, const char *server, const char *queue)
{
    char config[HOUSE_PATH];
    char content[1024];
    struct err err = {0};

    assert_int_equal(house->print, 0);
    assert_true(text_format(config, sizeof config, "%s/anjungan.conf", house->directory));
    assert_true(text_format(content, sizeof content,
                            "[office]\ncatalog = %s\n[print]\nqueue = %s\nroll = %d\n"
                            "%ssecond_queue = %s\n%ssecond_roll = %d\n",
                            house->catalog, queue ? queue : house->queue, house->roll_mm,
                            house->second.pid ? "" : "#", house->second.queue,
                            house->second.pid ? "" : "#", house->second.roll_mm));
    if (!file_replace(config, content, strlen(content), false, &err))
        fail_msg("%s", err.text);
    char now[HOUSE_TIME];
    house_time(house, now);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        (void)setenv("CUPS_SERVER", server ? server : house->server, 1);
        execl(house->program ? house->program : BINARY_DIR "/bin/anjungan-print", "anjungan-print",
              "--state", house->state, "--config", config, "--now", now, (char *)NULL);
        _exit(127);
    }
    house->print = child;
}

int house_stop_print(struct print_house *house, int signal)
{
    int status = -1;

    assert_int_equal(kill(house->print, signal), 0);
    assert_int_equal(waitpid(house->print, &status, 0), house->print);
    house->print = 0;
    return status;
}

static void set_fault(const char *control, const char *name, bool is_on)
{
    char path[HOUSE_PATH * 2];

    assert_true(text_format(path, sizeof path, "%s/%s", control, name));
    if (is_on)
        assert_true(file_replace(path, "", 0, false, NULL));
    else
        assert_int_equal(unlink(path), 0);
}

void house_fault(const struct print_house *house, const char *name, bool is_on)
{
    set_fault(house->control, name, is_on);
}

void house_fault_second(const struct print_house *house, const char *name, bool is_on)
{
    set_fault(house->second.control, name, is_on);
}

void house_issue(struct print_house *house, struct ticket *ticket, struct print_job *job)
{
    desk_fixture_issue_at(house->desk, ticket, job);
}

int64_t house_wait_job(struct print_house *house, struct print_job *job, enum print_state state,
                       enum printer_trouble trouble, int64_t ms)
{
    int64_t from = house_now_ms();

    for (;;) {
        struct err err = {0};
        if (!desk_job(house->desk, job->id, job, &err))
            fail_msg("%s", err.text);
        if (job->state == state && job->trouble == trouble)
            return house_now_ms() - from;
        if (house_now_ms() - from > patience_ms(ms))
            fail_msg("job %lld is %s, %s after %lld ms; wanted %s, %s", (long long)job->id,
                     print_state_name(job->state), printer_trouble_name(job->trouble),
                     (long long)(house_now_ms() - from), print_state_name(state),
                     printer_trouble_name(trouble));
        house_pause(POLL_MS);
    }
}

int house_count(const char *paper, const char *ending, char path[HOUSE_PATH])
{
    DIR *dir = opendir(paper);
    char newest[HOUSE_PATH] = "";
    int count = 0;

    assert_non_null(dir);
    for (const struct dirent *file = readdir(dir); file; file = readdir(dir)) {
        const char *dot = strrchr(file->d_name, '.');
        if (file->d_name[0] == '.' || !dot || !text_equal(dot, ending))
            continue;
        count++;
        if (strcmp(file->d_name, newest) > 0)
            assert_true(text_copy(newest, sizeof newest, file->d_name));
    }
    closedir(dir);
    if (path && count > 0)
        assert_true(text_format(path, HOUSE_PATH, "%s/%s", paper, newest));
    return count;
}

int64_t house_wait_slips(const struct print_house *house, int count, int64_t ms)
{
    int64_t from = house_now_ms();

    while (house_count(house->paper, ".bin", NULL) < count) {
        if (house_now_ms() - from > patience_ms(ms))
            fail_msg("%d slips after %lld ms, wanted %d", house_count(house->paper, ".bin", NULL),
                     (long long)(house_now_ms() - from), count);
        house_pause(1);
    }
    return house_now_ms() - from;
}

void house_read_slip(const struct print_house *house, struct escpos_slip *out)
{
    char path[HOUSE_PATH];
    AUTO_FREE char *bytes = NULL;
    size_t len = 0;
    char why[128] = "";

    assert_true(house_count(house->paper, ".bin", path) > 0);
    assert_true(file_read(path, SLIP_MAX, &bytes, &len, NULL));
    if (!escpos_decode((const uint8_t *)bytes, len, out, why))
        fail_msg("%s: %s", path, why);
    assert_true(out->is_cut);
    assert_int_equal(out->bytes, len);
}
