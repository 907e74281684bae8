/* A way to a server that fails on command: a proxy of its own for tests of what networks do.
 *
 *   anjungan-fault-proxy [--http] [--random PERCENT] [--seed N] CONTROL LISTEN TARGET
 *
 * Addresses are unix:PATH or HOST:PORT; port 0 takes a free one. Once it listens it prints
 * "listening ADDRESS". Without --http bytes pass through (TLS stays whole), and each connection gets one fault;
 * with it whole requests do, and each request gets one. CONTROL is the path of a socket that takes one line a
 * connection and answers one:
 *
 *   plan FAULT…       for the next connections or requests, one each (fault_plan.h names them)
 *   clear             forgets the plan
 *   random PERCENT SEED
 *   partition none|shut|up|down     shut cuts everything; up and down let one direction vanish
 *   stats             connections (or requests), those struck, planned ones left, bytes of the last one
 *
 * One process a connection; the plan lies in memory that they share. */
#include "support/fault_way.h"
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static void plan(struct fault_house *house, char *words, char *answer, size_t size)
{
    char *rest = words;

    for (char *word; (word = strsep(&rest, " ")) != NULL;) {
        struct fault fault;
        if (*word == '\0')
            continue;
        if (!fault_read(&fault, word) || house->count == PLAN_MOST) {
            snprintf(answer, size, "error %s", word);
            return;
        }
        house->plan[(house->first + house->count++) % PLAN_MOST] = fault;
    }
    snprintf(answer, size, "ok %zu", house->count);
}

static bool partition(struct fault_house *house, const char *word)
{
    static const char *const words[] = {"none", "shut", "up", "down"};

    for (int i = 0; i < 4; i++) {
        if (strcmp(word, words[i]) != 0)
            continue;
        house->partition = (enum fault_partition)i;
        return true;
    }
    return false;
}

static void obey(struct fault_house *house, char *line, char *answer, size_t size)
{
    char *rest = line + strcspn(line, " ");

    if (*rest)
        *rest++ = '\0';
    snprintf(answer, size, "ok");
    if (strcmp(line, "plan") == 0)
        plan(house, rest, answer, size);
    else if (strcmp(line, "clear") == 0)
        house->count = 0;
    else if (strcmp(line, "random") == 0) {
        char *seed = NULL;
        house->percent = (int)strtol(rest, &seed, 10);
        house->random = strtoull(seed, NULL, 10);
    } else if (strcmp(line, "stats") == 0)
        snprintf(answer, size, "taken %lld struck %lld planned %zu up %lld down %lld",
                 (long long)house->taken, (long long)house->struck, house->count,
                 (long long)house->up, (long long)house->down);
    else if (strcmp(line, "partition") != 0 || !partition(house, rest))
        snprintf(answer, size, "error %.200s", line);
}

static void hear(struct fault_house *house, int control)
{
    static char line[PLAN_MOST * 16];
    size_t len = 0;
    char answer[256];
    int fd = accept(control, NULL, NULL);

    if (fd < 0)
        return;
    while (len < sizeof line - 1 && !memchr(line, '\n', len)) {
        ssize_t got = read(fd, line + len, sizeof line - 1 - len);
        if (got <= 0)
            break;
        len += (size_t)got;
    }
    line[len] = '\0';
    line[strcspn(line, "\n")] = '\0';
    fault_house_lock(house);
    obey(house, line, answer, sizeof answer - 1);
    fault_house_unlock(house);
    strncat(answer, "\n", 2);
    if (send(fd, answer, strlen(answer), MSG_NOSIGNAL) < 0)
        perror("control");
    close(fd);
}

static void take(struct fault_house *house, int listening, const char *target)
{
    int client = accept(listening, NULL, NULL);

    if (client < 0)
        return;
    /* Taken here, so that the plan follows the order of the connections. */
    struct fault fault = {.kind = FAULT_PASS};
    if (!house->is_http)
        fault = fault_take(house);
    if (fork() == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        close(listening);
        if (house->is_http)
            fault_carry_requests(house, client, target);
        else
            fault_carry_bytes(house, client, target, fault);
        _exit(0);
    }
    close(client);
}

static int serve(struct fault_house *house, const char *control, const char *listening,
                 const char *target)
{
    char shown[128];
    char address[128];

    snprintf(address, sizeof address, "unix:%s", control);
    struct pollfd ways[2] = {{.fd = fault_listen(address, shown), .events = POLLIN},
                             {.fd = fault_listen(listening, shown), .events = POLLIN}};
    if (ways[0].fd < 0 || ways[1].fd < 0) {
        fprintf(stderr, "anjungan-fault-proxy: cannot listen: %s\n", strerror(errno));
        return 1;
    }
    signal(SIGCHLD, SIG_IGN);
    signal(SIGPIPE, SIG_IGN);
    printf("listening %s\n", shown);
    fflush(stdout);
    for (;;) {
        if (poll(ways, 2, -1) < 0)
            continue;
        if (ways[0].revents)
            hear(house, ways[0].fd);
        if (ways[1].revents)
            take(house, ways[1].fd, target);
    }
}

int main(int argc, char **argv)
{
    struct fault_house *house = fault_house_new();
    int i = 1;

    if (!house)
        return 1;
    for (; i < argc && strncmp(argv[i], "--", 2) == 0; i++) {
        if (strcmp(argv[i], "--http") == 0)
            house->is_http = true;
        else if (strcmp(argv[i], "--random") == 0 && i + 1 < argc)
            house->percent = (int)strtol(argv[++i], NULL, 10);
        else if (strcmp(argv[i], "--seed") == 0 && i + 1 < argc)
            house->random = strtoull(argv[++i], NULL, 10);
        else
            break;
    }
    if (argc - i != 3) {
        fprintf(stderr, "usage: anjungan-fault-proxy [--http] [--random PERCENT] [--seed N] "
                        "CONTROL LISTEN TARGET\n");
        return 2;
    }
    return serve(house, argv[i], argv[i + 1], argv[i + 2]);
}
