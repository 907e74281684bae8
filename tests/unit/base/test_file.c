/* Whole files, the wake file and the words to the supervisor. */
#include "base/file.h"
#include "base/id.h"
#include "base/mem.h"
#include "base/supervisor.h"
#include "base/wake.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

static int make_folder(void **state)
{
    char *folder = mem_strdup("/tmp/anjungan-file-XXXXXX");

    *state = folder;
    return mkdtemp(folder) != NULL ? 0 : -1;
}

static int remove_folder(void **state)
{
    static const char *const names[] = {"wake", "a", "fifo", "socket", "x/y/z", "x/y", "x"};

    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        AUTO_FREE char *path = mem_format("%s/%s", (const char *)*state, names[i]);

        (void)remove(path);
    }
    if (rmdir(*state) != 0)
        return -1; /* a test left a temporary file behind */
    free(*state);
    return 0;
}

static void a_replaced_file_reads_back(void **state)
{
    AUTO_FREE char *path = mem_format("%s/a", (const char *)*state);
    AUTO_FREE char *bytes = NULL;
    AUTO_FREE char *again = NULL;
    size_t len = 0;
    struct err err;

    assert_true(file_replace(path, "one\0two", 7, true, &err));
    assert_true(file_read(path, 7, &bytes, &len, &err));
    assert_int_equal(len, 7);
    assert_memory_equal(bytes, "one\0two", 8); /* and a NUL behind */
    assert_true(file_replace(path, "", 0, false, &err));
    assert_true(file_read(path, 0, &again, &len, &err));
    assert_int_equal(len, 0);
}

static void unreadable_files_say_why(void **state)
{
    AUTO_FREE char *path = mem_format("%s/a", (const char *)*state);
    AUTO_FREE char *fifo = mem_format("%s/fifo", (const char *)*state);
    char *bytes = NULL;
    size_t len;
    struct err err;

    assert_false(file_read(path, 100, &bytes, &len, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_true(file_replace(path, "12345678", 8, false, &err));
    assert_false(file_read(path, 7, &bytes, &len, &err));
    assert_int_equal(err.code, ERR_FULL);
    assert_non_null(strstr(err.text, "has 8 bytes; allowed are at most 7"));
    assert_false(file_read(*state, 100, &bytes, &len, &err));
    assert_int_equal(err.code, ERR_IO);
    assert_int_equal(mkfifo(fifo, 0600), 0);
    assert_false(file_read(fifo, 100, &bytes, &len, &err)); /* and does not hang */
    assert_int_equal(err.code, ERR_IO);
    assert_null(bytes);
}

static void a_full_disk_leaves_the_old_file(void **state)
{
    struct err err;

    (void)state;
    assert_false(file_replace("/proc/anjungan", "x", 1, false, &err));
    assert_true(err.code == ERR_NOT_FOUND || err.code == ERR_IO);
    assert_false(file_replace("/nonexistent/x", "x", 1, true, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
}

static void directories_are_made_with_their_parents(void **state)
{
    AUTO_FREE char *path = mem_format("%s/x/y/z", (const char *)*state);
    AUTO_FREE char *file = mem_format("%s/a", (const char *)*state);
    struct stat info;
    struct err err;

    assert_true(file_make_dir(path, &err));
    assert_int_equal(stat(path, &info), 0);
    assert_int_equal(info.st_mode & 07777, 02770);
    assert_true(file_make_dir(path, &err)); /* it may exist */
    assert_true(file_replace(file, "", 0, false, &err));
    assert_false(file_make_dir(file, &err));
    assert_int_equal(err.code, ERR_IO);
}

#define REFUSE_BIT(call, argument)                                                                 \
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),                         \
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (call), 0, 3),                                         \
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[argument])),         \
        BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, S_ISGID, 0, 1),                                       \
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM)

/* What RestrictSUIDSGID= of systemd does, for the calls by which a directory comes and changes. */
static bool refuse_the_groups_bit(void)
{
    static struct sock_filter rules[] = {REFUSE_BIT(SYS_mkdir, 1), REFUSE_BIT(SYS_mkdirat, 2),
                                         REFUSE_BIT(SYS_chmod, 1), REFUSE_BIT(SYS_fchmodat, 2),
                                         BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)};
    const struct sock_fprog program = {ARRAY_LEN(rules), rules};

    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0
           && prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

static void a_directory_in_one_of_the_group_needs_no_right_to_set_its_bit(void **state)
{
    AUTO_FREE char *parent = mem_format("%s/x", (const char *)*state);
    AUTO_FREE char *path = mem_format("%s/x/y", (const char *)*state);
    struct stat info;
    int status = 0;
    struct err err;

    assert_true(file_make_dir(parent, &err));
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        (void)umask(0007);
        _exit(!refuse_the_groups_bit() ? 2 : file_make_dir(path, &err) ? 0 : 1);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    assert_int_equal(stat(path, &info), 0);
    assert_int_equal(info.st_mode & 07777, 02770);
}

static void a_touch_wakes_and_is_forgotten_once(void **state)
{
    struct wake *wake = NULL;
    struct err err;

    assert_true(wake_open(&wake, *state, &err));
    assert_false(wake_wait(wake, 0));
    wake_touch(*state);
    wake_touch(*state);
    assert_true(wake_wait(wake, 1000));
    assert_false(wake_wait(wake, 0));
    wake_touch(*state);
    wake_drain(wake);
    assert_false(wake_wait(wake, 0));
    wake_close(wake);
    wake_close(NULL);
}

static void a_replaced_wake_file_is_watched_again(void **state)
{
    AUTO_FREE char *path = mem_format("%s/wake", (const char *)*state);
    struct wake *wake = NULL;
    struct err err;

    assert_true(wake_open(&wake, *state, &err));
    assert_int_equal(unlink(path), 0);
    assert_true(wake_wait(wake, 1000));
    wake_drain(wake);
    wake_touch(*state);
    assert_true(wake_wait(wake, 1000));
    wake_close(wake);
}

static void a_missing_state_directory_is_told(void **state)
{
    struct wake *wake = NULL;
    struct err err;

    (void)state;
    wake_touch("/nonexistent"); /* best effort */
    assert_false(wake_open(&wake, "/nonexistent", &err));
    assert_int_equal(err.code, ERR_IO);
}

static void the_supervisor_hears_ready_and_pings(void **state)
{
    AUTO_FREE char *path = mem_format("%s/socket", (const char *)*state);
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int server = socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0);
    char heard[100] = "";

    assert_int_equal(supervisor_ping_every_ms(), -1);
    supervisor_ready("nobody listens");
    memcpy(address.sun_path, path, strlen(path) + 1);
    assert_int_equal(bind(server, (const struct sockaddr *)&address, sizeof address), 0);
    assert_int_equal(setenv("NOTIFY_SOCKET", path, 1), 0);
    assert_int_equal(setenv("WATCHDOG_USEC", "20000000", 1), 0);
    supervisor_ready("di sini");
    assert_true(recv(server, heard, sizeof heard - 1, 0) > 0);
    assert_string_equal(heard, "READY=1\nSTATUS=di sini");
    memset(heard, 0, sizeof heard);
    supervisor_ping();
    assert_true(recv(server, heard, sizeof heard - 1, 0) > 0);
    assert_string_equal(heard, "WATCHDOG=1");
    assert_int_equal(supervisor_ping_every_ms(), 10000);
    memset(heard, 0, sizeof heard);
    supervisor_status("sibuk");
    supervisor_stopping();
    assert_true(recv(server, heard, sizeof heard - 1, 0) > 0);
    assert_string_equal(heard, "STATUS=sibuk");
    memset(heard, 0, sizeof heard);
    assert_true(recv(server, heard, sizeof heard - 1, 0) > 0);
    assert_string_equal(heard, "STOPPING=1");
    (void)close(server);
    (void)unsetenv("NOTIFY_SOCKET");
    (void)unsetenv("WATCHDOG_USEC");
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(a_replaced_file_reads_back),
        IN_FOLDER(unreadable_files_say_why),
        IN_FOLDER(a_full_disk_leaves_the_old_file),
        IN_FOLDER(directories_are_made_with_their_parents),
        IN_FOLDER(a_directory_in_one_of_the_group_needs_no_right_to_set_its_bit),
        IN_FOLDER(a_touch_wakes_and_is_forgotten_once),
        IN_FOLDER(a_replaced_wake_file_is_watched_again),
        IN_FOLDER(a_missing_state_directory_is_told),
        IN_FOLDER(the_supervisor_hears_ready_and_pings),
    };

    return cmocka_run_group_tests_name("file", tests, NULL, NULL);
}
