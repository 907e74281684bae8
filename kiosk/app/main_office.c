/* anjungan-office: the office's server. One program; each of its processes is a verb. */
#include "app/office_settings.h"
#include "app/office_verbs.h"
#include "base/secret.h"
#include "base/stop.h"
#include "base/supervisor.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#define LOG_AREA "office"
#include "base/log.h"

/* What the command line said; NULL where it said nothing. */
struct line {
    const char *config;
    bool is_check;
    int count; /* the verb and what follows it */
    char **words;
};

static void print_help(void)
{
    (void)printf("Usage: anjungan-office [--config FILE] VERB …\nThe office's server: takes what "
                 "kiosks send and shows it in a browser.\n\n"
                 "  --config FILE   the configuration (%s)\n"
                 "  --check-config  check and print it\n"
                 "  --version       print the version\n"
                 "  --help          print this\n",
                 OFFICE_CONFIG_FILE);
    (void)printf("\nFor the administrator:\n");
    for (const struct office_verb *row = office_verbs; row->verb; row++)
        (void)printf("  %s %s\n      %s\n", row->verb, row->usage, row->help);
    (void)printf("\nProcesses, started by systemd:\n");
    for (const struct office_process *row = office_processes; row->verb; row++)
        (void)printf("  %s [NO]\n      %s\n", row->verb, row->help);
}

/* False: all was said, `*code` is the exit code. */
static bool read_line(struct line *line, int count, char **words, int *code)
{
    int at = 1;

    *code = 0;
    for (; at < count && words[at][0] == '-'; at++) {
        if (strcmp(words[at], "--help") == 0) {
            print_help();
            return false;
        }
        if (strcmp(words[at], "--version") == 0) {
            (void)printf("anjungan-office %s\n", ANJUNGAN_VERSION);
            return false;
        }
        if (strcmp(words[at], "--check-config") == 0) {
            line->is_check = true;
        } else if (strcmp(words[at], "--config") == 0 && at + 1 < count) {
            line->config = words[++at];
        } else {
            (void)fprintf(stderr, "anjungan-office: unknown option %s; see --help\n", words[at]);
            *code = 2;
            return false;
        }
    }
    line->count = count - at;
    line->words = words + at;
    return true;
}

static int serve(const struct office_process *process, struct office_settings *settings, int no)
{
    struct err err = {0};
    int stop_fd = stop_open();

    if (stop_fd < 0) {
        log_error("signals: %s", strerror(errno));
        return 1;
    }
    secret_close_memory();
    office_settings_for(settings, process->role, process->verb, no);
    bool is_done = process->run(&settings->office, stop_fd, &err);
    supervisor_stopping();
    if (!is_done)
        log_error("%s: %s", process->verb, err.text);
    close(stop_fd);
    return is_done ? 0 : 1;
}

/* The number of a process, which names its socket; 1 when none is given, 0 when it is none. */
static int number_of(const struct line *line)
{
    char *end = NULL;

    if (line->count == 1)
        return 1;
    long no = strtol(line->words[1], &end, 10);
    return line->count == 2 && *end == '\0' && no >= 1 && no <= 99 ? (int)no : 0;
}

static int run_verb(const struct line *line, struct office_settings *settings)
{
    const char *verb = line->count > 0 ? line->words[0] : "";

    for (const struct office_process *row = office_processes; row->verb; row++) {
        if (strcmp(row->verb, verb) != 0)
            continue;
        int no = number_of(line);
        if (no > 0)
            return serve(row, settings, no);
        (void)fprintf(stderr, "anjungan-office: usage: %s [NO], from 1 to 99\n", verb);
        return 2;
    }
    for (const struct office_verb *row = office_verbs; row->verb; row++) {
        if (strcmp(row->verb, verb) == 0)
            return row->run(settings, line->count - 1, line->words + 1);
    }
    (void)fprintf(stderr, "anjungan-office: %s%s; see --help\n",
                  line->count > 0 ? "unknown verb " : "a verb is missing", verb);
    return 2;
}

int main(int argc, char **argv)
{
    AUTO_OFFICE_SETTINGS struct office_settings settings = {0};
    struct line line = {0};
    struct err err = {0};
    int code = 0;

    if (!read_line(&line, argc, argv, &code))
        return code;
    if (!office_settings_read(&settings, line.config, &err))
        return office_failed(&err);
    if (line.is_check) {
        conf_print(settings.conf, stdout);
        return 0;
    }
    return run_verb(&line, &settings);
}
