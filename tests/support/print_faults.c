/* Provokes faults of cupsd with its own commands and with signals. */
#include "support/print_faults.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include <dirent.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

enum { GONE_MS = 60000 };

static char *word(const char *text)
{
    return (char *)(uintptr_t)text;
}

static void command(const char *program, const char *a, const char *b, const char *c, const char *d)
{
    char *arguments[] = {word(program), word(a), word(b), word(c), word(d), NULL};
    int code = house_run(arguments, NULL);

    if (code != 0)
        fail_msg("%s %s: exit code %d", program, a, code);
}

void fault_pause(struct print_house *house)
{
    command("/usr/sbin/cupsdisable", house->queue, NULL, NULL, NULL);
}

void fault_resume(struct print_house *house)
{
    command("/usr/sbin/cupsenable", house->queue, NULL, NULL, NULL);
}

void fault_reject(struct print_house *house)
{
    command("/usr/sbin/cupsreject", house->queue, NULL, NULL, NULL);
}

void fault_accept(struct print_house *house)
{
    command("/usr/sbin/cupsaccept", house->queue, NULL, NULL, NULL);
}

void fault_pause_for_good(struct print_house *house)
{
    fault_reject(house);
    fault_pause(house);
}

void fault_remove_queue(struct print_house *house)
{
    command("/usr/sbin/lpadmin", "-x", house->queue, NULL, NULL);
}

/* False: there is no such printer. */
static bool read_port(const struct print_house *house, const char *printer, int *port)
{
    char path[HOUSE_PATH];
    AUTO_FREE char *text = NULL;
    size_t len = 0;

    assert_true(text_format(path, sizeof path, "%s/%s/port", house->directory, printer));
    if (!file_read(path, 16, &text, &len, NULL))
        return false;
    *port = (int)strtol(text, NULL, 10);
    return true;
}

void fault_device_uri(const struct print_house *house, const char *form, char uri[HOUSE_PATH])
{
    int port = 0;

    assert_true(read_port(house, "printer", &port));
    assert_true(text_format(uri, HOUSE_PATH, form, port));
}

void fault_make_queue(struct print_house *house)
{
    char uri[HOUSE_PATH];
    char *add[] = {word("/usr/sbin/lpadmin"),
                   word("-p"),
                   house->queue,
                   word("-E"),
                   word("-v"),
                   uri,
                   word("-m"),
                   word("raw"),
                   word("-o"),
                   word("printer-error-policy=abort-job"),
                   NULL};

    fault_device_uri(house, "anjungan-escpos://127.0.0.1:%d/", uri);
    assert_int_equal(house_run(add, NULL), 0);
}

/* --- cupsd ----------------------------------------------------------------------------------- */

static pid_t read_pid(const struct print_house *house)
{
    char path[HOUSE_PATH];
    AUTO_FREE char *text = NULL;
    size_t len = 0;

    assert_true(text_format(path, sizeof path, "%s/printer/cupsd.pid", house->directory));
    assert_true(file_read(path, 32, &text, &len, NULL));
    return (pid_t)strtol(text, NULL, 10);
}

/* The first word of a process's command line, by which cupsd tells a backend its device; false when there is
 * no such process any more. */
static bool read_command(pid_t pid, char out[HOUSE_PATH])
{
    char path[HOUSE_PATH];

    assert_true(text_format(path, sizeof path, "/proc/%d/cmdline", (int)pid));
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t got = fd >= 0 ? read(fd, out, HOUSE_PATH - 1) : 0;
    if (fd >= 0)
        close(fd);
    out[got > 0 ? got : 0] = '\0';
    return got > 0;
}

/* cupsd is nobody's child here: it is gone when its command line is. */
static void end_cupsd(const struct print_house *house, int signal)
{
    char line[HOUSE_PATH];
    pid_t pid = read_pid(house);
    int64_t from = house_now_ms();

    house_signal_cupsd(house, signal);
    while (read_command(pid, line)) {
        if (house_now_ms() - from > GONE_MS)
            fail_msg("cupsd does not end");
        house_pause(10);
    }
}

void fault_stop_cupsd(struct print_house *house)
{
    end_cupsd(house, SIGTERM);
}

void fault_kill_cupsd(struct print_house *house)
{
    end_cupsd(house, SIGKILL);
}

void fault_start_cupsd(struct print_house *house)
{
    house_start_cupsd(house);
}

void fault_restart_cupsd(struct print_house *house)
{
    fault_stop_cupsd(house);
    house_start_cupsd(house);
}

void fault_hang_cupsd(struct print_house *house)
{
    house_signal_cupsd(house, SIGSTOP);
}

void fault_wake_cupsd(struct print_house *house)
{
    house_signal_cupsd(house, SIGCONT);
}

/* --- backends and jobs ----------------------------------------------------------------------- */

/* The backend of one of this house's printers, a stock one too; 0: none runs. */
static pid_t find_backend(const struct print_house *house)
{
    static const char *const printers[] = {"printer", "second", "ipp"};
    char host[ARRAY_LEN(printers)][32] = {""};
    char line[HOUSE_PATH];
    DIR *dir = opendir("/proc");
    pid_t found = 0;
    int port = 0;

    assert_non_null(dir);
    for (size_t i = 0; i < ARRAY_LEN(printers); i++) {
        if (read_port(house, printers[i], &port))
            assert_true(text_format(host[i], sizeof host[i], ":%d/", port));
    }
    for (const struct dirent *entry = readdir(dir); entry && !found; entry = readdir(dir)) {
        pid_t pid = (pid_t)strtol(entry->d_name, NULL, 10);
        if (pid <= 1 || !read_command(pid, line) || !strstr(line, "://"))
            continue;
        for (size_t i = 0; i < ARRAY_LEN(host) && !found; i++) {
            if (host[i][0] && strstr(line, host[i]))
                found = pid;
        }
    }
    closedir(dir);
    return found;
}

static void end_backend(const struct print_house *house, int signal)
{
    pid_t backend = find_backend(house);

    assert_true(backend > 1);
    assert_int_equal(kill(backend, signal), 0);
}

void fault_kill_backend(struct print_house *house)
{
    end_backend(house, SIGKILL);
}

void fault_kill_any_backend(struct print_house *house)
{
    pid_t backend = find_backend(house);

    if (backend > 1)
        (void)kill(backend, SIGKILL); /* it may have ended by itself meanwhile */
}

void fault_crash_backend(struct print_house *house)
{
    end_backend(house, SIGSEGV);
}

void fault_cancel_jobs(struct print_house *house)
{
    command("/usr/bin/cancel", "-a", house->queue, NULL, NULL);
}

/* --- power ----------------------------------------------------------------------------------- */

/* 0: no such process. */
static pid_t parent_of(pid_t pid)
{
    char path[HOUSE_PATH];
    char stat[512] = "";
    int parent = 0;

    assert_true(text_format(path, sizeof path, "/proc/%d/stat", (int)pid));
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t got = fd >= 0 ? read(fd, stat, sizeof stat - 1) : 0;
    if (fd >= 0)
        close(fd);
    stat[got > 0 ? got : 0] = '\0';
    const char *name_end = strrchr(stat, ')'); /* a name may hold anything */
    return name_end && sscanf(name_end, ") %*c %d", &parent) == 1 ? (pid_t)parent : 0;
}

/* Backends and filters, and what filters have started. */
static void kill_below(pid_t top)
{
    DIR *dir = opendir("/proc");

    assert_non_null(dir);
    for (const struct dirent *entry = readdir(dir); entry; entry = readdir(dir)) {
        pid_t pid = (pid_t)strtol(entry->d_name, NULL, 10);
        if (pid <= 1 || parent_of(pid) != top)
            continue;
        kill_below(pid);
        (void)kill(pid, SIGKILL); /* it may have ended by itself meanwhile */
    }
    closedir(dir);
}

void fault_cut_power(struct print_house *house)
{
    house_signal_cupsd(house, SIGSTOP); /* so that it does nothing about the end of its children */
    (void)house_stop_print(house, SIGKILL); /* nor does this one hear of who ends first */
    kill_below(read_pid(house));
    end_cupsd(house, SIGKILL);
}

void fault_cut_power_losing_jobs(struct print_house *house)
{
    char path[HOUSE_PATH];

    fault_cut_power(house);
    assert_true(text_format(path, sizeof path, "%s/printer/spool", house->directory));
    command("find", path, "-type", "f", "-delete");
    assert_true(text_format(path, sizeof path, "%s/printer/cache/job.cache", house->directory));
    (void)unlink(path);
}

void fault_power_up(struct print_house *house)
{
    house_start_cupsd(house);
    house_start_print(house, NULL, NULL);
}

/* --- disks ----------------------------------------------------------------------------------- */

static void disk_path(const struct print_house *house, const char *name, char path[HOUSE_PATH])
{
    assert_true(text_format(path, HOUSE_PATH, "%s/sick-%s", house->directory, name));
}

/* Programs started from here on see the disk under `folder` fail while there is a word at `name`. */
static void sicken(const struct print_house *house, const char *name, const char *folder)
{
    char path[HOUSE_PATH];

    disk_path(house, name, path);
    assert_int_equal(setenv("SICK_DISK", path, 1), 0);
    assert_int_equal(setenv("SICK_FOLDER", folder, 1), 0);
    assert_int_equal(setenv("LD_PRELOAD", BINARY_DIR "/lib/libanjungan-sick-disk.so", 1), 0);
}

static const char sick_backend[] = "#!/bin/sh\n"
                                   "export SICK_DISK=%s SICK_FOLDER=%s/printer/cache\n"
                                   "export LD_PRELOAD=%s/sick-disk.so\n"
                                   "exec %s/backend \"$@\"\n";

/* cupsd gives its backends an environment of its own, and user lp reads nothing of the build. */
static void sicken_backend(const struct print_house *house)
{
    const char *top = house->directory;
    char path[HOUSE_PATH], script[HOUSE_PATH * 2];
    struct stat info;

    assert_true(text_format(path, sizeof path, "%s/sick-disk.so", top));
    command("install", "-m", "755", BINARY_DIR "/lib/libanjungan-sick-disk.so", path);
    assert_true(text_format(path, sizeof path, "%s/backend", top));
    command("install", "-m", "755", BINARY_DIR "/bin/anjungan-escpos", path);
    disk_path(house, "journal", path);
    assert_true(text_format(script, sizeof script, sick_backend, path, top, top, top));
    assert_true(text_format(path, sizeof path, "%s/printer/lib/backend/anjungan-escpos", top));
    assert_int_equal(stat(path, &info), 0);
    assert_true(file_replace(path, script, strlen(script), false, NULL));
    assert_int_equal(chmod(path, info.st_mode & 0777), 0);
}

void fault_prepare_disks(struct print_house *house)
{
    char spool[HOUSE_PATH];

    assert_true(text_format(spool, sizeof spool, "%s/printer/spool", house->directory));
    if (house->print > 0)
        (void)house_stop_print(house, SIGTERM);
    fault_stop_cupsd(house);
    sicken(house, "spool", spool);
    house_start_cupsd(house);
    sicken_backend(house);
    sicken(house, "state", house->state);
    house_start_print(house, NULL, NULL);
    (void)unsetenv("LD_PRELOAD");
    (void)unsetenv("SICK_DISK");
    (void)unsetenv("SICK_FOLDER");
}

static void fill(const struct print_house *house, const char *name)
{
    char path[HOUSE_PATH];

    disk_path(house, name, path);
    assert_int_equal(symlink("full", path), 0);
}

static void make_room(const struct print_house *house, const char *name)
{
    char path[HOUSE_PATH];

    disk_path(house, name, path);
    assert_int_equal(unlink(path), 0);
}

void fault_fill_spool(struct print_house *house)
{
    fill(house, "spool");
}

void fault_empty_spool(struct print_house *house)
{
    make_room(house, "spool");
}

void fault_fill_journal(struct print_house *house)
{
    fill(house, "journal");
}

void fault_empty_journal(struct print_house *house)
{
    make_room(house, "journal");
}

void fault_fill_database(struct print_house *house)
{
    fill(house, "state");
}

void fault_empty_database(struct print_house *house)
{
    make_room(house, "state");
}

void fault_tell_ipp(const struct print_house *house, const char *name, const char *on_or_off)
{
    char path[HOUSE_PATH];
    char *tell[] = {word(SOURCE_DIR "/tests/support/ipp-printer"),
                    word("fault"),
                    path,
                    word(name),
                    word(on_or_off),
                    NULL};

    assert_true(text_format(path, sizeof path, "%s/ipp", house->directory));
    assert_int_equal(house_run(tell, NULL), 0);
}
