/* Reads /proc (see processor.h). All processes that are counted have one thread. */
#include "bench/processor.h"
#include "base/text.h"

#include <ctype.h>
#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { PROCESSES_MOST = 4096, WORDS = 4096 };

struct process {
    long id, parent;
    double seconds;
    bool is_named;
};

double processor_own_seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* The file's bytes, zeros made spaces; how many. */
static size_t read_file(long id, const char *name, char *out, size_t size)
{
    char path[64];
    size_t len;

    if (!text_format(path, sizeof path, "/proc/%ld/%s", id, name))
        return 0;
    FILE *file = fopen(path, "re");
    if (!file)
        return 0; /* it has ended */
    len = fread(out, 1, size - 1, file);
    (void)fclose(file);
    for (size_t i = 0; i < len; i++)
        out[i] = out[i] == '\0' ? ' ' : out[i];
    out[len] = '\0';
    return len;
}

/* Nanoseconds on a processor, and ticks of children that it waited for. */
static bool read_process(struct process *out, const char *directory)
{
    char words[WORDS];
    long parent = 0, ended_user = 0, ended_system = 0;

    if (read_file(out->id, "stat", words, sizeof words) == 0)
        return false;
    const char *after = strrchr(words, ')'); /* its name may hold anything */
    if (!after
        || sscanf(after + 1, " %*c %ld %*d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u %ld %ld",
                  &parent, &ended_user, &ended_system)
               != 3)
        return false;
    out->parent = parent;
    out->seconds = (double)(ended_user + ended_system) / (double)sysconf(_SC_CLK_TCK);
    if (read_file(out->id, "schedstat", words, sizeof words) == 0)
        return false;
    out->seconds += strtod(words, NULL) / 1e9;
    (void)read_file(out->id, "cmdline", words, sizeof words);
    out->is_named = strstr(words, directory) != NULL;
    return true;
}

static bool is_child_of_named(const struct process *all, size_t count, long parent)
{
    for (size_t i = 0; i < count; i++) {
        if (all[i].id == parent)
            return all[i].is_named;
    }
    return false;
}

double processor_seconds_of(const char *directory)
{
    static struct process all[PROCESSES_MOST];
    struct dirent *entry;
    double seconds = 0;
    size_t count = 0;
    DIR *folder = opendir("/proc");

    while (folder && (entry = readdir(folder)) && count < PROCESSES_MOST) {
        all[count] = (struct process){.id = strtol(entry->d_name, NULL, 10)};
        if (isdigit((unsigned char)entry->d_name[0]) && all[count].id != getpid()
            && read_process(&all[count], directory))
            count++;
    }
    if (folder)
        (void)closedir(folder);
    for (size_t i = 0; i < count; i++) {
        if (all[i].is_named || is_child_of_named(all, count, all[i].parent))
            seconds += all[i].seconds;
    }
    return seconds;
}
