/* The course of an update, and the way back. */
#include "admin/update.h"
#include "admin/update_packages.h"
#include "admin/update_rehearsal.h"
#include "admin/update_state.h"
#include "admin/update_units.h"
#include "base/alert.h"
#include "base/command.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DONE = 0, FAILED = 1, USAGE = 2 };

const char update_help[] =
    "  update [--from FOLDER] [--when-closed] [--again]\n"
    "      takes a newer version from the repository of [update], or from a folder or stick that\n"
    "      holds one; tries it, and takes it back where it does not serve\n"
    "      --when-closed: only while the office takes no numbers; --again: also a version that\n"
    "      was taken back before\n"
    "  update --resume | --judge\n"
    "      what a start of the machine does with an update that was interrupted\n";

struct wishes {
    const char *from;
    bool when_closed, again, resume, judge;
};

static int say(const struct update *update, int code, const char *format, ...) PRINTF_LIKE(3, 4);
static int say(const struct update *update, int code, const char *format, ...)
{
    FILE *to = code == DONE ? update->out : update->complaints;
    va_list args;

    if (code != DONE)
        (void)fputs("anjungan-setup: ", to);
    va_start(args, format);
    (void)vfprintf(to, format, args);
    va_end(args);
    (void)fputc('\n', to);
    (void)fflush(to);
    return code;
}

static bool read_words(const struct update *update, struct wishes *out, int count, char **words)
{
    const struct {
        const char *name;
        bool *flag;
    } flags[] = {{"--when-closed", &out->when_closed},
                 {"--again", &out->again},
                 {"--resume", &out->resume},
                 {"--judge", &out->judge}};

    *out = (struct wishes){0};
    for (int at = 0; at < count; at++) {
        bool is_known = false;

        if (text_equal(words[at], "--from") && at + 1 < count) {
            out->from = words[++at];
            continue;
        }
        for (size_t i = 0; i < ARRAY_LEN(flags); i++) {
            if (text_equal(words[at], flags[i].name))
                is_known = *flags[i].flag = true;
        }
        if (!is_known) {
            (void)say(update, USAGE, "update does not know %s", words[at]);
            return false;
        }
    }
    return true;
}

/* --- the way back ---------------------------------------------------------------------------------- */

static void note_last(const struct update *update, const char *words)
{
    struct err err = {0};

    if (!update_tell_last(update, words, &err))
        (void)say(update, FAILED, "%s", err.text);
}

/* An automatic try later could take numbers along that are given meanwhile: from here on a person decides. */
static int give_up(const struct update *update, const struct update_state *state, const char *why)
{
    AUTO_FREE char *words =
        mem_format("STUCK: %s cannot be put back in place of %s: %s", state->from, state->to, why);
    const struct update_state none = {0};
    struct err err = {0};

    if (!update_state_write(update, &none, &err))
        (void)say(update, FAILED, "%s", err.text);
    note_last(update, words);
    alert_note(ALERT_UPDATE_STUCK, "update", "%s", words);
    units_release(state->units);
    units_start(state->units);
    return say(update, FAILED, "%s", words);
}

/* The database first, while the programs that wrote it are known not to have served. */
static bool put_back(const struct update *update, struct update_state *state, struct err *err)
{
    if (!units_hold(state->units, err))
        return false;
    if (state->step == UPDATE_RETURNING) {
        if (!rehearsal_put_back(update, err))
            return false;
        state->step = UPDATE_INSTALLING;
        if (!update_state_write(update, state, err))
            return false;
    }
    return packages_put_back(update, err)
           && (!rehearsal_schema_differs(update) || rehearsal_restore(update, err));
}

static int undo(const struct update *update, struct update_state *state, const char *reason)
{
    AUTO_FREE char *words =
        mem_format("took %s back, %s serves: %s", state->to, state->from, reason);
    const struct update_state none = {0};
    struct err err = {0};

    (void)say(update, FAILED, "%s: %s. Putting %s back", state->to, reason, state->from);
    if (!update_refuse(update, state->to, reason,
                       &err)) /* then it is tried once more, some night */
        (void)say(update, FAILED, "%s", err.text);
    if (!put_back(update, state, &err))
        return give_up(update, state, err.text);
    units_release(state->units);
    units_start(state->units);
    if (!update_state_write(update, &none, &err))
        (void)say(update, FAILED, "%s", err.text);
    note_last(update, words);
    alert_note(ALERT_UPDATE_UNDONE, "update", "%s", words);
    rehearsal_clear(update);
    return say(update, FAILED, "%s", words);
}

/* --- the way on ------------------------------------------------------------------------------------ */

/* From the first frame on nothing is taken back. Where even that cannot be written, the copy goes before somebody has a
 * number that it does not hold. */
static int finish(const struct update *update, struct update_state *state)
{
    AUTO_FREE char *words = mem_format("%s serves in place of %s", state->to, state->from);
    const struct update_state none = {0};
    struct err err = {0};

    state->step = UPDATE_SERVING;
    bool is_noted = update_state_write(update, state, &err);
    if (!is_noted)
        rehearsal_clear(update);
    units_release(state->units);
    units_start(state->units);
    if (!is_noted || !update_state_write(update, &none, &err))
        return say(update, FAILED, "%s, but: %s", words, err.text);
    note_last(update, words);
    alert_note(ALERT_UPDATED, "update", "%s", words);
    rehearsal_clear(update);
    return say(update, DONE, "%s", words);
}

static int fall_back(const struct update *update, struct update_state *state, const char *reason)
{
    struct err err = {0};

    state->step = UPDATE_RETURNING;
    if (!update_state_write(update, state,
                            &err)) /* after a power cut the screen is judged once more */
        (void)say(update, FAILED, "%s", err.text);
    return undo(update, state, reason);
}

static int start_and_judge(const struct update *update, struct update_state *state)
{
    struct err err = {0};

    state->step = UPDATE_STARTING;
    if (!update_state_write(update, state, &err)) {
        state->step = UPDATE_INSTALLING; /* what is on disk */
        return undo(update, state, err.text);
    }
    if (!units_start_screens(update, state->units, &err))
        return fall_back(update, state, err.text);
    return finish(update, state);
}

/* This program as it is now, for after a power cut. */
static bool keep_program(const struct update *update, struct err *err)
{
    AUTO_FREE char *kept = mem_format("%s/updater", update->folder);
    const char *const copy[] = {"install", "-m", "755", update->program, kept, NULL};
    const char *const sync[] = {"sync", "--file-system", update->folder, NULL};

    return command_run(copy, NULL, NULL, err) && command_run(sync, NULL, NULL, err);
}

/* A terminal may be closed: nothing but the power ends it halfway. What it starts hears them all. */
static void go_on_whatever_happens(void)
{
    sigset_t signals;

    sigemptyset(&signals);
    for (size_t i = 0; i < 4; i++)
        sigaddset(&signals, (const int[]){SIGHUP, SIGINT, SIGTERM, SIGPIPE}[i]);
    (void)sigprocmask(SIG_BLOCK, &signals, NULL);
}

/* The packages are untouched. */
static int refrain(const struct update *update, const struct update_state *state, const char *why)
{
    const struct update_state none = {0};
    struct err err = {0};

    units_release(state->units);
    units_start(state->units);
    if (!update_state_write(update, &none, &err))
        (void)say(update, FAILED, "%s", err.text);
    return say(update, FAILED, "%s is not installed: %s", state->to, why);
}

/* The step is on disk before the first unit stops: whatever ends this, something starts them again. */
static int install(const struct update *update, struct update_state *state)
{
    struct err err = {0};

    go_on_whatever_happens();
    state->step = UPDATE_INSTALLING;
    if (!keep_program(update, &err) || !rehearsal_prepare(update, &err)
        || !update_state_write(update, state, &err) || !units_hold(state->units, &err)
        || !rehearsal_copy(update, &err))
        return refrain(update, state, err.text);
    (void)say(update, DONE, "installing %s", state->to);
    if (!packages_install(update, state->to, &err))
        return undo(update, state, err.text);
    (void)say(update, DONE, "trying it on a copy of the database");
    if (!rehearsal_run(update, units_are_board(state->units), &err))
        return undo(update, state, err.text);
    return start_and_judge(update, state);
}

/* --- whether there is one ---------------------------------------------------------------------------- */

/* The command answers in a line. */
static bool is_office_closed(const struct update *update, struct err *err)
{
    const char *const words[] = {"timeout",
                                 "60",
                                 "runuser",
                                 "-u",
                                 "anjungan",
                                 "--",
                                 "env",
                                 "--chdir=/",
                                 "anjungan-ctl",
                                 "--state",
                                 update->state_dir,
                                 "--config",
                                 update->config_path,
                                 "hours",
                                 "--closed-for",
                                 "60",
                                 NULL};
    AUTO_TEXT struct text said = {0};

    text_init(&said, UPDATE_WORDS);
    if (command_run(words, NULL, &said, err))
        return true;
    if (said.len > 0)
        (void)err_set(err, ERR_CLOSED, "%.*s", (int)strcspn(said.data, "\n"), said.data);
    return false;
}

static bool may_install(const struct update *update, const struct wishes *wishes,
                        const struct update_state *state, struct err *err)
{
    char reason[UPDATE_WORDS];

    if (wishes->again && !update_forgive(update, err))
        return false;
    if (update_is_refused(update, state->to, reason))
        return err_set(err, ERR_CLOSED,
                       "%s was taken back before: %s. Once more: anjungan-setup update --again",
                       state->to, reason);
    if (!units_have_screen(state->units))
        return err_set(
            err, ERR_OFFLINE,
            "the kiosk does not run, so nothing could tell whether %s does: systemctl start "
            "anjungan, then again",
            state->to);
    return units_judge(update, state->units, err)
           || err_add(err, "mend that first, an update is judged by its first frame");
}

static int look_and_install(const struct update *update, const struct wishes *wishes)
{
    AUTO_FREE char *folder = wishes->from ? mem_format("copy:%s", wishes->from) : NULL;
    const char *source = folder ? folder : update->source;
    struct update_state state = {0};
    struct err err = {0};

    if (source[0] == '\0')
        return say(update, wishes->when_closed ? DONE : USAGE,
                   "there is no repository: set source of [update], or say --from FOLDER");
    if (wishes->from && (wishes->from[0] != '/' || strpbrk(wishes->from, " \t\n%[]")))
        return say(
            update, USAGE,
            "--from wants the whole path of a folder, without blanks, as /media/stick/anjungan");
    if (wishes->when_closed && !is_office_closed(update, &err))
        return say(update, DONE, "not now: %s", err.text);
    if (!packages_look(update, source, state.from, state.to, &err))
        return say(update, FAILED, "%s", err.text);
    if (state.to[0] == '\0')
        return say(update, DONE, "%s is installed, and %s has nothing newer", state.from, source);
    units_note(state.units);
    if (!may_install(update, wishes, &state, &err))
        return say(update, err.code == ERR_CLOSED && wishes->when_closed ? DONE : FAILED, "%s",
                   err.text);
    (void)say(update, DONE, "%s is installed; fetching %s", state.from, state.to);
    if (!packages_fetch(update, state.to, &err) || !packages_keep(update, &err))
        return say(update, FAILED, "%s is not installed: %s", state.to, err.text);
    if (wishes->when_closed && !is_office_closed(update, &err)) /* a line may be slow */
        return say(update, DONE, "not now: %s", err.text);
    return install(update, &state);
}

/* --- after an interruption --------------------------------------------------------------------------- */

static int take_up(const struct update *update, const struct wishes *wishes,
                   struct update_state *state)
{
    struct err err = {0};

    if (state->step == UPDATE_STARTING && wishes->resume)
        return DONE; /* the screen has its turn, and then --judge */
    go_on_whatever_happens();
    if (state->step == UPDATE_SERVING)
        return finish(update, state);
    if (state->step != UPDATE_STARTING)
        return undo(update, state, update_interrupted);
    /* It may have been killed before it started one. */
    return units_start_screens(update, state->units, &err) ? finish(update, state)
                                                           : fall_back(update, state, err.text);
}

/* -1: another one is at it. It ends with the process. */
static int lock_folder(const struct update *update, struct err *err)
{
    AUTO_FREE char *path = mem_format("%s/lock", update->folder);
    int lock;

    if (mkdir(update->folder, 0755) != 0 && errno != EEXIST)
        return (void)err_set(err, ERR_IO, "%s: %s", update->folder, strerror(errno)), -1;
    lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (lock >= 0 && flock(lock, LOCK_EX | LOCK_NB) == 0)
        return lock;
    (void)err_set(err, ERR_BUSY, "%s: %s", path,
                  errno == EWOULDBLOCK ? "an update is under way" : strerror(errno));
    if (lock >= 0)
        close(lock);
    return -1;
}

int update_verb(const struct update *update, int count, char **words)
{
    struct update_state state;
    struct wishes wishes;
    struct err err = {0};
    int code;

    if (!read_words(update, &wishes, count, words))
        return USAGE;
    int lock = lock_folder(update, &err);
    if (lock < 0 || !update_state_read(update, &state, &err))
        code = say(update, FAILED, "%s", err.text);
    else if (state.step != UPDATE_NONE)
        code = take_up(update, &wishes, &state);
    else if (wishes.resume || wishes.judge)
        code = DONE;
    else
        code = look_and_install(update, &wishes);
    if (lock >= 0)
        close(lock);
    return code;
}
