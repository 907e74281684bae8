/* One child at a time; the one before is killed, and reaped when it is gone. */
#include "app/narration.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "domain/spoken.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#define LOG_AREA "voice"
#include "base/log.h"

enum { LEXICON_MOST = 64 << 10, FAILURES_MOST = 5, USUAL_AMPLITUDE = 100, AMPLITUDE_STEP = 40 };

extern char **environ;

struct language {
    const char *lang;
    struct lexicon *lexicon; /* NULL: words are said as they are written */
    char *clips; /* the folder of its recorded letters and digits; NULL: there are none */
};

struct narration {
    char program[256];
    int rate;
    struct language languages[2];
    pid_t child;  /* 0: silent */
    int failures; /* one after the other */
};

static void load_lexicon(struct language *language, const char *asset_dir)
{
    AUTO_FREE char *bytes = NULL;
    char path[512];
    size_t len = 0;
    struct err err = {0};

    if (!text_format(path, sizeof path, "%s/speech/%s.lexicon", asset_dir, language->lang)
        || !file_read(path, LEXICON_MOST, &bytes, &len, &err)
        || !lexicon_parse(&language->lexicon, bytes, len, &err))
        log_warn("%s: %s; abbreviations are said as they are written", path, err.text);
}

/* The recordings are Indonesian. */
static void find_clips(struct language *language, const char *asset_dir)
{
    AUTO_FREE char *first = mem_format("%s/sounds/nol.wav", asset_dir);

    if (text_equal(language->lang, "id") && access(first, R_OK) == 0)
        language->clips = mem_format("%s/sounds", asset_dir);
}

/* The program as a path, or found in PATH. */
static bool find_program(const char *program, char *out, size_t size)
{
    const char *path = getenv("PATH");

    if (strchr(program, '/'))
        return text_copy(out, size, program) && access(out, X_OK) == 0;
    for (const char *at = path; at && *at; at += strcspn(at, ":"), at += *at == ':')
        if (text_format(out, size, "%.*s/%s", (int)strcspn(at, ":"), at, program)
            && access(out, X_OK) == 0)
            return true;
    return false;
}

struct narration *narration_new(const struct settings *settings)
{
    struct narration *narration;
    char program[256];

    if (!settings->voice_program[0])
        return NULL;
    if (!find_program(settings->voice_program, program, sizeof program)) {
        log_info("%s is not installed: the screen is not read aloud", settings->voice_program);
        return NULL;
    }
    narration = mem_zalloc(1, sizeof *narration);
    (void)text_copy(narration->program, sizeof narration->program, program);
    narration->rate = settings->voice_rate;
    narration->languages[0].lang = "id";
    narration->languages[1].lang = "en";
    for (size_t i = 0; i < ARRAY_LEN(narration->languages); i++) {
        load_lexicon(&narration->languages[i], settings->asset_dir);
        find_clips(&narration->languages[i], settings->asset_dir);
    }
    return narration;
}

void narration_free(struct narration *narration)
{
    if (!narration)
        return;
    narration_stop(narration);
    for (size_t i = 0; i < ARRAY_LEN(narration->languages); i++) {
        lexicon_free(narration->languages[i].lexicon);
        free(narration->languages[i].clips);
    }
    free(narration);
}

/* A killed child is gone within a moment: it holds nothing that it could still write. */
void narration_stop(struct narration *narration)
{
    int status = 0;

    if (!narration || narration->child == 0)
        return;
    (void)kill(narration->child, SIGKILL);
    while (waitpid(narration->child, &status, 0) < 0 && errno == EINTR)
        ;
    narration->child = 0;
    if (WIFEXITED(status) && WEXITSTATUS(status) != 0) {
        narration->failures++;
        log_warn("%s ended with code %d%s", narration->program, WEXITSTATUS(status),
                 narration->failures == FAILURES_MOST ? "; it is not started any more" : "");
    } else if (WIFEXITED(status)) {
        narration->failures = 0;
    }
}

static bool prepare(posix_spawn_file_actions_t *actions, posix_spawnattr_t *attributes, int input)
{
    sigset_t none;

    sigemptyset(&none); /* the screen's own signals are blocked for its listener */
    return posix_spawn_file_actions_adddup2(actions, input, STDIN_FILENO) == 0
           && posix_spawn_file_actions_addopen(actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
                  == 0
           && posix_spawn_file_actions_addopen(actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
                  == 0
           && posix_spawnattr_setsigmask(attributes, &none) == 0
           && posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGMASK) == 0;
}

/* The child reads its words from the pipe: they stand in no list of processes. */
static bool start(struct narration *narration, const struct language *language, int volume,
                  int input)
{
    char rate[16], amplitude[16];
    char *const words[] = {narration->program,
                           (char *)(uintptr_t) "-v",
                           (char *)(uintptr_t)language->lang,
                           (char *)(uintptr_t) "-s",
                           rate,
                           (char *)(uintptr_t) "-a",
                           amplitude,
                           (char *)(uintptr_t) "--stdin",
                           language->clips ? (char *)(uintptr_t) "-m" : NULL, /* SSML */
                           NULL};
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    int failure = ENOMEM;

    (void)text_format(rate, sizeof rate, "%d", narration->rate);
    (void)text_format(amplitude, sizeof amplitude, "%d", USUAL_AMPLITUDE + volume * AMPLITUDE_STEP);
    if (posix_spawn_file_actions_init(&actions) != 0)
        return false;
    if (posix_spawnattr_init(&attributes) == 0) {
        if (prepare(&actions, &attributes, input))
            failure = posix_spawn(&narration->child, narration->program, &actions, &attributes,
                                  words, environ);
        (void)posix_spawnattr_destroy(&attributes);
    }
    (void)posix_spawn_file_actions_destroy(&actions);
    if (failure == 0)
        return true;
    narration->child = 0;
    narration->failures++;
    log_warn("%s: %s", narration->program, strerror(failure));
    return false;
}

static const struct language *find_language(const struct narration *narration, const char *lang)
{
    size_t found = 0;

    while (found + 1 < ARRAY_LEN(narration->languages)
           && !text_equal(narration->languages[found].lang, lang))
        found++;
    return &narration->languages[found];
}

void narration_say(struct narration *narration, const char *lang, const char *words, int volume)
{
    const struct language *language;
    char said[SPOKEN_TEXT];
    int ends[2];

    if (!narration)
        return;
    narration_stop(narration);
    if (narration->failures >= FAILURES_MOST || pipe2(ends, O_CLOEXEC) != 0)
        return;
    language = find_language(narration, lang);
    spoken_text(language->lexicon, lang, language->clips, words, said, sizeof said);
    /* less than a pipe holds: nobody waits, whatever the child does */
    if (start(narration, language, volume, ends[0])
        && write(ends[1], said, strlen(said)) != (ssize_t)strlen(said))
        log_debug("the voice did not take its words");
    (void)close(ends[0]);
    (void)close(ends[1]);
    explicit_bzero(said, sizeof said);
}
