/* Asking for a PIN without showing it. Never an argument: those stand in the shell's history and in
 * the list of processes. */
#include "admin/verbs_internal.h"
#include "base/secret.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static bool fail(const struct admin *admin, const char *what)
{
    (void)verb_fail(admin, ADMIN_FAILED, "%s", what);
    return false;
}

/* Takes the end of line off; false when there was none within the room. */
static bool end_line(char *line)
{
    size_t len = strcspn(line, "\r\n");
    bool is_whole = line[len] != '\0';

    line[len] = '\0';
    return is_whole;
}

static bool read_stream(const struct admin *admin, char out[PIN_LINE])
{
    if (!admin->in || !fgets(out, PIN_LINE, admin->in))
        return fail(admin, "no PIN on standard input");
    bool is_whole = end_line(out) || feof(admin->in);
    return is_whole || fail(admin, "standard input holds more than a PIN");
}

static bool say(int tty, const char *words)
{
    size_t len = strlen(words);

    return write(tty, words, len) == (ssize_t)len;
}

/* One line of the terminal, byte by byte so that nothing stays in a buffer of the library. */
static bool read_line(int tty, char out[PIN_LINE])
{
    size_t len = 0;
    char byte = 0;

    while (len + 1 < PIN_LINE && read(tty, &byte, 1) == 1 && byte != '\n')
        out[len++] = byte;
    out[len] = '\0';
    secret_wipe(&byte, sizeof byte);
    return len > 0 && len + 1 < PIN_LINE;
}

static bool ask(int tty, const char *words, char out[PIN_LINE])
{
    return say(tty, words) && read_line(tty, out) && say(tty, "\n");
}

static bool ask_twice(const struct admin *admin, int tty, const char *code, char out[PIN_LINE])
{
    char words[128];
    char again[PIN_LINE] = "";

    (void)text_format(words, sizeof words, "New PIN of %s (6 digits, not shown): ", code);
    bool is_read = ask(tty, words, out) && ask(tty, "The same again: ", again);
    bool is_same = text_equal(out, again);
    secret_wipe(again, sizeof again);
    if (!is_read)
        return fail(admin, "no PIN was typed");
    return is_same || fail(admin, "the two PINs differ; nothing was changed");
}

/* Ctrl+C waits until the terminal shows again what is typed. */
static bool read_hidden(const struct admin *admin, int tty, const char *code, char out[PIN_LINE])
{
    struct termios before;
    struct termios hidden;
    sigset_t keys;
    sigset_t old;

    if (tcgetattr(tty, &before) != 0)
        return fail(admin, "the terminal cannot hide a PIN; use --pin-stdin");
    hidden = before;
    hidden.c_lflag &= ~(tcflag_t)ECHO;
    sigemptyset(&keys);
    sigaddset(&keys, SIGINT);
    sigaddset(&keys, SIGQUIT);
    sigaddset(&keys, SIGTERM);
    sigaddset(&keys, SIGTSTP);
    if (sigprocmask(SIG_BLOCK, &keys, &old) != 0)
        return fail(admin, strerror(errno));
    bool is_hidden = tcsetattr(tty, TCSAFLUSH, &hidden) == 0;
    bool is_read = is_hidden && ask_twice(admin, tty, code, out);
    bool is_back =
        tcsetattr(tty, TCSAFLUSH, &before) == 0 && sigprocmask(SIG_SETMASK, &old, NULL) == 0;
    if (!is_back)
        return fail(admin, "the terminal hides what is typed; type: stty sane");
    return is_hidden ? is_read : fail(admin, "the terminal cannot hide a PIN; use --pin-stdin");
}

bool pin_prompt_read(const struct admin *admin, const char *code, bool from_stdin,
                     char out[PIN_LINE])
{
    out[0] = '\0';
    if (from_stdin)
        return read_stream(admin, out);
    int tty = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (tty < 0)
        return fail(admin, "there is no terminal to ask for the PIN; use --pin-stdin");
    bool is_read = read_hidden(admin, tty, code, out);
    (void)close(tty);
    return is_read;
}
