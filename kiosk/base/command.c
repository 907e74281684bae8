/* Starting a program with its words, its input in memory, its output in a text. */
#include "base/command.h"
#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { NOT_THERE = 127, OUTPUT_MOST = 1 << 20 };

/* A file in memory that holds `input`, read from its start; -1: none could be made. */
static int input_file(const char *input)
{
    size_t len = input ? strlen(input) : 0;
    int fd = memfd_create("input", MFD_CLOEXEC);

    if (fd < 0)
        return -1;
    for (size_t at = 0; at < len;) {
        ssize_t done = write(fd, input + at, len - at);

        if (done <= 0) {
            close(fd);
            return -1;
        }
        at += (size_t)done;
    }
    if (lseek(fd, 0, SEEK_SET) == 0)
        return fd;
    close(fd);
    return -1;
}

/* In the child: never returns. Signals that this program blocked are the other's again; a terminal's keys reach this program
 * alone, which knows what may end halfway. */
static void become(const char *const *words, int in, int out)
{
    sigset_t none;

    sigemptyset(&none);
    (void)sigprocmask(SIG_SETMASK, &none, NULL);
    (void)setpgid(0, 0);
    if (dup2(in, STDIN_FILENO) >= 0 && dup2(out, STDOUT_FILENO) >= 0
        && dup2(out, STDERR_FILENO) >= 0)
        execvp(words[0], (char *const *)(uintptr_t)words);
    _exit(NOT_THERE);
}

static void read_all(int fd, struct text *out)
{
    char bytes[4096];

    for (;;) {
        ssize_t got = read(fd, bytes, sizeof bytes);

        if (got > 0)
            text_add_bytes(out, bytes, (size_t)got);
        else if (got == 0 || errno != EINTR)
            return;
    }
}

/* The last line that says something, as one line of text. */
static const char *last_line(struct text *said)
{
    const char *line;

    while (said->len > 0 && (said->data[said->len - 1] == '\n' || said->data[said->len - 1] == ' '))
        said->data[--said->len] = '\0';
    if (said->len == 0)
        return "it said nothing";
    line = strrchr(said->data, '\n');
    return line ? line + 1 : said->data;
}

static bool judge(int status, const char *name, struct text *said, struct err *err)
{
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return true;
    if (WIFEXITED(status) && WEXITSTATUS(status) == NOT_THERE)
        return err_set(err, ERR_NOT_FOUND, "the program %s is missing", name);
    return err_set(err, ERR_IO, "%s failed: %s", name, last_line(said));
}

bool command_run(const char *const *words, const char *input, struct text *out, struct err *err)
{
    AUTO_TEXT struct text said = {0};
    int ends[2] = {-1, -1};
    int status = -1;
    int in = input_file(input);
    pid_t child = -1;

    text_init(&said, OUTPUT_MOST);
    if (in >= 0 && pipe2(ends, O_CLOEXEC) == 0)
        child = fork();
    if (child == 0)
        become(words, in, ends[1]);
    if (in >= 0)
        close(in);
    if (ends[1] >= 0)
        close(ends[1]);
    if (child < 0) {
        (void)err_set(err, ERR_IO, "%s cannot be started: %s", words[0], strerror(errno));
        if (ends[0] >= 0)
            close(ends[0]);
        return false;
    }
    read_all(ends[0], &said);
    close(ends[0]);
    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        continue;
    if (out)
        text_add_bytes(out, said.data ? said.data : "", said.len);
    return judge(status, words[0], &said, err);
}

bool command_exists(const char *name)
{
    const char *at = getenv("PATH");

    while (at && *at != '\0') {
        size_t len = strcspn(at, ":");
        AUTO_FREE char *path = mem_format("%.*s/%s", (int)len, at, name);

        if (access(path, X_OK) == 0)
            return true;
        at += len + (at[len] == ':' ? 1 : 0);
    }
    return false;
}
