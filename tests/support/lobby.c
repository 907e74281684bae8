/* Starts display and programs, finds widgets, touches them, and takes all of it down by process id. */
#include "support/lobby.h"
#include "base/file.h"
#include "base/mem.h"
#include "support/patience.h"
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define SUPPRESSIONS SOURCE_DIR "/tests/support/"

enum {
    ARGUMENTS = LOBBY_ARGUMENTS + 16,
    OUTPUT_MAX = 4 << 20,
    POLL_MS = 15,
    PATIENCE_MS = 60000,
};

static void find_programs(char bin[LOBBY_PATH])
{
    const char *asked = getenv("BIN");

    assert_true(text_copy(bin, LOBBY_PATH, asked && *asked ? asked : BINARY_DIR "/bin"));
}

bool lobby_is_possible(void)
{
    const char *path = getenv("PATH");
    char bin[LOBBY_PATH], program[LOBBY_PATH];

    find_programs(bin);
    assert_true(text_format(program, sizeof program, "%s/anjungan", bin));
    if (access(program, X_OK) != 0) {
        printf("SKIP: %s is not built\n", program);
        return false;
    }

    for (const char *at = path; at && *at; at += strcspn(at, ":"), at += *at == ':') {
        char file[LOBBY_PATH];

        if (text_format(file, sizeof file, "%.*s/Xvfb", (int)strcspn(at, ":"), at)
            && access(file, X_OK) == 0)
            return true;
    }
    puts("SKIP: Xvfb is missing, so there is no display for the kiosk");
    return false;
}

/* --- processes -------------------------------------------------------------------------------- */

static void to_log(const struct lobby *lobby)
{
    int fd = open(lobby->log, O_WRONLY | O_CREAT | O_APPEND, 0666);

    if (fd >= 0) {
        (void)dup2(fd, STDERR_FILENO);
        (void)dup2(fd, STDOUT_FILENO);
    }
}

static void become(uid_t account)
{
    if (account != 0
        && (setgroups(0, NULL) != 0 || setresgid(account, account, account) != 0
            || setresuid(account, account, account) != 0))
        _exit(126);
}

/* Never returns in the child: it becomes the program, and ends with the test. */
static pid_t start(const struct lobby *lobby, uid_t account, char *const *arguments,
                   const int *outputs)
{
    pid_t child = fork();

    assert_true(child >= 0);
    if (child != 0)
        return child;
    to_log(lobby);
    if (outputs) {
        (void)dup2(outputs[0], STDOUT_FILENO);
        (void)dup2(outputs[1], STDERR_FILENO);
    }
    become(account);
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL); /* changing the account would have cleared it */
    (void)setenv("DISPLAY", lobby->name, 1);
    (void)setenv("SDL_VIDEODRIVER", lobby->host ? "wayland" : "x11", 1);
    (void)setenv("ASAN_OPTIONS",
                 "fast_unwind_on_malloc=0:suppressions=" SUPPRESSIONS "foreign-reads.supp", 1);
    (void)setenv("LSAN_OPTIONS",
                 "print_suppressions=0:suppressions=" SUPPRESSIONS "foreign-leaks.supp", 1);
    (void)unsetenv("WAYLAND_DISPLAY");
    execvp(arguments[0], arguments);
    _exit(127);
}

static size_t add(char *arguments[ARGUMENTS], size_t count, const char *const *words)
{
    for (size_t i = 0; words && words[i]; i++) {
        assert_true(count + 1 < ARGUMENTS);
        arguments[count++] = (char *)(uintptr_t)words[i];
    }
    arguments[count] = NULL;
    return count;
}

/* HOST PROGRAM --state … --config … --now … WORDS */
static pid_t start_program(const struct lobby *lobby, const char *const *host, const char *program,
                           const char *const *words, uid_t account, const int *outputs)
{
    char path[LOBBY_PATH];
    char *arguments[ARGUMENTS];
    const char *const own[] = {path,       "--state",     lobby->state,
                               "--config", lobby->config, lobby->now ? "--now" : NULL,
                               lobby->now, NULL};

    assert_true(text_format(path, sizeof path, "%s/%s", lobby->bin, program));
    (void)add(arguments, add(arguments, add(arguments, 0, host), own), words);
    return start(lobby, account, arguments, outputs);
}

bool lobby_log_has(const struct lobby *lobby, const char *part)
{
    AUTO_FREE char *log = NULL;
    size_t len = 0;
    struct err err;

    return file_read(lobby->log, OUTPUT_MAX, &log, &len, &err) && strstr(log, part) != NULL;
}

static void assert_no_finding(const struct lobby *lobby)
{
    static const char *const signs[] = {"Sanitizer", "runtime error:", "Assertion"};

    for (size_t i = 0; i < ARRAY_LEN(signs); i++)
        if (lobby_log_has(lobby, signs[i])) {
            AUTO_FREE char *log = NULL;
            size_t len = 0;

            assert_true(file_read(lobby->log, OUTPUT_MAX, &log, &len, NULL));
            fail_msg("a finding:\n%s", log);
        }
}

static int reap(const struct lobby *lobby, pid_t *pid, int64_t ms)
{
    int64_t from = view_now_ms();
    int status = 0;

    for (;;) {
        pid_t got = waitpid(*pid, &status, WNOHANG);

        if (got == *pid)
            break;
        if (got < 0 || view_now_ms() - from > patience_ms(ms))
            fail_msg("process %d does not end within %lld ms", (int)*pid,
                     (long long)(view_now_ms() - from));
        view_pause(POLL_MS);
    }
    *pid = 0;
    assert_no_finding(lobby);
    return status;
}

void lobby_start(struct lobby *lobby, const char *const *words)
{
    const char *all[LOBBY_ARGUMENTS + 1] = {"--ui-tree", lobby->tree};

    for (size_t i = 0; words && words[i]; i++) {
        assert_true(i + 2 < LOBBY_ARGUMENTS);
        all[i + 2] = words[i];
    }
    (void)unlink(lobby->tree);
    assert_int_equal(lobby->kiosk, 0);
    lobby->kiosk = start_program(lobby, lobby->host, "anjungan", all, lobby->account, NULL);
    lobby->quiet_from = 0;
}

/* A compositor ends when its only child does. */
static pid_t child_of(pid_t parent)
{
    char path[LOBBY_PATH];
    FILE *children;
    int child = 0;

    assert_true(
        text_format(path, sizeof path, "/proc/%d/task/%d/children", (int)parent, (int)parent));
    children = fopen(path, "re");
    assert_non_null(children);
    if (fscanf(children, "%d", &child) != 1)
        fail_msg("the compositor runs no kiosk");
    (void)fclose(children);
    return child;
}

int lobby_stop(struct lobby *lobby, int signal)
{
    assert_true(lobby->kiosk > 0);
    assert_int_equal(kill(lobby->host ? child_of(lobby->kiosk) : lobby->kiosk, signal), 0);
    return reap(lobby, &lobby->kiosk, PATIENCE_MS);
}

int lobby_wait_end(struct lobby *lobby, int64_t ms)
{
    assert_true(lobby->kiosk > 0);
    return reap(lobby, &lobby->kiosk, ms);
}

bool lobby_is_running(struct lobby *lobby)
{
    siginfo_t end = {0};

    return lobby->kiosk > 0
           && waitid(P_PID, (id_t)lobby->kiosk, &end, WEXITED | WNOHANG | WNOWAIT) == 0
           && end.si_pid == 0;
}

void lobby_start_print(struct lobby *lobby)
{
    assert_int_equal(lobby->print, 0);
    lobby->print = start_program(lobby, NULL, "anjungan-print", NULL, 0, NULL);
}

void lobby_stop_print(struct lobby *lobby)
{
    assert_int_equal(kill(lobby->print, SIGTERM), 0);
    (void)reap(lobby, &lobby->print, PATIENCE_MS);
}

static void add_all(struct text *out, int fd)
{
    char bytes[4096];

    for (ssize_t got = read(fd, bytes, sizeof bytes); got > 0; got = read(fd, bytes, sizeof bytes))
        text_add_bytes(out, bytes, (size_t)got);
    close(fd);
}

int lobby_run(const struct lobby *lobby, const char *program, const char *const *words,
              struct text *output)
{
    int ends[2] = {-1, -1};
    int notes = memfd_create("notes", MFD_CLOEXEC);
    int status = -1;

    text_init(output, OUTPUT_MAX);
    assert_true(notes >= 0);
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    pid_t child = start_program(lobby, NULL, program, words, 0, (const int[]){ends[1], notes});
    close(ends[1]);
    add_all(output, ends[0]);
    assert_int_equal(waitpid(child, &status, 0), child);
    if (status == 0) {
        close(notes);
        return 0;
    }
    assert_int_equal(lseek(notes, 0, SEEK_SET), 0);
    add_all(output, notes);
    if (!WIFEXITED(status))
        fail_msg("%s was ended by signal %d: %s", program, WTERMSIG(status), output->data);
    return WEXITSTATUS(status);
}

int lobby_exec(const char *const *words)
{
    int status = -1;
    pid_t child = fork();

    assert_true(child >= 0);
    if (child == 0) {
        execvp(words[0], (char *const *)(uintptr_t)words);
        _exit(127);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* --- the display ------------------------------------------------------------------------------ */

static void open_display(struct lobby *lobby, int width, int height)
{
    char screen[32], fd[16], number[16] = "";
    size_t len = 0;
    int ends[2];
    struct err err;

    assert_int_equal(pipe(ends), 0);
    assert_int_equal(fcntl(ends[0], F_SETFD, FD_CLOEXEC), 0);
    assert_true(text_format(screen, sizeof screen, "%dx%dx24", width, height));
    assert_true(text_format(fd, sizeof fd, "%d", ends[1]));
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        int silence = open("/dev/null", O_WRONLY);

        (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
        (void)dup2(silence, STDERR_FILENO);
        execlp("Xvfb", "Xvfb", "-displayfd", fd, "-screen", "0", screen, "-nolisten", "tcp",
               "-noreset", "-ac", (char *)NULL);
        _exit(127);
    }
    close(ends[1]);
    lobby->display = child;
    while (len + 1 < sizeof number && !strchr(number, '\n')) {
        ssize_t got = read(ends[0], number + len, sizeof number - 1 - len);

        if (got <= 0)
            fail_msg("Xvfb of %s does not start", screen);
        len += (size_t)got;
    }
    close(ends[0]);
    assert_true(
        text_format(lobby->name, sizeof lobby->name, ":%.*s", (int)strcspn(number, "\n"), number));
    assert_int_equal(setenv("DISPLAY", lobby->name, 1), 0);
    if (!view_open(&lobby->view, &err))
        fail_msg("%s: %s", lobby->name, err.text);
}

void lobby_open(struct lobby *lobby, int width, int height)
{
    *lobby = (struct lobby){.now = LOBBY_NOW};
    assert_true(text_copy(lobby->directory, sizeof lobby->directory, "/tmp/anjungan-flow.XXXXXX"));
    assert_non_null(mkdtemp(lobby->directory));
    assert_int_equal(chmod(lobby->directory, 0755), 0); /* cupsd's backends run as lp */
    find_programs(lobby->bin);
    assert_true(text_format(lobby->state, LOBBY_PATH, "%s/state", lobby->directory));
    assert_true(text_format(lobby->config, LOBBY_PATH, "%s/anjungan.conf", lobby->directory));
    assert_true(text_format(lobby->tree, LOBBY_PATH, "%s/tree/tree.json", lobby->directory));
    assert_true(text_format(lobby->log, LOBBY_PATH, "%s/log", lobby->directory));
    assert_true(file_make_dir(lobby->state, NULL));
    char tree[LOBBY_PATH];
    assert_true(text_format(tree, sizeof tree, "%s/tree", lobby->directory));
    assert_true(file_make_dir(tree, NULL));
    assert_int_equal(chmod(tree, 01777), 0); /* also for a kiosk of another account */
    assert_true(file_replace(lobby->log, "", 0, false, NULL));
    assert_int_equal(chmod(lobby->log, 0666), 0);
    lobby_configure(lobby, "[print]\nbackend = folder\n");
    open_display(lobby, width, height);
}

void lobby_configure(const struct lobby *lobby, const char *text)
{
    struct err err;

    if (!file_replace(lobby->config, text, strlen(text), false, &err))
        fail_msg("%s", err.text);
    assert_int_equal(chmod(lobby->config, 0644), 0);
}

static void end(pid_t *pid)
{
    if (*pid > 0) {
        (void)kill(*pid, SIGKILL);
        (void)waitpid(*pid, NULL, 0);
    }
    *pid = 0;
}

/* What flows type and what their officers are called. */
static void assert_nobody_is_in_the_log(const struct lobby *lobby)
{
    static const char *const people[] = {"ajah ungu", "0899776655", "ursi",
                                         "Rahmawati", "246813",     "argon2id"};

    for (size_t i = 0; i < ARRAY_LEN(people); i++) {
        if (lobby_log_has(lobby, people[i]))
            fail_msg("the log holds \"%s\"", people[i]);
    }
}

void lobby_close(struct lobby *lobby)
{
    assert_nobody_is_in_the_log(lobby);
    end(&lobby->kiosk);
    end(&lobby->print);
    view_close(lobby->view);
    lobby->view = NULL;
    if (lobby->display > 0)
        (void)kill(lobby->display, SIGTERM); /* so that it removes its socket and lock */
    if (lobby->display > 0)
        (void)waitpid(lobby->display, NULL, 0);
    (void)lobby_exec((const char *const[]){"rm", "-rf", lobby->directory, NULL});
}

/* --- what the administrator sees -------------------------------------------------------------- */

size_t lobby_numbers(const struct lobby *lobby, struct text *out)
{
    static const char *const words[] = {"ticket", "list", "--json", NULL};
    AUTO_TEXT struct text output;
    size_t count = 0;

    text_init(out, OUTPUT_MAX);
    if (lobby_run(lobby, "anjungan-ctl", words, &output) != 0)
        fail_msg("ticket list: %s", output.data);
    for (const char *line = output.data; *line; line += strcspn(line, "\n") + 1) {
        AUTO_JSON struct json *ticket = NULL;
        struct err err;

        if (!json_parse(&ticket, line, strcspn(line, "\n"), NULL, &err))
            fail_msg("ticket list: %s: %s", err.text, line);
        text_addf(out, "%s\n", json_string(json_get(ticket, "number")));
        count++;
    }
    return count;
}
