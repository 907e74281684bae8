/* The files state, refused and last. */
#include "admin/update_state.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILE_MOST = 64 * 1024, TRIES_MOST = 3 };

const char update_interrupted[] = "interrupted";

static const char *const steps[] = {
    [UPDATE_INSTALLING] = "installing",
    [UPDATE_STARTING] = "starting",
    [UPDATE_SERVING] = "serving",
    [UPDATE_RETURNING] = "returning",
};

static bool replace(const struct update *update, const char *name, const char *text,
                    struct err *err)
{
    AUTO_FREE char *path = mem_format("%s/%s", update->folder, name);

    return file_replace(path, text, strlen(text), true, err);
}

/* The file as a whole; "" where there is none. */
static bool read_all(const struct update *update, const char *name, char **out, struct err *err)
{
    AUTO_FREE char *path = mem_format("%s/%s", update->folder, name);
    struct err found = {0};
    size_t len = 0;

    if (file_read(path, FILE_MOST, out, &len, &found))
        return true;
    if (found.code != ERR_NOT_FOUND)
        return err_set(err, found.code, "%s", found.text);
    *out = mem_strdup("");
    return true;
}

/* A name is gone for good only when its folder is on disk. */
static bool remove_for_good(const struct update *update, const char *name, struct err *err)
{
    AUTO_FREE char *path = mem_format("%s/%s", update->folder, name);
    int folder = open(update->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool is_gone = folder >= 0 && (unlink(path) == 0 || errno == ENOENT) && fsync(folder) == 0;

    if (!is_gone)
        (void)err_set(err, ERR_IO, "%s: %s", path, strerror(errno));
    if (folder >= 0)
        close(folder);
    return is_gone;
}

bool update_state_read(const struct update *update, struct update_state *out, struct err *err)
{
    AUTO_FREE char *text = NULL;
    char step[16] = "";

    *out = (struct update_state){0};
    if (!read_all(update, "state", &text, err))
        return false;
    if (text[0] == '\0')
        return true;
    if (sscanf(text, "%15s %63s %63s %127[^\n]", step, out->from, out->to, out->units) >= 3) {
        for (size_t i = UPDATE_INSTALLING; i < UPDATE_STEP_COUNT; i++) {
            if (text_equal(step, steps[i]))
                out->step = (enum update_step)i;
        }
    }
    return out->step != UPDATE_NONE
           || err_set(err, ERR_INVALID, "%s/state holds no step of an update", update->folder);
}

bool update_state_write(const struct update *update, const struct update_state *state,
                        struct err *err)
{
    if (state->step == UPDATE_NONE)
        return remove_for_good(update, "state", err);
    AUTO_FREE char *text =
        mem_format("%s %s %s %s\n", steps[state->step], state->from, state->to, state->units);
    return replace(update, "state", text, err);
}

bool update_is_refused(const struct update *update, const char *version, char out[UPDATE_WORDS])
{
    AUTO_FREE char *text = NULL;
    char *rest = NULL;
    int tries = 0;
    struct err none;

    if (!read_all(update, "refused", &text, &none)) {
        text_copy_cut(out, UPDATE_WORDS, none.text); /* what cannot be known is not tried */
        return true;
    }
    for (char *line = strtok_r(text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
        char *reason = strchr(line, ' ');

        if (!reason)
            continue;
        *reason++ = '\0';
        if (!text_equal(line, version))
            continue;
        text_copy_cut(out, UPDATE_WORDS, reason);
        tries++;
        if (!text_equal(reason, update_interrupted) || tries == TRIES_MOST)
            return true;
    }
    return false;
}

bool update_refuse(const struct update *update, const char *version, const char *reason,
                   struct err *err)
{
    AUTO_FREE char *before = NULL;

    if (!read_all(update, "refused", &before, err))
        return false;
    AUTO_FREE char *text = mem_format("%s%s %s\n", before, version, reason);
    return replace(update, "refused", text, err);
}

bool update_forgive(const struct update *update, struct err *err)
{
    return remove_for_good(update, "refused", err);
}

bool update_tell_last(const struct update *update, const char *words, struct err *err)
{
    struct clock *clock = clock_system_new(-1);
    char at[26];

    clock_format_iso(clock_now_ms(clock), 0, at);
    clock_free(clock);
    AUTO_FREE char *text = mem_format("%s %s\n", at, words);
    AUTO_FREE char *path = mem_format("%s/last", update->folder);
    if (!replace(update, "last", text, err))
        return false;
    return chmod(path, 0644) == 0 || err_set(err, ERR_IO, "%s: %s", path, strerror(errno));
}
