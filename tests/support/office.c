/* Asks office-rig for an office and runs the programs that speak with it. */
#include "support/office.h"

#include "base/mem.h"
#include "base/text.h"
#include "support/patience.h"
#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

enum { WORDS = 32, POLL_MS = 20 };
#define RIG SOURCE_DIR "/tests/support/office-rig"

/* The programs under test: BIN, else those of this build. */
static const char *bin_dir(void)
{
    const char *bin = getenv("BIN");

    return text_is_set(bin) ? bin : BINARY_DIR "/bin";
}

/* Never returns: becomes the program, and dies with the test. */
static void become(const char *const *words, int output)
{
    AUTO_FREE char *path =
        strchr(words[0], '/') ? mem_strdup(words[0]) : mem_format("%s/%s", bin_dir(), words[0]);

    (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
    (void)setenv("BIN", bin_dir(), 1);
    (void)dup2(output, STDOUT_FILENO);
    (void)dup2(output, STDERR_FILENO);
    execv(path, (char *const *)(uintptr_t)words);
    _exit(127);
}

int office_rig_run(const char *const *words, char *out, size_t size)
{
    char spare[1024];
    int ends[2] = {-1, -1};
    int status = -1;
    size_t len = 0;

    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        become(words, ends[1]);
    close(ends[1]);
    for (ssize_t got = 1; got > 0;) {
        bool has_room = out && len + 1 < size;

        got = has_room ? read(ends[0], out + len, size - 1 - len)
                       : read(ends[0], spare, sizeof spare);
        if (has_room && got > 0)
            len += (size_t)got;
    }
    if (out && size > 0)
        out[len] = '\0';
    close(ends[0]);
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* Runs the rig's verb, which must succeed. */
static void rig_verb(const struct office_rig *rig, const char *const *words, char *out, size_t size)
{
    char said[OFFICE_SAID] = "";
    const char *all[WORDS] = {RIG, words[0], rig->directory};

    for (size_t i = 1; words[i]; i++) {
        assert_true(i + 3 < WORDS);
        all[i + 2] = words[i];
    }
    if (office_rig_run(all, said, sizeof said) != 0)
        fail_msg("office-rig %s: %s", words[0], said);
    if (out)
        (void)text_copy(out, size, said);
}

void office_rig_start(struct office_rig *rig, const char *const *options)
{
    char owner[16];
    const char *words[WORDS] = {"start", "--owner", owner};
    size_t count = 3;

    *rig = (struct office_rig){0};
    assert_true(text_format(rig->directory, sizeof rig->directory, "/tmp/anjungan-office-XXXXXX"));
    assert_non_null(mkdtemp(rig->directory));
    assert_true(text_format(owner, sizeof owner, "%d", (int)getpid()));
    for (; options && *options; options++) {
        assert_true(count + 1 < WORDS);
        words[count++] = *options;
    }
    rig_verb(rig, words, rig->facts, sizeof rig->facts);
}

void office_rig_stop(struct office_rig *rig)
{
    const char *const stop[] = {"stop", NULL};
    const char *const remove[] = {"/bin/rm", "-rf", rig->directory, NULL};

    if (rig->directory[0] == '\0')
        return;
    rig_verb(rig, stop, NULL, 0);
    assert_int_equal(office_rig_run(remove, NULL, 0), 0);
    *rig = (struct office_rig){0};
}

void office_rig_value(const struct office_rig *rig, const char *name, char *out, size_t size)
{
    size_t len = strlen(name);

    for (const char *line = rig->facts; line && *line != '\0'; line = strchr(line, '\n')) {
        line += *line == '\n' ? 1 : 0;
        if (strncmp(line, name, len) == 0 && line[len] == '=') {
            line += len + 1;
            assert_true(text_format(out, size, "%.*s", (int)strcspn(line, "\n"), line));
            return;
        }
    }
    fail_msg("no %s among what office-rig said", name);
}

void office_rig_kill(const struct office_rig *rig, const char *part)
{
    const char *const words[] = {"kill", part, NULL};

    rig_verb(rig, words, NULL, 0);
}

void office_rig_up(const struct office_rig *rig, const char *part)
{
    const char *const words[] = {"up", part, NULL};

    rig_verb(rig, words, NULL, 0);
}

void office_rig_wipe(const struct office_rig *rig)
{
    const char *const words[] = {"wipe", NULL};

    rig_verb(rig, words, NULL, 0);
}

void office_rig_sql(const struct office_rig *rig, const char *sql, char *out, size_t size)
{
    const char *const words[] = {"sql", sql, NULL};

    rig_verb(rig, words, out, size);
    size_t len = out ? strlen(out) : 0;
    if (len > 0 && out[len - 1] == '\n')
        out[len - 1] = '\0';
}

static int64_t now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int64_t office_rig_wait(const struct office_rig *rig, const char *sql, const char *wanted,
                        int64_t ms)
{
    char said[OFFICE_SAID];
    int64_t start = now_ms();

    for (;;) {
        office_rig_sql(rig, sql, said, sizeof said);
        if (strcmp(said, wanted) == 0)
            return now_ms() - start;
        if (now_ms() - start > patience_ms(ms))
            fail_msg("%s: \"%s\" instead of \"%s\" after %lld ms", sql, said, wanted,
                     (long long)(now_ms() - start));
        (void)poll(NULL, 0, POLL_MS);
    }
}

int office_rig_program(const struct office_rig *rig, const char *const *words, char *out,
                       size_t size)
{
    char config[OFFICE_PATH];
    const char *all[WORDS] = {"anjungan-office", "--config", config};

    assert_true(text_format(config, sizeof config, "%s/office.conf", rig->directory));
    for (size_t i = 0; words[i]; i++) {
        assert_true(i + 4 < WORDS);
        all[i + 3] = words[i];
    }
    return office_rig_run(all, out, size);
}

void office_rig_code(const struct office_rig *rig, char code[11])
{
    const char *const words[] = {"code", NULL};
    char said[OFFICE_PATH] = "";

    if (office_rig_program(rig, words, said, sizeof said) != 0)
        fail_msg("anjungan-office code: %s", said);
    said[strcspn(said, "\n")] = '\0';
    assert_int_equal(strspn(said, "0123456789"), 10);
    assert_true(text_copy(code, 11, said));
}

void office_rig_enrol(const struct office_rig *rig, const char *state_dir, const char *config)
{
    char code[11], url[OFFICE_PATH], authority[OFFICE_PATH], said[OFFICE_SAID];

    office_rig_code(rig, code);
    office_rig_value(rig, "URL", url, sizeof url);
    office_rig_value(rig, "AUTHORITY", authority, sizeof authority);
    const char *const words[] = {"anjungan-ctl", "--state", state_dir, "--config",
                                 config,         "enrol",   url,       code,
                                 "--authority",  authority, NULL};
    if (office_rig_run(words, said, sizeof said) != 0)
        fail_msg("anjungan-ctl enrol: %s", said);
}

pid_t office_rig_start_sync(const struct office_rig *rig, const char *state_dir, const char *config)
{
    const char *const words[] = {"anjungan-sync", "--state", state_dir, "--config", config, NULL};
    AUTO_FREE char *log = mem_format("%s/log/sync.log", rig->directory);
    int output = open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);

    assert_true(output >= 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        become(words, output);
    close(output);
    return child;
}

void office_rig_end(pid_t process, int signal)
{
    int status = -1;

    assert_int_equal(kill(process, signal), 0);
    assert_int_equal(waitpid(process, &status, 0), process);
}
